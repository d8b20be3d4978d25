"""The command line as a person uses it: files that appear, one clear line for a mistake."""

import sys
from importlib.metadata import version

import pytest

from lc_common import checkpoint
from lcmusic.cli import app as cli
from lcmusic.instrument import Instrument
from lcmusic.media.midi import Clip, read_clip, write_melody
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import STEPS, Melody, Note
from lcmusic.pretrained import load_vae
from lcmusic.vae import clips
from tests.lcmusic.conftest import save_rule


def run(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["lcmusic", *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    out, err = capsys.readouterr()
    return stopped.value.code or 0, out, err


@pytest.fixture
def tune(tmp_path):
    """Sixteen bars of a scale in quarter notes."""
    path = tmp_path / "tune.mid"
    write_melody(path, Melody.from_notes([Note(4 * i, 4 * i + 4, 60 + i % 12) for i in range(64)]), tempo=97)
    return path


def test_generate_writes_three_files_a_melody_and_repeats_itself(monkeypatch, capsys, tmp_path, weights):
    for folder in ("a", "b"):
        code, _, _ = run(
            monkeypatch,
            capsys,
            "generate",
            "--n",
            "2",
            "--seed",
            "7",
            "--model",
            str(weights),
            "--out",
            str(tmp_path / folder),
        )
        assert code == 0
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert names == [f"melody-s7-{i}.{suffix}" for i in (1, 2) for suffix in ("json", "mid", "png", "wav")]
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_generate_obeys_a_rule(monkeypatch, capsys, tmp_path, weights):
    rule = save_rule(tmp_path / "rule.safetensors", load_vae(weights))
    options = ("--rule", str(rule), "--seed", "3", "--model", str(weights), "--out", str(tmp_path))
    assert run(monkeypatch, capsys, "generate", *options)[0] == 0
    instrument = Instrument.load(weights, rule=rule)
    assert read_clip(tmp_path / "melody-s3-1.mid").melody == instrument.melody(
        instrument.fresh(3), Knobs(taste=1.0, seed=3)
    )


def test_realism_counts_where_nothing_else_is_asked(monkeypatch, capsys, tmp_path):
    melodies = []
    for realism in ("0", "1"):
        options = ("--realism", realism, "--seed", "0", "--out", str(tmp_path / realism))
        assert run(monkeypatch, capsys, "generate", *options)[0] == 0
        melodies.append(read_clip(tmp_path / realism / f"melody-realism{realism}-s0-1.mid").melody)
    assert melodies[0] != melodies[1]


def test_a_model_without_knobs_says_so_in_one_line(monkeypatch, capsys, tmp_path, weights):
    options = ("--seed", "1", "--model", str(weights), "--out", str(tmp_path / "o"))
    _, out, _ = run(monkeypatch, capsys, "generate", *options)
    assert out.splitlines()[0] == (
        "The knobs that ship are not for this melody VAE; train its own with 'lcmusic train knobs'. Until then these "
        "knobs do nothing: density, realism, reach; and a scale counts with --strict only."
    )


def test_reconstruct_keeps_tempo_and_reports_what_was_kept(monkeypatch, capsys, tmp_path, weights, tune):
    code, out, _ = run(
        monkeypatch, capsys, "reconstruct", str(tune), "--model", str(weights), "--out", str(tmp_path / "o")
    )
    assert code == 0
    assert "of the 64 notes kept (16 bars, in windows of 16)" in " ".join(out.split())
    assert {path.suffix for path in (tmp_path / "o").iterdir()} == {".mid", ".png", ".wav", ".json"}


def test_interpolate_begins_and_ends_at_the_reconstructions(monkeypatch, tiny_vae, tune):
    first = read_clip(tune, bars=16)
    last = Clip(first.melody.transposed(5), 120.0, 0, "")
    melodies = clips.interpolate(tiny_vae, first, last, 4)
    assert len(melodies) == 4
    assert melodies[0] == clips.reconstruct(tiny_vae, first)[1]
    assert melodies[-1] == clips.reconstruct(tiny_vae, last)[1]


def test_a_long_clip_is_cut_into_windows_and_filled_up():
    melody = Melody.from_notes([Note(0, 4, 60), Note(20 * 16, 20 * 16 + 4, 62)], 21 * 16)
    first, second = clips.windows(Clip(melody, 120.0, 0, ""), 16)
    assert first.notes() == [Note(0, 4, 60)]
    assert second.notes() == [Note(4 * 16, 4 * 16 + 4, 62)]
    assert len(second) == STEPS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["generate", "--model", "missing.safetensors"], "There is no checkpoint missing.safetensors."),
        (["reconstruct", "missing.mid"], "Cannot read missing.mid"),
        (["corpus", "info", "nowhere"], "nowhere is not a corpus"),
        (["corpus", "build", "nowhere", "--out", "c"], "nowhere"),
        (["train", "vae", "--corpus", "nowhere", "--out", "r", "--preset", "huge"], "There is no preset 'huge'"),
        (["train", "vae", "--corpus", "nowhere", "--out", "r"], "nowhere is not a corpus"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(monkeypatch, capsys, tmp_path, arguments, message):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(monkeypatch, capsys, *arguments)
    assert code == 2
    assert message in err
    assert len(err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_text_file_is_not_weights(monkeypatch, capsys, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("do re mi")
    code, _, err = run(monkeypatch, capsys, "generate", "--model", str(path), "--out", str(tmp_path / "o"))
    assert code == 2
    assert "torn or not a checkpoint" in err


def test_an_unwritable_folder_is_named(monkeypatch, capsys, tmp_path, weights):
    (tmp_path / "file").write_text("")
    code, _, err = run(monkeypatch, capsys, "generate", "--model", str(weights), "--out", str(tmp_path / "file" / "o"))
    assert code == 2
    assert "Cannot make the folder" in err


def test_the_version_is_the_package_s(monkeypatch, capsys):
    assert run(monkeypatch, capsys, "--version") == (0, f"{version('latent-constraints-studio')}\n", "")


def test_help_does_not_load_torch(monkeypatch, capsys):
    for name in [name for name in sys.modules if name.partition(".")[0] == "torch"]:
        monkeypatch.delitem(sys.modules, name)
    code, out, _ = run(monkeypatch, capsys, "--help")
    assert code == 0
    assert "generate" in out
    assert "torch" not in sys.modules


@pytest.mark.parametrize(
    ("change", "message"),
    [({"decoder_units": 10**6}, "tampered with"), ({"latent": 0}, "an impossible model"), ({"wings": 2}, "wings")],
)
def test_a_hostile_checkpoint_is_refused_before_memory_is_taken(
    monkeypatch, capsys, tmp_path, weights, change, message
):
    tensors, meta = checkpoint.load(weights)
    checkpoint.save(weights, tensors, meta | {"config": meta["config"] | change})
    code, _, err = run(monkeypatch, capsys, "generate", "--model", str(weights), "--out", str(tmp_path / "o"))
    assert code == 2
    assert message in err
    assert not (tmp_path / "o").exists()
