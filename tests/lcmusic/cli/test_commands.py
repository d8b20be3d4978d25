"""The commands of knobs and constraints: what they write, and one line for every mistake."""

import os
import subprocess
import sys
from pathlib import Path

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
from tests.lcmusic.media.odd_files import LOW, TUNE, body, named, smf, tune


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
    (expected,) = change(Instrument.load(weights, knobs_file, rule), [read_clip(clip).melody], knobs)
    assert read_clip(tmp_path / "out" / "tune-changed.mid", bars=20).melody == expected


def test_transform_writes_a_clip_of_the_same_length(run, weights, clip, knobs_file, tmp_path):
    arguments = ("--key", "D", "--scale", "dorian", "--density", 6, "--strict", "--out", tmp_path / "out")
    result = run("transform", clip, *arguments, "--model", weights, "--knobs", knobs_file)
    assert result.exit_code == 0, result.output
    assert "(20 bars); " in result.output
    changed = read_clip(tmp_path / "out" / "tune-changed-D-dorian-6-strict.mid", bars=20).melody
    assert {note.pitch % 12 for note in changed.notes()} <= {2, 4, 5, 7, 9, 11, 0}


@pytest.mark.parametrize(("options", "message"), [
    (("--scale", "majr"), "There is no scale 'majr'"),
    (("--key", "H", "--scale", "major"), "'H' is not a root"),
    (("--density", 15), "--density is 15; it must lie between 1 and 14"),
    (("--density", 5, "--method", "magic"), "There is no method 'magic'"),
    (("--density", 5, "--strength", 2), "--strength is 2"),
    (("--density", 5, "--seed", -1), "--seed is -1; it must be 0 or more."),
    (("--track", "flute"), "tune.mid has no track 'flute'; name one of 1 melody."),
    (("--track", "2"), "tune.mid has no track '2'; name one of 1 melody."),
])  # fmt: skip
def test_mistakes_of_transform(run, clip, options, message):
    result = run("transform", clip, *options)
    assert isinstance(result.exception, UserError)
    assert message in str(result.exception)


@pytest.fixture
def band(tmp_path):
    """A bass, chords on the drum channel, a melody."""
    tracks = (
        body([named(b"Bass [low]"), *LOW]),
        body([named(b"Kit"), *tune(channel=9)]),
        body([named(b"Tune"), *tune()]),
    )
    path = tmp_path / "band [k].mid"
    path.write_bytes(smf(*tracks)[:-1])
    return path


def test_transform_without_a_knob_writes_what_was_read(run, band, tmp_path):
    result = run("transform", band, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "band [k].mid: Repaired: a track that breaks off.",
        "band [k].mid: Took track 3 (Tune) of 3.",
        "band [k].mid is damaged: its melody is written without the rest of it.",
        f"{tmp_path / 'out' / 'band [k]-changed.mid'}: 64 notes, 4.0 a bar (16 bars); 64 of 64 as they were",
    ]
    assert read_clip(tmp_path / "out" / "band [k]-changed.mid").melody == TUNE


@pytest.mark.parametrize(("track", "notes"), [("1", 16), ("bass [low]", 16), ("low", 16), ("2", 64), ("kit", 64)])
def test_another_track_by_number_or_name(run, band, tmp_path, track, notes):
    assert run("transform", band, "--track", track, "--out", tmp_path / "out").exit_code == 0
    assert len(read_clip(tmp_path / "out" / "band [k]-changed.mid").melody.notes()) == notes


def test_a_name_that_two_tracks_have(run, band, tmp_path):
    result = run("transform", band, "--track", "t", "--out", tmp_path / "out")
    assert str(result.exception) == f"{band} has more than one track 't'; name one of 1 Bass [low], 2 Kit, 3 Tune."


def test_the_tracks_of_a_file(run, band):
    rows = [line.split() for line in run("transform", band, "--list-tracks").output.splitlines()]
    assert [row for row in rows if row[:1] in (["1"], ["2"], ["3"])] == [
        ["1", "Bass", "[low]", "2", "1", "16", "C2", "to", "D2", "0.35"],
        ["2", "Kit", "10", "1", "64", "C4", "to", "C5", "percussion"],
        ["3", "Tune", "1", "1", "64", "C4", "to", "C5", "0.93"],
    ]


@pytest.mark.parametrize("stem", ["song [k]", "a[/b]", "\udce9t\udce9", ":smile:", "x" * 245])
def test_any_name_of_a_file_and_a_folder_will_do(tmp_path, stem):
    folder = tmp_path / "music[" / "b]"
    folder.mkdir(parents=True)
    path = folder / f"{stem}.mid".replace("/", "-")
    path.write_bytes(smf(body(tune())))
    command = [sys.executable, "-c", "from lcmusic.cli.app import main; main()"]
    commands = (["transform", path, "--out", folder / "out"], ["transform", path, "--track", "x"],
                ["corpus", "build", folder, "--workers", "1", "--out", folder / "corpus"])  # fmt: skip
    done = [subprocess.run([*command, *map(os.fsencode, c)], capture_output=True, check=False) for c in commands]
    assert [(d.returncode, d.stderr.count(b"\n")) for d in done] == [(0, 0), (2, 1), (0, 0)]
    printed = done[0].stdout.decode().rpartition(": 64 notes")[0]
    named = Path(printed.encode().decode("unicode_escape") if "\\u" in printed else printed)
    assert read_clip(named).melody == TUNE


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
