"""What makes a melody more than bars in a row: repetition, motifs, motion, key and metre, one number each.

``form_features`` gives all of ``FEATURES`` at once, for classifiers and tables. None depends on the key or the register
that a melody is in. ``LC_DIFF`` has the four attributes that LC-Diff (Petteno, Mezza and Bernardini, ISMIR 2025) asks
its melodies for, on its scales. Pure numpy.

Shapes: ``n`` melodies, ``t`` steps (whole bars), ``k`` bars, ``s`` 16 steps of a bar, ``m`` notes of all melodies in a
row, ``f`` features.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lcmusic.music.melody import PITCHES, REST, STEPS_PER_BAR
from lcmusic.music.rewards import contour, repetition, syncopation
from lcmusic.music.scales import pitch_classes
from lcmusic.music.statistics import notes_per_bar, onsets, pitch_class_counts

MOTIF = 4
"""Notes of a motif."""
LEAP = 12
"""Semitones above which a move from note to note is a leap."""
PIANO = 88
"""Keys that LC-Diff measures contour and range by."""
ACCENTS_S = np.array([5, 1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1])
"""How strong each sixteenth of a 4/4 bar is (Lerdahl and Jackendoff 1983), as Toussaint counts it."""
MAJOR_SCALES = np.array([[p in pitch_classes(root, "major") for p in range(12)] for root in range(12)])
_ROWS = 1024  # melodies measured at once: memory stays flat


@dataclass(frozen=True)
class Notes:
    """The notes of a set of melodies in a row, in order.

    Attributes:
        n: number of melodies.
        row_m, step_m, pitch_m: the melody, the onset and the pitch of each note.
        same_m: whether a note and the next are of one melody, ``[m - 1]``; so are the next two.
        move_m: semitones from a note to the next.
        across_m: whether a bar line lies between them.
    """

    n: int
    row_m: np.ndarray
    step_m: np.ndarray
    pitch_m: np.ndarray
    same_m: np.ndarray
    move_m: np.ndarray
    across_m: np.ndarray

    @classmethod
    def of(cls, symbols_nt: np.ndarray) -> Notes:
        """The notes of melodies ``[n, t]``."""
        row_m, step_m = np.nonzero(onsets(symbols_nt))
        pitch_m = symbols_nt[row_m, step_m].astype(np.int64)
        across_m = np.diff(step_m // STEPS_PER_BAR) != 0
        return cls(len(symbols_nt), row_m, step_m, pitch_m, np.diff(row_m) == 0, np.diff(pitch_m), across_m)

    def mean_of_moves(self, value_m: np.ndarray, which_m: np.ndarray | None = None) -> np.ndarray:
        """Mean of a value of each move over the moves of a melody, or over some of them; 0 where there is none."""
        counted_m = self.same_m if which_m is None else self.same_m & which_m
        row_m = self.row_m[1:][counted_m]
        total_n = np.bincount(row_m, weights=value_m[counted_m], minlength=self.n)
        return total_n / np.maximum(np.bincount(row_m, minlength=self.n), 1)


def form_features(symbols_nt: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    """Every feature of every melody.

    Args:
        symbols_nt: canonical symbols, ``[n, t]``, whole bars.

    Returns:
        The features' names, and float ``[n, f]``; all finite, also for a melody without a note.
    """
    parts = [_features(symbols_nt[first : first + _ROWS]) for first in range(0, len(symbols_nt), _ROWS)]
    return tuple(FEATURES), np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)))


def _features(symbols_nt: np.ndarray) -> np.ndarray:
    notes = Notes.of(symbols_nt)
    return np.stack([measure(symbols_nt, notes) for measure in FEATURES.values()], axis=1)


def rhythm(symbols_nt: np.ndarray) -> np.ndarray:
    """The melodies with every note on pitch 0."""
    return np.where(onsets(symbols_nt), 0, symbols_nt)


def agreement(symbols_nt: np.ndarray, lag: int) -> np.ndarray:
    """How many notes a bar shares with the bar ``lag`` before it: mean Jaccard index of their onsets ``(step, pitch)``.

    Pairs of silent bars do not count; 0 where no pair does.
    """
    bars_nks = symbols_nt.reshape(len(symbols_nt), -1, STEPS_PER_BAR)
    now_nks, before_nks = bars_nks[:, lag:], bars_nks[:, :-lag]
    shared_nk = ((now_nks == before_nks) & onsets(now_nks)).sum(2)
    either_nk = onsets(now_nks).sum(2) + onsets(before_nks).sum(2) - shared_nk
    index_nk = shared_nk / np.maximum(either_nk, 1)
    return index_nk.sum(1) / np.maximum((either_nk > 0).sum(1), 1)


def recurring_motifs(notes: Notes) -> np.ndarray:
    """Share of the motifs of a melody that stood in it before; 0 without a motif.

    A motif is four notes in a row, told by the three intervals and the three distances of their onsets. The one that
    stood before has no note in common with it.
    """
    starts_m = np.arange(max(0, len(notes.row_m) - MOTIF + 1))
    starts_m = starts_m[notes.row_m[starts_m] == notes.row_m[starts_m + MOTIF - 1]]
    moves = [notes.move_m[starts_m + i] for i in range(MOTIF - 1)]
    gaps = [np.diff(notes.step_m)[starts_m + i] for i in range(MOTIF - 1)]
    row_m = notes.row_m[starts_m]
    _, first_u, kind_m = np.unique(np.stack([row_m, *moves, *gaps]), axis=1, return_index=True, return_inverse=True)
    again_m = starts_m - starts_m[first_u[kind_m.ravel()]] >= MOTIF
    recurring_n = np.bincount(row_m, weights=again_m, minlength=notes.n)
    return recurring_n / np.maximum(np.bincount(row_m, minlength=notes.n), 1)


def pitch_span(symbols_nt: np.ndarray) -> np.ndarray:
    """Semitones from the lowest note to the highest; 0 without notes."""
    onset_nt = onsets(symbols_nt)
    highest_n = np.where(onset_nt, symbols_nt, 0).max(1).astype(np.int64)
    lowest_n = np.where(onset_nt, symbols_nt, PITCHES).min(1).astype(np.int64)
    return np.where(onset_nt.any(1), highest_n - lowest_n, 0)


def different_pitches(notes: Notes) -> np.ndarray:
    """Number of different pitches."""
    return np.bincount(np.unique(notes.row_m * PITCHES + notes.pitch_m) // PITCHES, minlength=notes.n)


def key_fit(symbols_nt: np.ndarray) -> np.ndarray:
    """Share of the notes in that of the twelve major scales that holds most of them; 0 without notes."""
    counts_np = pitch_class_counts(symbols_nt)
    return (counts_np @ MAJOR_SCALES.T).max(1) / np.maximum(counts_np.sum(1), 1)


def pitch_class_entropy(symbols_nt: np.ndarray, bars: int) -> np.ndarray:
    """Entropy of the pitch classes over every stretch of ``bars`` bars, in bits: H1 and H4 of Wu and Yang (2020).

    Their mean over the stretches that have a note; 0 without notes. A shorter melody is one stretch.
    """
    n, bars = len(symbols_nt), min(bars, _bars(symbols_nt))
    counts_nkp = pitch_class_counts(symbols_nt.reshape(-1, STEPS_PER_BAR)).reshape(n, -1, 12)
    counts_nkp = np.lib.stride_tricks.sliding_window_view(counts_nkp, bars, axis=1).sum(-1)
    total_nk = counts_nkp.sum(2)
    share_nkp = counts_nkp / np.maximum(total_nk, 1)[..., None]
    entropy_nk = -(share_nkp * np.log2(np.where(share_nkp > 0, share_nkp, 1))).sum(2)
    return entropy_nk.sum(1) / np.maximum((total_nk > 0).sum(1), 1)


def grooving_similarity(symbols_nt: np.ndarray) -> np.ndarray:
    """Share of the 16 steps on which two bars agree whether a note starts, over all pairs (Wu and Yang 2020)."""
    onset_nks = onsets(symbols_nt).reshape(len(symbols_nt), -1, STEPS_PER_BAR).astype(np.int64)
    bars = onset_nks.shape[1]
    # Of b bars, c have an onset on a step: c * (b - c) pairs disagree there.
    count_ns = onset_nks.sum(1)
    disagreeing_n = (count_ns * (bars - count_ns)).sum(1)
    return 1 - disagreeing_n / (STEPS_PER_BAR * max(1, bars * (bars - 1) / 2))


def mean_duration(symbols_nt: np.ndarray) -> np.ndarray:
    """Mean length of the notes in sixteenths; 0 without notes."""
    return (symbols_nt != REST).sum(1) / np.maximum(onsets(symbols_nt).sum(1), 1)


def turns(notes: Notes) -> np.ndarray:
    """Share of the moves that go the other way than the move before them, repeated notes left out; 0 without any."""
    moving_m = notes.same_m & (notes.move_m != 0)
    row_m, way_m = notes.row_m[1:][moving_m], np.sign(notes.move_m[moving_m])
    same_m = np.diff(row_m) == 0
    turned_n = np.bincount(row_m[1:][same_m & (np.diff(way_m) != 0)], minlength=notes.n)
    return turned_n / np.maximum(np.bincount(row_m[1:][same_m], minlength=notes.n), 1)


def trend(symbols_nt: np.ndarray) -> np.ndarray:
    """Correlation of the notes' pitches with their times: 1 rises all the way, -1 falls."""
    return 2 * contour(symbols_nt, "up") - 1


def metrical_complexity(symbols_nt: np.ndarray) -> np.ndarray:
    """Toussaint's metrical complexity (2002) of a whole melody on the grid of sixteenths; 0 without notes.

    How much accent the onsets miss: the sum of ``ACCENTS_S`` over the strongest steps that so many onsets could have
    taken, less the sum over those that they took.
    """
    t = symbols_nt.shape[1]
    accent_t = np.resize(ACCENTS_S, t)
    most_t = np.append(0, np.cumsum(np.sort(accent_t)[::-1]))
    onset_nt = onsets(symbols_nt)
    return most_t[onset_nt.sum(1)] - onset_nt @ accent_t


def distance_travelled(notes: Notes) -> np.ndarray:
    """Sum of the absolute intervals from note to note, in semitones."""
    return np.bincount(notes.row_m[1:], weights=np.abs(notes.move_m) * notes.same_m, minlength=notes.n)


def _bars(symbols_nt: np.ndarray) -> int:
    return symbols_nt.shape[1] // STEPS_PER_BAR


Measure = Callable[[np.ndarray, Notes], np.ndarray]
"""Melodies ``[n, t]`` and their notes to one number each, ``[n]``."""

FEATURES: dict[str, Measure] = {
    "bars repeated": lambda s, _: repetition(s),
    "rhythms repeated": lambda s, _: repetition(rhythm(s)),
    "like the bar before": lambda s, _: agreement(s, 1),
    "like 2 bars before": lambda s, _: agreement(s, 2),
    "like 4 bars before": lambda s, _: agreement(s, 4),
    "like 8 bars before": lambda s, _: agreement(s, 8),
    "motifs recurring": lambda _, notes: recurring_motifs(notes),
    "interval in bars": lambda _, notes: notes.mean_of_moves(np.abs(notes.move_m), ~notes.across_m),
    "interval over bar lines": lambda _, notes: notes.mean_of_moves(np.abs(notes.move_m), notes.across_m),
    "leaps": lambda _, notes: notes.mean_of_moves(np.abs(notes.move_m) > LEAP),
    "turns": lambda _, notes: turns(notes),
    "trend": lambda s, _: trend(s),
    "range": lambda s, _: pitch_span(s),
    "different pitches": lambda _, notes: different_pitches(notes),
    "key fit": lambda s, _: key_fit(s),
    "entropy, 1 bar": lambda s, _: pitch_class_entropy(s, 1),
    "entropy, 4 bars": lambda s, _: pitch_class_entropy(s, 4),
    "grooving similarity": lambda s, _: grooving_similarity(s),
    "notes per bar": lambda s, _: notes_per_bar(s).mean(1),
    "spread of notes per bar": lambda s, _: notes_per_bar(s).std(1),
    "duration": lambda s, _: mean_duration(s),
    "rests": lambda s, _: (s == REST).mean(1),
    "syncopation": lambda s, _: syncopation(s, 1.0),
    "metrical complexity": lambda s, _: metrical_complexity(s) / _bars(s),
}
"""The features, by name. Intervals, leaps above an octave and ranges in semitones, durations in sixteenths, metrical
complexity a bar, entropies in bits, all others shares, correlations or counts."""

LC_DIFF: dict[str, Measure] = {
    "contour": lambda _, notes: distance_travelled(notes) / PIANO,
    "note density": lambda s, _: onsets(s).mean(1),
    "range": lambda s, _: pitch_span(s) / PIANO,
    "rhythmic complexity": lambda s, _: metrical_complexity(s),
}
"""LC-Diff's attributes, as its authors publish them (package ``resolv-mir``): the absolute intervals of a melody summed
up, in keyboards of 88 keys; onsets a step; highest less lowest pitch, in keyboards; Toussaint's metrical complexity.
(Their code stretches one bar's accents over all bars where Toussaint, and we, repeat them.)"""


def lc_diff_attributes(symbols_nt: np.ndarray) -> dict[str, np.ndarray]:
    """The four attributes of LC-Diff by name, float ``[n]`` each."""
    notes = Notes.of(symbols_nt)
    return {name: measure(symbols_nt, notes).astype(float) for name, measure in LC_DIFF.items()}
