"""``lcmusic play``, ``ports`` and ``doctor`` as a person uses them: real ports, one clear line for a mistake."""

import subprocess
import sys

import mido
import pytest

from lcmusic.cli import app as cli


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
        (["--virtual", "LC", "--cc", "density=74"], "controllers need an input: --in NAME"),
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


def test_doctor_answers_on_any_machine(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["lcmusic", "doctor"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert not stopped.value.code
    assert "MIDI" in capsys.readouterr().out
