"""From tunes to a report: all trained in a budget of ten minutes, of which tiny models take seconds."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from lc_common.fit import FitConfig
from lcmusic.cli.app import app
from lcmusic.constraints.train_knobs import train_knobs
from lcmusic.constraints.train_rules import train_statistical_rule
from lcmusic.corpus.batches import STRETCHED
from lcmusic.evaluate import constraints, reproduction
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody
from lcmusic.prior.training import PriorTraining, train_prior
from lcmusic.vae import model, training
from tests.lcmusic.constraints.test_trained import SHORT, SHORT_ACTOR
from tests.lcmusic.corpus.conftest import tune
from tests.lcmusic.prior.conftest import WIDER, tiny_config

STEPS = 3


@pytest.fixture(autouse=True)
def one_thread():
    torch.set_num_threads(1)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Thirty tunes in a folder."""
    folder = tmp_path / "tunes"
    folder.mkdir()
    for seed in range(30):
        write_melody(folder / f"{seed:02}.mid", Melody(tune(seed, 17)))
    return folder


@pytest.fixture
def tiny_trainings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The preset ``compact`` of everything that is trained is tiny."""
    quick = FitConfig(least_steps=0, learning_rate=1e-2)
    stages = training.MelodyStage(quick, rows=4, augment=STRETCHED), training.BarStage(replace(quick, steps=3), rows=6)
    monkeypatch.setitem(model.PRESETS, "compact", WIDER)
    monkeypatch.setitem(training.TRAINING, "compact", training.Training(*stages))
    monkeypatch.setattr(reproduction, "train_knobs", partial(train_knobs, settings=SHORT))
    monkeypatch.setattr(reproduction, "train_statistical_rule", partial(train_statistical_rule, settings=SHORT_ACTOR))
    monkeypatch.setattr(constraints, "BY_GRADIENT", 4)

    def prior(vae, corpus, run, *, training):
        tiny = PriorTraining(rows=4, bars=8, reader=replace(quick, steps=3), fit=quick)
        return train_prior(vae, corpus, run, config=tiny_config(vae), training=tiny)

    monkeypatch.setattr(reproduction, "train_prior", prior)


@pytest.fixture
def reproduce(tmp_path: Path, archive: Path):
    def reproduce(*arguments: object):
        whole = [archive, "--out", tmp_path / "out", "--n", 10, "--device", "cpu", *arguments]
        return CliRunner().invoke(app, ["reproduce", *map(str, whole)])

    return reproduce


def test_a_ten_minute_budget_trains_all_and_shows_all(reproduce, tiny_trainings, tmp_path):
    out = tmp_path / "out"
    asked = tmp_path / "gone.zip", "--budget", 10, "--train", "--steps", STEPS, "--markdown", tmp_path / "made.md"
    result = reproduce(*asked)
    assert result.exit_code == 0, result.output
    page, text = (out / "report.html").read_text(), (tmp_path / "made.md").read_text()
    for part in (page, text):
        assert "there is no such file; the corpus is built of the others." in part
        assert [name for name in ("Table 2: 10 melodies a row", *reproduction.RULES) if name not in part] == []
        assert "0.991 (70.8%) · 0.459 (0.01%) · 0.015" in part  # the paper's row
        assert "models: all trained here" in part.replace("</dt><dd>", ": ")
    assert (page.count("<audio"), page.count("Not trained to its end")) == (9, 3)
    assert str(tmp_path) not in page + text
    steps = json.loads((out / "state.json").read_text())["steps"]
    assert [name for name in steps if not steps[name]["done"]] == []
    assert list(steps)[:4] == ["Corpus", "Melody VAE", "Knobs", "Learned prior"]

    result = reproduce(*asked)
    said = [line for line in result.output.splitlines() if line]
    assert [line for line in said if "by an earlier call" not in line] == [said[-1]]
    assert said[-1] == f"Report: {out / 'report.html'}; missing in it: 1, and it says why"


def test_a_budget_in_which_nothing_fits_is_said(reproduce, tmp_path):
    result = reproduce("--budget", 0.1)
    assert result.exit_code == 0
    page = (tmp_path / "out" / "report.html").read_text()
    assert [line for line in page.splitlines() if line.startswith("<li><b>")][:4] == [
        "<li><b>Corpus</b>: it takes 2 minutes, and the budget leaves 0.1.</li>",
        "<li><b>G(C major, d=0)</b>: it needs Corpus, which is not there.</li>",
        "<li><b>G(C major, d=192)</b>: it needs Corpus, which is not there.</li>",
        "<li><b>Table 2</b>: it needs Corpus, which is not there.</li>",
    ]
    assert "those that ship" in page
