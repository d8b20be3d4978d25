"""The remote control's switch on the Settings page, and that it is remembered."""

import socket
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pythonosc.udp_client import SimpleUDPClient

from gui.shared.state.osc import LOOPBACK, OscSettings


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
