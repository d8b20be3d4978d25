"""The remote control's switch on the Settings page, and that it is remembered."""

import socket
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pythonosc.udp_client import SimpleUDPClient
from studio_stage import choose

from gui.shared.state.osc import LOOPBACK, OscSettings
from gui.shared.state.transport import PortList
from lcmusic.live import protocol as p


@pytest.fixture
def port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((LOOPBACK, 0))
        return one.getsockname()[1]


def typed(qtbot, field, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_it_is_switched_on_by_hand_obeys_and_is_remembered(make, qtbot, port):
    stage = make()
    stage.window.show_page("Settings")
    page, studio = stage.window.page("Settings"), stage.studio
    assert page.state.text() == "Off: nothing listens and nothing is sent."
    assert not any(thread.name == "osc" for thread in threading.enumerate())
    typed(qtbot, page.port, str(port))
    typed(qtbot, page.client, "nonsense")
    assert page.client.text() == ""
    typed(qtbot, page.client, "localhost:9001")
    qtbot.mouseClick(page.remote, Qt.MouseButton.LeftButton, pos=page.remote.rect().center() * 0.1)
    assert studio.remote.settings == OscSettings(True, port, False, "localhost:9001")
    qtbot.waitUntil(lambda: page.state.text() == (
        f"Listens at port {port}, from this computer only; tells 127.0.0.1:9001."
    ))  # fmt: skip
    SimpleUDPClient(LOOPBACK, port).send_message("/knob/density", 6.5)
    qtbot.waitUntil(lambda: studio.page.panel.knobs["density"].value == 6.5 or studio.melody.knobs.density == 6.5)
    stage.window.close()
    QApplication.processEvents()
    again = make()
    assert again.studio.remote.settings == OscSettings(True, port, False, "localhost:9001")
    SimpleUDPClient(LOOPBACK, port).send_message("/knob/density", 3.5)
    qtbot.waitUntil(lambda: again.studio.melody.knobs.density == 3.5)


def test_a_port_in_use_is_said_and_the_switch_stays(make, qtbot, port):
    stage = make()
    stage.window.show_page("Settings")
    page = stage.window.page("Settings")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind((LOOPBACK, port))
        typed(qtbot, page.port, str(port))
        page.remote.click()
        said = f"OSC cannot listen at port {port} (Address already in use); choose another."
        qtbot.waitUntil(lambda: page.state.text() == said)
        assert page.remote.isChecked()


def test_program_changes_and_feedback_are_off_until_they_are_chosen_and_are_remembered(make, qtbot):
    stage = make(ports=PortList(("Synth", "Launch Control XL"), ("Launch Control XL",)))
    stage.window.show_page("Settings")
    page, studio = stage.window.page("Settings"), stage.studio
    qtbot.waitUntil(lambda: page.midi.feedback.count() == 3)
    assert (page.midi.programs.currentText(), page.midi.feedback.currentText()) == ("Off", "Nobody")
    assert not any(isinstance(command, p.OpenFeedback) for command in stage.engines[0].sent)
    choose(qtbot, page.midi.programs, "On channel 3")
    choose(qtbot, page.midi.feedback, "Launch Control XL")
    assert studio.melody.played.programs == 3
    assert stage.engines[0].sent[-1] == p.OpenFeedback("Launch Control XL")
    stage.window.close()
    QApplication.processEvents()
    again = make(ports=PortList(("Synth",)))  # it is not plugged in
    assert p.OpenFeedback("Launch Control XL") in again.engines[-1].sent
    again.window.show_page("Settings")
    page = again.window.page("Settings")
    assert page.midi.programs.currentText() == "On channel 3"
    qtbot.waitUntil(lambda: page.midi.feedback.currentText() == "Launch Control XL")
    choose(qtbot, page.midi.feedback, "Nobody")
    assert again.engines[-1].sent[-1] == p.OpenFeedback("")
