"""The presets: found by typing, heard by moving, chosen by Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.melody.state.presets import Preset, Shelf, described
from gui.melody.state.session import MelodySession
from gui.shared.state.theme import GRID, INSIDE, Palette
from gui.shared.view.widgets.fields import ENTER
from gui.shared.view.words import mark, tr
from lc_common.errors import UserError

NAMES = 132  # pixels of the column of names
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
ROLE = Qt.ItemDataRole.UserRole
HINT = mark("Arrows to hear one, Enter to stay with it, Esc to go back. The idea stays as it is.")
NONE_FOUND = mark("No preset has these words in its name or tags.")
ITS_OWN = mark("This one comes with the studio: save it under a name of your own to change it.")
CHOOSE_FIRST = mark("Choose a preset first.")


class PresetBrowser(QWidget):
    """All presets in place of the panel of knobs. What is selected is heard; what was before comes back on Escape.

    A curtain lies over the page meanwhile: a click on it goes back, too.

    Args:
        session: hears them.
        shelf: has them.
        palette: of the theme.
        over: the page.
        place: what of the page they stand in front of.

    Signals:
        said(str): a sentence for the person.
    """

    said = Signal(str)

    def __init__(self, session: MelodySession, shelf: Shelf, palette: Palette, over: QWidget, place: QWidget) -> None:
        super().__init__(over)
        self._session, self._shelf, self._muted = session, shelf, QBrush(QColor(palette.muted))
        self._over, self._place, self._focus_before = over, place, over
        self._finish: Callable[[], object] = lambda: None
        self.card = QFrame(self)
        self.card.setProperty("kind", "panel")
        self.card.setAccessibleName(tr("Presets"))
        self.search = _line(tr("Find a preset"), tr("Find by name or tag"), self._fill)
        self.list = self._make_list(palette)
        self.about = _label("")
        self.use = _button(tr("Use"), tr("Stay with what is heard (Enter)"), self.choose)
        self.use.setProperty("kind", "primary")
        self.save = _button(tr("Save"), tr("Save the knobs as they are, under a name (Ctrl+S)"), self._ask_to_save)
        self.rename = _button(tr("Rename"), "", self._ask_to_rename)
        self.delete = _button(tr("Delete"), "", self._delete)
        self.back = _button(tr("Bring back"), "", self._bring_back)
        self.name = _line(tr("Name of the preset"), tr("Name"), lambda: None)
        self.tags = _line(tr("Tags of the preset"), tr("Tags, such as slow, folk"), lambda: None)
        self.keep = _button(tr("Save"), tr("Save it (Enter); Esc leaves it"), lambda: self._finish())
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show all presets; the focus is in the field that finds one."""
        self._shelf.read()
        self._focus_before = self.window().focusWidget() or self._over
        self.setGeometry(self._over.rect())
        self.card.setGeometry(self._place.geometry())
        self.search.clear()
        self.list.clear()  # nothing is selected
        self._fill()
        self._show_form(False)
        if self._shelf.problem:
            self.about.setText(tr(self._shelf.problem))
        self.show()
        self.raise_()
        self.search.setFocus()

    def choose(self) -> None:
        """Stay with what is selected; if nothing is, with the first that was found."""
        if self.selected is None and not self._move(1):
            return
        self._session.choose()
        self.go_back()

    def go_back(self) -> None:
        """Close it; what was not chosen is not heard any more."""
        self._focus_before.setFocus()
        self.hide()

    @property
    def selected(self) -> Preset | None:
        """What is heard; None for what was before."""
        item = self.list.currentItem()
        return item.data(0, ROLE) if item else None

    @property
    def shown(self) -> list[Preset]:
        """What was found, from top to bottom."""
        items = map(self.list.topLevelItem, range(self.list.topLevelItemCount()))
        return [item.data(0, ROLE) for item in items if item]

    # ------------------------------------------------------------------------------------------------------- the hand

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() != Qt.Key.Key_Space:
                event.accept()  # not the page's: what it would do cannot be seen
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, naming = Qt.Key(event.key()), self.form.isVisible()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        does = {Qt.Key.Key_S: self._ask_to_save, Qt.Key.Key_R: self._ask_to_rename, Qt.Key.Key_D: self._delete}
        if key == Qt.Key.Key_Escape:
            self._show_form(False) if naming else self.go_back()
        elif key in ENTER and isinstance(self.focusWidget(), QPushButton):
            event.ignore()  # the window's, which presses it
        elif key in ENTER:
            self._finish() if naming else self.choose()
        elif key in MOVES and not naming:
            self._move(MOVES[key])
        elif control and key in does and not naming:
            does[key]()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.go_back()

    def focusNextPrevChild(self, forward: bool) -> bool:
        fields = (self.search, self.name, self.tags, *self.findChildren(QPushButton))
        ring = [field for field in fields if field.isVisible() and field.isEnabled()]
        if not ring:  # it is being hidden
            return super().focusNextPrevChild(forward)
        at = ring.index(self.focusWidget()) if self.focusWidget() in ring else -1
        ring[(at + (1 if forward else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True  # nothing under it can be reached while it is there

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.back_from_audition()
        self.hide()  # for good, if it is the page that goes

    def _move(self, by: int) -> bool:
        now = self.list.currentItem()
        at = self.list.indexOfTopLevelItem(now) + by if now else 0
        item = self.list.topLevelItem(min(self.list.topLevelItemCount() - 1, max(0, at)))
        if item:
            self.list.setCurrentItem(item)
        return item is not None

    def _hear(self) -> None:
        if preset := self.selected:
            self._session.audition(preset.setting)
        self._tell()

    # ------------------------------------------------------------------------------------------------ a person's own

    def _ask_to_save(self) -> None:
        preset = self.selected
        self._ask("", "" if preset is None else ", ".join(preset.tags), tr("Save"), self._save)

    def _ask_to_rename(self) -> None:
        preset = self.selected
        if self.rename.isEnabled() and preset:
            self._ask(preset.name, ", ".join(preset.tags), tr("Rename"), lambda: self._rename(preset))

    def _ask(self, name: str, tags: str, does: str, finish: Callable[[], object]) -> None:
        self.name.setText(name)
        self.tags.setText(tags)
        self.keep.setText(does)
        self._finish = finish
        self._show_form(True)

    def _save(self) -> None:
        self._do(lambda: self._shelf.save(self.name.text().strip(), self._typed_tags(), self._session.setting()))

    def _rename(self, preset: Preset) -> None:
        self._do(lambda: self._shelf.rename(preset, self.name.text().strip(), self._typed_tags()))

    def _delete(self) -> None:
        preset = self.selected
        if self.delete.isEnabled() and preset:
            self._do(lambda: self._shelf.delete(preset))
            if preset not in self.shown:
                self._session.back_from_audition()

    def _bring_back(self) -> None:
        self._do(self._shelf.bring_back)

    def _do(self, action: Callable[[], Preset | None]) -> None:
        """Change the shelf, and select what comes of it; trouble is said, and the form stays to be mended."""
        try:
            preset = action()
        except UserError as problem:
            self.about.setText(tr(str(problem)))
            self.said.emit(tr(str(problem)))
            return
        self._show_form(False)
        if preset and not preset.matches(self.search.text()):
            self.search.clear()
        self._fill(preset)

    def _typed_tags(self) -> list[str]:
        return [tag for tag in map(str.strip, self.tags.text().split(",")) if tag]

    # ------------------------------------------------------------------------------------------------------- the sight

    def _fill(self, select: Preset | None = None) -> None:
        """Show what is found; what is heard stays selected, and is heard on if it is not found any more."""
        select = select or self.selected
        with QSignalBlocker(self.list):
            self.list.clear()
            for preset in self._shelf.found(self.search.text()):
                item = QTreeWidgetItem([preset.name, ", ".join(preset.words)])
                item.setData(0, ROLE, preset)
                item.setForeground(1, self._muted)
                item.setToolTip(0, f"{preset.name}: {_said(preset)}")
                item.setToolTip(1, item.text(1))
                self.list.addTopLevelItem(item)
                if preset == select:
                    self.list.setCurrentItem(item)
        self._tell()

    def _tell(self) -> None:
        preset, own = self.selected, bool(self.selected and self.selected.path)
        said = _said(preset) if preset else tr(HINT if self.shown else NONE_FOUND)
        self.about.setText(said)
        self.search.setAccessibleDescription(f"{preset.name}: {said}" if preset else said)
        for button, tip in (
            (self.rename, tr("Give it another name and other tags (Ctrl+R)")),
            (self.delete, tr("Delete it (Ctrl+D)")),
        ):
            button.setEnabled(own)
            button.setToolTip(tip if own else tr(ITS_OWN if preset else CHOOSE_FIRST))
        self.use.setEnabled(bool(self.shown))
        deleted = self._shelf.deleted
        self.back.setVisible(deleted is not None and not self.form.isVisible())
        self.back.setToolTip(tr("Undo: {name} is there again").format(name=deleted.name) if deleted else "")

    def _show_form(self, on: bool) -> None:
        self.form.setVisible(on)
        self.hands.setVisible(not on)
        self._tell()
        field = self.name if on else self.search
        field.setFocus()
        field.selectAll()

    def _make_list(self, palette: Palette) -> QTreeWidget:
        table = QTreeWidget()
        table.setAccessibleName(tr("Presets that were found"))
        table.setColumnCount(2)
        table.setColumnWidth(0, NAMES)
        table.setHeaderHidden(True)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrows move it from wherever the focus is
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setStyleSheet(
            f"QTreeWidget {{ background: {palette.window}; border: none; }}"
            "QTreeView::item { padding: 3px 2px; border: none; }"
            f"QTreeView::item:selected {{ background: {palette.line}; color: {palette.text}; }}"
        )
        table.currentItemChanged.connect(lambda *_: self._hear())
        table.itemDoubleClicked.connect(lambda *_: self.choose())
        return table

    def _lay_out(self) -> None:
        title = QLabel(tr("Presets"))
        title.setProperty("kind", "title")
        self.hands = _lines_of(2, self.use, self.save, self.rename, self.delete)
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        column.addWidget(self.tags)
        column.addWidget(self.keep)
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(INSIDE, INSIDE, INSIDE, INSIDE)
        whole.setSpacing(GRID)
        rows: tuple[QWidget, ...] = (title, self.search, self.list, self.about, self.back, self.hands, self.form)
        for widget in rows:
            whole.addWidget(widget, 1 if widget is self.list else 0)


def _said(preset: Preset) -> str:
    return " · ".join(map(tr, described(preset.setting)))


def _line(name: str, hint: str, changed: Callable[[], object]) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    line.setToolTip(name)
    line.textEdited.connect(lambda _: changed())
    return line


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "label")
    label.setWordWrap(True)
    return label


def _button(text: str, tip: str, action: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.clicked.connect(lambda: action())
    return button


def _lines_of(columns: int, *widgets: QWidget) -> QWidget:
    lines = QWidget()
    grid = QGridLayout(lines)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(4)
    for place, widget in enumerate(widgets):
        grid.addWidget(widget, place // columns, place % columns)
    return lines
