"""A row of small rolls to choose from, by mouse or by arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.notes import miniature
from gui.shared.view.words import tr
from lcmusic.music.melody import Melody

SIZE = QSize(64, 28)
SCALE = 2  # drawn so many times larger, for screens with many pixels


class Small(NamedTuple):
    """What a small roll shows: a name, a melody and the pitch classes that are in its scale (None: all)."""

    name: str
    melody: Melody
    allowed: frozenset[int] | None


class IdeaStrip(QListWidget):
    """Small rolls from left to right.

    Signals:
        chosen(int): the person took one.
    """

    chosen = Signal(int)

    def __init__(self, name: str, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._shown: list[Small] = []
        self._at = -1
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(SIZE)
        self.setFixedHeight(SIZE.height() + 16)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setStyleSheet(
            "QListView::item { padding: 1px; border: 1px solid transparent; }"
            f"QListView::item:selected {{ border: 1px solid {palette.accent}; background: {palette.raised}; }}"
            f"QListView:focus {{ border: 1px solid {palette.accent}; }}"
        )
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))

    def show_ideas(self, ideas: Sequence[Small], at: int) -> None:
        """Show these; ``at`` is the one that plays, -1 for none. A row that the arrows are at stays."""
        if list(ideas) == self._shown and self._at == at:
            return
        with QSignalBlocker(self):
            while self.count() > len(ideas):
                self.takeItem(self.count() - 1)
            for n, idea in enumerate(ideas):
                if n < self.count() and self._shown[n] == idea:
                    continue
                item = self.item(n) if n < self.count() else QListWidgetItem(self)
                item.setIcon(self._icon(idea))
                item.setSizeHint(SIZE + QSize(8, 8))
                tip = tr("{name}: a click, or arrows and Enter, go back to it").format(name=idea.name)
                item.setToolTip(tip)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, idea.name)
            self.setCurrentRow(at)
            if at >= 0:
                self.scrollToItem(self.item(at))
        self._shown, self._at = list(ideas), at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        elif event.text().strip():
            event.ignore()  # a letter is the page's, and not the beginning of a name
        else:
            super().keyPressEvent(event)

    def _icon(self, idea: Small) -> QIcon:
        """A roll that looks the same when it is chosen."""
        picture = QPixmap(SIZE * SCALE)
        picture.setDevicePixelRatio(SCALE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        miniature(painter, QRectF(0, 0, SIZE.width(), SIZE.height()), idea.melody, idea.allowed, self._palette)
        painter.end()
        made = QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(picture, mode)
        return made
