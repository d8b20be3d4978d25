"""The piano roll: the 16 bars that play, the 16 that follow, and how many notes each bar has."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from gui.theme import LABEL, Palette
from gui.widgets.drag import MakeFile, midi_of, start_drag
from gui.widgets.notes import draw_note, draw_outline, note_box, rows_of
from gui.widgets.paint import colour, font
from lcmusic.melody import BARS, STEPS, STEPS_PER_BAR, STEPS_PER_BEAT, Melody, note_name

GUTTER, RULER, GAP, STRIP = 44, 20, 22, 58
FOLDED = 40  # height of what follows when there is little room
ROOM = 600  # below this height it folds
NEAREST = 2 * STEPS_PER_BAR  # sixteenths that are shown at least
BLACK_KEYS = frozenset({1, 3, 6, 8, 10})


@dataclass(frozen=True)
class RollView:
    """What the roll shows.

    Attributes:
        playing, following, ghost: melodies of 16 bars; None where there is none.
        allowed: the scale; None for no scale.
        density: notes per bar that are asked for; None for none.
        first_bar: the song's bar at which what plays begins.
        levels: brightness 0..1 of a note by its sixteenth in the bar.
        waiting: a sentence instead of notes.
    """

    playing: Melody | None = None
    following: Melody | None = None
    ghost: Melody | None = None
    allowed: frozenset[int] | None = None
    density: float | None = None
    first_bar: int = 0
    levels: tuple[float, ...] = field(default=(0.9,) * STEPS_PER_BAR)
    waiting: str = ""


class PianoRoll(QWidget):
    """Wheel scrolls, ctrl and wheel zoom, a double click shows everything again; drag the melody out, drop a file in.

    Args:
        palette: of the theme.
        make_file: writes what plays, for dragging.

    Signals:
        dropped(Path): a file was dropped.
    """

    dropped = Signal(Path)

    def __init__(self, palette: Palette, make_file: MakeFile) -> None:
        super().__init__()
        self._palette, self._make_file = palette, make_file
        self._view = RollView()
        self._step: float | None = None
        self._first, self._steps = 0.0, float(STEPS)
        self._still: QPixmap | None = None
        self._pressed: QPoint | None = None
        self._dropping = False
        self.setAcceptDrops(True)
        self.setMinimumSize(420, 260)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Piano roll")

    @property
    def view(self) -> RollView:
        """What is shown."""
        return self._view

    @property
    def span(self) -> tuple[float, float]:
        """First sixteenth and number of sixteenths that are shown."""
        return self._first, self._steps

    def show_view(self, view: RollView) -> None:
        """Show other notes; costs nothing if nothing has changed."""
        if view != self._view:
            self._view, self._still = view, None
            count = len(view.playing.notes()) if view.playing else 0
            self.setAccessibleDescription(view.waiting or f"{count} notes in 16 bars")
            self.update()

    def set_playhead(self, step: float | None) -> None:
        """Where the music is, in sixteenths of what plays; None takes the line away."""
        if step == self._step:
            return
        for at in (self._step, step):
            if at is not None:
                x = round(self._x(at))
                self.update(x - 40, 0, 80, self.height())  # the note that sounds is lit, too
        self._step = step

    def sounding(self) -> int | None:
        """The pitch under the playhead; None if nothing sounds there."""
        if self._step is None or not self._view.playing:
            return None
        return next((n.pitch for n in self._view.playing.notes() if n.start <= self._step < n.end), None)

    # ------------------------------------------------------------------------------------------------------- the hand

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            share = min(1.0, max(0.0, (event.position().x() - GUTTER) / max(1, self.width() - GUTTER)))
            at = self._first + share * self._steps
            steps = min(float(STEPS), max(float(NEAREST), self._steps * 0.8 ** (delta / 120)))
            self._look(at - share * steps, steps)
        else:
            self._look(self._first - delta / 120 * self._steps / 16, self._steps)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._look(0.0, float(STEPS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved >= QApplication.startDragDistance():
            self._pressed = None
            area = self._areas()[0].toRect()
            picture = self.grab(area).scaledToWidth(200, Qt.TransformationMode.SmoothTransformation)
            start_drag(self, self._make_file, picture, QPoint(20, 20))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None

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
        playing, following, strip = self._areas()
        step = self._first + (at.x() - GUTTER) / max(1.0, playing.width()) * self._steps
        for area, melody in ((playing, self._view.playing), (following, self._view.following)):
            if melody and area.contains(at):
                low, high = self._rows()
                pitch = high - int((at.y() - area.top()) / area.height() * (high - low + 1))
                for note in melody.notes():
                    if note.pitch == pitch and note.start <= step < note.end:
                        bar, beat = note.start // STEPS_PER_BAR + 1, note.start % STEPS_PER_BAR / STEPS_PER_BEAT + 1
                        return f"{note_name(pitch)} · bar {bar}, beat {beat:g}"
                return note_name(pitch)
        if strip.contains(at) and self._view.playing:
            bar = min(BARS - 1, max(0, int(step // STEPS_PER_BAR)))
            return f"Bar {bar + 1}: {_per_bar(self._view.playing)[bar]} notes"
        return ""

    # -------------------------------------------------------------------------------------------------------- the eye

    def sizeHint(self) -> QSize:
        return QSize(1000, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._still = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._still is None or self._still.devicePixelRatio() != self.devicePixelRatioF():
            self._still = self._draw_still()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing, _, strip = self._areas()
        if self._step is not None and self._view.playing:
            low, high = self._rows()
            painter.setClipRect(QRectF(GUTTER, 0, self.width() - GUTTER, self.height()))
            for note in self._view.playing.notes():
                if note.start <= self._step < note.end:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colour(self._palette.text, 0.85))
                    painter.drawRoundedRect(note_box(note, playing, low, high, self._first, self._steps), 3, 3)
            x = self._x(self._step)
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
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Drop to transform this melody")
        painter.end()

    def _draw_still(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(colour(self._palette.window))
        painter = QPainter(still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        playing, following, strip = self._areas()
        self._grid(painter, playing, names=True)
        self._grid(painter, following, names=following.height() > 120)
        self._ruler(painter)
        self._label(painter, playing.bottom() + 4, "Next 16 bars")
        self._label(painter, following.bottom() + 2, "Notes per bar")
        painter.setClipRect(QRectF(GUTTER, 0, self.width() - GUTTER, self.height()))
        view = self._view
        low, high = self._rows()
        if view.ghost and view.ghost != view.playing:
            for note in view.ghost.notes():
                draw_outline(painter, note_box(note, playing, low, high, self._first, self._steps), self._palette)
        for melody, area, share in ((view.playing, playing, 1.0), (view.following, following, 0.5)):
            for note in melody.notes() if melody else ():
                inside = view.allowed is None or note.pitch % 12 in view.allowed
                level = share * view.levels[note.start % STEPS_PER_BAR]
                box = note_box(note, area, low, high, self._first, self._steps)
                draw_note(painter, box, self._palette, inside, level)
        self._strip(painter, strip)
        painter.setClipping(False)
        if view.waiting:
            painter.setFont(font(14))
            painter.setPen(colour(self._palette.muted))
            painter.drawText(playing, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, view.waiting)
        painter.end()
        return still

    def _grid(self, painter: QPainter, area: QRectF, names: bool) -> None:
        p, (low, high) = self._palette, self._rows()
        row = area.height() / (high - low + 1)
        lit_set = self._view.allowed
        for pitch in range(low, high + 1):
            pitch_class = pitch % 12
            lit = pitch_class in lit_set if lit_set is not None else pitch_class not in BLACK_KEYS
            box = QRectF(area.left(), area.top() + (high - pitch) * row, area.width(), row)
            painter.fillRect(box, colour(p.row_lit if lit else p.row_dark))
            if names and pitch_class == 0:
                painter.setPen(colour(p.muted))
                painter.setFont(font(10))
                label = QRectF(0, box.center().y() - 8, GUTTER - 8, 16)
                painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note_name(pitch))
                painter.setPen(QPen(colour(p.bar), 1))
                painter.drawLine(QPointF(area.left(), box.bottom()), QPointF(area.right(), box.bottom()))
        beats = self._steps <= 8 * STEPS_PER_BAR or area.width() > 600
        for step in range(0, STEPS + 1, STEPS_PER_BEAT):
            x = self._x(step)
            strong = step % STEPS_PER_BAR == 0
            if area.left() <= x <= area.right() and (strong or beats):
                painter.setPen(QPen(colour(p.bar if strong else p.beat), 1))
                painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))

    def _ruler(self, painter: QPainter) -> None:
        painter.setFont(font(10))
        painter.setPen(colour(self._palette.muted))
        for bar in range(BARS):
            x = self._x(bar * STEPS_PER_BAR)
            if x >= GUTTER:
                painter.drawText(QPointF(x + 3, RULER - 7), str(self._view.first_bar + bar + 1))

    def _label(self, painter: QPainter, top: float, text: str) -> None:
        painter.setFont(font(LABEL))
        painter.setPen(colour(self._palette.muted))
        painter.drawText(QRectF(GUTTER, top, 300, 16), Qt.AlignmentFlag.AlignVCenter, text)

    def _strip(self, painter: QPainter, area: QRectF) -> None:
        p, view = self._palette, self._view
        if view.playing:
            counts = _per_bar(view.playing)
            top = max(8.0, *counts, (view.density or 0) + 1)
            for bar, count in enumerate(counts):
                left, right = self._x(bar * STEPS_PER_BAR) + 2, self._x((bar + 1) * STEPS_PER_BAR) - 2
                height = area.height() * count / top
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(p.strip, 0.55))
                painter.drawRoundedRect(QRectF(left, area.bottom() - height, right - left, height), 2, 2)
            if view.density is not None:
                y = area.bottom() - area.height() * view.density / top
                painter.setPen(QPen(colour(p.text, 0.8), 1.4, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(colour(p.bar), 1))
        painter.drawLine(QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom()))

    def _areas(self) -> tuple[QRectF, QRectF, QRectF]:
        """What plays, what follows, the strip."""
        width, height = self.width() - GUTTER - 8, self.height()
        strip = STRIP if height > ROOM else 36
        rest = height - RULER - 2 * GAP - strip - 4
        below = rest * 0.34 if height > ROOM else FOLDED
        playing = QRectF(GUTTER, RULER, width, rest - below)
        following = QRectF(GUTTER, playing.bottom() + GAP, width, below)
        return playing, following, QRectF(GUTTER, following.bottom() + GAP, width, strip)

    def _rows(self) -> tuple[int, int]:
        return rows_of([self._view.playing, self._view.following, self._view.ghost])

    def _x(self, step: float) -> float:
        return GUTTER + (step - self._first) / self._steps * (self.width() - GUTTER - 8)

    def _look(self, first: float, steps: float) -> None:
        self._first, self._steps, self._still = min(max(0.0, first), STEPS - steps), steps, None
        self.update()


def _per_bar(melody: Melody) -> list[int]:
    counts = [0] * BARS
    for note in melody.notes():
        counts[note.start // STEPS_PER_BAR] += 1
    return counts
