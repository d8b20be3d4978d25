"""Our own clock leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lcmusic.live.clock import Timeline
from lcmusic.live.grid import TICKS_PER_STEP
from lcmusic.live.sync.source import Song, Source

if TYPE_CHECKING:
    from lcmusic.live.protocol import Seek

START_AHEAD = 0.005  # seconds from a sent start to its first clock: receivers need at least one millisecond


class Internal(Source):
    """We lead: every command means what it says."""

    label = "Internal"
    own_time = True

    def lock(self, now: float) -> str:
        return "internal"

    def play(self, song: Song, now: float, from_top: bool) -> None:
        position = 0 if from_top else song.step * TICKS_PER_STEP
        song.go(now, position, Timeline(now + START_AHEAD, position, song.line.bpm))
        song.report_tempo(song.line.bpm)

    def tempo(self, bpm: float) -> bool:
        return True

    def seek(self, command: Seek) -> Seek:
        return command
