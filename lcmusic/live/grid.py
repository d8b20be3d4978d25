"""Time in ticks, and the plan: which bar of melody symbols is played when.

A bar is 16 symbols, the spelling of ``music.melody``: 0..127 starts a note, 128 holds, 129 rests. The constants are
repeated here because that module needs NumPy and the engine process does not; a test keeps them equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

STEPS_PER_BAR = 16
STEPS_PER_BEAT = 4
BEATS_PER_BAR = STEPS_PER_BAR // STEPS_PER_BEAT
PITCHES = 128
HOLD = 128
REST = 129
LONGEST_NOTE = 16 * STEPS_PER_BAR  # sixteenths for which the end of a note is looked ahead

TICKS_PER_BEAT = 480
TICKS_PER_STEP = TICKS_PER_BEAT // STEPS_PER_BEAT
TICKS_PER_BAR = TICKS_PER_STEP * STEPS_PER_BAR
CLOCKS_PER_BEAT = 24
TICKS_PER_CLOCK = TICKS_PER_BEAT // CLOCKS_PER_BEAT
CLOCKS_PER_STEP = CLOCKS_PER_BEAT // STEPS_PER_BEAT

BARS_REMEMBERED = 128

Chords = tuple[tuple[int, ...], ...]
"""Of each beat, the pitches of its chord, the bass first."""


@dataclass(frozen=True)
class Bar:
    """One bar as it was supplied.

    Attributes:
        symbols: 16 melody symbols, each 0..129.
        phrase: number of the phrase this bar belongs to; a new melody has a new number.
        index: place of the bar in its phrase, from 0.
        held: the pitch that the melody holds into this bar, None where it rests or the bar begins with a note.
        chords: of each of the four beats, the pitches of its chord, the bass first; empty for none.

    Raises:
        ValueError: not 16 symbols, a symbol out of range, or not chords of four beats.
    """

    symbols: tuple[int, ...]
    phrase: int = 0
    index: int = 0
    held: int | None = None
    chords: Chords = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "chords", tuple(map(tuple, self.chords)))
        if len(self.chords) not in (0, BEATS_PER_BAR) or not all(0 <= p < PITCHES for c in self.chords for p in c):
            raise ValueError(f"a bar has a chord of pitches for each of {BEATS_PER_BAR} beats, got {self.chords}")
        object.__setattr__(self, "symbols", tuple(self.symbols))
        if len(self.symbols) != STEPS_PER_BAR or not all(0 <= s <= REST for s in self.symbols):
            raise ValueError(f"a bar is {STEPS_PER_BAR} symbols in 0..{REST}, got {self.symbols}")


SILENT_BAR = Bar((REST,) * STEPS_PER_BAR, phrase=-1)


@dataclass
class Plan:
    """The bars to come and those just played, by absolute bar number.

    A bar that was not supplied in time is filled: the phrase that was supplied last repeats, as far as it is known.
    Only an empty plan is silent.
    """

    _supplied: dict[int, Bar] = field(default_factory=dict)
    _filled: dict[int, Bar] = field(default_factory=dict)
    _last: int = 0  # number of the last bar of the last supply

    def supply(self, first_bar: int, bars: Iterable[Bar]) -> None:
        """Lay bars from ``first_bar`` on, over whatever was there."""
        for number, bar in enumerate(bars, first_bar):
            self._filled.pop(number, None)
            self._supplied.pop(number, None)  # so that the order of the dictionary is the order of supply
            self._supplied[number] = bar
            self._last = number
        _forget(self._supplied)

    def enter(self, number: int) -> bool:
        """Settle which bar is played as ``number``; False if it was not supplied."""
        if number in self._supplied:
            return True
        self._filled[number] = self.bar(number)
        _forget(self._filled)
        return False

    def bar(self, number: int) -> Bar:
        """The bar that would be played as ``number`` if it came now."""
        bar = self._supplied.get(number) or self._filled.get(number)
        if bar or not self._supplied:
            return bar or SILENT_BAR
        last = self._supplied[self._last]
        first = self._last - last.index
        return self._supplied.get(first + (number - first) % (last.index + 1), last)

    def supplied_until(self, number: int) -> int:
        """The first bar from ``number`` on that has not been supplied."""
        while number in self._supplied:
            number += 1
        return number

    def symbol(self, step: int) -> int:
        """The melody symbol of an absolute step."""
        number, place = divmod(step, STEPS_PER_BAR)
        return self.bar(number).symbols[place]

    def held_pitch(self, step: int) -> int | None:
        """The pitch that the melody holds at ``step``, None where it rests."""
        number, place = divmod(step, STEPS_PER_BAR)
        bar = self.bar(number)
        return _last_pitch(bar.symbols[: place + 1], bar.held)

    def note_end(self, step: int) -> int:
        """The step at which the note that sounds at ``step`` ends, by what is known now."""
        pitch, end = self.held_pitch(step), step + 1
        last = step + LONGEST_NOTE
        while end < last and self.symbol(end) == HOLD and (end % STEPS_PER_BAR or self.held_pitch(end) == pitch):
            end += 1
        return end


class Symbols(Protocol):
    """A melody's symbols, one for each sixteenth: a list or an array of whole numbers."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Iterable[int]: ...


def phrase_bars(symbols: Symbols, phrase: int, chords: Chords = ()) -> tuple[Bar, ...]:
    """Cut a melody's symbols (whole bars) into the bars of a phrase, under chords of whole bars that go round.

    Raises:
        ValueError: not whole bars, or a symbol out of range.
    """
    bars: list[Bar] = []
    held = None
    for start in range(0, len(symbols), STEPS_PER_BAR):
        beat = len(bars) * BEATS_PER_BAR % max(1, len(chords))
        under = chords[beat : beat + BEATS_PER_BAR]
        bar = Bar(tuple(int(s) for s in symbols[start : start + STEPS_PER_BAR]), phrase, len(bars), held, under)
        held = _last_pitch(bar.symbols, held)
        bars.append(bar)
    return tuple(bars)


def _last_pitch(symbols: Sequence[int], held: int | None) -> int | None:
    last = next((s for s in reversed(symbols) if s != HOLD), None)
    if last is None:
        return held
    return None if last == REST else last


def _forget(bars: dict[int, Bar]) -> None:
    for number in list(bars)[:-BARS_REMEMBERED]:
        del bars[number]
