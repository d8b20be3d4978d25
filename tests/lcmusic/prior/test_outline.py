"""Outlines: from numbers to labels and back, what is asked for comes back, and forms are those of the corpus."""

from __future__ import annotations

import numpy as np
import pytest

from lcmusic.corpus import Split
from lcmusic.prior.data import PriorData
from lcmusic.prior.labels import labels_of, similarity
from lcmusic.prior.model import MelodyPrior
from lcmusic.prior.outline import DRAWN, FIFTHS, LABELS, Outline, first_alike


@pytest.fixture
def outline(tiny_model: MelodyPrior) -> Outline:
    return tiny_model.outline


def drawn(rows: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, DRAWN))


def test_bars_that_come_back_are_told_by_the_first() -> None:
    numbers_bk = np.array([[7, 3, 7, 9, 3], [1, 2, 3, 4, 5]])
    first_bk = first_alike(numbers_bk)
    assert first_bk.tolist() == [[0, 1, 0, 3, 1], [0, 1, 2, 3, 4]]


def test_fifths_go_round_with_their_relatives() -> None:
    keys, counts = np.unique(FIFTHS, return_counts=True)
    assert keys.tolist() == list(range(24))
    assert counts.tolist() == [2] * 12 + [1] * 12
    assert FIFTHS[:6].tolist() == [0, 0, 21, 7, 7, 16]


class TestDraw:
    def test_labels_lie_where_the_corpus_has_them(self, outline: Outline, data: PriorData, split: Split) -> None:
        labels = labels_of(np.asarray(split.symbols_nt))
        style_b = np.repeat([0, 1], 200)
        values = outline.draw(drawn(400), style_b, {})[0]
        assert tuple(values) == LABELS
        for name in LABELS:
            for style in (0, 1):
                own = labels[name][data.style_n == style]
                assert own.min() - 1e-5 <= values[name][style_b == style].min(), name
                assert values[name][style_b == style].max() <= own.max() + 1e-5, name

    def test_what_is_asked_for_comes_back_and_the_rest_follows(self, outline: Outline) -> None:
        drawn_bl, style_b = drawn(5), np.array([0, 1, 0, 1, 0])
        density_b = np.array([2.0, np.nan, 4.0, np.nan, 9.0])
        own, asked = (outline.draw(drawn_bl, style_b, wanted)[0] for wanted in ({}, {"density": density_b}))
        assert asked["density"].tolist() == np.where(np.isnan(density_b), own["density"], density_b).tolist()
        unasked_b = np.isnan(density_b)
        for name in LABELS:
            assert asked[name][unasked_b].tolist() == own[name][unasked_b].tolist(), name
        moved = [name for name in LABELS if name != "density" and asked[name][0] != own[name][0]]
        assert moved

    def test_all_labels_may_be_asked_for(self, outline: Outline) -> None:
        wanted = {name: np.array([0.3, 0.7]) for name in LABELS}
        asked, _ = outline.draw(drawn(2), np.array([0, 1]), wanted)
        assert {name: value.tolist() for name, value in asked.items()} == {name: [0.3, 0.7] for name in LABELS}

    def test_numbers_that_are_no_one_s_are_taken_at_the_edge(self, outline: Outline) -> None:
        far, edge = (outline.draw(np.full((1, DRAWN), value), np.array([0]), {})[0] for value in (50.0, 500.0))
        assert {name: value.tolist() for name, value in far.items()} == {n: v.tolist() for n, v in edge.items()}


class TestNumbers:
    def test_labels_read_back_as_those_of_a_melody_much_like_it(
        self, outline: Outline, data: PriorData, split: Split
    ) -> None:
        labels = labels_of(np.asarray(split.symbols_nt))
        drawn_nl = outline.numbers(labels, data.bars_nk, data.table.rhythm_m[data.bars_nk], data.style_n)
        assert drawn_nl.shape == (60, DRAWN)
        values, form = outline.draw(drawn_nl, data.style_n, {})
        # Each outline of the small corpus is kept, so that it is the melody's own, or that of one with the same labels.
        own_n = (form.bars_bk == first_alike(data.bars_nk)).all(1)
        assert own_n.mean() > 0.9
        for name in LABELS:
            assert values[name][own_n] == pytest.approx(labels[name][own_n], abs=1e-4), name

    def test_style_and_key_read_back(self, outline: Outline, data: PriorData, split: Split) -> None:
        labels = labels_of(np.asarray(split.symbols_nt))
        drawn_nl = outline.numbers(labels, data.bars_nk, data.table.rhythm_m[data.bars_nk], data.style_n)
        assert outline.style(drawn_nl).tolist() == data.style_n.tolist()
        assert outline.key(drawn_nl).tolist() == labels["key"].tolist()

    def test_a_melody_without_notes_has_numbers(self, outline: Outline) -> None:
        labels = labels_of(np.full((1, 256), 129, np.uint8))
        bars_bk = np.zeros((1, 16), int)
        assert np.isfinite(outline.numbers(labels, bars_bk, bars_bk, np.array([1]))).all()


class TestForm:
    def test_forms_are_melodies_of_their_style(self, outline: Outline, data: PriorData) -> None:
        style_b = np.repeat([0, 1], 20)
        drawn_bl = drawn(40)
        _, form = outline.draw(drawn_bl, style_b, {})
        bars_nks = data.table.bars_ms[data.bars_nk]
        of_corpus = [set(map(tuple, first_alike(data.bars_nk[data.style_n == style]))) for style in (0, 1)]
        assert all(tuple(row_k) in of_corpus[style] for row_k, style in zip(form.bars_bk, style_b, strict=True))
        likeness_nkk = similarity(bars_nks)
        for row_kk in form.similar_bkk:
            assert np.abs(likeness_nkk - row_kk).max((1, 2)).min() <= 0.51 / 255
        assert form.busy_bk.mean(1) == pytest.approx(np.ones(40), abs=1e-2)

    @pytest.mark.parametrize("repetition", [0.0, 0.4, 0.8])
    def test_the_melody_repeats_about_as_much_as_is_asked(self, outline: Outline, repetition: float) -> None:
        at, style_b = LABELS.index("repetition"), np.array([0, 1] * 3)
        _, form = outline.draw(drawn(6), style_b, {"repetition": np.full(6, repetition)})
        for bars_k, style in zip(form.bars_bk, style_b, strict=True):
            off_f = np.abs(outline.labels_yfl[style, :, at].numpy() - repetition)
            chosen_f = (outline.bars_yfk[style].numpy() == bars_k).all(1)
            assert np.mean(off_f < off_f[chosen_f].min()) < 0.2
