"""A stage without machines: a fake clock, ports that come and go, receivers that remember, and scripted commands.

``Stage`` runs the real engine, sequencer, note table and port keeper on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.loop import Engine
from lcmusic.live.notes import NoteTable
from lcmusic.live.ports import Ports
from lcmusic.live.sequencer import Sequencer
from lcmusic.live.sync.internal import Internal
from lcmusic.live.sync.link import Link
from lcmusic.live.sync.midi import MidiClock
from lcmusic.live.sync.source import Source
from lcmusic.live.wires import Heard


class Crash(Exception):
    """What a script raises inside the engine."""


class FakeClock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class FakeMachine:
    """A MIDI system whose ports are plugged in and out; what each receiver got stays known by the port's name."""

    can_create = True
    name = "Fake"

    def __init__(self, clock: FakeClock, *plugged: str) -> None:
        self.clock = clock
        self.plugged = list(plugged)
        self.received: dict[str, list[tuple[float, bytes]]] = defaultdict(list)
        self.opened: list[str] = []
        self.deaf: set[str] = set()  # unplugged ports that swallow messages; others raise
        self.server = 0
        self.broken: set[str] = set()  # receivers whose connection broke and was not made again

    def unplug(self, name: str) -> None:
        self.plugged.remove(name)
        self.broken.add(name)

    def restart(self, server: int) -> None:
        self.server = server
        self.broken |= {*self.received, *self.opened}

    def system(self) -> FakeSystem:
        if self.server < 0:
            raise UserError("No MIDI system answers on this computer")
        return FakeSystem(self, self.server)


class FakeSystem:
    """The part of ``MidiSystem`` that ``Ports`` uses."""

    def __init__(self, machine: FakeMachine, server: int) -> None:
        self.machine, self.server = machine, server

    def ports(self, _direction: str) -> list[str]:
        return list(self.machine.plugged)

    def alive(self) -> bool:
        return self.server == self.machine.server

    def open_output(self, name: str, virtual: bool) -> FakePort:
        assert name not in self.machine.opened, "opened twice"
        assert self.alive(), "opened at a server that has gone"
        self.machine.opened.append(name)
        self.machine.broken.discard(name)
        return FakePort(self.machine, name)

    def open_input(self, name: str, virtual: bool) -> FakePort:
        self.machine.opened.append(name)
        return FakePort(self.machine, name)

    def open_feedback(self, name: str) -> FakePort:
        return self.open_output(name, virtual=False)

    def close(self) -> None:
        pass


class FakePort:
    works = True

    def __init__(self, machine: FakeMachine, name: str) -> None:
        self.machine, self.name = machine, name

    def send(self, data: bytes) -> None:
        if self.name not in self.machine.broken:
            self.machine.received[self.name].append((self.machine.clock(), data))
        elif self.name not in self.machine.deaf:
            raise OSError("the port has gone")

    def read(self, _clock: Callable[[], float]) -> list[Heard]:
        return []

    def close(self) -> None:
        self.machine.opened.remove(self.name)


class StagePorts(Ports):
    """Ports whose input hears what the script says, whether it is open or not."""

    def __init__(self, machine: FakeMachine, notes: NoteTable, notice: Callable[[str], None]) -> None:
        super().__init__(machine.system, notes, notice)
        self.coming: list[Heard] = []

    def heard(self, clock: Callable[[], float]) -> list[Heard]:
        coming, self.coming = self.coming, []
        return super().heard(clock) + coming


class WatchedSequencer(Sequencer):
    """Fails as soon as time runs backwards or a message comes early."""

    def __init__(self, sources: dict[str, Source]) -> None:
        super().__init__(sources=sources)
        self.log: list[Any] = []
        self._before = (0.0, 0)

    def due(self, now: float) -> list[Any]:
        messages = super().due(now)
        for message in messages:
            assert message.time <= now, "a message before its time"
            assert (message.time, message.tick) >= self._before, "time ran backwards"
            assert message.time >= self._before[0]
            assert message.tick >= self._before[1]
            self._before = (message.time, message.tick)
        self.log += messages
        return messages


class ScriptedInbox:
    """Hands out a script's entries, ``(seconds, entry)``, as the fake clock gets there.

    An entry is a command, bytes heard at the MIDI input, or a function called with the stage. Every wait ends
    ``late()`` seconds late, as on a real machine.
    """

    def __init__(self, stage: Stage, script: Iterable[tuple[float, Any]], late: Callable[[], float]) -> None:
        self.stage, self.script, self.late = stage, iter(script), late
        self.next = next(self.script, None)

    def put(self, item: Any) -> None:
        raise AssertionError("nothing comes from threads here")

    def get(self, until: float) -> Any:
        clock = self.stage.clock
        if self.next is None:
            return p.Quit()
        at, entry = self.next
        if at > until:
            clock.now = max(clock.now, until + self.late())
            return None
        clock.now = max(clock.now, at)
        self.next = next(self.script, None)
        if isinstance(entry, bytes):
            self.stage.ports.coming.append(Heard(clock.now, entry))
            return None
        if callable(entry):
            entry(self.stage)
            return None
        return entry


class Stage:
    """Everything but the machine.

    Attributes:
        machine: what the receivers got.
        reports: what the app got, in order, ``Status`` apart.
        statuses: every ``Status``.
    """

    def __init__(self, *plugged: str) -> None:
        self.clock = FakeClock()
        self.machine = FakeMachine(self.clock, *plugged)
        self.reports: list[p.Report] = []
        self.statuses: list[p.Status] = []
        self.notes = NoteTable()
        self.link: Any = None  # the session that is joined
        sources = {"internal": Internal(), "midi": MidiClock(), "link": Link(lambda _bpm: self.link)}
        self.sequencer = WatchedSequencer(sources)
        self.notices: list[str] = []
        self.ports = StagePorts(self.machine, self.notes, self.notices.append)

    def _report(self, report: p.Report) -> None:
        (self.statuses if isinstance(report, p.Status) else self.reports).append(report)

    def run(
        self, script: Iterable[tuple[float, Any]], late: Callable[[], float] = lambda: 0.0, link: Any = None
    ) -> None:
        """Run the engine through a script; what a script's function raises comes out."""
        inbox = ScriptedInbox(self, script, late)
        self.link = link
        Engine(self.sequencer, self.notes, self.ports, inbox, self._report, self.clock, lambda: False).run()

    def got(self, port: str) -> list[tuple[float, str]]:
        """What a receiver got: seconds to the tenth of a millisecond, and the bytes in hex."""
        return [(round(time, 4), data.hex(" ")) for time, data in self.machine.received[port]]


def unmatched(messages: Iterable[tuple[float, bytes]]) -> set[tuple[int, int]]:
    """The (channel, pitch) that still sound at a receiver."""
    sounding = set()
    for _, data in messages:
        note = (data[0] & 0x0F, data[1] if len(data) > 1 else 0)
        if data[0] & 0xF0 == 0x90:
            sounding.add(note)
        elif data[0] & 0xF0 == 0x80:
            sounding.discard(note)
    return sounding
