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
        self._started: set[tuple[int, int]] = set()  # at this port, ever
        self._owed: dict[str, set[tuple[int, int]]] = {}  # to ports that were lost, by name

    def attach(self, port: Port, name: str) -> None:
        """Send to this port from now on. If it was lost before, it gets the note-offs it is owed."""
        self._port = port
        self._started |= self._owed.get(name, set())
        self._sounding |= self._started
        self.release()
        self._owed.pop(name, None)

    def detach(self) -> None:
        """Send what is owed and let go of the port."""
        self.release()
        self._forget()

    def lose(self, name: str) -> None:
        """The port has gone. Nobody knows which of the last messages it got, so a note-off is owed for every note."""
        self._owed[name] = self._started | self._owed.get(name, set())
        self._forget()

    def _forget(self) -> None:
        self._port = None
        self._sounding, self._started = set(), set()

    def send(self, data: bytes) -> None:
        """Send a message. Dropped: everything without a port, and note-offs that have been sent already.

        Raises what the port raises.
        """
        kind, note = data[0] & 0xF0, (data[0] & 0x0F, data[1] if len(data) > 1 else 0)
        if not self._port or (kind == NOTE_OFF and note not in self._sounding):
            return
        if kind == NOTE_ON:
            # Entered before it is sent: a port that fails half-way may have started it.
            self._sounding.add(note)
            self._started.add(note)
        self._port.send(data)
        self.sent += 1
        if kind == NOTE_OFF:
            self._sounding.discard(note)

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
        used = {channel for channel, _ in self._started}
        self._sounding = {(channel, pitch) for channel in used for pitch in range(128)}
        self.release()
