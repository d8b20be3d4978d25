"""What somebody plays to us, as notes on the grid of sixteenths."""

from __future__ import annotations

from lcmusic.live.grid import TICKS_PER_STEP
from lcmusic.live.protocol import NoteIn
from lcmusic.music.melody import Note

DRUMS = 10
"""The channel of drums (General MIDI), which are no melody."""


class Listener:
    """Remembers the notes that come in. Steps are sixteenths of the song, from 0 at its top."""

    def __init__(self) -> None:
        self._heard: list[Note] = []
        self._held: dict[tuple[int, int], int] = {}  # by channel and pitch: the step at which it began

    def hear(self, note: NoteIn, channel: int | None = None) -> None:
        """A key was pressed or released: on this channel, or, if None, on any but the drums'."""
        if note.channel != channel and (channel is not None or note.channel == DRUMS):
            return
        step, key = round(note.tick / TICKS_PER_STEP), (note.channel, note.pitch)
        if note.velocity:
            self._held[key] = step
        elif (start := self._held.pop(key, None)) is not None:
            self._heard.append(Note(start, max(step, start + 1), note.pitch))

    def forget(self, before: int | None = None) -> None:
        """Forget what ended, or has been held since, before a step: its release was lost. All of it if None."""
        self._heard = [note for note in self._heard if before is not None and note.end > before]
        self._held = {key: start for key, start in self._held.items() if before is not None and start >= before}

    def between(self, first: int, end: int) -> list[Note]:
        """What sounded from step ``first`` to ``end``, cut there and counted from ``first``; what is held goes on."""
        held = [Note(start, end, pitch) for (_, pitch), start in self._held.items()]
        sounded = [note for note in (*self._heard, *held) if note.start < end and note.end > first]
        return [Note(max(note.start, first) - first, min(note.end, end) - first, note.pitch) for note in sounded]
