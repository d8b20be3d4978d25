"""The settings page: how the window looks, what is heard of it, and who may control it from outside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gui.shared.state.osc import HIGHEST_PORT, LOWEST_PORT, OscSettings
from gui.shared.state.settings import LANGUAGES, SYSTEM
from gui.shared.state.theme import GRID, INSIDE, PALETTES
from gui.shared.view.midi_fields import MidiFields
from gui.shared.view.sound_fields import Row, SoundFields
from gui.shared.view.widgets.choices import FIELD_WIDTH, choices
from gui.shared.view.widgets.fields import NumberBox, ValueLine
from gui.shared.view.words import mark, tr

OSC_TO_TIP = mark("Who is told what changes, such as 192.168.1.20:9001; if empty, the last /hello")
ROW_HEIGHT = 32


class PreferencesPage(QWidget):
    """Choices that are in force as soon as they are made.

    Args:
        theme: the one in force, a name in ``PALETTES``.
        language: the one that is spoken, of ``LANGUAGES``.
        osc: the remote control as it is set.
        remote_state: says what the remote control does.
        sound: fields of the built-in voice and of programs.
        midi: fields of what comes in from controllers and goes back to them.

    Signals:
        theme_chosen(str): the person wants this one.
        language_chosen(str): likewise.
        remote_wanted(dict): the person wants these fields of ``OscSettings`` to be so.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    remote_wanted = Signal(dict)

    def __init__(
        self,
        theme: str,
        language: str,
        osc: Callable[[], OscSettings],
        remote_state: Callable[[], str],
        sound: SoundFields,
        midi: MidiFields,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._osc, self._remote_state = osc, remote_state
        self.sound, self.midi = sound, midi
        self.theme = choices({name: tr(name.capitalize()) for name in PALETTES}, theme)
        self.theme.activated.connect(lambda: self.theme_chosen.emit(self.theme.currentData()))
        self.language = choices(LANGUAGES | {SYSTEM: tr(LANGUAGES[SYSTEM])}, language)
        self.language.activated.connect(lambda: self.language_chosen.emit(self.language.currentData()))
        self.remote = QCheckBox(tr("Listen for OSC messages"))
        self.remote.clicked.connect(lambda on: self.remote_wanted.emit({"on": on}))
        self.network = QCheckBox(tr("Other computers may send, too"))
        self.network.clicked.connect(lambda on: self.remote_wanted.emit({"network": on}))
        self.port = NumberBox()
        self.port.setDecimals(0)
        self.port.setRange(LOWEST_PORT, HIGHEST_PORT)
        self.port.setKeyboardTracking(False)
        self.port.setFixedWidth(FIELD_WIDTH)
        self.port.lineEdit().setTextMargins(INSIDE, 0, 0, 0)
        self.port.valueChanged.connect(lambda port: self.remote_wanted.emit({"port": round(port)}))
        self.client = ValueLine()
        self.client.setPlaceholderText(tr("Whoever said /hello last"))
        self.client.setFixedWidth(FIELD_WIDTH)
        self.client.done.connect(lambda: self.remote_wanted.emit({"client": self.client.text().strip()}))
        self.client.left.connect(lambda: self.client.setText(osc().client))
        self.state = QLabel()
        self.state.setProperty("kind", "label")
        title = QLabel(tr("Settings"))
        title.setProperty("kind", "title")
        inside = QWidget()
        inside.setObjectName("page")
        scrolled = QScrollArea()
        scrolled.setWidget(inside)
        scrolled.setWidgetResizable(True)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the fields have it, and it shows the one that has
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)
        grid = QGridLayout(inside)
        grid.setContentsMargins(2 * INSIDE, 2 * INSIDE, 2 * INSIDE, 2 * INSIDE)
        grid.setSpacing(GRID)
        grid.addWidget(title, 0, 0, 1, 3)
        rows: tuple[Row, ...] = (
            (tr("Theme"), self.theme, tr("The colours of the window")),
            (tr("Language"), self.language, tr("Of the window; the form of the Train page follows at the next start")),
            *sound.rows,
            *midi.rows,
            (tr("Remote control"), self.remote, tr("Max, TouchOSC and scripts turn knobs: docs/daw-guide.md has them")),
            (tr("OSC port"), self.port, tr("The UDP port at which messages come in")),
            (tr("OSC from"), self.network, tr("Anyone in your network may then turn the knobs")),
            (tr("OSC to"), self.client, tr(OSC_TO_TIP)),
        )  # fmt: skip
        for row, (name, box, tip) in enumerate(rows, 1):
            label = QLabel(name)
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.setToolTip(tip)
            label.setToolTip(tip)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            grid.setRowMinimumHeight(row, ROW_HEIGHT)
        grid.addWidget(self.state, len(rows) + 1, 1, 1, 2)
        grid.setRowStretch(len(rows) + 2, 1)
        grid.setColumnStretch(2, 1)
        self.show_remote()
        self.refresh()

    def refresh(self) -> None:
        """Show what the remote control does now, what is heard, and which ports there are."""
        self.sound.refresh()
        self.midi.refresh()
        if self.state.text() != (said := tr(self._remote_state())):
            self.state.setText(said)

    def show_remote(self) -> None:
        """Show the remote control's settings."""
        osc = self._osc()
        with QSignalBlocker(self.port):
            self.port.setValue(osc.port)
        self.remote.setChecked(osc.on)
        self.network.setChecked(osc.network)
        self.client.setText(osc.client)
