"""Training a melody VAE: the steps, the stages, resuming, the weights that come out."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from lightning_fabric import Fabric
from typer.testing import CliRunner

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.errors import UserError
from lc_common.fit import FitConfig, TrainState
from lc_common.run import Run
from lcmusic.cli import train as cli
from lcmusic.corpus import Split
from lcmusic.corpus.batches import STRETCHED, Augment
from lcmusic.music.melody import STEPS
from lcmusic.pretrained import load_vae
from lcmusic.vae import training as train
from lcmusic.vae.measuring import reconstruction
from lcmusic.vae.model import PRESETS, MelodyVAE
from tests.lcmusic.conftest import TINY, random_melodies

QUICK = FitConfig(device="cpu", precision="auto", log_every=1, ema_decay=0.5)


@dataclass(frozen=True)
class FakeCorpus:
    """One split for all purposes, in a folder with a card."""

    folder: Path
    only: Split
    left_out: tuple[str, ...] = ()

    def split(self, name: str) -> Split:
        return self.only


@pytest.fixture
def corpus(tmp_path, small_split):
    (tmp_path / "card.json").write_text("{}")
    return FakeCorpus(tmp_path, small_split)


@pytest.fixture
def tiny_preset(monkeypatch):
    settings = train.Training(
        train.MelodyStage(QUICK, rows=4, augment=Augment()),
        train.BarStage(replace(QUICK, steps=3), rows=6),
    )
    monkeypatch.setitem(PRESETS, "tiny", TINY)
    monkeypatch.setitem(train.TRAINING, "tiny", settings)


def test_two_stages_write_weights_that_rebuild_the_model(tmp_path, corpus, tiny_preset):
    weights = train.train_vae("tiny", corpus, Run(tmp_path / "run", steps=4)).path
    assert weights == tmp_path / "run" / "melody-vae.safetensors"
    tensors, meta = checkpoint.load(weights, "lcmusic.vae")
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float16}
    assert meta["info"]["preset"] == "tiny"
    model = load_vae(weights)
    symbols_nt = torch.from_numpy(corpus.only.symbols_nt.astype(np.int64))
    assert torch.allclose(model.sigma_bar_d, model.encode(symbols_nt)[1].mean(0), rtol=0.01)


def test_the_second_stage_leaves_the_bar_encoder_as_the_first_left_it(tmp_path, corpus, tiny_preset):
    train.train_vae("tiny", corpus, Run(tmp_path / "run", steps=2))
    first, _ = checkpoint.load(tmp_path / "run" / "bars" / "checkpoint.safetensors")
    second, _ = checkpoint.load(tmp_path / "run" / "checkpoint.safetensors")
    name = "bar_encoder.lstm.weight_hh_l0"
    assert torch.equal(first[f"ema.vae.{name}"], second[f"ema.vae.{name}"])
    assert not torch.equal(first["ema.vae.decoder.head.weight"], second["ema.vae.decoder.head.weight"])


def test_presets_train_without_bfloat16(tmp_path, corpus, tiny_preset, without_bfloat16):
    train.train_vae("tiny", corpus, Run(tmp_path, steps=1))
    _, meta = checkpoint.load(tmp_path / "checkpoint.safetensors")
    assert meta["info"]["training"]["fit"]["precision"] == "32-true"
    stages = [stage for preset in train.TRAINING.values() for stage in (preset.bars, preset.melodies) if stage]
    assert {stage.fit.precision for stage in stages} == {"auto", "32-true"}


def test_a_training_varied_in_another_way_is_the_same_otherwise():
    assert train.TRAINING["flat"].varied(STRETCHED) == train.Training(
        replace(train.TRAINING["flat"].melodies, augment=STRETCHED)
    )
    compact = train.TRAINING["compact"]
    assert compact.varied(STRETCHED).varied(Augment()) == compact
    assert compact.varied(STRETCHED).bars == replace(compact.bars, augment=STRETCHED)


def test_the_command_leaves_sources_out_and_may_train_plainly(tmp_path, monkeypatch, small_split, tiny_preset):
    """What is recorded in the weights tells the trainings of a comparison apart."""
    asked = []

    class Corpus(FakeCorpus):
        def without(self, sources):
            asked.append(sources)
            return replace(self, left_out=tuple(sources))

    (tmp_path / "card.json").write_text("{}")
    monkeypatch.setattr("lcmusic.corpus.load", lambda folder: Corpus(folder, small_split))
    monkeypatch.setitem(cli.PRESETS, "tiny", "for tests")

    def info(*options):
        run = tmp_path / f"run{len(asked)}"
        arguments = ["vae", "--corpus", tmp_path, "--out", run, "--preset", "tiny", "--steps", 1, *options]
        result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments])
        assert result.exit_code == 0, result.output
        found = checkpoint.load(run / "melody-vae.safetensors")[1]["info"]
        settings = found["training_settings"]
        return found["left_out"], [settings[stage]["augment"] for stage in ("bars", "melodies")]

    assert info("--without", "a", "--without", "b", "--plain") == (["a", "b"], [to_dict(STRETCHED)] * 2)
    assert info() == ([], [to_dict(Augment())] * 2)
    assert [list(sources) for sources in asked] == [["a", "b"], []]


def test_resume_goes_on_and_a_second_start_is_refused(tmp_path, corpus, tiny_preset):
    train.train_vae("tiny", corpus, Run(tmp_path / "straight", steps=4))
    train.train_vae("tiny", corpus, Run(tmp_path / "halved", steps=2))
    with pytest.raises(UserError, match="already holds a run"):
        train.train_vae("tiny", corpus, Run(tmp_path / "halved", steps=4))
    train.train_vae("tiny", corpus, Run(tmp_path / "halved", steps=4, resume=True))
    straight, halved = (load_vae(tmp_path / run / "melody-vae.safetensors") for run in ("straight", "halved"))
    assert all(torch.equal(a, b) for a, b in zip(straight.parameters(), halved.parameters(), strict=True))


def test_weights_alone_start_the_second_stage(tmp_path, corpus, tiny_preset):
    weights = train.train_vae("tiny", corpus, Run(tmp_path / "one", steps=2)).path
    train.train_vae("tiny", corpus, Run(tmp_path / "two", steps=3, resume=weights))
    assert not (tmp_path / "two" / "bars").exists()
    _, meta = checkpoint.load(tmp_path / "two" / "checkpoint.safetensors")
    assert meta["info"]["training"]["progress"]["step"] == 3


def test_the_paper_preset_takes_a_step_on_the_meta_device(one_step_lstms):
    stage = train.TRAINING["paper"].melodies
    with torch.device("meta"):
        model = MelodyVAE(PRESETS["paper"])
        symbols_bt = torch.zeros(2, STEPS, dtype=torch.long)
        state = TrainState({"vae": model}, stage.fit, Fabric(accelerator="cpu", devices=1))
        metrics = train.melody_step(stage)(state, symbols_bt, None)
    assert set(metrics) == {"reconstruction_nats", "kl", "gradient_norm"}


def test_reconstruction_of_a_melody_decoded_from_its_own_mean(tiny_vae, monkeypatch):
    """If decoding gives back exactly the original, every free-running accuracy is 1; onsets count notes alone."""
    original_nt = random_melodies(3)
    monkeypatch.setattr("lcmusic.vae.measuring.decode", lambda *args, **kwargs: original_nt)
    measured = reconstruction(tiny_vae, torch.from_numpy(original_nt.astype(np.int64)))
    kept = (measured.argmax, measured.argmax_onsets, measured.sampled, measured.sampled_onsets)
    assert kept == (1.0, 1.0, 1.0, 1.0)
    one_wrong = original_nt.copy()
    row, step = np.argwhere(original_nt < 128)[0]
    one_wrong[row, step] = (one_wrong[row, step] + 1) % 128
    monkeypatch.setattr("lcmusic.vae.measuring.decode", lambda *args, **kwargs: one_wrong)
    measured = reconstruction(tiny_vae, torch.from_numpy(original_nt.astype(np.int64)))
    assert measured.argmax == pytest.approx(1 - 1 / original_nt.size)
    assert measured.argmax_onsets == pytest.approx(1 - 1 / (original_nt < 128).sum())
