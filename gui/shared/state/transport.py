"""Play, tempo, sync and ports, without a window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live import protocol as p
from lcmusic.live.sync import SOURCES, Source
from lcmusic.perform.session import Session
from lcmusic.perform.table import TEMPO

PORT_NAME = "LC Studio"
"""The virtual port that we create."""
NO_PORT = "No MIDI port is chosen: choose one above to hear this in your DAW, or listen with the loudspeaker."
TAPS = 5
FORGOTTEN = 2.0  # seconds after which a tap begins a new row


@dataclass(frozen=True)
class Wiring:
    """What the transport comes back with after a restart.

    Attributes:
        tempo: BPM when we lead.
        source: who leads, a name in ``SOURCES``.
        send_clock: whether MIDI clock is sent.
        output, virtual: the port that is played to; empty for none.
        input: the port that is listened to; empty for none.
        feedback: the port of the controllers that are told where their knobs are; empty for none.
    """

    tempo: float = 120.0
    source: str = "internal"
    send_clock: bool = False
    output: str = ""
    virtual: bool = False
    input: str = ""
    feedback: str = ""

    def __post_init__(self) -> None:
        p.Sync(self.source)


@dataclass(frozen=True)
class PortList:
    """The ports that this machine offers.

    Attributes:
        outputs, inputs: their names.
        can_create: virtual ports can be made.
        problem: why there are none at all; empty if MIDI works.
    """

    outputs: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    can_create: bool = True
    problem: str = ""


def list_ports() -> PortList:
    """Ask the MIDI system; takes long where a server has to be reached."""
    import rtmidi

    from lcmusic.live.ports import CLIENT, MidiSystem

    try:
        system = MidiSystem(rtmidi)
    except UserError as problem:
        return PortList(can_create=False, problem=str(problem))
    try:
        # The ports of our own engine, another process, are no place to play to.
        outputs = tuple(name for name in system.ports("output") if not name.startswith(CLIENT))
        inputs = tuple(name for name in system.ports("input") if not name.startswith(CLIENT))
        return PortList(outputs, inputs, system.can_create)
    finally:
        system.close()


class Transport:
    """The transport strip's behaviour.

    Args:
        performance: whose engine plays.
        worker: asks for ports.
        wiring: to go on from.
        find_ports: asks the MIDI system.
        heard: whether the music is heard without a port.

    Attributes:
        wiring: as it is set.
        ports: as last seen; None until the first answer.
        notices: sentences for the person; the owner empties it.
    """

    def __init__(
        self,
        performance: Session,
        worker: Worker,
        wiring: Wiring | None = None,
        find_ports: Callable[[], PortList] = list_ports,
        heard: Callable[[], bool] = lambda: False,
    ) -> None:
        self.wiring = wiring or Wiring()
        self.ports: PortList | None = None
        self.notices: list[str] = []
        self._performance, self._worker, self._find_ports, self._heard = performance, worker, find_ports, heard
        self._taps: list[float] = []
        if self.source.missing():
            self.wiring = replace(self.wiring, source=Wiring().source)
        self._send_all()
        self.refresh()

    @property
    def status(self) -> p.Status:
        """The engine's newest state."""
        return self._performance.engine.status

    @property
    def source(self) -> type[Source]:
        """Who leads."""
        return SOURCES[self.wiring.source]

    def play_stop(self) -> None:
        """Stop, or play on from where it stopped. Where nothing of it is heard it says so."""
        if self.status.playing:
            self._send(p.Stop())
        else:
            if not self.wiring.output and not self._heard():
                self.notices.append(NO_PORT)
            self._send(p.Continue())

    def top(self) -> None:
        """Go to the first bar."""
        self._send(p.Seek(0))

    def panic(self) -> None:
        """Silence everything."""
        self._send(p.Panic())

    def set_tempo(self, bpm: float) -> None:
        """Play at this tempo; ``UserError`` outside 20..300 BPM."""
        self._send(p.Tempo(bpm))
        self.wiring = replace(self.wiring, tempo=bpm)

    def tap(self, now: float) -> None:
        """A tap at ``now`` seconds: from the second on, their distance is the tempo."""
        if self._taps and now - self._taps[-1] > FORGOTTEN:
            self._taps.clear()
        self._taps = [*self._taps, now][-TAPS:]
        if len(self._taps) > 1 and now > self._taps[0]:
            bpm = 60 * (len(self._taps) - 1) / (now - self._taps[0])
            self.set_tempo(round(TEMPO.within(bpm), 1))

    def follow(self, source: str) -> None:
        """Lead, or follow a master, a name in ``SOURCES``; ``UserError`` if that cannot be."""
        if why := SOURCES[source].missing():
            raise UserError(why)
        self.wiring = replace(self.wiring, source=source)
        self._send_sync()
        if self.source.needs_input and not self.wiring.input:
            self.notices.append(
                sentence(
                    "{source} comes in at an input: choose one in the settings of the strip.",
                    source=sentence(self.source.label),
                )
            )

    def send_clock(self, on: bool) -> None:
        """Send MIDI clock to the output, or not."""
        self.wiring = replace(self.wiring, send_clock=on)
        self._send_sync()

    def play_to(self, name: str, virtual: bool = False) -> None:
        """Open an output, or create one; an empty name closes it."""
        self.wiring = replace(self.wiring, output=name, virtual=virtual)
        self._send(p.OpenOutput(name, virtual))

    def listen_to(self, name: str) -> None:
        """Open an input; an empty name closes it."""
        self.wiring = replace(self.wiring, input=name)
        self._send(p.OpenInput(name))

    def tell_controllers(self, name: str) -> None:
        """Send the places of knobs to this output, of the controllers that turn them; an empty name: to nobody."""
        self.wiring = replace(self.wiring, feedback=name)
        self._send(p.OpenFeedback(name))

    def refresh(self) -> None:
        """Ask anew which ports there are; the answer comes with a later ``Worker.poll``."""
        self._worker.later(self._find_ports, self._found)

    def restart(self) -> None:
        """The engine is a new one: tell it everything that the old one knew."""
        self._send_all()

    def _found(self, ports: PortList | None, error: Exception | None) -> None:
        if error:
            raise error
        assert ports is not None  # what no error stands for
        if ports.problem and (self.ports is None or self.ports.problem != ports.problem):
            self.notices.append(ports.problem)
        self.ports = ports

    def _send(self, command: p.Command) -> None:
        self._performance.engine.send(command)

    def _send_sync(self) -> None:
        self._send(p.Sync(self.wiring.source, send_clock=self.wiring.send_clock))

    def _send_all(self) -> None:
        self._send(p.Tempo(self.wiring.tempo))
        self._send_sync()
        if self.wiring.output:
            self._send(p.OpenOutput(self.wiring.output, self.wiring.virtual))
        if self.wiring.input:
            self._send(p.OpenInput(self.wiring.input))
        if self.wiring.feedback:
            self._send(p.OpenFeedback(self.wiring.feedback))
