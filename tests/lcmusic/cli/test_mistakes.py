"""The command line as a newcomer mistypes it: every help, and fifty wrong inputs."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from lcmusic.cli import app as cli
from tests.lcmusic.media.odd_files import body, smf, tune

COMMANDS = [
    ["generate"], ["fill"], ["transform"], ["reconstruct"], ["interpolate"], ["play"], ["ports"], ["doctor"],
    ["corpus"], ["corpus", "build"], ["corpus", "info"],
    ["train"], ["train", "vae"], ["train", "knobs"], ["train", "constraint"], ["train", "prior"],
    ["evaluate"], ["evaluate", "vae"], ["evaluate", "form"], ["evaluate", "knobs"], ["evaluate", "blind"],
    ["evaluate", "constraints"],
]  # fmt: skip

MISTAKES = [
    ("transform", "Missing argument 'clip'; see 'lcmusic transform --help'."),
    ("transform nowhere.mid", "Cannot read nowhere.mid: No such file or directory; give a MIDI file."),
    ("transform .", "Cannot read .: Is a directory; give a MIDI file."),
    ("transform empty.mid", "empty.mid is empty; give a standard MIDI file."),
    ("transform notes.txt", "notes.txt is not a MIDI file; export it as a standard MIDI file (.mid)."),
    ("transform tunes.zip", "tunes.zip is not a MIDI file; export it as a standard MIDI file (.mid)."),
    ("transform three.mid", "three.mid has no melody in 4/4, 2/2 or 2/4 (it is in 3/4); give"),
    ("transform drums.mid", "drums.mid has notes on channel 10 only, which is percussion; take them"),
    ("transform none.mid", "none.mid has no notes; give a file with a melody."),
    ("transform tune.mid --track 2", "tune.mid has no track '2'; name one of 1."),
    ("transform tune.mid --track 0", "tune.mid has no track '0'; name one of 1."),
    ("transform tune.mid --track -1", "tune.mid has no track '-1'; name one of 1."),
    ("transform tune.mid --track flute", "tune.mid has no track 'flute'; name one of 1."),
    ("transform three.mid --track 1", "three.mid has on track 1 no note in 4/4, 2/2 or 2/4 (it is in 3/4); give"),
    ("transform notes.txt --list-tracks", "notes.txt is not a MIDI file; export it as a standard MIDI file (.mid)."),
    ("transform tune.mid tune.mid", "Got unexpected extra argument(s) (tune.mid); see 'lcmusic transform --help'."),
    ("transform tune.mid --bogus", "No such option: --bogus"),
    ("transform tune.mid --density", "Option '--density' requires an argument"),
    ("transform tune.mid --density many", "Invalid value for '--density'"),
    ("transform tune.mid --density 99", "density is 99"),
    ("transform tune.mid --method magic", "There is no method 'magic'; choose one of snap, prior, actor, gradient."),
    ("transform tune.mid --scale majr", "There is no scale 'majr'"),
    ("transform tune.mid --key H", "'H' is not a root"),
    ("transform tune.mid --pitches X", "'X'"),
    ("transform tune.mid --rule nowhere.safetensors", "nowhere.safetensors"),
    ("transform tune.mid --density 4 --model notes.txt", "notes.txt"),
    ("transform tune.mid --density 4 --knobs notes.txt", "notes.txt"),
    ("transform tune.mid --out notes.txt", "Cannot make the folder notes.txt: File exists; choose another one."),
    ("transform tune.mid --out notes.txt/x", "Cannot make the folder notes.txt/x: Not a directory; choose"),
    ("reconstruct", "Missing argument 'clip'; see 'lcmusic reconstruct --help'."),
    ("reconstruct nowhere.mid", "Cannot read nowhere.mid: No such file or directory; give a MIDI file."),
    ("reconstruct tune.mid --track 9", "tune.mid has no track '9'; name one of 1."),
    ("reconstruct tune.mid --model nowhere", "There is no checkpoint nowhere."),
    ("interpolate tune.mid", "Missing argument 'last'; see 'lcmusic interpolate --help'."),
    ("interpolate tune.mid nowhere.mid", "Cannot read nowhere.mid: No such file or directory; give a MIDI file."),
    ("interpolate tune.mid tune.mid --steps 1", "Invalid value for '--steps'"),
    ("fill tune.mid", "Missing option '--keep'; see 'lcmusic fill --help'."),
    ("fill tune.mid --keep 99", "'99' names no bars of this melody, which has the bars 1 to 16."),
    ("fill tune.mid --keep all", "'all' names no bars; write them like '1-4, 9'."),
    ("fill drums.mid --keep 1", "drums.mid has notes on channel 10 only"),
    ("generate --n 0", "Invalid value for '--n'"),
    ("generate --model nowhere", "There is no checkpoint nowhere."),
    ("corpus build", "Missing argument 'paths'; see 'lcmusic corpus build --help'."),
    ("corpus build tune.mid", "Missing option '--out'; see 'lcmusic corpus build --help'."),
    ("corpus build nowhere --out c", "nowhere does not exist; give a folder, a MIDI file or an archive."),
    ("corpus build notes.txt --out c", "notes.txt is neither a folder, a MIDI file nor an archive"),
    ("corpus build three.mid drums.mid --out c --workers 1", "(drums.mid has notes on channel 10 only"),
    ("corpus build torn.zip --out c", "No usable window in torn (torn.zip damaged archive, the rest"),
    ("corpus build tune.mid --out notes.txt", "notes.txt exists and is not a whole corpus"),
    ("corpus build tune.mid --out c --workers 0", "Invalid value for '--workers'"),
    ("corpus info nowhere", "nowhere is not a corpus (no card.json); make one with 'lcmusic corpus build'."),
    ("corpus info notes.txt", "is torn or foreign; build the corpus again."),
    ("corpus list", "No such command 'list'; see 'lcmusic corpus --help'."),
    ("frobnicate", "No such command 'frobnicate'; see 'lcmusic --help'."),
    ("--bogus", "No such option: --bogus; see 'lcmusic --help'."),
]  # fmt: skip


def run(monkeypatch, capsys, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["lcmusic", *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return stopped.value.code, *capsys.readouterr()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that a newcomer may try."""
    monkeypatch.chdir(tmp_path)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tune.mid", smf(body(tune())))
    files = {
        "tune.mid": smf(body(tune())),
        "three.mid": smf(body([(0, b"\xff\x58\x04\x03\x02\x18\x08"), *tune()])),
        "drums.mid": smf(body(tune(channel=9))),
        "none.mid": smf(),
        "empty.mid": b"",
        "notes.txt": b"do re mi",
        "tunes.zip": whole.getvalue(),
        "torn.zip": b"hello",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("command", [[], *COMMANDS], ids=" ".join)
def test_every_help(monkeypatch, capsys, command):
    code, out, err = run(monkeypatch, capsys, *command, "--help")
    assert (code, err) == (0, "")
    assert "Usage: lcmusic" in out


def test_the_short_help_is_the_help(monkeypatch, capsys):
    assert run(monkeypatch, capsys, "generate", "-h") == run(monkeypatch, capsys, "generate", "--help")


def test_a_shell_completes_commands(monkeypatch, capsys):
    for name, value in {"_LCMUSIC_COMPLETE": "complete_bash", "COMP_WORDS": "lcmusic inter", "COMP_CWORD": "1"}.items():
        monkeypatch.setenv(name, value)
    assert run(monkeypatch, capsys)[1] == "interpolate\n"


@pytest.mark.parametrize(("typed", "message"), MISTAKES, ids=[typed for typed, _ in MISTAKES])
def test_a_wrong_input_is_one_line_and_exit_code_2(monkeypatch, capsys, desk, typed, message):
    before = sorted(path.name for path in desk.iterdir())
    code, _, err = run(monkeypatch, capsys, *typed.split())
    assert (code, len(err.splitlines()), err[:7]) == (2, 1, "error: ")
    assert message in err
    assert sorted(path.name for path in desk.iterdir() if not path.name.endswith(".partial")) == before


@pytest.mark.parametrize("group", [[], ["corpus"], ["train"], ["evaluate"]], ids=" ".join)
def test_a_group_without_a_command_is_its_help(monkeypatch, capsys, group):
    code, out, err = run(monkeypatch, capsys, *group)
    assert (code, err) == (2, "")
    assert "Usage: lcmusic" in out
