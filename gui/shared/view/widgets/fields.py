"""Fields to type into, which know when a person has done and when a person leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """A line that knows Escape, which is the window's key otherwise, and when it loses the focus.

    Signals:
        left: the person does not want what was typed.
        done: the person goes on, and wants it.
    """

    left = Signal()
    done = Signal()

    def event(self, event: QEvent) -> bool:
        if _is_override(event, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            self.clearFocus()
        elif event.key() in ENTER:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu of copy and paste
            self.done.emit()


class ValueLine(Line):
    """A line for a value: Space takes it, leaves the field, and is the window's key as everywhere."""

    def event(self, event: QEvent) -> bool:
        if _is_override(event, Qt.Key.Key_Space):
            self.done.emit()
            event.ignore()  # the window's
            return True
        return super().event(event)


class NumberBox(QDoubleSpinBox):
    """A number to type, with a point or a comma. Enter takes it, Escape does not, and both leave the field.

    Space takes it, leaves the field, and is the window's key as everywhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())  # one spelling on every machine: a point, and nothing between thousands

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        return super().validate(text.replace(",", "."), at)

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(text.replace(",", "."))

    def event(self, event: QEvent) -> bool:
        if _is_override(event, Qt.Key.Key_Escape):
            event.accept()
            return True
        if _is_override(event, Qt.Key.Key_Space):
            self.interpretText()
            self.clearFocus()
            event.ignore()  # the window's
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setValue(self.value())  # what stood there before
            self.clearFocus()
        elif event.key() in ENTER:
            self.interpretText()
            self.clearFocus()
        else:
            super().keyPressEvent(event)


def _is_override(event: QEvent, key: Qt.Key) -> bool:
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() == key
