"""A slider from less to more, at rest in the middle, over a thin bar of how probable what it moves is now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider

from gui.shared.state.theme import LABEL, Palette
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.words import tr

FULL = 100  # steps from rest to the end
SNAP = 3  # steps around rest that are rest
TITLE, NUMBER = 92, 50  # pixels on the left and the right of the track
HEIGHT, TALLEST = 36, 52
KNOB = 7


class AmountSlider(QSlider):
    """A value in [-1, 1] (or [0, 1]); drag, wheel, arrows, home, end; double click or delete: rest.

    Args:
        title: beside the track.
        tip: what it does, in plain words.
        rest: where it is at rest, in [-1, 1].
        low: its lower end: -1 or 0.
        show: the value as text.

    Signals:
        turned(float): the person chose this value.
        reset(): the person wants it at rest.
    """

    turned = Signal(float)
    reset = Signal()
    spoken_role = QAccessible.Role.Slider

    def __init__(
        self, title: str, tip: str, palette: Palette, rest: float = 0.0, low: float = -1.0,
        show: Callable[[float], str] = lambda value: f"{100 * value:+.0f} %",
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal)
        self.title, self._tip, self._palette, self._rest, self._show = title, tip, palette, round(FULL * rest), show
        self._seen: tuple[float, float] | None = None
        self._why = ""
        self.setRange(round(FULL * low), FULL)
        self.setPageStep(10)
        self.setSingleStep(2)
        self.setValue(self._rest)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(TALLEST)
        self.setAccessibleName(title)
        self.valueChanged.connect(self._describe)
        self._describe()

    @property
    def amount(self) -> float:
        """The value."""
        return self.value() / FULL

    @property
    def moved(self) -> bool:
        """Whether it is not at rest."""
        return self.value() != self._rest

    def set_amount(self, amount: float) -> None:
        """Show a value; no signal of the person's."""
        if round(FULL * amount) != self.value() and not self.isSliderDown():
            self.setValue(round(FULL * amount))
            self.update()

    def set_seen(self, before: float | None, after: float) -> None:
        """How probable it was and is, each in [0, 1]; None for no bar."""
        seen = None if before is None else (before, after)
        if seen != self._seen:
            self._seen = seen
            self._describe()
            self.update()

    def set_why(self, why: str) -> None:
        """Dull, with the reason in the tooltip; empty for one that works."""
        if why != self._why:
            self._why = why
            self.setEnabled(not why)
            self._describe()

    def text(self) -> str:
        """The value as it is shown."""
        return self._show(self.amount)

    def spoken_value(self) -> str:
        """For screen readers: the value as it is shown."""
        return self.text() if self.moved else tr("at rest")

    def spoken_number(self) -> tuple[float, float, float]:
        """For screen readers: the value, and its range."""
        return self.amount, self.minimum() / FULL, self.maximum() / FULL

    def choose_number(self, value: float) -> None:
        """Slide to a value, as a hand would."""
        self._choose(round(FULL * value))

    # ------------------------------------------------------------------------------------------------------- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._choose(self.value() + round(event.angleDelta().y() / 120 * self.singleStep()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Up: self.singleStep(), Qt.Key.Key_Right: self.singleStep(), Qt.Key.Key_Down: -self.singleStep(),
            Qt.Key.Key_Left: -self.singleStep(), Qt.Key.Key_PageUp: self.pageStep(),
            Qt.Key.Key_PageDown: -self.pageStep(), Qt.Key.Key_Home: -2 * FULL, Qt.Key.Key_End: 2 * FULL,
        }  # fmt: skip
        if key in moves:
            self._choose(self.value() + moves[key])
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self, event: QMouseEvent) -> None:
        track = self._track()
        share = min(1.0, max(0.0, (event.position().x() - track.left()) / track.width()))
        value = round(self.minimum() + share * (self.maximum() - self.minimum()))
        self._choose(self._rest if abs(value - self._rest) <= SNAP else value)

    def _choose(self, value: int) -> None:
        value = min(self.maximum(), max(self.minimum(), value))
        if value != self.value():
            self.setValue(value)
            self.update()
            self.turned.emit(self.amount)

    # -------------------------------------------------------------------------------------------------------- the eye

    def sizeHint(self) -> QSize:
        return QSize(260, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(TITLE + NUMBER + 64, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        works = self.isEnabled()
        track, ink = self._track(), p.accent if works else p.line
        painter.setFont(font(13))
        painter.setPen(colour(p.text if works else p.disabled))
        left = QRectF(10, 0, TITLE - 10, 26)
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title)
        if self.moved:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(ink))
            painter.drawEllipse(QPointF(3, 13), 2.5, 2.5)
        right = QRectF(track.right() + 6, 0, NUMBER - 6, 26)
        painter.setPen(colour(p.text if self.moved and works else p.muted if works else p.disabled))
        painter.setFont(font(12))
        shown = self.text() if self.moved or self._rest else ""
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)

        home, hand = self._x(self._rest), self._x(self.value())
        painter.setPen(QPen(colour(p.line), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(track.left(), 13), QPointF(track.right(), 13))
        painter.setPen(QPen(colour(p.muted if works else p.line), 1.5))
        painter.drawLine(QPointF(home, 8), QPointF(home, 18))
        if self.moved:
            painter.setPen(QPen(colour(ink), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(home, 13), QPointF(hand, 13))
        painter.setPen(QPen(colour(p.accent), 2) if self.hasFocus() else QPen(colour(p.panel), 2))
        painter.setBrush(colour(p.text if works else p.disabled))
        painter.drawEllipse(QPointF(hand, 13), KNOB, KNOB)
        if self._seen:
            self._draw_seen(painter, track, *self._seen)
        painter.end()

    def _draw_seen(self, painter: QPainter, track: QRectF, before: float, after: float) -> None:
        p, y = self._palette, 29.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(p.raised))
        painter.drawRoundedRect(QRectF(track.left(), y - 1.5, track.width(), 3), 1.5, 1.5)
        painter.setBrush(colour(p.strip))
        painter.drawRoundedRect(QRectF(track.left(), y - 1.5, max(3.0, after * track.width()), 3), 1.5, 1.5)
        painter.setBrush(colour(p.muted))
        painter.drawRect(QRectF(track.left() + before * track.width() - 0.75, y - 4, 1.5, 8))
        painter.setPen(colour(p.muted))
        painter.setFont(font(LABEL))
        number = QRectF(track.right() + 6, y - 8, NUMBER - 6, 16)
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{100 * after:.0f} %")

    def _track(self) -> QRectF:
        return QRectF(TITLE + KNOB, 0, self.width() - TITLE - NUMBER - 2 * KNOB, self.height())

    def _x(self, value: int) -> float:
        track = self._track()
        return track.left() + track.width() * (value - self.minimum()) / (self.maximum() - self.minimum())

    def _describe(self) -> None:
        seen = ""
        if self._seen:
            before, after = self._seen
            seen = tr("The model sees it at {after:.0f} %; before the edit at {before:.0f} %.").format(
                after=100 * after, before=100 * before
            )
        asked = f"{self.title}: {self.text() if self.moved else tr('at rest')}"
        lines = [f"<b>{asked}</b>", self._tip, seen, self._why or tr("Double click: back to rest.")]
        self.setToolTip("<br>".join(line for line in lines if line))
        self.setAccessibleDescription(
            " ".join(part for part in (asked + ".", self._tip + ".", seen, self._why) if part)
        )
