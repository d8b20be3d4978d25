"""The newest samples: small pictures, each with a button that plays it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.shared.state.theme import GRID, Palette
from gui.shared.view.words import tr
from gui.train.state.decoded import Sample
from gui.train.view.plain import button, column_of, empty, label, panel
from lcmusic.music.melody import STEPS_PER_BAR, Melody


class MelodyPicture(QWidget):
    """A melody's notes over its bars."""

    def __init__(self, palette: Palette, melody: Melody) -> None:
        super().__init__()
        self._palette, self._steps, self._notes = palette, len(melody.symbols_t), melody.notes()
        self.setMinimumHeight(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / self._steps
        painter.setPen(QColor(self._palette.beat))
        for bar in range(0, self._steps + 1, STEPS_PER_BAR):
            painter.drawLine(QPointF(bar * step, 0), QPointF(bar * step, self.height()))
        if not self._notes:
            return
        low, high = (limit(note.pitch for note in self._notes) for limit in (min, max))
        row = self.height() / max(12, high - low + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.accent))
        for note in self._notes:
            top = (self.height() + (high - low + 1) * row) / 2 - (note.pitch - low + 1) * row
            width = max(2.0, (note.end - note.start) * step - 1)
            painter.drawRoundedRect(QRectF(note.start * step, top, width, max(2.0, row - 0.5)), 1, 1)


class Picture(QLabel):
    """A picture that takes the width it gets."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._whole = QPixmap(str(path))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(48)

    def sizeHint(self) -> QSize:
        return QSize(160, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if not self._whole.isNull():
            ratio = self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            scaled = self._whole.scaled(self.size() * ratio, keep, smooth)
            scaled.setDevicePixelRatio(ratio)
            self.setPixmap(scaled)
        super().resizeEvent(event)


class SamplesView(QWidget):
    """Samples side by side, two in a row.

    Args:
        listen: plays a .mid file, beside which lies a .wav of the same name.
    """

    def __init__(self, palette: Palette, listen: Callable[[Path], None]) -> None:
        super().__init__()
        self._palette, self._listen = palette, listen
        self._shown: list[Sample] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(GRID)
        nothing = tr("A few samples, always from the same ideas, so that you hear or see what training changed.")
        self._empty = label(nothing, "label", centred=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addLayout(self._grid, 1)

    def show_samples(self, samples: Sequence[Sample]) -> None:
        """Show these instead of the ones before."""
        if list(samples) == self._shown:
            return
        self._shown = list(samples)
        empty(self._grid)
        for i, sample in enumerate(samples):
            self._grid.addWidget(self._card(sample, i + 1), i // 2, i % 2)
        self._empty.setVisible(not samples)

    def _card(self, sample: Sample, number: int) -> QWidget:
        picture = MelodyPicture(self._palette, sample.melody) if sample.melody else Picture(sample.picture)
        picture.setAccessibleName(tr(sample.title))
        parts: list[QWidget] = [picture]
        if sample.clip:
            tip = tr("Play {name}").format(name=sample.clip.name)
            play = button(tr("Play idea {number}").format(number=number), tip, "flat")
            play.clicked.connect(lambda: self._listen(sample.clip))
            parts.append(play)
        card = panel(*parts, stretch=picture)
        card.setProperty("kind", "card")
        column_of(card).setContentsMargins(GRID, GRID, GRID, 4)
        return card
