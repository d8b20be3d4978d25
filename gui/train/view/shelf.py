"""The library: what ships and what was made here, each with its card and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.shared.state.theme import GRID
from gui.shared.view.words import tr
from gui.train.state.decoded import SILENT
from gui.train.state.library import Entry
from gui.train.view.plain import button, column_of, label, panel

ENTRY = Qt.ItemDataRole.UserRole


class Shelf(QWidget):
    """The list of entries and the card of the one that is chosen.

    Signals:
        used(Entry), listened(Entry), resumed(Entry), removed(Entry): what a person asks for.

    Args:
        usable: whether the app can play with an entry; None where it offers nothing of the kind.
    """

    used, listened, resumed, removed = Signal(object), Signal(object), Signal(object), Signal(object)

    def __init__(self, usable: Callable[[Entry], bool] | None) -> None:
        super().__init__()
        self._usable = usable
        self._entries: list[Entry] = []
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Library"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title, self._kind, self._card = label("", "title"), label("", "label"), label("")
        self.use = button(tr("Play with it"), tr("The Melody page goes on with this one"))
        self.hear = button(tr("Samples"), tr("Decode a few of its melodies or pictures and show them in the middle"))
        self.go_on = button(tr("Go on"), "")
        self.delete = button(tr("Delete"), tr("Delete this and everything that was made in its training"), "danger")
        signals = (self.used, self.listened, self.resumed, self.removed)
        buttons = QGridLayout()
        buttons.setSpacing(GRID)
        for i, (action, signal) in enumerate(zip((self.use, self.hear, self.go_on, self.delete), signals, strict=True)):
            action.clicked.connect(lambda _checked=False, signal=signal: signal.emit(self.entry))
            buttons.addWidget(action, i // 2, i % 2)
        if usable is None:
            self.use.hide()
        self._below = panel(self._title, self._kind, self._card)
        column_of(self._below).addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(panel(label(tr("Library"), "title"), self.list, stretch=self.list), 1)
        column.addWidget(self._below)
        self.list.currentItemChanged.connect(self._show_card)
        self._show_card()

    @property
    def entry(self) -> Entry | None:
        """The one that is chosen."""
        item = self.list.currentItem()
        return item.data(ENTRY) if item else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; what was chosen stays chosen."""
        if list(entries) == self._entries:
            return
        self._entries = list(entries)
        before = self.entry
        self.list.clear()
        for entry in entries:
            item = QListWidgetItem(f"{entry.name}\n{self._what(entry)}")
            item.setData(ENTRY, entry)
            item.setToolTip(entry.name)
            self.list.addItem(item)
            if before and entry.name == before.name:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and entries:
            self.list.setCurrentRow(0)
        self._show_card()

    def _what(self, entry: Entry) -> str:
        where = tr("ships") if entry.job is None else tr("ready") if entry.finished else tr("unfinished")
        return f"{tr(entry.kind)} · {where}"

    def _show_card(self) -> None:
        entry = self.entry
        if entry is None:
            self._title.setText(tr("Nothing here yet"))
            self._kind.setText("")
            self._card.setText(tr("What you train appears here. No weights come with this version."))
        else:
            self._title.setText(entry.name)
            self._kind.setText(self._what(entry))
            self._card.setText("\n".join(map(tr, entry.lines)))
            self._card.setToolTip(str(entry.path) if entry.path else "")
        self._enable(
            self.use, bool(entry and self._usable and self._usable(entry)), tr("The Melody page cannot play this")
        )
        has_samples = bool(entry and entry.path and entry.kind not in SILENT)
        self._enable(self.hear, has_samples, tr("There is nothing to decode here"))
        self.go_on.setText(tr("Train longer") if entry and entry.path else tr("Go on"))
        self._enable(
            self.go_on,
            bool(entry and entry.resumable),
            tr("What ships and finished corpora stay as they are"),
            tr("Go on where it stopped, for as long as the form on the left says"),
        )
        self._enable(self.delete, bool(entry and entry.job), tr("This came with the program"))

    def _enable(self, action, possible: bool, why_not: str, tip: str = "") -> None:
        action.setProperty("tip", action.property("tip") or tip or action.toolTip())
        action.setEnabled(possible)
        action.setToolTip(action.property("tip") if possible else why_not)
