"""Turned knobs that have not yet reached the music."""

from __future__ import annotations

from collections.abc import Iterable

from lcmusic.live.protocol import Entered, Report, Status
from lcmusic.perform.feed import Feed
from lcmusic.perform.table import TABLE


class Landing:
    """Waits until what was composed under the new knobs plays.

    Attributes:
        pending: names of the knobs that are waited for.
    """

    def __init__(self) -> None:
        self.pending: set[str] = set()
        self._phrase: int | None = None

    def wait_for(self, names: Iterable[str]) -> None:
        """These were turned just now: knobs, or the idea.

        How notes are sent is not waited for, which changes with the next note, nor the tempo, which does at once.
        """
        self.pending |= {name for name in names if name not in TABLE or TABLE[name].part in ("knobs", "plan")}
        self._phrase = None

    def watch(self, feed: Feed, status: Status, reports: Iterable[Report]) -> None:
        """Has it been composed, and has it entered? Where nothing plays there is nothing to wait for."""
        if not self.pending or not feed.settled:
            return
        self._phrase = feed.phrase if self._phrase is None else self._phrase
        entered = any(isinstance(r, Entered) and r.phrase >= self._phrase for r in reports)
        if entered or not status.rolling:
            self.pending.clear()
