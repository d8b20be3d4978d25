"""Sound without a DAW: the built-in voice and the metronome, while there is a sound device. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from gui.shared.state.voice import LiveVoice
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.live.grid import TICKS_PER_BEAT, Chords, Symbols
from lcmusic.live.protocol import At, Command, Report, Status
from lcmusic.media.sound import DEFAULT_VOICE, timbre_of
from lcmusic.perform.session import Engine

LATENCY = 0.12  # seconds of sound that wait in the device: more than the window may ever block
OFF_BY = 0.06  # seconds that the sound may be off the song before it jumps
NO_DEVICE = "This computer has no sound device: choose a MIDI port above to hear this in your DAW."


@dataclass(frozen=True)
class SoundSettings:
    """How the built-in voice sounds.

    Attributes:
        voice: of the melody, one of ``lcmusic.media.sound.VOICES``.
        volume: of voice and metronome, 0 (silent) to 1.
        metronome: whether each beat clicks.
    """

    voice: str = DEFAULT_VOICE
    volume: float = 0.8
    metronome: bool = False

    def __post_init__(self) -> None:
        timbre_of(self.voice)
        if not 0 <= self.volume <= 1:
            raise UserError(f"The volume is {self.volume:g}; it must lie between 0 and 1.")


class Sink(Protocol):
    """A sound device that is open."""

    def room(self) -> int:
        """Samples that it takes now."""

    def waiting(self) -> int:
        """Samples that wait to be heard."""

    def write(self, samples: np.ndarray) -> None:
        """Play float32 samples ``[n]`` after those that wait."""

    def close(self) -> None:
        """Fall silent."""


class Sound:
    """Plays what the engine plays, while it is on, and clicks while the metronome is.

    Args:
        open_sink: opens the sound device; ``UserError`` if there is none.

    Attributes:
        settings: how it sounds.
        wanted: the voice is to be on, whether there is a device or not.
        problem: why it could not be heard when it was last tried; empty if it could.
    """

    def __init__(self, open_sink: Callable[[int], Sink]) -> None:
        self.voice = LiveVoice()
        self.settings = SoundSettings()
        self.wanted = False
        self.problem = ""
        self._open_sink = open_sink
        self._sink: Sink | None = None
        self._tick: float | None = None

    @property
    def on(self) -> bool:
        """Whether the voice is heard."""
        return self.wanted and self._sink is not None

    @property
    def metronome(self) -> bool:
        """Whether the metronome is heard."""
        return self.settings.metronome and self._sink is not None

    def begin(self, wanted: bool, settings: SoundSettings) -> None:
        """Go on as it was left. A device that is missing is no trouble; ``problem`` says so."""
        self.wanted, self.settings = wanted, settings
        if wanted or settings.metronome:
            with suppress(UserError):
                self._open()
        self._settle()

    def switch(self, on: bool) -> None:
        """The voice on or off; ``UserError`` if there is no device."""
        if on:
            self._open()
        self.wanted = on
        self._settle()

    def use(self, **changed: Any) -> None:
        """Other settings, by the names of ``SoundSettings``.

        Raises:
            UserError: one cannot be so, or the metronome is switched on and there is no device.
        """
        settings = replace(self.settings, **changed)
        if changed.get("metronome"):
            self._open()
        self.settings = settings
        self._settle()

    def close(self) -> None:
        """Fall silent and let go of the device."""
        if self._sink:
            self._sink.close()
        self._sink, self._tick = None, None

    def update(self, status: Status, tick: float, expression: Expression) -> None:
        """Fill the device; call once a frame. ``tick`` is the song position now."""
        if not self._sink:
            return
        room = self._sink.room()
        if not status.rolling:
            if self._tick is not None:
                self._write(self.voice.hush()[:room])
                self._tick = None
            return
        per_second = status.bpm / 60 * TICKS_PER_BEAT
        due = tick + self._sink.waiting() / self.voice.sample_rate * per_second
        if self._tick is None or abs(self._tick - due) > OFF_BY * per_second:
            self._tick = due
        self._write(self.voice.read(room, self._tick, status.bpm, expression))
        self._tick += room / self.voice.sample_rate * per_second

    def _write(self, samples: np.ndarray) -> None:
        assert self._sink is not None  # while it is heard
        self._sink.write(samples * self.settings.volume**2)  # which is heard as even steps

    def _open(self) -> None:
        if not self._sink:
            try:
                self._sink = self._open_sink(self.voice.sample_rate)
            except UserError as problem:
                self.problem = str(problem)
                raise
            self.problem = ""

    def _settle(self) -> None:
        """Let the voice play what is wanted; close the device if nothing is."""
        if self.voice.melody and not self.wanted:
            self.voice.hush()
        self.voice.melody = self.wanted
        self.voice.voice, self.voice.metronome = self.settings.voice, self.settings.metronome
        if not (self.wanted or self.settings.metronome):
            self.close()


class HeardEngine:
    """An engine whose bars the voice hears about, too (``lcmusic.perform.session.Engine``).

    Args:
        engine: plays to MIDI.
        voice: is told what is supplied.
    """

    def __init__(self, engine: Engine, voice: LiveVoice) -> None:
        self._engine, self._voice = engine, voice

    @property
    def status(self) -> Status:
        """The engine's."""
        return self._engine.status

    def send(self, command: Command) -> None:
        """To the engine."""
        self._engine.send(command)

    def supply(self, first_bar: int, symbols: Symbols, phrase: int, at: At = "bar", chords: Chords = ()) -> None:
        """To the engine and the voice."""
        self._engine.supply(first_bar, symbols, phrase, at, chords)
        status = self._engine.status
        self._voice.supply(first_bar, symbols, phrase, at, status.bar if status.rolling else None, chords)

    def poll(self) -> list[Report]:
        """From the engine."""
        return self._engine.poll()
