"""The commands of knobs and constraints: what they write, and one line for every mistake."""

import pytest
from typer.testing import CliRunner

from lc_common.errors import UserError
from lcmusic.cli.app import app
from lcmusic.instrument import Instrument
from lcmusic.media.midi import read_clip, write_melody
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.pretrained import load_vae
from lcmusic.transform import transform as change
from tests.lcmusic.conftest import random_melodies, save_rule


@pytest.fixture
def run():
    def run(*arguments: object):
        return CliRunner().invoke(app, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "tune.mid"
    write_melody(path, Melody(random_melodies(2).ravel()[: 20 * 16]))
    return path


def test_a_rule_that_is_all_that_is_asked_for_changes_a_clip(run, weights, clip, knobs_file, tmp_path):
    rule = save_rule(tmp_path / "rule.safetensors", load_vae(weights))
    files = ("--model", weights, "--knobs", knobs_file, "--out", tmp_path / "out")
    assert run("transform", clip, "--rule", rule, *files).exit_code == 0
    knobs = Knobs(taste=1.0, temperature=0.0)
    expected = change(Instrument.load(weights, knobs_file, rule), read_clip(clip), knobs)
    assert read_clip(tmp_path / "out" / "tune-changed.mid", bars=20).melody == expected


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
    (("--key", "H", "--scale", "major"), "'H' is not a root"),
    (("--density", 15), "density is 15; it must lie between 1 and 14"),
    (("--density", 5, "--method", "magic"), "There is no method 'magic'"),
    (("--density", 5, "--strength", 2), "reach is 2"),
    (("--density", 5, "--seed", -1), "seed is -1; it must be 0 or more."),
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
