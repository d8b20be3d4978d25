"""What is measured of knobs: by hand where that is possible, and the whole with a small untrained prior."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from rich.console import Console

from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lcmusic.corpus import Split
from lcmusic.evaluate import knobs as tested
from lcmusic.evaluate.figures import by_seed
from lcmusic.evaluate.knob_tables import knob_json, knob_tables
from lcmusic.evaluate.knobs import CHORDS, DENSITIES, NEAR, PARTS, SCALE_NAMES, KnobTest
from lcmusic.evaluate.samples import LEARNED, Quota, drawn_windows, makers, played
from lcmusic.instrument import Instrument
from lcmusic.music.chords import parse_progression
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import HOLD, STEPS, STEPS_PER_BAR, canonical
from lcmusic.music.statistics import notes_per_bar
from lcmusic.prior.labels import BarTable, labels_of
from lcmusic.prior.learned import LearnedPrior
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.vae.model import MelodyVAE
from tests.lcmusic.conftest import TINY, random_melodies

STYLES = ("folk", "quartets")


def melodies(pitches_nm) -> np.ndarray:
    """Melodies of quarter notes, which go round."""
    symbols_nt = np.full((len(pitches_nm), STEPS), HOLD, np.uint8)
    for symbols_t, pitches_m in zip(symbols_nt, pitches_nm, strict=True):
        symbols_t[::4] = np.resize(pitches_m, STEPS // 4)
    return canonical(symbols_nt)


@pytest.fixture
def instrument() -> Instrument:
    """A small untrained VAE and prior, whose outlines are those of random melodies."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    vae = MelodyVAE(replace(TINY, embedding=16)).eval().requires_grad_(False)
    config = MelodyPriorConfig(vae_digest(vae), STYLES, embedding=16, token=16, width=16, layers=1, heads=2, reader=8)
    model = MelodyPrior(config)
    symbols_nt = random_melodies(60)
    table, bars_nk = BarTable.of(symbols_nt.reshape(-1, STEPS_PER_BAR)), np.arange(60 * 16).reshape(60, 16)
    model.outline.fit(labels_of(symbols_nt), table, bars_nk, np.arange(60) % 2, np.ones(60), seed=0)
    model.fit_tokens(np.random.default_rng(0).normal(size=(100, 16)), np.ones(100))
    return Instrument(vae, prior=LearnedPrior(vae, model.eval().requires_grad_(False)))


def split(first: int) -> Split:
    """Sixty windows, each from a piece of its own."""
    return Split(random_melodies(60, first), (first + np.arange(60)).astype(np.int32), np.zeros(60, np.int16))


def knob_test(instrument: Instrument, **options) -> KnobTest:
    return KnobTest(instrument, split(0), split(100), random_melodies, n=50, repeats=1, **options)


def text(tables) -> str:
    console = Console(width=120, file=None)
    with console.capture() as capture:
        for table in tables:
            console.print(table)
    return capture.get()


def test_pearson_of_what_does_not_vary_is_0():
    assert tested.pearson(np.array([1.0, 2, 3]), np.array([2.0, 4, 6])) == pytest.approx(1)
    assert tested.pearson(np.array([1.0, 2, 3]), np.array([5.0, 5, 5])) == 0


def test_intervals_at_the_edge_of_locked_bars_by_hand():
    symbols_nt = melodies([np.repeat([60, 67, 64, 62], [4, 4, 4, 52])])
    locked_nk = np.zeros((1, 16), bool)
    locked_nk[0, 1] = True
    assert tested.edge_interval(symbols_nt, locked_nk) == (7 + 3) / 2
    assert tested.edge_interval(symbols_nt, np.ones((1, 16), bool)) == 0


def test_the_progressions_are_twenty_of_four_bars():
    assert len(CHORDS) == len(set(CHORDS)) == 20
    assert {parse_progression(text).bars for text in CHORDS} == {4}


def test_windows_of_a_split_keep_to_the_quota():
    piece_n, source_n = np.repeat(np.arange(8), 5).astype(np.int32), np.repeat([0, 1], 20).astype(np.int16)
    sample = drawn_windows(
        Split(random_melodies(40), piece_n, source_n), Quota(per_piece=3, per_source=7), np.random.default_rng(0)
    )
    assert len(sample) == 14
    assert np.bincount(sample.piece_n).max() <= 3


def test_labels_are_asked_for_beside_knobs(instrument):
    knobs = [Knobs()] * 4
    free_nt = played(instrument, knobs, 0)
    travel = {"travel": np.full(4, 90.0)}
    assert (played(instrument, knobs, 0, labels=travel) != free_nt).any()


def test_a_set_is_played_in_chunks_of_which_each_is_drawn_by_itself(instrument, monkeypatch):
    monkeypatch.setattr("lcmusic.evaluate.samples.CHUNK", 3)
    said = []
    made_nt = played(instrument, [Knobs()] * 5, 0, say=said.append)
    assert (made_nt.shape, said) == ((5, STEPS), ["0 of 5 melodies", "3 of 5 melodies"])
    np.testing.assert_array_equal(made_nt, played(instrument, [Knobs()] * 5, 0))


def test_the_learned_prior_has_rows_of_its_own(instrument):
    rows = makers(instrument, 0.5)
    assert list(rows) == [LEARNED, "learned prior, first draws", "learned prior, through z", "prior N(0, I)"]
    assert {row(3, 1).shape for row in rows.values()} == {(3, STEPS)}
    assert list(makers(Instrument(instrument.vae), 0.5)) == ["prior N(0, I)"]


def test_a_picture_shows_what_seeds_give(instrument, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr("lcmusic.evaluate.figures.piano_roll", lambda panels, path, title: shown.extend(panels))
    by_seed(instrument, tmp_path / "seeds.png", n=2)
    expected = [(f"seed {seed}", instrument.melody(instrument.fresh(seed), Knobs(seed=seed))) for seed in (1, 2)]
    assert shown == expected


def test_all_parts_are_measured_and_printed(instrument):
    said = []
    found = knob_test(instrument, say=said.append).figures()
    assert list(found.scale) == list(SCALE_NAMES)
    assert [row.asked for row in found.density] == list(DENSITIES)
    assert {bars: row.kept for bars, row in found.locked.items()} == {4: 1.0, 8: 1.0, 12: 1.0}
    assert list(found.pearson) == list(tested.ATTRIBUTES)
    assert found.chords["chords"].tax.windows == 50
    printed = text(knob_tables(found))
    for row in ("major pentatonic", "12", "rhythmic complexity", "Markov chain, best transposed", "--lowest"):
        assert row in printed
    assert max(len(line.rstrip()) for line in printed.splitlines()) <= 120
    written = knob_json(found, {"n": 50})
    assert list(written) == ["settings", "scale", "music", "density", "spearman", "pearson", "locked", "chords"]
    assert "4 bars locked: 49 of 50 melodies" in said


def test_parts_may_be_chosen(instrument):
    found = knob_test(instrument).figures(["density"])
    assert len(found.density) == len(DENSITIES)
    assert (found.scale, found.pearson, found.locked, found.chords) == ({}, {}, {}, {})
    assert len(knob_tables(found)) == 1
    assert list(PARTS) == ["scale", "density", "pearson", "locked", "chords"]


def test_the_tax_of_few_windows_is_not_told(instrument):
    test = knob_test(instrument)
    made_nt = random_melodies(50, 7)
    assert test._tax(made_nt, np.arange(60) < 20) == tested.Tax(20)
    tax = test._tax(made_nt, np.ones(60, bool))
    assert tax.windows == 50
    assert tax.c2st == pytest.approx(0.5, abs=0.2)


def test_without_a_learned_prior_there_is_nothing_to_judge(instrument):
    with pytest.raises(UserError, match=r"^This melody VAE has no learned prior, .*train one first\.$"):
        knob_test(Instrument(instrument.vae))


def test_a_density_is_asked_for_as_held_out_windows_near_it_have_it(instrument, monkeypatch):
    test, asked = knob_test(instrument), []

    def played(what, knobs, labels=None):
        asked.append([row.density for row in knobs])
        return np.resize(test.real.symbols_nt, (len(knobs), STEPS))

    assert test._free_nf.size  # made before what is listened to
    monkeypatch.setattr(test, "_played", played)
    found = test.figures(["density"])
    real_n = notes_per_bar(test.real.symbols_nt).mean(1)
    for density, values in zip(DENSITIES, asked, strict=True):
        near_n = real_n[np.abs(real_n - density) <= NEAR]
        assert set(values) <= (set(near_n.tolist()) if len(near_n) else {density})
        assert len(values) == test.n
    got_n = notes_per_bar(np.resize(test.real.symbols_nt, (test.n, STEPS))).mean(1)
    assert found.density[0].error == np.median(np.abs(got_n - asked[0]))
