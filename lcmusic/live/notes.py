"""The table of sounding notes, between whoever sends and the port.

It watches the bytes that really go out. Whatever happens above it, it knows which notes still sound at the receiver.
"""

from __future__ import annotations

from typing import Protocol

NOTE_OFF, NOTE_ON, CONTROL = 0x80, 0x90, 0xB0
SUSTAIN, ALL_SOUND_OFF, ALL_NOTES_OFF = 64, 120, 123


class Port(Protocol):
    """Somewhere MIDI messages go. ``send`` raises when the port has gone."""

    def send(self, data: bytes) -> None:
        """Send one message."""


class NoteTable:
    """Passes messages to a port, and owes a note-off for every note that it has started there.

    Attributes:
        sent: messages that went out.
    """

    def __init__(self) -> None:
        self.sent = 0
        self._port: Port | None = None
        self._sounding: set[tuple[int, int]] = set()  # channel 0..15 and pitch
        self._used: set[int] = set()

    def attach(self, port: Port | None) -> None:
        """Send to this port from now on; None while there is none.

        A port that comes back may still sound what it played when it went, so it gets the note-offs it is owed.
        """
        self._port = port
        if port:
            self.release()

    def send(self, data: bytes) -> None:
        """Send a message; without a port it is dropped, but notes that sound at the lost one stay owed."""
        if not self._port:
            return
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == NOTE_ON and data[2]:
            # Entered before it is sent: a port that fails half-way may have started it.
            self._sounding.add((channel, data[1]))
            self._used.add(channel)
        self._port.send(data)
        self.sent += 1
        if kind == NOTE_OFF or (kind == NOTE_ON and not data[2]):
            self._sounding.discard((channel, data[1]))

    def release(self) -> None:
        """Send the note-offs that are owed."""
        for channel, pitch in sorted(self._sounding):
            self.send(bytes((NOTE_OFF | channel, pitch, 0)))

    def panic(self) -> None:
        """Silence every channel by controllers, and every pitch by itself on the channels that were used."""
        self.release()
        for channel in range(16):
            for control in (SUSTAIN, ALL_SOUND_OFF, ALL_NOTES_OFF):
                self.send(bytes((CONTROL | channel, control, 0)))
        for channel in sorted(self._used):
            for pitch in range(128):
                self.send(bytes((NOTE_OFF | channel, pitch, 0)))
