"""The melody's part of the sequencer: from the planned symbols to note messages, one sixteenth after the other."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lcmusic.live.expression import Expression
from lcmusic.live.grid import HOLD, PITCHES, STEPS_PER_BAR, TICKS_PER_STEP, Plan
from lcmusic.live.protocol import Entered, Played


@dataclass
class _Sounding:
    source: int  # pitch in the melody
    pitch: int  # pitch that was sent
    velocity: int
    channel: int
    start: int  # song position, ticks
    end: int
    played_from: int  # playing time, ticks


class Voice:
    """One voice that reads the plan. Ticks are song position; ``played`` is the same moment in playing time.

    Attributes:
        step: the next sixteenth to be read.
        late_bars: bars that the plan had to fill.
        reports: ``Entered`` and ``Played``, for the owner to take away.
    """

    def __init__(self, rng: random.Random) -> None:
        self.plan = Plan()
        self.expression = Expression()
        self.step = 0
        self.late_bars = 0
        self.reports: list[Entered | Played] = []
        self._rng = rng
        self._sounding: _Sounding | None = None
        self._entered: tuple[int, int] | None = None  # phrase and index of the bar being read
        self._silent_until = 0

    def locate(self, step: int, silent_until: int = 0) -> None:
        """Read from this step on; no note starts before the tick ``silent_until``. Release first."""
        self.step, self._silent_until, self._entered = step, silent_until, None

    @property
    def bar_in_progress(self) -> int | None:
        """The bar of which some, but not all has been read."""
        return self.step // STEPS_PER_BAR if self.step % STEPS_PER_BAR else None

    def next_tick(self) -> int:
        """When ``run`` has something to do next."""
        tick = self.expression.step_tick(self.step)
        return min(tick, self._sounding.end) if self._sounding else tick

    def run(self, tick: int, played: int, time: float) -> list[bytes]:
        """The note messages of this tick; ``time`` only goes into the reports."""
        out: list[bytes] = []
        if self.expression.step_tick(self.step) <= tick:
            out += self._read_step(tick, played, time)
        if self._sounding and self._sounding.end <= tick:
            out += self.release(played)
        return out

    def release(self, played: int) -> list[bytes]:
        """End the note that sounds, if any."""
        if not self._sounding:
            return []
        note, self._sounding = self._sounding, None
        end = max(note.played_from + 1, played)
        self.reports.append(Played(note.played_from, end, note.pitch, note.velocity, note.channel))
        return [bytes((0x7F + note.channel, note.pitch, 0))]

    def _read_step(self, tick: int, played: int, time: float) -> list[bytes]:
        step, self.step = self.step, self.step + 1
        number, place = divmod(step, STEPS_PER_BAR)
        supplied = self.plan.enter(number)
        bar = self.plan.bar(number)
        if place == 0 and not supplied:
            self.late_bars += 1
        if place == 0 or (bar.phrase, bar.index) != self._entered:
            self.reports.append(Entered(step, bar.phrase, bar.index, not supplied, time))
        self._entered = (bar.phrase, bar.index)
        symbol, sounding = bar.symbols[place], self._sounding
        if symbol == HOLD and sounding and self.plan.held_pitch(step) == sounding.source:
            sounding.end = max(tick, self._end(step, sounding.start))
            return []
        out = self.release(played)
        if symbol < PITCHES and step * TICKS_PER_STEP >= self._silent_until:
            expression = self.expression
            pitch, velocity = expression.sent_pitch(symbol), expression.sent_velocity(step, self._rng)
            end = self._end(step, tick)
            self._sounding = _Sounding(symbol, pitch, velocity, expression.channel, tick, end, played)
            out.append(bytes((0x8F + expression.channel, pitch, velocity)))
        return out

    def _end(self, step: int, start: int) -> int:
        """The tick at which a note that began at ``start`` and sounds at ``step`` is released."""
        written = self.expression.step_tick(self.plan.note_end(step)) - start
        return start + max(1, round(written * self.expression.gate))
