"""A clip dragged by a real mouse into the windows of other programs, one of them a DAW."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from gui.shared.state.settings import SettingsFile
from lcmusic.media.midi import read_clip

HELPERS = Path(__file__).parent / "helpers"
FILES = {"slot": "idea 1.mid", "roll": "melody.mid"}
"""What can be dragged out, and what its file is called."""


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


@pytest.fixture
def hand(screen):
    """What the mouse and the keys do; returns what xdotool says."""

    def hand(*words):
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=screen, check=True, timeout=30, capture_output=True, text=True
        )
        time.sleep(0.3)
        return done.stdout.split()

    return hand


@pytest.fixture
def drag_out(tmp_path, start, hand, until):
    """Opens the studio and drags its first slot or its roll to a place; returns the melody that both of them have."""

    def remembered():
        return SettingsFile(tmp_path / "studio.json", time.monotonic).loaded.melody

    def drag_out(part, x, y):
        _, (ready, *places) = start("studio_app.py", str(tmp_path))
        assert ready == "ready"
        slot_x, slot_y, roll_x, roll_y, *_ = map(int, places)
        from_x, from_y = {"slot": (slot_x, slot_y), "roll": (roll_x, roll_y)}[part]
        hand("mousemove", from_x, from_y)
        hand("mousedown", 1)
        for place in ((from_x + 10, from_y - 2), (from_x + 30, from_y - 10), (x, y), (x + 5, y + 5), (x + 10, y + 10)):
            hand("mousemove", *place)
        hand("mouseup", 1)
        # The studio remembers its slots a second after the last change.
        until(lambda: remembered().slots[0], patience=60)
        return remembered().slots[0].melody

    return drag_out


@pytest.mark.screen
@pytest.mark.parametrize(("key", "left"), [(None, False), ("ctrl", True)], ids=["moved", "copied"])
def test_a_clip_is_dragged_into_another_slot(tmp_path, start, hand, until, key, left):
    _, (_, *places) = start("studio_app.py", str(tmp_path))
    from_x, from_y, _, _, x, y = map(int, places)
    hand("mousemove", from_x, from_y)
    hand("mousedown", 1)
    if key:
        hand("keydown", key)
    for place in ((from_x + 10, from_y), (from_x + 30, from_y), (x, y), (x + 3, y + 3)):
        hand("mousemove", *place)
    hand("mouseup", 1)
    if key:
        hand("keyup", key)

    def slots():
        return SettingsFile(tmp_path / "studio.json", time.monotonic).loaded.melody.slots

    until(lambda: slots()[1], patience=60)
    first, second, *_ = slots()
    assert (first == second) is left
    assert (first is not None) is left


@pytest.fixture
def qtractor(tmp_path, jack, screen, hand):
    """The DAW with an empty session, to the right of the studio; its process."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), str(home))
    process = subprocess.Popen(
        ["qtractor"],
        env={**screen, **folders},
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    if not Path("/dev/snd/seq").exists():  # it says that there is no ALSA sequencer, and goes on without playing
        hand("search", "--sync", "--onlyvisible", "--name", "^Error", "windowfocus", "--sync")
        hand("key", "Return")
    hand("search", "--sync", "--name", "^Untitled", "windowmove", 1500, 100)
    yield process
    process.kill()
    process.wait(10)


@pytest.mark.screen
@pytest.mark.parametrize("part", FILES)
def test_a_melody_is_dragged_into_another_program(start, drag_out, part):
    target, _ = start("drop_target.py")
    kept = drag_out(part, 1600, 200)
    word, path = target.stdout.readline().split(maxsplit=1)
    assert word == "dropped"
    assert Path(path.strip()).name == FILES[part]
    assert read_clip(Path(path.strip()), 16).melody == kept


@pytest.mark.screen
@pytest.mark.jack
@pytest.mark.qtractor
@pytest.mark.parametrize("part", FILES)
def test_a_melody_is_dragged_into_a_daw(qtractor, hand, drag_out, part):
    kept = drag_out(part, 1900, 350)
    hand("search", "--sync", "--name", "^Untitled.*modified")  # a track was made of it
    opened = Path(f"/proc/{qtractor.pid}/fd")
    files = [file for file in opened.iterdir() if file.resolve().suffix == ".mid"]
    assert [file.resolve().name for file in files] == [FILES[part]]
    assert read_clip(files[0], 16).melody == kept
