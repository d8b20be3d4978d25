"""The piano roll: the 16 bars that play, the 16 that follow, and how many notes each bar has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolTip, QWidget

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.bars import MOVES, Selection, spoken
from gui.shared.view.widgets.drag import MakeFile, midi_of, start_drag
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.widgets.roll_picture import GUTTER, LANE, RULER, Frame, RollPicture, RollView
from lcmusic.music.melody import BARS, STEPS, STEPS_PER_BAR, STEPS_PER_BEAT, Note
from lcmusic.music.pitches import note_name

NEAREST = 2 * STEPS_PER_BAR  # sixteenths that are shown at least


class PianoRoll(QWidget):
    """Wheel scrolls, ctrl and wheel zoom, a double click shows everything again; drag the melody out, drop a file in.

    A click locks a bar and unlocks it, a drag along the ruler chooses bars; arrows, shift and arrows, Enter and the
    menu do the same by keyboard.

    Args:
        palette: of the theme.
        make_file: writes what plays, for dragging.

    Signals:
        dropped(Path): a file was dropped.
        lock(bars, bool): these bars, from 0, are to be kept, or no longer.
        renew(bars): these are to be made anew.
    """

    dropped = Signal(Path)
    lock = Signal(list, bool)
    renew = Signal(list)

    def __init__(self, palette: Palette, make_file: MakeFile) -> None:
        super().__init__()
        self._palette, self._make_file = palette, make_file
        self._view = RollView()
        self._step: float | None = None
        self._picture = RollPicture(palette)
        self._frame = Frame(self.width(), self.height())
        self._still: QPixmap | None = None
        self._pressed: QPoint | None = None
        self._selection: Selection | None = None
        self._choosing = False  # bars, by dragging along the ruler
        self._dropping = False
        self.setAcceptDrops(True)
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
        if view != self._view:
            self._view, self._still = view, None
            self._describe()
            self.update()

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
        """Choose other bars."""
        self._selection = selection
        self._describe()
        self.update()

    def toggle(self) -> None:
        """Lock the bars that are chosen, or unlock them where all of them are locked."""
        if self.chosen:
            self.lock.emit(self.chosen, not set(self.chosen) <= set(self._view.locked))

    def menu(self) -> QMenu:
        """What a right click on the chosen bars offers."""
        menu, bars, locked = QMenu(self), self.chosen, set(self._view.locked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        others = [bar for bar in range(BARS) if bar not in bars]
        rows = (
            (f"Lock {spoken(bars)}", lambda: self.lock.emit(bars, True), not set(bars) <= locked),
            (f"Unlock {spoken(bars)}", lambda: self.lock.emit(bars, False), set(bars) & locked),
            (f"Make {spoken(bars)} anew", lambda: self.renew.emit(bars), not set(bars) <= locked),
            ("Lock all the others", lambda: self.lock.emit(others, True), not set(others) <= locked),
            ("Unlock everything", lambda: self.lock.emit(list(range(BARS)), False), locked),
        )
        for text, action, works in rows:
            menu.addAction(text, action).setEnabled(bool(works))
        return menu

    def _describe(self) -> None:
        view = self._view
        told = [f"{len(view.notes[0])} notes in 16 bars"]
        told += [f"{spoken(list(view.locked))} locked"] if view.locked else []
        told += [f"{spoken(self.chosen)} chosen"] if self.chosen else []
        self.setAccessibleDescription(view.waiting or ", ".join(told))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES:
            extends = self._selection is not None and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            before = self._selection or Selection.of(-1)
            self.choose(before.moved(MOVES[key], extends))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
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
            bar = self._frame.bar_at(event.pos().x())
            if bar not in self.chosen:
                self.choose(Selection.of(bar))
        if self.chosen:
            self.menu().exec(event.globalPos())

    # ------------------------------------------------------------------------------------------------------- the hand

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta().y() or event.angleDelta().x()
        first, shown = self.span
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            share = min(1.0, max(0.0, (event.position().x() - GUTTER) / max(1, self.width() - GUTTER)))
            at = first + share * shown
            steps = min(float(STEPS), max(float(NEAREST), shown * 0.8 ** (delta / 120)))
            self._look(at - share * steps, steps)
        else:
            self._look(first - delta / 120 * shown / 16, shown)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._look(0.0, float(STEPS))
        if self._is_in_bars(event.position()):
            self.toggle()  # take back what its first click did

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._choosing = self._pressed.y() < self._frame.areas[0].top()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._choosing:
            first, last = (self._frame.bar_at(x) for x in (self._pressed.x(), event.position().x()))
            if first != last or self.chosen[1:]:
                self.choose(Selection.of(first).to(last))
        elif moved >= QApplication.startDragDistance():
            self._pressed = None
            area = self._frame.areas[0].toRect()
            picture = self.grab(area).scaledToWidth(200, Qt.TransformationMode.SmoothTransformation)
            start_drag(self, self._make_file, picture, QPoint(20, 20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton or not self._is_in_bars(event.position()):
            return
        bar = self._frame.bar_at(event.position().x())
        if bar == self._frame.bar_at(pressed.x()):
            self.choose(Selection.of(bar))
            self.toggle()

    def _is_in_bars(self, at: QPointF) -> bool:
        return GUTTER <= at.x() < self.width() and at.y() < self._frame.areas[0].bottom()

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
        return super().event(event)

    def hint(self, at: QPointF) -> str:
        """What lies at a point: the note's name and place, or the bar's notes."""
        playing, following, strip = self._frame.areas
        if at.y() < playing.top() and at.x() >= GUTTER:
            bar = self._frame.bar_at(at.x())
            state = "Locked: a click unlocks it" if bar in self._view.locked else "A click locks it"
            return f"Bar {bar + 1}. {state}, a drag chooses bars, a right click offers more"
        step = self._frame.first + (at.x() - GUTTER) / max(1.0, playing.width()) * self._frame.steps
        for area, melody, notes in (
            (playing, self._view.playing, self._view.notes[0]),
            (following, self._view.following, self._view.notes[1]),
        ):
            if melody and area.contains(at):
                low, high = self._view.rows
                pitch = high - int((at.y() - area.top()) / area.height() * (high - low + 1))
                for note in notes:
                    if note.pitch == pitch and note.start <= step < note.end:
                        bar, beat = note.start // STEPS_PER_BAR + 1, note.start % STEPS_PER_BAR / STEPS_PER_BEAT + 1
                        return f"{note_name(pitch)} · bar {bar}, beat {beat:g}"
                return note_name(pitch)
        if strip.contains(at) and self._view.playing:
            bar = min(BARS - 1, max(0, int(step // STEPS_PER_BAR)))
            return f"Bar {bar + 1}: {self._view.per_bar[bar]} notes"
        return ""

    # -------------------------------------------------------------------------------------------------------- the eye

    def sizeHint(self) -> QSize:
        return QSize(1000, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(replace(self._frame, width=self.width(), height=self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        lane = LANE if self._view.chords else 0
        self._fit(replace(self._frame, ratio=self.devicePixelRatioF(), lane=lane))
        if self._still is None:
            self._still = self._picture.draw(self._view, self._frame)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing, _, strip = self._frame.areas
        self._draw_chosen(painter)
        if self._step is not None and self._view.playing:
            painter.setClipRect(self._frame.inside)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._palette.text, 0.85))
            for note in self._lit():
                painter.drawRoundedRect(self._frame.box(note, playing, self._view.rows), 3, 3)
            x = self._frame.x(self._step)
            painter.setPen(QPen(colour(self._palette.now), 1.6))
            painter.drawLine(QPointF(x, RULER - 4), QPointF(x, playing.bottom()))
            painter.setPen(QPen(colour(self._palette.now, 0.5), 1))
            painter.drawLine(QPointF(x, strip.top()), QPointF(x, strip.bottom()))
            painter.setClipping(False)
        if self._dropping:
            painter.setPen(QPen(colour(self._palette.accent), 2))
            painter.setBrush(colour(self._palette.accent, 0.12))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
            painter.setFont(font(16, bold=True))
            painter.setPen(colour(self._palette.text))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Drop to play this melody")
        painter.end()

    def _draw_chosen(self, painter: QPainter) -> None:
        """A bracket over the bars that are chosen; all round them while the keys are here."""
        bars = self.chosen
        if not bars or not (self.hasFocus() or bars[1:]):
            return
        painter.setClipRect(self._frame.inside)
        left, right = self._frame.bar(bars[0], len(bars))
        box = QRectF(left + 0.5, 1, right - left - 1, self._frame.areas[0].bottom() - 1)
        if bars[1:]:
            painter.fillRect(box, colour(self._palette.text, 0.05))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(self._palette.text, 0.8), 1.4))
        if self.hasFocus():
            painter.drawRoundedRect(box, 3, 3)
        else:
            painter.drawLine(QPointF(left, 1), QPointF(right, 1))
        painter.setClipping(False)

    def _look(self, first: float, steps: float) -> None:
        self._fit(replace(self._frame, first=min(max(0.0, first), STEPS - steps), steps=steps))
        self.update()

    def _fit(self, frame: Frame) -> None:
        if frame != self._frame:
            self._frame, self._still = frame, None
