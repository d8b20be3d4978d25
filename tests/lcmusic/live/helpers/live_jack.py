"""JACK servers with the dummy driver: a real MIDI system on a machine without sound card."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import rtmidi

from lcmusic.live.wires import Heard, InputPort

HAND = Path(__file__).parent / "jack_hand.py"


class Jack:
    """A JACK server of our own.

    It is asked by one client that stays: of clients that come and go, as JACK's own tools do, a busy machine loses one
    now and then, and the server waits for that one in every period from then on. It is a process of its own, killed
    with the server, for closing a client may wait for ever where others of the process close.
    """

    def __init__(self, folder: Path, period: int = 64) -> None:
        self.name = f"lcs{os.getpid()}"
        self.folder, self.period = folder, period
        self.env = {**os.environ, "JACK_DEFAULT_SERVER": self.name, "JACK_NO_START_SERVER": "1"}
        self._server: subprocess.Popen[bytes] | None = None
        self._clients: list[subprocess.Popen[bytes]] = []

    def export(self) -> None:
        """Let this process and those it starts find the server."""
        os.environ.update({key: self.env[key] for key in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER")})

    def start(self) -> None:
        """Start the server, with real-time priority where that is allowed."""
        # Its name would be taken for ever if it were killed: it ends by itself with the tests, however those end.
        command = f"setpriv --pdeathsig TERM jackd -n {self.name} -S {{}} -d dummy -r 48000 -p {self.period}"
        for priority in ("-R -P60", "-r"):
            with (self.folder / "jackd.log").open("ab") as log:
                self._server = subprocess.Popen(
                    command.format(priority).split(),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            self.until(lambda: self._reach() or self._server.poll() is not None)
            if self._server.poll() is None:
                return
        raise RuntimeError(self.log())

    def stop(self) -> None:
        """Stop the server; with clients that go at the same time it ends by SIGPIPE now and then."""
        self._server.terminate()
        self._server.wait(60)
        self._let_go()

    def stall(self, seconds: float, meanwhile: Callable[[], object]) -> None:
        """Hold the server up for so long; ``meanwhile`` has to come true before it goes on."""
        os.kill(self._server.pid, signal.SIGSTOP)
        try:
            time.sleep(seconds)
            assert self.until(meanwhile)
        finally:
            os.kill(self._server.pid, signal.SIGCONT)

    def log(self) -> str:
        """What the server has said."""
        return (self.folder / "jackd.log").read_text()

    def ports(self) -> list[str]:
        """The names of all ports."""
        return self._ask("get_ports")

    def roll(self, on: bool) -> None:
        """Start or stop the transport."""
        self._ask("transport_start" if on else "transport_stop")

    def client(self, *command: str, output: Path | None = None) -> subprocess.Popen[bytes]:
        """Start a program that is ended with the server."""
        with open(output or os.devnull, "wb") as out:
            process = subprocess.Popen(
                command, env=self.env, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.STDOUT
            )
        self._clients.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes], how: int = signal.SIGTERM) -> None:
        """End a client."""
        process.stdin.close()
        process.send_signal(how)
        process.wait(60)
        self._clients.remove(process)

    def connect(self, source: str, target: str) -> None:
        """Connect two ports as soon as both are there."""

        def connected() -> bool:
            self._ask("connect", source, target)
            return target in self._ask("get_all_connections", source)

        assert self.until(lambda: {source, target} <= set(self.ports())), self.ports()
        assert self.until(connected), self.log()

    def disconnect(self, source: str, target: str) -> None:
        """Part two ports."""
        self._ask("disconnect", source, target)

    def until(self, condition: Callable[[], object], patience: float = 60.0) -> bool:
        """Wait until something holds."""
        end = time.perf_counter() + patience
        while not condition():
            if time.perf_counter() > end:
                return False
            time.sleep(0.05)
        return True

    def close(self) -> None:
        for process in list(self._clients):
            self.end(process, signal.SIGKILL)
        if self._server.poll() is None:
            self.stop()
        self._let_go()
        if self._server.returncode:  # it leaves its name, and JACK has eight of them; one that ends well takes it along
            self.start()
            self.stop()

    def _reach(self) -> bool:
        """Whether the server answers by now."""
        self._hand = subprocess.Popen(
            [sys.executable, HAND], env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        if self._hand.stdout.readline():
            return True
        self._let_go()
        return False

    def _ask(self, *what: str) -> list[str]:
        print(json.dumps(what), file=self._hand.stdin, flush=True)
        return json.loads(self._hand.stdout.readline())

    def _let_go(self) -> None:
        self._hand.kill()
        self._hand.wait(60)
        self._hand.stdin.close()
        self._hand.stdout.close()


class Receiver:
    """A virtual port ``receiver:in`` of this process that remembers what came, and when by ``time.perf_counter()``.

    Args:
        client: another name for ``receiver``.

    Attributes:
        stalled: the longest time from one look to the next, in seconds: a busy machine keeps everybody waiting so long.
    """

    def __init__(self, client: str = "receiver") -> None:
        self.got: list[Heard] = []
        self.stalled = 0.0
        port = rtmidi.MidiIn(rtmidi.API_UNIX_JACK, client)
        port.ignore_types(timing=False)
        port.open_virtual_port("in")
        self._port = InputPort(port)
        self._closed = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)  # a test that fails may not close it
        self._reader.start()

    def kinds(self, kind: int) -> list[float]:
        """When messages of a kind (``0x90``: note-on) came."""
        return [heard.time for heard in self.got if heard.data[0] & 0xF0 == kind]

    def close(self) -> None:
        self._closed.set()
        self._reader.join()
        self._port.close()

    def _read(self) -> None:
        looked = time.perf_counter()
        while not self._closed.wait(0.0005):
            now = time.perf_counter()
            self.stalled = max(self.stalled, now - looked)
            looked = now
            self.got += self._port.read(time.perf_counter)
