"""MIDI files in and out by hand: dragging a melody out as a file, taking a file that is dropped, the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QDropEvent, QGuiApplication, QPixmap
from PySide6.QtWidgets import QWidget

MakeFile = Callable[[], Path | None]
"""Writes what is dragged and says where; None if there is nothing."""


def midi_of(event: QDropEvent) -> Path | None:
    """The file that is being dropped, whatever it is; None if it is not a local file."""
    return _file_of(event.mimeData())


def start_drag(
    source: QWidget, make: MakeFile, picture: QPixmap, spot: QPoint, own: tuple[str, bytes] | None = None
) -> None:
    """Drag the file that ``make`` writes; returns when it has been dropped.

    Args:
        own: a format and data by which we know it again when it is dropped on us, where it may be moved.
    """
    path = make()
    if path is None:
        return
    drag = QDrag(source)
    mime = _mime(path)
    if own:
        mime.setData(*own)
    drag.setMimeData(mime)
    drag.setPixmap(picture)
    drag.setHotSpot(spot)
    copy, move = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
    drag.exec(copy | move if own else copy, copy)


def copy_file(path: Path) -> None:
    """Put a file on the clipboard, as a file manager does."""
    QGuiApplication.clipboard().setMimeData(_mime(path))


def copied_file() -> Path | None:
    """The file on the clipboard, whatever it is; None if there is no local one."""
    return _file_of(QGuiApplication.clipboard().mimeData())


def _mime(path: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    return mime


def _file_of(mime: QMimeData | None) -> Path | None:
    urls = mime.urls() if mime else []  # None: an empty clipboard
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
