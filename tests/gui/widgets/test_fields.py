"""Fields under real key events: Enter, Escape, Space, points and commas."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.shared.view.widgets.fields import Line, NumberBox


class Window(QWidget):
    """A window whose Space plays and whose Escape panics, with two fields."""

    def __init__(self):
        super().__init__()
        self.line, self.number = Line(), NumberBox()
        self.number.setRange(20, 300)
        self.number.setKeyboardTracking(False)
        self.number.setValue(100)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.number)
        self.keys, self.values = [], []
        for key in ("Space", "Esc"):
            QShortcut(QKeySequence(key), self).activated.connect(lambda key=key: self.keys.append(key))
        self.number.valueChanged.connect(self.values.append)


@pytest.fixture
def window(qtbot):
    window = Window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def type_into(qtbot, box, text):
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


@pytest.mark.parametrize("text", ["92.5", "92,5"])
@pytest.mark.parametrize(
    ("key", "values", "keys"),
    [(Qt.Key.Key_Return, [92.5], []), (Qt.Key.Key_Space, [92.5], ["Space"]), (Qt.Key.Key_Escape, [], [])],
)
def test_a_number_is_taken_by_enter_and_space_and_not_by_escape(qtbot, window, text, key, values, keys):
    type_into(qtbot, window.number, text)
    qtbot.keyClick(window.number, key)
    assert (window.values, window.keys, window.number.hasFocus()) == (values, keys, False)
    assert window.number.text() == ("92.50" if values else "100.00")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.keys == [*keys, "Esc"]  # outside a field it is the window's


def test_spaces_are_typed_into_a_line_and_escape_leaves_it(qtbot, window):
    heard = []
    window.line.left.connect(lambda: heard.append("left"))
    window.line.done.connect(lambda: heard.append("done"))
    type_into(qtbot, window.line, "bass line")
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    assert (window.line.text(), window.line.hasFocus(), heard) == ("bass line", True, ["done"])
    qtbot.keyClick(window.line, Qt.Key.Key_Escape)
    assert (window.keys, window.line.hasFocus(), heard) == ([], False, ["done", "left", "done"])
