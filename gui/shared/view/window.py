"""The window: a transport strip, a rail of pages, the page that is shown, and sentences for the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.shared.state import theme
from gui.shared.view import access
from gui.shared.view.keys import KeyOverlay
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.paint import toolkit_palette
from gui.shared.view.words import tr

READING_MS = 9_000  # for which a sentence stays
CHOOSING_MS = 30_000  # for which one stays that something can be chosen beside
NOTICE_WIDTH, ABOVE_BOTTOM = 640, 104


@dataclass(frozen=True)
class PageRow:
    """A page of the window.

    Attributes:
        name: under its icon in the rail.
        icon: a name in ``gui.shared.view.widgets.icons``.
        tip: its tooltip.
        make: builds its widget, when it is shown for the first time. If the widget has a signal ``line(str)``, what it
            says stands in the rail whatever page is shown (a training that runs); an empty text takes it away. If it
            has a method ``leave()``, it is called when the window closes.
    """

    name: str
    icon: str
    tip: str
    make: Callable[[], QWidget]


class NoticeBar(QFrame):
    """One sentence at a time, over the lower edge of the page, with what may be done about it, and a button that takes
    it away.

    Signals:
        dismissed(): the person took it away and did nothing of what may be done.
    """

    dismissed = Signal()

    def __init__(self, palette: theme.Palette, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        over.installEventFilter(self)
        self.setProperty("kind", "card")
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setProperty("kind", "flat")
        close.setIcon(icon("close", palette, 14))
        close.setToolTip(tr("Dismiss"))
        close.setAccessibleName(tr("Dismiss this notice"))
        close.clicked.connect(self._dismiss)
        self._actions: list[QPushButton] = []
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.addWidget(self._label, 1)
        row.addWidget(close)
        self._away = QTimer(self, singleShot=True, interval=READING_MS)
        self._away.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()) -> None:
        """Show a sentence instead of the one before, and a button for each thing that may be done."""
        text = tr(text)
        self._label.setText(text)
        for button in self._actions:
            button.deleteLater()
        self._actions = [self._button(*action) for action in actions]
        self._away.setInterval(CHOOSING_MS if actions else READING_MS)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        if self.isVisible():
            self._away.start()  # from now, not from the sentence before

    def _button(self, text: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(tr(text))
        button.setProperty("kind", "offer")
        button.clicked.connect(self.hide)
        button.clicked.connect(action)
        self._row.insertWidget(self._row.count() - 1, button)
        return button

    def _dismiss(self) -> None:
        self.hide()
        if self._actions:
            self.dismissed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self._away.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._away.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        over = self._over
        width = min(NOTICE_WIDTH, over.width() - theme.RAIL - 4 * theme.GRID)
        buttons = sum(button.sizeHint().width() + 6 for button in self._actions)
        height = max(44, self._label.heightForWidth(width - 70 - buttons) + 20)
        self.setGeometry(theme.RAIL + 6 * theme.GRID, over.height() - ABOVE_BOTTOM - height, width, height)

    @property
    def offers(self) -> bool:
        """Whether there are buttons beside the sentence."""
        return bool(self._actions)

    @property
    def text(self) -> str:
        """What is shown; empty if nothing is."""
        return "" if self.isHidden() else self._label.text()


class StudioWindow(QMainWindow):
    """The shell. ``dress`` fills it, and again for another theme; pages are made when they are first shown.

    Attributes:
        keys: the overlay of shortcuts.

    Signals:
        closing: the window closes; owners save and stop.
        shown(str): the name of the page that is shown now.
        dismissed(): the person wants nothing of what was offered.
    """

    closing = Signal()
    shown = Signal(str)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        access.install()
        self.setWindowTitle(tr("Latent Constraints Studio"))
        self.setMinimumSize(*theme.SMALLEST)
        self.resize(1440, 900)
        self._line = QLabel()

    def dress(self, palette: theme.Palette, pages: Sequence[PageRow], transport: QWidget) -> None:
        """Show these pages in a theme, instead of those before, which go.

        Args:
            palette: of the theme.
            pages: from top to bottom; the first is shown.
            transport: the strip above everything.
        """
        QApplication.setPalette(toolkit_palette(palette))
        self._palette = palette
        self._rows = {row.name: row for row in pages}
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._line = QLabel(self._line.text(), alignment=Qt.AlignmentFlag.AlignHCenter)
        self._line.setProperty("kind", "label")
        self._line.setWordWrap(True)
        self._buttons: dict[str, QToolButton] = {}

        body = QVBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail())
        middle.addLayout(body, 1)
        whole = QWidget()
        whole.setObjectName("page")
        whole.setStyleSheet(theme.stylesheet(palette))  # not the window's: what goes would be styled once more
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        transport.setObjectName("transport")
        transport.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        transport.setFixedHeight(theme.STRIP)
        column.addWidget(transport)
        column.addLayout(middle, 1)
        self.setCentralWidget(whole)
        whole.show()  # now, so that something in it can have the focus
        self._notices = NoticeBar(palette, whole)
        self._notices.dismissed.connect(self.dismissed)
        self.keys = KeyOverlay(whole)
        self.show_page(pages[0].name)

    @property
    def page_names(self) -> list[str]:
        """Names of all pages, from top to bottom."""
        return list(self._rows)

    @property
    def made(self) -> list[str]:
        """Names of the pages that were shown."""
        return list(self._made)

    @property
    def notice(self) -> str:
        """The sentence that is shown; empty if there is none."""
        return self._notices.text

    def page(self, name: str) -> QWidget:
        """A page's widget, made if it was never shown."""
        if name not in self._made:
            widget = self._rows[name].make()
            self._made[name] = widget
            self._stack.addWidget(widget)
            if hasattr(widget, "line"):
                widget.line.connect(self.say_line)
        return self._made[name]

    def stay_within(self, room: QSize) -> None:
        """Be no larger than a screen has room for, as far as the smallest size allows."""
        self.resize(self.size().boundedTo(room))

    def show_page(self, name: str) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(self.page(name))
        self._buttons[name].setChecked(True)
        self.shown.emit(name)

    @property
    def speaking(self) -> bool:
        """Whether a sentence is shown that offers nothing."""
        return bool(self._notices.text) and not self._notices.offers

    def say(self, text: str) -> None:
        """Show a sentence to the person for a while."""
        self._notices.say(text)

    def offer(self, text: str, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Show a sentence and what may be done about it: a button's text, and what it does."""
        self._notices.say(text, actions)

    def hush(self) -> None:
        """Take the sentence away."""
        self._notices.hide()

    def say_line(self, text: str) -> None:
        """One short line in the rail, such as the time that a training still takes; empty takes it away."""
        self._line.setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Space plays, wherever the focus is; Enter presses the button that has it.
        focus = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        for widget in self._made.values():
            if hasattr(widget, "leave"):
                widget.leave()
        self.closing.emit()
        event.accept()

    def _rail(self) -> QWidget:
        rail = QWidget()
        rail.setObjectName("rail")
        rail.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rail.setFixedWidth(theme.RAIL)
        column = QVBoxLayout(rail)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        group = QButtonGroup(rail)
        for row in self._rows.values():
            button = QToolButton()
            button.setObjectName("railButton")
            button.setCheckable(True)
            button.setText(tr(row.name))
            button.setToolTip(tr(row.tip))
            button.setAccessibleName(tr("{name} page").format(name=tr(row.name)))
            button.setIcon(icon(row.icon, self._palette, 22, self._palette.muted))
            button.setIconSize(QSize(22, 22))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked, name=row.name: self.show_page(name))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[row.name] = button
        column.addStretch(1)
        column.addWidget(self._line)
        return rail
