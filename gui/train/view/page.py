"""The training page: a form, the curves and samples of what is trained, and the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QScrollArea, QVBoxLayout, QWidget

from gui.shared.state.theme import INSIDE, Palette
from gui.shared.view.words import mark, tr
from gui.train.state.decoded import SILENT
from gui.train.state.library import Entry
from gui.train.state.session import State, TrainSession
from gui.train.view.curves import CurvesView
from gui.train.view.forms import JobForm
from gui.train.view.plain import button, column_of, label, panel
from gui.train.view.samples import SamplesView
from gui.train.view.shelf import Shelf
from lc_common.errors import UserError

TICK_MS = 250
FORM_WIDTH, SHELF_WIDTH = 328, 280
DELETE = mark("Delete {name} and everything that was made in its training?")
STOP_TIP, IDLE = mark("Save what was learned and stop"), mark("Nothing is being trained")
STATES: dict[State, str] = {
    "idle": "",
    "starting": mark("Starting"),
    "running": mark("Running"),
    "stopping": mark("Saving"),
    "done": mark("Ready"),
    "stopped": mark("Stopped"),
    "failed": mark("Failed"),
}


def open_wav(clip: Path) -> None:
    """Let the system's player play the .wav beside a clip."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(clip.with_suffix(".wav"))))


class TrainPage(QWidget):
    """Train models and rules while music plays.

    Args:
        palette: of the theme.
        session: what the page does; closed with the page's ``leave``.
        form: of a page before, with what is typed there; an empty one if left out.
        listen: plays a .mid file, beside which lies a .wav of the same name.
        playing: whether music plays now; trainings started meanwhile leave the processor to it.
        use: takes a model of the library into the instrument; None offers no such thing.
        usable: which entries ``use`` takes.
        confirm: asks a person a question with yes and no.

    Signals:
        line(str): the training that runs, with its time left; empty if none does.
    """

    line = Signal(str)

    def __init__(
        self,
        palette: Palette,
        session: TrainSession,
        form: JobForm | None = None,
        *,
        listen: Callable[[Path], None] = open_wav,
        playing: Callable[[], bool] = lambda: False,
        use: Callable[[Entry], None] | None = None,
        usable: Callable[[Entry], bool] = lambda entry: entry.path is not None and entry.kind == "melody model",
        confirm: Callable[[QWidget, str], bool] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._session, self._playing = session, playing
        self._confirm = confirm or _ask
        self._line = ""
        self.form = form or JobForm()
        self.shelf = Shelf(usable if use else None)
        self.curves = CurvesView(palette)
        self.samples = SamplesView(palette, self._guarded(listen))
        self.start_button = button(tr("Start"), "", "primary")
        self.stop_button = button(tr("Stop"), tr(STOP_TIP))
        self.sample_button = button(tr("Samples now"), "")
        self._title, self._left = label(tr(IDLE), "title"), label("", "value")
        self._message, self._mistake = label("", "label"), label("", "error")
        self._left.setWordWrap(False)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mistake.hide()

        row = QHBoxLayout(self)
        row.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        row.setSpacing(INSIDE)
        row.addWidget(self._left_column())
        row.addLayout(self._middle_column(), 1)
        self.shelf.setFixedWidth(SHELF_WIDTH)
        row.addWidget(self.shelf)

        self.form.what.currentIndexChanged.connect(self._forget_mistake)  # it was another form's
        self.start_button.clicked.connect(self._guarded(self._start))
        self.stop_button.clicked.connect(session.stop)
        self.sample_button.clicked.connect(self._guarded(lambda: session.sample(quiet=playing())))
        if use:
            self.shelf.used.connect(self._guarded(use))
        self.shelf.listened.connect(self._guarded(lambda entry: session.sample(entry, quiet=playing())))
        self.shelf.resumed.connect(self._guarded(self._resume))
        self.shelf.removed.connect(self._guarded(self._remove))
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._show()

    def leave(self) -> None:
        """The window closes: a training saves and stops; it can go on another day."""
        self._timer.stop()
        self._session.close()

    def _left_column(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        whole = panel(label(tr("New training"), "title"), scroll, self._mistake, self.start_button, stretch=scroll)
        whole.setFixedWidth(FORM_WIDTH)
        return whole

    def _middle_column(self) -> QVBoxLayout:
        head = panel(self._title, self._message)
        beside = QHBoxLayout()
        beside.addWidget(self._left, 1)
        beside.addWidget(self.stop_button)
        said = column_of(head)
        said.insertLayout(1, beside)
        said.takeAt(said.count() - 1)  # the room below
        below = panel(self.samples, stretch=self.samples)
        title = QHBoxLayout()
        title.addWidget(label(tr("Samples"), "title"), 1)
        title.addWidget(self.sample_button)
        column_of(below).insertLayout(0, title)
        column = QVBoxLayout()
        column.setSpacing(INSIDE)
        column.addWidget(head)
        column.addWidget(panel(self.curves, stretch=self.curves), 3)
        column.addWidget(below, 2)
        return column

    def _start(self) -> None:
        self._session.start(self.form.job(), quiet=self._playing())

    def _resume(self, entry: Entry) -> None:
        self._session.resume(entry, self.form.minutes.value() or None, quiet=self._playing())

    def _remove(self, entry: Entry) -> None:
        if self._confirm(self, tr(DELETE).format(name=entry.name)):
            self._session.remove(entry)

    def _guarded(self, do: Callable) -> Callable:
        """``do`` with its mistakes shown as a sentence, and what it changed shown at once."""

        def done(*arguments: object) -> None:
            given = [argument for argument in arguments if not isinstance(argument, bool)]  # of clicked(bool)
            try:
                do(*given)
            except UserError as error:
                self._mistake.setText(tr(str(error)))
            else:
                self._mistake.clear()
            self._mistake.setVisible(bool(self._mistake.text()))
            self._show()

        return done

    def _forget_mistake(self) -> None:
        self._mistake.clear()
        self._mistake.hide()

    def _tick(self) -> None:
        if self._session.poll():
            self._show()

    def _show(self) -> None:
        session = self._session
        self._title.setText(session.job.name if session.job else tr(IDLE))
        self._left.setText(tr("{left} left").format(left=session.left) if session.left else tr(STATES[session.state]))
        self._message.setText(tr(session.message) or tr("Choose on the left what to train."))
        self._message.setProperty("kind", "error" if session.state == "failed" else "label")
        self._message.style().polish(self._message)
        self.curves.show_curves(session.curves())
        self.samples.show_samples(session.samples)
        self.shelf.show_entries(session.entries)
        self.form.offer(session.entries)
        if session.absent:
            self.form.show_absent(session.absent)
        _enable(
            self.start_button, not session.busy, tr("Start; it runs beside the music"), tr("One training at a time")
        )
        _enable(self.stop_button, session.busy, tr(STOP_TIP), tr(IDLE))
        why = tr("They are being decoded") if session.sampling else tr("There is nothing to decode")
        can_sample = session.job is not None and not session.sampling and session.job.kind not in SILENT
        tip = tr("Decode a few melodies or pictures with what it has learned so far")
        _enable(self.sample_button, can_sample, tip, why)
        if session.line() != self._line:
            self._line = session.line()
            self.line.emit(tr(self._line))


def _enable(widget: QWidget, possible: bool, tip: str, why_not: str) -> None:
    widget.setEnabled(possible)
    widget.setToolTip(tip if possible else why_not)


def _ask(parent: QWidget, question: str) -> bool:
    return QMessageBox.question(parent, tr("Delete"), question) == QMessageBox.StandardButton.Yes
