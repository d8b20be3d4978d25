"""The process that owns the clock and the port: ``python -m lcmusic.live.engine``.

Commands come in on standard input and reports go out on standard output, one line each (see ``protocol``). The process
ends, silent, on ``Quit``, when the pipe closes or the parent is gone, and on SIGTERM, SIGINT and SIGHUP.
"""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
import time

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.keeper import Keeper, KeptSystem
from lcmusic.live.loop import Clock, Engine
from lcmusic.live.notes import NoteTable
from lcmusic.live.ports import Ports
from lcmusic.live.sequencer import Sequencer

# On Windows a wait on a queue ends up to a clock interrupt late, a sleep does not: the end of each wait is slept.
COARSE_WAIT = 0.016 if sys.platform == "win32" else 0.0
REPORTS_KEPT = 500  # waiting for an app that does not read: beyond that, status is left out
REALTIME_PRIORITY = 20  # above ordinary programs, below a sound server


class Inbox:
    """Whatever comes in from other threads and from signal handlers, in order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._items: queue.SimpleQueue[p.Command | str] = queue.SimpleQueue()

    def put(self, item: p.Command | str) -> None:
        """Add a command, or a sentence for people."""
        self._items.put(item)

    def get(self, until: float) -> p.Command | str | None:
        """The next item as soon as there is one, None when ``until`` has come."""
        wait = until - self._clock()
        try:
            return self._items.get(timeout=wait - COARSE_WAIT) if wait > COARSE_WAIT else self._items.get_nowait()
        except queue.Empty:
            rest = until - self._clock()
            if rest > 0:
                time.sleep(rest)
            return None


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
    """Run the engine on standard input and output."""
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
    keeper = Keeper()
    ports = Ports(lambda: KeptSystem(rtmidi, keeper), notes, inbox.put)
    engine = Engine(
        Sequencer(),
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
        keeper.close()
        outgoing.put(None)
        writer.join(timeout=1)


if __name__ == "__main__":
    main()
