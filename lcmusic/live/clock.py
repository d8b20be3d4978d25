"""Musical position as a function of time.

Times are seconds of one monotonic clock; positions are ticks (480 to the beat).
"""

from __future__ import annotations

from dataclasses import dataclass

from lcmusic.live.grid import TICKS_PER_BEAT

SLOWEST, FASTEST = 20.0, 300.0
"""Tempos in BPM that are played and followed."""


@dataclass(frozen=True)
class Timeline:
    """A straight line: at ``time`` the position is ``tick``, and it moves at ``bpm``."""

    time: float
    tick: float
    bpm: float

    @property
    def rate(self) -> float:
        """Ticks per second."""
        return self.bpm * TICKS_PER_BEAT / 60

    def tick_at(self, time: float) -> float:
        """Position at a time."""
        return self.tick + (time - self.time) * self.rate

    def time_of(self, tick: float) -> float:
        """Time of a position."""
        return self.time + (tick - self.tick) / self.rate
