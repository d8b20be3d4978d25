"""The melody: one voice on a grid of sixteenths (paper, appendix 9.1).

Event semantics. A melody is a row of symbols, one per sixteenth note, 16 per 4/4 bar:

====== =============================================================================================
0..127 a note of this MIDI pitch starts here; a note still sounding ends here
128    hold: whatever sounds goes on sounding
129    rest: whatever sounds ends here, and nothing sounds
====== =============================================================================================

A hold with nothing sounding is read as a rest and is never emitted, so every melody has one spelling. A note that
still sounds after the last step ends with the melody.

Shapes: ``t`` steps of a melody (256 for the model's 16 bars), ``n`` melodies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lc_common.errors import UserError
from lcmusic.music.grid import BARS as BARS
from lcmusic.music.grid import LENGTHS as LENGTHS
from lcmusic.music.grid import STEPS as STEPS
from lcmusic.music.grid import STEPS_PER_BAR
from lcmusic.music.grid import STEPS_PER_BEAT as STEPS_PER_BEAT
from lcmusic.music.line import top_line
from lcmusic.music.pitches import PITCHES

HOLD = 128
REST = 129
SYMBOLS = 130


class Note(NamedTuple):
    """One note on the grid: ``start`` inclusive and ``end`` exclusive, in sixteenths; ``pitch`` is a MIDI number."""

    start: int
    end: int
    pitch: int


def canonical(symbols_nt: np.ndarray) -> np.ndarray:
    """Spell melodies the one legal way: a hold with nothing sounding becomes a rest.

    Args:
        symbols_nt: integers in 0..129, shape ``[..., t]``; several melodies at once are independent of each other.

    Returns:
        A new uint8 array of the same shape.

    Raises:
        ValueError: a symbol lies outside 0..129.
    """
    symbols_nt = np.asarray(symbols_nt)
    if symbols_nt.size and (symbols_nt.min() < 0 or symbols_nt.max() >= SYMBOLS):
        raise ValueError(f"melody symbols lie in 0..{SYMBOLS - 1}, got {symbols_nt.min()}..{symbols_nt.max()}")
    out = symbols_nt.astype(np.uint8)
    # The last symbol before or at each step that is not a hold; -1 where there is none yet.
    steps = np.arange(out.shape[-1])
    last = np.maximum.accumulate(np.where(out != HOLD, steps, -1), axis=-1)
    before = np.take_along_axis(out, np.maximum(last, 0), axis=-1)
    orphan = (out == HOLD) & ((last < 0) | (before == REST))
    out[orphan] = REST
    return out


def on_grid(start_m: np.ndarray, end_m: np.ndarray, pitch_m: np.ndarray, steps: int) -> np.ndarray:
    """The symbols of a line of notes, times rounded to steps.

    Of notes that begin at one step the highest counts, of equal ones the longest. Each lasts a step at least and ends
    where the next begins.

    Args:
        start_m: integers in ``0..steps - 1``, shape ``[m]``.
        end_m: likewise; may lie past the last step or at the start.
        pitch_m: MIDI pitches.
        steps: length of the result.

    Returns:
        uint8, shape ``[steps]``, canonical.
    """
    order = np.lexsort((-end_m, -pitch_m, start_m))
    start_m, end_m, pitch_m = start_m[order], end_m[order], pitch_m[order]
    highest = np.append(True, start_m[1:] != start_m[:-1])[: start_m.size]
    start_m, end_m, pitch_m = start_m[highest], end_m[highest], pitch_m[highest]
    end_m = np.minimum(np.maximum(end_m, start_m + 1), np.append(start_m[1:], steps))
    # Notes do not overlap, so the running sum of starts and ends is 1 while something sounds and 0 otherwise.
    edges_t = np.zeros(steps + 1, np.int8)
    edges_t[start_m] += 1
    edges_t[end_m] -= 1
    symbols_t = np.where(np.cumsum(edges_t[:-1], dtype=np.int8), np.uint8(HOLD), np.uint8(REST))
    symbols_t[start_m] = pitch_m
    return symbols_t


@dataclass(frozen=True, eq=False)
class Melody:
    """A legal melody of one or more whole bars.

    Attributes:
        symbols_t: read-only uint8, shape ``[t]``, ``t`` a positive multiple of 16; canonical.

    Raises:
        ValueError: a shape or symbol that no melody has.
    """

    symbols_t: np.ndarray

    def __post_init__(self) -> None:
        symbols_t = canonical(self.symbols_t)
        if symbols_t.ndim != 1 or symbols_t.size == 0 or symbols_t.size % STEPS_PER_BAR:
            raise ValueError(f"a melody is a row of whole bars of {STEPS_PER_BAR} steps, got shape {symbols_t.shape}")
        symbols_t.flags.writeable = False
        object.__setattr__(self, "symbols_t", symbols_t)

    @classmethod
    def from_notes(cls, notes: Iterable[Note], steps: int = STEPS) -> Melody:
        """Lay notes on the grid; of several at once the top line (``lcmusic.music.line``).

        Notes are clipped to ``0..steps``; one that starts before step 0 is dropped, since its onset is not in the
        melody.
        """
        inside = [note for note in notes if 0 <= note.start < steps and note.end > note.start]
        return cls(on_grid(*top_line(*np.array(inside, np.int64).reshape(-1, 3).T), steps))

    def notes(self) -> list[Note]:
        """The notes in order of time; none overlap."""
        onsets = np.flatnonzero(self.symbols_t < PITCHES)
        breaks = np.append(np.flatnonzero(self.symbols_t != HOLD), len(self))
        ends = breaks[np.searchsorted(breaks, onsets, side="right")]
        return [Note(int(s), int(e), int(self.symbols_t[s])) for s, e in zip(onsets, ends, strict=True)]

    @property
    def bars(self) -> int:
        """Number of bars."""
        return len(self) // STEPS_PER_BAR

    def looped(self, bars: int) -> Melody:
        """The same melody again and again, or its beginning, ``bars`` long in all."""
        return Melody(np.resize(self.symbols_t, bars * STEPS_PER_BAR))

    def padded(self, bars: int) -> Melody:
        """The same melody with rests after it, ``bars`` long in all; ``ValueError`` if it is longer."""
        missing = bars * STEPS_PER_BAR - len(self)
        if missing < 0:
            raise ValueError(f"a melody of {self.bars} bars does not fit into {bars}")
        return Melody(np.append(self.symbols_t, np.full(missing, REST, np.uint8)))

    def transposed(self, semitones: int) -> Melody:
        """The same melody elsewhere; ``ValueError`` if a pitch would leave 0..127."""
        pitched = self.symbols_t < PITCHES
        moved = self.symbols_t.astype(np.int16) + semitones * pitched
        if pitched.any() and not 0 <= moved[pitched].min() <= moved[pitched].max() < PITCHES:
            raise ValueError(f"transposing by {semitones} semitones leaves the MIDI range 0..127")
        return Melody(moved)

    def __len__(self) -> int:
        return self.symbols_t.size

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Melody) and np.array_equal(self.symbols_t, other.symbols_t)

    def __hash__(self) -> int:
        return hash(self.symbols_t.tobytes())


def bars_named(text: str, bars: int) -> np.ndarray:
    """Bars that a text such as ``1-4, 9`` names, counted from 1: bool ``[bars]``.

    Raises:
        UserError: it cannot be read, or names a bar that is not there.
    """
    named_k = np.zeros(bars, bool)
    for part in text.replace(",", " ").split():
        ends = part.split("-")
        if len(ends) > 2 or not all(end.isdigit() for end in ends):
            raise UserError(f"{part!r} names no bars; write them like '1-4, 9'.")
        first, last = int(ends[0]), int(ends[-1])
        if not 1 <= first <= last <= bars:
            raise UserError(f"{part!r} names no bars of this melody, which has the bars 1 to {bars}.")
        named_k[first - 1 : last] = True
    if not named_k.any():
        raise UserError("Name the bars to keep, such as '1-4, 9'.")
    return named_k
