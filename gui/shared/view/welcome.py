"""The first steps: one strip above the roll, which covers nothing and is ticked as they are done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.widgets.icons import icon
from gui.shared.view.words import mark, tr

Step = tuple[str, str, str]
"""Key, name, and how it is done."""
PLAY = ("play", mark("Press play"), mark("The triangle at the top left, or the space bar."))
HEARD = (
    "play",
    mark("Press play"),
    mark(
        "The space bar, or the triangle at the top left: it sounds here. The arrow at the "
        "loudspeaker has voices and volume."
    ),
)
PORT = (
    "port",
    mark("Play into your DAW"),
    mark("“Plays to” above: create the port LC Studio, choose it in your DAW, and switch the loudspeaker off (S)."),
)
UNHEARD = (
    "port",
    mark("Choose where it plays"),
    mark(
        "This computer has no sound device; hear it in your DAW: create the port "
        "LC Studio under “Plays to”, and choose it there."
    ),
)
SCALE = ("scale", mark("Turn the scale"), mark("At the right: a root and a scale. The melody follows at the next bar."))
MARK = 20


class WelcomeCard(QFrame):
    """Three steps in a row and how the next one is done, until all are done or it is put away.

    Args:
        palette: of the theme.
        device: there is a sound device, so that the built-in voice is heard; the port can wait.

    Signals:
        done(): it is not needed any more.
    """

    done = Signal()

    def __init__(self, palette: Palette, device: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(tr("First steps"))
        self._palette = palette
        self._steps: tuple[Step, ...] = (HEARD, PORT, SCALE) if device else (UNHEARD, PLAY, SCALE)
        self._finished: set[str] = set()
        self._marks: dict[str, QLabel] = {}
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for key, name, how in self._steps:
            mark = self._marks[key] = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
            mark.setFixedSize(MARK, MARK)
            step = QLabel(tr(name))
            step.setToolTip(tr(how))
            row.addWidget(mark)
            row.addWidget(step)
            row.addSpacing(GRID)
        row.addStretch(1)
        self._next = QLabel()
        self._next.setProperty("kind", "label")
        self._next.setWordWrap(True)
        steps = QVBoxLayout()
        steps.setSpacing(4)
        steps.addLayout(row)
        steps.addWidget(self._next)
        self.away = QToolButton()
        self.away.setProperty("kind", "flat")
        self.away.setIcon(icon("close", palette, 14))
        self.away.setIconSize(QSize(14, 14))
        self.away.setToolTip(tr("I know my way: put these steps away"))
        self.away.setAccessibleName(tr("Put the first steps away"))
        self.away.clicked.connect(self.done)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(INSIDE, GRID, GRID, GRID)
        whole.addLayout(steps, 1)
        whole.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
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

    def _finish(self, *steps: set[str]) -> None:
        now = self._finished.union(*steps)
        if now != self._finished:
            self._finished = now
            self._show()
            if len(now) == len(self._steps):
                self.done.emit()

    def _show(self) -> None:
        p = self._palette
        for number, (key, _, _) in enumerate(self._steps, 1):
            finished = key in self._finished
            ground, ink = (p.accent, p.on_accent) if finished else (p.window, p.text)
            self._marks[key].setText("✓" if finished else str(number))
            self._marks[key].setStyleSheet(
                f"background: {ground}; color: {ink}; border-radius: {MARK // 2}px; font-weight: 600;"
            )
        self._next.setText(next((tr(how) for key, _, how in self._steps if key not in self._finished), ""))
