"""The command line as people type it: every help, wrong inputs and right ones; ``-s`` prints what came of each."""

from __future__ import annotations

import io
import shlex
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
    ("fill tune.mid --keep 1-16", "--keep names all 16 bars; leave some to be made anew."),
    ("fill tune.mid --keep 1 --taste 1", "--taste is how strongly a rule is obeyed; add --rule."),
    ("generate --n 0", "Invalid value for '--n'"),
    ("generate --key D", "--key needs a scale: --key 'D minor', or --scale beside it."),
    ("generate --key H", "--key: 'H' is not a root; choose one of C, C#, D,"),
    ("generate --key dorian", "--key: 'dorian' is not a root; choose one of C, C#, D,"),
    ("generate --key 'A mionr'", "--key: There is no scale 'mionr'; choose one of major, natural minor,"),
    ("generate --key Am --scale dorian", "--scale is 'dorian', and another option asks for 'natural minor'; leave"),
    ("generate --key D --chords 'Am F'", "--key needs a scale: --key 'D minor', or --scale beside it."),
    ("generate --strict", "--strict bars the notes outside a scale; add --scale or --pitches."),
    ("generate --home", "--home is about the root of a scale; add --scale, or name both by --key 'D minor'."),
    ("generate --realism 1 --reach 0", "--reach is how far other knobs may move the idea; add one, such as --scale"),
    ("generate --scale major --reach 0", "At --reach 0 the other knobs move nothing; raise it or leave them out."),
    ("generate --scale major --realism 1", "--realism counts while neither a scale, chords nor --motion are asked"),
    ("generate --taste 1", "--taste is how strongly a rule is obeyed; add --rule."),
    ("generate --knobs nope", "There is no checkpoint nope."),
    ("generate --prior none --chords Am", "--chords needs a learned prior; leave out --prior none, or train one"),
    ("generate --density nan", "--density is nan; it must lie between 1 and 14 notes per bar."),
    ("generate --realism nan", "--realism is nan; it must lie between 0 and 1."),
    ("generate --tempo nan", "Invalid value for '--tempo'"),
    ("generate --bars 3", "bars is 3; a clip has 1, 2, 4, 8, 16 or 32."),
    ("generate --bars 33", "--bars is 33; it must lie between 1 and 32 bars."),
    ("generate --density-per-bar 2,x", "--density-per-bar: 'x' is no number of notes; write 0 to 16 for each bar"),
    ("generate --density-per-bar 2,17", "--density-per-bar: A bar has 0 to 16 notes, not 17."),
    ("generate --bars 2 --density-per-bar 1,2,3", "--density-per-bar names 3 bars, and the clip has 2; leave"),
    ("generate --prior none --density-per-bar 1,2", "--density-per-bar needs a learned prior; leave out --prior none,"),
    ("transform tune.mid --bars 4", "--bars changes no note by itself; add --scale, --density or another knob."),
    ("generate --seed -1", "--seed is -1; it must be 0 or more."),
    ("generate --lowest low", "--lowest: 'low' is not a note; write one like G3, F#4 or 60."),
    ("generate --lowest C4 --highest D4", "The notes from 60 to 62 are too few; leave at least 5 semitones."),
    ("generate --chord-channel 2", "--chord-channel and --bass-channel play the chords of --chords; add that or leave"),
    ("generate --chords Am --bass-channel 1", "Melody, chords and bass cannot share channel 1; give each one of its"),
    ("generate --chords Am --bass-channel 17", "--bass-channel is 17; it must lie between 1 and 16."),
    ("generate --chords 'Am H'", "--chords: The chord 'H' cannot be read; write one like Am7, F#m, C/E"),
    ("generate --style polka", "This prior has not learned the style 'polka'; choose one of "),
    ("generate --scale major --pitches 'C E'", "Give a scale or a set of pitch classes, not both."),
    ("transform tune.mid --strength 2", "--strength is 2; it must lie between 0 and 1."),
    ("play", "Say where to play: --port NAME (see 'lcmusic ports') or --virtual NAME."),
    ("play --virtual x --mode sing", "There is no --mode 'sing'; choose one of loop, renew, evolve, respond."),
    ("play --virtual x --swing 2", "--swing is 2; it must lie between 0.5 and 0.75."),
    ("play --virtual x --minutes nan", "Invalid value for '--minutes'"),
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

RIGHT = [
    ("generate", "Seed "),
    ("generate --seed 1", "out/melody-s1-1.mid: "),
    ("generate --seed 1 --n 2", "out/melody-s1-2.mid: "),
    ("generate --seed 1 --key 'A minor'", "out/melody-A-natural-minor-s1-1.mid: "),
    ("generate --seed 1 --key Am", "out/melody-A-natural-minor-s1-1.mid: "),
    ("generate --seed 1 --key F♯ --scale ionian", "out/melody-F#-major-s1-1.mid: "),
    ("generate --seed 1 --key Bb --scale aeolian", "out/melody-A#-natural-minor-s1-1.mid: "),
    ("generate --seed 1 --key B --scale locrian", "out/melody-B-locrian-s1-1.mid: "),
    ("generate --seed 1 --key D --scale pentatonic", "out/melody-D-major-pentatonic-s1-1.mid: "),
    ("generate --seed 1 --key 'E♭ min pentatonic'", "out/melody-D#-minor-pentatonic-s1-1.mid: "),
    ("generate --seed 1 --scale maj --density 8", "out/melody-C-major-8-s1-1.mid: "),
    ("generate --seed 1 --scale blues --no-home", "out/melody-C-blues-no-home-s1-1.mid: "),
    ("generate --seed 1 --scale dorian --reach .5", "out/melody-C-dorian-reach0.5-s1-1.mid: "),
    ("generate --seed 1 --pitches 'C E G' --strict", "out/melody-C-E-G-strict-s1-1.mid: "),
    ("generate --seed 1 --chords 'Am F C G'", "out/melody-Am-F-C-G-s1-1.mid: "),
    ("generate --seed 1 --key D --chords 'ii V I'", "out/melody-D-ii-V-I-s1-1.mid: "),
    ("generate --seed 1 --lowest G3 --highest C6", "out/melody-lowest55-highest84-s1-1.mid: "),
    ("generate --seed 1 --realism 1 --temperature 1", "out/melody-realism1-temperature1-s1-1.mid: "),
    ("generate --seed 1 --scale major --prior none", "out/melody-C-major-s1-1.mid: "),
    ("generate --seed 1 --json", '"melody-s1-1.mid"'),
    ("generate --seed 1 --quiet", ""),
    ("generate --seed 1 --no-wav --no-png", "out/melody-s1-1.mid: "),
    ("generate -h", "Usage: lcmusic generate"),
    ("fill tune.mid --keep 1-4 --seed 1", "out/tune-filled-s1-1.mid: "),
    ("fill tune.mid --keep '1-4, 9' --density 6 --seed 1", "out/tune-filled-6-s1-1.mid: "),
    ("transform tune.mid", "out/tune-changed.mid: "),
    ("transform tune.mid --list-tracks", "melodic"),
    ("transform tune.mid --track 1", "out/tune-changed.mid: "),
    ("reconstruct tune.mid", "out/tune-reconstructed.mid: "),
    ("interpolate tune.mid tune.mid --steps 2", "out/tune-to-tune-02.mid: "),
    ("corpus build tune.mid --out c --workers 1", "windows"),
    ("doctor", "Ableton Link"),
    ("--version", ""),
    ("-h", "Usage: lcmusic"),
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


def test_what_to_install_keeps_its_brackets(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(sys.modules, "music21", None)
    _, _, err = run(monkeypatch, capsys, "corpus", "build", "music21", "--out", str(tmp_path / "c"))
    assert err.endswith("install it with pip install 'latent-constraints-studio[corpus]'.\n")


def test_the_short_help_is_the_help(monkeypatch, capsys):
    assert run(monkeypatch, capsys, "generate", "-h") == run(monkeypatch, capsys, "generate", "--help")


def test_a_shell_completes_commands(monkeypatch, capsys):
    for name, value in {"_LCMUSIC_COMPLETE": "complete_bash", "COMP_WORDS": "lcmusic inter", "COMP_CWORD": "1"}.items():
        monkeypatch.setenv(name, value)
    assert run(monkeypatch, capsys)[1] == "interpolate\n"


@pytest.mark.parametrize(("typed", "message"), MISTAKES, ids=[typed for typed, _ in MISTAKES])
def test_a_wrong_input_is_one_line_and_exit_code_2(monkeypatch, capsys, desk, typed, message):
    before = sorted(path.name for path in desk.iterdir())
    code, _, err = run(monkeypatch, capsys, *shlex.split(typed))
    print(f"lcmusic {typed}\n    {err}", end="")
    assert (code, len(err.splitlines()), err[:7]) == (2, 1, "error: ")
    assert message in err
    assert sorted(path.name for path in desk.iterdir() if not path.name.endswith(".partial")) == before


@pytest.mark.parametrize(("typed", "message"), RIGHT, ids=[typed for typed, _ in RIGHT])
def test_a_right_input_does_what_it_says(monkeypatch, capsys, desk, typed, message):
    code, out, err = run(monkeypatch, capsys, *shlex.split(typed))
    print(f"lcmusic {typed}\n    {out.splitlines()[0] if out else ''}")
    assert (code or 0, "error" in err) == (0, False)
    assert message in out


@pytest.mark.parametrize("group", [[], ["corpus"], ["train"], ["evaluate"]], ids=" ".join)
def test_a_group_without_a_command_is_its_help(monkeypatch, capsys, group):
    code, out, err = run(monkeypatch, capsys, *group)
    assert (code, err) == (2, "")
    assert "Usage: lcmusic" in out
