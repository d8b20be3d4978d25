"""Training batches: what is drawn, moved, stretched and squeezed."""

import numpy as np
import pytest
import torch

from lcmusic.corpus import Split
from lcmusic.corpus.batches import Augment, BarBatches, MelodyBatches, double_time, half_time, transposed
from lcmusic.music.melody import HOLD, REST, STEPS, Melody, Note, canonical
from tests.lcmusic.conftest import random_melodies


def test_a_batch_is_a_function_of_the_step(small_split):
    batches = MelodyBatches(small_split, rows=8, augment=Augment(), seed=3)
    again = MelodyBatches(small_split, rows=8, augment=Augment(), seed=3)
    assert torch.equal(batches(17), again(17))
    assert not torch.equal(batches(17), batches(18))
    assert not torch.equal(batches(17, rank=0), batches(17, rank=1))


def test_without_augmentation_melodies_stay_as_they_are(small_split):
    rows = {row.tobytes() for row in small_split.symbols_nt}
    batch_bt = MelodyBatches(small_split, rows=30, augment=None, seed=0)(0).numpy().astype(np.uint8)
    assert {row.tobytes() for row in batch_bt} <= rows


def test_small_sources_and_short_pieces_are_drawn_more_often():
    """Weights 1 / sqrt(source * piece): three sources of 16, 4 and 4 windows, the last one in pieces of 1."""
    source_n = np.repeat([0, 1, 2], [16, 4, 4]).astype(np.int16)
    piece_n = np.repeat([0, 1, 2, 3, 4, 5], [16, 4, 1, 1, 1, 1]).astype(np.int32)
    batches = MelodyBatches(Split(random_melodies(24), piece_n, source_n), rows=1, augment=None, seed=0)
    weight_n = np.diff(batches.cumulative_n, prepend=0)
    per_source = np.bincount(source_n, weights=weight_n)
    assert np.allclose(per_source, np.array([1, 1, 2]) / 4)


def test_every_batch_is_canonical_and_in_range(small_split):
    batches = MelodyBatches(small_split, rows=64, augment=Augment(0.5, 0.5), seed=0)
    for step in range(5):
        batch_bt = batches(step).numpy()
        assert np.array_equal(batch_bt, canonical(batch_bt))


def test_transposition_never_leaves_the_midi_range():
    extremes = np.array([[0, HOLD, 5, REST], [127, 120, HOLD, HOLD]])
    for seed in range(20):
        moved = transposed(extremes, np.random.default_rng(seed))
        shift = moved - extremes
        assert 0 <= shift[0, 0] <= 6
        assert shift[0].tolist() == [shift[0, 0], 0, shift[0, 0], 0]
        assert -5 <= shift[1, 0] <= 0
        assert shift[1].tolist() == [shift[1, 0], shift[1, 0], 0, 0]


def test_half_time_doubles_every_length():
    melody = Melody.from_notes([Note(0, 1, 60), Note(1, 4, 62), Note(8, 10, 64)], 16)
    slow = Melody(half_time(melody.symbols_t))
    assert slow.notes() == [Note(0, 2, 60), Note(2, 8, 62), Note(16, 20, 64)]


def test_double_time_halves_every_length_where_nothing_is_lost():
    melody = Melody.from_notes([Note(0, 2, 60), Note(2, 8, 62), Note(16, 20, 64)], 32)
    assert Melody(double_time(melody.symbols_t, melody.symbols_t)).notes() == [
        Note(0, 1, 60), Note(1, 4, 62), Note(8, 10, 64),
    ]  # fmt: skip


@pytest.mark.parametrize("note", [Note(1, 4, 60), Note(0, 3, 60)])
def test_double_time_leaves_what_it_would_lose(note):
    melody = Melody.from_notes([note], 32)
    assert double_time(melody.symbols_t, melody.symbols_t) is melody.symbols_t


def test_double_time_goes_on_in_the_same_piece():
    """Forty bars of eighth notes: window 0 can be squeezed with window 16, window 10 has no continuation."""
    rng = np.random.default_rng(0)
    piece_t = np.full(40 * 16, HOLD, np.uint8)
    piece_t[::2] = rng.integers(50, 70, 40 * 8)
    windows_nt = np.lib.stride_tricks.sliding_window_view(piece_t, STEPS)[::16].copy()
    n = len(windows_nt)
    split = Split(windows_nt, np.zeros(n, np.int32), np.zeros(n, np.int16))
    batches = MelodyBatches(split, rows=4, augment=Augment(0, 1), seed=0)
    assert batches.goes_on_n.tolist() == [True] * (n - 16) + [False] * 16
    assert np.array_equal(batches._varied(Augment(0, 1), 0, 0.5, rng), piece_t[: 2 * STEPS : 2])


def test_a_gap_or_another_piece_breaks_the_continuation():
    windows_nt = np.lib.stride_tricks.sliding_window_view(
        np.random.default_rng(1).integers(50, 70, 40 * 16).astype(np.uint8), STEPS
    )[::16]
    pieces = np.zeros(25, np.int32)
    gap = np.delete(windows_nt, 12, axis=0)
    one = Split(gap, pieces[:24], np.zeros(24, np.int16))
    assert not MelodyBatches(one, rows=1, augment=None, seed=0).goes_on_n.any()
    pieces[12:] = 1
    two = Split(windows_nt, pieces, np.zeros(25, np.int16))
    assert not MelodyBatches(two, rows=1, augment=None, seed=0).goes_on_n.any()


def test_bars_are_drawn_once_for_each_way_they_sound():
    symbols_nt = np.full((1, STEPS), REST, np.uint8)
    symbols_nt[0, 16] = 60
    symbols_nt[0, 17:32] = HOLD
    symbols_nt[0, 32:48] = HOLD  # the note of bar 2, held: alone it is a bar of rest
    batches = BarBatches(symbols_nt, rows=4, seed=0)
    assert batches.bars_ns.tolist() == [[60] + [HOLD] * 15, [REST] * 16]
    held = BarBatches(symbols_nt, rows=4, seed=0, held=True)
    assert held.bars_ns.tolist() == np.unique(symbols_nt.reshape(-1, 16), axis=0).tolist()
    assert [HOLD] * 16 in held.bars_ns.tolist()


def test_shares_of_augmentation_are_checked():
    with pytest.raises(ValueError, match="shares of the melodies"):
        Augment(0.6, 0.6)
