"""Bars of what changed, to the left for less and to the right for more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import Palette
from gui.widgets.paint import colour, font

ROW = 20
TITLE, NUMBER = 92, 38


class ChangeBars(QWidget):
    """Rows of a title, a bar from the middle and a number in percent."""

    def __init__(self, name: str, ink: str, palette: Palette, empty: str) -> None:
        super().__init__()
        self._ink, self._palette, self._empty = ink, palette, empty
        self._rows: tuple[tuple[str, float], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW)

    @property
    def rows(self) -> tuple[tuple[str, float], ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[tuple[str, float]]) -> None:
        """Show titles and changes, each in [-1, 1]."""
        rows = tuple(rows)
        if rows != self._rows:
            self._rows = rows
            self.setFixedHeight(ROW * max(1, len(rows)))
            said = ", ".join(f"{title} {_percent(by)}" for title, by in rows)
            self.setAccessibleDescription(said or self._empty)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(12))
        painter.setPen(colour(p.muted))
        left, right = TITLE, self.width() - NUMBER
        at_left, at_right = (
            side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        )
        if not self._rows:
            painter.drawText(self.rect(), at_left, self._empty)
        middle, half = (left + right) / 2, (right - left) / 2
        for i, (title, by) in enumerate(self._rows):
            top, y = ROW * i, ROW * (i + 0.5)
            painter.setPen(colour(p.text if abs(by) >= 0.005 else p.muted))
            painter.drawText(
                QRectF(0, top, TITLE, ROW), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title
            )
            number = QRectF(right + 2, top, NUMBER - 2, ROW)
            painter.drawText(number, at_right, _percent(by))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(p.raised))
            painter.drawRoundedRect(QRectF(left, y - 3, right - left, 6), 3, 3)
            painter.setBrush(colour(self._ink))
            painter.drawRoundedRect(QRectF(middle, y - 3, by * half, 6).normalized(), 2, 2)
            painter.setPen(QPen(colour(p.muted), 1))
            painter.drawLine(QPointF(middle, y - 5), QPointF(middle, y + 5))
        painter.end()


def _percent(by: float) -> str:
    rounded = round(100 * by)
    return f"{rounded:+d}" if rounded else "0"
