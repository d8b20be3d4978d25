"""The figures: by hand where they are formulas, whole tables on a tiny VAE."""

import numpy as np
import pytest
import torch
from rich.console import Console

from lc_common.latents import vae_digest
from lcmusic.constraints.trained import KnobsConfig, RuleConfig, RuleModel
from lcmusic.evaluate import constraints as figures
from lcmusic.evaluate.baselines import attribute_vector, best_of, snapped
from lcmusic.evaluate.figures import figure_6, figure_6_melodies
from lcmusic.evaluate.transform import kept, pitch_curve, repeats_kept, transform_table
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import HOLD, REST, STEPS
from lcmusic.music.rewards import pitch_set
from lcmusic.music.scales import pitch_classes
from tests.lcmusic.conftest import random_melodies

C_MAJOR = pitch_classes(0, "major")


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture
def instrument(tiny_vae, tiny_knobs) -> Instrument:
    return Instrument(tiny_vae, tiny_knobs)


@pytest.fixture
def actors(tiny_vae) -> dict[str, RuleModel]:
    config = RuleConfig("x", [], "product", 0.1, vae_digest(tiny_vae), KnobsConfig.of(tiny_vae, "small").realism_actor)
    names = ("G(C major, d=0)", "G(C major, d=192)")
    return {name: RuleModel(config, config.modules()["actor"], None) for name in names}


class SmallCorpus:
    def __init__(self, split) -> None:
        self._split = split

    def split(self, name: str):
        return self._split


def text(table) -> str:
    console = Console(width=220, file=None)
    with console.capture() as capture:
        console.print(table)
    return capture.get()


def test_snapping_by_hand():
    symbols_nt = np.array([[60, 61, 63, 66, HOLD, REST, 127]], np.uint8)
    assert snapped(symbols_nt, C_MAJOR).tolist() == [[60, 60, 62, 65, HOLD, REST, 127]]
    assert snapped(symbols_nt, frozenset({3})).tolist() == [[63, 63, 63, 63, HOLD, REST, 123]]
    assert pitch_set(snapped(random_melodies(5), C_MAJOR), C_MAJOR).tolist() == [1.0] * 5


def test_an_attribute_vector_leads_from_the_rest_to_the_best():
    z_nd = torch.tensor([[0.0, 1.0], [0.0, 3.0], [4.0, 2.0], [0.0, 2.0]])
    vector_d = attribute_vector(z_nd, np.array([0.1, 0.2, 0.9, 0.3]), share=0.25)
    torch.testing.assert_close(vector_d, torch.tensor([4.0, 0.0]))


def test_rejection_keeps_the_best():
    candidates_cnt = np.array([[[1, 1], [5, 0]], [[2, 2], [4, 0]]], np.uint8)
    best_nt, chosen_n = best_of(candidates_cnt, lambda s: s[:, 0].astype(float))
    assert best_nt.tolist() == [[2, 2], [5, 0]]
    assert chosen_n.tolist() == [1, 0]


def test_spearman_with_ties():
    assert figures.spearman(np.array([1.0, 2, 3, 4]), np.array([1.0, 10, 100, 1000])) == pytest.approx(1)
    assert figures.spearman(np.array([1.0, 2, 2, 3]), np.array([3.0, 2, 2, 1])) == pytest.approx(-1)
    assert figures.spearman(np.array([1.0, 2.0]), np.array([5.0, 5.0])) == 0


def test_diversity_by_hand():
    symbols_nt = np.array([[1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 2, 2]], np.uint8)
    assert figures.distinct(symbols_nt) == pytest.approx(2 / 3)
    assert figures.spread(symbols_nt) == pytest.approx((0.5 + 0 + 0.5) / 3)


def test_what_is_kept_of_a_tune():
    original_nt = np.full((1, STEPS), REST, np.uint8)
    original_nt[0, :5] = [60, HOLD, 62, 64, 65]
    same = kept(original_nt, original_nt, C_MAJOR)
    assert (same.wholly, same.in_scale, same.onset_f1, same.contour) == pytest.approx((1, 1, 1, 1))
    changed_nt = original_nt.copy()
    changed_nt[0, :6] = [61, HOLD, 61, HOLD, 80, 78]
    changed = kept(original_nt, changed_nt, C_MAJOR)
    assert (changed.wholly, changed.in_scale) == (0, 0.25 * 0)
    assert changed.onset_f1 == pytest.approx(2 * 3 / 8)
    assert (changed.repeats, changed.leaps) == pytest.approx((1 / 3, 1 / 3))


def test_pitch_curve_by_hand():
    curve = pitch_curve(np.array([[REST, 60, HOLD, REST, 62, HOLD]], np.uint8))
    np.testing.assert_array_equal(curve, [[np.nan, 60, 60, np.nan, 62, 62]])


def test_table_2_has_the_paper_s_rows_and_the_baselines(instrument, actors, small_split):
    shown = text(figures.table_2(instrument, SmallCorpus(small_split), actors, n=10))
    assert all(row in shown for row in figures.PAPER.values())
    for name in (
        "rejection, best of 10: C major",
        "attribute vector: C major",
        "gradient, 10 melodies: C major, d=192",
        "snapping",
    ):
        assert name in shown
    assert "G(C major, d=0), lambda 0.1" in shown
    assert "1.000 (100.0%)" in shown  # snapping


def test_knob_tables(instrument, small_split):
    scales = figures.scale_figures(instrument, ["major", "blues"], each=3)
    assert set(scales) == {"major", "blues"}
    assert all(0 <= f.in_scale <= 1 and f.distinct == 1 for f in scales.values())
    assert "whole tone" not in text(figures.scale_table(scales))
    density = figures.density_figures(instrument, each=3)
    assert len(density.got) == len(density.asked) == 14
    assert -1 <= density.spearman <= 1
    assert "Leakage" in text(figures.density_table(density))
    realism = text(figures.realism_table(instrument, SmallCorpus(small_split), n=20))
    assert "reconstructions" in realism


def test_transform_table(instrument, small_split):
    shown = text(transform_table(instrument, SmallCorpus(small_split), Knobs(scale="major"), n=5))
    for name in ("as the command does", "actor, untied, reach 0.5", "gradient", "attribute vector x 2"):
        assert name in shown
    assert "asked for 5 notes a bar" in text(
        transform_table(instrument, SmallCorpus(small_split), Knobs(density=5.0), n=2, split="validation")
    )


def test_bars_that_stay_alike():
    bars = {"a": [60, HOLD] + [REST] * 14, "b": [62, HOLD] + [REST] * 14, "-": [REST] * 16}

    def melody(form: str) -> np.ndarray:
        return np.array([[symbol for name in form for symbol in bars[name]]], np.uint8)

    # Of the pairs of equal bars that sound, a is in three and b in one.
    assert repeats_kept(melody("aaabb--"), melody("bbbab--")) == 3 / 4
    assert repeats_kept(melody("ab--"), melody("aa--")) == 0


def test_pictures(tiny_vae, actors, tmp_path):
    figure_6(figure_6_melodies(tiny_vae, actors), tmp_path / "6.png")
    assert (tmp_path / "6.png").read_bytes()[:4] == b"\x89PNG"
