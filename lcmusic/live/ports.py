"""MIDI ports by name, on whatever MIDI system this machine offers.

RtMidi speaks ALSA, JACK (and PipeWire, which answers as JACK), CoreMIDI and Windows' own MIDI. The first one that
answers is used. RtMidi does not report ports that come or go, so ``Ports.poll`` compares names.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal

from lc_common.errors import UserError
from lcmusic.live.notes import NoteTable
from lcmusic.live.protocol import PortState
from lcmusic.live.wires import JACK_HOLDS, Heard, InputPort, Output, OutputPort

Direction = Literal["output", "input"]
Wanted = Literal["output", "input", "feedback"]
CLIENT = "lcstudio"

_NAMES = {"LINUX_ALSA": "ALSA", "UNIX_JACK": "JACK", "MACOSX_CORE": "CoreMIDI", "WINDOWS_MM": "Windows MIDI"}
_NO_SYSTEM = {
    "linux": "No MIDI system answers on this computer: load ALSA's sequencer (sudo modprobe snd-seq), or start JACK or "
    "PipeWire.",
    "darwin": "CoreMIDI does not answer: open Audio MIDI Setup once, or restart the computer.",
    "win32": "Windows offers no MIDI: check that the Windows Audio service is running.",
}
_NO_VIRTUAL = (
    "Windows has no virtual MIDI ports of its own: install loopMIDI, create a port in it, and choose that port here "
    "and as MIDI input in your DAW."
)


class MidiSystem:
    """The MIDI system that answers, and its ports.

    Args:
        rtmidi: the module of that name.
        client: the name under which our output appears; the input's ends in ``-in``.

    Attributes:
        name: what musicians call it, such as ``CoreMIDI``.
        can_create: it has virtual ports.

    Raises:
        UserError: none answers.
    """

    def __init__(self, rtmidi: ModuleType, client: str = CLIENT) -> None:
        self._rtmidi, self._client = rtmidi, client
        self._own: dict[Direction, set[str]] = {"output": set(), "input": set()}
        for key, name in _NAMES.items():
            api = getattr(rtmidi, f"API_{key}")
            if api not in rtmidi.get_compiled_api():
                continue
            try:
                with _hushed():
                    listers = rtmidi.MidiOut(api, f"{client}-ports"), rtmidi.MidiIn(api, f"{client}-ports")
            except rtmidi.RtMidiError:
                continue
            self._listers: dict[Direction, Any] = {"output": listers[0], "input": listers[1]}
            self._api, self.name, self.can_create = api, name, name != "Windows MIDI"
            self._server = jack_server(name)
            return
        raise UserError(_NO_SYSTEM.get(sys.platform, "No MIDI system answers on this computer."))

    def ports(self, direction: Direction) -> list[str]:
        """Names of the ports that others offer: those we can send to, or listen to.

        Of several with one name each has its number: ``Synth (1)``, ``Synth (2)``. Another instance of this program is
        one of the others; what this one has opened is left out.
        """
        names = self._names(direction)
        self._own[direction] &= set(names)
        return [name for name in names if name not in self._own[direction]]

    def check_can_create(self) -> None:
        """``UserError`` where there are no virtual ports."""
        if not self.can_create:
            raise UserError(_NO_VIRTUAL)

    def alive(self) -> bool:
        """False once the server we talk to has gone, even if another has taken its place. Only JACK has one."""
        return self._server == jack_server(self.name)

    def open_output(self, name: str, virtual: bool) -> Output:
        """Open an existing port by its full name, or create one.

        Raises:
            UserError: it cannot be opened.
        """
        port = self._open("output", self._rtmidi.MidiOut(self._api, self._client), name, virtual)
        return OutputPort(port, JACK_HOLDS if self.name == "JACK" else 0.0)

    def open_feedback(self, name: str) -> OutputPort:
        """Open an existing port by its full name, in this process: no note that ever sounds there has to end.

        Raises:
            UserError: it cannot be opened.
        """
        return OutputPort(
            self._open("output", self._rtmidi.MidiOut(self._api, f"{self._client}-back"), name, False), 0.0
        )

    def open_input(self, name: str, virtual: bool) -> InputPort:
        """The same for a port to listen to.

        Raises:
            UserError: it cannot be opened.
        """
        port = self._rtmidi.MidiIn(self._api, f"{self._client}-in")
        port.ignore_types(sysex=True, timing=False, active_sense=True)
        return InputPort(self._open("input", port, name, virtual))

    def close(self) -> None:
        """Let go of the system; ports opened from it are closed apart."""
        for lister in self._listers.values():
            lister.delete()

    @contextmanager
    def _ours(self, direction: Direction) -> Iterator[None]:
        """What appears at the other end meanwhile is our own port: playing to it would play to ourselves."""
        far: Direction = "input" if direction == "output" else "output"
        before = set(self._names(far))
        yield
        self._own[far] |= set(self._names(far)) - before

    def _names(self, direction: Direction) -> list[str]:
        return numbered(self._listers[direction].get_ports())

    def _open(self, direction: Direction, port: Any, name: str, virtual: bool) -> Any:
        try:
            with self._ours(direction):
                if virtual:
                    self.check_can_create()
                    port.open_virtual_port(name)
                else:
                    port.open_port(self._names(direction).index(name), name=direction)
            return port
        except (self._rtmidi.RtMidiError, ValueError, UserError) as problem:
            port.delete()
            if isinstance(problem, UserError):
                raise
            raise UserError(f"MIDI {direction} {name!r} cannot be opened; another program may use it.") from problem


def find_port(wanted: str, names: list[str], direction: Direction = "output") -> str:
    """The full name of the port that a person means: the whole name, or any part that only one port has.

    Raises:
        UserError: none or several fit.
    """
    plain = _plain(wanted)
    fits = (
        [n for n in names if n == wanted]
        or [n for n in names if _plain(n) == plain]
        or [n for n in names if plain.casefold() in n.casefold()]
    )
    if len(set(fits)) == 1:
        return fits[0]
    if fits:
        raise UserError(f"{wanted!r} could be any of the MIDI {direction}s {', '.join(fits)}; give more of the name.")
    there = f"there are {', '.join(names)}" if names else "there are none"
    raise UserError(f"No MIDI {direction} is named {wanted!r}; {there}.")


def numbered(names: Sequence[str]) -> list[str]:
    """The names, each of several that are the same with its number behind it."""
    counts, seen = Counter(names), Counter[str]()
    told = []
    for name in names:
        seen[name] += 1
        told.append(f"{name} ({seen[name]})" if counts[name] > 1 else name)
    return told


def is_there(name: str, names: Sequence[str]) -> bool:
    """Whether a port is still among the names; one that had no number has one since another came of its name."""
    return name in names or f"{name} (1)" in names


def _plain(name: str) -> str:
    """The name without the number that ALSA gives a device anew each time it is plugged in."""
    return re.sub(r"\s+\d+:\d+$", "", name)


def jack_server(system: str) -> tuple[int, int] | None:
    """What tells one run of jackd from the next: its socket. A client of a dead server still lists its ports."""
    if system != "JACK" or sys.platform != "linux":
        return None
    try:
        socket = os.stat(f"/dev/shm/jack_{os.environ.get('JACK_DEFAULT_SERVER', 'default')}_{os.getuid()}_0")
    except OSError:
        return None
    return socket.st_ino, socket.st_ctime_ns


@contextmanager
def _hushed() -> Iterator[None]:
    """Standard error closed to the C libraries, which complain there about every system that does not answer."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@dataclass
class _Wish:
    name: str = ""
    virtual: bool = False
    full_name: str = ""
    port: Output | InputPort | None = None

    @property
    def state(self) -> PortState:
        if not self.name:
            return "none"
        return "open" if self.port else "lost"


class Ports:
    """The output, the input and the feedback that are wanted, kept open for as long as they exist.

    Args:
        find_system: makes a ``MidiSystem``; called again after a server has gone.
        notes: gets the output as its port.
        notice: gets sentences for people.
    """

    def __init__(self, find_system: Callable[[], MidiSystem], notes: NoteTable, notice: Callable[[str], None]) -> None:
        self._find_system, self._notes, self._notice = find_system, notes, notice
        self._system: MidiSystem | None = None
        self._wishes: dict[Wanted, _Wish] = {"output": _Wish(), "input": _Wish(), "feedback": _Wish()}

    def want(self, direction: Wanted, name: str, virtual: bool) -> None:
        """Open a port instead of the one that was wanted before; with an empty name, only close that."""
        self._notice_losses()  # note-offs for a port that has just gone would be sent in vain, and forgotten
        self._let_go(direction)
        self._wishes[direction] = _Wish(name, virtual)
        if name:
            try:
                self._open(direction)
            except UserError as problem:
                self._notice(str(problem))

    def state(self, direction: Wanted) -> tuple[str, PortState]:
        """The wanted name, and what has become of it."""
        wish = self._wishes[direction]
        return wish.name, wish.state

    @property
    def input(self) -> Output | InputPort | None:
        """The input that is open."""
        return self._wishes["input"].port

    @property
    def feedback(self) -> Output | None:
        """The port of controllers that is open."""
        port = self._wishes["feedback"].port
        return None if isinstance(port, InputPort) else port

    def heard(self, clock: Callable[[], float]) -> list[Heard]:
        """What has come in since the last call. Call it every few milliseconds while listening."""
        port = self._wishes["input"].port
        return port.read(clock) if isinstance(port, InputPort) else []

    def poll(self) -> None:
        """Notice ports that have gone, and open again those that are back. Call it about twice a second."""
        self._notice_losses()
        for direction, wish in self._wishes.items():
            if wish.name and not wish.port:
                try:
                    self._open(direction)
                except UserError:
                    continue
                self._notice(f"MIDI {direction} {wish.name!r} is here.")

    def lose(self, direction: Wanted) -> None:
        """The port has gone, or fails: close it and wait until it is back."""
        wish = self._wishes[direction]
        if wish.port:
            if direction == "output":
                self._notes.lose(wish.name)
            self._notice(f"MIDI {direction} {wish.name!r} has gone; the song goes on and the port is awaited.")
            port, wish.port = wish.port, None
            port.close()

    def close(self) -> None:
        """Send the note-offs that are owed and close everything."""
        for direction in self._wishes:
            self._let_go(direction)
        if self._system:
            self._system.close()
            self._system = None

    def _notice_losses(self) -> None:
        if not self._system:
            return
        alive = self._system.alive()
        for direction, wish in self._wishes.items():
            works = alive and (not wish.port or isinstance(wish.port, InputPort) or wish.port.works)
            there = works and (
                wish.virtual or not wish.port or is_there(wish.full_name, self._system.ports(_way(direction)))
            )
            if not there:
                self.lose(direction)
        if not alive:
            self._system.close()
            self._system = None

    def _let_go(self, direction: Wanted) -> None:
        wish = self._wishes[direction]
        if direction == "output":
            try:
                self._notes.detach()
            except OSError:
                self.lose(direction)
        if wish.port:
            port, wish.port = wish.port, None
            port.close()

    def _open(self, direction: Wanted) -> None:
        wish, way = self._wishes[direction], _way(direction)
        self._system = self._system or self._find_system()
        if not wish.virtual:
            # A port that we had open is only ever reopened under its own name, not under another that fits too.
            wish.full_name = find_port(wish.full_name or wish.name, self._system.ports(way), way)
        name = wish.name if wish.virtual else wish.full_name
        if direction == "output":
            wish.port = self._system.open_output(name, wish.virtual)
            try:
                self._notes.attach(wish.port, wish.name)
            except OSError:
                self.lose(direction)
        elif direction == "input":
            wish.port = self._system.open_input(name, wish.virtual)
        else:
            wish.port = self._system.open_feedback(name)


def _way(wanted: Wanted) -> Direction:
    return "input" if wanted == "input" else "output"
