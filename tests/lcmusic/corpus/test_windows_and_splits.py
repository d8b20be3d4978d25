"""From symbols to windows, and from windows to splits: silence, fingerprints, repeats, groups."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lcmusic.corpus.merge import draw_splits, find_repeats, group_pieces
from lcmusic.corpus.windows import fingerprints, stretch_windows
from lcmusic.music.melody import HOLD, REST, STEPS, Melody, canonical
from tests.lcmusic.corpus.conftest import tune

H, R = HOLD, REST


# Windows


def test_windows_by_the_rules():
    symbols_t = np.concatenate([tune(1, 16), np.full(32, R), tune(2, 16)]).astype(np.uint8)
    symbols_t[16:20] = H  # the second window begins inside a note of the first bar
    found = stretch_windows(symbols_t)
    second = np.concatenate([[R] * 4, symbols_t[20:272]])
    expected = [symbols_t[:256], second, symbols_t[272:528], symbols_t[288:544]]
    assert [row.tolist() for row in found.symbols_nt] == [row.tolist() for row in expected]
    assert (found.windows, found.empty, found.silent) == (19, 0, 15)


@pytest.mark.parametrize(("rests", "clean"), [(16, 1), (17, 0)])
@pytest.mark.parametrize("where", [0, 100, 239])
def test_one_bar_of_silence_is_allowed_and_a_sixteenth_more_is_not(rests, clean, where):
    symbols_t = np.full(STEPS, 60, np.uint8)
    symbols_t[where : where + rests] = R
    found = stretch_windows(symbols_t)
    assert (len(found.symbols_nt), found.silent) == (clean, 1 - clean)


def test_an_orphaned_hold_counts_as_silence():
    symbols_t = np.full(STEPS + 16, 60, np.uint8)
    symbols_t[1:34] = H
    found = stretch_windows(symbols_t)
    assert [row.tolist() for row in found.symbols_nt] == [symbols_t[:STEPS].tolist()]
    assert (found.windows, found.silent) == (2, 1)


def test_a_window_in_which_no_note_starts_is_empty():
    symbols_t = np.full(STEPS + 32, H, np.uint8)
    symbols_t[0] = 60
    found = stretch_windows(symbols_t)
    assert (found.windows, found.empty, found.silent) == (3, 2, 0)


@given(
    arrays(np.uint8, st.integers(16, 24).map(lambda bars: 16 * bars), elements=st.sampled_from([60, 64, H, H, R, R])),
    st.lists(st.tuples(st.integers(0, 400), st.integers(10, 40), st.sampled_from([H, R])), max_size=6),
)
def test_windows_agree_with_the_rules_spelled_out(symbols_t, quiet):
    for start, length, symbol in quiet:
        symbols_t[start : start + length] = symbol
    symbols_t = canonical(symbols_t)
    windows = [canonical(symbols_t[start : start + STEPS]) for start in range(0, symbols_t.size - STEPS + 1, 16)]
    sounding = [window for window in windows if (window < 128).any()]
    clean = [window for window in sounding if bytes([R] * 17) not in window.tobytes()]
    found = stretch_windows(symbols_t)
    assert found.symbols_nt.tolist() == [window.tolist() for window in clean]
    assert found.windows == len(windows)
    assert found.empty == len(windows) - len(sounding)
    assert found.silent == len(sounding) - len(clean)


def test_fingerprints_see_through_transposition_and_nothing_else():
    one = Melody(tune(1))
    other = one.symbols_t.copy()
    other[255] = R
    rows_nt = np.stack([one.symbols_t, one.transposed(5).symbols_t, one.symbols_t, other])
    hash_n, first_n = fingerprints(rows_nt)
    assert hash_n[0] == hash_n[1] == hash_n[2] != hash_n[3]
    assert first_n.tolist() == [rows_nt[0, 0], rows_nt[0, 0] + 5, rows_nt[0, 0], rows_nt[0, 0]]


# Repeats, groups and splits


def test_find_repeats():
    # Pieces 0 and 1 are of source 0, piece 2 of source 1. Window: (tune, key).
    windows = [(7, 60), (7, 60), (7, 62), (9, 50), (7, 62), (8, 60), (9, 51), (9, 51)]
    hash_n = np.array([tune for tune, _ in windows], np.uint64)
    first_n = np.array([key for _, key in windows], np.uint8)
    piece_n = np.array([0, 0, 0, 0, 1, 1, 2, 2], np.int32)
    repeats = find_repeats(hash_n, first_n, piece_n, np.array([0, 0, 1], np.int16))
    assert repeats.exact.tolist() == [True, False, True, True, False, True, True, False]
    assert repeats.tune.tolist() == [True, False, False, True, False, True, False, False]
    assert repeats.exact_in_source.tolist() == [True, False, True, True, False, True, True, False]
    assert repeats.tune_in_source.tolist() == [True, False, False, True, False, True, True, False]
    assert repeats.edges.tolist() == [[0, 1], [0, 2]]


def test_group_pieces():
    assert group_pieces(6, np.array([[4, 5], [1, 4], [0, 2]])).tolist() == [0, 1, 0, 3, 1, 1]
    assert group_pieces(2, np.zeros((0, 2), np.int32)).tolist() == [0, 1]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(0, 1000))
def test_splits_keep_groups_together_and_hold_out_a_twentieth(labels, seed):
    first = {label: labels.index(label) for label in labels}
    group_p = np.array([first[label] for label in labels])
    source_p = np.arange(len(labels)) * 3 // len(labels)
    split_p = draw_splits(group_p, source_p, seed)
    assert all(len(set(split_p[group_p == group])) == 1 for group in group_p)
    for source in range(3):
        pieces = int((source_p[group_p] == source).sum())
        quota = max(1, round(pieces / 20)) if pieces >= 3 else 0
        assert all(((source_p[group_p] == source) & (split_p == split)).sum() <= quota for split in (1, 2))


def test_splits_of_single_pieces_are_exact():
    source_p = np.repeat([0, 1, 2], [100, 20, 2])
    split_p = draw_splits(np.arange(122), source_p, seed=3)
    assert [np.bincount(split_p[source_p == source], minlength=3).tolist() for source in range(3)] == [
        [90, 5, 5],
        [18, 1, 1],
        [2, 0, 0],
    ]
    assert not np.array_equal(split_p, draw_splits(np.arange(122), source_p, seed=4))
