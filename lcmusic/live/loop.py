"""The loop around the sequencer: what is due goes to the port, what comes in goes to the sequencer.

It sleeps to absolute deadlines. Whatever can wait (ports, sync, status) is done only when no message is due soon.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Callable
from functools import partial
from typing import Protocol

from lcmusic.live import protocol as p
from lcmusic.live.feedback import Feedback
from lcmusic.live.notes import NoteTable
from lcmusic.live.ports import Ports
from lcmusic.live.sequencer import Sequencer
from lcmusic.live.thru import Thru
from lcmusic.live.wires import Heard

Clock = Callable[[], float]

QUIET = 0.004  # seconds until the next message that housekeeping needs
HOUSEKEEPING = 0.04  # seconds from one look at parent, sync and status to the next
PORT_POLL = 0.5
LISTEN = 0.002  # seconds from one look at the MIDI input to the next
LATENESS_KEPT = 1 << 16
MESSAGE_BYTES = {0x80: 3, 0x90: 3, 0xA0: 3, 0xB0: 3, 0xC0: 2, 0xD0: 2, 0xE0: 3, 0xF1: 2, 0xF2: 3, 0xF3: 2}
"""Bytes of the messages that have data, by status byte without its channel."""


class Incoming(Protocol):
    """Commands, and sentences for people, in order."""

    def get(self, until: float) -> p.Command | str | None:
        """The next one as soon as there is one, None when ``until`` has come."""


class Engine:
    """The loop around a sequencer.

    Args:
        sequencer: what to play.
        notes: where messages go.
        ports: opens and reopens ports, ``notes`` being attached to the output.
        inbox: what comes in.
        report: takes reports; must not block.
        clock: monotonic seconds.
        orphaned: whether the parent process is gone.
        realtime: whether the process has real-time priority, for the status.
    """

    def __init__(
        self,
        sequencer: Sequencer,
        notes: NoteTable,
        ports: Ports,
        inbox: Incoming,
        report: Callable[[p.Report], None],
        clock: Clock,
        orphaned: Callable[[], bool],
        realtime: bool = False,
    ) -> None:
        self._sequencer, self._notes, self._ports, self._inbox = sequencer, notes, ports, inbox
        self._report, self._clock, self._orphaned = report, clock, orphaned
        self._thru = Thru(notes)
        self._feedback = Feedback()
        self._told: object = None  # the port that feedback went to
        self._realtime = realtime
        self._lateness = array("d", bytes(8 * LATENESS_KEPT))  # all of it at once, so that memory stays flat
        self._measured = 0
        self._worst = 0.0
        self._was_rolling = False
        self._input: object = None  # the last that was open, and its name
        self._input_name = ""
        self._output_open = False
        self._next_housekeeping = clock()
        self._next_port_poll = clock()

    def run(self) -> None:
        """Play until told to quit; whatever happens, end in silence."""
        try:
            while self._turn():
                pass
        finally:
            self._ports.close()
            self._sequencer.close()

    def _turn(self) -> bool:
        for heard in self._ports.heard(self._clock):
            self._hear(heard)
        self._send_due()
        now = self._clock()
        deadline = self._sequencer.deadline()
        if now >= self._next_housekeeping and (
            deadline is None or deadline - now > QUIET or now - self._next_housekeeping > HOUSEKEEPING
        ):
            if self._orphaned():
                return False
            self._keep_house(now)
        until = self._next_housekeeping
        if deadline is not None and (deadline < until or until <= now):  # until <= now: put off until it is quiet
            until = deadline
        if self._ports.input:
            until = min(until, now + LISTEN)
        item = self._inbox.get(until)
        return item is None or self._take(item)

    def _send_due(self) -> None:
        for message in self._sequencer.due(self._clock()):
            self._to_port(partial(self._notes.send, message.data))
            late = self._clock() - message.time
            self._worst = max(self._worst, late)
            if self._measured < LATENESS_KEPT:
                self._lateness[self._measured] = late
                self._measured += 1
        for report in self._sequencer.reports():
            self._report(report)
        if self._was_rolling != self._sequencer.rolling:
            self._was_rolling = self._sequencer.rolling
            if self._was_rolling:
                self._measured, self._worst = 0, 0.0
            else:
                self._report(summarise(self._lateness[: self._measured]))

    def _keep_house(self, now: float) -> None:
        self._next_housekeeping = now + HOUSEKEEPING
        if now >= self._next_port_poll:
            self._next_port_poll = now + PORT_POLL
            self._ports.poll()
            self._watch_output()
            if not self._ports.input:
                self._to_port(self._thru.end)
            self._watch_input(now)
        self._sequencer.source.poll(self._sequencer, self._clock)
        self._tell_controllers(now)
        self._report_status()

    def _watch_output(self, another: bool = False) -> None:
        """Whoever is there again, or is another, knows none of the programs."""
        was_open, self._output_open = self._output_open, self._ports.state("output")[1] == "open"
        if self._output_open and (another or not was_open):
            self._sequencer.send_programs(self._clock())

    def _watch_input(self, now: float) -> None:
        port = self._ports.input
        if port and port is not self._input:
            before, (name, _) = self._input_name, self._ports.state("input")
            self._input, self._input_name = port, name
            self._sequencer.listen(now, again=name == before)

    def _tell_controllers(self, now: float) -> None:
        port = self._ports.feedback
        if port is not self._told:
            self._told = port
            self._feedback.forget()
        if port is None:
            return
        try:
            for data in self._feedback.due(now):
                port.send(data)
        except OSError:
            self._ports.lose("feedback")

    def _report_status(self) -> None:
        output_name, output = self._ports.state("output")
        input_name, heard = self._ports.state("input")
        feedback_name, feedback = self._ports.state("feedback")
        self._report(
            dataclasses.replace(
                self._sequencer.status(self._clock()),
                output=output,
                output_name=output_name,
                input=heard,
                input_name=input_name,
                feedback=feedback,
                feedback_name=feedback_name,
                sent=self._notes.sent,
                worst=self._worst,
                realtime=self._realtime,
            )
        )

    def _take(self, item: p.Command | str) -> bool:
        """Act on what came in; False to end."""
        match item:
            case str():
                self._report(p.Notice(item))
                return True
            case p.Quit():
                return False
            case p.OpenOutput():
                self._ports.want("output", item.name, item.virtual)
                self._watch_output(another=True)
            case p.OpenInput():
                self._ports.want("input", item.name, item.virtual)
                self._to_port(self._thru.end)
                self._thru.on = item.thru
                self._watch_input(self._clock())
            case p.OpenFeedback():
                self._ports.want("feedback", item.name, virtual=False)
            case p.Places():
                self._feedback.want(item.places)
            case p.Panic():
                self._to_port(self._notes.panic)
            case _:
                self._sequencer.handle(self._clock(), item)
        self._send_due()
        self._report_status()
        return True

    def _to_port(self, send: Callable[[], None]) -> None:
        try:
            send()
        except OSError:
            self._ports.lose("output")

    def _hear(self, heard: Heard) -> None:
        data = heard.data
        if not is_whole(data):
            return
        kind, channel = data[0] & 0xF0, (data[0] & 0x0F) + 1
        if kind != 0xF0:
            self._to_port(partial(self._thru.hear, data))
        if kind == 0xF0:
            self._sequencer.midi(heard.time, data)
        elif kind == 0xB0:
            if self._feedback.hear(channel, data[1], data[2], heard.time):
                self._report(p.ControlIn(channel, data[1], data[2]))
        elif kind == 0xC0:
            self._report(p.ProgramIn(channel, data[1]))
        elif kind in (0x80, 0x90):
            velocity = data[2] if kind == 0x90 else 0
            tick = self._sequencer.position(heard.time)
            self._report(p.NoteIn(channel, data[1], velocity, tick, heard.time))


def is_whole(data: bytes) -> bool:
    """Whether these bytes are one MIDI message: bad cables, and programs too, send halves."""
    if not data or data[0] < 0x80:
        return False
    status = data[0] if data[0] >= 0xF0 else data[0] & 0xF0
    return len(data) == MESSAGE_BYTES.get(status, 1) and all(byte < 0x80 for byte in data[1:])


def summarise(lateness: array[float]) -> p.Lateness:
    """Percentiles of how late messages were, in seconds."""
    ranked = sorted(lateness) or [0.0]
    p50, p95, p99 = (ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99))
    return p.Lateness(len(lateness), p50, p95, p99, ranked[-1])
