"""The photo with its edits in it, wiped between before and after; its faces are outlined, it is zoomed and pushed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.faces.state.session import FaceSession
from gui.faces.state.sight import ZOOM
from gui.shared.state.theme import Palette
from gui.shared.view.widgets.paint import colour
from gui.shared.view.widgets.wipe import GRIP, HEAD, WipeTile, pixmap_of
from gui.shared.view.words import mark, tr

PUSH = 40
"""Pixels that an arrow pushes the photo by."""
TIP = mark(
    "Drag to see the photo before (B); wheel, +, - and 0 zoom, then a drag pushes it; click another face to edit it"
)


class PhotoTile(WipeTile):
    """The photo of a session's step.

    Args:
        session: what it shows and moves.
        act: does something for the person, and says what went wrong.
    """

    def __init__(self, session: FaceSession, palette: Palette, act: Callable[[Callable[[], object]], None]) -> None:
        super().__init__(tr("Photo"), palette, tr(TIP))
        self._session, self._act = session, act
        self._pressed: tuple[QPointF, int | None] | None = None  # where a hand came down, and on which other face
        self._pushed_from: QPointF | None = None
        self._outlines: list[QPolygonF] = []
        self.setMouseTracking(True)

    def refresh(self) -> None:
        """Show the session's photo as it is now."""
        session, ratio = self._session, self.devicePixelRatioF()
        session.sight.look((max(1, round(ratio * self.width())), max(1, round(ratio * (self.height() - HEAD)))))
        step, shown = session.step, session.shown
        if not step.photo:
            return
        settled = session.settled and session.sight.settled(step)
        number, faces = (session.chosen or 0) + 1, len(step.photo.places)
        several = tr("Face {number} of {faces}").format(number=number, faces=faces) if faces > 1 else ""
        note = " ".join(word for word in (several, "" if settled else "…") if word)
        self.show_picture(
            shown.after_hwc if shown else None, tr("Reading {name}.").format(name=step.photo.path.name), note
        )
        self.show_before(shown.before_hwc if shown else None)
        outlines = self._outlined()
        if outlines != self._outlines:
            self._outlines = outlines
            self.update()

    def square(self) -> QRectF:
        """Where the photo is, in its own shape."""
        window, ratio = self._session.sight.window(self._session.step), self.devicePixelRatioF()
        width, height = (side / ratio for side in window.size) if window else (self.width(), self.height() - HEAD)
        return QRectF((self.width() - width) // 2, HEAD + (self.height() - HEAD - height) // 2, width, height)

    def scaled(self, pixels_hwc) -> QPixmap:
        """As it is: it was made as large as it is shown."""
        picture = pixmap_of(pixels_hwc)
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        return picture

    def put(self, painter: QPainter, picture: QPixmap) -> None:
        """Draw what is there where it belongs, also while one is made for another zoom."""
        shown, window = self._session.shown, self._session.sight.window(self._session.step)
        if not shown or not window or shown.window == window:
            super().put(painter, picture)
            return
        left, top, right, bottom = (side / self.devicePixelRatioF() for side in shown.window.within(window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        where = QRectF(left, top, right - left, bottom - top).translated(self.square().topLeft())
        painter.drawPixmap(where, picture, QRectF(picture.rect()))

    def draw(self, painter: QPainter) -> None:
        super().draw(painter)
        if self.pixels is None:
            return
        p, chosen = self._palette, self._session.chosen
        painter.setClipRect(self.square())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, outline in enumerate(self._outlines):
            for ink, width in ((colour(p.window, 0.6), 4.0), (colour(p.accent if number == chosen else p.muted), 2.0)):
                painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.drawPolygon(outline)
        painter.setClipping(False)

    # ---------------------------------------------------------------------------------------------------------- hands

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at, session = event.position(), self._session
        square = self.square()
        on_handle = abs(at.x() - (square.left() + self.share * square.width())) <= GRIP
        face = self._face_at(at)
        self._pressed = (at, None if face == session.chosen else face)
        if on_handle or (self._pressed[1] is None and not session.sight.zoomed):
            self._pressed = None
            self.wipe_to(event)
        elif session.sight.zoomed:
            self._pushed_from = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._point(at)
            return
        if self._pressed and (at - self._pressed[0]).manhattanLength() < QApplication.startDragDistance():
            return
        self._pressed = None
        if self._pushed_from is None:
            self.wipe_to(event)
        else:
            self._push(at - self._pushed_from)
            self._pushed_from = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed, self._pushed_from = self._pressed, None, None
        if pressed and pressed[1] is not None:
            number = pressed[1]
            self._act(lambda: self._session.choose(number))

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = (event.position() - self.square().topLeft()) * self.devicePixelRatioF()
        self._zoom(ZOOM ** (event.angleDelta().y() / 120), complex(at.x(), at.y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        ways = {
            Qt.Key.Key_Left: QPointF(PUSH, 0), Qt.Key.Key_Right: QPointF(-PUSH, 0),
            Qt.Key.Key_Up: QPointF(0, PUSH), Qt.Key.Key_Down: QPointF(0, -PUSH),
        }  # fmt: skip
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in ways:
            self._push(ways[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / ZOOM)
        elif key == Qt.Key.Key_0:
            self._act(self._session.sight.whole)
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * 160, 160 + HEAD)

    # --------------------------------------------------------------------------------------------------------- within

    def _zoom(self, factor: float, at: complex | None = None) -> None:
        session = self._session
        self._act(lambda: session.sight.zoom(session.step, factor, at))

    def _push(self, by: QPointF) -> None:
        session, ratio = self._session, self.devicePixelRatioF()
        self._act(lambda: session.sight.push(session.step, ratio * complex(by.x(), by.y())))

    def _outlined(self) -> list[QPolygonF]:
        """Around each face where there are several, as they lie on the tile."""
        photo, window = self._session.step.photo, self._session.sight.window(self._session.step)
        if not photo or not window or len(photo.places) < 2:
            return []
        left_upper, ratio = self.square().topLeft(), self.devicePixelRatioF()
        corners = [[window.place(corner) / ratio for corner in place.placement.corners] for place in photo.places]
        return [QPolygonF([left_upper + QPointF(c.real, c.imag) for c in four]) for four in corners]

    def _face_at(self, at: QPointF) -> int | None:
        """The face under the mouse, the one in the middle of which it is nearest to."""
        under = [n for n, o in enumerate(self._outlines) if o.containsPoint(at, Qt.FillRule.OddEvenFill)]
        middles = [outline.boundingRect().center() - at for outline in self._outlines]
        return min(under, key=lambda n: QPointF.dotProduct(middles[n], middles[n]), default=None)

    def _point(self, at: QPointF) -> None:
        """The cursor says what a click does."""
        face = self._face_at(at)
        other = face is not None and face != self._session.chosen
        far = Qt.CursorShape.OpenHandCursor if self._session.sight.zoomed else Qt.CursorShape.SplitHCursor
        self.setCursor(Qt.CursorShape.PointingHandCursor if other else far)
