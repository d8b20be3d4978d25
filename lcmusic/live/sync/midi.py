"""The DAW leads with its MIDI clock: where its song is, how fast it moves, and whether it is still there."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from lc_common.errors import UserError
from lcmusic.live.clock import FASTEST, SLOWEST, Timeline
from lcmusic.live.grid import CLOCKS_PER_BEAT, TICKS_PER_BAR, TICKS_PER_CLOCK
from lcmusic.live.sync.source import Song, Source

if TYPE_CHECKING:
    from lcmusic.live.protocol import Seek


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
                if leads and follower.running and song.playing:
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
                step = data[1] | data[2] << 7
                follower.locate(step)
                if leads:
                    song.wait(time)
                    song.locate(step)

    def tempo(self, bpm: float) -> bool:
        raise UserError("The tempo follows the MIDI clock; change it in the DAW.")

    def seek(self, command: Seek) -> Seek:
        raise UserError("The song position follows the MIDI clock; change it in the DAW.")

    def _follow(self, song: Song, time: float, jumped: bool) -> None:
        """The master's clock has come in and we play with it; ``jumped``: it has started or moved."""
        line = self._follower.timeline()
        line = replace(line, time=line.time + song.sync.offset)
        if jumped or not song.rolling:
            next_bar = math.ceil(line.tick / TICKS_PER_BAR) * TICKS_PER_BAR
            song.go(time, line.tick, line, 0 if jumped or not song.sync.quantise_start else next_bar)
            return
        song.line = line
        if self.lock(time) == "locked":
            song.report_tempo(self._follower.bpm)


class LineFit:
    """Least-squares line through evenly spaced events seen at jittery times.

    Computed recursively with the gains of the expanding-memory polynomial filter (Brookner, Tracking and Kalman
    Filtering Made Easy, section 1.2.10): over the first ``memory`` events exactly the least-squares line through all
    of them, from then on with fixed gains, so that old events fade.

    Args:
        memory: events that count.
        interval: what is assumed until the second event.
        within: the shortest and longest interval there can be.

    Attributes:
        time: fitted time of the last event.
        interval: fitted time from one event to the next.
        count: events seen.
    """

    def __init__(self, memory: int, interval: float, within: tuple[float, float]) -> None:
        self.memory = memory
        self.interval = interval
        self.within = within
        self.time = 0.0
        self.count = 0

    def error(self, time: float) -> float:
        """By how much an event at ``time`` would come later than expected."""
        return time - (self.time + self.interval) if self.count else 0.0

    def add(self, time: float, largest: float = float("inf")) -> None:
        """Take in the next event; an error beyond ``largest`` either way counts as that much."""
        if not self.count:
            self.time, self.count = time, 1
            return
        error = max(-largest, min(largest, self.error(time)))
        self.count += 1
        n = min(self.count, self.memory)
        self.time += self.interval + error * 2 * (2 * n - 1) / (n * (n + 1))
        shortest, longest = self.within
        self.interval = min(longest, max(shortest, self.interval + error * 6 / (n * (n + 1))))


Lock = Literal["waiting", "locking", "locked", "free-wheeling"]

PHASE_MEMORY = 2 * CLOCKS_PER_BEAT  # long enough against jitter, short enough for a DAW's tempo curve
TEMPO_MEMORY = 32 * CLOCKS_PER_BEAT  # eight bars: the tempo that is shown
LATEST = 0.006  # seconds off the line that jitter alone does not explain
INTERVALS = (
    60 / CLOCKS_PER_BEAT / (FASTEST * 1.1),
    60 / CLOCKS_PER_BEAT / (SLOWEST / 1.1),
)  # seconds, with room to err
LATE_IN_A_ROW = 3  # so many of them on one side mean a new tempo


class ClockFollower:
    """Follows a MIDI clock: where the master's song is, how fast it moves, and whether it is still there.

    Attributes:
        clocks: number of the last clock within the master's song, -1 before the first.
        running: the master has started and not stopped.
    """

    def __init__(self) -> None:
        # Until two clocks have told the tempo, the slowest is assumed: we may wait for the master, but not outrun it.
        self._start_fits(60 / SLOWEST / CLOCKS_PER_BEAT)
        self.clocks = -1
        self.running = False
        self._jumped = False  # with the next clock
        self._heard = 0  # clocks, ever

    def _start_fits(self, interval: float) -> None:
        self._phase = LineFit(PHASE_MEMORY, interval, INTERVALS)
        self._tempo = LineFit(TEMPO_MEMORY, interval, INTERVALS)
        self._recent: deque[float] = deque(maxlen=LATE_IN_A_ROW + 1)
        self._late = 0  # clocks in a row beyond LATEST, negative when early

    def start(self) -> None:
        """The master starts from the top with its next clock."""
        self.clocks, self.running, self._jumped = -1, True, True

    def resume(self) -> None:
        """The master goes on from where it stopped with its next clock."""
        self.running, self._jumped = True, True

    def stop(self) -> None:
        """The master has stopped."""
        self.running = False

    def locate(self, step: int) -> None:
        """The master's next clock belongs to this sixteenth (song position pointer)."""
        self.clocks, self._jumped = step * (CLOCKS_PER_BEAT // 4) - 1, True

    def clock(self, time: float) -> bool:
        """A clock has come in. After a gap, those that were lost are counted from the time that has passed.

        Returns:
            Whether the master has started, resumed or moved with this clock.
        """
        if self._phase.count and time - self._recent[-1] > self.patience:
            lost = max(0, round(self._phase.error(time) / self._phase.interval))
            if self.running:
                self.clocks += lost
            self._start_fits(self._phase.interval)
        if self.running:
            self.clocks += 1
        self._heard += 1
        self._recent.append(time)
        error = self._phase.error(time)
        if abs(error) <= LATEST:
            self._late = 0
        else:
            side = 1 if error > 0 else -1
            self._late = self._late + side if self._late * side >= 0 else side
        self._phase.add(time, largest=LATEST if self._phase.count >= CLOCKS_PER_BEAT else float("inf"))
        self._tempo.add(time)
        if abs(self._late) >= LATE_IN_A_ROW and self._phase.count > LATE_IN_A_ROW:
            recent = list(self._recent)
            self._start_fits(self._phase.interval)
            for earlier in recent:
                self._phase.add(earlier)
                self._tempo.add(earlier)
                self._recent.append(earlier)
        jumped, self._jumped = self._jumped and self.running, self._jumped and not self.running
        return jumped

    @property
    def patience(self) -> float:
        """Seconds without a clock after which it counts as lost."""
        return max(0.25, 4 * self._phase.interval)

    def lock(self, now: float) -> Lock:
        """How far the follower may be trusted."""
        if self._heard < 2:
            return "waiting"
        if now - self._recent[-1] > self.patience:
            return "free-wheeling" if self.running else "waiting"
        return "locked" if self._phase.count > CLOCKS_PER_BEAT else "locking"

    @property
    def bpm(self) -> float:
        """The tempo to show, meaningless while waiting."""
        return 60 / CLOCKS_PER_BEAT / self._tempo.interval

    def timeline(self) -> Timeline:
        """Where the master's song is, by the last clock."""
        return Timeline(self._phase.time, self.clocks * TICKS_PER_CLOCK, 60 / CLOCKS_PER_BEAT / self._phase.interval)
