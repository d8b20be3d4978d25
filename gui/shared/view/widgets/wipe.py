"""Pictures in equal squares, and one that is wiped between before and after."""

from __future__ import annotations

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.shared.state.theme import LABEL, RADIUS, Palette
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.words import tr

HEAD = 20  # pixels of the title
GRIP = 11
STEP = 0.05
NEAR = 54  # pixels: nearer to an edge the words beside the handle have no room


def pixmap_of(pixels_hwc: np.ndarray) -> QPixmap:
    """uint8 pixels ``[h, w, 3]`` as a picture."""
    height, width, _ = pixels_hwc.shape
    whole = np.ascontiguousarray(pixels_hwc)
    return QPixmap.fromImage(QImage(whole.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy())


class PictureTile(QWidget):
    """A title over a square picture, or over a sentence where there is none."""

    spoken_role = QAccessible.Role.Graphic

    def __init__(self, title: str, palette: Palette, tip: str = "") -> None:
        super().__init__()
        self.title, self._palette = title, palette
        self._pixels: np.ndarray | None = None
        self._scaled: QPixmap | None = None
        self._empty = self._note = ""
        self.setAccessibleName(title)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def pixels(self) -> np.ndarray | None:
        """What is shown."""
        return self._pixels

    def show_picture(self, pixels_hwc: np.ndarray | None, empty: str = "", note: str = "") -> None:
        """Show a picture, or a sentence instead; a note stands beside the title."""
        if (pixels_hwc is self._pixels) and (empty, note) == (self._empty, self._note):
            return
        self._pixels, self._empty, self._note = pixels_hwc, empty, note
        self._scaled = None
        self.setAccessibleDescription(note or ("" if pixels_hwc is not None else empty))
        self.update()

    def spoken_value(self) -> str:
        """For screen readers: what stands beside the title, or instead of a picture."""
        return self._note if self._pixels is not None else self._empty

    def square(self) -> QRectF:
        """Where the picture is; a square, if a subclass does not say otherwise."""
        side = max(1, min(self.width(), self.height() - HEAD))
        return QRectF((self.width() - side) // 2, HEAD, side, side)

    def sizeHint(self) -> QSize:
        return QSize(320, 320 + HEAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160 + HEAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scaled = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Title and picture."""
        p, square = self._palette, self.square()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(LABEL))
        painter.setPen(colour(p.muted))
        head = QRectF(square.left() + 2, 0, square.width() - 4, HEAD - 2)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.title)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._note)
        if self._pixels is None:
            painter.setPen(QPen(colour(p.line), 1, Qt.PenStyle.DashLine))
            painter.setBrush(colour(p.panel))
            painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            painter.setPen(colour(p.muted))
            painter.setFont(font(13))
            inside = square.adjusted(16, 16, -16, -16)
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._empty)
            return
        self._scaled = self._scaled or self.scaled(self._pixels)
        painter.save()
        painter.setClipPath(_rounded(square))
        self.put(painter, self._scaled)
        painter.restore()

    def put(self, painter: QPainter, picture: QPixmap) -> None:
        """Draw a picture that ``scaled`` made."""
        painter.drawPixmap(self.square().topLeft(), picture)

    def scaled(self, pixels_hwc: np.ndarray) -> QPixmap:
        """Pixels as large as the square, as sharp as the screen."""
        ratio = self.devicePixelRatioF()
        side = round(self.square().width() * ratio)
        # Smoother than Qt's own for pictures that are made this much larger.
        large = Image.fromarray(pixels_hwc).resize((side, side), Image.Resampling.BICUBIC)
        picture = pixmap_of(np.asarray(large))
        picture.setDevicePixelRatio(ratio)
        return picture


class WipeTile(PictureTile):
    """After, with before to the left of a handle. Drag, arrows, home (only after) and end (only before).

    Signals:
        wiped(float): the share that shows before.
    """

    wiped = Signal(float)
    spoken_role = QAccessible.Role.Slider

    def __init__(self, title: str, palette: Palette, tip: str = "") -> None:
        super().__init__(title, palette, tip)
        self._before: np.ndarray | None = None
        self._before_scaled: QPixmap | None = None
        self._share = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.set_share(0.0)

    @property
    def share(self) -> float:
        """How much of the picture shows before."""
        return self._share

    def set_share(self, share: float) -> None:
        """Put the handle somewhere."""
        self._share = min(1.0, max(0.0, share))
        self.setAccessibleDescription(
            tr("The left {value} % show the face before the edit.").format(value=round(100 * self._share))
        )
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, self._share))
        self.update()

    def spoken_value(self) -> str:
        """For screen readers: how much of the picture shows before."""
        return tr("{share} % before").format(share=round(100 * self._share))

    def spoken_number(self) -> tuple[float, float, float]:
        """For screen readers: the share that shows before, and its range."""
        return self._share, 0.0, 1.0

    def choose_number(self, value: float) -> None:
        """Put the handle somewhere, as a hand would."""
        self._choose(value)

    def show_before(self, pixels_hwc: np.ndarray | None) -> None:
        """What is to the left of the handle."""
        if pixels_hwc is not self._before:
            self._before, self._before_scaled = pixels_hwc, None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._before_scaled = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wipe_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.wipe_to(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places = {
            Qt.Key.Key_Left: self._share - STEP, Qt.Key.Key_Right: self._share + STEP,
            Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0,
        }  # fmt: skip
        place = places.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self._choose(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self.pixels is None or self._before is None:
            return
        p, square = self._palette, self.square()
        x = square.left() + self._share * square.width()
        self._before_scaled = self._before_scaled or self.scaled(self._before)
        painter.save()
        clip = QPainterPath()
        clip.addRect(QRectF(square.left(), square.top(), x - square.left(), square.height()))
        painter.setClipPath(_rounded(square).intersected(clip))
        self.put(painter, self._before_scaled)
        painter.restore()
        painter.setPen(QPen(colour(p.text), 1.5))
        painter.drawLine(QPointF(x, square.top()), QPointF(x, square.bottom()))
        middle = min(square.right() - GRIP - 2, max(square.left() + GRIP + 2, x))
        painter.setPen(QPen(colour(p.accent if self.hasFocus() else p.line), 2))
        painter.setBrush(colour(p.raised))
        at = QPointF(middle, square.bottom() - GRIP - 10)
        painter.drawEllipse(at, GRIP, GRIP)
        painter.setPen(QPen(colour(p.text), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for way in (-1, 1):
            tip = at + QPointF(way * 6, 0)
            painter.drawLine(tip, tip + QPointF(-way * 3, -3))
            painter.drawLine(tip, tip + QPointF(-way * 3, 3))
        if square.left() + NEAR < x < square.right() - NEAR:
            self._word(painter, QPointF(x, square.top() + 8), tr("before"), right=False)
            self._word(painter, QPointF(x, square.top() + 8), tr("after"), right=True)

    def _word(self, painter: QPainter, at: QPointF, text: str, *, right: bool) -> None:
        painter.setFont(font(LABEL))
        width = painter.fontMetrics().horizontalAdvance(text) + 12
        box = QRectF(at.x() + (6 if right else -6 - width), at.y(), width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._palette.window, 0.75))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colour(self._palette.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def wipe_to(self, event: QMouseEvent) -> None:
        """Put the handle where the mouse is."""
        square = self.square()
        self._choose((event.position().x() - square.left()) / square.width())

    def _choose(self, share: float) -> None:
        self.set_share(share)
        self.wiped.emit(self._share)


def _rounded(square: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(square, RADIUS, RADIUS)
    return path
