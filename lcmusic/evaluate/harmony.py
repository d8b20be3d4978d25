"""How far melodies keep to scales, chords and keys.

Shapes: ``n`` melodies, ``t`` steps, ``p`` 12 pitch classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lcmusic.music.chords import Progression
from lcmusic.music.keys import found_key
from lcmusic.music.melody import PITCHES, STEPS_PER_BAR, STEPS_PER_BEAT
from lcmusic.music.scales import indicator, outside, pitch_classes
from lcmusic.music.statistics import pitch_class_counts
from lcmusic.prior.labels import last_class

STRONG_BEATS = (0, 2)
TEMPERLEY_MAJOR = np.array([5, 2, 3.5, 2, 4.5, 4, 2, 4.5, 2, 3.5, 1.5, 4])
TEMPERLEY_MINOR = np.array([5, 2, 3.5, 4.5, 2, 4, 2, 4.5, 3.5, 2, 1.5, 4])
"""Another key finder's profiles than those that the prior was trained with (Temperley 1999)."""


@dataclass(frozen=True)
class TonicFigures:
    """How much a pitch class is the tonic of melodies.

    Attributes:
        ends: share of the melodies whose last note it is.
        strong: its share of the notes on beats 1 and 3.
        krumhansl, temperley: share of the melodies whose key, found by the profiles that the prior was trained with and
            by others, has it for its root. Both know major and minor alone and take most modes for one of these.
    """

    ends: float
    strong: float
    krumhansl: float
    temperley: float


def tonic_figures(symbols_nt: np.ndarray, root_n: np.ndarray) -> TonicFigures:
    """The figures for one root for each melody, 0..11."""
    strong_nt = symbols_nt[:, strong_steps(symbols_nt.shape[1])]
    on_root_nt = (strong_nt < PITCHES) & (strong_nt % 12 == root_n[:, None])
    keys = found_key(symbols_nt), found_key(symbols_nt, TEMPERLEY_MAJOR, TEMPERLEY_MINOR)
    found = (last_class(symbols_nt), *(key_n % 12 for key_n in keys))
    ends, krumhansl, temperley = (float((found_n == root_n).mean()) for found_n in found)
    return TonicFigures(ends, float(on_root_nt.sum() / max(1, (strong_nt < PITCHES).sum())), krumhansl, temperley)


def strong_steps(steps: int) -> np.ndarray:
    """Which steps are beats 1 and 3, bool."""
    return np.isin(np.arange(steps) % STEPS_PER_BAR, [STEPS_PER_BEAT * beat for beat in STRONG_BEATS])


def in_some_key(symbols_nt: np.ndarray, scale: str) -> np.ndarray:
    """Which melodies lie wholly in a scale on some root, bool ``[n]``."""
    counts_np = pitch_class_counts(symbols_nt)
    outside_n = [outside(counts_np, np.array(indicator(pitch_classes(root, scale)))) for root in range(12)]
    return np.min(outside_n, axis=0) == 0


def on_chord(symbols_nt: np.ndarray, heard: Sequence[Progression], *, best: bool) -> float:
    """Share of the notes starting on the strong beats that are of the chord heard there, all melodies together.

    Args:
        heard: the progression of each melody; it goes round.
        best: each melody is transposed to where most of them are.
    """
    strong = strong_steps(symbols_nt.shape[1])
    right, count = 0, 0
    for symbols_t, progression in zip(symbols_nt, heard, strict=True):
        steps = np.flatnonzero(strong & (symbols_t < PITCHES))
        of_chord_mp = np.array(
            [
                indicator(progression.bar(step // STEPS_PER_BAR)[step % STEPS_PER_BAR // STEPS_PER_BEAT].classes)
                for step in steps.tolist()
            ]
        ).reshape(-1, 12)
        pitch_rm = symbols_t[steps].astype(int) + np.arange(12 if best else 1)[:, None]
        right += of_chord_mp[np.arange(len(steps)), pitch_rm % 12].sum(1).max()
        count += len(steps)
    return float(right / max(1, count))
