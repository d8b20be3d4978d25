"""Who leads the song: our own clock, a DAW's MIDI clock, an Ableton Link session. A new one is a file and a row here.

``source`` says what a source is. Sources know the song, never the port or the engine's loop.
"""

from __future__ import annotations

from dataclasses import dataclass

from lc_common.errors import UserError
from lcmusic.live.sync.internal import Internal
from lcmusic.live.sync.link import Link
from lcmusic.live.sync.midi import MidiClock
from lcmusic.live.sync.source import Source

SOURCES: dict[str, type[Source]] = {"internal": Internal, "midi": MidiClock, "link": Link}
"""All there are, by the names that commands and settings use."""


@dataclass(frozen=True)
class Sync:
    """Who leads, and how we follow.

    Attributes:
        source: a name in ``SOURCES``: ``internal`` (our tempo), ``midi`` (the DAW's MIDI clock) or ``link`` (Ableton
            Link).
        offset: seconds by which everything is sent later (earlier if negative) when following, -0.2..0.2.
        send_clock: send MIDI clock, start, stop and song position to the output.
        quantise_start: when joining a master in the middle of a bar, wait for the next bar.
        link_start_stop: with Link, start and stop with the session.
        position_in_clocks: the DAW's song position counts clocks, as Ardour 7's does, not sixteenths.
    """

    source: str = "internal"
    offset: float = 0.0
    send_clock: bool = False
    quantise_start: bool = True
    link_start_stop: bool = False
    position_in_clocks: bool = False

    def __post_init__(self) -> None:
        if self.source not in SOURCES:
            raise UserError(f"There is no sync {self.source!r}; choose one of {', '.join(SOURCES)}.")
        if not -0.2 <= self.offset <= 0.2:
            raise UserError(f"The sync offset is {self.offset * 1000:.0f} ms; it must lie between -200 and 200 ms.")
