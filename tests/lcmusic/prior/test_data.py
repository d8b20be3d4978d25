"""What the learned prior trains on: conditions that the melody they are drawn from fulfils, in every key."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from lcmusic.corpus import Split
from lcmusic.music.chords import CHORDS
from lcmusic.music.keys import NONE, found_key
from lcmusic.music.melody import PITCHES, STEPS_PER_BAR, STEPS_PER_BEAT
from lcmusic.music.scales import SCALES
from lcmusic.music.statistics import onsets
from lcmusic.prior.conditions import CHOICES, GRIDS, Conditions
from lcmusic.prior.data import (
    SHIFTS,
    Asked,
    PriorBatches,
    PriorData,
    Supersets,
    given_bars,
    random_chords,
    rotated,
    sets_on_every_root,
    shifted,
)
from lcmusic.prior.labels import BarTable, labels_of, measured, shape
from lcmusic.prior.training import embed
from lcmusic.vae.model import MelodyVAE
from tests.lcmusic.prior.conftest import melodies_with_form

EVERYTHING = Asked(nothing=0.1, outlined=0.5, each=0.7, form=0.7, given=0.5)


def of_melodies(symbols_nt: np.ndarray) -> PriorData:
    """Melodies measured, without embeddings."""
    bars_ms, row = np.unique(symbols_nt.reshape(-1, STEPS_PER_BAR), axis=0, return_inverse=True)
    n = len(symbols_nt)
    return PriorData(
        BarTable.of(bars_ms),
        row.reshape(n, -1).astype(np.int32),
        np.zeros((len(SHIFTS), len(bars_ms), 1), np.float16),
        measured(symbols_nt),
        np.arange(n) % 3,
        np.arange(1, n + 1) / n,
    )


def assert_fulfilled(asked: Conditions, symbols_bt: np.ndarray, style_b: np.ndarray) -> None:
    """Every condition is one that its melody fulfils."""
    b, k = asked.given_bk.shape
    bars_bks = symbols_bt.reshape(b, k, STEPS_PER_BAR)
    onset_bks = onsets(bars_bks)
    labels = labels_of(symbols_bt)
    for row in range(b):
        for bar in range(k):
            pitches = bars_bks[row, bar][onset_bks[row, bar]]
            if asked.sets_bkp[row, bar].any():
                assert asked.sets_bkp[row, bar, pitches % 12].all()
            for beat in (0, 2):  # of the strong beats; the others are told of some rows only
                on_beat = bars_bks[row, bar, beat * STEPS_PER_BEAT]
                if asked.beats_bkqp[row, bar, beat].any() and on_beat < PITCHES:
                    assert asked.beats_bkqp[row, bar, beat, on_beat % 12] == 1
            if not np.isnan(asked.notes_bk[row, bar]):
                assert asked.notes_bk[row, bar] == len(pitches)
        means_k = np.array([bar[bar < PITCHES].mean() if (bar < PITCHES).any() else np.nan for bar in bars_bks[row]])
        told_k = ~np.isnan(asked.pitch_bk[row])
        assert asked.pitch_bk[row][told_k] == pytest.approx((means_k - np.nanmean(means_k))[told_k], abs=1e-4)
        assert_form(asked, row, bars_bks[row])
        for name in (*GRIDS, *CHOICES):
            value = asked.whole[name][row]
            if name in GRIDS and not np.isnan(value):
                assert value == pytest.approx(labels[name][row], abs=1e-4), name
            if name in CHOICES and value >= 0:
                assert value == labels[name][row], name
        assert asked.whole["style"][row] in (-1, style_b[row])


def assert_form(asked: Conditions, row: int, bars_ks: np.ndarray) -> None:
    same_kk = asked.bars_bk[row][:, None] == asked.bars_bk[row]
    equal_kk = (bars_ks[:, None] == bars_ks).all(-1)
    assert (equal_kk[same_kk]).all()
    if not np.array_equal(same_kk, np.eye(len(same_kk), dtype=bool)):
        assert np.array_equal(same_kk, equal_kk)
    rhythm_ks, shape_ks = np.where(bars_ks < PITCHES, 0, bars_ks), shape(bars_ks)
    for told_k, of_ks in ((asked.rhythms_bk[row], rhythm_ks), (asked.shapes_bk[row], shape_ks)):
        if (told_k >= 0).any():
            assert np.array_equal(told_k[:, None] == told_k, (of_ks[:, None] == of_ks).all(-1))
    notes = [{(s, p) for s, p in enumerate(bar) if p < PITCHES} for bar in bars_ks.tolist()]
    if asked.similar_bkk[row].any():
        expected_kk = [[len(a & b) / max(len(a | b), 1) for b in notes] for a in notes]
        assert asked.similar_bkk[row] == pytest.approx(np.array(expected_kk))


@given(seed=st.integers(0, 2**32 - 1), shift=st.sampled_from(SHIFTS.tolist()))
@settings(max_examples=25)
def test_conditions_are_fulfilled_by_the_melody_that_they_are_of(seed: int, shift: int) -> None:
    symbols_nt = melodies_with_form(6, seed)
    data, row_b = of_melodies(symbols_nt), np.array([0, 1, 2, 3, 4, 5])
    asked = data.conditions(row_b, np.full(6, shift), EVERYTHING, np.random.default_rng(seed))
    assert_fulfilled(asked, shifted(symbols_nt, shift), data.style_n)


@pytest.mark.parametrize("shift", SHIFTS.tolist())
def test_every_condition_is_drawn_in_every_key(shift: int) -> None:
    data, row_b = of_melodies(melodies_with_form(8)), np.tile(np.arange(8), 8)
    asked = data.conditions(row_b, np.full(64, shift), EVERYTHING, np.random.default_rng(0))
    assert asked.sets_bkp.any()
    assert asked.beats_bkqp.any()
    assert asked.given_bk.any()
    assert asked.similar_bkk.any()
    assert not np.isnan(asked.notes_bk).all()
    assert not np.isnan(asked.pitch_bk).all()
    assert (asked.rhythms_bk >= 0).any()
    assert (asked.shapes_bk >= 0).any()
    assert [name for name in GRIDS if np.isnan(asked.whole[name]).all()] == []
    assert [name for name in (*CHOICES, "style") if (asked.whole[name] < 0).all()] == []


def test_a_row_that_is_asked_for_nothing_is_told_a_form_at_most() -> None:
    data = of_melodies(melodies_with_form(8))
    asked = data.conditions(np.arange(8), np.zeros(8, int), replace(EVERYTHING, nothing=1), np.random.default_rng(0))
    assert not asked.sets_bkp.any()
    assert not asked.beats_bkqp.any()
    assert not asked.given_bk.any()
    assert np.isnan(asked.notes_bk).all()
    assert np.isnan(asked.pitch_bk).all()
    assert all(np.isnan(asked.whole[name]).all() for name in GRIDS)
    assert all((asked.whole[name] == -1).all() for name in (*CHOICES, "style"))


def test_a_melody_without_notes_is_asked_for_no_key_ending_or_range() -> None:
    data = of_melodies(np.full((1, 256), 129, np.uint8))
    asked = data.conditions(np.zeros(50, int), np.full(50, 2), replace(EVERYTHING, nothing=0), np.random.default_rng(0))
    assert all((asked.whole[name] == -1).all() for name in CHOICES)
    assert all(np.isnan(asked.whole[name]).all() for name in ("lowest", "highest", "span"))
    assert not asked.sets_bkp.any()
    assert not asked.beats_bkqp.any()
    assert np.isnan(asked.pitch_bk).all()


class TestSets:
    def test_sets_stand_on_every_root_once(self) -> None:
        sets_yp = sets_on_every_root({"triad": (0, 4, 7), "aug": (0, 4, 8)})
        assert sets_yp.shape == (12 + 4, 12)
        assert len(np.unique(sets_yp, axis=0)) == len(sets_yp)

    @pytest.mark.parametrize("kinds", [SCALES, CHORDS], ids=["scales", "chords"])
    def test_what_is_drawn_holds_what_it_was_drawn_for(self, kinds: dict[str, tuple[int, ...]]) -> None:
        bits = np.arange(1, 4096)
        drawn_xp, found_x = Supersets(kinds).draw(bits, np.random.default_rng(0))
        held_xp = (bits[:, None] >> np.arange(12)) & 1
        assert (drawn_xp[found_x] >= held_xp[found_x]).all()
        assert {tuple(row) for row in drawn_xp[found_x]} <= {tuple(row) for row in sets_on_every_root(kinds)}
        known = [set(np.flatnonzero(row)) for row in sets_on_every_root(kinds)]
        assert found_x.tolist() == [any(set(np.flatnonzero(held)) <= have for have in known) for held in held_xp]

    def test_a_set_rotates_up(self) -> None:
        assert rotated(np.array([1 << 0 | 1 << 11]), np.array([2])).tolist() == [1 << 2 | 1 << 1]
        assert rotated(np.array([1 << 0 | 1 << 5]), np.array([-1])).tolist() == [1 << 11 | 1 << 4]
        assert rotated(np.arange(4096), np.array([0])).tolist() == list(range(4096))

    def test_chords_hold_the_notes_of_all_beats_or_of_the_strong_ones(self) -> None:
        rng = np.random.default_rng(1)
        classes_bkq = np.where(rng.random((200, 8, 4)) < 0.4, rng.choice([0, 4, 7], (200, 8, 4)), NONE)
        chords_bkqp = random_chords(classes_bkq, rng)
        told_bkq, heard_bkq = chords_bkqp.any(-1), classes_bkq != NONE
        inside_bkq = np.take_along_axis(chords_bkqp, np.maximum(classes_bkq, 0)[..., None], -1)[..., 0] > 0
        right_bkq = inside_bkq | ~told_bkq | ~heard_bkq
        assert told_bkq.any()
        assert right_bkq[:, :, ::2].all()


def test_given_bars_are_some_of_them() -> None:
    given_bk = given_bars(500, 16, np.random.default_rng(0))
    share_b = given_bk.mean(1)
    assert given_bk.shape == (500, 16)
    assert given_bk.dtype == bool
    assert 0.3 < share_b.mean() < 0.7
    assert len(np.unique(share_b)) > 10


def test_a_pitch_that_would_leave_the_range_stays_inside() -> None:
    bars_ms = np.array([[0, 127, 60, 128, 129]], np.uint8)
    assert shifted(bars_ms, 2).tolist() == [[2, 117, 62, 128, 129]]
    assert shifted(bars_ms, -1).tolist() == [[11, 126, 59, 128, 129]]


class TestPriorData:
    def test_bars_and_embeddings_are_the_split_s(self, data: PriorData, split: Split, tiny_vae: MelodyVAE) -> None:
        assert np.array_equal(data.table.bars_ms[data.bars_nk].reshape(60, -1), split.symbols_nt)
        assert data.tokens_rmf.shape == (len(SHIFTS), len(data.table.bars_ms), tiny_vae.config.embedding)
        for shift in (0, len(SHIFTS) - 1):
            expected_me = embed(tiny_vae, shifted(data.table.bars_ms, SHIFTS[shift])).astype(np.float16)
            assert np.array_equal(data.tokens_rmf[shift], expected_me)

    def test_sources_are_drawn_alike(self) -> None:
        source_n = np.repeat([0, 1], [4, 36]).astype(np.int16)
        split = Split(melodies_with_form(40), np.arange(40).astype(np.int32), source_n)
        data = PriorData.of(split, lambda bars_ms: bars_ms.astype(np.float16))
        share = np.bincount(source_n[data.draw(4000, np.random.default_rng(0))]) / 4000
        assert share[0] == pytest.approx(np.sqrt(4) / (np.sqrt(4) + np.sqrt(36)), abs=0.03)
        assert data.cumulative_n[-1] == pytest.approx(1)

    def test_a_batch_is_in_the_key_that_is_asked_for(self, data: PriorData) -> None:
        tokens_bkf, asked = data.batch(32, EVERYTHING, np.random.default_rng(0))
        assert tokens_bkf.dtype == torch.float32
        assert len(asked) == 32
        row_b, shift_b = [], []
        for embedding_ke in tokens_bkf.half().numpy():
            matches = (data.tokens_rmf[:, data.bars_nk] == embedding_ke).all((-1, -2))
            shift, row = np.argwhere(matches)[0]
            row_b.append(row)
            shift_b.append(SHIFTS[shift])
        symbols_bt = data.table.bars_ms[data.bars_nk[row_b]].reshape(32, -1)
        moved_bt = np.concatenate([shifted(s[None], shift) for s, shift in zip(symbols_bt, shift_b, strict=True)])
        told_b = asked.whole["key"] >= 0
        assert told_b.any()
        assert asked.whole["key"][told_b].tolist() == found_key(moved_bt)[told_b].tolist()

    def test_batches_are_told_by_their_number(self, data: PriorData) -> None:
        batches = PriorBatches(data, rows=4, asked=Asked(), styles=2, seed=1)
        first, again, other, of_rank = batches(3), batches(3), batches(4), batches(3, rank=1)
        assert len(first) == 6
        assert all(map(torch.equal, first, again))
        assert not torch.equal(first[0], other[0])
        assert not torch.equal(first[0], of_rank[0])
