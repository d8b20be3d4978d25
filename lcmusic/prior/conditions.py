"""What the learned prior of melodies can be asked for, as numbers beside each bar and beside the whole.

Everything is optional: a value that is not a number, a bar whose set is not known, asks nothing.

Shapes: ``b`` melodies, ``k`` bars, ``q`` 4 beats of a bar, ``p`` 12 pitch classes, ``c`` and ``g`` numbers beside a bar
and beside the whole.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
import torch

from lc_common.prior import Condition

BEATS = 4
NOTES_GRID = np.arange(17.0)
GRIDS = {
    "density": np.arange(0, 16.25, 0.5),
    "lowest": np.arange(24.0, 97, 3),
    "highest": np.arange(36.0, 109, 3),
    "span": np.arange(0.0, 49, 3),
    "repetition": np.linspace(0, 1, 13),
    "rhythm": np.linspace(0, 1, 13),
    "motion": np.array([0, 1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 12]),
    "travel": np.array([0, 3, 6, 9, 12, 15, 18, 22, 26, 32, 40, 50, 65, 90]),
    "contour": np.linspace(-1, 1, 11),
    "syncopation": np.array([0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8, 1]),
    "complexity": np.array([0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20]),
    "turns": np.linspace(0, 1, 11),
}
"""What is asked of a whole melody, and the points between which a value is told by its distance to its neighbours."""
CHOICES = {"ending": 12, "key": 24}
"""What is one of several: the last note's pitch class; the key that it sounds in (tonic, + 12 in minor)."""
RELATIONS = 4
"""Of two bars: they are the same; they have the same rhythm; they are the same in some key; how much they share."""
TOKEN_NUMBERS = 13 + BEATS * 13 + len(NOTES_GRID) + 1 + 2 + 1


@dataclass(frozen=True)
class Conditions:
    """What is asked of ``b`` melodies.

    Attributes:
        sets_bkp: pitch classes that a bar's notes may have, 0 or 1; asks nothing where all of a bar are 0.
        beats_bkqp: the same for notes that start on a beat: the chord's, where there are chords.
        notes_bk: notes in each bar; nan asks nothing.
        pitch_bk: mean pitch of each bar less that of the melody, in semitones; nan asks nothing.
        given_bk: bars that are given, bool: they are not made, but fitted to.
        bars_bk: which bars are the same: those with the same number; all different where nothing is asked.
        rhythms_bk, shapes_bk: which bars have the same rhythm, and are the same in some key; -1 asks nothing.
        similar_bkk: how much each two bars share, 0..1; 0 where nothing is asked.
        whole: by a name in ``GRIDS``, float ``[b]``, nan asks nothing; by a name in ``CHOICES`` or ``style``, int
            ``[b]``, -1 asks nothing. What is left out asks nothing.
    """

    sets_bkp: np.ndarray
    beats_bkqp: np.ndarray
    notes_bk: np.ndarray
    pitch_bk: np.ndarray
    given_bk: np.ndarray
    bars_bk: np.ndarray
    rhythms_bk: np.ndarray
    shapes_bk: np.ndarray
    similar_bkk: np.ndarray
    whole: dict[str, np.ndarray] = field(default_factory=dict)

    @classmethod
    def none(cls, rows: int, bars: int) -> Conditions:
        """Nothing asked."""
        nan_bk = np.full((rows, bars), np.nan, np.float32)
        sets = np.zeros((rows, bars, 12), np.float32), np.zeros((rows, bars, BEATS, 12), np.float32)
        forms = np.tile(np.arange(bars), (rows, 1)), *np.full((2, rows, bars), -1), np.zeros((rows, bars, bars))
        return cls(*sets, nan_bk, nan_bk.copy(), np.zeros((rows, bars), bool), *forms)

    def __len__(self) -> int:
        return len(self.given_bk)

    def without(self, names: Collection[str]) -> Conditions:
        """The same, but for some of what is asked: names of ``whole``, ``sets`` (and chords), ``notes``, ``pitch``."""
        kept = replace(self, whole={name: value for name, value in self.whole.items() if name not in names})
        if "sets" in names:
            kept = replace(kept, sets_bkp=0 * self.sets_bkp, beats_bkqp=0 * self.beats_bkqp)
        nothing_bk = np.full_like(self.notes_bk, np.nan)
        kept = replace(kept, notes_bk=nothing_bk) if "notes" in names else kept
        return replace(kept, pitch_bk=nothing_bk) if "pitch" in names else kept

    def condition(self, styles: int) -> Condition:
        """As the network takes it; ``styles`` is the number of styles it knows."""
        b, k = self.given_bk.shape
        same_bkk = self.bars_bk[:, :, None] == self.bars_bk[:, None]
        known_bk1 = self.sets_bkp.any(-1, keepdims=True)
        known_bkq1 = self.beats_bkqp.any(-1, keepdims=True)
        pitch_bk = np.nan_to_num(self.pitch_bk) / 12
        tokens_bkc = np.concatenate(
            [
                self.sets_bkp,
                known_bk1,
                np.concatenate([self.beats_bkqp, known_bkq1], -1).reshape(b, k, -1),
                between(self.notes_bk, NOTES_GRID),
                pitch_bk[..., None],
                ~np.isnan(self.pitch_bk)[..., None],
                (same_bkk & self.given_bk[:, None]).any(-1)[..., None],
            ],
            axis=-1,
        )
        whole = [between(self.whole.get(name, np.full(b, np.nan)), grid) for name, grid in GRIDS.items()]
        choices = CHOICES | {"style": styles}
        whole += [one_of(self.whole.get(name, np.full(b, -1)), count) for name, count in choices.items()]
        told = [
            (part_bk[:, :, None] == part_bk[:, None]) & (part_bk >= 0)[..., None]
            for part_bk in (self.rhythms_bk, self.shapes_bk)
        ]
        relations_bkkr = np.stack([same_bkk, *told, self.similar_bkk], axis=-1) * ~np.eye(k, dtype=bool)[..., None]
        arrays = (
            tokens_bkc.astype(np.float32),
            np.concatenate(whole, -1, dtype=np.float32),
            relations_bkkr.astype(np.float32),
            same_bkk.argmax(-1),
            (same_bkk & self.given_bk[:, None]).any(-1),
        )
        return Condition(*map(torch.from_numpy, arrays))


def whole_numbers(styles: int) -> int:
    """Numbers beside the whole."""
    return sum(len(grid) + 1 for grid in GRIDS.values()) + sum((CHOICES | {"style": styles}).values())


def between(values: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Values as shares of the two points of a grid that they lie between, and a flag: ``[...] -> [..., points + 1]``.

    Beyond the ends a value is that end; nan is all zeros.
    """
    known = ~np.isnan(values)
    place = np.interp(np.where(known, values, grid[0]), grid, np.arange(len(grid)))
    share = np.maximum(0, 1 - np.abs(place[..., None] - np.arange(len(grid))))
    return np.concatenate([share, np.ones((*values.shape, 1))], axis=-1) * known[..., None]


def one_of(values: np.ndarray, count: int) -> np.ndarray:
    """Positions as one-hots, ``[b] -> [b, count]``; -1 is all zeros."""
    return (values[:, None] == np.arange(count)).astype(np.float32)
