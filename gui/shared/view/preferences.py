"""The settings page: how the window looks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.shared.state.theme import GRID, INSIDE, PALETTES
from gui.shared.view.widgets.choices import ChoiceBox

FIELD_WIDTH = 220


class PreferencesPage(QWidget):
    """Choices that are in force as soon as they are made.

    Args:
        theme: the one in force, a name in ``PALETTES``.

    Signals:
        theme_chosen(str): the person wants this one.
    """

    theme_chosen = Signal(str)

    def __init__(self, theme: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.theme = _choices({name: name.capitalize() for name in PALETTES}, theme)
        self.theme.activated.connect(lambda: self.theme_chosen.emit(self.theme.currentData()))
        title = QLabel("Settings")
        title.setProperty("kind", "title")
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * INSIDE, 2 * INSIDE, 2 * INSIDE, 2 * INSIDE)
        grid.setSpacing(GRID)
        grid.addWidget(title, 0, 0, 1, 3)
        for row, (name, box, tip) in enumerate((("Theme", self.theme, "The colours of the window"),), 1):
            label = QLabel(name)
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.setToolTip(tip)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        grid.setRowStretch(9, 1)
        grid.setColumnStretch(2, 1)


def _choices(rows: dict[str, str], chosen: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setFixedWidth(FIELD_WIDTH)
    for value, text in rows.items():
        box.addItem(text, value)
    box.setCurrentIndex(list(rows).index(chosen))
    return box
