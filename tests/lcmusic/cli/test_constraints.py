"""The commands of knobs and constraints: what they write, and one line for every mistake."""

import pytest
import torch
import typer
from typer.testing import CliRunner

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.errors import UserError
from lcmusic.cli import constraints as cli_constraints
from lcmusic.constraints.trained import KnobsConfig
from lcmusic.kinds import KNOBS_KIND
from lcmusic.media.midi import read_clip, write_melody
from lcmusic.music.melody import Melody
from lcmusic.pretrained import load_vae
from tests.lcmusic.conftest import random_melodies


@pytest.fixture
def run():
    app, train, evaluate = typer.Typer(), typer.Typer(), typer.Typer()
    app.add_typer(train, name="train")
    app.add_typer(evaluate, name="evaluate")
    cli_constraints.register(app, train, evaluate)

    def run(*arguments: object):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "tune.mid"
    write_melody(path, Melody(random_melodies(2).ravel()[: 20 * 16]))
    return path


@pytest.fixture
def knobs_file(weights, tmp_path):
    torch.manual_seed(0)
    config = KnobsConfig.of(load_vae(weights), "small")
    tensors = {f"model.{m}.{n}": t for m, module in config.modules().items() for n, t in module.state_dict().items()}
    path = tmp_path / "knobs.safetensors"
    checkpoint.save(path, tensors, {"kind": KNOBS_KIND, "config": to_dict(config)}, half=True)
    return path


def test_transform_writes_a_clip_of_the_same_length(run, weights, clip, knobs_file, tmp_path):
    arguments = ("--key", "D", "--scale", "dorian", "--density", 6, "--strict", "--out", tmp_path / "out")
    result = run("transform", clip, *arguments, "--model", weights, "--knobs", knobs_file)
    assert result.exit_code == 0, result.output
    assert "in 2 windows of 16" in result.output
    changed = read_clip(tmp_path / "out" / "tune-changed.mid", bars=20).melody
    assert {note.pitch % 12 for note in changed.notes()} <= {2, 4, 5, 7, 9, 11, 0}


@pytest.mark.parametrize(("options", "message"), [
    ((), "Say what to change"),
    (("--scale", "majr"), "There is no scale 'majr'"),
    (("--key", "H", "--scale", "major"), "'H' is no root"),
    (("--density", 15), "density is 15; it must lie between 1 and 14"),
    (("--density", 5, "--method", "magic"), "There is no method 'magic'"),
    (("--density", 5, "--strength", 2), "reach is 2"),
])  # fmt: skip
def test_mistakes_of_transform(run, clip, options, message):
    result = run("transform", clip, *options)
    assert isinstance(result.exception, UserError)
    assert message in str(result.exception)


@pytest.mark.parametrize(("options", "message"), [
    ((), "Give rewards"),
    (("--reward", "stepwise()"), "Say how long to train"),
    (("--reward", "stepwise()", "--likes", "x", "--steps", 1), "Give rewards"),
    (("--reward", "stepwise()", "--steps", 1, "--critic", "x"), "There is no critic 'x'"),
])  # fmt: skip
def test_mistakes_of_training(run, options, message, tmp_path):
    result = run("train", "constraint", "mine", "--out", tmp_path / "x", *options)
    assert isinstance(result.exception, UserError)
    assert message in str(result.exception)


@pytest.mark.parametrize(("options", "message"), [
    (("--reward", "stepwise()"), "Rules need melodies to learn from: --corpus"),
    (("--likes", "absent.json"), "There is no file absent.json"),
])  # fmt: skip
def test_mistakes_of_training_with_a_model(run, weights, options, message, tmp_path):
    result = run("train", "constraint", "mine", "--out", tmp_path / "x", "--steps", 1, "--model", weights, *options)
    assert isinstance(result.exception, UserError)
    assert message in str(result.exception)
