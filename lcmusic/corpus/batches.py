"""Training batches of melodies: balanced over sources and pieces, moved to other keys, some of them played otherwise.

A batch is a function of the step number, so that a resumed training sees what it would have seen.

Shapes: ``n`` windows of a split, ``b`` rows of a batch, ``t`` steps of a window, ``s`` 16 steps of a bar, ``u`` one bar
and then ``t`` steps.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
import torch
from torch import Tensor

from lcmusic.corpus import Split
from lcmusic.corpus.variations import articulated, delayed, double_time, half_time, octave_away, syncopated
from lcmusic.music.melody import PITCHES, REST, STEPS_PER_BAR, canonical

TRANSPOSE = (-5, 6)
"""Keys a melody is moved to, in semitones: each of the twelve once."""
AT_ONCE = 100_000
"""Windows compared with the next at a time: a corpus may be larger than memory."""


@dataclass(frozen=True)
class Augment:
    """How training melodies are varied, beside being moved to other keys; most stay as they are.

    Attributes:
        half_time: share of melodies of which half the bars are stretched to all, which halves the note density.
        double_time: share of melodies of which twice the bars are squeezed into one, where the piece goes on for as
            long and every note lies on an even sixteenth; others stay as they are.
        varied: share of melodies that are played as scores rarely are, each in one or more of the next three ways.
        articulation: share of those whose notes are shortened, or joined to the next.
        phase: share of those that begin 1 to 15 sixteenths later, after the end of the bar before, or after rests
            where the piece has no such bar.
        syncopation: share of those of which single onsets are pushed and pulled by a sixteenth.
        octave: share of all melodies that are moved up or down by an octave, where a piano has it.
    """

    half_time: float = 0.05
    double_time: float = 0.15
    varied: float = 0.35
    articulation: float = 0.6
    phase: float = 0.5
    syncopation: float = 0.4
    octave: float = 0.1

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in astuple(self)) or self.half_time + self.double_time > 1:
            raise ValueError("all of Augment are shares, 0..1, half_time and double_time together as well")


STRETCHED = Augment(varied=0, octave=0)
"""Half time and double time alone: music as people write it."""
AS_WRITTEN = Augment(half_time=0, double_time=0, varied=0, octave=0)
"""Moved to other keys alone."""


class BarBatches:
    """Batches of the different bars of a set of melodies, ``[rows, 16]`` int64, transposed, by step number.

    A bar is drawn with a probability in proportion to the square root of how often it occurs. With ``held`` a bar may
    begin with a note that is held from the bar before; without, it begins with a rest then. ``augment`` varies bars
    like melodies, but for half and double time: one that begins later does so after the bar that first came before it.

    Raises:
        ValueError: both ``held`` and ``augment``.
    """

    def __init__(
        self, symbols_nt: np.ndarray, *, rows: int, seed: int, held: bool = False, augment: Augment | None = None
    ) -> None:
        if held and augment:
            raise ValueError("bars that begin with a held note are not varied")
        written_ms = symbols_nt.reshape(-1, STEPS_PER_BAR)
        bars_ms = written_ms if held else canonical(written_ms)
        self.bars_ns, first_n, count_n = np.unique(bars_ms, axis=0, return_index=True, return_counts=True)
        self.cumulative_n = np.cumsum(np.sqrt(count_n)) / np.sqrt(count_n).sum()
        if augment:
            # Each bar as it was first met, its held beginning included, after the bar before it in the same melody.
            opens_n = first_n % (symbols_nt.shape[1] // STEPS_PER_BAR) == 0
            before_ns = np.where(opens_n[:, None], REST, written_ms[first_n - 1])
            self.met_nu = np.concatenate([before_ns, written_ms[first_n]], axis=1).astype(np.uint8)
        self.rows = rows
        self.seed = seed
        self.augment = augment

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> Tensor:
        """The batch of one step on one of ``world_size`` devices."""
        rng = np.random.default_rng((self.seed, step, rank))
        row_b = _draw(self.cumulative_n, self.rows, rng)
        bars_bs = _varied(self.met_nu[row_b], self.augment, rng) if self.augment else self.bars_ns[row_b]
        return torch.from_numpy(transposed(bars_bs.astype(np.int64), rng))


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
        follows_n = _follows(split.symbols_nt, piece_n, self.bars)
        self.after_n = np.append(False, follows_n[:-1])
        self.goes_on_n = _goes_on(follows_n, self.bars)

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> Tensor:
        """The batch of one step on one of ``world_size`` devices."""
        rng = np.random.default_rng((self.seed, step, rank))
        row_b = _draw(self.cumulative_n, self.rows, rng)
        if self.augment is None:
            return torch.from_numpy(self.symbols_nt[row_b].astype(np.int64))
        symbols_bt = _varied(self._stretched(row_b, self.augment, rng), self.augment, rng)
        return torch.from_numpy(transposed(symbols_bt.astype(np.int64), rng))

    def _stretched(self, row_b: np.ndarray, augment: Augment, rng: np.random.Generator) -> np.ndarray:
        """Windows, some in half or double time, each after the bar before it, or rests if none is known: ``[b, u]``."""
        bar, steps = STEPS_PER_BAR, self.symbols_nt.shape[1]
        symbols_bu = np.full((len(row_b), bar + steps), REST, np.uint8)
        symbols_bu[:, bar:] = self.symbols_nt[row_b]
        # The window before spells what is held into this one, which itself begins with a rest then.
        after_b = self.after_n[row_b]
        symbols_bu[after_b, : 2 * bar] = self.symbols_nt[row_b[after_b] - 1, : 2 * bar]
        kind_b = rng.random(len(row_b))
        slow_b = kind_b < augment.half_time
        first_b = bar * rng.integers(self.bars // 2 + 1, size=slow_b.sum())
        symbols_bu[slow_b, bar:] = half_time(
            self.symbols_nt[row_b[slow_b, None], first_b[:, None] + np.arange(steps // 2)]
        )
        fast_b = ~slow_b & (kind_b < augment.half_time + augment.double_time) & self.goes_on_n[row_b]
        row_f = row_b[fast_b]
        squeezed_bt, whole_b = double_time(
            np.concatenate([self.symbols_nt[row_f], self.symbols_nt[row_f + self.bars]], axis=1)
        )
        fast_b[fast_b] = whole_b
        symbols_bu[fast_b, bar:] = squeezed_bt[whole_b]
        symbols_bu[slow_b | fast_b, :bar] = REST
        return symbols_bu


def _varied(symbols_bu: np.ndarray, augment: Augment, rng: np.random.Generator) -> np.ndarray:
    """Rows, each after the bar before it, as ``augment`` has them played: ``[b, u] -> [b, t]``."""
    b = len(symbols_bu)
    shares_31 = np.array([[augment.articulation], [augment.phase], [augment.syncopation]])
    articulated_b, later_b, syncopated_b = (rng.random((3, b)) < shares_31) & (rng.random(b) < augment.varied)
    octave_b = rng.random(b) < augment.octave
    symbols_bt = delayed(symbols_bu, later_b * rng.integers(1, STEPS_PER_BAR, b))
    symbols_bt[syncopated_b] = syncopated(symbols_bt[syncopated_b], rng)
    symbols_bt[articulated_b] = articulated(symbols_bt[articulated_b], rng)
    symbols_bt[octave_b] = octave_away(symbols_bt[octave_b], rng)
    return symbols_bt


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


def _follows(symbols_nt: np.ndarray, piece_n: np.ndarray, bars: int) -> np.ndarray:
    """Which windows are followed, in the next row, by the one that begins a bar later in the same piece.

    Rows of a piece stand in order of time, one bar apart, with gaps where windows were dropped. Windows of less than
    three bars do not overlap enough to tell.
    """
    follows_n = np.zeros(len(symbols_nt), bool)
    if bars > 2:
        follows_n[:-1] = piece_n[1:] == piece_n[:-1]
        for start in range(0, len(symbols_nt), AT_ONCE):
            part_nt = symbols_nt[start : start + AT_ONCE + 1]
            # The next window's first bar may spell a held note as a rest; its other bars are the same.
            same = np.all(part_nt[1:, STEPS_PER_BAR:-STEPS_PER_BAR] == part_nt[:-1, 2 * STEPS_PER_BAR :], axis=1)
            follows_n[start : start + len(same)] &= same
    return follows_n


def _goes_on(follows_n: np.ndarray, bars: int) -> np.ndarray:
    """Which windows are followed, as many rows on as they have bars, by the bars that come next in the piece."""
    run_n = np.cumsum(follows_n)
    goes_on_n = np.zeros(len(follows_n), bool)
    if len(follows_n) > bars:
        goes_on_n[:-bars] = run_n[bars - 1 : -1] - run_n[:-bars] + follows_n[:-bars] == bars
    return goes_on_n
