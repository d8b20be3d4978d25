"""What a sync source is, and what it may do with the song."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol

from lcmusic.live.clock import Timeline

if TYPE_CHECKING:
    from lcmusic.live.protocol import Seek
    from lcmusic.live.sync import Sync


class Song(Protocol):
    """The song as a source sees it; the sequencer is one. Positions are ticks, times seconds.

    Attributes:
        sync: how to follow.
        source: who leads now.
        line: the song's tempo line.
        playing: told to play.
        rolling: the song moves.
        step: the next sixteenth to be played.
    """

    sync: Sync
    source: Source
    line: Timeline
    playing: bool
    rolling: bool

    @property
    def step(self) -> int: ...

    def locate(self, step: int) -> None:
        """Choose the next sixteenth, while the song stands still."""

    def go(self, time: float, position: float, line: Timeline, silent_until: int = 0) -> None:
        """Move from ``position`` on along ``line``, and tell who follows our clock; no note before ``silent_until``."""

    def wait(self, time: float) -> None:
        """Stand still, silent, until the next ``go``; what waits for its tick goes on waiting."""

    def halt(self, time: float) -> None:
        """Stop, silent; the position is kept."""

    def report_tempo(self, bpm: float) -> None:
        """Say that the tempo is this from here on."""

    def notify(self, text: str) -> None:
        """Say something that a person should read."""


class Source:
    """Who leads the song. This class does what all who follow a master have in common.

    Exactly one source leads; every source hears what comes in at the MIDI input all the time, so that it knows where
    its master is when it is chosen.

    Attributes:
        label: its name for people.
        needs_input: it listens to the MIDI input.
        own_time: the time is ours: it waits for us when we are held up, and its clock ticks on while the song stands.
        own_tempo: the tempo can be chosen here.
        peers: other programs that share it.
    """

    label: ClassVar[str]
    needs_input: ClassVar[bool] = False
    own_time: ClassVar[bool] = False
    own_tempo: ClassVar[bool] = True
    peers: int = 0

    @staticmethod
    def missing() -> str:
        """Why this source cannot be chosen on this computer, in one sentence; empty if it can."""
        return ""

    def lock(self, now: float) -> str:
        """How far it may be trusted, one word for ``Status.lock``."""
        raise NotImplementedError

    def bpm(self, song: Song, now: float) -> float:
        """The tempo to show."""
        return song.line.bpm

    def join(self, bpm: float) -> None:
        """Become the leader of a song at this tempo; ``UserError`` if that cannot be, and nothing has changed."""

    def leave(self) -> None:
        """Lead no more."""

    def poll(self, song: Song, clock: Callable[[], float]) -> None:
        """Look after the master, every few hundredths of a second while leading. ``clock`` gives seconds."""

    def hear(self, song: Song, time: float, data: bytes) -> None:
        """A system message has come in at the MIDI input, whoever leads."""

    def listen(self, song: Song, now: float, again: bool) -> None:
        """The MIDI input was opened, whoever leads; ``again``: the same one, which had been away."""

    def play(self, song: Song, now: float, from_top: bool) -> None:
        """The player was told to play: be ready for the master."""
        if from_top and not song.rolling:
            song.locate(0)

    def stop(self, song: Song) -> None:
        """The player was told to stop at once."""

    def tempo(self, bpm: float) -> bool:
        """The player was told this tempo. Whether the song takes it from us; ``UserError`` if it is not ours to say."""
        raise NotImplementedError

    def seek(self, command: Seek) -> Seek:
        """The player was told to go elsewhere: what it shall do; ``UserError`` if it is not ours to say."""
        raise NotImplementedError

    def moved(self, ticks: float) -> None:
        """The song has jumped ahead by so many ticks (back if negative)."""
