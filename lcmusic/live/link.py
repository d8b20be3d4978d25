"""Ableton Link, through the optional package ``aalink``.

Link's own wake-ups come up to 16 ms late, so only its beat time is read, and the sequencer schedules by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from lc_common.errors import UserError

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
        try:
            import aalink
        except ImportError:
            raise UserError("Ableton Link needs the package aalink; install it with pip install aalink.") from None

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
