"""The sound device, and the button with the menu that the built-in voice is set by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QWidget, QWidgetAction

from gui.shared.state.sound import LATENCY, NO_DEVICE, Sound
from gui.shared.state.theme import INSIDE, Palette
from gui.shared.view.widgets.icons import icon
from gui.shared.view.words import tr
from lc_common.errors import UserError
from lcmusic.media.sound import VOICES, sixteen_bits


class QtSink:
    """The default output of the machine, mono, 16 bits.

    Raises:
        UserError: there is none, or it does not take sound.
    """

    def __init__(self, sample_rate: int) -> None:
        # Imported late: QtMultimedia looks for sound servers as it is loaded.
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise UserError(NO_DEVICE)
        form = QAudioFormat()
        form.setSampleRate(sample_rate)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form)
        self._sink.setBufferSize(2 * round(LATENCY * sample_rate))
        self._stream = self._sink.start()
        if self._sink.error().name != "NoError":  # of QAudio or QtAudio, as Qt's version is; they are never equal
            raise UserError(f"{device.description()} does not take sound; another program may be using it.")

    def room(self) -> int:
        return self._sink.bytesFree() // 2

    def waiting(self) -> int:
        return (self._sink.bufferSize() - self._sink.bytesFree()) // 2

    def write(self, samples: np.ndarray) -> None:
        self._stream.write(sixteen_bits(samples))

    def close(self) -> None:
        self._sink.stop()


def voice_name(voice: str) -> str:
    """A voice as people read it: ``electric-piano`` is Electric piano."""
    return tr(voice.replace("-", " ").capitalize())


class VolumeSlider(QSlider):
    """Volume in per cent. In a menu the arrows up and down go on to its other rows."""

    def __init__(self, sound: Sound, act: Callable[[Callable[[], object]], None]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setPageStep(10)
        self.setSingleStep(5)
        self.setAccessibleName(tr("Volume"))
        self.setToolTip(tr("Volume of the built-in voice and the metronome"))
        self.setValue(round(100 * sound.settings.volume))
        self.valueChanged.connect(lambda percent: act(lambda: sound.use(volume=percent / 100)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(self.window(), QMenu):
            event.ignore()
        else:
            super().keyPressEvent(event)


class SoundButton(QToolButton):
    """The loudspeaker: a click switches the built-in voice, the arrow (or Down) opens voices, volume and metronome.

    Args:
        sound: what it sets.
        palette: of the theme.
        act: does something, and says what a person can repair.
    """

    def __init__(self, sound: Sound, palette: Palette, act: Callable[[Callable[[], object]], None]) -> None:
        super().__init__()
        self._sound, self._act = sound, act
        self._shown: object = None
        self._icons = {on: icon("sound" if on else "mute", palette, 20) for on in (True, False)}
        self.setCheckable(True)
        self.setIconSize(QSize(20, 20))
        self.setFixedSize(48, 36)
        self.setAccessibleName(tr("Sound"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.clicked.connect(self._switch)
        self.refresh()

    def refresh(self) -> None:
        """Show whether the voice is heard."""
        sound = self._sound
        if self.isChecked() != sound.on:
            self.setChecked(sound.on)
        now = sound.on, sound.problem, sound.settings
        if now != self._shown:
            self._shown = now
            self.setIcon(self._icons[sound.on])
            heard = f"{voice_name(sound.settings.voice)}, {sound.settings.volume:.0%}"
            what = (
                tr("On: {heard}").format(heard=heard) if sound.on else tr(sound.problem or "Listen here, without a DAW")
            )
            self.setToolTip(
                tr("<b>Built-in voice (S)</b><br>{what}<br>The arrow: voices, volume, metronome (M)").format(what=what)
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.showMenu()
        else:
            super().keyPressEvent(event)

    def _switch(self) -> None:
        self._act(lambda: self._sound.switch(not self._sound.on))
        self.refresh()

    def _fill(self) -> None:
        sound, menu = self._sound, self._menu
        menu.clear()
        on = menu.addAction(tr("Built-in voice\tS"), self._switch)
        click = menu.addAction(tr("Metronome\tM"), lambda: self._act(lambda: sound.use(metronome=not sound.metronome)))
        click.setToolTip(tr("A click on each beat, the first of a bar higher; never sent to the port, never exported"))
        for action, checked in ((on, sound.on), (click, sound.metronome)):
            action.setCheckable(True)
            action.setChecked(checked)
        menu.addAction(self._volume())
        menu.addSeparator()
        voices = QActionGroup(menu)
        for voice in VOICES:
            action = menu.addAction(voice_name(voice), partial(self._act, partial(sound.use, voice=voice)))
            action.setCheckable(True)
            action.setChecked(voice == sound.settings.voice)
            voices.addAction(action)

    def _volume(self) -> QWidgetAction:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(INSIDE, 4, INSIDE, 4)
        slider = VolumeSlider(self._sound, self._act)
        slider.setMinimumWidth(120)
        line.addWidget(QLabel(tr("Volume")))
        line.addWidget(slider, 1)
        row.setFocusProxy(slider)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # or the menu does not give it to the slider
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(row)
        return action
