"""The first-run panel: three steps, ticked as they are done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.shared.state.theme import Palette

STEPS = (
    ("port", "Choose where it plays", "“Plays to” above: create the port LC Studio and choose it in your DAW."),
    ("play", "Press play", "The triangle at the top left, or the space bar."),
    ("scale", "Turn the scale", "At the right: a root and a scale. The melody follows at the next bar."),
)


class WelcomeCard(QFrame):
    """Lies over the roll until the three steps are done, or it is put away.

    Args:
        palette: of the theme.
        over: the widget that it lies on.

    Signals:
        done(): it is not needed any more.
    """

    done = Signal()

    def __init__(self, palette: Palette, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("kind", "card")
        self._palette, self._over = palette, over
        self._finished: set[str] = set()
        self._marks: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        title = QLabel("Three steps to your first melody")
        title.setProperty("kind", "title")
        column.addWidget(title)
        for number, (key, name, how) in enumerate(STEPS, 1):
            row = QHBoxLayout()
            row.setSpacing(12)
            mark = QLabel(str(number), alignment=Qt.AlignmentFlag.AlignCenter)
            mark.setFixedSize(26, 26)
            self._marks[key] = mark
            text = QLabel(f"<b>{name}</b><br><span style='color:{palette.muted}'>{how}</span>")
            text.setWordWrap(True)
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            column.addLayout(row)
        away = QPushButton("I know my way")
        away.setProperty("kind", "flat")
        away.clicked.connect(self.done)
        column.addWidget(away, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(440)
        self.setAccessibleName("First steps")
        over.installEventFilter(self)
        self._show()

    @property
    def finished(self) -> frozenset[str]:
        """The steps that are done: of ``port``, ``play`` and ``scale``."""
        return frozenset(self._finished)

    def refresh(self, port: bool, playing: bool) -> None:
        """What is true now."""
        self._finish({"port"} if port else set(), {"play"} if playing else set())

    def scale_turned(self) -> None:
        """The person chose a scale."""
        self._finish({"scale"})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._place()
        return False

    def _finish(self, *steps: set[str]) -> None:
        now = self._finished.union(*steps)
        if now != self._finished:
            self._finished = now
            self._show()
            if len(now) == len(STEPS):
                self.done.emit()

    def _show(self) -> None:
        p = self._palette
        for number, (key, _, _) in enumerate(STEPS, 1):
            finished = key in self._finished
            ground, ink = (p.accent, p.on_accent) if finished else (p.window, p.text)
            self._marks[key].setText("✓" if finished else str(number))
            self._marks[key].setStyleSheet(
                f"background: {ground}; color: {ink}; border-radius: 13px; font-weight: 600;"
            )
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        over = self._over
        self.move((over.width() - self.width()) // 2, max(8, (over.height() - self.height()) // 3))
