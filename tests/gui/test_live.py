"""The real thing: mouse and keys on one side, a JACK server and a receiver on the other."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from studio_fakes import fake_model

from gui.parts import Parts
from gui.shared.state.settings import SettingsFile
from gui.studio import Studio
from lcmusic.live.player import Player

APP = Path(__file__).parent / "helpers" / "studio_app.py"
BAR = 4 * 60 / 240  # seconds, at 240 BPM
ON, OFF = 0x90, 0x80
MINOR_PENTATONIC_ON_A = {9, 0, 2, 4, 7}


def note_ons(receiver, since=0.0):
    """``(time, pitch)`` of what was heard."""
    heard = [(h.time, h.data) for h in receiver.got if h.time >= since]
    return [(time, data[1]) for time, data in heard if data[0] & 0xF0 == ON and data[2]]


def hanging(receiver):
    """Pitches that were begun and not ended."""
    sounding = set()
    for heard in receiver.got:
        kind, pitch = heard.data[0] & 0xF0, heard.data[1]
        if kind == ON and heard.data[2]:
            sounding.add(pitch)
        elif kind in (ON, OFF):
            sounding.discard(pitch)
    return sounding


@pytest.fixture
def studio(qtbot, tmp_path, jack):
    model, _ = fake_model()
    studio = Studio(Parts(Player, lambda chosen: model, tmp_path / "studio.json", tmp_path, seed=1))
    studio.window.show()
    yield studio
    studio.window.close()
    studio.window.deleteLater()
    QApplication.processEvents()


@pytest.mark.jack
def test_turned_knobs_are_heard_from_the_next_bar_on(studio, qtbot, jack, receiver):
    strip, panel, melody = studio.strip, studio.page.panel, studio.melody
    qtbot.waitUntil(lambda: melody.playing is not None and strip.port.count() > 1)
    strip.port.setFocus()
    qtbot.keyClick(strip.port, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: studio.engine.status.output == "open")
    jack.connect("lcstudio:LC Studio", "receiver:in")
    strip.tempo.setFocus()
    strip.tempo.selectAll()
    qtbot.keyClicks(strip.tempo, "240")
    qtbot.keyClick(strip.tempo, Qt.Key.Key_Return)
    panel.setFocus()
    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(note_ons(receiver)) > 4)

    panel.scale.setFocus()
    while panel.scale.currentText() != "minor pentatonic":
        qtbot.keyClick(panel.scale, Qt.Key.Key_Down)
    panel.root.setFocus()
    while panel.root.currentText() != "A":
        qtbot.keyClick(panel.root, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not melody.pending)  # the mark says that it has landed
    landed = time.perf_counter()
    qtbot.waitUntil(lambda: len(note_ons(receiver, landed)) >= 8)
    heard = note_ons(receiver, landed)
    assert {pitch % 12 for _, pitch in heard} <= MINOR_PENTATONIC_ON_A

    knob = panel.knobs["density"]
    knob.setFocus()
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    qtbot.keyClicks(knob._editor, "8")
    qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not melody.pending)
    landed = time.perf_counter()
    over = landed + 4 * BAR
    qtbot.waitUntil(lambda: len(note_ons(receiver, over)) > 0)
    in_four_bars = [time for time, _ in note_ons(receiver, landed) if time < over]
    assert 4 * 8 - 4 <= len(in_four_bars) <= 4 * 8 + 4

    qtbot.mouseClick(strip.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not studio.engine.status.playing)
    qtbot.waitUntil(lambda: not hanging(receiver))


def start(folder, jack, *more):
    env = {**(jack.env if jack else os.environ), "QT_QPA_PLATFORM": "offscreen"}
    app = subprocess.Popen(
        [sys.executable, str(APP), str(folder), *more], env=env, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert app.stdout.readline().startswith("ready")
    return app


@pytest.mark.jack
def test_a_killed_app_falls_silent_and_comes_back_as_it_was(tmp_path, jack, receiver):
    app = start(tmp_path, jack, "11")
    try:
        jack.connect("lcstudio:out", "receiver:in")
        assert jack.until(lambda: len(note_ons(receiver)) > 20)
        settings = tmp_path / "studio.json"
        assert jack.until(lambda: settings.exists() and '"density": 11.0' in settings.read_text())
        assert jack.until(lambda: hanging(receiver))  # in the middle of a note
        killed = time.perf_counter()
        app.send_signal(signal.SIGKILL)
    finally:
        app.kill()
        app.wait()
        app.stdout.close()
    assert jack.until(lambda: not any(port.startswith("lcstudio") for port in jack.ports()))
    late = [heard for heard in receiver.got if heard.time > killed + 0.2 + receiver.stalled]
    assert (late, hanging(receiver)) == ([], set())
    remembered = SettingsFile(settings, time.monotonic).loaded
    assert remembered.melody.setting.knobs.density == 11.0
    assert remembered.melody.slots[0].melody.notes()
    again = start(tmp_path, jack)
    again.terminate()
    again.wait()
    again.stdout.close()
