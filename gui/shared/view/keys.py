"""Binding the table of keys, and the overlay that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.shared.state.shortcuts import (
    EVERYWHERE,
    FACES,
    KNOBS,
    MELODY,
    PRESETS,
    ROLL,
    SHORTCUTS,
    SLOT,
    Shortcut,
    spelled,
)
from gui.shared.state.theme import GRID, INSIDE
from gui.shared.view.words import tr

COLUMNS = ((EVERYWHERE, KNOBS, FACES), (MELODY, SLOT), (ROLL, PRESETS))
KEYS, WHAT = 114, 172  # widths
CLOSES = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Question)


def bind(where: str, widget: QWidget, actions: Mapping[str, Callable[[int], object]]) -> None:
    """Let the keys of a place do their actions while ``widget`` is shown in an active window.

    Args:
        where: of the table of keys.
        actions: by the table's names of them; each gets the number of the key in its row.
    """
    for row in SHORTCUTS[where]:
        for number, keys in enumerate(row.keys if row.action else ()):
            action = actions[row.action]
            QShortcut(QKeySequence(keys), widget).activated.connect(lambda n=number, do=action: do(n))


class KeyOverlay(QFrame):
    """All keys at a glance, in the middle of a widget; Escape, F1, ? or a click close it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over, self._before = over, over
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("Keys of the studio"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = QLabel(tr("Keys"))
        title.setProperty("kind", "title")
        leave = QLabel(tr("Esc closes this"))
        leave.setProperty("kind", "label")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(leave)
        columns = QHBoxLayout()
        columns.setSpacing(3 * INSIDE)
        for places in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(4)
            for place in places:
                column.addLayout(_list(place))
                column.addSpacing(GRID)
            column.addStretch(1)
            columns.addLayout(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * INSIDE, INSIDE, 2 * INSIDE, INSIDE)
        whole.addLayout(head)
        whole.addLayout(columns)
        over.installEventFilter(self)
        self.hide()

    def toggle(self) -> None:
        """Show it, or put it away; the focus goes back to where it was."""
        if self.isVisible():
            self.hide()
            self._before.setFocus()
            return
        self._before = self.window().focusWidget() or self._over
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in CLOSES:
            event.accept()  # not the window's: Escape is panic there
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CLOSES:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.toggle()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return False  # nothing under it can be reached while it is there

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        box = self.rect()
        box.moveCenter(self._over.rect().center())
        self.move(box.topLeft())


def named(row: Shortcut) -> str:
    """The keys of a row as the person's system and language name them."""
    native = QKeySequence.SequenceFormat.NativeText
    return spelled([QKeySequence(key).toString(native) for key in row.keys])


def _list(place: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(INSIDE)
    grid.setVerticalSpacing(3)
    title = QLabel(f"<b>{tr(place)}</b>")
    grid.addWidget(title, 0, 0, 1, 2)
    for number, row in enumerate(SHORTCUTS[place], 1):
        keys, what = QLabel(named(row)), QLabel(tr(row.what))
        for label in (keys, what):
            label.setProperty("kind", "label")
            label.setWordWrap(True)
        keys.setProperty("kind", "key")
        keys.setFixedWidth(KEYS)
        what.setFixedWidth(WHAT)
        grid.addWidget(keys, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(what, number, 1, Qt.AlignmentFlag.AlignTop)
    return grid
