"""The field that chords are typed into."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.melody.state.offers import Offers
from gui.melody.state.played import Played
from gui.shared.state.theme import GRID, Palette
from gui.shared.view.widgets.fields import Line
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.roll_picture import GUTTER
from gui.shared.view.words import mark, tr
from lcmusic.live.expression import Expression
from lcmusic.music.chords import PROGRESSIONS, parse_progression

TIP = mark(
    "Chords to follow, which go round: | parts bars, and chords of one bar share its beats. Roman numerals (ii7 V7 I) "
    "stand in the major key of the root. Enter applies, Escape leaves it."
)
CHANNEL, NOT_SENT = mark("channel {}"), mark("not")
PLACEHOLDER = mark("Chords, such as  Am7 | F | C/E | G7  or  ii7 | V7 | I")
START_TIP = mark("Progressions to start from; chords that are played in")
PLAY_TIP = mark(
    "Chords that you play on a MIDI keyboard: in time while the song plays, one a bar while it stands still"
)
LISTENING = mark("Play chords: Enter takes them, Escape leaves them")
LISTENING_TIP = mark("Chords of the MIDI input: in time with the song; if it stands still, each is a bar.")
TAKE_TIP = mark("Take the chords that were played (Enter)")


class ChordField(QWidget):
    """Chords as musicians write them, and a list of progressions to start from.

    Args:
        palette: of the theme.
        apply: takes what was typed, empty for no chords; whether it could be read. What could not stays to be mended.
        sent: says the channels that they are sent on.
        send: sends ``chord_channel`` or ``bass_channel`` on a channel, or, on None, not at all.
        played: hears chords that are played in.
        offers: chords, and a key, that may be taken.
        act: does something; what a person can repair is said.
    """

    def __init__(
        self,
        palette: Palette,
        apply: Callable[[str], bool],
        sent: Callable[[], Expression],
        send: Callable[[str, int | None], object],
        played: Played,
        offers: Offers,
        act: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__()
        self._apply, self._sent, self._send = apply, sent, send
        self._played, self._offers, self._act = played, offers, act
        self._shown = ""
        self.line = Line()
        self.line.setPlaceholderText(tr(PLACEHOLDER))
        self.line.setAccessibleName(tr("Chords"))
        self.line.done.connect(self._finish)
        self.line.left.connect(self._leave)
        self.start = QToolButton()
        self._icons = icon("list", palette, 12, palette.muted), icon("record", palette, 12, palette.alarm)
        self.start.setIcon(self._icons[0])
        self.start.setIconSize(QSize(12, 12))
        self.start.setFixedWidth(GUTTER - GRID)
        self.start.setAccessibleName(tr(START_TIP))
        self.start.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.start)
        row.addWidget(self.line, 1)

    def set_chords(self, text: str | None, root: int, why_not: str) -> None:
        """Show the chords that are asked for (None for none) in a key, and why they cannot be."""
        self._shown = text or ""
        if self._show_listening():
            return
        if not self.line.isModified() and self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)
        for widget in (self.line, self.start):
            widget.setEnabled(not why_not)
        heard = f"<b>{parse_progression(text, root)}</b><br>" if text else ""
        self.line.setToolTip(tr(why_not) or heard + tr(TIP))
        self.start.setToolTip(tr(why_not or START_TIP))

    def menu(self) -> QMenu:
        """What the button offers."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for offer in self._offers.now:
            menu.addAction(f"{tr(offer.do)}:  {tr(offer.said)}", partial(self._act, partial(self._offers.take, offer)))
        if self._offers.now:
            menu.addSeparator()
        for name, chords in PROGRESSIONS.items():
            self._offer(menu, f"{tr(name.capitalize())}:  {chords}", chords)
        menu.addSeparator()
        play = menu.addAction(tr("Play chords in from MIDI"), partial(self._act, self.begin))
        play.setEnabled(not self._played.why_not())
        play.setToolTip(tr(self._played.why_not() or PLAY_TIP))
        self._offer(menu, tr("No chords"), "")
        menu.addSeparator()
        self._offer_channels(menu, tr("Send the chords"), "chord_channel")
        self._offer_channels(menu, tr("Send a bass of their roots"), "bass_channel")
        return menu

    def begin(self) -> None:
        """Hear chords that are played in; ``UserError`` if none can be heard."""
        self._played.begin()
        self._show("")
        self.line.setFocus()

    def _press(self) -> None:
        if self._played.listening:
            self._act(self._played.take)
        else:
            self.menu().exec(self.start.mapToGlobal(self.start.rect().bottomLeft()))

    def _show_listening(self) -> bool:
        """Whether chords are played in, and if so, which."""
        on = self._played.listening
        if on != self.line.isReadOnly():
            self.line.setReadOnly(on)
            self.line.setPlaceholderText(tr(LISTENING if on else PLACEHOLDER))
            self.start.setIcon(self._icons[on])
            self.start.setAccessibleName(tr(TAKE_TIP if on else START_TIP))
        if on:
            heard = str(self._played.heard or "")
            if self.line.text() != heard:
                self._show(heard)
            self.line.setToolTip(f"<b>{heard}</b><br>{tr(LISTENING_TIP)} {tr(LISTENING)}")
            self.start.setToolTip(tr(TAKE_TIP))
        return on

    def _offer_channels(self, menu: QMenu, title: str, name: str) -> None:
        sent = self._sent()
        now = getattr(sent, name)
        taken = {sent.channel, sent.chord_channel, sent.bass_channel} - {now}
        channels = menu.addMenu(f"{title}:  {tr(CHANNEL).format(now) if now else tr(NOT_SENT)}")
        channels.setToolTipsVisible(True)
        for channel in (None, *range(1, 17)):
            text = tr(CHANNEL).format(channel) if channel else tr(NOT_SENT).capitalize()
            action = channels.addAction(text, partial(self._send, name, channel))
            action.setCheckable(True)
            action.setChecked(channel == now)
            if channel and channel in taken:
                action.setEnabled(False)
                action.setToolTip(tr("Another part is sent on this channel"))

    def _offer(self, menu: QMenu, title: str, chords: str) -> None:
        menu.addAction(title, lambda: self._choose(chords))

    def _finish(self) -> None:
        if self._played.listening:
            if self.line.hasFocus():  # Enter; not that the focus has gone
                self._act(self._played.take)
        elif self.line.isModified():
            self._choose(self.line.text().strip())

    def _choose(self, text: str) -> None:
        if self._apply(text):
            self._show(text)
            self.line.clearFocus()  # space and N are the window's keys again
        elif not self.line.hasFocus():
            self._show(self._shown)

    def _leave(self) -> None:
        self._played.leave()
        self._show(self._shown)

    def _show(self, text: str) -> None:
        self.line.setText(text)
        self.line.setModified(False)
        self.line.setCursorPosition(0)
