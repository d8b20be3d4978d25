"""The app's handle on the engine process. Imports neither torch nor Qt nor a MIDI library.

Everything is a command or a report of ``protocol``::

    with Player() as player:
        player.send(OpenOutput("Latent Constraints", virtual=True))
        player.supply(0, melody.symbols_t, phrase=1)
        player.send(Start())
        while ...:                        # a timer of the app, 30 to 60 times a second
            for report in player.poll():
                ...                       # Entered, Played, ControlIn, NoteIn, Notice, Ended
            player.status                 # the newest Status
"""

from __future__ import annotations

import collections
import os
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import replace
from types import TracebackType
from typing import Self

from lcmusic.live import protocol as p
from lcmusic.live.clock import Timeline
from lcmusic.live.grid import Chords, Symbols, phrase_bars

QUIT_PATIENCE = 3.0  # seconds for the engine to end by itself: closing a dead JACK client alone takes one


class Player:
    """A running engine. ``send``, ``supply`` and ``poll`` may be called from any thread and never wait for the engine.

    Once the engine has ended, by itself or by ``close``, sending does nothing, and ``poll`` gives ``Ended`` once.

    Attributes:
        status: the newest state of the engine.
    """

    def __init__(self) -> None:
        self.status = p.Status()
        self._reports: collections.deque[p.Report] = collections.deque()
        self._waiting: OrderedDict[Hashable, p.Command] = OrderedDict()
        self._changed = threading.Condition()
        self._closing = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed with the player
        # A group of its own: Ctrl-C in the terminal is the app's to handle, and the app's end is noticed anyhow.
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.HIGH_PRIORITY_CLASS
            group = None
        else:
            flags, group = 0, 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lcmusic.live.engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            bufsize=0,
            env={**os.environ, "JACK_NO_START_SERVER": "1"},
            creationflags=flags,
            process_group=group,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._commands, self._output = self._process.stdin, self._process.stdout
        self._threads = [
            threading.Thread(target=self._read, name="live-reports", daemon=True),
            threading.Thread(target=self._write, name="live-commands", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def running(self) -> bool:
        """Whether the engine process lives."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Process number of the engine."""
        return self._process.pid

    def send(self, command: p.Command) -> None:
        """Send a command. Until the engine takes it, a newer one of its kind (and place in the song) replaces it."""
        key = (type(command), command.first_bar if isinstance(command, p.Supply) else None)
        with self._changed:
            self._waiting.pop(key, None)
            self._waiting[key] = command
            self._changed.notify()

    def supply(
        self, first_bar: int, symbols: Symbols, phrase: int, at: p.At = "bar", chords: Chords = ()
    ) -> None:  # fmt: skip
        """Plan a melody's bars from ``first_bar`` on.

        Args:
            first_bar: absolute bar at which the melody's own first bar lies; it may have passed.
            symbols: melody symbols, whole bars.
            phrase: number that tells this melody from others in ``Entered``.
            at: where it enters if it replaces what is playing.
            chords: that go round under it, from its own first bar on.

        Raises:
            ValueError: not a melody.
        """
        self.send(p.Supply(first_bar, phrase_bars(symbols, phrase, chords), at))

    def poll(self) -> list[p.Report]:
        """The reports since the last call, ``Status`` left out (see ``status``)."""
        reports = []
        while self._reports:
            reports.append(self._reports.popleft())
        return reports

    def position(self, now: float) -> float:
        """Song position in ticks at ``now`` (``time.perf_counter()``), for a playhead that moves smoothly."""
        status = self.status
        return Timeline(status.time, status.tick, status.bpm).tick_at(now) if status.rolling else status.tick

    def close(self) -> None:
        """End the engine, silent, and wait for it."""
        self._closing = True
        self.send(p.Quit())
        try:
            self._process.wait(QUIT_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join()
        self._output.close()
        self._errors.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self) -> None:
        """Commands to the pipe, which is full while the engine is held up: nobody but this thread waits for it."""
        with self._commands as pipe:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._waiting)
                    _, command = self._waiting.popitem(last=False)
                line = memoryview(p.encode(command))
                try:
                    while line:
                        line = line[pipe.write(line) :]
                except OSError:  # the engine has gone: Ended comes with the reports
                    return
                if isinstance(command, p.Quit):
                    return

    def _read(self) -> None:
        rest = b""
        while chunk := os.read(self._output.fileno(), 1 << 16):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                report = p.decode(line)
                if isinstance(report, p.Status):
                    self.status = report
                else:
                    self._reports.append(report)
        code = self._process.wait()
        self.status = replace(self.status, playing=False, rolling=False, output="none", input="none")
        self._reports.append(p.Ended("" if code == 0 or self._closing else self._why(code)))

    def _why(self, code: int) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"exit code {code}"
