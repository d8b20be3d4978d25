"""The transport strip's widgets."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from gui.shared.state.theme import Palette
from gui.shared.state.transport import PORT_NAME, Transport
from gui.shared.view.widgets.choices import ChoiceBox, PortBox, grey
from gui.shared.view.widgets.fields import NumberBox
from gui.shared.view.widgets.icons import icon
from gui.shared.view.widgets.paint import colour, font
from gui.shared.view.words import mark, tr
from lc_common.errors import UserError
from lcmusic.live.protocol import Status
from lcmusic.live.sync import SOURCES
from lcmusic.perform.table import TEMPO

LOCKS = {
    "internal": ("lead", mark("We lead: the DAW may follow our MIDI clock")),
    "waiting": ("hunting", mark("Waiting for the DAW's clock: press play there, and send its clock to our input")),
    "locking": ("hunting", mark("Finding the DAW's tempo")),
    "locked": ("locked", mark("Locked to the other clock")),
    "free-wheeling": ("lost", mark("The clock was lost; going on at its last tempo")),
    "alone": ("hunting", mark("No other program is in the Link session yet")),
}
"""What the engine says, as a state of the light and a sentence."""
BLINK = 0.12  # seconds for which the activity light stays lit after a message
DRAG_BPM = 0.25  # for a pixel


class Light(QWidget):
    """A state as a shape and a colour: a disc is good, a ring is waiting, a cross is lost."""

    spoken_role = QAccessible.Role.Indicator

    def __init__(self, palette: Palette, name: str) -> None:
        super().__init__()
        self._palette, self._state = palette, "off"
        self.setFixedSize(14, 14)
        self.setAccessibleName(name)

    def set_state(self, state: str, tip: str) -> None:
        """``lead``, ``locked``, ``hunting``, ``lost`` or ``off``."""
        if state != self._state or tip != self.toolTip():
            self._state = state
            self.setToolTip(tip)
            self.setAccessibleDescription(tip)
            self.update()

    def spoken_value(self) -> str:
        """For screen readers: what the light means now."""
        return self.toolTip() or self._state

    @property
    def state(self) -> str:
        """The state that is shown."""
        return self._state

    def paintEvent(self, event: QPaintEvent) -> None:
        p = self._palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(2.5, 2.5, 9, 9)
        ink = {"lead": p.accent, "locked": p.accent, "hunting": p.now, "lost": p.alarm}.get(self._state, p.disabled)
        painter.setPen(QPen(colour(ink), 2))
        if self._state == "locked":
            painter.setBrush(colour(ink))
            painter.drawEllipse(box)
        elif self._state == "lead":
            painter.setBrush(colour(ink))
            painter.drawPolygon(QPolygonF([box.topLeft(), box.bottomLeft(), QRectF(box).center() + QPoint(5, 0)]))
        elif self._state == "lost":
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        else:
            painter.drawEllipse(box)
        painter.end()


class TempoBox(NumberBox):
    """A tempo to drag up and down or to type."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(TEMPO.low, TEMPO.high)
        self.setDecimals(1)
        self.setSuffix(tr(" BPM"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setFixedWidth(104)
        self.setFont(font(15))
        self.setAccessibleName(tr("Tempo"))
        self.setToolTip(tr("Tempo: drag up and down, turn the wheel, or type it"))
        self._pressed: tuple[float, float] | None = None
        self.lineEdit().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and self.isEnabled():
            if event.type() == QMouseEvent.Type.MouseButtonPress:
                self._pressed = event.globalPosition().y(), self.value()
            elif event.type() == QMouseEvent.Type.MouseMove and self._pressed:
                start, value = self._pressed
                if abs(start - event.globalPosition().y()) > 3:
                    self.setValue(value + (start - event.globalPosition().y()) * DRAG_BPM)
                    return True
            elif event.type() == QMouseEvent.Type.MouseButtonRelease:
                self._pressed = None
        return super().eventFilter(watched, event)


class TransportStrip(QWidget):
    """Play, tempo, sync, port, lights, panic.

    Args:
        session: what it does.
        palette: of the theme.
        set_channel: chooses the MIDI channel 1..16.
        sound: stands beside panic.
        clock: seconds, for taps and lights.

    Signals:
        said(str): a sentence for the person.
    """

    said = Signal(str)

    def __init__(
        self,
        session: Transport,
        palette: Palette,
        set_channel: Callable[[int], None],
        sound: QWidget,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        super().__init__()
        self._session, self._palette, self._clock = session, palette, clock
        self._sent, self._lit_until = 0, 0.0
        self._listed: object = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)

        self.play = self._button("play", tr("Play (space)"), tr("Play"), checkable=True)
        self.play.setFixedWidth(48)
        self.play.clicked.connect(session.play_stop)
        self.top = self._button("stop", tr("Stop and go to the first bar"), tr("Stop"))
        self.top.clicked.connect(self._stop_to_top)
        self.tempo = TempoBox()
        self.tempo.setValue(session.wiring.tempo)
        self.tempo.valueChanged.connect(lambda bpm: self._try(lambda: session.set_tempo(bpm)))
        self.tap = QPushButton(tr("Tap"))
        self.tap.setToolTip(tr("Tap the tempo (T)"))
        self.tap.clicked.connect(self.tap_now)
        self.sync = ChoiceBox()
        self.sync.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sync.setAccessibleName(tr("Sync"))
        for name, source in SOURCES.items():
            self.sync.addItem(tr(source.label), name)
        self.sync.activated.connect(lambda i: self._follow(self.sync.itemData(i)))
        self.sync.setToolTip(tr("Who leads: our own tempo, the DAW's MIDI clock, or Ableton Link"))
        self.lock = Light(palette, tr("Sync state"))
        self.shown_tempo = QLabel()
        self.shown_tempo.setProperty("kind", "label")
        self.port = PortBox()
        self.port.setAccessibleName(tr("MIDI output"))
        self.port.setMinimumWidth(108)
        self.port.setMaximumWidth(300)
        self.port.opened.connect(session.refresh)
        self.port.activated.connect(self._choose_port)
        self.port_light = Light(palette, tr("Port state"))
        self.channel = ChoiceBox()
        self.channel.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.channel.setAccessibleName(tr("MIDI channel"))
        self.channel.setToolTip(tr("MIDI channel; its program is in Settings"))
        self.channel.addItems([tr("ch {channel}").format(channel=n) for n in range(1, 17)])
        self.channel.activated.connect(lambda i: set_channel(i + 1))
        self.wiring = self._button("settings", tr("Clock out, MIDI input, refresh the ports"), tr("Wiring"))
        self.wiring.clicked.connect(self._show_wiring)
        self.activity = Light(palette, tr("MIDI activity"))
        self.late = QLabel(tr("late {bars}").format(bars=0))
        self.late.setProperty("kind", "label")
        self.late.setFont(font(11))
        self.panic = self._button("panic", tr("Panic: silence every note on every channel"), tr("Panic"), palette.alarm)
        self.panic.clicked.connect(session.panic)

        widget: QWidget
        for widget in (self.play, self.top):
            row.addWidget(widget)
        row.addSpacing(4)
        for widget in (self.tempo, self.tap):
            row.addWidget(widget)
        row.addSpacing(4)
        row.addLayout(_labelled(tr("Sync"), self.sync))
        row.addWidget(self.lock)
        row.addWidget(self.shown_tempo)
        row.addSpacing(4)
        row.addWidget(_label(tr("Plays to")))
        row.addWidget(self.port, 20)
        for widget in (self.port_light, self.channel, self.wiring):
            row.addWidget(widget)
        row.addStretch(1)
        row.addLayout(_labelled(tr("MIDI"), self.activity))
        row.addWidget(self.late)
        row.addWidget(sound)
        row.addWidget(self.panic)

    def tap_now(self) -> None:
        """A tap of the tempo."""
        self._try(lambda: self._session.tap(self._clock()))

    def refresh(self, channel: int) -> None:
        """Show the session as it is now."""
        session, status = self._session, self._session.status
        if self.play.isChecked() != status.playing:
            self.play.setChecked(status.playing)
        self._show_tempo(status)
        source = list(SOURCES).index(session.wiring.source)
        if self.sync.currentIndex() != source:
            self.sync.setCurrentIndex(source)
        if self.channel.currentIndex() != channel - 1:
            self.channel.setCurrentIndex(channel - 1)
        state, said = LOCKS.get(status.lock, ("hunting", status.lock))
        self.lock.set_state(state, tr(said))
        self._show_ports(status)
        now = self._clock()
        if status.sent != self._sent:
            self._sent, self._lit_until = status.sent, now + BLINK
        lit = now < self._lit_until
        self.activity.set_state(
            "locked" if lit else "off", tr("Lit while MIDI goes out: {sent} messages so far").format(sent=status.sent)
        )
        late = tr("late {bars}").format(bars=status.late_bars)
        if self.late.text() != late:
            self.late.setText(late)
        tip = tr("Bars that were not ready in time: {bars}. Latest message: {worst:.1f} ms late.").format(
            bars=status.late_bars, worst=1000 * status.worst
        )
        if self.late.toolTip() != tip:
            self.late.setToolTip(tip)

    def showEvent(self, event: QShowEvent) -> None:
        for row, source in enumerate(SOURCES.values()):
            if why := source.missing():
                grey(self.sync, row, tr(why))
        super().showEvent(event)

    def _show_tempo(self, status: Status) -> None:
        leads = self._session.source.own_tempo
        shown = self._session.wiring.tempo if leads else status.bpm
        if self.tempo.isEnabled() != leads:
            self.tempo.setEnabled(leads)
            self.tempo.setToolTip(
                tr("Tempo: drag up and down, turn the wheel, or type it")
                if leads
                else tr("The DAW's clock sets the tempo")
            )
            self.tap.setEnabled(leads)
            self.tap.setToolTip(tr("Tap the tempo (T)") if leads else tr("The DAW's clock sets the tempo"))
        if not self.tempo.hasFocus() and abs(self.tempo.value() - shown) > 0.04:
            self.tempo.blockSignals(True)
            self.tempo.setValue(shown)
            self.tempo.blockSignals(False)
        text = f"{status.bpm:.1f}" if status.lock in ("locked", "free-wheeling") else ""
        if self.shown_tempo.text() != text:
            self.shown_tempo.setText(text)

    def _show_ports(self, status: Status) -> None:
        wiring, ports = self._session.wiring, self._session.ports
        state = (wiring.output, wiring.virtual, ports)
        if state != self._listed:
            self._listed = state
            self._fill_ports()
        lights = {"open": ("locked", tr("The port is open")), "none": ("off", tr("No port is chosen"))}
        lost = ("lost", tr("{port} has gone; it is opened again when it is back").format(port=status.output_name))
        self.port_light.set_state(*lights.get(status.output, lost))

    def _fill_ports(self) -> None:
        wiring, ports = self._session.wiring, self._session.ports
        self.port.clear()
        self.port.addItem(tr("Choose a port"), ("", False))
        if ports is None:
            self.port.setItemText(0, tr("Looking for ports"))
            return
        self.port.addItem(PORT_NAME + tr(" (virtual)"), (PORT_NAME, True))
        if not ports.can_create:
            why = tr(
                ports.problem or "Windows has no virtual ports: install loopMIDI, create a port there, choose it here"
            )
            grey(self.port, 1, why)
        for name in ports.outputs:
            self.port.addItem(name, (name, False))
        chosen = (wiring.output, wiring.virtual)
        at = next((i for i in range(self.port.count()) if tuple(self.port.itemData(i)) == chosen), None)
        if at is None:
            self.port.addItem(wiring.output + (tr(" (virtual)") if wiring.virtual else ""), chosen)
            at = self.port.count() - 1
        self.port.setCurrentIndex(at)
        where = tr("Where the melody goes: a port that we create, or one that is there")
        name = f"<b>{escape(self.port.currentText())}</b><br>" if wiring.output else ""
        self.port.setToolTip(tr(ports.problem) or name + where)

    def _choose_port(self, index: int) -> None:
        name, virtual = self.port.itemData(index)
        self._session.play_to(name, virtual)

    def wiring_menu(self) -> QMenu:
        """Clock out, inputs, refresh."""
        session = self._session
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        send = menu.addAction(tr("Send MIDI clock to the port"))
        send.setCheckable(True)
        send.setChecked(session.wiring.send_clock)
        send.toggled.connect(session.send_clock)
        menu.addSeparator()
        menu.addAction(tr("Listen to: clock, controllers, notes")).setEnabled(False)
        names = ("", *(session.ports.inputs if session.ports else ()))
        for name in names if session.wiring.input in names else (*names, session.wiring.input):
            action = menu.addAction(name or tr("Nothing"))
            action.setCheckable(True)
            action.setChecked(name == session.wiring.input)
            action.triggered.connect(lambda _on, name=name: session.listen_to(name))
        menu.addSeparator()
        menu.addAction(tr("Look for ports again"), session.refresh)
        return menu

    def _show_wiring(self) -> None:
        self.wiring_menu().exec(self.wiring.mapToGlobal(QPoint(0, self.wiring.height())))

    def _follow(self, source: str) -> None:
        self._try(lambda: self._session.follow(source))

    def _stop_to_top(self) -> None:
        if self._session.status.playing:
            self._session.play_stop()
        self._session.top()

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
        except UserError as problem:
            self.said.emit(tr(str(problem)))

    def _button(self, name: str, tip: str, spoken: str, ink: str = "", checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setCheckable(checkable)
        button.setIcon(icon(name, self._palette, 20, ink))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(36, 36)
        button.setToolTip(tip)
        button.setAccessibleName(spoken)
        return button


def _labelled(text: str, widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(_label(text))
    row.addWidget(widget, 1)
    return row


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "label")
    return label
