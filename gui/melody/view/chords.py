"""The field that chords are typed into."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.shared.state.theme import GRID, Palette
from gui.shared.view.widgets.fields import Line
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.roll_picture import GUTTER
from lcmusic.live.expression import Expression
from lcmusic.music.chords import PROGRESSIONS, parse_progression

TIP = (
    "Chords to follow, which go round: | parts bars, and chords of one bar share its beats. Roman numerals (ii7 V7 I) "
    "stand in the major key of the root. Enter applies, Escape leaves it."
)
CHANNEL, NOT_SENT = "channel {}", "not"


class ChordField(QWidget):
    """Chords as musicians write them, and a list of progressions to start from.

    Args:
        palette: of the theme.
        apply: takes what was typed, empty for no chords; whether it could be read. What could not stays to be mended.
        sent: says the channels that they are sent on.
        send: sends ``chord_channel`` or ``bass_channel`` on a channel, or, on None, not at all.
    """

    def __init__(
        self,
        palette: Palette,
        apply: Callable[[str], bool],
        sent: Callable[[], Expression],
        send: Callable[[str, int | None], object],
    ) -> None:
        super().__init__()
        self._apply, self._sent, self._send = apply, sent, send
        self._shown = ""
        self.line = Line()
        self.line.setPlaceholderText("Chords, such as  Am7 | F | C/E | G7  or  ii7 | V7 | I")
        self.line.setAccessibleName("Chords")
        self.line.done.connect(self._finish)
        self.line.left.connect(self._leave)
        self.start = QToolButton()
        self.start.setIcon(icon("list", palette, 12, palette.muted))
        self.start.setIconSize(QSize(12, 12))
        self.start.setFixedWidth(GUTTER - GRID)
        self.start.setAccessibleName("Progressions to start from")
        self.start.clicked.connect(lambda: self.menu().exec(self.start.mapToGlobal(self.start.rect().bottomLeft())))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.start)
        row.addWidget(self.line, 1)

    def set_chords(self, text: str | None, root: int, why_not: str) -> None:
        """Show the chords that are asked for (None for none) in a key, and why they cannot be."""
        self._shown = text or ""
        if not self.line.isModified() and self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)
        for widget in (self.line, self.start):
            widget.setEnabled(not why_not)
        heard = f"<b>{parse_progression(text, root)}</b><br>" if text else ""
        self.line.setToolTip(why_not or heard + TIP)
        self.start.setToolTip(why_not or "Progressions to start from")

    def menu(self) -> QMenu:
        """What the button offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, chords in PROGRESSIONS.items():
            self._offer(menu, f"{name.capitalize()}:  {chords}", chords)
        menu.addSeparator()
        self._offer(menu, "No chords", "")
        menu.addSeparator()
        self._offer_channels(menu, "Send the chords", "chord_channel")
        self._offer_channels(menu, "Send a bass of their roots", "bass_channel")
        return menu

    def _offer_channels(self, menu: QMenu, title: str, name: str) -> None:
        sent = self._sent()
        now = getattr(sent, name)
        taken = {sent.channel, sent.chord_channel, sent.bass_channel} - {now}
        channels = menu.addMenu(f"{title}:  {CHANNEL.format(now) if now else NOT_SENT}")
        channels.setToolTipsVisible(True)
        for channel in (None, *range(1, 17)):
            text = CHANNEL.format(channel) if channel else NOT_SENT.capitalize()
            action = channels.addAction(text, partial(self._send, name, channel))
            action.setCheckable(True)
            action.setChecked(channel == now)
            if channel and channel in taken:
                action.setEnabled(False)
                action.setToolTip("Another part is sent on this channel")

    def _offer(self, menu: QMenu, title: str, chords: str) -> None:
        menu.addAction(title, lambda: self._choose(chords))

    def _finish(self) -> None:
        if self.line.isModified():
            self._choose(self.line.text().strip())

    def _choose(self, text: str) -> None:
        if self._apply(text):
            self._show(text)
        elif not self.line.hasFocus():
            self._show(self._shown)

    def _leave(self) -> None:
        self._show(self._shown)

    def _show(self, text: str) -> None:
        self.line.setText(text)
        self.line.setModified(False)
        self.line.setCursorPosition(0)
