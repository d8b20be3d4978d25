"""Another length of melody is another number in the config: everything that learns, encodes and decodes follows it."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lc_common.fit import FitConfig
from lc_common.run import Run
from lcmusic.constraints.conditions import Conditions, ObedienceWeights, obedience
from lcmusic.constraints.predictor import bar_targets, embeddings
from lcmusic.constraints.trained import KnobModel, KnobsConfig
from lcmusic.corpus import Split
from lcmusic.corpus.batches import Augment, MelodyBatches
from lcmusic.instrument import Instrument
from lcmusic.media.midi import Clip
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.pretrained import load_vae
from lcmusic.transform import transform
from lcmusic.vae import training as train
from lcmusic.vae.batching import decode_all, encode_all
from lcmusic.vae.clips import interpolate, reconstruct
from lcmusic.vae.encoding import encode_split
from lcmusic.vae.measuring import reconstruction
from lcmusic.vae.model import PRESETS, MelodyVAE, MelodyVAEConfig
from tests.lcmusic.conftest import TINY, random_melodies
from tests.lcmusic.vae.test_training import FakeCorpus

BARS, STEPS = 8, 128
EIGHT = replace(TINY, bars=BARS)
FLAT = MelodyVAEConfig(bars=BARS, latent=6, symbol=3, encoder_units=5, decoder="flat", decoder_units=4)


@pytest.fixture
def short_vae() -> MelodyVAE:
    torch.manual_seed(0)
    return MelodyVAE(EIGHT).eval().requires_grad_(False)


def test_a_preset_of_eight_bars_is_trained_and_loaded(tmp_path, small_split, monkeypatch):
    quick = FitConfig(device="cpu", log_every=1, ema_decay=0.5)
    settings = train.Training(train.MelodyStage(quick, rows=4), train.BarStage(replace(quick, steps=1), rows=6))
    monkeypatch.setitem(PRESETS, "eight", EIGHT)
    monkeypatch.setitem(train.TRAINING, "eight", settings)
    (tmp_path / "card.json").write_text("{}")
    run = Run(tmp_path / "run", steps=1)
    model = load_vae(train.train_vae("eight", FakeCorpus(tmp_path, small_split), run).path)
    assert (model.config.bars, model.config.steps) == (BARS, STEPS)
    mu_nd, _ = encode_all(model, small_split.cut(BARS).symbols_nt)
    assert decode_all(model, mu_nd, 0).shape == (40, STEPS)


@pytest.mark.parametrize("config", [EIGHT, FLAT])
def test_eight_bars_go_through_the_model(config):
    torch.manual_seed(0)
    model = MelodyVAE(config)
    symbols_bt = torch.from_numpy(random_melodies(3)[:, :STEPS].astype(np.int64))
    mu_bd, _ = model.encode(symbols_bt)
    logits_btv = model.logits(mu_bd, symbols_bt)
    assert logits_btv.shape == (3, STEPS, 130)
    logits_btv.sum().backward()
    assert decode_all(model, mu_bd.detach(), 0).shape == (3, STEPS)
    measured = reconstruction(model, symbols_bt)
    assert measured.elbo_per_step == pytest.approx(-measured.nll_per_step - measured.kl / STEPS)


def test_a_clip_is_taken_in_windows_of_the_model_s_length(short_vae):
    clip = Clip(Melody(random_melodies(2).ravel()[: 18 * 16]), 120.0, 0, "")
    assert [melody.bars for melody in reconstruct(short_vae, clip)] == [24, 24]
    assert [melody.bars for melody in interpolate(short_vae, clip, clip, 3)] == [8, 8, 8]


def test_constraints_see_eight_bars(short_vae):
    nets = KnobsConfig.of(short_vae).modules()
    knobs = KnobModel(short_vae, **{name: net.eval() for name, net in nets.items()})
    z_bd = torch.randn(4, 6)
    assert knobs.looks_real(z_bd).shape == (4,)
    statistics = knobs.bars(embeddings(short_vae, z_bd))
    assert statistics.pitch.shape == bar_targets(decode_all(short_vae, z_bd, 0))[2].shape == (4, BARS)
    met = replace(Conditions.of([Knobs(density=5.0)] * 4), density_b=statistics.notes_p.sum((1, 2)) / BARS)
    terms = obedience(statistics, statistics, met, ObedienceWeights())
    assert terms["density"].item() == pytest.approx(0, abs=1e-6)
    clip = Clip(Melody(random_melodies(1).ravel()[: 10 * 16]), 120.0, 0, "")
    (changed,) = transform(Instrument(short_vae, knobs), [clip.melody], Knobs(scale="major", density=5.0))
    assert changed.bars == 10


def test_a_corpus_of_longer_melodies_serves_with_the_first_bars_of_each(short_vae, small_split):
    short = small_split.cut(BARS)
    assert np.array_equal(short.symbols_nt, small_split.symbols_nt[:, :STEPS])
    assert MelodyBatches(short, rows=5, augment=Augment(0.5, 0.5), seed=0)(0).shape == (5, STEPS)
    assert encode_split(short_vae, small_split, 6, seed=0).symbols_nt.shape == (6, STEPS)
    assert encode_split(short_vae, small_split, 6, seed=0, augment=None).symbols_nt.shape == (6, STEPS)


def test_a_corpus_of_shorter_melodies_is_refused(small_split):
    with pytest.raises(UserError) as refused:
        small_split.cut(32)
    assert str(refused.value) == "The corpus has melodies of 16 bars; a model of 32 bars cannot learn from it."


def test_short_windows_go_on_in_the_same_piece():
    piece_t = np.random.default_rng(0).integers(50, 70, 20 * 16).astype(np.uint8)
    windows_nt = np.lib.stride_tricks.sliding_window_view(piece_t, STEPS)[::16]
    split = Split(windows_nt, np.zeros(13, np.int32), np.zeros(13, np.int16))
    batches = MelodyBatches(split, rows=1, augment=None, seed=0)
    assert batches.goes_on_n.tolist() == [True] * 5 + [False] * 8
