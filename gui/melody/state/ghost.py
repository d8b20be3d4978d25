"""The second melody in the roll: what the idea sounds like without the knobs, or the tune that it was found from."""

from __future__ import annotations

from gui.melody.state.inference import NoComposer
from gui.melody.state.setting import Idea
from lcmusic.music.melody import Melody
from lcmusic.perform.background import BackgroundComposer
from lcmusic.perform.feed import Feed


class Ghost:
    """Finds it when there is time.

    Attributes:
        melody: None if it is not known.
        settled: it has been looked for.
    """

    def __init__(self) -> None:
        self.melody: Melody | None = None
        self.settled = False
        self._of: object = None

    def look(self, feed: Feed, idea: Idea, composer: BackgroundComposer | NoComposer) -> None:
        """Go on looking for the ghost of what plays; ``idea`` is empty if there is none."""
        plain = feed.knobs.plain()
        if not feed.settled or self._of == (idea, plain, feed.locked):
            return
        found = composer.plain(feed.idea, plain, feed.locked) if idea and feed.idea is not None else None
        if idea and not found:
            return
        self._of, self.melody, self.settled = (idea, plain, feed.locked), found, True
