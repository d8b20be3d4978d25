"""Where in its file a clip lies: which of the file's notes are its own, which are not, and at which ticks they stand.

Shapes: ``n`` notes of a part, ``k`` bars of the clip.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from lcmusic.media.smf import Part, Song
from lcmusic.media.voices import to_steps
from lcmusic.music.melody import STEPS_PER_BAR, STEPS_PER_BEAT, Melody

OFF_GRID = 16
"""Notes further from their sixteenth than this part of a beat were not meant to be on it, such as triplets."""


@dataclass(frozen=True, eq=False)
class Place:
    """Where in its file a clip lies.

    Attributes:
        part: whose top line it is.
        tpq: ticks per quarter note.
        origin: tick of the first bar line of the stretch of 4/4.
        bars_k: the clip's bars, counted in the stretch from 0.
    """

    part: Part
    tpq: int
    origin: int
    bars_k: np.ndarray

    def tick(self, step: int) -> int:
        """When a step of the clip begins."""
        bar, within = divmod(step, STEPS_PER_BAR)
        return self.origin + round((int(self.bars_k[bar]) * STEPS_PER_BAR + within) * self.tpq / STEPS_PER_BEAT)

    def end(self, step: int) -> int:
        """When a note that ends before a step of the clip does: with the step before it."""
        return self.tick(step - 1) + round(self.tpq / STEPS_PER_BEAT)

    def steps(self) -> np.ndarray:
        """The clip's step at which each note of the part begins, -1 where it lies elsewhere: int ``[n]``."""
        step_n = to_steps(self.part.start_n - self.origin, self.tpq)
        bar_n = step_n // STEPS_PER_BAR
        position_n = np.searchsorted(self.bars_k, bar_n)
        inside_n = self.bars_k[np.minimum(position_n, len(self.bars_k) - 1)] == bar_n
        return np.where(inside_n, position_n * STEPS_PER_BAR + step_n % STEPS_PER_BAR, -1)

    def used(self, melody: Melody) -> np.ndarray:
        """Which notes of the part are those of the clip's melody, bool ``[n]``."""
        step_n = self.steps()
        return (step_n >= 0) & (melody.symbols_t[step_n] == self.part.pitch_n)

    def unused(self, song: Song, melody: Melody) -> list[str]:
        """What of the part is not in the clip, or not where it was, in numbers: sentences for a person."""
        step_n, used_n = self.steps(), self.used(melody)
        inner = int(((step_n >= 0) & ~used_n).sum())
        away_n = np.abs(self.part.start_n - [self.tick(step) for step in np.maximum(step_n, 0)])
        moved = int((used_n & (OFF_GRID * away_n > self.tpq)).sum())
        elsewhere = self._elsewhere(song, step_n < 0)
        said = [f"Left out {', '.join(f'{_bars(count)} in {meter}' for meter, count in elsewhere.items())}."]
        said = said if elsewhere else []
        said += [f"Left out {inner:,} {_notes(inner)} of chords and inner voices."] if inner else []
        return said + ([f"Put {moved:,} {_notes(moved)} on the grid of sixteenths, such as triplets."] if moved else [])

    def _elsewhere(self, song: Song, out_n: np.ndarray) -> Counter[str]:
        """Bars in which some notes of the part begin, by their meter."""
        changes = [(0, 4, 4), *song.signatures]
        tick_c = np.array([tick for tick, _, _ in changes])
        bars = set()
        for tick in self.part.start_n[out_n].tolist():
            last = int(np.searchsorted(tick_c, tick, side="right")) - 1
            begun, numerator, denominator = changes[last]
            bars.add((last, (tick - begun) * denominator // (4 * numerator * self.tpq)))
        return Counter(f"{changes[last][1]}/{changes[last][2]}" for last, _ in sorted(bars))


def _bars(count: int) -> str:
    return f"{count:,} {'bar' if count == 1 else 'bars'}"


def _notes(count: int) -> str:
    return "note" if count == 1 else "notes"
