"""Small builders of plain widgets in the theme's roles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from gui.shared.state.theme import GRID, INSIDE


def label(text: str, kind: str = "", *, centred: bool = False) -> QLabel:
    """A label of a role of the style sheet; long texts wrap."""
    made = QLabel(text)
    made.setWordWrap(True)
    if kind:
        made.setProperty("kind", kind)
    if centred:
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def button(text: str, tip: str, kind: str = "") -> QPushButton:
    """A push button with its tooltip."""
    made = QPushButton(text)
    made.setToolTip(tip)
    if kind:
        made.setProperty("kind", kind)
    return made


def panel(*widgets: QWidget, stretch: QWidget | None = None) -> QFrame:
    """A panel with widgets one above the other; ``stretch`` is the one that takes the room that is left."""
    frame = QFrame()
    frame.setProperty("kind", "panel")
    column = QVBoxLayout(frame)
    column.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
    column.setSpacing(GRID)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is stretch else 0)
    if stretch is None:
        column.addStretch(1)
    return frame


def column_of(frame: QFrame) -> QVBoxLayout:
    """What a ``panel`` lays its widgets out with."""
    column = frame.layout()
    assert isinstance(column, QVBoxLayout)
    return column


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()  # it goes later, and would be seen until then
            widget.deleteLater()
