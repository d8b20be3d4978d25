"""MIDI thru: what is played to us goes on to the output."""

from __future__ import annotations

from lcmusic.live.notes import NOTE_OFF, NOTE_ON, NoteTable


class Thru:
    """Passes channel messages on, and ends the notes whose release will not come any more.

    Args:
        notes: where they go; it raises what the port raises.

    Attributes:
        on: whether anything is passed on.
    """

    def __init__(self, notes: NoteTable) -> None:
        self.on = False
        self._notes = notes
        self._held: set[tuple[int, int]] = set()  # channel 0..15 and pitch

    def hear(self, data: bytes) -> None:
        """A whole channel message has come in."""
        if not self.on:
            return
        kind, channel = data[0] & 0xF0, data[0] & 0x0F
        if kind == NOTE_ON and not data[2]:  # another spelling of a release
            kind, data = NOTE_OFF, bytes((NOTE_OFF | channel, *data[1:]))
        if kind == NOTE_ON:
            self._held.add((channel, data[1]))
        elif kind == NOTE_OFF:
            self._held.discard((channel, data[1]))
        self._notes.send(data)

    def end(self) -> None:
        """The input has gone, or thru is switched off: end what is held."""
        held, self._held = self._held, set()
        for channel, pitch in sorted(held):
            self._notes.send(bytes((NOTE_OFF | channel, pitch, 0)))
