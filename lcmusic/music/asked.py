"""Which notes of a melody are not those that knobs ask for, and how many are too many or missing. Knows no torch.

Shapes: ``t`` steps, ``p`` 12 pitch classes.
"""

from __future__ import annotations

import numpy as np

from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import asked_of
from lcmusic.music.melody import PITCHES, STEPS_PER_BAR, STEPS_PER_BEAT, Melody
from lcmusic.music.statistics import onsets


def names_notes(knobs: Knobs) -> bool:
    """Whether some pitch classes are asked for, by a scale, a set or chords, and reach for them is not 0."""
    return knobs.reach > 0 and (knobs.allowed is not None or knobs.chords is not None)


def can_err(knobs: Knobs) -> bool:
    """Whether a melody can have errors under these knobs."""
    return names_notes(knobs) or (knobs.reach > 0 and knobs.density_per_bar is not None)


def errors(melody: Melody, knobs: Knobs) -> int:
    """Wrong notes, and notes that bars have too many or too few of; a looped melody is as long as its rounds."""
    return wrong_notes(melody, knobs) + _miscounted(melody, knobs)


def _miscounted(melody: Melody, knobs: Knobs) -> int:
    count_k = onsets(melody.symbols_t.reshape(-1, STEPS_PER_BAR)).sum(1)
    asked = [knobs.notes_in(bar % knobs.bars) for bar in range(melody.bars)]
    return sum(abs(int(count) - n) for count, n in zip(count_k, asked, strict=True) if n is not None)


def wrong_notes(melody: Melody, knobs: Knobs) -> int:
    """How many notes lie outside the scale and their bar's chords, or start on a beat and outside its chord."""
    symbols_t = melody.symbols_t
    barred_tp = np.zeros((len(symbols_t), 12), bool)
    progression = knobs.progression
    for bar in range(melody.bars):
        first = bar * STEPS_PER_BAR
        asked = asked_of(knobs, bar)
        if asked is not None:
            barred_tp[first : first + STEPS_PER_BAR] = ~np.isin(np.arange(12), list(asked))
        for beat, chord in enumerate(progression.bar(bar) if progression else ()):
            barred_tp[first + beat * STEPS_PER_BEAT] = ~np.isin(np.arange(12), list(chord.classes))
    return int((barred_tp[np.arange(len(symbols_t)), symbols_t % 12] & (symbols_t < PITCHES)).sum())
