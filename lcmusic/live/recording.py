"""What was sent, kept as notes in ticks, as the MIDI writer takes them (``lcmusic.perform.recorder``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lcmusic.live.grid import TICKS_PER_BAR
from lcmusic.live.protocol import Played, Report, Role, TempoChanged


class SentNote(NamedTuple):
    """A note as it was sent: ticks (480 to the beat), ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int
    pitch: int
    velocity: int


class Take:
    """A recording. Feed it every report of the player; while it is on it keeps what matters.

    Playing time is recorded: pauses are left out and seeks leave no gap. The take begins at the last bar line of the
    playing time before its first note, so that bars stay bars.
    """

    def __init__(self) -> None:
        self.recording = False
        self._played: list[Played] = []
        self._tempos: list[TempoChanged] = []

    def start(self) -> None:
        """Forget what was recorded and record from now on. Notes that sound already are recorded whole."""
        self.recording = True
        self._played = []
        self._tempos = self._tempos[-1:]

    def stop(self) -> None:
        """Record no more; what was recorded stays."""
        self.recording = False

    def add(self, reports: Iterable[Report]) -> None:
        """Take in what the player reports; tempos are followed even while recording is off."""
        for report in reports:
            if isinstance(report, Played) and self.recording:
                self._played.append(report)
            elif isinstance(report, TempoChanged):
                self._tempos.append(report)
                if not self.recording and not self._played:
                    self._tempos = self._tempos[-1:]

    @property
    def count(self) -> int:
        """Notes so far."""
        return len(self._played)

    @property
    def first_tick(self) -> int:
        """Playing time at which the take begins."""
        first = min((note.start for note in self._played), default=0)
        return first // TICKS_PER_BAR * TICKS_PER_BAR

    def notes(self, role: Role = "melody") -> list[SentNote]:
        """The notes of a part in order of time, counted from the beginning of the take."""
        origin = self.first_tick
        played = [note for note in self._played if note.role == role]
        return sorted(SentNote(n.start - origin, n.end - origin, n.pitch, n.velocity) for n in played)

    @property
    def length(self) -> int:
        """Ticks from the beginning of the take to the bar line after its last note."""
        last = max((note.end for note in self._played), default=0)
        return -(-(last - self.first_tick) // TICKS_PER_BAR) * TICKS_PER_BAR

    def tempos(self) -> list[tuple[int, float]]:
        """Tempo changes as (tick, BPM), the first at tick 0; empty if nothing was played."""
        origin = self.first_tick
        earlier = [t for t in self._tempos if t.tick <= origin][-1:]
        return [(max(0, t.tick - origin), t.bpm) for t in (*earlier, *(t for t in self._tempos if t.tick > origin))]
