"""The piano roll: the 16 bars that play, the 16 that follow, and how many notes each bar has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolTip, QWidget

from gui.shared.state.note_hand import NoteHand, Place
from gui.shared.state.theme import Palette
from gui.shared.view.widgets import note_keys, roll_menu, roll_over
from gui.shared.view.widgets.bars import MOVES, Selection, spoken
from gui.shared.view.widgets.drag import MakeFile, midi_of, start_drag
from gui.shared.view.widgets.note_keys import named
from gui.shared.view.widgets.roll_picture import GUTTER, LANE, Frame, RollPicture, RollView
from lcmusic.music.melody import STEPS, STEPS_PER_BAR, Note
from lcmusic.music.pitches import note_name

NEAREST = 2 * STEPS_PER_BAR  # sixteenths that are shown at least
NEAR, FIRM = 3, 4  # pixels by which a hand may miss a note, and that are not yet a drag
ADDS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: -100}
Part = Literal["", "handle", "bars", "notes"]
"""What a press is on."""


class PianoRoll(QWidget):
    """Wheel scrolls, ctrl and wheel zoom (+, -, 0 by keyboard); drop a file in.

    In the ruler a click locks a bar and unlocks it, a drag chooses bars, a double click shows everything again; arrows,
    shift and arrows, Enter and the menu do the same by keyboard. The corner beside it drags the melody out as a file.
    Among the notes mouse and keys edit them (``NoteHand``, ``note_keys``).

    Args:
        palette: of the theme.
        make_file: writes what plays, for dragging.

    Signals:
        dropped(Path): a file was dropped.
        lock(bars, bool): these bars, from 0, are to be kept, or no longer.
        renew(bars): these are to be made anew.
        lock_notes(notes, bool): likewise these notes.
        edited(Melody): what plays was edited by hand to this.
    """

    dropped = Signal(Path)
    lock = Signal(list, bool)
    renew = Signal(list)
    lock_notes = Signal(list, bool)
    edited = Signal(object)
    spoken_role = QAccessible.Role.Canvas

    def __init__(self, palette: Palette, make_file: MakeFile) -> None:
        super().__init__()
        self._palette, self._make_file = palette, make_file
        self._view = RollView()
        self._step: float | None = None
        self._picture = RollPicture(palette)
        self._frame = Frame(self.width(), self.height())
        self._still: QPixmap | None = None
        self._pressed = QPoint()
        self._selection: Selection | None = None
        self._pressing: Part = ""
        self._dragging = False
        self._at = QPointF()  # of the mouse
        self._hand = NoteHand(self.edited.emit)
        self._dropping = False
        self.setAcceptDrops(True)
        self.setMouseTracking(True)
        self.setMinimumSize(420, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Piano roll")

    @property
    def view(self) -> RollView:
        """What is shown."""
        return self._view

    @property
    def span(self) -> tuple[float, float]:
        """First sixteenth and number of sixteenths that are shown."""
        return self._frame.first, self._frame.steps

    def show_view(self, view: RollView) -> None:
        """Show other notes; costs nothing if nothing has changed."""
        before = self._hand.melody
        self._hand.show(view.playing)
        if view != self._view or self._hand.melody != before:
            self._view = view
            self._redraw()

    def set_playhead(self, step: float | None) -> None:
        """Where the music is, in sixteenths of what plays; None takes the line away."""
        if step == self._step:
            return
        for at in (self._step, step):
            if at is not None:
                x = round(self._frame.x(at))
                self.update(x - 40, 0, 80, self.height())  # the note that sounds is lit, too
        self._step = step

    def sounding(self) -> int | None:
        """The pitch under the playhead; None if nothing sounds there."""
        return next((note.pitch for note in self._lit()), None)

    def _lit(self) -> list[Note]:
        if self._step is None:
            return []
        return [note for note in self._view.notes[0] if note.start <= self._step < note.end]

    # ---------------------------------------------------------------------------------------------------------- bars

    @property
    def chosen(self) -> list[int]:
        """The bars that were chosen, from 0; none at first."""
        return list(self._selection.bars) if self._selection else []

    def choose(self, selection: Selection | None) -> None:
        """Choose other bars, and no notes."""
        self._selection = selection
        self._hand.choose(())
        self._redraw()

    def choose_notes(self, notes: Iterable[Note]) -> None:
        """Choose other notes, and no bars."""
        self._hand.choose(notes)
        self._notes_done()

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
        for text, action, works in of_notes if notes else of_bars:
            menu.addAction(text, action).setEnabled(works)
        return menu

    def _delete(self) -> None:
        self._hand.delete()
        self._notes_done()

    def _describe(self) -> None:
        view = self._view
        told = [f"{len(view.notes[0])} notes in 16 bars"]
        told += [f"{spoken(list(view.locked))} locked"] if view.locked else []
        told += [f"locked: {', '.join(map(named, view.locked_notes))}"] if view.locked_notes else []
        told += [f"{spoken(self.chosen)} chosen"] if self.chosen else []
        told += [f"chosen: {', '.join(map(named, self._hand.chosen))}"] if self._hand.chosen else []
        self.setAccessibleDescription(view.waiting or ", ".join(told))

    def spoken_value(self) -> str:
        """For screen readers: how many notes there are, what is locked and what is chosen."""
        return self.accessibleDescription()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if note_keys.press(self._hand, event, self.chosen[0] * STEPS_PER_BAR if self.chosen else 0):
            self._notes_done()
            self._reveal()
        elif key in MOVES:
            extends = self._selection is not None and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            before = self._selection or Selection.of(-1)
            self.choose(before.moved(MOVES[key], extends))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_L and self._hand.chosen):
            self.toggle()
        elif key in ZOOMS:
            first, shown = self.span
            at = self._hand.chosen[0].start if self._hand.chosen else first + shown / 2
            self._zoom(ZOOMS[key], at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

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
            self.choose(Selection.of(bar))

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
        else:
            self._look(0.0, float(STEPS))
            if part == "bars":
                self.toggle()  # take back what its first click did

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._pressing = event.position().toPoint(), self._part(event.position())
            if self._pressing == "notes":
                self._hand.press(self._place(event.position()), bool(event.modifiers() & ADDS))
                self._notes_done()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._pressing == "bars":
            first, last = (self._frame.bar_at(x) for x in (self._pressed.x(), event.position().x()))
            if first != last or self.chosen[1:]:
                self.choose(Selection.of(first).to(last))
        elif self._pressing == "notes" and (moved >= FIRM or self._dragging):
            self._dragging, self._at = True, event.position()
            self._hand.drag(self._place(event.position()))
            self._notes_done()
        elif self._pressing == "handle" and moved >= QApplication.startDragDistance():
            self._pressing = ""
            area = self._frame.areas[0].toRect()
            picture = self.grab(area).scaledToWidth(200, Qt.TransformationMode.SmoothTransformation)
            start_drag(self, self._make_file, picture, QPoint(20, 20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressing, self._pressing, self._dragging = self._pressing, "", False
        if pressing == "notes":
            self._hand.release()
            self._notes_done()
        elif pressing == "bars" and self._part(event.position()) == "bars":
            bar = self._frame.bar_at(event.position().x())
            if bar == self._frame.bar_at(self._pressed.x()):
                self.choose(Selection.of(bar))
                self.toggle()

    def _part(self, at: QPointF) -> Part:
        """What lies at a place."""
        playing = self._frame.areas[0]
        if self._frame.handle.contains(at):
            return "handle"
        if not GUTTER <= at.x() < self.width() or at.y() >= playing.bottom():
            return ""
        return "notes" if at.y() >= playing.top() else "bars"

    def _place(self, at: QPointF) -> Place:
        pitch = self._frame.pitch_at(at.y(), self._frame.areas[0], self._view.rows)
        return Place(self._frame.step_at(at.x()), pitch, self._frame.steps_of(NEAR))

    def _show_cursor(self, at: QPointF) -> None:
        part, shape = self._part(at), Qt.CursorShape.ArrowCursor
        if part == "handle":
            shape = Qt.CursorShape.OpenHandCursor
        elif part == "notes" and self._hand.at(self._place(at)):
            edge = self._hand.is_edge(self._place(at))
            shape = Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.SizeAllCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _notes_done(self) -> None:
        """Something was done to the notes: they and bars are never chosen together."""
        if self._hand.chosen:
            self._selection = None
        self._redraw()

    def _redraw(self) -> None:
        self._still = None
        self._describe()
        self.update()

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
                return "Drag the melody out from here, as a MIDI file"
            case "bars":
                bar = self._frame.bar_at(at.x())
                state = "Locked: a click unlocks it" if bar in self._view.locked else "A click locks it"
                return f"Bar {bar + 1}. {state}, a drag chooses bars, a right click offers more"
        if self._hand.melody and playing.contains(at):
            note = self._hand.at(self._place(at))
            if note in self._view.locked_notes:
                return note_keys.ON_LOCKED.format(named(note))
            return note_keys.ON_NOTE.format(named(note)) if note else note_keys.BESIDE.format(self._row(at, playing))
        if self._view.following and following.contains(at):
            step, pitch = self._frame.step_at(at.x()), self._frame.pitch_at(at.y(), following, self._view.rows)
            notes = (n for n in self._view.notes[1] if n.pitch == pitch and n.start <= step < n.end)
            return next(map(named, notes), self._row(at, following))
        if strip.contains(at) and self._view.playing:
            bar = self._frame.bar_at(at.x())
            return f"Bar {bar + 1}: {self._view.per_bar[bar]} notes"
        return ""

    def _row(self, at: QPointF, area: QRectF) -> str:
        return note_name(self._frame.pitch_at(at.y(), area, self._view.rows))

    # -------------------------------------------------------------------------------------------------------- the eye

    def sizeHint(self) -> QSize:
        return QSize(1000, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(replace(self._frame, width=self.width(), height=self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        lane = LANE if self._view.chords else 0
        self._fit(replace(self._frame, ratio=self.devicePixelRatioF(), lane=lane))
        if self._still is None:
            self._still = self._picture.draw(self._in_hand(), self._frame)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roll_over.draw_chosen_bars(painter, self._palette, self._frame, self.chosen, self.hasFocus())
        roll_over.draw_chosen_notes(painter, self._palette, self._frame, self._hand.chosen, self._view.rows)
        if self._dragging and self._hand.band:
            roll_over.draw_band(painter, self._palette, self._frame, QRectF(QPointF(self._pressed), self._at))
        if self._step is not None and self._view.playing:
            roll_over.draw_playhead(painter, self._palette, self._frame, self._step, self._lit(), self._view.rows)
        if self._dropping:
            roll_over.draw_drop(painter, self._palette, QRectF(self.rect()))
        painter.end()

    def _in_hand(self) -> RollView:
        """The view with the notes where the hand has them, in the rows that it shows."""
        melody = self._hand.melody
        if melody is None or melody == self._view.playing:
            return self._view
        return replace(self._view, playing=melody, pitches=self._view.rows)

    def _zoom(self, notches: float, at: float) -> None:
        """Show more or less around a sixteenth, which stays where it is."""
        first, shown = self.span
        steps = min(float(STEPS), max(float(NEAREST), shown * 0.8**notches))
        self._look(at - (at - first) / shown * steps, steps)

    def _reveal(self) -> None:
        """Scroll to the first note that is chosen."""
        first, shown = self.span
        if self._hand.chosen and not first <= self._hand.chosen[0].start < first + shown:
            self._look(self._hand.chosen[0].start - shown / 2, shown)

    def _look(self, first: float, steps: float) -> None:
        self._fit(replace(self._frame, first=min(max(0.0, first), STEPS - steps), steps=steps))
        self.update()

    def _fit(self, frame: Frame) -> None:
        if frame != self._frame:
            self._frame, self._still = frame, None
