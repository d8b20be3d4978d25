"""Following a MIDI clock: a line through its clocks, and what becomes of it when they stop, are late or burst."""

from __future__ import annotations

from collections import deque
from typing import Literal

from lcmusic.live.clock import FASTEST, SLOWEST, Timeline
from lcmusic.live.grid import CLOCKS_PER_BEAT, TICKS_PER_CLOCK


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

    def skip(self, events: int = 1) -> None:
        """Go on along the line past events whose times say nothing."""
        self.time += events * self.interval

    def move(self, time: float, trusted: int) -> None:
        """The last event was at ``time``, wherever the line was; its interval weighs as much as ``trusted`` events."""
        self.time, self.count = time, min(self.count, trusted)


Lock = Literal["waiting", "locking", "locked", "free-wheeling"]

PHASE_MEMORY = 2 * CLOCKS_PER_BEAT  # long enough against jitter, short enough for a DAW's tempo curve
TEMPO_MEMORY = 32 * CLOCKS_PER_BEAT  # eight bars: the tempo that is shown
LATEST = 0.006  # seconds off the line that jitter alone does not explain
INTERVALS = (
    60 / CLOCKS_PER_BEAT / (FASTEST * 1.1),
    60 / CLOCKS_PER_BEAT / (SLOWEST / 1.1),
)  # seconds, with room to err
LATE_IN_A_ROW = 3  # so many of them on one side mean a new tempo
STALLED = 0.03  # seconds late, and at least one and a half clocks, that no tempo explains
TRUSTED = CLOCKS_PER_BEAT // 2  # clocks that the fitted tempo weighs once the phase is found anew


class ClockFollower:
    """Follows a MIDI clock: where the master's song is, how fast it moves, and whether it is still there.

    Only clocks that are heard move the song: a master that stands still, by pausing or because its machine is held
    up, sends none, and what was delayed on the way is heard later. Until it is clear which of the two it was, the line
    is left as it is. Clocks are lost only while our own input is away (``missed``).

    Attributes:
        clocks: number of the last clock within the master's song, -1 before the first.
        running: the master has started and not stopped; None while it has said neither.
    """

    def __init__(self) -> None:
        # Until two clocks have told the tempo, the slowest is assumed: we may wait for the master, but not outrun it.
        self._start_fits(60 / SLOWEST / CLOCKS_PER_BEAT)
        self.clocks = -1
        self.running: bool | None = None
        self._jumped = False  # with the next clock
        self._missed = False  # clocks before the next one
        self._astray = False  # the last clock came so late, or so early, that only the next ones can tell why
        self._packed = False  # since it went astray, clocks came faster than any tempo
        self._heard = 0  # clocks, ever
        self._last = 0.0  # time of the last clock

    def _start_fits(self, interval: float) -> None:
        self._phase = LineFit(PHASE_MEMORY, interval, INTERVALS)
        self._tempo = LineFit(TEMPO_MEMORY, interval, INTERVALS)
        self._recent: deque[float] = deque(maxlen=LATE_IN_A_ROW + 1)
        self._late = 0  # clocks in a row beyond LATEST, negative when early

    def start(self) -> None:
        """The master starts from the top with its next clock."""
        self.clocks, self.running, self._jumped = -1, True, True

    def resume(self) -> None:
        """The master goes on from where it stopped with its next clock; from the top if that was never heard."""
        if self.running is None:
            self.clocks = -1
        self.running, self._jumped = True, True

    def stop(self) -> None:
        """The master has stopped."""
        self.running = False

    def locate(self, step: int) -> None:
        """The master's next clock belongs to this sixteenth (song position pointer)."""
        self.running = bool(self.running)  # masters move while they stand still
        self.clocks, self._jumped = step * (CLOCKS_PER_BEAT // 4) - 1, True

    def missed(self) -> None:
        """Our input was away: the clocks until the next one are lost, and counted from the time that has passed."""
        self._missed = True

    def clock(self, time: float) -> bool:
        """A clock has come in.

        Returns:
            Whether the master has started, resumed or moved with this clock.
        """
        since, self._last = time - self._last, time
        if self._missed and self._phase.count:
            self._skip(max(0, round(self._phase.error(time) / self._phase.interval)))
        self._missed = False
        self._heard += 1
        if self._jumped and self.running:
            self._jumped = False
            self._count()
            self._astray = self._packed = False
            if self._phase.count < 2 or abs(self._phase.error(time)) <= LATEST:
                self._add(time)
            else:
                self._rephase(time)
            return True
        if self._astray or self._goes_astray(time, since):
            self._find_again(time, since)
        else:
            self._count()
            self._add(time)
        return False

    def _count(self, clocks: int = 1) -> None:
        if self.running is not False:
            self.clocks += clocks

    def _skip(self, clocks: int = 1) -> None:
        """Count clocks that tell nothing about the time."""
        self._count(clocks)
        self._phase.skip(clocks)
        self._tempo.skip(clocks)
        self._recent.clear()

    def _is_packed(self, since: float) -> bool:
        return since < min(self._phase.interval / 2, INTERVALS[0])

    def _goes_astray(self, time: float, since: float) -> bool:
        if self._phase.count < 2:
            return False
        error = self._phase.error(time)
        return error > max(STALLED, 1.5 * self._phase.interval) or (error < -LATEST and self._is_packed(since))

    def _find_again(self, time: float, since: float) -> None:
        """A clock while astray: delayed ones come packed; the first that does not shows where the master is."""
        packed = self._is_packed(since)
        if packed or not self._astray:
            self._astray, self._packed = True, self._packed or packed
            self._skip()
            return
        if abs(self._phase.error(time)) <= LATEST:
            self._add(time)
        elif self._packed or abs(since - self._phase.interval) <= LATEST + self._phase.interval / 4:
            self._rephase(time)
        else:  # no gap, but a tempo so slow that its clocks looked like one
            self._start_fits(self._phase.interval)
            self._add(time - since)
            self._add(time)
        self._astray = self._packed = False
        self._count()

    def _rephase(self, time: float) -> None:
        """The tempo is the same, and this clock lies where it lies."""
        self._phase.move(time, TRUSTED)
        self._tempo.move(time, TEMPO_MEMORY)
        self._recent.clear()
        self._recent.append(time)
        self._late = 0

    def _add(self, time: float) -> None:
        """Take the time of a clock into the line."""
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

    @property
    def patience(self) -> float:
        """Seconds without a clock after which the master is missed."""
        return max(0.1, 2.5 * self._phase.interval)

    def lock(self, now: float) -> Lock:
        """How far the follower may be trusted."""
        if self._heard < 2:
            return "waiting"
        if self._astray or now - self._last > self.patience:
            return "free-wheeling" if self.running else "waiting"
        return "locked" if self._phase.count > CLOCKS_PER_BEAT else "locking"

    @property
    def bpm(self) -> float:
        """The tempo to show, meaningless while waiting."""
        return 60 / CLOCKS_PER_BEAT / self._tempo.interval

    def timeline(self) -> Timeline:
        """Where the master's song is, by the last clock."""
        return Timeline(self._phase.time, self.clocks * TICKS_PER_CLOCK, 60 / CLOCKS_PER_BEAT / self._phase.interval)
