"""A window of another program that takes files: prints where it is, and then the path of what is dropped on it."""

from __future__ import annotations

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel


class Target(QLabel):
    """Takes any file."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for url in event.mimeData().urls():
            # Now: the file belongs to whoever dragged it, and may go with them.
            print(f"dropped {url.toLocalFile()}", flush=True)


app = QApplication([])
target = Target("drop here")
target.setAcceptDrops(True)
target.setGeometry(1500, 100, 300, 300)
target.show()
print("ready", flush=True)
app.exec()
