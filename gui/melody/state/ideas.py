"""The last ideas that were heard, to go back to and to compare."""

from __future__ import annotations

from dataclasses import replace

from gui.melody.state.setting import Clip

MOST = 32


class Ideas:
    """Clips in the order in which their ideas were first heard, the oldest first.

    Attributes:
        clips: each as it was heard last; ``MOST`` at most.
        at: which of them plays; -1 before the first one.
        other: the one that played before it, to compare with; None if there was none.
    """

    def __init__(self) -> None:
        self.clips: list[Clip] = []
        self.at = -1
        self.other: Clip | None = None
        self._heard = 0

    def hear(self, clip: Clip) -> None:
        """This plays now: another idea, or the same one with other knobs or locked bars."""
        place = next((n for n, known in enumerate(self.clips) if known.idea == clip.idea), None)
        if place != self.at and self.at >= 0:
            self.other = self.clips[self.at]
        if place is None:
            self._heard += 1
            self.clips = [*self.clips, replace(clip, name=f"Idea {self._heard}")][-MOST:]
            self.at = len(self.clips) - 1
        else:
            self.clips[place] = replace(clip, name=self.clips[place].name)
            self.at = place
