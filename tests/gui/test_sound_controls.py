"""The built-in voice in the window: the first start, the loudspeaker and its menu, keys, and the settings page."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel
from studio_fakes import FakeSink, no_device
from studio_stage import choose

from gui.shared.state.sound import NO_DEVICE, SoundSettings
from gui.shared.view.sound import QtSink
from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.media.sound import VOICES


@pytest.fixture
def sinks():
    return []


@pytest.fixture
def loud(make, qtbot, sinks):
    """A studio on a computer with a sound device, in front of a person."""

    def opened(rate):
        sinks.append(FakeSink())
        return sinks[-1]

    stage = make(open_sink=opened)
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    return stage


def said(card):
    return [label.text() for label in card.findChildren(QLabel) if len(label.text()) > 1]


def heard(sink):
    return max((float(np.abs(block).max()) for block in sink.written if block.size), default=0.0)


def play_on(stage, ticks: float) -> None:
    """The song has come so far; a frame of it."""
    engine = stage.engines[0]
    engine.status = replace(engine.status, tick=ticks)
    stage.studio.tick()


def test_the_first_start_is_heard_at_once_and_the_card_says_so(loud, qtbot, sinks):
    studio = loud.studio
    assert said(studio.welcome) == [
        "Press play",
        "Play into your DAW",
        "Turn the scale",
        "The space bar, or the triangle at the top left: it sounds here. The arrow at the loudspeaker has voices and "
        "volume.",
    ]
    studio._frames.stop()
    qtbot.keyClick(loud.window, Qt.Key.Key_Space)
    for block in range(100):
        play_on(loud, block * 480 / 48_000 * 960)
    assert heard(sinks[0]) > 0.1
    assert loud.window.notice == ""  # nothing is missing
    assert said(studio.welcome)[3:] == [
        "“Plays to” above: create the port LC Studio, choose it in your DAW, and switch the loudspeaker off (S)."
    ]
    studio._frames.start()


def test_without_a_device_the_card_says_how_to_hear_it_and_nothing_nags(stage):
    studio = stage.studio
    assert said(studio.welcome) == [
        "Choose where it plays",
        "Press play",
        "Turn the scale",
        "This computer has no sound device; hear it in your DAW: create the port LC Studio under “Plays to”, and "
        "choose it there.",
    ]
    assert stage.window.notice == ""
    assert not studio.sound_button.isChecked()
    assert NO_DEVICE in studio.sound_button.toolTip()
    studio.sound_button.click()
    assert stage.window.notice == NO_DEVICE
    assert not studio.sound_button.isChecked()


def test_keys_switch_voice_and_metronome_and_nothing_of_it_goes_to_the_port(loud, qtbot, sinks):
    sound, sent = loud.studio.sound, loud.engines[0].sent
    before = list(sent)
    qtbot.keyClick(loud.window, "m")
    assert (sound.on, sound.metronome) == (True, True)
    qtbot.keyClick(loud.window, "s")
    assert (sound.on, sound.metronome, sinks[0].closed) == (False, True, False)
    qtbot.keyClick(loud.window, "m")
    assert (sound.on, sound.metronome, sinks[0].closed) == (False, False, True)
    qtbot.keyClick(loud.window, "s")
    assert (sound.on, len(sinks)) == (True, 2)
    assert sent == before
    assert not [command for command in sent if isinstance(command, p.Start)]


def test_the_menu_behind_the_loudspeaker_by_keyboard(loud, qtbot, make):
    button, sound = loud.studio.sound_button, loud.studio.sound
    menu = button.menu()

    def in_the_menu(*keys):
        """Down opens it and waits until it is left."""
        shown = []

        def press():
            shown.append([action.text() for action in menu.actions() if action.text()])
            for key in keys:
                qtbot.keyClick(menu.focusWidget() or menu, key)  # as Qt gives keys to a popup

        QTimer.singleShot(0, press)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Down)
        return shown[0]

    down, enter = Qt.Key.Key_Down, Qt.Key.Key_Return
    rows = in_the_menu(down, down, enter)
    assert rows == ["Built-in voice\tS", "Metronome\tM", *(v.replace("-", " ").capitalize() for v in VOICES)]
    assert sound.settings == SoundSettings(metronome=True)
    in_the_menu(*[down] * 6, enter)
    assert sound.settings == SoundSettings("organ", metronome=True)
    in_the_menu(*[down] * 3, *[Qt.Key.Key_Left] * 4, Qt.Key.Key_Escape)
    assert sound.settings == SoundSettings("organ", 0.6, True)
    loud.studio.sound_button.refresh()
    assert "On: Organ, 60%" in button.toolTip()
    loud.window.close()
    again = make(open_sink=FakeSink).studio.sound
    assert (again.on, again.settings) == (True, SoundSettings("organ", 0.6, True))


def test_the_settings_page_shows_and_sets_the_same(loud, qtbot):
    sound = loud.studio.sound
    loud.window.show_page("Settings")
    fields = loud.window.page("Settings").sound
    choose(qtbot, fields.voice, "Flute")
    qtbot.keyClick(fields.volume, Qt.Key.Key_Home)
    qtbot.keyClick(fields.volume, Qt.Key.Key_PageUp)
    fields.metronome.click()
    fields.on.click()
    assert (sound.on, sound.settings) == (False, SoundSettings("flute", 0.1, True))
    sound.use(volume=0.5, voice="lead", metronome=False)
    sound.switch(True)
    loud.studio.tick()
    shown = fields.voice.currentText(), fields.volume.value(), fields.metronome.isChecked(), fields.on.isChecked()
    assert shown == ("Lead", 50, False, True)


def test_the_voice_that_was_wanted_comes_back_with_the_device(make):
    make(open_sink=no_device).window.close()
    assert make(open_sink=FakeSink).studio.sound.on


def test_programs_are_chosen_in_the_settings_and_undone_and_a_part_that_is_not_sent_has_none(stage, qtbot, make):
    melody, engine = stage.studio.melody, stage.engines[0]
    stage.window.show_page("Settings")
    programs = stage.window.page("Settings").sound.programs
    stage.studio.tick()
    assert [box.currentText() for box in programs.values()] == ["None"] * 3
    assert [box.isEnabled() for box in programs.values()] == [True, False, False]
    assert programs["bass_program"].toolTip() == (
        "This part is not sent: give it a channel by the arrow beside the chords."
    )
    melody.turn(bass_channel=3)
    stage.studio.tick()
    for name, text in (("program", "25 Acoustic Guitar (nylon)"), ("bass_program", "33 Acoustic Bass")):
        box = programs[name]
        box.setFocus()
        box.setCurrentIndex(box.findText(text) - 1)
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert engine.sent[-1].programs == ((1, 25), (3, 33))
    melody.undo()
    stage.studio.tick()
    assert engine.sent[-1].programs == ((1, 25),)
    assert programs["bass_program"].currentText() == "None"
    stage.window.close()
    assert make().studio.melody.setting().expression.program == 25


def test_a_slot_and_a_preset_leave_the_program_as_the_channel(stage):
    melody = stage.studio.melody
    melody.store(0)
    melody.turn(program=25, channel=2)
    melody.recall(0)
    assert melody.performance.expression.programs == ((2, 25),)


@pytest.mark.parametrize("error", ["NoError", "OpenError"])
def test_a_device_is_opened_as_qt_says_how_that_went(qapp, monkeypatch, error):
    from PySide6 import QtMultimedia as qt

    kinds = type(qt.QAudioSink(qt.QAudioDevice(), qt.QAudioFormat()).error())  # of Qt's version

    class Device:
        def isNull(self):
            return False

        def description(self):
            return "Headphones"

    class Opened:
        def __init__(self, device, form):
            self.written, self.rate, self.channels = b"", form.sampleRate(), form.channelCount()

        def setBufferSize(self, size):
            self.size = size

        def bufferSize(self):
            return self.size

        def bytesFree(self):
            return self.size - len(self.written)

        def start(self):
            return self

        def write(self, data):
            self.written += data

        def error(self):
            return kinds[error]

    monkeypatch.setattr(qt, "QAudioSink", Opened)
    monkeypatch.setattr(qt.QMediaDevices, "defaultAudioOutput", Device)
    if error != "NoError":
        with pytest.raises(UserError, match="Headphones does not take sound"):
            QtSink(48_000)
        return
    sink = QtSink(48_000)
    sink.write(np.array([0.0, 0.5, -1.0], np.float32))
    opened = sink._sink
    assert (opened.rate, opened.channels, opened.written) == (48_000, 1, bytes.fromhex("0000 0040 0180"))
    assert (sink.room(), sink.waiting()) == (5_757, 3)
