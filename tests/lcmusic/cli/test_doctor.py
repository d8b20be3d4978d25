"""``lcmusic doctor`` as a person reads it."""

import sys

import pytest
import torch

from lc_common.cards import Card
from lcmusic.cli import app as cli
from lcmusic.live import ports


@pytest.fixture
def doctor(monkeypatch, capsys):
    """Asks the doctor, and gives the cells of each row by its first."""

    def ask():
        monkeypatch.setattr(sys, "argv", ["lcmusic", "doctor"])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert not stopped.value.code
        found = {}
        for line in capsys.readouterr().out.splitlines():
            if line.startswith("│"):
                what, *rest = [cell.strip() for cell in line.split("│")[1:-1]]
                if what:
                    found[what] = rest
                    last = what
                else:  # the rest of a cell too wide for one line
                    found[last] = [f"{before} {more}".strip() for before, more in zip(found[last], rest, strict=True)]
        return found

    return ask


class System:
    """A MIDI system with one synthesiser and no keyboard."""

    name, can_create = "ALSA", True

    def __init__(self, rtmidi):
        pass

    def ports(self, direction):
        return ["Synth"] if direction == "output" else []

    def close(self):
        pass


def test_a_machine_with_everything_but_a_new_driver(monkeypatch, doctor, tmp_path):
    card = Card("NVIDIA GeForce GTX 1060", 6 << 30, "470.57.02")
    monkeypatch.setattr("lc_common.cards.find_cards", lambda: [card])
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr("lc_common.device.has_fast_bfloat16", lambda device: False)
    monkeypatch.setattr(ports, "MidiSystem", System)
    sound = tmp_path / "cards"
    sound.write_text(" 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n    HDA Intel PCH at 0xf7 irq 31\n")
    monkeypatch.setattr("lcmusic.cli.doctor.SOUND_CARDS", sound)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("os.cpu_count", lambda: 8)
    monkeypatch.setattr(torch, "get_num_threads", lambda: 4)
    assert doctor() == {
        "MIDI": ["ALSA", ""],
        "MIDI outputs": ["Synth", ""],
        "MIDI inputs": ["none", ""],
        "Ableton Link": ["yes", ""],
        "sound": ["HDA Intel PCH", ""],
        "graphics card": [
            "NVIDIA GeForce GTX 1060, 6.0 GiB, driver 470.57.02",
            "Driver 470.57.02 is too old for this PyTorch, which needs CUDA 13.0: install driver 580 or newer.",
        ],
        "processor": ["8 cores, 4 in use", ""],
        "PyTorch": [f"{torch.__version__}, CUDA 13.0", ""],
        "trainings use": ["cpu, float32", "--device picks another"],
        "display": ["yes", ""],
        "synthesiser": ["fluidsynth", ""],
    }


def test_a_machine_with_nothing(monkeypatch, doctor, tmp_path):
    monkeypatch.setattr("lc_common.cards.find_cards", list)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr("lcmusic.cli.doctor.SOUND_CARDS", tmp_path / "none")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    found = doctor()
    assert found["Ableton Link"] == ["no", "pip install 'latent-constraints-studio[link]'"]
    assert found["graphics card"] == ["none", "not needed: everything runs on the processor"]
    assert found["synthesiser"] == ["none", "a DAW, or the package fluidsynth"]
    assert "sound" not in found
