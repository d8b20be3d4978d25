"""Bars of what changed, to the left for less and to the right for more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.paint import colour, font

ROW = 20
TITLE = 92


@dataclass(frozen=True)
class Bar:
    """A row.

    Attributes:
        title: what changed.
        by: by how much, in [-1, 1].
        text: the same in writing.
    """

    title: str
    by: float
    text: str


class ChangeBars(QWidget):
    """Rows of a title, a bar from the middle and a few words.

    Args:
        name: what the rows are of.
        ink: colour of the bars.
        empty: what is said where there are none.
        room: pixels for the words.
    """

    spoken_role = QAccessible.Role.Chart

    def __init__(self, name: str, ink: str, palette: Palette, empty: str, room: int) -> None:
        super().__init__()
        self._ink, self._palette, self._empty, self._room = ink, palette, empty, room
        self._rows: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW)

    @property
    def rows(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._rows

    def spoken_value(self) -> str:
        """For screen readers: every row in words."""
        return ", ".join(f"{row.title} {row.text}" for row in self._rows) or self._empty

    def show_rows(self, rows: Sequence[Bar]) -> None:
        """Show these rows."""
        rows = tuple(rows)
        if rows != self._rows:
            self._rows = rows
            self.setFixedHeight(ROW * max(1, len(rows)))
            said = ", ".join(f"{row.title} {row.text}" for row in rows)
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
        left, right = TITLE, self.width() - self._room
        at_left, at_right = (
            side | Qt.AlignmentFlag.AlignVCenter for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        )
        if not self._rows:
            painter.drawText(self.rect(), at_left, self._empty)
        middle, half = (left + right) / 2, (right - left) / 2
        for i, row in enumerate(self._rows):
            top, y = ROW * i, ROW * (i + 0.5)
            painter.setPen(colour(p.text if abs(row.by) >= 0.005 else p.muted))
            painter.drawText(QRectF(0, top, TITLE, ROW), at_left, row.title)
            number = QRectF(right + 2, top, self._room - 2, ROW)
            painter.drawText(number, at_right, row.text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(p.raised))
            painter.drawRoundedRect(QRectF(left, y - 3, right - left, 6), 3, 3)
            painter.setBrush(colour(self._ink))
            painter.drawRoundedRect(QRectF(middle, y - 3, row.by * half, 6).normalized(), 2, 2)
            painter.setPen(QPen(colour(p.muted), 1))
            painter.drawLine(QPointF(middle, y - 5), QPointF(middle, y + 5))
        painter.end()
