"""Training batches: what is drawn, moved, stretched and squeezed."""

import numpy as np
import pytest
import torch

from lcmusic.corpus import Split
from lcmusic.corpus.batches import AS_WRITTEN, Augment, BarBatches, MelodyBatches, transposed
from lcmusic.corpus.variations import half_time
from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS, canonical
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


@pytest.mark.parametrize("augment", [
    Augment(), Augment(0.5, 0.5), Augment(0.3, 0.3, 1, 1, 1, 1, 1), Augment(0, 0, 1, 0, 1, 0, 0),
])  # fmt: skip
def test_every_batch_is_canonical_and_in_range(small_split, augment):
    batches = MelodyBatches(small_split, rows=64, augment=augment, seed=0)
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


def piece_of_eighths(bars: int, first: int = 0) -> tuple[np.ndarray, Split]:
    """A piece of eighth notes from a sixteenth on, canonical symbols ``[16 * bars]``, and all of its windows."""
    piece_t = np.full(bars * 16, HOLD, np.uint8)
    piece_t[first::2] = np.random.default_rng(0).integers(50, 70, bars * 8)
    piece_t = canonical(piece_t)
    windows_nt = canonical(np.lib.stride_tricks.sliding_window_view(piece_t, STEPS)[::16])
    n = len(windows_nt)
    return piece_t, Split(windows_nt, np.zeros(n, np.int32), np.zeros(n, np.int16))


def intervals(symbols_bt: np.ndarray) -> list[tuple[int, ...]]:
    """Each melody in no key: pitches from the first one on, holds and rests below all of them."""
    symbols_bt = symbols_bt.astype(int)
    pitched_bt = symbols_bt < PITCHES
    first_b1 = np.take_along_axis(symbols_bt, pitched_bt.argmax(1)[:, None], axis=1)
    return [tuple(row) for row in np.where(pitched_bt, symbols_bt - first_b1, -symbols_bt).tolist()]


def test_double_time_goes_on_in_the_same_piece():
    """Forty bars of eighth notes: windows 0 to 8 can be squeezed with window 16 on, the others have no continuation."""
    piece_t, split = piece_of_eighths(40)
    batches = MelodyBatches(split, rows=200, augment=Augment(0, 1, 0, octave=0), seed=0)
    assert batches.goes_on_n.tolist() == [True] * 9 + [False] * 16
    squeezed = [piece_t[16 * row : 16 * row + 2 * STEPS : 2] for row in range(9)]
    assert set(intervals(batches(0).numpy())) == set(intervals(np.stack([*squeezed, *split.symbols_nt[9:]])))


def test_half_time_stretches_any_half():
    _, split = piece_of_eighths(17)
    batches = MelodyBatches(split, rows=300, augment=Augment(1, 0, 0, octave=0), seed=0)
    halves = [row[first : first + STEPS // 2] for row in split.symbols_nt for first in range(0, STEPS // 2 + 1, 16)]
    assert set(intervals(batches(0).numpy())) == set(intervals(half_time(np.stack(halves))))


def test_a_melody_that_begins_later_does_so_with_the_bar_before_or_after_rests():
    """Notes are held over every bar line, which no window after the first can know by itself."""
    piece_t, split = piece_of_eighths(18, first=1)
    batches = MelodyBatches(split, rows=400, augment=Augment(0, 0, 1, 0, 1, 0, octave=0), seed=0)
    assert batches.after_n.tolist() == [False, True, True]
    padded_t = np.concatenate([np.full(16, REST, np.uint8), piece_t])
    later = [padded_t[first : first + STEPS] for bar in range(3) for first in range(16 * bar + 1, 16 * bar + 16)]
    assert set(intervals(batches(0).numpy())) == set(intervals(canonical(np.stack(later))))


def test_most_melodies_stay_as_they_are(small_split):
    as_written, varied = (
        MelodyBatches(small_split, rows=2000, augment=augment, seed=1) for augment in (AS_WRITTEN, Augment())
    )
    pairs = zip(intervals(as_written(0).numpy()), intervals(varied(0).numpy()), strict=True)
    assert 0.5 < np.mean([one == other for one, other in pairs]) < 0.75


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


def test_bars_that_begin_later_do_so_after_the_bar_first_met_before_them():
    symbols_nt = np.full((1, 48), REST, np.uint8)
    symbols_nt[0, 12:20] = [60, HOLD, HOLD, HOLD, HOLD, 62, HOLD, REST]
    batches = BarBatches(symbols_nt, rows=600, seed=0, augment=Augment(0, 0, 1, 0, 1, 0, octave=0))
    padded_t = np.concatenate([np.full(16, REST, np.uint8), symbols_nt[0]])
    later = [padded_t[first : first + 16] for bar in range(3) for first in range(16 * bar + 1, 16 * bar + 16)]
    assert set(intervals(batches(0).numpy())) == set(intervals(canonical(np.stack(later))))


def test_varied_bars_are_canonical_and_most_stay_as_they_are():
    symbols_nt = random_melodies(20)
    varied = BarBatches(symbols_nt, rows=2000, seed=0, augment=Augment())(0).numpy()
    assert np.array_equal(varied, canonical(varied))
    pairs = zip(intervals(BarBatches(symbols_nt, rows=2000, seed=0)(0).numpy()), intervals(varied), strict=True)
    assert 0.6 < np.mean([one == other for one, other in pairs]) < 0.85


def test_held_bars_are_not_varied():
    with pytest.raises(ValueError, match="held note are not varied"):
        BarBatches(random_melodies(1), rows=1, seed=0, held=True, augment=Augment())


@pytest.mark.parametrize("shares", [{"half_time": 0.6, "double_time": 0.6}, {"phase": -0.1}, {"octave": 1.1}])
def test_shares_of_augmentation_are_checked(shares):
    with pytest.raises(ValueError, match="are shares"):
        Augment(**shares)
