"""The eight clip slots: miniature rolls to click, to drag out and to drop on."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
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
from gui.shared.view.widgets.fields import Line
from gui.shared.view.widgets.notes import miniature
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.words import tr
from lcmusic.music.melody import Melody

SLOT = "application/x-lcstudio-slot"
LONGEST_NAME = 60
NAME_HEIGHT = 18


class ClipSlot(QWidget):
    """One slot. A click on an empty one keeps what plays; on a full one it plays the clip.

    Attributes:
        number: its place, from 1.

    Signals:
        store(), recall(), clear(), export(), copy(), paste(): what the person wants.
        dropped(Path): a file was dropped.
        brought(int, bool): the clip of the slot of that number was dropped; to be copied, or moved.
        pushed(int): the clip is to go so many slots to the right.
        renamed(str): another name was typed.
    """

    store = Signal()
    recall = Signal()
    clear = Signal()
    export = Signal()
    copy = Signal()
    paste = Signal()
    dropped = Signal(Path)
    brought = Signal(int, bool)
    pushed = Signal(int)
    renamed = Signal(str)
    spoken_role = QAccessible.Role.Button

    def __init__(self, number: int, palette: Palette, make_file: MakeFile) -> None:
        super().__init__()
        self.number, self._palette, self._make_file = number, palette, make_file
        self._melody: Melody | None = None
        self._name = ""
        self._allowed: frozenset[int] | None = None
        self._pressed: QPoint | None = None
        self._over = False
        self._field: Line | None = None
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
        tip = tr("Empty: click to keep what plays, or drop a MIDI file here")
        if melody:
            tip = tr(
                "{name}: click to play it, drag it out as a MIDI file or into another slot (Ctrl copies), "
                "Ctrl+R to rename it, right click for more"
            ).format(name=name)
        self.setToolTip(tip)
        self.setAccessibleName(tr("Slot {number}: {value}").format(number=self.number, value=name or tr("empty")))
        self.setAccessibleDescription(tip)
        self.update()

    def spoken_value(self) -> str:
        """For screen readers: what it holds."""
        return self._name or tr("empty")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._melody is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            start_drag(self, self._make_file, self.grab(), QPoint(10, 10), (SLOT, _named(self.number)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self._click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_R:
            self.rename()
        elif control and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.pushed.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        menu.addAction(tr("Keep what plays here"), self.store.emit)
        menu.addAction(tr("Paste a MIDI file here (Ctrl+V)"), self.paste.emit)
        for text, action in (
            (tr("Play"), self.recall.emit),
            (tr("Rename (Ctrl+R)"), self.rename),
            (tr("Copy as a MIDI file (Ctrl+C)"), self.copy.emit),
            (tr("Export"), self.export.emit),
            (tr("Empty this slot"), self.clear.emit),
        ):
            menu.addAction(text, action).setEnabled(self._melody is not None)
        return menu

    def rename(self) -> None:
        """Let another name be typed where the name stands; Enter takes it, Escape does not."""
        if self._melody is None or self._field:
            return
        self._field = field = Line(self._name, self)
        field.setAccessibleName(tr("Name of slot {number}").format(number=self.number))
        field.setMaxLength(LONGEST_NAME)
        field.setFont(font(10))
        field.setStyleSheet("min-height: 0; padding: 0 3px; border-radius: 3px")  # as high as the name
        field.setGeometry(2, self.height() - NAME_HEIGHT - 2, self.width() - 4, NAME_HEIGHT)
        field.selectAll()
        field.left.connect(self._leave_field)
        field.done.connect(lambda: self._leave_field(field.text()))
        field.show()
        field.setFocus()

    def _leave_field(self, name: str = "") -> None:
        field, self._field = self._field, None
        if field is None:  # it loses the focus as it goes
            return
        if field.hasFocus():
            self.setFocus()
        field.hide()
        field.deleteLater()
        if name.strip() and name.strip() != self._name:
            self.renamed.emit(name.strip())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.dragMoveEvent(event)
        if event.isAccepted():
            self._over = True
            self.update()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        source = _slot_of(event)
        if source == self.number or not midi_of(event):
            event.ignore()
        elif source:
            event.setDropAction(Qt.DropAction.CopyAction if _copies(event) else Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        source = _slot_of(event)
        if source:
            event.setDropAction(Qt.DropAction.CopyAction if _copies(event) else Qt.DropAction.MoveAction)
            event.accept()
            self.brought.emit(source, _copies(event))
        else:
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
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.end()

    def _click(self) -> None:
        (self.recall if self._melody else self.store).emit()


def _named(number: int) -> bytes:
    """A slot of this very studio: another one's slots are files to us."""
    return f"{os.getpid()}/{number}".encode()


def _slot_of(event: QDropEvent) -> int | None:
    """The number of our own slot that is being dragged; None for anything else."""
    process, _, number = bytes(event.mimeData().data(SLOT).data()).partition(b"/")
    return int(number) if process == str(os.getpid()).encode() else None


def _copies(event: QDropEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
