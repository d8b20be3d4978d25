"""Sound without a DAW: the built-in voice through the machine's audio, where there is any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from gui.shared.state.voice import LiveVoice
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.live.grid import Chords, Symbols
from lcmusic.live.protocol import At, Command, Report, Status
from lcmusic.perform.session import Engine

LATENCY = 0.12  # seconds of sound that wait in the device: more than the window may ever block
OFF_BY = 0.06  # seconds that the sound may be off the song before it jumps
NO_DEVICE = "This computer has no sound device: choose a MIDI port above to hear this in your DAW."


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


class QtSink:
    """The default output of the machine, mono, 16 bits.

    Raises:
        UserError: there is none, or it does not take sound.
    """

    def __init__(self, sample_rate: int) -> None:
        # Imported late: QtMultimedia looks for sound servers as it is loaded.
        from PySide6.QtMultimedia import QAudio, QAudioFormat, QAudioSink, QMediaDevices

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
        if self._sink.error() != QAudio.Error.NoError:
            raise UserError(f"{device.description()} does not take sound; another program may be using it.")

    def room(self) -> int:
        return self._sink.bytesFree() // 2

    def waiting(self) -> int:
        return (self._sink.bufferSize() - self._sink.bytesFree()) // 2

    def write(self, samples: np.ndarray) -> None:
        self._stream.write(np.rint(samples * 32_767).astype("<i2").tobytes())

    def close(self) -> None:
        self._sink.stop()


class Sound:
    """Plays what the engine plays, while it is on.

    Args:
        open_sink: opens the sound device.
    """

    def __init__(self, open_sink: Callable[[int], Sink] = QtSink) -> None:
        self.voice = LiveVoice()
        self._open_sink = open_sink
        self._sink: Sink | None = None
        self._tick: float | None = None

    @property
    def on(self) -> bool:
        """Whether it plays."""
        return self._sink is not None

    def switch(self, on: bool) -> None:
        """On or off; ``UserError`` if there is no device."""
        if on and not self._sink:
            self._sink = self._open_sink(self.voice.sample_rate)
        elif not on and self._sink:
            self._sink.close()
            self._sink = None
        self._tick = None

    def update(self, status: Status, tick: float, expression: Expression) -> None:
        """Fill the device; call once a frame. ``tick`` is the song position now."""
        if not self._sink:
            return
        room = self._sink.room()
        if not status.rolling:
            if self._tick is not None:
                self._sink.write(self.voice.hush()[:room])
                self._tick = None
            return
        per_second = status.bpm / 60 * 480
        due = tick + self._sink.waiting() / self.voice.sample_rate * per_second
        if self._tick is None or abs(self._tick - due) > OFF_BY * per_second:
            self._tick = due
        self._sink.write(self.voice.read(room, self._tick, status.bpm, expression))
        self._tick += room / self.voice.sample_rate * per_second


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
