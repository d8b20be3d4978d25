"""A clip dragged by a real mouse into another program's window."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gui.settings import SettingsFile
from lcmusic.midi_io import read_clip

HELPERS = Path(__file__).parent / "helpers"


@pytest.fixture
def screen():
    """A virtual screen; its number is chosen by the server."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1900x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    yield {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(10)


@pytest.fixture
def start(screen):
    running = []

    def start(name, *more):
        process = subprocess.Popen(
            [sys.executable, str(HELPERS / name), *more], env=screen, stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        return process, process.stdout.readline().split()

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
        process.stdout.close()


@pytest.mark.screen
def test_a_slot_is_dragged_into_another_program(tmp_path, screen, start):
    def mouse(*words):
        subprocess.run(["xdotool", *map(str, words)], env=screen, check=True, timeout=20)
        time.sleep(0.3)

    target, _ = start("drop_target.py")
    _, (ready, x, y) = start("studio_app.py", str(tmp_path))
    assert ready == "ready"
    x, y = int(x), int(y)
    mouse("mousemove", x, y)
    mouse("mousedown", 1)
    for place in ((x + 10, y - 2), (x + 30, y - 10), (1600, 200), (1605, 205), (1610, 210)):
        mouse("mousemove", *place)
    mouse("mouseup", 1)
    word, path = target.stdout.readline().split(maxsplit=1)
    assert word == "dropped"
    dragged = read_clip(Path(path.strip()), 16).melody
    time.sleep(1.5)
    kept = SettingsFile(tmp_path / "studio.json", time.monotonic).loaded.melody.slots[0]
    assert dragged == kept.melody
