"""Fields of the forms: a path, a choice of the library, a list of rewards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.shared.state.theme import GRID
from gui.shared.view.widgets.choices import ChoiceBox
from gui.shared.view.widgets.fields import Line
from gui.shared.view.words import tr
from gui.train.state.library import Entry
from gui.train.view.plain import button, label
from lcmusic.music.rewards import REWARDS


class Labelled(QWidget):
    """A field with its name above it."""

    def __init__(self, name: str, field: QWidget, tip: str = "") -> None:
        super().__init__()
        field.setAccessibleName(name)
        field.setToolTip(tip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(name, "label"))
        column.addWidget(field)


class PathField(QWidget):
    """A file or folder, typed or chosen."""

    def __init__(self, title: str, pattern: str = "") -> None:
        super().__init__()
        self._title, self._pattern = title, pattern
        self.edit = Line()
        self.edit.setPlaceholderText(tr("file") if pattern else tr("folder"))
        choose = button(tr("Choose"), title)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.edit, 1)
        row.addWidget(choose)

    @property
    def path(self) -> Path | None:
        """What is in the field; None if it is empty."""
        text = self.edit.text().strip()
        return Path(text).expanduser() if text else None

    def _choose(self) -> None:
        if self._pattern:
            chosen = QFileDialog.getOpenFileName(self, self._title, self.edit.text(), self._pattern)[0]
        else:
            chosen = QFileDialog.getExistingDirectory(self, self._title, self.edit.text())
        if chosen:
            self.edit.setText(chosen)


class EntryChoice(ChoiceBox):
    """One of the library's finished entries of a kind, or nothing.

    Args:
        kind: of the entries.
        nothing: text of the choice of none.
    """

    def __init__(self, kind: str, nothing: str) -> None:
        super().__init__()
        self._kind = kind
        self.addItem(nothing, None)

    @property
    def path(self) -> Path | None:
        """The entry's path; None where none is chosen."""
        return self.currentData()

    def offer(self, entries: Sequence[Entry]) -> None:
        """Show these entries; what was chosen stays chosen, and a first corpus is chosen by itself."""
        before = self.currentData()
        nothing = self.itemText(0)
        self.blockSignals(True)
        self.clear()
        self.addItem(nothing, None)
        for entry in entries:
            if entry.kind == self._kind and entry.path and entry.job:
                self.addItem(entry.name, entry.path)
        found = self.findData(before) if before else -1
        self.setCurrentIndex(found if found > 0 else 1 if self._kind == "corpus" and self.count() > 1 else 0)
        self.blockSignals(False)
        if self.currentData() != before:
            self.currentIndexChanged.emit(self.currentIndex())


class RewardRow(QWidget):
    """One reward of the registry with its argument."""

    removed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._names = ChoiceBox()
        for number, key in enumerate(REWARDS):
            self._names.addItem(tr(plain_name(key)), key)
            self._names.setItemData(number, tr(about(key)), 3)  # Qt.ToolTipRole
        self._names.setAccessibleName(tr("Reward"))
        self._argument = Line()
        self._argument.setAccessibleName(tr("Parameter of the reward"))
        remove = button("✕", tr("Remove this reward"), "flat")
        remove.setAccessibleName(tr("Remove this reward"))
        remove.setFixedWidth(32)
        remove.clicked.connect(lambda: self.removed.emit(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._names, 3)
        row.addWidget(self._argument, 2)
        row.addWidget(remove)
        self._names.currentIndexChanged.connect(self._show_example)
        self._names.setCurrentIndex(self._names.findData(name))
        self._show_example()

    @property
    def text(self) -> str:
        """The reward as ``lcmusic.music.rewards.parse_reward`` reads it."""
        argument = self._argument.text().strip() if self._argument.isVisibleTo(self) else ""
        return f"{self._names.currentData()}({argument})"

    def set_argument(self, text: str) -> None:
        """Type an argument."""
        self._argument.setText(text)

    def _show_example(self) -> None:
        kind = REWARDS[self._names.currentData()]
        self._names.setToolTip(tr(about(self._names.currentData())))
        self._argument.setVisible(kind.parse is not None)
        self._argument.setText(re.sub(r"^\w+\(|\)$", "", kind.example))
        self._argument.setToolTip(tr("For example {example}").format(example=kind.example))


class RewardList(QWidget):
    """Rewards, one or more, and how they make one."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[RewardRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.combine = ChoiceBox()
        self.combine.addItem(tr("all of them (product)"), "product")
        self.combine.addItem(tr("on average (mean)"), "mean")
        self.combine.addItem(tr("the worst of them (minimum)"), "minimum")
        self._how = Labelled(tr("What counts"), self.combine, tr("How several rewards make one"))
        add = button(tr("Add a reward"), tr("A melody then has to please this one as well"), "flat")
        add.clicked.connect(lambda: self.add("density"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._column)
        column.addWidget(add)
        column.addWidget(self._how)
        self.add("pitch_set")

    @property
    def rows(self) -> list[RewardRow]:
        """The rewards from top to bottom."""
        return list(self._rows)

    @property
    def texts(self) -> list[str]:
        """The rewards as text."""
        return [row.text for row in self._rows]

    def add(self, name: str) -> RewardRow:
        """Add a row."""
        row = RewardRow(name)
        row.removed.connect(self._remove)
        self._rows.append(row)
        self._column.addWidget(row)
        self._how.setVisible(len(self._rows) > 1)
        return row

    def _remove(self, row: RewardRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.deleteLater()
        self._how.setVisible(len(self._rows) > 1)


def plain_name(reward: str) -> str:
    """A reward's name for people."""
    return reward.replace("_", " ")


def about(reward: str) -> str:
    """What a reward rewards, in a sentence."""
    return (REWARDS[reward].function.__doc__ or "").strip().splitlines()[0].replace("``", "")
