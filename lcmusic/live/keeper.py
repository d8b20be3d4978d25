"""The process that holds the MIDI output, and outlives the engine by the note-offs that are owed.

``Keeper`` is the engine's handle, ``python -m lcmusic.live.keeper`` the process. A virtual port goes with its process,
and then nobody can reach those who listened to it. So the port belongs to a process that does nothing but pass messages
on. When the engine ends, however it ends, the pipe closes, and the keeper silences what sounds.

Every message on the pipe is two bytes of length and as many bytes: a MIDI message, or JSON, which begins with ``{``.
``{"name": ..., "virtual": ...}`` opens a port and is answered by a line, empty or what is wrong; ``{}`` closes it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from lc_common.errors import UserError
from lcmusic.live.connections import JackGraph
from lcmusic.live.notes import NOTE_OFF, NOTE_ON
from lcmusic.live.ports import CLIENT, MidiSystem
from lcmusic.live.wires import Output

LENGTH = struct.Struct("<H")
END_PATIENCE = 2.0  # seconds for the process to end by itself: closing a dead JACK client alone takes one
LOOK = 0.05  # seconds from one look at the port's connections to the next


class Keeper:
    """The engine's handle on a keeper, which opens one port after the other.

    A keeper ends when its port fails; another takes its place when the next port is opened.
    """

    def __init__(self) -> None:
        self._process = self._spawn()

    def open(self, name: str, virtual: bool) -> KeptPort:
        """Open an output by its full name, or create one; the one before has to be closed.

        Raises:
            UserError: it cannot be opened.
        """
        answer = self._ask(name, virtual)
        if not answer:  # it has ended
            self.close()
            self._process = self._spawn()
            answer = self._ask(name, virtual)
        if answer != b"\n":
            raise UserError(answer.decode().strip() or f"MIDI output {name!r} cannot be opened; try again.")
        return KeptPort(self._process)

    def close(self) -> None:
        """End the process; what sounds at its port is silenced."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(END_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def _ask(self, name: str, virtual: bool) -> bytes:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError):
            KeptPort(self._process).send(json.dumps({"name": name, "virtual": virtual}).encode())
        return self._process.stdout.readline()

    @staticmethod
    def _spawn() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "lcmusic.live.keeper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )


class KeptPort:
    """An open output in the keeper's process."""

    def __init__(self, keeper: subprocess.Popen[bytes]) -> None:
        self._keeper = keeper

    @property
    def works(self) -> bool:
        """Whether the keeper is still there."""
        return self._keeper.poll() is None

    def send(self, data: bytes) -> None:
        """Send one message; ``OSError`` once the port has failed."""
        assert self._keeper.stdin is not None
        self._keeper.stdin.write(LENGTH.pack(len(data)) + data)

    def close(self) -> None:
        """Close the port, as soon as what was sent is out; does not wait for it."""
        with contextlib.suppress(OSError):
            self.send(b"{}")


class KeptSystem(MidiSystem):
    """A MIDI system whose outputs are held by a keeper."""

    def __init__(self, rtmidi: ModuleType, keeper: Keeper) -> None:
        super().__init__(rtmidi)
        self._keeper = keeper

    def open_output(self, name: str, virtual: bool) -> KeptPort:
        with self._ours("output"):
            return self._keeper.open(name, virtual)


class Held:
    """The output in the keeper's process, and what sounds there.

    Args:
        find_system: makes a ``MidiSystem``; called again after a server has gone.
    """

    def __init__(self, find_system: Callable[[], MidiSystem]) -> None:
        self._find_system = find_system
        self._system: MidiSystem | None = None
        self._port: Output | None = None
        self._graph: JackGraph | None = None
        self._name = ""  # of our port, in the graph
        self._connected: frozenset[str] = frozenset()
        self._sounding: set[tuple[int, int]] = set()  # channel 0..15 and pitch
        self._started: set[tuple[int, int]] = set()  # since the last look that found somebody new

    @property
    def watched(self) -> bool:
        """Whether ``look`` can see who is connected."""
        return self._port is not None and self._graph is not None

    def take(self, message: bytes) -> str | None:
        """Do what a message of the engine says; returns the answer to a port that had to be opened."""
        if message[:1] != b"{":
            self.send(message)
            return None
        self.close()
        wish = json.loads(message)
        if not wish:
            return None
        try:
            self._open(**wish)
        except UserError as problem:
            self.close()
            return str(problem)
        return ""

    def send(self, data: bytes) -> None:
        """Pass a message on; raises what the port raises."""
        if not self._port:
            return
        kind, note = data[0] & 0xF0, (data[0] & 0x0F, data[1] if len(data) > 1 else 0)
        if kind == NOTE_ON:
            self._sounding.add(note)
            self._started.add(note)
        self._port.send(data)
        if kind == NOTE_OFF:
            self._sounding.discard(note)

    def look(self) -> None:
        """Whoever was connected anew may have missed the ends of notes while nothing reached it."""
        if not (self._graph and self._graph.alive()):
            return
        connected = self._graph.connected(self._name)
        if connected - self._connected:
            self._silence(self._started - self._sounding)
            self._started = set(self._sounding)
        self._connected = connected

    def close(self) -> None:
        """Silence what sounds, and close the port."""
        if self._port:
            with contextlib.suppress(OSError):
                self._silence(self._sounding)
            self._port.close()
            self._port = None
        self._sounding, self._started, self._connected = set(), set(), frozenset()

    def _open(self, name: str, virtual: bool) -> None:
        if self._system and not self._system.alive():
            self._system.close()
            self._system = self._graph = None
        self._system = self._system or self._find_system()
        if self._system.name == "JACK" and not self._graph:
            with contextlib.suppress(OSError):
                self._graph = JackGraph(f"{CLIENT}-graph")
        before = self._graph.outputs() if self._graph else frozenset()
        self._port = self._system.open_output(name, virtual)
        if self._graph:
            ours = (port for port in self._graph.outputs() - before if port.startswith(CLIENT))
            self._name = next(ours, "")
            self._connected = self._graph.connected(self._name)

    def _silence(self, notes: Iterable[tuple[int, int]]) -> None:
        for channel, pitch in sorted(notes):
            self.send(bytes((NOTE_OFF | channel, pitch, 0)))


def messages(fd: int, idle: Callable[[], None], watched: Callable[[], bool]) -> Iterator[bytes]:
    """The messages of a pipe until it ends; ``idle`` is called every now and then while ``watched``."""
    rest, last = b"", time.monotonic()
    while True:
        if watched():
            if time.monotonic() - last > LOOK:
                idle()
                last = time.monotonic()
            if not select.select([fd], [], [], LOOK)[0]:
                continue
        chunk = os.read(fd, 1 << 16)
        if not chunk:
            return
        rest += chunk
        while len(rest) >= 2 and len(rest) >= (end := 2 + LENGTH.unpack_from(rest)[0]):
            message, rest = rest[2:end], rest[end:]
            yield message


def main() -> None:
    """Hold a port for the engine at the other end of standard input and output."""
    messages_fd, answers_fd = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    import rtmidi

    # Whoever ends the engine may signal its whole group: the notes end first, and the pipe's end is the sign.
    for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    gc.disable()
    held = Held(lambda: MidiSystem(rtmidi))
    try:
        for message in messages(messages_fd, held.look, lambda: held.watched):
            answer = held.take(message)
            if answer is not None:
                os.write(answers_fd, answer.encode() + b"\n")
    except OSError:
        pass  # the port has failed, which the engine notices by the end of the pipe
    finally:
        held.close()


if __name__ == "__main__":
    main()
