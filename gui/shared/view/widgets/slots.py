"""The eight clip slots: miniature rolls to click, to drag out and to drop on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.drag import MakeFile, midi_of, start_drag
from gui.shared.view.widgets.notes import miniature
from gui.shared.view.widgets.paint import colour, font
from lcmusic.music.melody import Melody


class ClipSlot(QWidget):
    """One slot. A click on an empty one keeps what plays; on a full one it plays the clip.

    Signals:
        store(), recall(), clear(), export(): what the person wants.
        dropped(Path): a file was dropped.
    """

    store = Signal()
    recall = Signal()
    clear = Signal()
    export = Signal()
    dropped = Signal(Path)

    def __init__(self, number: int, palette: Palette, make_file: MakeFile) -> None:
        super().__init__()
        self._number, self._palette, self._make_file = number, palette, make_file
        self._melody: Melody | None = None
        self._name = ""
        self._allowed: frozenset[int] | None = None
        self._pressed: QPoint | None = None
        self._over = False
        self.setAcceptDrops(True)
        self.setObjectName(f"slot-{number}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_clip("", None, None)

    def set_clip(self, name: str, melody: Melody | None, allowed: frozenset[int] | None) -> None:
        """Show a clip; None for an empty slot."""
        if (name, melody, allowed) == (self._name, self._melody, self._allowed) and self.toolTip():
            return
        self._name, self._melody, self._allowed = name, melody, allowed
        tip = "Empty: click to keep what plays, or drop a MIDI file here"
        if melody:
            tip = f"{name}: click to play it, drag it out as a MIDI file, right click for more"
        self.setToolTip(tip)
        self.setAccessibleName(f"Slot {self._number}: {name or 'empty'}")
        self.setAccessibleDescription(tip)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._melody is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            start_drag(self, self._make_file, self.grab(), QPoint(10, 10))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self._click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """What a right click offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Keep what plays here", self.store.emit)
        for text, signal in (("Play", self.recall), ("Export", self.export), ("Empty this slot", self.clear)):
            menu.addAction(text, signal.emit).setEnabled(self._melody is not None)
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if midi_of(event) and event.source() is not self:
            self._over = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(midi_of(event))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(104, 64)

    def minimumSizeHint(self) -> QSize:
        return QSize(52, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = p.accent if self._over or self.hasFocus() else p.line
        style = Qt.PenStyle.SolidLine if self._melody or self._over else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour(edge), 1, style))
        painter.setBrush(colour(p.raised if self._melody else p.panel))
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(font(10))
        if self._melody:
            miniature(painter, box.adjusted(6, 7, -6, -19), self._melody, self._allowed, p)
            painter.setPen(colour(p.muted))
            name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(box.width()) - 12)
            painter.drawText(
                box.adjusted(6, 0, -6, -3), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, name
            )
        else:
            painter.setPen(colour(p.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()

    def _click(self) -> None:
        (self.recall if self._melody else self.store).emit()
