"""Forms become the command lines that the trainers take; mistakes become sentences."""

import threading
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner

from gui.train.state.decoded import SILENT, sample_command
from gui.train.state.jobs import (
    IMAGE_TRAINERS,
    PRESETS,
    Job,
    Kind,
    corpus_job,
    image_constraint_job,
    image_job,
    knobs_job,
    melody_model_job,
    rule_job,
)
from lc_common.errors import UserError
from lcmusic.cli import app as music_cli
from lcvision.cli import app as image_cli


def test_every_job_makes_its_command_line(tmp_path):
    corpus = str(tmp_path)
    out, shipped = Path("w/it"), tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "celeba-vae.safetensors").touch()
    cases = [
        (
            corpus_job("it", [corpus]).command(out, quiet=True),
            ["lcmusic", "corpus", "build", corpus, "--out", "w/it/corpus", "--workers", "1"],
        ),
        (
            melody_model_job("it", tmp_path, "compact", "cpu", 30.0).command(out, resume=True),
            ["lcmusic", "train", "vae", "--corpus", corpus, "--preset", "compact", "--device", "cpu", "--out", "w/it",
             "--minutes", "30", "--resume"],
        ),
        (
            knobs_job("it", tmp_path, Path("m"), "auto", 1.5).command(out),
            ["lcmusic", "train", "knobs", "--corpus", corpus, "--device", "auto", "--model", "m", "--out", "w/it",
             "--minutes", "1.5"],
        ),
        (
            rule_job("it", "auto", 2.0, rewards=["density(96)", "stepwise()"], combine="mean", corpus=tmp_path)
            .command(out),
            ["lcmusic", "train", "constraint", "it", "--device", "auto", "--reward", "density(96)", "--reward",
             "stepwise()", "--combine", "mean", "--corpus", corpus, "--out", "w/it", "--minutes", "2"],
        ),
        (
            rule_job("it", "auto", 2.0, likes=tmp_path, knobs=Path("k")).command(out),
            ["lcmusic", "train", "constraint", "it", "--device", "auto", "--likes", corpus, "--knobs", "k", "--out",
             "w/it", "--minutes", "2"],
        ),
        (
            image_job("it", "image classifier", "mnist", tmp_path, "paper", "cuda", None).command(out),
            ["lcvision", "train", "classifier", "--root", corpus, "--preset", "paper", "--device", "cuda", "--data",
             "mnist", "--out", "w/it"],
        ),
        (
            image_constraint_job("it", "image knobs", "celeba", tmp_path, None, "compact", "auto", 9.0, shipped)
            .command(out, resume=True),
            ["lcvision", "train", "cgan", "--root", corpus, "--preset", "compact", "--device", "auto", "--data",
             "celeba", "--out", "w/it", "--minutes", "9", "--resume"],
        ),
        (
            image_constraint_job("it", "image realism", "mnist", tmp_path, Path("v"), "small", "cpu", 9.0).command(out),
            ["lcvision", "train", "realism", "--root", corpus, "--preset", "small", "--device", "cpu", "--model", "v",
             "--out", "w/it", "--minutes", "9"],
        ),
    ]  # fmt: skip
    for made, wanted in cases:
        assert made == wanted


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: Job("rule", "a/b", ()),
            "'a/b' cannot be a name; use up to 60 letters, digits, spaces, dots, plus signs and hyphens.",
        ),
        (lambda: Job("rule", "a", (), 0.0), "The time is 0 minutes; it must be above 0."),
        (lambda: corpus_job("a", []), "Choose a folder of MIDI files to learn from."),
        (lambda: corpus_job("a", ["/nowhere"]), "There is no folder or file /nowhere; choose another one."),
        (
            lambda: melody_model_job("a", None, "compact", "cpu", 1.0),
            "Choose a corpus to learn from; build one from a folder of MIDI files first.",
        ),
        (
            lambda: rule_job("a", "cpu", 1.0),
            "Say what the constraint rewards: add a rule, or choose a Python file or a file of likes.",
        ),
        (
            lambda: rule_job("a", "cpu", 1.0, rewards=["contour(up)", "contour(down)"]),
            "contour(up) and contour(down) contradict each other: no melody satisfies both.",
        ),
        (
            lambda: rule_job("a", "cpu", 1.0, rule_file=Path("/nowhere.py")),
            "There is no /nowhere.py; choose another one.",
        ),
        (
            lambda: image_constraint_job("a", "image realism", "mnist", Path(), None, "paper", "cpu", 1.0, Path("/no")),
            "No such model comes with this version; train an image model first, and choose it here.",
        ),
    ],
)
def test_a_mistake_in_a_form_is_a_sentence(make, sentence):
    with pytest.raises(UserError) as caught:
        make()
    assert str(caught.value) == sentence


def test_presets_are_those_of_the_trainers():
    from lcmusic.vae.model import PRESETS as MELODY_MODELS
    from lcmusic.vae.training import TRAINING as MELODIES
    from lcvision.constraints.training import TRAINING as IMAGE_CONSTRAINTS
    from lcvision.vae.config import PRESETS as IMAGE_MODELS
    from lcvision.vae.training import TRAINING as IMAGES

    assert set(PRESETS["melody model"]) == set(MELODIES) == set(MELODY_MODELS)
    assert set(PRESETS["image model"]) == set(IMAGES) == set(IMAGE_MODELS)
    assert set(PRESETS["image constraint"]) == set(IMAGE_CONSTRAINTS)


KINDS = get_args(Kind)


def refused(command):
    """The command ran, and was refused for want of a file: not for an option that is not there."""
    program = {"lcmusic": music_cli, "lcvision": image_cli}[command[0]]
    threads = set(threading.enumerate())
    result = CliRunner().invoke(program.app, command[1:])
    for thread in set(threading.enumerate()) - threads:  # of a status line, which ends a moment later
        thread.join(10)
    return isinstance(result.exception, UserError), result.output


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in SILENT])
@pytest.mark.parametrize("vae", [None, "absent-too"])
def test_the_command_for_samples_is_one_that_exists(kind, vae, tmp_path):
    was_refused, output = refused(sample_command(kind, tmp_path / "absent", vae, tmp_path, "celeba"))
    assert was_refused, output


@pytest.mark.parametrize("kind", IMAGE_TRAINERS)
def test_the_command_of_every_image_trainer_is_one_that_exists(kind, tmp_path):
    if kind in ("image model", "image classifier"):
        job = image_job("it", kind, "mnist", tmp_path, "compact", "cpu", 1.0)
    else:
        job = image_constraint_job("it", kind, "mnist", tmp_path, tmp_path / "absent", "compact", "cpu", 1.0)
    was_refused, output = refused(job.command(tmp_path / "out", resume=True))
    assert was_refused, output


@pytest.mark.parametrize("kind", ["melody model", "knobs", "rule"])
def test_the_command_of_every_melody_trainer_goes_on(kind, tmp_path):
    absent = tmp_path / "absent"
    job = {
        "melody model": lambda: melody_model_job("it", tmp_path, "compact", "cpu", 1.0),
        "knobs": lambda: knobs_job("it", tmp_path, absent, "cpu", 1.0),
        "rule": lambda: rule_job("it", "cpu", 1.0, rewards=["stepwise()"], corpus=tmp_path, vae=absent),
    }[kind]()
    was_refused, output = refused(job.command(tmp_path / "out", resume=True))
    assert was_refused, output


@pytest.mark.parametrize("kind", sorted(SILENT))
def test_some_kinds_have_no_samples(kind, tmp_path):
    assert sample_command(kind, tmp_path, None, tmp_path) is None
