"""Training batches of melodies: balanced over sources and pieces, moved to other keys, stretched and squeezed in time.

A batch is a function of the step number, so that a resumed training sees what it would have seen.

Shapes: ``n`` windows of a split, ``b`` rows of a batch, ``t`` steps of a window, ``s`` 16 steps of a bar.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lcmusic.corpus import Split
from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS_PER_BAR, canonical

TRANSPOSE = (-5, 6)
"""Keys a melody is moved to, in semitones: each of the twelve once."""


@dataclass(frozen=True)
class Augment:
    """How training melodies are varied.

    Attributes:
        half_time: share of melodies of which half the bars are stretched to all, which halves the note density.
        double_time: share of melodies of which twice the bars are squeezed into one, where the piece goes on for as
            long and every note lies on an even sixteenth; others stay as they are.
    """

    half_time: float = 0.05
    double_time: float = 0.15

    def __post_init__(self) -> None:
        if min(self.half_time, self.double_time) < 0 or self.half_time + self.double_time > 1:
            raise ValueError("half_time and double_time are shares of the melodies, 0..1 together")


class BarBatches:
    """Batches of the different bars of a set of melodies, ``[rows, 16]`` int64, transposed, by step number.

    A bar is drawn with a probability in proportion to the square root of how often it occurs. With ``held`` a bar may
    begin with a note that is held from the bar before; without, it begins with a rest then.
    """

    def __init__(self, symbols_nt: np.ndarray, *, rows: int, seed: int, held: bool = False) -> None:
        bars_ms = symbols_nt.reshape(-1, STEPS_PER_BAR)
        if not held:
            bars_ms = canonical(bars_ms)
        self.bars_ns, count_n = np.unique(bars_ms, axis=0, return_counts=True)
        self.cumulative_n = np.cumsum(np.sqrt(count_n)) / np.sqrt(count_n).sum()
        self.rows = rows
        self.seed = seed

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> Tensor:
        """The batch of one step on one of ``world_size`` devices."""
        rng = np.random.default_rng((self.seed, step, rank))
        row_b = _draw(self.cumulative_n, self.rows, rng)
        return torch.from_numpy(transposed(self.bars_ns[row_b].astype(np.int64), rng))


class MelodyBatches:
    """Batches of the melodies of a split, ``[rows, t]`` int64, by step number.

    A window is drawn with a probability in proportion to ``1 / sqrt(windows of its source * windows of its piece)``,
    so that neither string quartets nor long pieces drown the tunes. Without ``augment`` melodies stay as they are.
    """

    def __init__(self, split: Split, *, rows: int, augment: Augment | None, seed: int) -> None:
        self.symbols_nt = split.symbols_nt
        self.bars = split.symbols_nt.shape[1] // STEPS_PER_BAR
        self.rows = rows
        self.augment = augment
        self.seed = seed
        source_n, piece_n = split.source_n, split.piece_n
        weight_n = 1 / np.sqrt(np.bincount(source_n)[source_n] * np.bincount(piece_n)[piece_n].astype(float))
        self.cumulative_n = np.cumsum(weight_n) / weight_n.sum()
        self.goes_on_n = _goes_on(split.symbols_nt, piece_n, self.bars)

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> Tensor:
        """The batch of one step on one of ``world_size`` devices."""
        rng = np.random.default_rng((self.seed, step, rank))
        row_b = _draw(self.cumulative_n, self.rows, rng)
        if self.augment is None:
            return torch.from_numpy(self.symbols_nt[row_b].astype(np.int64))
        kinds = zip(row_b, rng.random(self.rows), strict=True)
        melodies = [self._varied(self.augment, row, kind, rng) for row, kind in kinds]
        return torch.from_numpy(transposed(np.stack(melodies).astype(np.int64), rng))

    def _varied(self, augment: Augment, row: int, kind: float, rng: np.random.Generator) -> np.ndarray:
        symbols_t = self.symbols_nt[row]
        if kind < augment.half_time:
            first = STEPS_PER_BAR * rng.integers(self.bars // 2 + 1)
            return half_time(symbols_t[first : first + symbols_t.size // 2])
        if kind < augment.half_time + augment.double_time and self.goes_on_n[row]:
            return double_time(np.concatenate([symbols_t, self.symbols_nt[row + self.bars]]), symbols_t)
        return symbols_t


def _draw(cumulative_n: np.ndarray, rows: int, rng: np.random.Generator) -> np.ndarray:
    # Rounding may leave the last cumulative weight a little under 1.
    return np.minimum(np.searchsorted(cumulative_n, rng.random(rows)), len(cumulative_n) - 1)


def transposed(symbols_bt: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Move each row by a random number of semitones of ``TRANSPOSE`` that keeps it inside the MIDI range."""
    pitched_bt = symbols_bt < PITCHES
    lowest_b = np.where(pitched_bt, symbols_bt, PITCHES - 1).min(1)
    highest_b = np.where(pitched_bt, symbols_bt, 0).max(1)
    shift_b = rng.integers(TRANSPOSE[0], TRANSPOSE[1], len(symbols_bt), endpoint=True)
    shift_b = np.clip(shift_b, -lowest_b, PITCHES - 1 - highest_b)
    return symbols_bt + pitched_bt * shift_b[:, None]


def half_time(symbols_t: np.ndarray) -> np.ndarray:
    """Every step twice as long: ``[t] -> [2t]``."""
    slow_t = np.repeat(symbols_t, 2)
    slow_t[1::2][symbols_t < PITCHES] = HOLD
    return canonical(slow_t)


def double_time(symbols_t: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """Every step half as long: ``[t] -> [t / 2]``; ``otherwise`` where an event on an odd step would be lost."""
    odd_t, even_t = symbols_t[1::2], symbols_t[::2]
    if np.any(odd_t < PITCHES) or np.any((odd_t == REST) & (even_t != REST)):
        return otherwise
    return canonical(even_t)


def _goes_on(symbols_nt: np.ndarray, piece_n: np.ndarray, bars: int) -> np.ndarray:
    """Which windows are followed, as many rows on as they have bars, by the bars that come next in the piece.

    Rows of a piece stand in order of time, one bar apart, with gaps where windows were dropped. Windows of less than
    three bars do not overlap enough to tell.
    """
    n = len(symbols_nt)
    follows_n = np.zeros(n, bool)
    # The next window's first bar may spell a held note as a rest; its other bars are the same.
    same = np.all(symbols_nt[1:, STEPS_PER_BAR:-STEPS_PER_BAR] == symbols_nt[:-1, 2 * STEPS_PER_BAR :], axis=1)
    follows_n[:-1] = same & (piece_n[1:] == piece_n[:-1])
    run_n = np.cumsum(follows_n)
    goes_on_n = np.zeros(n, bool)
    if n > bars > 2:
        goes_on_n[:-bars] = run_n[bars - 1 : -1] - run_n[:-bars] + follows_n[:-bars] == bars
    return goes_on_n
