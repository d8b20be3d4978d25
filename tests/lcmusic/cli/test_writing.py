"""The files of clips: what they are called, that none is lost, and that each can be made again."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lcmusic.cli import writing
from lcmusic.cli.app import app
from lcmusic.instrument import Instrument
from lcmusic.media.midi import open_song, read_clip, write_melody
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in a folder with a tune."""
    monkeypatch.chdir(tmp_path)
    tune = Melody.from_notes([Note(4 * i, 4 * i + 4, 60 + i % 12) for i in range(64)])
    write_melody(tmp_path / "tune.mid", tune, tempo=97)

    def run(line: str):
        return CliRunner().invoke(app, shlex.split(line))

    return run


def files(folder: str = "out") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ("", "melody-s7-1"),
        ("--key F# --scale harmonic_minor --density 2.5 --strict", "melody-F#-harmonic-minor-2.5-strict-s7-1"),
        ("--key D --scale major --no-home", "melody-D-major-no-home-s7-1"),
        ("--key 'B♭ min' --realism .25", "melody-A#-natural-minor-realism0.25-s7-1"),
        ("--pitches '0 4 7' --strict --temperature 1 --tempo 90", "melody-C-E-G-temperature1-strict-s7-1"),
    ],
)
def test_names_carry_the_seed_and_the_knobs_that_were_typed(run, weights, knobs_file, monkeypatch, options, name):
    monkeypatch.setattr("lcmusic.cli.melodies.refuse", lambda *_: None)
    result = run(f"generate --seed 7 {options} --model {weights} --knobs {knobs_file}")
    assert result.exit_code == 0, result.output
    assert list(files()) == [f"{name}.{suffix}" for suffix in ("json", "mid", "png", "wav")]


def test_a_name_is_cut_before_its_seed(run):
    result = run(f"generate --chords '{'Am7 | F/C | ' * 40}' --seed 123456 --no-png --no-wav")
    assert result.exit_code == 0, result.output
    (name,) = [name for name in files() if name.endswith(".mid")]
    assert name == f"{('melody-' + 'Am7-F-C-' * 40)[:200]}-s123456-1.mid"


def test_a_seed_that_is_left_out_is_drawn_and_printed(run, weights, monkeypatch):
    monkeypatch.setattr(writing.secrets, "randbelow", lambda most: most - 1)
    result = run(f"generate --no-png --no-wav --model {weights}")
    assert "Seed 999999." in result.output.splitlines()
    assert list(files()) == ["melody-s999999-1.json", "melody-s999999-1.mid"]
    assert "Seed 999999." in run("fill tune.mid --keep 1-8 --no-wav --out other").output


@pytest.mark.parametrize(
    "line",
    [
        "generate --seed 3 --n 2",
        "transform tune.mid",
        "reconstruct tune.mid",
        "interpolate tune.mid tune.mid --steps 2",
    ],
)
def test_nothing_is_written_over_without_force(run, weights, monkeypatch, line):
    assert run(f"{line} --model {weights}").exit_code == 0
    before = files()
    for path in Path("out").iterdir():
        path.write_text("mine")
    mine = files()
    with monkeypatch.context() as patch:
        patch.setattr("lcmusic.pretrained.load_vae", lambda *_: pytest.fail("the work had begun"))
        refused = run(f"{line} --model {weights}")
        first = next(name for name in before if name.endswith(".mid"))
        assert str(refused.exception) == (
            f"out/{first} is there already; choose another --out, or write over it with --force."
        )
        assert files() == mine
    assert run(f"{line} --model {weights} --force").exit_code == 0
    assert files() == before


def test_the_record_beside_a_clip_makes_it_again(run, weights):
    assert run(f"generate --n 2 --pitches 'C E G' --strict --temperature 1 --model {weights}").exit_code == 0
    (path,) = Path("out").glob("*-2.json")
    record = json.loads(path.read_text())
    clip = path.with_suffix(".mid")

    instrument = Instrument.load(weights)
    knobs = Knobs(**record["knobs"])
    melody = instrument.melody(instrument.fresh(knobs.seed, record["number"] - 1), knobs)
    assert read_clip(clip, 16).melody == melody
    assert (record["bars"], record["notes"], record["notes_in_scale"]) == (16, len(melody.notes()), len(melody.notes()))
    assert list(record["sha256"]) == [str(weights)]

    first, *options = shlex.split(record["command"])
    assert first == "lcmusic"
    assert run(shlex.join([*options, "--out", "again"])).exit_code == 0
    assert files("again") == files()


def test_what_ships_is_named_in_the_record(run):
    assert run("transform tune.mid --no-png --no-wav").exit_code == 0
    record = json.loads(Path("out/tune-changed.json").read_text())
    assert sorted(Path(name).name for name in record["sha256"]) == [
        "knobs.safetensors", "melody-prior.safetensors", "melody-vae.safetensors", "tune.mid",
    ]  # fmt: skip


def test_a_summary_for_programs_and_silence(run, weights):
    result = run(f"generate --seed 3 --n 2 --json --model {weights}")
    summary = json.loads(result.stdout)
    assert summary["folder"] == "out"
    assert summary["clips"] == [json.loads(Path(f"out/melody-s3-{i}.json").read_text()) for i in (1, 2)]
    assert f"{Path('out/melody-s3-1.mid')}: {summary['clips'][0]['notes']} notes" in result.stderr
    silent = run(f"generate --seed 4 --quiet --model {weights}")
    assert (silent.exit_code, silent.output) == (0, "")
    assert "melody-s5-1" in run(f"generate --seed 5 --model {weights}").stdout


def test_the_sound_is_in_the_voice_that_is_asked_for_and_the_record_says_so(run, weights):
    line = f"reconstruct tune.mid --no-png --model {weights}"
    assert run(f"{line} --out keys").exit_code == 0
    assert run(f"{line} --voice organ").exit_code == 0
    keys, organ = files("keys"), files()
    assert [name for name in keys if keys[name] != organ[name]] == [name for name in keys if name[-3:] != "mid"]
    assert "--voice organ" in json.loads(organ["tune-reconstructed.json"])["command"]
    refused = run(f"{line} --voice kazoo")
    assert str(refused.exception).startswith("There is no voice 'kazoo'; choose one of keys, electric-piano, organ,")


def test_chords_and_bass_are_written_as_tracks_beside_the_melody(run):
    line = "generate --chords 'Am | F' --seed 3 --no-png --no-wav"
    assert run(f"{line} --out plain").exit_code == 0
    result = run(f"{line} --out full --chord-channel 4 --bass-channel 5")
    assert result.exit_code == 0, result.output
    (alone,), (full,) = Path("plain").glob("*.mid"), Path("full").glob("*.mid")
    parts = {part.name: part for part in open_song(full).parts}
    assert read_clip(full, 16, "1").melody == read_clip(alone, 16).melody
    assert [(part.channel, part.program, *part.pitch_n[:3]) for part in list(parts.values())[1:]] == [
        (3, 0, 57, 60, 64),
        (4, 32, 45, 41, 45),
    ]
    assert run(f"{line} --out flute --program 74 --bass-channel 5 --bass-program 36").exit_code == 0
    (flute,) = Path("flute").glob("*.mid")
    assert [part.program for part in open_song(flute).parts] == [73, 35]
    refused = run(f"{line} --chord-program 5")
    assert str(refused.exception) == (
        "--chord-program does something with --chord-channel only; add that or leave it out."
    )
