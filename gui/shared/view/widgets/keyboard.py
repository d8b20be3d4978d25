"""One octave of keys: a set of pitch classes to look at and to click together."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.paint import colour, font, mixed
from gui.shared.view.words import tr
from lcmusic.music.scales import ROOTS

WHITE, BLACK = (0, 2, 4, 5, 7, 9, 11), {1: 1, 3: 2, 6: 4, 8: 5, 10: 6}  # black keys by the white key right of them


class OctaveKeyboard(QWidget):
    """Click keys in and out of the set. Arrows move, Enter clicks.

    Signals:
        chosen(frozenset): the set as it is now, never empty.
    """

    chosen = Signal(frozenset)
    spoken_role = QAccessible.Role.Grouping

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._set: frozenset[int] = frozenset(range(12))
        self._root: int | None = None
        self._sounding: frozenset[int] = frozenset()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(tr("Notes that may sound"))
        self.setToolTip(tr("Click notes in and out of the scale"))

    def set_state(self, allowed: frozenset[int] | None, root: int | None, sounding: frozenset[int]) -> None:
        """The set (None for all), its root (None for none), and what sounds now."""
        state = (frozenset(range(12)) if allowed is None else allowed, root, sounding)
        if state != (self._set, self._root, self._sounding):
            self._set, self._root, self._sounding = state
            self.setAccessibleDescription(" ".join(ROOTS[c] for c in sorted(self._set)))
            self.update()

    def spoken_value(self) -> str:
        """For screen readers: the notes of the set, and which one the arrows are at."""
        return tr("{notes}; at {note}").format(
            notes=" ".join(ROOTS[c] for c in sorted(self._set)), note=ROOTS[self._at]
        )

    def key_rect(self, pitch_class: int) -> QRectF:
        """Where a key lies."""
        white = self.width() / 7
        if pitch_class in BLACK:
            return QRectF(BLACK[pitch_class] * white - white * 0.32, 0, white * 0.64, self.height() * 0.6)
        return QRectF(WHITE.index(pitch_class) * white + 1, 0, white - 2, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hits = [c for c in (*BLACK, *WHITE) if self.key_rect(c).contains(event.position())]
        if hits:
            self._at = hits[0]
            self._flip(hits[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._at = (self._at + (1 if event.key() == Qt.Key.Key_Right else -1)) % 12
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._flip(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 72)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pitch_class in (*WHITE, *BLACK):
            box, black = self.key_rect(pitch_class), pitch_class in BLACK
            on = pitch_class in self._set
            painter.setPen(QPen(colour(p.window), 2 if black else 0.1))
            ground = mixed(p.accent, p.panel, 0.5 if black else 0.38) if on else colour(p.window if black else p.raised)
            if pitch_class in self._sounding:
                ground = colour(p.now)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setFont(font(10, bold=pitch_class == self._root))
            painter.setPen(colour(p.on_accent if pitch_class in self._sounding else p.text if on else p.muted))
            name = ROOTS[pitch_class]
            painter.drawText(
                box.adjusted(0, 0, 0, -4), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, name
            )
            if pitch_class == self._root:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(p.on_accent if pitch_class in self._sounding else p.text))
                painter.drawEllipse(QRectF(box.center().x() - 2.5, box.bottom() - 26, 5, 5))
            if self.hasFocus() and pitch_class == self._at:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour(p.text), 1.5))
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 3, 3)
        painter.end()

    def _flip(self, pitch_class: int) -> None:
        changed = self._set ^ {pitch_class}
        if changed:
            self.chosen.emit(changed)
