"""The last ideas that were heard, to go back to and to compare."""

from __future__ import annotations

from dataclasses import replace

from gui.melody.state.setting import Clip, Idea

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
        self._names: dict[Idea, str] = {}

    def hear(self, clip: Clip) -> None:
        """This plays now: another idea, or the same one with other knobs or locked bars."""
        name = self._names.get(clip.idea)
        place = next((n for n, known in enumerate(self.clips) if known.name == name), None)
        if place != self.at and self.at >= 0:
            self.other = self.clips[self.at]
        if place is None:
            self._heard += 1
            self._names[clip.idea] = f"Idea {self._heard}"
            self.clips = [*self.clips, replace(clip, name=self._names[clip.idea])][-MOST:]
            self.at = len(self.clips) - 1
        else:
            self.clips[place] = replace(clip, name=self.clips[place].name)
            self.at = place

    def go_on(self, before: Idea, after: Idea) -> None:
        """An edited melody is edited further, or its idea was found: it is still the same one of the ideas."""
        if before in self._names:
            self._names[after] = self._names[before]
