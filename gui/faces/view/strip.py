"""A row of small faces to choose from, by mouse or by arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.wipe import pixmap_of

SIDE = 62
CELL = SIDE + 8


class FaceStrip(QListWidget):
    """Small faces from left to right.

    Signals:
        chosen(int): the person took one.
    """

    chosen = Signal(int)

    def __init__(self, name: str, palette: Palette) -> None:
        super().__init__()
        self._shown: list[tuple[np.ndarray | None, str]] = []
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setFixedHeight(CELL + 12)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.setStyleSheet(
            "QListView::item { padding: 2px; border: 2px solid transparent; }"
            f"QListView::item:selected {{ border: 2px solid {palette.accent}; background: transparent; }}"
            f"QListView:focus {{ border: 1px solid {palette.accent}; }}"
        )
        self.itemClicked.connect(lambda item: self.chosen.emit(self.row(item)))

    def show_faces(self, faces: Sequence[tuple[np.ndarray | None, str]], at: int = -1) -> None:
        """Show faces (pixels uint8 ``[h, w, 3]``, None for one that is being made) with their tooltips.

        Args:
            at: which one holds; -1 for none.
        """
        with QSignalBlocker(self):
            while self.count() > len(faces):
                self.takeItem(self.count() - 1)
            for i, (pixels, tip) in enumerate(faces):
                if i < self.count() and self._shown[i][0] is pixels and self._shown[i][1] == tip:
                    continue
                item = self.item(i) if i < self.count() else QListWidgetItem(self)
                item.setIcon(_icon(pixels))
                item.setSizeHint(QSize(CELL, CELL))
                item.setToolTip(tip)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, tip)
            self._shown = list(faces)
            if at != self.currentRow():
                self.setCurrentRow(at)
                if at >= 0:
                    self.scrollToItem(self.item(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in moves and self.count():
            self.setCurrentRow(min(self.count() - 1, max(0, self.currentRow() + moves[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


def _icon(pixels_hwc: np.ndarray | None) -> QIcon:
    """A face that looks the same when it is chosen."""
    made = QIcon()
    if pixels_hwc is not None:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(pixmap_of(pixels_hwc), mode)
    return made
