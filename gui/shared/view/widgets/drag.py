"""MIDI files in and out by hand: dragging a melody out as a file, taking a file that is dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QWidget

MakeFile = Callable[[], Path | None]
"""Writes what is dragged and says where; None if there is nothing."""


def midi_of(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """The file that is being dropped, whatever it is; None if it is not a local file."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None


def start_drag(source: QWidget, make: MakeFile, picture: QPixmap, spot: QPoint) -> None:
    """Drag the file that ``make`` writes; returns when it has been dropped."""
    path = make()
    if path is None:
        return
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drag = QDrag(source)
    drag.setMimeData(mime)
    drag.setPixmap(picture)
    drag.setHotSpot(spot)
    drag.exec(Qt.DropAction.CopyAction)
