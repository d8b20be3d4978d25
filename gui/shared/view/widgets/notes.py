"""Notes as rounded bars, large in the roll and small in a slot."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gui.shared.state.theme import Palette
from gui.shared.view.widgets.paint import colour
from lcmusic.music.melody import Melody, Note

HATCHED = 7  # pixels below which a hatch is only noise; such a note is red
SPARE = 3  # rows above the highest and below the lowest note


def rows_of(pitches: Iterable[int]) -> tuple[int, int]:
    """The lowest and the highest pitch to show: what is in use and some spare, an octave at least."""
    pitches = list(pitches)
    if not pitches:
        return 55, 79
    low, high = max(0, min(pitches) - SPARE), min(127, max(pitches) + SPARE)
    while high - low < 12:
        low, high = max(0, low - 1), min(127, high + 1)
    return low, high


def draw_note(painter: QPainter, box: QRectF, palette: Palette, inside: bool, level: float) -> None:
    """A note in the scale, or hatched and red outside it; ``level`` 0..1 is its brightness."""
    radius = min(3.0, box.height() / 2.5)
    if inside:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(palette.accent, level))
        painter.drawRoundedRect(box, radius, radius)
        return
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    if min(box.width(), box.height()) < HATCHED:
        painter.fillPath(path, colour(palette.alarm, level))
        return
    painter.fillPath(path, colour(palette.alarm, 0.35 * level))
    painter.save()
    painter.setClipPath(path)
    painter.setPen(QPen(colour(palette.alarm, level), 1.2))
    x = box.left() - box.height()
    while x < box.right():
        painter.drawLine(QLineF(x, box.bottom(), x + box.height(), box.top()))
        x += 5
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(palette.alarm, level), 1.2))
    painter.drawPath(path)


def draw_outline(painter: QPainter, box: QRectF, palette: Palette) -> None:
    """A note as it was before the knobs."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(palette.muted, 0.45), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def miniature(
    painter: QPainter, box: QRectF, melody: Melody, allowed: frozenset[int] | None, palette: Palette, level: float = 0.9
) -> None:
    """A whole melody in a small box."""
    notes = melody.notes()
    low, high = rows_of(note.pitch for note in notes)
    row = box.height() / (high - low + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    for note in notes:
        inside = allowed is None or note.pitch % 12 in allowed
        painter.setBrush(colour(palette.accent if inside else palette.alarm, level))
        painter.drawRect(note_box(note, box, low, high, 0, len(melody)).adjusted(0, 0, 0.6, max(0.0, 1.5 - row)))


def note_box(note: Note, area: QRectF, low: int, high: int, first: float, steps: float) -> QRectF:
    """Where a note lies in an area that shows ``steps`` sixteenths from ``first`` on."""
    row, step = area.height() / (high - low + 1), area.width() / steps
    return QRectF(
        area.left() + (note.start - first) * step,
        area.top() + (high - note.pitch) * row,
        max(1.0, (note.end - note.start) * step - 1),
        max(1.0, row - 1 if row > 3 else row),
    )
