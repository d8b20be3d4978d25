"""What is heard, as fields of the settings page: the built-in voice, and the programs that are sent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from gui.shared.state.sound import Sound
from gui.shared.view.sound import VolumeSlider, voice_name
from gui.shared.view.widgets.choices import FIELD_WIDTH, ChoiceBox, choices
from gui.shared.view.words import mark, tr
from lcmusic.live.expression import Expression
from lcmusic.live.programs import PROGRAMS
from lcmusic.media.sound import VOICES

Row = tuple[str, QWidget, str]
"""Name, field, tooltip."""
PARTS = (
    ("program", mark("Melody program"), "channel"),
    ("chord_program", mark("Chord program"), "chord_channel"),
    ("bass_program", mark("Bass program"), "bass_channel"),
)
"""Knob, name, and the knob of the channel that it is sent on."""
PROGRAM_TIP = mark(
    "The General MIDI instrument that is asked for at the port when playing starts, and in MIDI files. None leaves the "
    "instrument in your DAW as it is."
)
NOT_SENT = mark("This part is not sent: give it a channel by the arrow beside the chords.")


class SoundFields:
    """Fields that show the sound as it is and set it at once.

    Args:
        sound: the built-in voice.
        act: does something, and says what a person can repair.
        sent: says how notes are sent.
        send: turns a knob of it by its name.

    Attributes:
        rows: the fields from top to bottom.
    """

    def __init__(
        self,
        sound: Sound,
        act: Callable[[Callable[[], object]], None],
        sent: Callable[[], Expression],
        send: Callable[[str, int | None], object],
    ) -> None:
        self._sound, self._act, self._sent, self._send = sound, act, sent, send
        self.on = QCheckBox(tr("Play through this computer"))
        self.on.clicked.connect(lambda on: act(lambda: sound.switch(on)))
        self.voice = choices({voice: voice_name(voice) for voice in VOICES}, sound.settings.voice)
        self.voice.activated.connect(lambda: act(lambda: sound.use(voice=self.voice.currentData())))
        self.volume = VolumeSlider(sound, act)
        self.volume.setFixedWidth(FIELD_WIDTH)
        self.metronome = QCheckBox(tr("A click on each beat"))
        self.metronome.clicked.connect(lambda on: act(lambda: sound.use(metronome=on)))
        self.programs = {name: self._program(name) for name, _, _ in PARTS}
        self.rows: tuple[Row, ...] = (
            (tr("Built-in voice"), self.on, tr("Hear the music here, without a DAW (S)")),
            (
                tr("Voice"),
                self.voice,
                tr("How the melody sounds here and in sound files; chords and bass have their own"),
            ),
            (tr("Volume"), self.volume, self.volume.toolTip()),
            (tr("Metronome"), self.metronome, tr("The first beat of a bar is higher (M); never sent, never exported")),
            *((tr(title), self.programs[name], tr(PROGRAM_TIP)) for name, title, _ in PARTS),
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
        sent = self._sent()
        for name, _, channel in PARTS:
            box = self.programs[name]
            box.setCurrentIndex(getattr(sent, name) or 0)
            unsent = "" if getattr(sent, channel) else NOT_SENT
            box.setEnabled(not unsent)
            box.setToolTip(tr(unsent or PROGRAM_TIP))

    def _program(self, name: str) -> ChoiceBox:
        named = {number: f"{number} {program}" for number, program in enumerate(PROGRAMS, 1)}
        box = choices({0: tr("None")} | named, getattr(self._sent(), name) or 0)
        box.activated.connect(lambda number: self._act(lambda: self._send(name, number or None)))
        return box
