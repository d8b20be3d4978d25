"""What is heard, as fields of the settings page: the built-in voice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.shared.state.sound import Sound
from gui.shared.view.sound import VolumeSlider, voice_name
from gui.shared.view.widgets.choices import FIELD_WIDTH, choices
from lcmusic.media.sound import VOICES

Row = tuple[str, QWidget, str]
"""Name, field, tooltip."""


class SoundFields:
    """Fields that show the sound as it is and set it at once.

    Args:
        sound: the built-in voice.
        act: does something, and says what a person can repair.

    Attributes:
        rows: the fields from top to bottom.
    """

    def __init__(self, sound: Sound, act: Callable[[Callable[[], object]], None]) -> None:
        self._sound = sound
        self.on = QCheckBox("Play through this computer")
        self.on.clicked.connect(lambda on: act(lambda: sound.switch(on)))
        self.voice = choices({voice: voice_name(voice) for voice in VOICES}, sound.settings.voice)
        self.voice.activated.connect(lambda: act(lambda: sound.use(voice=self.voice.currentData())))
        self.volume = VolumeSlider(sound, act)
        self.volume.setFixedWidth(FIELD_WIDTH)
        self.metronome = QCheckBox("A click on each beat")
        self.metronome.clicked.connect(lambda on: act(lambda: sound.use(metronome=on)))
        self.rows: tuple[Row, ...] = (
            ("Built-in voice", self.on, "Hear the music here, without a DAW (S)"),
            ("Voice", self.voice, "How the melody sounds here and in sound files; chords and bass have their own"),
            ("Volume", self.volume, self.volume.toolTip()),
            ("Metronome", self.metronome, "The first beat of a bar is higher (M); never sent, never exported"),
        )

    def refresh(self) -> None:
        """Show the sound as it is now."""
        sound = self._sound
        self.on.setChecked(sound.on)
        self.metronome.setChecked(sound.metronome)
        self.voice.setCurrentIndex(list(VOICES).index(sound.settings.voice))
        if not self.volume.isSliderDown():
            with QSignalBlocker(self.volume):
                self.volume.setValue(round(100 * sound.settings.volume))
