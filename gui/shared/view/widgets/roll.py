"""The piano roll: the 16 bars that play, the 16 that follow, and how many notes each bar has."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolTip

from gui.shared.state.note_hand import Place
from gui.shared.state.theme import Palette
from gui.shared.view.widgets import note_keys, roll_menu
from gui.shared.view.widgets.bars import MOVES, Selection
from gui.shared.view.widgets.drag import MakeFile, midi_of, start_drag
from gui.shared.view.widgets.note_keys import named
from gui.shared.view.widgets.roll_picture import GUTTER
from gui.shared.view.widgets.roll_shown import ShownRoll
from gui.shared.view.words import mark, tr
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.music.pitches import note_name

NEAR, FIRM = 3, 4  # pixels by which a hand may miss a note, and that are not yet a drag
ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
MORE = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: -100}
ON_COUNTS = mark("Drag to draw how many notes each bar is to have, double-click: as many as come")
Part = Literal["", "handle", "bars", "notes", "counts"]
"""What a press is on."""


class PianoRoll(ShownRoll):
    """Wheel scrolls, ctrl and wheel zoom (+, -, 0 by keyboard); drop a file in.

    In the ruler a click locks a bar and unlocks it, a drag chooses bars, a double click shows everything again; arrows,
    shift and arrows, Enter and the menu do the same by keyboard. The corner beside it drags the melody out as a file.
    Among the notes mouse and keys edit them (``NoteHand``, ``note_keys``). In the strip below a drag draws how many
    notes bars are to have, and a double click leaves one as it comes; Alt and up, down or Delete do so for chosen bars.

    Args:
        palette: of the theme.
        make_file: writes what plays, for dragging.

    Signals:
        dropped(Path): a file was dropped.
        lock(bars, bool): these bars, from 0, are to be kept, or no longer.
        renew(bars): these are to be made anew.
        lock_notes(notes, bool): likewise these notes.
    """

    dropped = Signal(Path)
    lock = Signal(list, bool)
    renew = Signal(list)
    lock_notes = Signal(list, bool)

    def __init__(self, palette: Palette, make_file: MakeFile) -> None:
        super().__init__(palette)
        self._make_file = make_file
        self._pressed = QPoint()
        self._pressing: Part = ""
        self._dragging = False
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setMinimumSize(420, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---------------------------------------------------------------------------------------------------------- bars

    def toggle(self) -> None:
        """Lock the bars or notes that are chosen, or unlock them where all of them are locked."""
        if notes := self._hand.chosen:
            self.lock_notes.emit(list(notes), not set(notes) <= set(self._view.locked_notes))
        elif self.chosen:
            self.lock.emit(self.chosen, not set(self.chosen) <= set(self._view.locked))

    def menu(self) -> QMenu:
        """What a right click on the chosen notes or bars offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        notes, view = self._hand.chosen, self._view
        of_notes = roll_menu.note_rows(notes, view, self.lock_notes.emit, self._delete)
        of_bars = roll_menu.bar_rows(self.chosen, view, self.lock.emit, self.renew.emit)
        of_bars = (*of_bars, *roll_menu.count_rows(self.chosen, view, self._counts.leave))
        for text, action, works in of_notes if notes else of_bars:
            menu.addAction(text, action).setEnabled(works)
        return menu

    def _delete(self) -> None:
        self._hand.delete()
        self._notes_done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self._press_alt(key):
            self._redraw()
        elif note_keys.press(self._hand, event, self.chosen[0] * STEPS_PER_BAR if self.chosen else 0):
            self._notes_done()
            self._reveal()
        elif key in MOVES:
            extends = self._selection is not None and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            before = self._selection or Selection.of(-1, self._view.bars)
            self.choose(before.moved(MOVES[key], extends))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_L and self._hand.chosen):
            self.toggle()
        elif key in ZOOMS:
            first, shown = self.span
            at = self._hand.chosen[0].start if self._hand.chosen else first + shown / 2
            self._zoom(ZOOMS[key], at)
        else:
            super().keyPressEvent(event)

    def _press_alt(self, key: Qt.Key) -> bool:
        """Ask the bars that are chosen for more notes or fewer, or leave them as they come; false for other keys."""
        if not self.chosen or key not in (*MORE, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return False
        if self._view.no_counts:
            return True
        if key in MORE:
            self._counts.add(self.chosen, MORE[key], self._view.per_bar)
        else:
            self._counts.leave(self.chosen)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self._choose_here(QPointF(event.pos()))
        if self.chosen or self._hand.chosen:
            self.menu().exec(event.globalPos())

    def _choose_here(self, at: QPointF) -> None:
        """What a right click is about: the note there, or else the bar, with what is chosen beside it."""
        note = self._hand.at(self._place(at)) if self._part(at) == "notes" else None
        bar = self._frame.bar_at(at.x())
        if note:
            self.choose_notes(self._hand.chosen if note in self._hand.chosen else [note])
        elif bar not in self.chosen:
            self.choose(Selection.of(bar, self._view.bars))

    # ------------------------------------------------------------------------------------------------------- the hand

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta().y() or event.angleDelta().x()
        first, shown = self.span
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(delta / 120, min(first + shown, max(first, self._frame.step_at(event.position().x()))))
        else:
            self._look(first - delta / 120 * shown / 16, shown)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        part = self._part(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if part == "notes":
            self._pressed, self._pressing = event.position().toPoint(), "notes"
            self._hand.press_twice(self._place(event.position()))
            self._notes_done()
        elif part == "counts":
            self._counts.leave([self._frame.bar_at(event.position().x())])
            self._redraw()
        else:
            self._look(0.0, self._frame.whole)
            if part == "bars":
                self.toggle()  # take back what its first click did

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._pressing = event.position().toPoint(), self._part(event.position())
            if self._pressing == "notes":
                self._hand.press(self._place(event.position()), bool(event.modifiers() & ADDS))
                self._notes_done()
            elif self._pressing == "counts":
                self._counts.press(*self._count_at(event.position()))
                self._redraw()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._pressing == "bars":
            first, last = (self._frame.bar_at(x) for x in (self._pressed.x(), event.position().x()))
            if first != last or self.chosen[1:]:
                self.choose(Selection.of(first, self._view.bars).to(last))
        elif self._pressing == "notes" and (moved >= FIRM or self._dragging):
            self._dragging, self._band = True, QRectF(QPointF(self._pressed), event.position())
            self._hand.drag(self._place(event.position()))
            self._notes_done()
        elif self._pressing == "counts":
            self._counts.drag(*self._count_at(event.position()))
            self._redraw()
        elif self._pressing == "handle" and moved >= QApplication.startDragDistance():
            self._pressing = ""
            area = self._frame.areas[0].toRect()
            picture = self.grab(area).scaledToWidth(200, Qt.TransformationMode.SmoothTransformation)
            start_drag(self, self._make_file, picture, QPoint(20, 20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressing, self._pressing, self._dragging, self._band = self._pressing, "", False, None
        if pressing == "notes":
            self._hand.release()
            self._notes_done()
        elif pressing == "counts":
            self._counts.release()
            self._redraw()
        elif pressing == "bars" and self._part(event.position()) == "bars":
            bar = self._frame.bar_at(event.position().x())
            if bar == self._frame.bar_at(self._pressed.x()):
                self.choose(Selection.of(bar, self._view.bars))
                self.toggle()

    def _part(self, at: QPointF) -> Part:
        """What lies at a place."""
        playing = self._frame.areas[0]
        if self._frame.handle.contains(at):
            return "handle"
        if self._frame.areas[2].contains(at) and self._view.playing and not self._view.no_counts:
            return "counts"
        if not GUTTER <= at.x() < self.width() or at.y() >= playing.bottom():
            return ""
        return "notes" if at.y() >= playing.top() else "bars"

    def _count_at(self, at: QPointF) -> tuple[int, int]:
        return self._frame.bar_at(at.x()), self._frame.count_at(at.y())

    def _place(self, at: QPointF) -> Place:
        pitch = self._frame.pitch_at(at.y(), self._frame.areas[0], self._view.rows)
        return Place(self._frame.step_at(at.x()), pitch, self._frame.steps_of(NEAR))

    def _show_cursor(self, at: QPointF) -> None:
        part, shape = self._part(at), Qt.CursorShape.ArrowCursor
        if part == "handle":
            shape = Qt.CursorShape.OpenHandCursor
        elif part == "counts":
            shape = Qt.CursorShape.SplitVCursor
        elif part == "notes" and self._hand.at(self._place(at)):
            edge = self._hand.is_edge(self._place(at))
            shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.SizeAllCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if midi_of(event) and event.source() is not self:
            self._dropping = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dropping = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dropping = False
        self.update()
        event.acceptProposedAction()
        self.dropped.emit(midi_of(event))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.hint(QPointF(event.pos())), self)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(note_keys.takes(self._hand, event))
            return True
        return super().event(event)

    def hint(self, at: QPointF) -> str:
        """What lies at a point, and what a hand can do there."""
        playing, following, strip = self._frame.areas
        match self._part(at):
            case "handle":
                return tr("Drag the melody out from here, as a MIDI file")
            case "bars":
                bar = self._frame.bar_at(at.x())
                state = tr("Locked: a click unlocks it") if bar in self._view.locked else tr("A click locks it")
                return tr("Bar {bar}. {state}, a drag chooses bars, a right click offers more").format(
                    bar=bar + 1, state=state
                )
        if self._hand.melody and playing.contains(at):
            note = self._hand.at(self._place(at))
            if note in self._view.locked_notes:
                return tr(note_keys.ON_LOCKED).format(named(note))
            return (
                tr(note_keys.ON_NOTE).format(named(note))
                if note
                else tr(note_keys.BESIDE).format(self._row(at, playing))
            )
        if self._view.following and following.contains(at):
            step, pitch = self._frame.step_at(at.x()), self._frame.pitch_at(at.y(), following, self._view.rows)
            notes = (n for n in self._view.notes[1] if n.pitch == pitch and n.start <= step < n.end)
            return next(map(named, notes), self._row(at, following))
        if strip.contains(at) and self._view.playing:
            bar = self._frame.bar_at(at.x())
            asked = self._counts.counts[bar] if self._counts.counts else None
            told = tr("Bar {bar}: {notes} notes").format(bar=bar + 1, notes=self._view.per_bar[bar])
            told += "" if asked is None else tr(", {asked} asked for").format(asked=asked)
            return f"{told}\n{tr(self._view.no_counts or ON_COUNTS)}"
        return ""

    def _row(self, at: QPointF, area: QRectF) -> str:
        return note_name(self._frame.pitch_at(at.y(), area, self._view.rows))
