"""Ableton Link, through the optional package ``aalink``.

Link's own wake-ups come up to 16 ms late, so only its beat time is read, and the sequencer schedules by itself.
"""

from __future__ import annotations

import importlib.util
import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lc_common.errors import UserError
from lcmusic.live.clock import Timeline
from lcmusic.live.grid import STEPS_PER_BAR, TICKS_PER_BAR, TICKS_PER_BEAT
from lcmusic.live.sync.source import Song, Source

if TYPE_CHECKING:
    from lcmusic.live.protocol import Seek

MISSING = "Ableton Link needs the package aalink; install it with pip install aalink."
QUANTUM = 4  # beats of a bar: sessions agree on the position within it


class LinkState(NamedTuple):
    """The session at a time of our clock: its beat, tempo in BPM, whether it plays, and how many others are in it."""

    time: float
    beat: float
    bpm: float
    running: bool
    peers: int


class LinkSession:
    """Membership in the Link session of the local network.

    Args:
        bpm: the tempo we propose if nobody else is there.

    Raises:
        UserError: aalink is not installed.
    """

    def __init__(self, bpm: float) -> None:
        import asyncio  # a player without Link does without it

        try:
            import aalink
        except ImportError:
            raise UserError(MISSING) from None

        async def join() -> aalink.Link:
            return aalink.Link(bpm)  # has to be made while an event loop runs, and never uses it for what we ask

        self._loop = asyncio.new_event_loop()
        self._link = self._loop.run_until_complete(join())
        self._link.quantum = QUANTUM
        self._link.start_stop_sync_enabled = True
        self._link.enabled = True

    def state(self, clock: Callable[[], float]) -> LinkState:
        """The session now."""
        before = clock()
        beat = self._link.beat
        after = clock()
        link = self._link
        return LinkState((before + after) / 2, beat, link.tempo, link.playing, link.num_peers)

    def set_tempo(self, bpm: float) -> None:
        """Change the tempo of the whole session."""
        self._link.tempo = bpm

    def set_running(self, running: bool) -> None:
        """Start or stop all who follow the session's start and stop."""
        self._link.playing = running

    def close(self) -> None:
        """Leave the session."""
        self._link.enabled = False
        self._loop.close()


class Link(Source):
    """Plays with the Link session: at its tempo, in its bars, and, if wanted, when it plays.

    Args:
        join: joins the session, proposing a tempo in BPM.
    """

    label = "Ableton Link"

    def __init__(self, join: Callable[[float], LinkSession] = LinkSession) -> None:
        self.peers = 0
        self._join = join
        self._session: LinkSession | None = None
        self._offset = 0.0  # song position minus the session's, in ticks

    @staticmethod
    def missing() -> str:
        return "" if importlib.util.find_spec("aalink") else MISSING

    def lock(self, now: float) -> str:
        return "locked" if self.peers else "alone"

    def join(self, bpm: float) -> None:
        if not self._session:
            self._session = self._join(bpm)

    def leave(self) -> None:
        if self._session:
            self._session.close()
        self._session, self.peers = None, 0

    def poll(self, song: Song, clock: Callable[[], float]) -> None:
        if not self._session:
            return
        now, beat, bpm, running, self.peers = self._session.state(clock)
        tick = beat * TICKS_PER_BEAT
        wanted = song.playing and (running or not song.sync.link_start_stop)
        if song.rolling and not wanted:
            song.halt(now)
        elif song.rolling:
            # A program that joins may move the session's beats: stay in our bar and take over its phase.
            astray = song.line.tick_at(now + song.sync.offset) - (tick + self._offset)
            self._offset += round(astray / TICKS_PER_BAR) * TICKS_PER_BAR
        elif wanted:
            # The next bar of the session becomes the bar where we stand.
            here = song.step // STEPS_PER_BAR * TICKS_PER_BAR
            self._offset = here - math.ceil(tick / TICKS_PER_BAR) * TICKS_PER_BAR
            song.go(now, here, self._line(song, now, tick, bpm))
        song.line = self._line(song, now, tick, bpm)
        song.report_tempo(bpm)

    def play(self, song: Song, now: float, from_top: bool) -> None:
        if self._session and song.sync.link_start_stop:
            self._session.set_running(True)
        super().play(song, now, from_top)

    def stop(self, song: Song) -> None:
        if self._session and song.sync.link_start_stop:
            self._session.set_running(False)

    def tempo(self, bpm: float) -> bool:
        """We tell the session, and the session tells us."""
        if self._session:
            self._session.set_tempo(bpm)
        return False

    def seek(self, command: Seek) -> Seek:
        return replace(command, step=command.step // STEPS_PER_BAR * STEPS_PER_BAR, at="bar")

    def moved(self, ticks: float) -> None:
        self._offset += ticks

    def _line(self, song: Song, now: float, tick: float, bpm: float) -> Timeline:
        return Timeline(now + song.sync.offset, tick + self._offset, bpm)
