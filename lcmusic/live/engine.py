"""The process that owns the clock and the port: ``python -m lcmusic.live.engine SEED``.

Commands come in on standard input and reports go out on standard output, one line each (see ``protocol``). The process
ends, silent, on ``Quit``, when the pipe closes or the parent is gone, and on SIGTERM, SIGINT and SIGHUP.

The loop sleeps to absolute deadlines. Whatever can wait (ports, status) is done only when no message is due soon.
"""

from __future__ import annotations

import dataclasses
import gc
import os
import queue
import random
import signal
import sys
import threading
import time
from array import array
from collections.abc import Callable
from typing import Any, NamedTuple

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.link import LinkSession
from lcmusic.live.notes import NoteTable
from lcmusic.live.ports import MidiSystem, Ports
from lcmusic.live.sequencer import Sequencer

Clock = Callable[[], float]

# On Windows a wait on a queue ends up to a clock interrupt late, a sleep does not: the end of each wait is slept.
COARSE_WAIT = 0.016 if sys.platform == "win32" else 0.0
QUIET = 0.004  # seconds until the next message that housekeeping needs
HOUSEKEEPING = 0.04  # seconds from one look at parent, Link and status to the next
PORT_POLL = 0.5
LATENESS_KEPT = 1 << 16
REPORTS_KEPT = 500  # waiting for an app that does not read: beyond that, status is left out
REALTIME_PRIORITY = 20  # above ordinary programs, below a sound server


class Heard(NamedTuple):
    """A message that came in at a MIDI port."""

    time: float
    data: bytes


class Inbox:
    """Whatever comes in from other threads and from signal handlers, in order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._items: queue.SimpleQueue[p.Command | Heard | str] = queue.SimpleQueue()

    def put(self, item: p.Command | Heard | str) -> None:
        """Add a command, a MIDI message, or a sentence for people."""
        self._items.put(item)

    def get(self, until: float) -> p.Command | Heard | str | None:
        """The next item as soon as there is one, None when ``until`` has come."""
        wait = until - self._clock()
        try:
            return self._items.get(timeout=wait - COARSE_WAIT) if wait > COARSE_WAIT else self._items.get_nowait()
        except queue.Empty:
            rest = until - self._clock()
            if rest > 0:
                time.sleep(rest)
            return None


class Engine:
    """The loop around a sequencer.

    Args:
        sequencer: what to play.
        notes: where messages go.
        ports: opens and reopens ports, ``notes`` being attached to the output.
        inbox: ``get(until)`` gives what comes in.
        report: takes reports; must not block.
        clock: monotonic seconds.
        orphaned: whether the parent process is gone.
        join_link: joins the Link session at a tempo.
    """

    def __init__(
        self,
        sequencer: Sequencer,
        notes: NoteTable,
        ports: Ports,
        inbox: Any,
        report: Callable[[p.Report], None],
        clock: Clock,
        orphaned: Callable[[], bool],
        join_link: Callable[[float], LinkSession] = LinkSession,
        realtime: bool = False,
    ) -> None:
        self._sequencer, self._notes, self._ports, self._inbox = sequencer, notes, ports, inbox
        self._report, self._clock, self._orphaned, self._join_link = report, clock, orphaned, join_link
        self._realtime = realtime
        self._link: LinkSession | None = None
        self._lateness = array("d")
        self._worst = 0.0
        self._was_rolling = False
        self._next_housekeeping = clock()
        self._next_port_poll = clock()

    def run(self) -> None:
        """Play until told to quit; whatever happens, end in silence."""
        try:
            while self._turn():
                pass
        finally:
            self._ports.close()
            if self._link:
                self._link.close()

    def _turn(self) -> bool:
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
        item = self._inbox.get(until)
        return item is None or self._take(item)

    def _send_due(self) -> None:
        for message in self._sequencer.due(self._clock()):
            try:
                self._notes.send(message.data)
            except OSError:
                self._ports.lose("output")
            late = self._clock() - message.time
            self._worst = max(self._worst, late)
            if len(self._lateness) < LATENESS_KEPT:
                self._lateness.append(late)
        for report in self._sequencer.reports():
            self._report(report)
        if self._was_rolling != self._sequencer.rolling:
            self._was_rolling = self._sequencer.rolling
            if self._was_rolling:
                self._lateness, self._worst = array("d"), 0.0
            else:
                self._report(summarise(self._lateness))

    def _keep_house(self, now: float) -> None:
        self._next_housekeeping = now + HOUSEKEEPING
        if now >= self._next_port_poll:
            self._next_port_poll = now + PORT_POLL
            self._ports.poll()
        if self._link:
            self._sequencer.link(*self._link.state(self._clock))
        self._report_status()

    def _report_status(self) -> None:
        output_name, output = self._ports.state("output")
        input_name, heard = self._ports.state("input")
        self._report(
            dataclasses.replace(
                self._sequencer.status(self._clock()),
                output=output,
                output_name=output_name,
                input=heard,
                input_name=input_name,
                sent=self._notes.sent,
                worst=self._worst,
                realtime=self._realtime,
            )
        )

    def _take(self, item: p.Command | Heard | str) -> bool:
        """Act on what came in; False to end."""
        match item:
            case Heard():
                self._hear(item)
                return True
            case str():
                self._report(p.Notice(item))
                return True
            case p.Quit():
                return False
            case p.OpenOutput():
                self._ports.want("output", item.name, item.virtual)
            case p.OpenInput():
                self._ports.want("input", item.name, item.virtual)
            case p.Panic():
                try:
                    self._notes.panic()
                except OSError:
                    self._ports.lose("output")
            case p.Sync():
                self._set_sync(item)
            case _:
                self._lead_link(item)
                self._sequencer.handle(self._clock(), item)
        self._send_due()
        self._report_status()
        return True

    def _hear(self, heard: Heard) -> None:
        data = heard.data
        kind, channel = data[0] & 0xF0, (data[0] & 0x0F) + 1
        if kind == 0xF0:
            self._sequencer.midi(heard.time, data)
        elif kind == 0xB0:
            self._report(p.ControlIn(channel, data[1], data[2]))
        elif kind in (0x80, 0x90):
            velocity = data[2] if kind == 0x90 else 0
            tick = self._sequencer.position(heard.time)
            self._report(p.NoteIn(channel, data[1], velocity, tick, heard.time))

    def _set_sync(self, sync: p.Sync) -> None:
        now = self._clock()
        if sync.source == "link" and not self._link:
            try:
                self._link = self._join_link(self._sequencer.status(now).bpm)
            except UserError as problem:
                self._report(p.Notice(str(problem)))
                return
        self._sequencer.handle(now, sync)
        if sync.source != "link" and self._link:
            self._link.close()
            self._link = None

    def _lead_link(self, command: p.Command) -> None:
        """What we ask of the whole Link session."""
        if not self._link:
            return
        match command:
            case p.Tempo():
                self._link.set_tempo(command.bpm)
            case p.Start() | p.Continue() if self._sequencer.sync.link_start_stop:
                self._link.set_running(True)
            case p.Stop(at="now") if self._sequencer.sync.link_start_stop:
                self._link.set_running(False)


def summarise(lateness: array[float]) -> p.Lateness:
    """Percentiles of how late messages were, in seconds."""
    ranked = sorted(lateness) or [0.0]
    p50, p95, p99 = (ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.95, 0.99))
    return p.Lateness(len(lateness), p50, p95, p99, ranked[-1])


def _read_commands(fd: int, inbox: Inbox) -> None:
    """Put every command of a pipe into the inbox, and ``Quit`` at its end."""
    rest = b""
    while chunk := os.read(fd, 1 << 16):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            try:
                inbox.put(p.decode(line))
            except (ValueError, UserError) as problem:
                inbox.put(str(problem))
    inbox.put(p.Quit())


def _write_reports(fd: int, reports: queue.SimpleQueue[p.Report | None]) -> None:
    """Write reports to a pipe until None comes; a reader that has gone is noticed elsewhere."""
    while (report := reports.get()) is not None:
        try:
            os.write(fd, p.encode(report))
        except OSError:
            return


def _ask_for_realtime() -> bool:
    """Real-time priority for this thread and those it starts, where the system grants it."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(REALTIME_PRIORITY))
    except (AttributeError, OSError):  # not Linux, or not allowed
        return False
    return True


def main() -> None:
    """Run the engine on standard input and output; the one argument seeds the humanised velocities."""
    # Libraries may print: keep their words out of the reports.
    commands_fd, reports_fd = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    import rtmidi

    clock = time.perf_counter
    realtime = _ask_for_realtime()
    inbox = Inbox(clock)
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: inbox.put(p.Quit()))

    outgoing: queue.SimpleQueue[p.Report | None] = queue.SimpleQueue()
    threading.Thread(target=_read_commands, args=(commands_fd, inbox), daemon=True).start()
    writer = threading.Thread(target=_write_reports, args=(reports_fd, outgoing), daemon=True)
    writer.start()

    def report(message: p.Report) -> None:
        if not isinstance(message, p.Status) or outgoing.qsize() < REPORTS_KEPT:
            outgoing.put(message)

    parent = os.getppid()
    notes = NoteTable()
    ports = Ports(
        lambda: MidiSystem(rtmidi), notes, lambda data: inbox.put(Heard(clock(), data)), lambda text: inbox.put(text)
    )
    engine = Engine(
        Sequencer(random.Random(int(sys.argv[1]))),
        notes,
        ports,
        inbox,
        report,
        clock,
        # On Windows a process keeps the number of its dead parent; there the pipe's end is the only sign.
        orphaned=lambda: os.getppid() != parent,
        realtime=realtime,
    )
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        engine.run()
    finally:
        outgoing.put(None)
        writer.join(timeout=1)


if __name__ == "__main__":
    main()
