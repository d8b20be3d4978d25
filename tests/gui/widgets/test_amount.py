"""The slider from less to more, under real mouse, wheel and key events."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.shared.state.theme import DARK
from gui.shared.view.widgets.amount import AmountSlider
from gui.shared.view.widgets.changes import Bar, ChangeBars

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def slider(qtbot):
    slider = AmountSlider("Smile", "A smile", DARK)
    qtbot.addWidget(slider)
    slider.resize(300, 36)
    slider.show()
    slider.setFocus()
    slider.heard, slider.resets = [], []
    slider.turned.connect(lambda amount: slider.heard.append(round(amount, 2)))
    slider.reset.connect(lambda: slider.resets.append(1))
    return slider


def place(slider, share: float) -> QPoint:
    track = slider._track()
    return QPointF(track.left() + share * track.width(), 13).toPoint()


def test_a_click_takes_it_there_and_a_drag_follows_to_the_ends(slider, qtbot):
    qtbot.mousePress(slider, LEFT, pos=place(slider, 0.75))
    assert slider.heard == [pytest.approx(0.5, abs=0.02)]
    for share in (0.9, 1.5, 0.505, -1.0):
        at = QPointF(place(slider, share))
        move = QMouseEvent(
            QMouseEvent.Type.MouseMove, at, slider.mapToGlobal(at), LEFT, LEFT, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(slider, move)
    qtbot.mouseRelease(slider, LEFT, pos=place(slider, 0.0))
    assert slider.heard[1:] == [pytest.approx(0.8, abs=0.02), 1.0, 0.0, -1.0]  # near rest is at rest


def test_a_double_click_wants_it_at_rest(slider, qtbot):
    qtbot.mouseDClick(slider, LEFT, pos=place(slider, 0.8))
    assert slider.resets == [1]


def test_wheel_and_keys(slider, qtbot):
    at = QPointF(slider.rect().center())
    wheel = QWheelEvent(
        at, slider.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider, wheel)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_End, Qt.Key.Key_Backspace):
        qtbot.keyClick(slider, key)
    assert (slider.heard, slider.resets) == ([0.02, 0.0, -0.1, 1.0], [1])


def test_what_is_shown_is_no_turn_and_a_held_slider_is_left_to_the_hand(slider, qtbot):
    slider.set_amount(0.4)
    assert (slider.amount, slider.moved, slider.text(), slider.heard) == (0.4, True, "+40 %", [])
    qtbot.mousePress(slider, LEFT, pos=place(slider, 1.0))
    slider.set_amount(0.1)
    assert slider.amount == 1.0
    qtbot.mouseRelease(slider, LEFT)


def test_it_tells_what_it_is_and_why_it_does_nothing(slider):
    slider.set_amount(0.4)
    slider.set_seen(0.1, 0.9)
    spoken = QAccessible.queryAccessibleInterface(slider)
    assert spoken.text(QAccessible.Text.Name) == "Smile"
    assert spoken.text(QAccessible.Text.Description) == (
        "Smile: +40 %. A smile. The model sees it at 90 %; before the edit at 10 %."
    )
    slider.set_why("There is no face yet.")
    assert not slider.isEnabled()
    assert slider.toolTip().endswith("There is no face yet.")


def test_bars_tell_what_changed(qtbot):
    bars = ChangeBars("What else changed", DARK.strip, DARK, "Nothing yet.", 40)
    qtbot.addWidget(bars)
    bars.show_rows([Bar("Hat", 0.126, "+13"), Bar("Beard", -0.4, "-40"), Bar("Bald", 0.001, "0")])
    assert bars.accessibleDescription() == "Hat +13, Beard -40, Bald 0"
    bars.show_rows([])
    assert bars.accessibleDescription() == "Nothing yet."
