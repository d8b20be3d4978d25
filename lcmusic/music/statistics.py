"""What a set of melodies is like, in histograms; pure numpy, for evaluation, critics and read-outs.

Shapes: ``n`` melodies, ``t`` steps (whole bars), ``k`` bars, ``p`` 12 pitch classes (0 = C).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS_PER_BAR

MAX_INTERVAL = 12
MAX_DURATION = 32
COPIED_BARS = 8
"""Length of a stretch that counts as copied."""


def onsets(symbols_nt: np.ndarray) -> np.ndarray:
    """True where a note starts; bool, the shape of the input."""
    return symbols_nt < PITCHES


def notes_per_bar(symbols_nt: np.ndarray) -> np.ndarray:
    """Onsets in each bar, ``[n, t] -> [n, k]``, each 0..16."""
    return onsets(symbols_nt).reshape(len(symbols_nt), -1, STEPS_PER_BAR).sum(-1)


def pitch_class_counts(symbols_nt: np.ndarray) -> np.ndarray:
    """Onsets of each pitch class, ``[n, t] -> [n, 12]``."""
    counts_np = np.zeros((len(symbols_nt), 12), np.int64)
    row_m, step_m = np.nonzero(onsets(symbols_nt))
    np.add.at(counts_np, (row_m, symbols_nt[row_m, step_m] % 12), 1)
    return counts_np


def intervals(symbols_nt: np.ndarray) -> np.ndarray:
    """Semitones from each note to the next of the same melody, all melodies in one row, signed."""
    row_m, step_m = np.nonzero(onsets(symbols_nt))
    pitch_m = symbols_nt[row_m, step_m].astype(np.int64)
    return np.diff(pitch_m)[np.diff(row_m) == 0]


def durations(symbols_nt: np.ndarray) -> np.ndarray:
    """Length of every note in sixteenths, all melodies in one row."""
    n, t = symbols_nt.shape
    # One closing rest a melody ends its last note and keeps melodies apart in the flattened row.
    flat = np.concatenate([symbols_nt, np.full((n, 1), REST, symbols_nt.dtype)], axis=1).ravel()
    events = np.flatnonzero(flat != HOLD)
    return np.diff(events)[flat[events[:-1]] < PITCHES]


def longest_silence(symbols_nt: np.ndarray) -> np.ndarray:
    """Longest run of rests of each melody in sixteenths, ``[n]``."""
    run_n = np.zeros(len(symbols_nt), np.int64)
    longest_n = run_n.copy()
    for step_n in (symbols_nt == REST).T:
        run_n = (run_n + 1) * step_n
        np.maximum(longest_n, run_n, out=longest_n)
    return longest_n


def histograms(symbols_nt: np.ndarray) -> dict[str, np.ndarray]:
    """Four normalised histograms of a set of melodies.

    ``pitch class`` (12), ``interval`` (25: clipped to an octave either way), ``duration`` (32: in sixteenths, clipped
    to two bars) and ``notes per bar`` (17).
    """
    counts = {
        "pitch class": pitch_class_counts(symbols_nt).sum(0),
        "interval": np.bincount(
            np.clip(intervals(symbols_nt), -MAX_INTERVAL, MAX_INTERVAL) + MAX_INTERVAL, minlength=2 * MAX_INTERVAL + 1
        ),
        "duration": np.bincount(np.minimum(durations(symbols_nt), MAX_DURATION) - 1, minlength=MAX_DURATION),
        "notes per bar": np.bincount(notes_per_bar(symbols_nt).ravel(), minlength=STEPS_PER_BAR + 1),
    }
    return {name: count / max(1, count.sum()) for name, count in counts.items()}


def overlap(p: np.ndarray, q: np.ndarray) -> float:
    """Shared mass of two normalised histograms, 0..1: ``sum(min(p, q))``."""
    return float(np.minimum(p, q).sum())


@dataclass(frozen=True)
class Stretches:
    """The stretches of whole bars of a corpus, to ask which melodies copy one, step for step at some transposition.

    Stretches are compared at every bar. Those without a note do not count.

    Attributes:
        bars: length of a stretch.
        keys_u: 64-bit keys of the different stretches, in order.
    """

    bars: int
    keys_u: np.ndarray

    @classmethod
    def of(cls, corpus_mt: np.ndarray, bars: int = COPIED_BARS) -> Stretches:
        """The stretches of melodies ``[m, t]``, which may be a memory map."""
        starts = range(0, len(corpus_mt), 4096)  # flat memory
        keys = [np.unique(stretch_keys(corpus_mt[start : start + 4096], bars)[0]) for start in starts]
        return cls(bars, np.unique(np.concatenate(keys)))

    def copied(self, symbols_nt: np.ndarray) -> np.ndarray:
        """Which melodies hold one of the stretches; bool ``[n]``."""
        keys_m, row_m = stretch_keys(symbols_nt, self.bars)
        found_m = np.isin(keys_m, self.keys_u)
        return np.bincount(row_m, weights=found_m, minlength=len(symbols_nt)) > 0


def copies(symbols_nt: np.ndarray, corpus_mt: np.ndarray, bars: int = COPIED_BARS) -> np.ndarray:
    """Which melodies hold a stretch of so many bars of a corpus, as ``Stretches`` compares them; bool ``[n]``."""
    return Stretches.of(corpus_mt, bars).copied(symbols_nt)


def stretch_keys(symbols_nt: np.ndarray, bars: int) -> tuple[np.ndarray, np.ndarray]:
    """64-bit keys of all stretches of whole bars that hold a note, relative to their first note; and their rows."""
    n, t = symbols_nt.shape
    length = bars * STEPS_PER_BAR
    windows = np.lib.stride_tricks.sliding_window_view(symbols_nt, length, axis=1)[:, ::STEPS_PER_BAR]
    rows = np.repeat(np.arange(n), windows.shape[1])
    flat = windows.reshape(-1, length).astype(np.int64)
    pitched = flat < PITCHES
    sounding = pitched.any(1)
    flat, pitched, rows = flat[sounding], pitched[sounding], rows[sounding]
    first = flat[np.arange(len(flat)), pitched.argmax(1)]
    relative = np.where(pitched, flat - first[:, None], 1000 + flat)
    weights = np.random.default_rng(0).integers(1, 2**63, length, dtype=np.uint64)
    return (relative.astype(np.uint64) * weights).sum(1, dtype=np.uint64), rows
