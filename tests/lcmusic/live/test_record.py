"""``lcmusic play --record`` keeps the take, however the show ends."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import live_play
import mido
import pytest

pytestmark = pytest.mark.jack


def taken(path):
    """Pitches, and tempos in beats a minute."""
    messages = list(mido.MidiFile(path).tracks[0])
    return (
        [message.note for message in messages if message.type == "note_on"],
        [round(mido.tempo2bpm(message.tempo), 1) for message in messages if message.type == "set_tempo"],
    )


def engine_of(app):
    for child in Path(f"/proc/{app.pid}/task/{app.pid}/children").read_text().split():
        if b"lcmusic.live.engine" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("no engine")


@pytest.fixture
def show(jack, receiver, tmp_path):
    """A player at a terminal, some notes and two turns of the tempo into its show, and its terminal and take."""
    take, (terminal, inside) = tmp_path / "take.mid", pty.openpty()
    command = ["play", "--port", "receiver:in", "--tempo", "240", "--record", str(take)]
    app = subprocess.Popen(
        [sys.executable, live_play.__file__, *command],
        stdin=inside,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    os.close(inside)
    try:
        assert jack.until(lambda: len(receiver.kinds(0x90)) >= 2)
        os.write(terminal, b"T")
        time.sleep(0.5)
        os.write(terminal, b"T")
        heard = len(receiver.kinds(0x90))
        assert jack.until(lambda: len(receiver.kinds(0x90)) >= heard + 24)
        yield app, terminal, take
    finally:
        app.kill()
        app.wait()
        app.stderr.close()
        os.close(terminal)


@pytest.mark.parametrize("end", ["q", "SIGTERM", "SIGHUP", "SIGKILL", "SIGKILL of the engine"])
def test_the_take_is_what_was_heard(show, jack, receiver, end):
    app, terminal, take = show
    if end == "q":
        os.write(terminal, b"q")
    elif end == "SIGKILL of the engine":
        os.kill(engine_of(app), signal.SIGKILL)
    else:
        app.send_signal(getattr(signal, end))
    error = app.stderr.read()
    app.wait()
    assert jack.until(lambda: len(receiver.kinds(0x90)) == len(receiver.kinds(0x80)))
    heard = [data[1] for _, data in receiver.got if data[0] & 0xF0 == 0x90]
    pitches, tempos = taken(take)
    assert pitches == heard[: len(pitches)]
    assert tempos == [240.0, 241.0, 242.0]
    # Killed, the app keeps what was written in the last half second, and a note that sounds is not one yet.
    assert len(heard) - len(pitches) <= {"SIGKILL": 12, "SIGKILL of the engine": 1}.get(end, 0)
    expected = {"SIGKILL": -signal.SIGKILL, "SIGKILL of the engine": 2}.get(end, 0)
    assert (app.returncode, b"Traceback" in error) == (expected, False), error.decode()
