"""The prior trained for a moment on a tiny VAE: its stages, what it leaves, and that it goes on."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lc_common.run import CHECKPOINT_NAME, Run
from lcmusic.corpus import Split
from lcmusic.instrument import Instrument
from lcmusic.kinds import PRIOR_NAME, READER_STAGE
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import PITCHES, REST
from lcmusic.prior import training
from lcmusic.prior.data import SHIFTS, PriorBatches, PriorData
from lcmusic.prior.learned import load_prior
from lcmusic.prior.model import MelodyPriorConfig
from lcmusic.prior.outline import LABELS
from lcmusic.prior.training import PriorTraining, embed, train_prior
from lcmusic.vae.model import PRESETS, MelodyVAE
from tests.lcmusic.conftest import TINY, random_melodies

SIZES = MelodyPriorConfig("", (), embedding=16, token=13, width=16, layers=1, heads=2, reader=8)
SHORT = PriorTraining(rows=4, bars=8)
SHORT = replace(
    SHORT, fit=replace(SHORT.fit, steps=3, warmup_steps=0), reader=replace(SHORT.reader, steps=2, warmup_steps=0)
)


class SmallCorpus:
    """A corpus of one split."""

    card = SimpleNamespace(sources=[SimpleNamespace(name="tunes"), SimpleNamespace(name="hymns")])

    def __init__(self, split: Split) -> None:
        self.split = lambda name: split


@pytest.fixture
def vae() -> MelodyVAE:
    """An untrained VAE with embeddings that are wide enough for an outline."""
    torch.manual_seed(0)
    return MelodyVAE(replace(TINY, embedding=16)).eval().requires_grad_(False)


@pytest.fixture
def train(vae, small_split):
    return lambda run: train_prior(vae, SmallCorpus(small_split), run, config=SIZES, training=SHORT)


def test_a_prior_is_trained_in_stages_and_plays(tmp_path, vae, train):
    outcome = train(Run(tmp_path / "run", device="cpu"))
    assert (outcome.path, outcome.step, outcome.stopped) == (tmp_path / "run" / PRIOR_NAME, 3, "steps")
    assert (tmp_path / "run" / READER_STAGE / CHECKPOINT_NAME).exists()
    prior = load_prior(vae, outcome.path)
    instrument = Instrument(vae, prior=prior)
    assert instrument.idea_shape == (vae.config.bars + 1, 13)
    idea = instrument.fresh(1)
    melody = instrument.melody(idea, Knobs(density=4.0))
    assert melody == instrument.melody(idea, Knobs(density=4.0))
    assert np.isfinite(instrument.idea(melody)).all()


def test_a_run_goes_on(tmp_path, vae, train):
    whole = load_prior(vae, train(Run(tmp_path / "whole", device="cpu")).path)
    train(Run(tmp_path / "parts", steps=2, device="cpu"))
    parts = load_prior(vae, train(Run(tmp_path / "parts", steps=3, device="cpu", resume=True)).path)
    ours, theirs = (prior.model.state_dict() for prior in (whole, parts))
    assert ours.keys() == theirs.keys()
    assert torch.equal(ours["reader.skip.weight"], theirs["reader.skip.weight"])
    assert torch.equal(ours["outline.bars_yfk"], theirs["outline.bars_yfk"])


def test_what_is_gone_on_from_keeps_its_coordinates_and_tells_melodies_in_them(tmp_path, vae, train, monkeypatch):
    begun = train(Run(tmp_path / "first", device="cpu")).path
    told = {}

    def batches(data: PriorData, **options):
        told["data"] = data
        return PriorBatches(data, **options)

    monkeypatch.setattr(training, "PriorBatches", batches)
    other = Split(random_melodies(40, 9), np.repeat(np.arange(8), 5), np.repeat([0, 1], 20))
    run = Run(tmp_path / "second", steps=5, device="cpu", resume=begun)
    train_prior(vae, SmallCorpus(other), run, config=SIZES, training=SHORT)
    before, after = (load_prior(vae, path).model for path in (begun, tmp_path / "second" / PRIOR_NAME))
    assert torch.equal(after.directions_ef, before.directions_ef)
    unmoved_mf = told["data"].tokens_rmf[-SHIFTS[0]]
    expected_mf = before.tokens(torch.from_numpy(embed(vae, told["data"].table.bars_ms)))
    assert torch.allclose(torch.from_numpy(unmoved_mf).float(), expected_mf, rtol=0.01, atol=0.01)


def test_every_source_has_melodies_to_train_on(tmp_path, vae):
    tunes = Split(random_melodies(4), np.arange(4), np.zeros(4, int))
    with pytest.raises(UserError) as error:
        train_prior(vae, SmallCorpus(tunes), Run(tmp_path), config=SIZES, training=SHORT)
    assert str(error.value) == "The corpus has no training melodies of hymns; build it without or from more."


def test_a_melody_without_notes_takes_no_part_in_outlines(tmp_path, vae):
    symbols_nt = random_melodies(40)
    symbols_nt[::20] = REST
    split = Split(symbols_nt, np.repeat(np.arange(8), 5), np.repeat([0, 1], 20))
    path = train_prior(vae, SmallCorpus(split), Run(tmp_path), config=SIZES, training=SHORT).path
    outline = load_prior(vae, path).model.outline
    assert outline.quantiles_ylq[:, LABELS.index("span")].min() > 0
    assert outline.quantiles_ylq[:, LABELS.index("lowest")].max() < PITCHES


def test_a_flat_encoder_is_refused(tmp_path, small_split):
    config = replace(PRESETS["flat"], latent=8, symbol=4, encoder_units=8, decoder_units=8)
    with pytest.raises(UserError, match="embeds bars; this one's is flat"):
        train_prior(MelodyVAE(config), SmallCorpus(small_split), Run(tmp_path))
