"""Histograms of melodies, on melodies small enough to count by hand."""

import numpy as np

from lcmusic.music import statistics
from lcmusic.music.melody import HOLD, REST, STEPS, Melody, Note

# Bar 1: C4 for a quarter, E4 for a quarter, a rest for the other half. Bar 2: G4 for a whole bar.
ONE_T = Melody.from_notes([Note(0, 4, 60), Note(4, 8, 64), Note(16, 32, 67)], 32).symbols_t
# D4 for two sixteenths in bar 2.
TWO_T = Melody.from_notes([Note(20, 22, 62)], 32).symbols_t
BOTH_NT = np.stack([ONE_T, TWO_T])


def test_counts_by_hand():
    assert statistics.notes_per_bar(BOTH_NT).tolist() == [[2, 1], [0, 1]]
    counts_np = statistics.pitch_class_counts(BOTH_NT)
    assert [np.flatnonzero(row).tolist() for row in counts_np] == [[0, 4, 7], [2]]
    assert statistics.intervals(BOTH_NT).tolist() == [4, 3]
    assert statistics.durations(BOTH_NT).tolist() == [4, 4, 16, 2]
    assert statistics.longest_silence(BOTH_NT).tolist() == [8, 20]


def test_a_hold_at_the_end_of_a_melody_does_not_reach_into_the_next():
    ends_sounding = np.full((2, 16), HOLD, np.uint8)
    ends_sounding[:, 0] = 60
    assert statistics.durations(ends_sounding).tolist() == [16, 16]


def test_histograms_are_normalised_and_clipped():
    leap = Melody.from_notes([Note(0, 40, 40), Note(40, 41, 80)], 48).symbols_t[None]
    found = statistics.histograms(leap)
    assert found["interval"].tolist() == [0.0] * 24 + [1.0]
    assert np.flatnonzero(found["duration"]).tolist() == [0, 31]
    assert np.flatnonzero(found["notes per bar"]).tolist() == [0, 1]
    assert {name: round(h.sum(), 9) for name, h in found.items()} == dict.fromkeys(found, 1.0)


def test_histograms_of_silence_are_zero_not_nan():
    silence = np.full((1, 32), REST, np.uint8)
    assert statistics.histograms(silence)["interval"].tolist() == [0.0] * 25


def test_overlap():
    assert statistics.overlap(np.array([0.5, 0.5, 0]), np.array([0, 0.25, 0.75])) == 0.25


def test_copies_are_found_at_any_bar_and_in_any_key():
    rng = np.random.default_rng(0)
    corpus_mt = rng.integers(40, 80, (5, STEPS)).astype(np.uint8)
    fresh_t = rng.integers(40, 80, STEPS).astype(np.uint8)
    copy_t = fresh_t.copy()
    copy_t[3 * 16 : 11 * 16] = corpus_mt[2, 5 * 16 : 13 * 16] + 3
    seven_bars_t = fresh_t.copy()
    seven_bars_t[3 * 16 : 10 * 16] = corpus_mt[2, 5 * 16 : 12 * 16]
    silent_t = np.full(STEPS, REST, np.uint8)
    asked = np.stack([fresh_t, copy_t, seven_bars_t, silent_t])
    assert statistics.copies(asked, np.concatenate([corpus_mt, silent_t[None]])).tolist() == [False, True, False, False]
