"""What melodies are like, as the learned prior's labels: measured on the melody itself, so that they cost nothing.

A melody of 16 bars is kept as 16 rows of a table of different bars. What a bar is like is measured once for the table,
what depends on how bars follow each other once for each melody; all of it moves with a transposition in a way that is
known, so one table serves every key.

Shapes: ``m`` different bars, ``n`` melodies, ``k`` bars of a melody, ``s`` 16 steps of a bar, ``q`` 4 beats of a bar,
``t`` all steps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lcmusic.music.form import FEATURES, Notes, distance_travelled, metrical_complexity, rhythm, trend, turns
from lcmusic.music.melody import HOLD, PITCHES, STEPS_PER_BAR, STEPS_PER_BEAT
from lcmusic.music.rewards import repetition, syncopation
from lcmusic.music.statistics import notes_per_bar, onsets

NONE = -1
"""Where a bar has no note, a beat no onset."""
KEY_MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
KEY_MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])
"""How well each degree fits a major and a minor key (Krumhansl and Kessler 1982)."""


@dataclass(frozen=True)
class BarTable:
    """Different bars and what they hold.

    Attributes:
        bars_ms: symbols, uint8.
        classes_m: bit ``p`` is set where a note of pitch class ``p`` starts; int16.
        rhythm_m, shape_m: number of the bar's rhythm, and of its notes in whatever key, among the table's; int32.
        beats_mq: pitch class of the note that starts on each beat, or ``NONE``; int8.
        lowest_m, highest_m, mean_m: pitches of the notes, ``NONE`` in a bar without any; float32.
    """

    bars_ms: np.ndarray
    classes_m: np.ndarray
    rhythm_m: np.ndarray
    shape_m: np.ndarray
    beats_mq: np.ndarray
    lowest_m: np.ndarray
    highest_m: np.ndarray
    mean_m: np.ndarray

    @classmethod
    def of(cls, bars_ms: np.ndarray) -> BarTable:
        """The table of bars ``[m, 16]``."""
        onset_ms = onsets(bars_ms)
        some_m, pitch_ms = onset_ms.any(1), bars_ms.astype(np.float32)
        bits_ms = np.where(onset_ms, 1 << (bars_ms % 12).astype(np.int32), 0)
        on_beat_mq = bars_ms[:, ::STEPS_PER_BEAT]
        mean_m = np.where(onset_ms, pitch_ms, 0).sum(1) / np.maximum(onset_ms.sum(1), 1)
        return cls(
            bars_ms,
            np.bitwise_or.reduce(bits_ms, axis=1).astype(np.int16),
            numbered(rhythm(bars_ms)),
            numbered(shape(bars_ms)),
            np.where(on_beat_mq < PITCHES, (on_beat_mq % 12).astype(np.int8), NONE),
            np.where(some_m, np.where(onset_ms, pitch_ms, PITCHES).min(1), NONE),
            np.where(some_m, np.where(onset_ms, pitch_ms, 0).max(1), NONE),
            np.where(some_m, mean_m, NONE),
        )


def numbered(bars_ms: np.ndarray) -> np.ndarray:
    """Numbers, int32 ``[m]``, that are equal where bars are."""
    return np.unique(bars_ms, axis=0, return_inverse=True)[1].ravel().astype(np.int32)


def shape(bars_ms: np.ndarray) -> np.ndarray:
    """Bars with their pitches told from their first note: equal where they are, in whatever key."""
    onset_ms = onsets(bars_ms)
    first_m1 = np.take_along_axis(bars_ms, onset_ms.argmax(1)[:, None], axis=1).astype(np.int16)
    return np.where(onset_ms, bars_ms - first_m1, bars_ms.astype(np.int16) + PITCHES)


def similarity(bars_bks: np.ndarray) -> np.ndarray:
    """Of each two bars of a melody, the share of their notes that both have: ``[b, k, k]``, 0..1 (Jaccard index)."""
    onset_bks = onsets(bars_bks)
    count_bk = onset_bks.sum(-1)
    shared_bkk = ((bars_bks[:, :, None] == bars_bks[:, None]) & onset_bks[:, :, None]).sum(-1)
    return shared_bkk / np.maximum(count_bk[:, :, None] + count_bk[:, None] - shared_bkk, 1)


WHOLE = {
    "density": lambda symbols_nt, _: notes_per_bar(symbols_nt).mean(1),
    "repetition": lambda symbols_nt, _: repetition(symbols_nt),
    "rhythm": FEATURES["rhythms repeated"],
    "motion": lambda _, notes: notes.mean_of_moves(np.abs(notes.move_m)),
    "travel": lambda symbols_nt, notes: distance_travelled(notes) / (symbols_nt.shape[1] // STEPS_PER_BAR),
    "contour": lambda symbols_nt, _: trend(symbols_nt),
    "syncopation": lambda symbols_nt, _: syncopation(symbols_nt, 1.0),
    "turns": lambda _, notes: turns(notes),
    "complexity": lambda symbols_nt, _: metrical_complexity(symbols_nt) / (symbols_nt.shape[1] // STEPS_PER_BAR),
}
"""What is measured of a whole melody and stays under transposition: notes per bar; share of bars and of rhythms that
come back; mean and, a bar, total interval in semitones; correlation of pitch with time; share of syncopated notes;
share of moves that turn back; Toussaint's complexity a bar."""


def measured(symbols_nt: np.ndarray, rows: int = 4096) -> dict[str, np.ndarray]:
    """``WHOLE`` and the last note's pitch class (``ending``) and key (``key``: tonic, + 12 in minor), ``[n]`` each."""
    parts = [symbols_nt[first : first + rows] for first in range(0, len(symbols_nt), rows)]
    found = [(part_nt, Notes.of(part_nt)) for part_nt in parts]
    values = {
        name: np.concatenate([measure(*pair) for pair in found]).astype(np.float32) for name, measure in WHOLE.items()
    }
    values["ending"] = np.concatenate([last_class(part_nt) for part_nt in parts])
    values["key"] = np.concatenate([found_key(part_nt) for part_nt in parts])
    return values


def last_class(symbols_nt: np.ndarray) -> np.ndarray:
    """Pitch class of each melody's last note; ``NONE`` without notes."""
    onset_nt = onsets(symbols_nt)
    last_n = symbols_nt.shape[1] - 1 - onset_nt[:, ::-1].argmax(1)
    return np.where(onset_nt.any(1), (symbols_nt[np.arange(len(symbols_nt)), last_n] % 12).astype(np.int8), NONE)


def found_key(symbols_nt: np.ndarray, major_p: np.ndarray = KEY_MAJOR, minor_p: np.ndarray = KEY_MINOR) -> np.ndarray:
    """The key that each melody sounds in, by correlation with Krumhansl's profiles: tonic 0..11, + 12 in minor.

    Every note counts by its length. ``NONE`` without notes.
    """
    n, t = symbols_nt.shape
    onset_nt = onsets(symbols_nt)
    started_nt = np.maximum.accumulate(np.where(symbols_nt == HOLD, 0, np.arange(t)), axis=1)
    sounding_nt = np.take_along_axis(symbols_nt, started_nt, axis=1)
    row_m, step_m = np.nonzero(sounding_nt < PITCHES)
    steps_np = np.zeros((n, 12))
    np.add.at(steps_np, (row_m, sounding_nt[row_m, step_m] % 12), 1)
    profiles_yp = np.stack([np.roll(profile, tonic) for profile in (major_p, minor_p) for tonic in range(12)])
    profiles_yp -= profiles_yp.mean(1, keepdims=True)
    profiles_yp /= np.linalg.norm(profiles_yp, axis=1, keepdims=True)
    fit_ny = (steps_np - steps_np.mean(1, keepdims=True)) @ profiles_yp.T
    return np.where(onset_nt.any(1), fit_ny.argmax(1), NONE).astype(np.int8)


def labels_of(symbols_nt: np.ndarray) -> dict[str, np.ndarray]:
    """``measured`` and the lowest and highest pitch and their distance, of melodies that have notes, ``[n]`` each."""
    onset_nt = onsets(symbols_nt)
    lowest_n = np.where(onset_nt, symbols_nt, PITCHES).min(1).astype(np.float32)
    highest_n = np.where(onset_nt, symbols_nt, 0).max(1).astype(np.float32)
    return measured(symbols_nt) | {"lowest": lowest_n, "highest": highest_n, "span": highest_n - lowest_n}
