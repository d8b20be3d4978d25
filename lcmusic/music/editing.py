"""Notes of a melody in a hand: moved, stretched, put down. Knows no torch.

A melody has one voice. Where notes meet, the one that was put down last wins: what sounds when it begins ends there,
and what begins under it is gone. What is carried over others harms none of them: only where it is put down counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lcmusic.music.melody import HOLD, REST, STEPS_PER_BAR, Melody, Note
from lcmusic.music.pitches import PITCHES


def without(melody: Melody, notes: Iterable[Note]) -> Melody:
    """A melody with rests in place of some of its notes."""
    symbols_t = melody.symbols_t.copy()
    for note in notes:
        symbols_t[note.start : note.end] = REST
    return Melody(symbols_t)


def laid(melody: Melody, notes: Iterable[Note]) -> Melody:
    """A melody with notes laid over it, each within it; of these, too, the later one ends the one before."""
    symbols_t = melody.symbols_t.copy()
    for start, end, pitch in sorted(notes):
        symbols_t[start:end] = HOLD
        symbols_t[start] = pitch
        after_t = symbols_t[end:]
        after_t[np.logical_and.accumulate(after_t == HOLD)] = REST
    return Melody(symbols_t)


def edited_bars(before: Melody, after: Melody) -> np.ndarray:
    """The bars that differ, and all of the notes that sound where they do, bool ``[k]``."""
    other_t = before.symbols_t != after.symbols_t
    bars_k = other_t.reshape(-1, STEPS_PER_BAR).any(1)
    for start, end, _ in (*before.notes(), *after.notes()):
        if other_t[start:end].any():
            bars_k[start // STEPS_PER_BAR : (end - 1) // STEPS_PER_BAR + 1] = True
    return bars_k


@dataclass(frozen=True)
class Held:
    """Notes in a hand over the melody that they were taken from.

    Attributes:
        under: the melody without them.
        notes: where they are now, in order; each lies within it.
    """

    under: Melody
    notes: tuple[Note, ...] = ()

    @classmethod
    def of(cls, melody: Melody, notes: Iterable[Note] = ()) -> Held:
        """Some notes of a melody, taken up."""
        taken = tuple(sorted(notes))
        return cls(without(melody, taken), taken)

    @cached_property
    def melody(self) -> Melody:
        """The melody with them put down."""
        return laid(self.under, self.notes)

    def moved(self, steps: int, semitones: int = 0) -> Held:
        """They all, so many sixteenths later and semitones higher.

        They stop at the ends of the melody, and keep their pitches where one of them would leave the MIDI range.
        """
        if not self.notes:
            return self
        first, last = self.notes[0].start, max(note.end for note in self.notes)
        steps = min(len(self.under) - last, max(-first, steps))
        pitches = [note.pitch + semitones for note in self.notes]
        if min(pitches) < 0 or max(pitches) >= PITCHES:
            semitones = 0
        notes = (Note(note.start + steps, note.end + steps, note.pitch + semitones) for note in self.notes)
        return Held(self.under, tuple(notes))

    def stretched(self, steps: int) -> Held:
        """Each so many sixteenths longer, or shorter, but for one; none is longer than up to the next of them."""
        ends = [*(note.start for note in self.notes[1:]), len(self.under)]
        notes = (
            Note(note.start, min(end, max(note.start + 1, note.end + steps)), note.pitch)
            for note, end in zip(self.notes, ends, strict=False)
        )
        return Held(self.under, tuple(notes))
