"""The knob, turned by real mouse and key events."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from gui.shared.state.theme import DARK
from gui.shared.view.widgets.knob import Knob, KnobSpec
from lcmusic.music.pitches import parse_pitch
from lcmusic.music.rows import Shown

SPEC = KnobSpec("density", "Density", 0, 10, 5, lambda v: f"{v:.2f} notes", "How many.")


@pytest.fixture
def knob(qtbot):
    knob = Knob(SPEC, DARK, 48)
    qtbot.addWidget(knob)
    knob.show()
    knob.setFocus()
    knob.heard = []
    knob.turned.connect(lambda value: knob.heard.append(round(value, 6)))
    return knob


def drag(qtbot, knob, pixels, modifier=Qt.KeyboardModifier.NoModifier):
    middle = knob.rect().center()
    qtbot.mousePress(knob, Qt.MouseButton.LeftButton, modifier, middle)
    qtbot.mouseMove(knob, middle)
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    for y in range(0, pixels, 10 if pixels > 0 else -10):
        at = QPointF(middle - QPoint(0, y + (10 if pixels > 0 else -10)))
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            at,
            knob.mapToGlobal(at),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            modifier,
        )
        QApplication.sendEvent(knob, move)
    qtbot.mouseRelease(knob, Qt.MouseButton.LeftButton, modifier, middle)


def wheel(knob, notches, modifier=Qt.KeyboardModifier.NoModifier):
    at = QPointF(knob.rect().center())
    event = QWheelEvent(
        at, knob.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(knob, event)


def test_dragging_200_pixels_is_the_whole_range_and_shift_a_tenth(qtbot, knob):
    drag(qtbot, knob, 60)
    assert knob.value == pytest.approx(8.0)
    drag(qtbot, knob, -100, Qt.KeyboardModifier.ShiftModifier)
    assert knob.value == pytest.approx(7.5)
    drag(qtbot, knob, -400)
    assert knob.value == 0


def test_the_wheel_is_a_hundredth(knob):
    wheel(knob, 2)
    wheel(knob, -1)
    wheel(knob, 1, Qt.KeyboardModifier.ShiftModifier)
    assert knob.heard == [5.2, 5.1, 5.11]


def test_keys_turn_it(qtbot, knob):
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Home):
        qtbot.keyClick(knob, key)
    assert knob.heard == [5.1, 4.1, 10.0, 9.9, 0.0]


def test_a_double_click_asks_for_the_default(qtbot, knob):
    with qtbot.waitSignal(knob.reset):
        qtbot.mouseDClick(knob, Qt.MouseButton.LeftButton, pos=knob.rect().center())
    assert knob.heard == []


def test_a_typed_value_is_exact_and_one_out_of_range_stays_inside(qtbot, knob):
    for text, value in (("7.25", 7.25), ("99", 10.0), ("3,5 notes", 3.5)):
        qtbot.keyClick(knob, Qt.Key.Key_Return)
        editor = knob._editor
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        assert knob.value == value


def test_enter_applies_and_closes_and_escape_leaves(qtbot, knob):
    for key, value in ((Qt.Key.Key_Return, 7.0), (Qt.Key.Key_Escape, 5.0)):
        knob.set_value(5.0)
        qtbot.keyClicks(knob, "7")
        qtbot.keyClick(knob._editor, key)
        assert (knob.value, knob._editor, knob.hasFocus()) == (value, None, True)


def test_tab_applies_and_goes_on(qtbot):
    window = QWidget()
    row = QHBoxLayout(window)
    knobs = [Knob(SPEC, DARK, 48) for _ in range(2)]
    for knob in knobs:
        row.addWidget(knob)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    knobs[0].setFocus()
    qtbot.keyClicks(knobs[0], "7")
    qtbot.keyClick(knobs[0]._editor, Qt.Key.Key_Tab)
    assert (knobs[0].value, knobs[0]._editor, window.focusWidget()) == (7.0, None, knobs[1])


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "many"])
def test_what_is_no_number_is_refused(qtbot, knob, text):
    qtbot.keyClick(knob, Qt.Key.Key_Return)
    qtbot.keyClicks(knob._editor, text)
    qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
    assert (knob.value, knob.heard) == (5, [])


def test_percent_is_typed_as_percent(qtbot):
    knob = Knob(KnobSpec("gate", "Gate", 0, 1, 1, lambda v: f"{100 * v:.0f} %", ""), DARK)
    qtbot.addWidget(knob)
    knob.show()
    knob.setFocus()
    qtbot.keyClicks(knob, "4")
    qtbot.keyClicks(knob._editor, "5")
    qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
    assert (knob.value, knob.text()) == (0.45, "45 %")


def test_a_note_is_typed_by_its_name(qtbot):
    shown = Shown("Lowest", "", pitch=True)
    knob = Knob(KnobSpec("lowest", "Lowest", 36, 84, None, shown.text, "", step=1, read=parse_pitch), DARK)
    qtbot.addWidget(knob)
    knob.show()
    for text, value in (("f#3", 54), ("60", 60), ("H3", 60)):
        qtbot.keyClick(knob, Qt.Key.Key_Return)
        qtbot.keyClicks(knob._editor, text)
        qtbot.keyClick(knob._editor, Qt.Key.Key_Return)
        assert knob.value == value
    assert knob.text() == "C4"


def test_whole_numbers_stay_whole(qtbot):
    knob = Knob(KnobSpec("velocity", "Velocity", 1, 127, 96, lambda v: f"{v:.0f}", "", step=1), DARK)
    qtbot.addWidget(knob)
    wheel(knob, 1)
    assert knob.value == 97


def test_it_says_what_it_is_to_eyes_and_screen_readers(knob):
    knob.set_why("There are no knobs.")
    knob.set_midi("CC 74, channel 1")
    assert knob.toolTip() == (
        "<b>Density: 5.00 notes</b><br>How many.<br><br>There are no knobs.<br>Turned by CC 74, channel 1."
    )
    assert knob.accessibleName() == "Density"
    assert knob.accessibleDescription() == "5.00 notes. How many. There are no knobs."
    menu = knob.menu()
    assert [a.text() for a in menu.actions() if a.text()] == [
        "Learn from a MIDI controller",
        "Forget CC 74, channel 1",
        "Type a value",
        "Copy 5.00 notes",
        "Back to the default",
    ]
    menu.deleteLater()
