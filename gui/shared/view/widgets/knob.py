"""The rotary knob."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from gui.shared.state.theme import LABEL, Palette
from gui.shared.view.widgets.fields import ValueLine
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.words import tr

FULL_TURN = 200  # pixels of dragging for the whole range
FINE = 0.1  # with shift
WHEEL = 0.01  # of the range, for a notch of the wheel
KEY, PAGE = 0.01, 0.1
FIRST, SWEEP = 225.0, 270.0  # degrees: where the arc begins, and how far it goes round


def number_in(text: str) -> float:
    """The number that a text begins with, whatever unit follows; ``ValueError`` if there is none."""
    number = float("".join(text.replace(",", ".").split()[:1]).rstrip("%"))
    if not math.isfinite(number):
        raise ValueError(f"{number} is no value")
    return number


@dataclass(frozen=True)
class KnobSpec:
    """A knob.

    Attributes:
        name: of what it turns, as ``Session.turn`` has it.
        title: under it, for people.
        low, high: of its range.
        default: a double click's value; None is off.
        start: where turning begins if it is off.
        show: a value as text, with its unit.
        tip: what it does, in plain words.
        off: what it says when it is off.
        step: the values lie so far apart; 0 for all of them.
        read: a value that was typed; ``ValueError`` if it is none.
    """

    name: str
    title: str
    low: float
    high: float
    default: float | None
    show: Callable[[float], str]
    tip: str
    start: float = 0.0
    off: str = "off"
    step: float = 0.0
    read: Callable[[str], float] = number_in


class Knob(QWidget):
    """A value on an arc. Drag up and down (shift for fine), wheel, arrows, page up and down, home, end; double click or
    delete for the default; type a number, or press Enter, for an exact value; right click for MIDI learn.

    Signals:
        turned(float): the person chose this value; None (off) comes as ``reset``.
        reset(): the person wants the default.
        refused(str): why what was typed is no value.
        learn(), forget(): a MIDI controller is to turn it, or none.
    """

    turned = Signal(float)
    reset = Signal()
    refused = Signal(str)
    learn = Signal()
    forget = Signal()
    spoken_role = QAccessible.Role.Slider

    def __init__(self, spec: KnobSpec, palette: Palette, diameter: int = 44) -> None:
        super().__init__()
        self.spec, self._palette, self._diameter = spec, palette, diameter
        self._large = diameter >= 64
        self._value: float | None = spec.default
        self._midi: float | None = None
        self._learned, self._learning, self._pending, self._why = "", False, False, ""
        self._pressed: tuple[QPoint, float] | None = None
        self._editor: ValueLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setObjectName(f"knob-{spec.name}")
        self.setAccessibleName(spec.title)
        self._describe()

    @property
    def value(self) -> float | None:
        """The value that is shown; None is off."""
        return self._value

    def set_value(self, value: float | None) -> None:
        """Show a value; no signal."""
        if value != self._value:
            self._value = value
            self._describe()
            self.update()
            number = self.spec.low if value is None else value
            QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, number))

    def set_pending(self, pending: bool) -> None:
        """A dot: the turn has not yet reached the music."""
        if pending != self._pending:
            self._pending = pending
            self.update()

    def set_why(self, why: str) -> None:
        """Dull, with the reason in the tooltip; empty for a knob that works."""
        if why != self._why:
            self._why = why
            self._describe()
            self.update()

    def set_midi(self, learned: str, learning: bool = False) -> None:
        """What controller turns it (empty for none), and whether it is being learned."""
        if (learned, learning) != (self._learned, self._learning):
            self._learned, self._learning = learned, learning
            self._describe()
            self.update()

    def text(self) -> str:
        """The value as it is shown."""
        return self.spec.off if self._value is None else self.spec.show(self._value)

    def spoken_value(self) -> str:
        """For screen readers: the value as it is shown."""
        return self.text()

    def spoken_number(self) -> tuple[float, float, float]:
        """For screen readers: where it stands, and its range."""
        value = self.spec.start if self._value is None else self._value
        return value, self.spec.low, self.spec.high

    def choose_number(self, value: float) -> None:
        """Turn to a value, as a hand would."""
        self._choose(value)

    # ------------------------------------------------------------------------------------------------------- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.globalPosition().toPoint(), self._place()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed:
            # Relative to the last move, so that shift may be pressed and let go in between.
            at, place = self._pressed
            now = event.globalPosition().toPoint()
            fine = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            place = min(1.0, max(0.0, place + (at.y() - now.y()) / FULL_TURN * fine))
            self._pressed = now, place
            self._turn_to(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.reset.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        self._turn_by(notches * max(WHEEL * fine, self.spec.step / (self.spec.high - self.spec.low)))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        least = self.spec.step / (self.spec.high - self.spec.low)
        fine = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        moves = {
            Qt.Key.Key_Up: KEY * fine, Qt.Key.Key_Right: KEY * fine, Qt.Key.Key_Down: -KEY * fine,
            Qt.Key.Key_Left: -KEY * fine, Qt.Key.Key_PageUp: PAGE, Qt.Key.Key_PageDown: -PAGE,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            move = moves[key]
            self._turn_by(max(move, least) if move > 0 else min(move, -least))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._turn_to(0.0 if key == Qt.Key.Key_Home else 1.0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._edit("")
        elif event.text() and event.text() in "0123456789.,-":
            self._edit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """What a right click offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Learn from a MIDI controller"), self.learn.emit)
        forget = menu.addAction(
            tr("Forget {learned}").format(learned=self._learned) if self._learned else tr("No controller is learned")
        )
        forget.setEnabled(bool(self._learned))
        forget.triggered.connect(self.forget)
        menu.addSeparator()
        menu.addAction(tr("Type a value"), lambda: self._edit(""))
        menu.addAction(
            tr("Copy {text}").format(text=self.text()), lambda: QApplication.clipboard().setText(self.text())
        )
        menu.addAction(tr("Back to the default"), self.reset.emit)
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _place(self) -> float:
        value = self.spec.start if self._value is None else self._value
        return (value - self.spec.low) / (self.spec.high - self.spec.low)

    def _turn_by(self, share: float) -> None:
        self._turn_to(self._place() + share)

    def _turn_to(self, place: float) -> None:
        self._choose(self.spec.low + min(1.0, max(0.0, place)) * (self.spec.high - self.spec.low))

    def _choose(self, value: float) -> None:
        value = min(self.spec.high, max(self.spec.low, value))
        if self.spec.step:
            value = round(value / self.spec.step) * self.spec.step
        if value != self._value:
            self.set_value(value)
            self.turned.emit(value)

    def _edit(self, text: str) -> None:
        if self._editor:
            return
        self._editor = editor = ValueLine(text, self)
        editor.setAccessibleName(tr("{title}, exact value").format(title=self.spec.title))
        editor.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        editor.setStyleSheet("padding: 1px; min-height: 16px;")
        editor.setGeometry(0, self.height() // 2 - 12, self.width(), 24)
        editor.done.connect(self._typed)
        editor.left.connect(self._leave)
        QWidget.setTabOrder(self, editor)  # Tab goes on to the next knob
        editor.show()
        editor.setFocus()

    def _typed(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        text = editor.text().strip()
        try:
            number = self.spec.read(text) if text else None
        except ValueError:
            number = None
            low, high = self.spec.show(self.spec.low), self.spec.show(self.spec.high)
            self.refused.emit(
                tr("{text!r} is no value of {title}; type one from {low} to {high}.").format(
                    text=text, title=self.spec.title, low=low, high=high
                )
            )
        if editor.hasFocus():  # Enter; Tab has gone on
            self.setFocus()
        editor.hide()
        editor.deleteLater()
        if number is not None:
            self._choose(number / 100 if self.spec.show(1.0).endswith("%") else number)

    def _leave(self) -> None:
        editor, self._editor = self._editor, None
        if editor:
            self.setFocus()
            editor.hide()
            editor.deleteLater()

    # -------------------------------------------------------------------------------------------------------- the eye

    def sizeHint(self) -> QSize:
        return QSize(max(self._diameter + 16, 72), self._diameter + (48 if self._large else 34))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._diameter + 8, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        p, spec = self._palette, self.spec
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        works = not self._why
        box = QRectF((self.width() - self._diameter) / 2 + 3, 5, self._diameter - 6, self._diameter - 6)
        width = 5.0 if self._large else 3.5

        def arc(start: float, end: float, ink: str, thick: float = width) -> None:
            painter.setPen(QPen(colour(ink), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawArc(box, round(16 * (FIRST - SWEEP * start)), round(-16 * SWEEP * (end - start)))

        arc(0, 1, p.line)
        place, hand = self._place(), self._value is not None
        if hand and works:
            home = spec.low if spec.default is None else spec.default
            arc((home - spec.low) / (spec.high - spec.low), place, p.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(p.raised))
        inner = box.adjusted(width + 2, width + 2, -width - 2, -width - 2)
        painter.drawEllipse(inner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(p.accent), 1.2))
            painter.drawEllipse(inner)
        painter.save()
        painter.translate(box.center())
        painter.rotate(-135 + 270 * place)
        ink = p.disabled if not works or not hand else p.text
        painter.setPen(QPen(colour(ink), 2.6 if self._large else 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        reach = inner.height() / 2
        painter.drawLine(QPointF(0, -reach + 3), QPointF(0, -reach * 0.45))
        painter.restore()
        if self._pending:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(p.now))
            painter.drawEllipse(QPointF(box.right() + 1, box.top() + 1), 3.5, 3.5)
        if self._learning or self._learned:
            painter.setPen(QPen(colour(p.now if self._learning else p.strip), 2))
            painter.drawLine(
                QPointF(box.center().x() - 5, box.bottom() + 1), QPointF(box.center().x() + 5, box.bottom() + 1)
            )
        top = self._diameter + 2
        shown = tr("move a controller") if self._learning else self.text()
        painter.setPen(colour(p.text if works else p.disabled))
        size = 18 if self._large and len(shown) < 14 else 13 if self._large else 12
        painter.setFont(font(size))
        height = 24 if self._large else 16
        painter.drawText(QRectF(0, top, self.width(), height), Qt.AlignmentFlag.AlignCenter, shown)
        painter.setPen(colour(p.muted if works else p.disabled))
        painter.setFont(font(LABEL + (1 if self._large else 0)))
        painter.drawText(QRectF(0, top + height - 1, self.width(), 16), Qt.AlignmentFlag.AlignCenter, spec.title)
        painter.end()

    def _describe(self) -> None:
        lines = [f"<b>{self.spec.title}: {self.text()}</b>", self.spec.tip]
        lines += [f"<br>{self._why}"] if self._why else []
        lines += [tr("Turned by {learned}.").format(learned=self._learned)] if self._learned else []
        self.setToolTip("<br>".join(lines))
        self.setAccessibleDescription(f"{self.text()}. {self.spec.tip} {self._why}".strip())
