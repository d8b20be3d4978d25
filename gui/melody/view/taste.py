"""Beside the thumbs: how many there are, a button that learns a taste from them, and what to do with one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui.melody.state.taste import Taste
from gui.shared.state.theme import Palette
from gui.shared.view.widgets.icons import icon
from gui.shared.view.words import mark, tr
from lc_common.errors import UserError

WIDEST = 96  # of what the counter says, so that nothing moves while it counts
NONE_YET = mark("No taste of yours plays yet: learn one from your thumbs.")


def ask_name(parent: QWidget, name: str) -> str:
    """What to call a taste; empty if the person changes their mind."""
    given, fine = QInputDialog.getText(parent, tr("Rename my taste"), tr("Name"), text=name)
    return given.strip() if fine else ""


def ask_forget(parent: QWidget, name: str) -> bool:
    """Whether a taste is to be forgotten."""
    question = tr("Forget {name}? What was learned is deleted; the thumbs stay.").format(name=name)
    return QMessageBox.question(parent, tr("Forget"), question) == QMessageBox.StandardButton.Yes


class TasteBox(QWidget):
    """Shows a taste and does what hands ask for.

    Args:
        taste: what it does.
        palette: of the theme.
        name: asks for a name.
        confirm: asks before one is forgotten.

    Signals:
        said(str): a sentence for the person.
    """

    said = Signal(str)

    def __init__(
        self,
        taste: Taste,
        palette: Palette,
        name: Callable[[QWidget, str], str] = ask_name,
        confirm: Callable[[QWidget, str], bool] = ask_forget,
    ) -> None:
        super().__init__()
        self._taste, self._ask_name, self._confirm = taste, name, confirm
        self.count = QLabel()
        self.count.setProperty("kind", "label")
        self.learn = QPushButton(tr("Learn my taste"))
        self.learn.setFixedHeight(32)
        self.learn.clicked.connect(lambda: self._act(taste.cancel if taste.learning else taste.learn))
        self.ear = self._tool("sound", tr("Compare with and without my taste"), palette)
        self.ear.setCheckable(True)
        self.ear.clicked.connect(lambda: self._act(taste.compare))
        self.more = self._tool("more", tr("Name or forget my taste"), palette)
        self.more.clicked.connect(lambda: self.menu().exec(self.more.mapToGlobal(self.more.rect().topLeft())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.count, self.learn, self.ear, self.more):
            row.addWidget(widget)
        self.count.setFixedWidth(WIDEST)
        self.learn.setFixedWidth(124)
        self.refresh()

    def refresh(self) -> None:
        """Show the taste as it is now."""
        taste = self._taste
        learning, why_not = taste.learning, tr(taste.why_not_learn())
        for label, text in (
            (self.count, tr(taste.count())),
            (self.learn, tr("Cancel") if learning else tr("Learn my taste")),
        ):
            if label.text() != text:
                label.setText(text)
        tip = (
            tr("Stop learning; the music goes on")
            if learning
            else tr("Learn what you like from the thumbs, while it plays")
        )
        _offer(self.learn, "" if learning else why_not, tip)
        _tell(self.count, tr(taste.count_tip()))
        none = "" if taste.has_rule else tr(NONE_YET)
        _offer(self.ear, none, tr("Hear it without your taste") if taste.on else tr("Hear it with your taste"))
        _offer(self.more, none, tr("Name or forget your taste"))
        if self.ear.isChecked() != taste.on:
            self.ear.setChecked(taste.on)

    def menu(self) -> QMenu:
        """What to do with the taste that plays."""
        menu = QMenu(self)
        entry = self._taste.learned
        if entry is None:
            menu.addAction(tr("This rule was not learned from thumbs; see the Train page")).setEnabled(False)
            return menu
        menu.addAction(tr("Rename {name}").format(name=entry.name), lambda: self._rename(entry.name))
        menu.addAction(tr("Forget {name}").format(name=entry.name), lambda: self._forget(entry.name))
        return menu

    def _rename(self, name: str) -> None:
        if given := self._ask_name(self, name):
            self._act(lambda: self._taste.rename(given))

    def _forget(self, name: str) -> None:
        if self._confirm(self, name):
            self._act(self._taste.forget)

    def _act(self, action: Callable[[], object]) -> None:
        try:
            action()
        except UserError as problem:
            self.said.emit(tr(str(problem)))

    def _tool(self, name: str, spoken: str, palette: Palette) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name, palette, 18))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(36, 32)
        button.setAccessibleName(spoken)
        return button


def _offer(button: QPushButton | QToolButton, why_not: str, tip: str) -> None:
    button.setEnabled(not why_not)
    _tell(button, why_not or tip)


def _tell(widget: QWidget, tip: str) -> None:
    if widget.toolTip() != tip:
        widget.setToolTip(tip)
