"""What the learned prior of melodies trains on: the bars of a corpus as tokens in every key, and random conditions.

The labels come from the melodies themselves: a random superset of the pitch classes that a bar has, its own count of
notes, a random choice of bars that are given. Each is left out most of the time, so that one network answers any
combination, and none.

Shapes: ``m`` different bars, ``n`` melodies, ``b`` rows of a batch, ``k`` bars, ``q`` beats of a bar, ``p`` pitch
classes, ``f`` numbers of a token, ``r`` transpositions, ``t`` steps, ``y`` sets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lcmusic.corpus import Split
from lcmusic.corpus.batches import TRANSPOSE
from lcmusic.corpus.store import MELODIC
from lcmusic.music.chords import CHORDS
from lcmusic.music.keys import NONE
from lcmusic.music.melody import PITCHES, STEPS_PER_BAR
from lcmusic.music.scales import SCALES
from lcmusic.prior.conditions import CHOICES, GRIDS, Conditions
from lcmusic.prior.labels import BarTable, measured, similarity
from lcmusic.prior.outline import LABELS

OTHERS = 0.05
"""Weight of a window from an accompanying part, beside 1 of a melody."""
OUTLINED = (*LABELS, "highest")
SHIFTS = np.arange(TRANSPOSE[0], TRANSPOSE[1] + 1)


def sets_on_every_root(kinds: dict[str, tuple[int, ...]]) -> np.ndarray:
    """Each set of semitones on each of the twelve roots, without repeats: 0 or 1, ``[y, 12]``."""
    found = {tuple(sorted((root + step) % 12 for step in steps)) for steps in kinds.values() for root in range(12)}
    return np.array([[p in classes for p in range(12)] for classes in sorted(found)], np.float32)


class Supersets:
    """For every set of pitch classes, as 12 bits, which of some sets hold it."""

    def __init__(self, kinds: dict[str, tuple[int, ...]]) -> None:
        self.sets_yp = sets_on_every_root(kinds)
        bits_xp = (np.arange(4096)[:, None] >> np.arange(12)) & 1
        self.holds_xy = bits_xp @ (1 - self.sets_yp).T == 0
        # A narrow set says more than a wide one.
        self.weight_y = 1 / self.sets_yp.sum(1) ** 2

    def draw(self, bits: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A random superset of each, ``[..., 12]``, and whether there is any."""
        holds = self.holds_xy[bits]
        priority = np.where(holds, -np.log(rng.random(holds.shape, np.float32) + 1e-9) / self.weight_y, np.inf)
        return self.sets_yp[priority.argmin(-1)], holds.any(-1)


@dataclass(frozen=True)
class Asked:
    """How often each condition is part of a training row.

    Attributes:
        nothing: share of rows that are asked for nothing, but perhaps for a form.
        outlined: share of the others that are told their whole outline, form and key, as ideas are.
        each: chance of each condition elsewhere.
        form: chance elsewhere that it is told which bars, and which rhythms, are the same.
        given: chance that some bars are given.
    """

    nothing: float = 0.1
    outlined: float = 0.65
    each: float = 0.25
    form: float = 0.5
    given: float = 0.3


@dataclass(frozen=True)
class PriorData:
    """Melodies as rows of a table of bars, with what is measured of them.

    Attributes:
        table: the different bars.
        bars_nk: each melody's rows in it.
        tokens_rmf: the bars' tokens in each transposition of ``SHIFTS``, float16.
        whole: labels of each melody by name.
        style_n: position of its source in the card.
        cumulative_n: for drawing: equal sources, equal pieces inside them, tempered by a square root; and melodies
            before accompaniment (``OTHERS``).
    """

    table: BarTable
    bars_nk: np.ndarray
    tokens_rmf: np.ndarray
    whole: dict[str, np.ndarray]
    style_n: np.ndarray
    cumulative_n: np.ndarray

    @classmethod
    def of(cls, split: Split, tokens_of: Callable[[np.ndarray], np.ndarray]) -> PriorData:
        """Measure a split; takes a few minutes for a hundred thousand melodies.

        Args:
            tokens_of: bars ``[m, 16]`` to tokens ``[m, f]``.
        """
        symbols_nt, source_n, piece_n = np.asarray(split.symbols_nt), split.source_n, split.piece_n
        bars_ms, row = np.unique(symbols_nt.reshape(-1, STEPS_PER_BAR), axis=0, return_inverse=True)
        part_n = np.where(split.melodic_n >= MELODIC, 1, OTHERS)
        of_source_n, of_piece_n = np.bincount(source_n, part_n), np.bincount(piece_n, part_n)
        weight_n = part_n / np.sqrt(of_source_n[source_n] * of_piece_n[piece_n])
        return cls(
            BarTable.of(bars_ms),
            row.reshape(len(symbols_nt), -1).astype(np.int32),
            np.stack([tokens_of(shifted(bars_ms, int(shift))) for shift in SHIFTS]),
            measured(symbols_nt),
            source_n.astype(np.int64),
            np.cumsum(weight_n) / weight_n.sum(),
        )

    @property
    def labels(self) -> dict[str, np.ndarray]:
        """Every label of the melodies as they are, by name, ``[n]`` each; a melody without notes has no range: nan."""
        low_nk, high_nk = self.table.lowest_m[self.bars_nk], self.table.highest_m[self.bars_nk]
        silent_n = (low_nk < 0).all(1)
        lowest_n = np.where(silent_n, np.nan, np.where(low_nk < 0, PITCHES, low_nk).min(1))
        highest_n = np.where(silent_n, np.nan, high_nk.max(1))
        return self.whole | {"lowest": lowest_n, "highest": highest_n, "span": highest_n - lowest_n}

    def draw(self, rows: int, rng: np.random.Generator) -> np.ndarray:
        """Random melodies' positions."""
        return np.minimum(np.searchsorted(self.cumulative_n, rng.random(rows)), len(self.cumulative_n) - 1)

    def batch(self, rows: int, asked: Asked, rng: np.random.Generator) -> tuple[Tensor, Conditions]:
        """Random melodies in random keys: tokens ``[b, k, f]`` float32, and what is asked of them."""
        row_b = self.draw(rows, rng)
        # Half of them stay in the key that they were written in: registers and keys are part of what music is.
        shift_b = np.where(rng.random(rows) < 0.5, -SHIFTS[0], rng.integers(0, len(SHIFTS), rows))
        bars_bk = self.bars_nk[row_b]
        tokens_bkf = torch.from_numpy(self.tokens_rmf[shift_b[:, None], bars_bk]).float()
        return tokens_bkf, self.conditions(row_b, SHIFTS[shift_b], asked, rng)

    def conditions(self, row_b: np.ndarray, shift_b: np.ndarray, asked: Asked, rng: np.random.Generator) -> Conditions:
        """Random conditions that melodies, transposed by so many semitones, fulfil."""
        table, bars_bk = self.table, self.bars_nk[row_b]
        b, k = bars_bk.shape
        free_b = rng.random(b) >= asked.nothing
        outlined_b = free_b & (rng.random(b) < asked.outlined)

        def some(chance: float = asked.each) -> np.ndarray:
            return free_b & (rng.random(b) < chance)

        conditions = Conditions.none(b, k)
        if asked.given:
            conditions.given_bk[:] = given_bars(b, k, rng) & some(asked.given)[:, None]
        # What is told of form alone is what guidance compares with.
        told_b = outlined_b | some(asked.form) | (~free_b & (rng.random(b) < asked.form))
        conditions.bars_bk[told_b] = bars_bk[told_b]
        told_b = told_b & (rng.random(b) < 0.9)
        conditions.rhythms_bk[told_b] = table.rhythm_m[bars_bk][told_b]
        conditions.shapes_bk[told_b] = table.shape_m[bars_bk][told_b]
        conditions.similar_bkk[told_b] = similarity(table.bars_ms[bars_bk])[told_b]
        bits_bk = rotated(table.classes_m[bars_bk].astype(np.int64), shift_b[:, None])
        conditions.sets_bkp[:] = random_sets(bits_bk, rng) * some(0.5)[:, None, None]
        classes_bkq = table.beats_mq[bars_bk].astype(np.int64)
        classes_bkq = np.where(classes_bkq == NONE, NONE, (classes_bkq + shift_b[:, None, None]) % 12)
        conditions.beats_bkqp[:] = random_chords(classes_bkq, rng) * some()[:, None, None, None]
        symbols_bkt = table.bars_ms[bars_bk]
        notes_bk = (symbols_bkt < PITCHES).sum(-1).astype(np.float32)
        told_bk = some()[:, None] & (rng.random((b, k)) < np.where(rng.random(b) < 0.6, 1.0, rng.random(b))[:, None])
        conditions.notes_bk[told_bk] = notes_bk[told_bk]
        pitch_bk = table.mean_m[bars_bk]
        centre_b1 = (
            np.where(pitch_bk < 0, 0, pitch_bk).sum(1, keepdims=True) / np.maximum((pitch_bk >= 0).sum(1), 1)[:, None]
        )
        told_bk = (some() & (rng.random(b) < 0.7))[:, None] & (pitch_bk >= 0)
        conditions.pitch_bk[told_bk] = (pitch_bk - centre_b1)[told_bk]
        low_bk = table.lowest_m[bars_bk]
        silent_b = (low_bk < 0).all(1)
        lowest_b = np.where(silent_b, np.nan, np.where(low_bk < 0, PITCHES, low_bk).min(1) + shift_b)
        highest_b = np.where(silent_b, np.nan, table.highest_m[bars_bk].max(1) + shift_b)
        values = {name: self.whole[name][row_b] for name in self.whole}
        values |= {"lowest": lowest_b, "highest": highest_b, "span": highest_b - lowest_b}
        values["ending"] = np.where(silent_b, NONE, (values["ending"] + shift_b) % 12)
        values["key"] = np.where(silent_b, NONE, (values["key"] + shift_b) % 12 + 12 * (values["key"] >= 12))
        for name in GRIDS:
            told_b = some() | (outlined_b & (name in OUTLINED))
            conditions.whole[name] = np.where(told_b, values[name], np.nan)
        for name in CHOICES:
            told_b = some() | (outlined_b & (name == "key") & (rng.random(b) < 0.8))
            conditions.whole[name] = np.where(told_b, values[name], -1)
        conditions.whole["style"] = np.where(some() | outlined_b, self.style_n[row_b], -1)
        return conditions


def rotated(bits: np.ndarray, semitones: np.ndarray) -> np.ndarray:
    """Sets of pitch classes, as 12 bits, moved up by semitones."""
    doubled = bits | (bits << 12)
    return (doubled >> (12 - semitones % 12)) & 4095


def given_bars(b: int, k: int, rng: np.random.Generator) -> np.ndarray:
    """Random bars that are given: a stretch that may go round the ends, or here and there; bool ``[b, k]``."""
    first_b, length_b = rng.integers(0, k, b), rng.integers(1, k, b)
    stretch_bk = (np.arange(k) - first_b[:, None]) % k < length_b[:, None]
    scattered_bk = rng.random((b, k)) < rng.random((b, 1))
    return np.where(rng.random((b, 1)) < 0.6, stretch_bk, scattered_bk)


SCALE_SETS = Supersets(SCALES)
CHORD_SETS = Supersets(CHORDS)


def random_sets(bits_bk: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Random sets that hold the bars' pitch classes: a scale for all or for every few bars, or little more than it.

    Some bars are told nothing.
    """
    b, k = bits_bk.shape
    span_b = rng.choice([k, 4, 2, 1], size=b, p=[0.7, 0.1, 0.1, 0.1])
    group_bk = np.arange(k) // span_b[:, None]
    union_bk = np.zeros_like(bits_bk)
    for group in range(k):
        inside_bk = group_bk == group
        union_bk |= inside_bk * np.bitwise_or.reduce(np.where(inside_bk, bits_bk, 0), axis=1)[:, None]
    # Drawn once for each group: what the first bar of a group draws holds for all of it.
    drawn_bkp, found_bk = SCALE_SETS.draw(union_bk, rng)
    exact_bkp = ((union_bk[..., None] >> np.arange(12)) & 1).astype(np.float32)
    wider_bkp = np.maximum(exact_bkp, rng.random(exact_bkp.shape) < 0.1)
    own_bk = ~found_bk | (rng.random((b, 1)) < 0.1)
    sets_bkp = np.where(own_bk[..., None], wider_bkp, drawn_bkp)
    sets_bkp = np.take_along_axis(sets_bkp, (group_bk * span_b[:, None])[..., None], axis=1)
    told_bk = rng.random((b, k)) < np.where(rng.random(b) < 0.8, 1.0, rng.random(b))[:, None]
    return sets_bkp * (told_bk & (union_bk > 0))[..., None]


def random_chords(classes_bkq: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Random chords that hold the notes that start on the strong beats, or on all of them; 0 where no chord does."""
    b, k, q = classes_bkq.shape
    heard_bkq = classes_bkq != NONE
    strong_b = rng.random((b,)) < 0.6
    heard_bkq &= ~strong_b[:, None, None] | (np.arange(q) % 2 == 0)
    bits_bx = np.where(heard_bkq, 1 << np.maximum(classes_bkq, 0), 0).reshape(b, k * q)
    span_b = rng.choice([4, 2, 8, 16], size=b, p=[0.6, 0.15, 0.15, 0.1])
    group_bx = np.arange(k * q) // span_b[:, None]
    joined_bx = np.zeros_like(bits_bx)
    for offset in range(16):
        # The group's other beats, at most 15 away.
        for way in (-offset, offset):
            moved_bx = np.roll(bits_bx, way, axis=1)
            joined_bx |= np.where(np.roll(group_bx, way, axis=1) == group_bx, moved_bx, 0)
    chords_bxp, found_bx = CHORD_SETS.draw(joined_bx, rng)
    first_bx = group_bx * span_b[:, None]
    chords_bxp = np.take_along_axis(chords_bxp, first_bx[..., None], axis=1)
    told_bx = found_bx & (joined_bx > 0) & (rng.random((b, 1)) < 0.9)
    return (chords_bxp * told_bx[..., None]).reshape(b, k, q, 12)


def shifted(bars_ms: np.ndarray, semitones: int) -> np.ndarray:
    """Bars transposed; a pitch that would leave the MIDI range stays inside by an octave."""
    moved_ms = bars_ms.astype(np.int16) + semitones
    moved_ms = moved_ms - 12 * (moved_ms >= PITCHES) + 12 * (moved_ms < 0)
    return np.where(bars_ms < PITCHES, moved_ms, bars_ms).astype(np.uint8)


class PriorBatches:
    """Training batches by step number: tokens, and the condition as the network takes it."""

    def __init__(self, data: PriorData, *, rows: int, asked: Asked, styles: int, seed: int) -> None:
        self.data, self.rows, self.asked, self.styles, self.seed = data, rows, asked, styles, seed

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> tuple[Tensor, ...]:
        """Tokens ``[b, k, f]`` and the parts of the condition, in their order."""
        rng = np.random.default_rng((self.seed, step, rank))
        tokens_bkf, conditions = self.data.batch(self.rows, self.asked, rng)
        return tokens_bkf, *conditions.condition(self.styles).parts()
