"""The DAW leads with its MIDI clock: where its song is, how fast it moves, and whether it is still there."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from lc_common.errors import UserError
from lcmusic.live.grid import CLOCKS_PER_BEAT, TICKS_PER_BAR, TICKS_PER_STEP
from lcmusic.live.sync.follower import ClockFollower, Lock
from lcmusic.live.sync.source import Song, Source

if TYPE_CHECKING:
    from lcmusic.live.protocol import Seek

CLOCKS_PER_STEP = CLOCKS_PER_BEAT // 4

JOINED = (
    "The MIDI clock was running already, so its bars are not known and ours are counted from its first clock that we "
    "heard; start the DAW again to have the same."
)


class MidiClock(Source):
    """Follows clock, start, stop, continue and song position of the MIDI input."""

    label = "MIDI clock"
    needs_input = True
    own_tempo = False

    def __init__(self) -> None:
        self._follower = ClockFollower()

    def lock(self, now: float) -> Lock:
        return self._follower.lock(now)

    def bpm(self, song: Song, now: float) -> float:
        return song.line.bpm if self.lock(now) == "waiting" else self._follower.bpm

    def hear(self, song: Song, time: float, data: bytes) -> None:
        follower, leads = self._follower, song.source is self
        match data[:1]:
            case b"\xf8":
                jumped = follower.clock(time)
                if leads and song.playing and follower.running is None and follower.lock(time) == "locked":
                    follower.running = True
                    song.notify(JOINED)
                if leads and song.playing and follower.running:
                    self._follow(song, time, jumped)
            case b"\xfa" | b"\xfb":
                follower.start() if data[:1] == b"\xfa" else follower.resume()
                if leads:
                    song.wait(time)
            case b"\xfc":
                follower.stop()
                if leads:
                    song.halt(time)
            case b"\xf2" if len(data) == 3:
                step = (data[1] | data[2] << 7) // (CLOCKS_PER_STEP if song.sync.position_in_clocks else 1)
                follower.locate(step)
                if leads:
                    song.wait(time)
                    song.locate(step)

    def listen(self, song: Song, now: float, again: bool) -> None:
        if again:
            self._follower.missed()
            return
        self._follower = ClockFollower()
        if song.source is self and song.rolling:
            song.wait(now)

    def tempo(self, bpm: float) -> bool:
        raise UserError("The tempo follows the MIDI clock; change it in the DAW.")

    def seek(self, command: Seek) -> Seek:
        raise UserError("The song position follows the MIDI clock; change it in the DAW.")

    def _follow(self, song: Song, time: float, jumped: bool) -> None:
        """The master's clock has come in and we play with it; ``jumped``: it has started or moved."""
        line = self._follower.timeline()
        line = replace(line, time=line.time + song.sync.offset)
        if not song.rolling:
            next_bar = math.ceil(line.tick / TICKS_PER_BAR) * TICKS_PER_BAR
            song.go(time, line.tick, line, 0 if jumped or not song.sync.quantise_start else next_bar)
            return
        if abs(line.tick_at(time) - song.line.tick_at(time)) >= TICKS_PER_STEP:
            song.go(time, line.tick, line)
        song.line = line
        if self.lock(time) == "locked":
            song.report_tempo(self._follower.bpm)
