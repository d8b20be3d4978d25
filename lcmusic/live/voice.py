"""The melody's part of the sequencer: from the planned symbols to note messages, one sixteenth after the other.

``performed`` plays a melody through without a clock: what a file holds is what is sent.
"""

from __future__ import annotations

from lcmusic.live.accompaniment import Accompaniment, Sounding
from lcmusic.live.expression import Expression
from lcmusic.live.grid import (
    HOLD,
    PITCHES,
    STEPS_PER_BAR,
    STEPS_PER_BEAT,
    TICKS_PER_STEP,
    Bar,
    Chords,
    Plan,
    Symbols,
    phrase_bars,
)
from lcmusic.live.protocol import Entered, Played

CLICK_ON, CLICK_OFF = b"\x99\x25", b"\x89\x25\x00"  # side stick on channel 10, which every General MIDI drum kit has
STRONG, WEAK = 112, 80  # velocities of the first beat of a bar, and of the others


class Voice:
    """One voice that reads the plan, and what accompanies it.

    Ticks are song position; ``played`` is the same moment in playing time.

    Attributes:
        step: the next sixteenth to be read; below 0 while counting in.
        late_bars: bars that the plan had to fill.
        reports: ``Entered`` and ``Played``, for the owner to take away.
    """

    def __init__(self) -> None:
        self.plan = Plan()
        self.expression = Expression()
        self.step = 0
        self.late_bars = 0
        self.reports: list[Entered | Played] = []
        self._sounding: Sounding | None = None
        self._accompaniment = Accompaniment()
        self._entered: tuple[int, int] | None = None  # phrase and index of the bar being read
        self._silent_until = 0
        self._clicking = False

    def locate(self, step: int, silent_until: int = 0) -> None:
        """Read from this step on; no note starts before the tick ``silent_until``. Release first."""
        self.step, self._silent_until, self._entered = step, silent_until, None

    @property
    def bar_in_progress(self) -> int | None:
        """The bar of which some, but not all has been read."""
        return self.step // STEPS_PER_BAR if self.step % STEPS_PER_BAR else None

    def next_tick(self) -> int:
        """When ``run`` has something to do next."""
        return min([self.expression.step_tick(self.step), *(note.end for note in self._all())])

    def run(self, tick: int, played: int, time: float, bpm: float) -> list[bytes]:
        """The note messages of this tick; ``time`` only goes into the reports."""
        out: list[bytes] = []
        if self.expression.step_tick(self.step) <= tick:
            out += self._read_step(tick, played, time, bpm) if self.step >= 0 else self._count()
        out += self._end_those([note for note in self._all() if note.end <= tick], played)
        return out

    def release(self, played: int) -> list[bytes]:
        """End everything that sounds; the chord is struck anew at the next beat."""
        if self._clicking:
            self._clicking = False
            return [CLICK_OFF]
        out = self._end_those(self._all(), played)
        self._accompaniment.forget()
        return out

    def _all(self) -> list[Sounding]:
        """What sounds, the oldest first."""
        notes = [*([self._sounding] if self._sounding else []), *self._accompaniment.sounding]
        return sorted(notes, key=lambda note: note.played_from)

    def _end_those(self, notes: list[Sounding], played: int) -> list[bytes]:
        self.reports += [note.played(played) for note in notes]
        self._accompaniment.sounding = [note for note in self._accompaniment.sounding if note not in notes]
        if self._sounding in notes:
            self._sounding = None
        return [note.off for note in notes]

    def _count(self) -> list[bytes]:
        """A step before the top of the song: a click on each beat, which ends with the sixteenth."""
        step, self.step = self.step, self.step + 1
        out = self.release(0)
        if step % STEPS_PER_BEAT == 0:
            self._clicking = True
            out.append(CLICK_ON + bytes((STRONG if step % STEPS_PER_BAR == 0 else WEAK,)))
        return out

    def _read_step(self, tick: int, played: int, time: float, bpm: float) -> list[bytes]:
        step, self.step = self.step, self.step + 1
        number, place = divmod(step, STEPS_PER_BAR)
        supplied = self.plan.enter(number)
        bar = self.plan.bar(number)
        if place == 0 and not supplied:
            self.late_bars += 1
        if place == 0 or (bar.phrase, bar.index) != self._entered:
            self.reports.append(Entered(step, bar.phrase, bar.index, not supplied, time))
        self._entered = (bar.phrase, bar.index)
        silent = step * TICKS_PER_STEP < self._silent_until
        out = [] if silent else self._accompany(bar, place, tick, played, bpm)
        symbol, sounding = bar.symbols[place], self._sounding
        if symbol == HOLD and sounding and self.plan.held_pitch(step) == sounding.source:
            sounding.end = max(tick, self._end(step, sounding.start, bpm))
            return out
        out += self._end_those([sounding] if sounding else [], played)
        if symbol < PITCHES and not silent:
            expression = self.expression
            pitch, velocity = expression.sent_pitch(symbol), expression.sent_velocity(bar.symbols, place)
            end = self._end(step, tick, bpm)
            self._sounding = Sounding(symbol, pitch, velocity, expression.channel, tick, end, played)
            out.append(self._sounding.on)
        return out

    def _accompany(self, bar: Bar, place: int, tick: int, played: int, bpm: float) -> list[bytes]:
        accompaniment = self._accompaniment
        if not accompaniment.changes(bar, place, self.expression):
            return []
        out = self._end_those(accompaniment.sounding, played)
        return out + [note.on for note in accompaniment.strike(bar, place, tick, played, self.expression, bpm)]

    def _end(self, step: int, start: int, bpm: float) -> int:
        """The tick at which a note that began at ``start`` and sounds at ``step`` is released."""
        written = self.expression.step_tick(self.plan.note_end(step)) - start
        return start + self.expression.sent_ticks(written, bpm)


def performed(symbols: Symbols, expression: Expression, bpm: float, chords: Chords = ()) -> list[Played]:
    """The notes that a melody is sent as, played once from the top of the song to its end.

    Args:
        symbols: melody symbols, whole bars, 128 at most.
        expression: how they are sent.
        bpm: tempo, which says how short a note may be.
        chords: that go round under it.

    Raises:
        ValueError: not a melody.
    """
    voice, length = Voice(), len(symbols) * TICKS_PER_STEP
    voice.expression = expression
    voice.plan.supply(0, phrase_bars(symbols, 1, chords))
    while (tick := voice.next_tick()) < length:
        voice.run(tick, tick, 0.0, bpm)
    voice.release(length)
    return [report for report in voice.reports if isinstance(report, Played)]
