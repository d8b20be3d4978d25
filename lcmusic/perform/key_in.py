"""The key of what somebody plays to us."""

from __future__ import annotations

import numpy as np

from lcmusic.live.grid import TICKS_PER_BAR
from lcmusic.live.protocol import NoteIn
from lcmusic.music.keys import key_and_scale
from lcmusic.perform.listening import DRUMS

Key = tuple[int, str]
"""Root 0..11 and scale."""
BARS_HEARD = 4
FEWEST_NOTES, FEWEST_CLASSES = 8, 4
"""Of these bars, for a key to be told."""
SHORTEST = 60.0
"""Ticks that a note counts at least, as long as none ends before it began."""


class KeyIn:
    """Hears notes and says, at each bar line, in which key the last four bars were."""

    def __init__(self) -> None:
        self._notes: list[tuple[float, float, int]] = []  # start and end in ticks, pitch
        self._held: dict[tuple[int, int], float] = {}
        self._bar = 0

    def hear(self, note: NoteIn) -> None:
        """A key was pressed or released."""
        if note.channel == DRUMS:
            return
        key = note.channel, note.pitch
        if note.velocity:
            self._held[key] = note.tick
        elif (start := self._held.pop(key, None)) is not None:
            self._notes.append((start, max(note.tick, start + SHORTEST), note.pitch))

    def at(self, bar: int) -> Key | None:
        """The song has come to this bar: the key, if it has just begun and each of the four before it was played in."""
        if bar == self._bar:
            return None
        self._bar, first = bar, (bar - BARS_HEARD) * TICKS_PER_BAR
        self._notes = [note for note in self._notes if first < note[1] and note[0] < bar * TICKS_PER_BAR]
        played_in = {int(start // TICKS_PER_BAR) for start, _, _ in self._notes}
        weights_p = np.zeros(12)
        for start, end, pitch in self._notes:
            weights_p[pitch % 12] += min(end, bar * TICKS_PER_BAR) - max(start, first)
        enough = len(self._notes) >= FEWEST_NOTES and np.count_nonzero(weights_p) >= FEWEST_CLASSES
        return key_and_scale(weights_p) if enough and played_in >= set(range(bar - BARS_HEARD, bar)) else None
