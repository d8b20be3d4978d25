"""What moves over the picture of a roll: the playhead, what is chosen, a rubber band, a file that is dropped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.widgets.roll_picture import RULER, Frame
from gui.shared.view.words import tr
from lcmusic.music.melody import Note

Rows = tuple[int, int]


def draw_chosen_bars(painter: QPainter, palette: Palette, frame: Frame, bars: list[int], focus: bool) -> None:
    """A bracket over the bars that are chosen; all round them while the keys are here, or round everything."""
    if focus and not bars:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(palette.text, 0.8), 1.4))
        painter.drawRoundedRect(QRectF(0, 0, frame.width, frame.height).adjusted(1, 1, -1, -1), 6, 6)
    if not bars or not (focus or bars[1:]):
        return
    painter.setClipRect(frame.inside)
    left, right = frame.bar(bars[0], len(bars))
    box = QRectF(left + 0.5, 1, right - left - 1, frame.areas[0].bottom() - 1)
    if bars[1:]:
        painter.fillRect(box, colour(palette.text, 0.05))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(palette.text, 0.8), 1.4))
    if focus:
        painter.drawRoundedRect(box, 3, 3)
    else:
        painter.drawLine(QPointF(left, 1), QPointF(right, 1))
    painter.setClipping(False)


def draw_chosen_notes(painter: QPainter, palette: Palette, frame: Frame, notes: Iterable[Note], rows: Rows) -> None:
    """A frame round each note that is chosen."""
    playing = frame.areas[0]
    painter.setClipRect(playing)
    painter.setPen(QPen(colour(palette.text), 1.6))
    painter.setBrush(colour(palette.text, 0.25))
    for note in notes:
        painter.drawRoundedRect(frame.box(note, playing, rows).adjusted(-1, -1, 1, 1), 3, 3)
    painter.setClipping(False)


def draw_band(painter: QPainter, palette: Palette, frame: Frame, band: QRectF) -> None:
    """The rubber band round notes."""
    painter.setClipRect(frame.areas[0])
    painter.setPen(QPen(colour(palette.text, 0.6), 1, Qt.PenStyle.DashLine))
    painter.setBrush(colour(palette.text, 0.06))
    painter.drawRect(band.normalized())
    painter.setClipping(False)


def draw_playhead(
    painter: QPainter, palette: Palette, frame: Frame, step: float, lit: Iterable[Note], rows: Rows
) -> None:
    """A line where the music is; what sounds there is lit."""
    playing, _, strip = frame.areas
    painter.setClipRect(frame.inside)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(palette.text, 0.85))
    for note in lit:
        painter.drawRoundedRect(frame.box(note, playing, rows), 3, 3)
    x = frame.x(step)
    painter.setPen(QPen(colour(palette.now), 1.6))
    painter.drawLine(QPointF(x, RULER - 4), QPointF(x, playing.bottom()))
    painter.setPen(QPen(colour(palette.now, 0.5), 1))
    painter.drawLine(QPointF(x, strip.top()), QPointF(x, strip.bottom()))
    painter.setClipping(False)


def draw_drop(painter: QPainter, palette: Palette, box: QRectF) -> None:
    """A file is held over the roll."""
    painter.setPen(QPen(colour(palette.accent), 2))
    painter.setBrush(colour(palette.accent, 0.12))
    painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 6, 6)
    painter.setFont(font(16, bold=True))
    painter.setPen(colour(palette.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("Drop to play this melody"))
