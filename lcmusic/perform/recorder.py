"""A take in a file that is whole at any moment: it is written anew as the music plays, so that no end can lose it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.live.recording import Take
from lcmusic.media.tracks import Signs, TimedNote, Track, write_tracks
from lcmusic.perform.writing import ACCOMPANIMENT, program_of

EVERY = 0.5  # seconds from one writing to the next
RETRY = 10.0  # seconds until the next one where the file cannot be written
SHARE = 20  # and so many times what the last one took, so that long takes do not hold the player up


def save_take(take: Take, path: Path, sent: Expression | None = None) -> int:
    """Write a take that has notes as a MIDI file, tick for tick, with its tempo changes; returns how many they are.

    ``sent`` has the programs of the tracks.

    Raises:
        UserError: the file cannot be written.
    """
    (_, tempo), *changes = take.tempos()
    sent = sent or Expression()
    tracks = [Track([TimedNote(*note) for note in take.notes()], program=program_of(sent, "melody"))]
    for role, (name, channel) in ACCOMPANIMENT.items():
        if notes := take.notes(role):
            tracks.append(Track([TimedNote(*note) for note in notes], name, program_of(sent, role), channel))
    write_tracks(path, tracks, take.length, Signs(tempo, changes))
    return sum(len(track.notes) for track in tracks)


class Recorder:
    """Keeps a file up with a take.

    Args:
        take: what is recorded.
        path: the file; its folder exists.
        clock: seconds.
        sent: says how notes are sent.

    Raises:
        UserError: there is no such folder.
    """

    def __init__(
        self, take: Take, path: Path, clock: Callable[[], float], sent: Callable[[], Expression] = Expression
    ) -> None:
        if not path.parent.is_dir():
            raise UserError(f"There is no folder {path.parent} to record into; create it, or give another.")
        self.path = path
        self._take, self._clock, self._sent = take, clock, sent
        self._written = 0  # notes
        self._next = 0.0  # when to write again

    def update(self) -> None:
        """Write what has been added, if it is time; ``UserError`` if the file cannot be written."""
        begin = self._clock()
        if self._take.count == self._written or begin < self._next:
            return
        self._next = begin + RETRY
        self._written = save_take(self._take, self.path, self._sent())
        self._next = self._clock() + max(EVERY, SHARE * (self._clock() - begin))

    def finish(self) -> str:
        """Write what is left, and say what has become of it; ``UserError`` if the file cannot be written."""
        if not self._take.count:
            return f"{self.path}: nothing was played, nothing is written"
        return f"{self.path}: {save_take(self._take, self.path, self._sent())} notes"
