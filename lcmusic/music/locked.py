"""Bars and single notes that a person keeps while all else is made anew. Knows no torch.

Shapes: ``k`` bars, ``s`` 16 steps of a bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from lc_common.errors import UserError
from lcmusic.music.editing import laid
from lcmusic.music.keys import found_key
from lcmusic.music.knobs import ROWS, Knobs
from lcmusic.music.melody import (
    BARS,
    HOLD,
    LENGTHS,
    PITCHES,
    REST,
    STEPS,
    STEPS_PER_BAR,
    STEPS_PER_BEAT,
    SYMBOLS,
    Melody,
    Note,
)
from lcmusic.music.pitches import note_name
from lcmusic.music.rows import STAYS
from lcmusic.music.scales import ROOTS
from lcmusic.music.statistics import onsets, pitch_class_counts

LONGEST = max(LENGTHS) * STEPS_PER_BAR
"""Steps of the longest melody in which notes may be kept."""
NEAR = 0.5
"""Notes a bar by which a melody may miss a density and still be as dense as was asked."""
KEYS = ("major", "natural minor")
"""The scales of keys, as ``found_key`` counts them."""
PER_BAR = ("chords", "density_per_bar")
WHOLE = tuple(
    row for row in ROWS.values() if row.needs in ("prior", "rule") and row.off is not STAYS and row.name not in PER_BAR
)
"""The knobs that ask something of a melody that no bar says alone."""


@dataclass(frozen=True)
class Locked:
    """Bars and notes that are kept; false where there are none.

    Attributes:
        bars: which they are, from 0, in order.
        symbols: the melody that they stand in, silent elsewhere; empty where no bar is locked.
        notes: that are kept in whatever bar they lie, in order; they are laid over what is made, which they cut.

    Raises:
        UserError: the symbols are not those of whole bars, a bar is not among them, or notes that no melody has.
    """

    bars: tuple[int, ...] = ()
    symbols: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        count, beyond = divmod(len(self.symbols), STEPS_PER_BAR)
        legal = not beyond and all(0 <= symbol < SYMBOLS for symbol in self.symbols)
        if not legal or not set(self.bars) <= set(range(count)):
            raise UserError("Locked bars must be whole bars of a melody.")
        starts = [*(start for start, _, _ in self.notes[1:]), len(self.symbols) or LONGEST]
        for (start, end, pitch), following in zip(self.notes, starts, strict=False):
            if not (0 <= start < end <= following and 0 <= pitch < PITCHES):
                raise UserError("Locked notes must be notes of one melody, in order.")

    @classmethod
    def of(cls, melody: Melody, bars_k: np.ndarray, notes: Iterable[Note] = ()) -> Locked:
        """Some bars of a melody, bool ``[k]``, and some notes; ``UserError`` if it has another number of bars."""
        if melody.bars != len(bars_k):
            raise UserError(f"The melody has {melody.bars} bars; to lock some it must have {len(bars_k)}.")
        if not bars_k.any():
            return cls(notes=tuple(sorted(notes)))
        # A note that is held into a locked bar from one that is not does not sound in it.
        kept = Melody(np.where(bars_k[:, None], by_bars(melody), REST).ravel())
        return cls(tuple(np.flatnonzero(bars_k).tolist()), tuple(kept.symbols_t.tolist()), tuple(sorted(notes)))

    def __bool__(self) -> bool:
        return bool(self.bars or self.notes)

    @property
    def bars_k(self) -> np.ndarray:
        """Which bars of their melody they are, bool; none where no bar is locked."""
        return self.among(len(self.symbols) // STEPS_PER_BAR)

    def among(self, bars: int) -> np.ndarray:
        """Which of so many bars they are, bool."""
        return np.isin(np.arange(bars), self.bars)

    @property
    def melody(self) -> Melody:
        """The bars alone, silent elsewhere; ``ValueError`` where no bar is locked."""
        return Melody(np.array(self.symbols))

    def alone(self, bars: int) -> Melody:
        """All that is kept in a melody of so many bars, silent elsewhere."""
        return self.kept_in(Melody(np.full(bars * STEPS_PER_BAR, REST)))

    def kept_in(self, melody: Melody) -> Melody:
        """A melody with the locked bars put back, note for note, and the locked notes laid over it.

        No note sounds from a locked bar into one that was made, or the other way round, but for a locked one.
        """
        return laid(self._bars_in(melody), self.notes) if self.notes else self._bars_in(melody)

    def _bars_in(self, melody: Melody) -> Melody:
        if not self.bars:
            return melody
        bars_k = self.bars_k
        whole_ks = np.where(bars_k[:, None], by_bars(self.melody), by_bars(melody))
        for bar in 1 + np.flatnonzero(bars_k[1:] != bars_k[:-1]):
            whole_ks[bar][np.logical_and.accumulate(whole_ks[bar] == HOLD)] = REST
        return Melody(whole_ks.ravel())

    def beside(self, others: Locked) -> Locked:
        """These bars and others of a melody of the same length; where both have one, it is these that count.

        The notes that are kept are these.
        """
        if not self.bars or not others.bars:
            return replace(self if self.bars else others, notes=self.notes)
        return Locked.of(self.kept_in(others.melody), self.bars_k | others.bars_k, self.notes)

    def fitted(self, bars: int) -> Locked:
        """What is kept in a melody of so many bars: of a longer one its beginning, and nothing beyond a shorter one."""
        inside, locked_k = [note for note in self.notes if note.end <= bars * STEPS_PER_BAR], self.among(bars)
        if not locked_k.any():
            return Locked(notes=tuple(inside))
        longer = bars > self.melody.bars
        return Locked.of(self.melody.padded(bars) if longer else self.melody.looped(bars), locked_k, inside)

    def looped(self, bars: int, over: int) -> Locked:
        """The same in every round of a loop of so many bars, ``over`` bars long in all."""
        rounds = range(0, over * STEPS_PER_BAR, bars * STEPS_PER_BAR)
        notes = [Note(first + start, first + end, pitch) for first in rounds for start, end, pitch in self.notes]
        if not self.bars:
            return Locked(notes=tuple(notes))
        return Locked.of(self.melody.looped(over), np.resize(self.among(bars), over), notes)

    def halves(self) -> tuple[Locked, Locked]:
        """What is kept in the first 16 bars, and what in those after them; a note across both is cut there."""
        begins = [Note(note.start, min(STEPS, note.end), note.pitch) for note in self.notes if note.start < STEPS]
        goes_on = [Note(n.start - STEPS, n.end - STEPS, n.pitch) for n in self.notes if n.start >= STEPS]
        if not self.bars:
            return Locked(notes=tuple(begins)), Locked(notes=tuple(goes_on))
        parts = self.melody.symbols_t[:STEPS], self.melody.symbols_t[STEPS:]
        first, second = (Melody(symbols_t) for symbols_t in parts)
        return Locked.of(first, self.bars_k[:BARS], begins), Locked.of(second, self.bars_k[BARS:], goes_on)

    def check(self, knobs: Knobs) -> None:
        """``UserError`` if knobs ask for what the melody is not, whatever else is made.

        A locked bar or note lies outside the pitch classes that are asked for, or the density cannot be reached. They
        are kept all the same where nobody checks, and the rest obeys.
        """
        if not self or not knobs.reach:
            return
        bars_ks = by_bars(self.alone(len(self.symbols) // STEPS_PER_BAR or knobs.bars))
        for bar in self.bars:
            classes = np.unique(bars_ks[bar][bars_ks[bar] < PITCHES] % 12).tolist()
            asked = asked_of(knobs, bar)
            if asked is not None and not asked.issuperset(classes):
                names = ", ".join(ROOTS[p] for p in classes if p not in asked)
                raise UserError(
                    f"Bar {bar + 1} is locked and has notes outside the scale ({names}); unlock it or ask for another "
                    "scale."
                )
        for note in self.notes:
            bar = note.start // STEPS_PER_BAR
            asked = asked_of(knobs, bar)
            if asked is not None and note.pitch % 12 not in asked:
                raise UserError(
                    f"The locked note {note_name(note.pitch)} of bar {bar + 1} lies outside the scale; unlock it or "
                    "ask for another scale."
                )
        free_t = np.repeat(~self.among(len(bars_ks)), STEPS_PER_BAR)
        for note in self.notes:
            free_t[note.start : note.end] = False
        notes, bars = int(onsets(bars_ks).sum()), len(bars_ks)
        least, most = notes / bars, (notes + int(free_t.sum())) / bars
        if knobs.density is not None and not least <= knobs.density <= most:
            what = [name for name, kept in (("bars", self.bars), ("notes", self.notes)) if kept]
            raise UserError(
                f"With its locked {' and '.join(what)} a melody has {least:.1f} to {most:.1f} notes a bar, not "
                f"{knobs.density:g}; turn density or unlock {' or '.join(what)}."
            )
        for bar in self.bars:
            count, wanted = int(onsets(bars_ks[bar : bar + 1]).sum()), knobs.notes_in(bar)
            if wanted is not None and wanted != count:
                raise UserError(
                    f"Bar {bar + 1} is locked with its {count} notes, and {wanted} are asked for; unlock it or leave "
                    "it as it comes."
                )


NOTHING = Locked()
"""Nothing is locked."""


def by_bars(melody: Melody) -> np.ndarray:
    """A melody's symbols ``[k, s]``."""
    return melody.symbols_t.reshape(-1, STEPS_PER_BAR)


def asked_of(knobs: Knobs, bar: int) -> frozenset[int] | None:
    """The pitch classes that a bar's notes may have: the scale's and those of its chords; None for any."""
    if knobs.allowed is None:
        return None
    chords = knobs.progression
    return knobs.allowed.union(*(chord.classes for chord in chords.bar(bar))) if chords else knobs.allowed


def obeyed(melody: Melody, knobs: Knobs) -> np.ndarray:
    """The bars of a melody in which knobs find nothing to change, bool ``[k]``: all where they ask for nothing.

    In the key that it sounds in, and in a scale that holds as many of its notes as on any other root, a melody may have
    others, but in strict mode: a tune in A minor is one with its G sharps. None where the density is another, or where
    something is asked of the whole, such as a form, a range or a style.
    """
    bars_ks = by_bars(melody)
    obeyed_k = np.ones(len(bars_ks), bool)
    if knobs.reach:
        density = onsets(bars_ks).sum(1).mean()
        other_density = knobs.density is not None and abs(density - knobs.density) > NEAR
        if other_density or any(getattr(knobs, row.field) != row.off for row in WHOLE):
            return ~obeyed_k
    for bar, bar_s in enumerate(bars_ks):
        count = knobs.notes_in(bar) if knobs.reach else None
        obeyed_k[bar] &= count is None or count == onsets(bar_s[None]).sum()
        asked = None if _is_own_scale(melody, knobs) else asked_of(knobs, bar)
        obeyed_k[bar] &= asked is None or asked.issuperset((bar_s[bar_s < PITCHES] % 12).tolist())
        for beat, chord in enumerate(knobs.progression.bar(bar) if knobs.progression else ()):
            symbol = int(bar_s[beat * STEPS_PER_BEAT])
            obeyed_k[bar] &= symbol >= PITCHES or symbol % 12 in chord.classes
    return obeyed_k


def _is_own_scale(melody: Melody, knobs: Knobs) -> bool:
    if knobs.strict or knobs.allowed is None:
        return False
    if knobs.scale in KEYS and found_key(melody.symbols_t[None])[0] == knobs.root + 12 * KEYS.index(knobs.scale):
        return True
    counts_p = pitch_class_counts(melody.symbols_t[None])[0]
    inside_r = [np.roll(counts_p, -root)[sorted(knobs.allowed)].sum() for root in range(12)]
    return bool(inside_r[0] == max(inside_r))
