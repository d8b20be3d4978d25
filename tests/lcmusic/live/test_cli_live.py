"""``lcmusic play`` and ``ports`` as a person uses them: real ports, one clear line for a mistake."""

import subprocess
import sys
from types import SimpleNamespace
from typing import ClassVar

import mido
import pytest

from lcmusic.cli import app as cli
from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression


def lcmusic(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "lcmusic", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )


@pytest.mark.jack
def test_play_sends_melodies_and_saves_what_it_sent(jack, receiver, weights, tmp_path):
    take = tmp_path / "take.mid"
    played = lcmusic(
        "play", "--port", "receiver", "--model", str(weights), "--tempo", "300", "--temperature", "1",
        "--minutes", "0.05", "--record", str(take),
    )  # fmt: skip
    assert (played.returncode, played.stderr.count("Traceback")) == (0, 0), played.stderr
    sent = [message.note for message in mido.MidiFile(take) if message.type == "note_on" and message.velocity]
    assert sent
    assert jack.until(lambda: len(receiver.kinds(0x80)) == len(sent))
    assert [heard.data[1] for heard in receiver.got if heard.data[0] == 0x90] == sent


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Say where to play: --port NAME (see 'lcmusic ports') or --virtual NAME."),
        (["--virtual", "LC", "--cc", "density=74"], "controllers and --thru need an input: --in NAME"),
        (["--virtual", "LC", "--thru"], "controllers and --thru need an input: --in NAME"),
        (["--virtual", "LC", "--in", "x", "--virtual-in", "y"], "Listen to one input: --in NAME"),
        (
            ["--virtual", "LC", "--sync", "midi", "--virtual-in", "y", "--count-in", "1"],
            "leave out --count-in or --sync",
        ),
        (
            ["--virtual", "LC", "--virtual-in", "y"],
            "Nothing is heard of the input: add --sync midi, --mode respond, --cc",
        ),
        (
            ["--virtual", "LC", "--offset", "5"],
            "--offset does something with --sync midi or --sync link only; add that",
        ),
        (["--virtual", "LC", "--position-in-clocks"], "--position-in-clocks does something with --sync midi only;"),
        (["--virtual", "LC", "--no-link-start-stop"], "--no-link-start-stop does something with --sync link only;"),
        (["--virtual", "LC", "--bass-program", "33"], "--bass-program does something with --bass-channel only; add"),
        (["--virtual", "LC", "--program", "129"], "--program is 129; it must lie between 1 and 128."),
        (["--virtual", "LC", "--mode", "loop", "--evolve", "0.3"], "--evolve does something with --mode evolve only;"),
        (["--virtual", "LC", "--listen", "3"], "--listen does something with --mode respond only; add that"),
        (["--virtual", "LC", "--count-in", "9"], "The count-in is 9 bars; it must lie between 0 and 8."),
        (["--virtual", "LC", "--offset", "300"], "The sync offset is 300 ms; it must lie between -200 and 200 ms."),
        (["--virtual", "LC", "--sync", "clock"], "There is no sync 'clock'; choose one of internal, midi, link."),
        (["--virtual", "LC", "--sent-lowest", "60", "--sent-highest", "65"], "is less than an octave"),
        (["--virtual", "LC", "--chord-channel", "2"], "--chord-channel does something with --chords only; add that"),
        (["--virtual", "LC", "--in", "x", "--cc", "loudness=1"], "--cc is 'loudness=1'; give KNOB=CONTROLLER"),
        (["--virtual", "LC", "--in", "x", "--cc", "density=128"], "with a controller from 0 to 127"),
    ],
)
def test_one_sentence_for_a_mistake(monkeypatch, capsys, arguments, sentence):
    monkeypatch.setattr(sys, "argv", ["lcmusic", "play", *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    error = " ".join(capsys.readouterr().err.split())
    assert stopped.value.code == 2
    assert sentence in error
    assert "Traceback" not in error


class Heard:
    """A player that keeps what it is told; a test looks at it after the command has ended."""

    told: ClassVar[list[p.Command]] = []
    status = p.Status()

    def __enter__(self):
        self.told.clear()
        return self

    def __exit__(self, *error):
        pass

    def send(self, command):
        self.told.append(command)

    def supply(self, first_bar, symbols, phrase, at="bar", chords=()):
        pass

    def poll(self):
        return []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            "--tempo 90 --count-in 2 --virtual-in keys --thru --transpose 12 --sent-lowest 40 --sent-highest 80",
            [
                Expression(transpose=12, lowest=40, highest=80),
                p.Tempo(90.0),
                p.Sync(link_start_stop=True),
                p.OpenInput("keys", virtual=True, thru=True),
                p.OpenOutput("LC", virtual=True),
                p.Start(2),
                p.Stop(),
            ],
        ),
        (
            # The tempo is told before the master leads, who would refuse it; a session's stop is obeyed.
            "--sync link --offset -12",
            [
                Expression(),
                p.Tempo(120.0),
                p.Sync("link", -0.012, link_start_stop=True),
                p.OpenOutput("LC", virtual=True),
                p.Start(),
                p.Stop(),
            ],
        ),
        (
            "--sync link --no-link-start-stop",
            [Expression(), p.Tempo(120.0), p.Sync("link"), p.OpenOutput("LC", virtual=True), p.Start(), p.Stop()],
        ),
    ],
)
def test_what_is_asked_for_is_what_the_engine_is_told(monkeypatch, weights, options, told):
    system = SimpleNamespace(check_can_create=lambda: None, close=lambda: None)
    monkeypatch.setattr("lcmusic.cli.live._midi_system", lambda: system)
    monkeypatch.setattr("lcmusic.live.sync.link.importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("lcmusic.live.player.Player", Heard)
    command = ["lcmusic", "play", "--virtual", "LC", "--model", str(weights), "--minutes", "0.01", *options.split()]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert not stopped.value.code
    assert Heard.told == told


def test_a_source_that_this_computer_lacks_is_said_before_anything_plays(monkeypatch, capsys):
    monkeypatch.setattr("lcmusic.live.sync.link.importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["lcmusic", "play", "--virtual", "LC", "--sync", "link"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    error = " ".join(capsys.readouterr().err.split())
    assert error == "error: Ableton Link needs the package aalink; install it with pip install aalink."


@pytest.mark.jack
@pytest.mark.parametrize(("option", "direction"), [("--port", "output"), ("--in", "input")])
def test_a_misspelt_port_is_an_error_with_those_that_are_there(jack, receiver, capsys, monkeypatch, option, direction):
    others = [] if option == "--port" else ["--virtual", "LC", "--thru"]
    monkeypatch.setattr(sys, "argv", ["lcmusic", "play", option, "recever", *others])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    error = " ".join(capsys.readouterr().err.split())
    assert stopped.value.code == 2
    there = "there are receiver:in" if option == "--port" else "there are none"
    assert error == f"error: No MIDI {direction} is named 'recever'; {there}."


@pytest.mark.jack
def test_instances_play_to_each_other_and_a_follower_says_what_is_true(jack, receiver, weights):
    def play(*options):
        command = [sys.executable, "-m", "lcmusic", "play", "--model", str(weights), "--temperature", "1", *options]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    follower = play("--virtual-in", "clock", "--port", "receiver", "--sync", "midi", "--minutes", "0.3")
    assert jack.until(lambda: "lcstudio-in:clock" in jack.ports())
    leader = play("--port", "lcstudio-in:clock", "--send-clock", "--tempo", "200", "--count-in", "1")
    assert jack.until(lambda: receiver.kinds(0x90))
    leader.terminate()
    said = " ".join(follower.communicate()[0].decode().split())
    leader.communicate()
    assert follower.returncode == 0
    assert "The tempo follows" not in said
