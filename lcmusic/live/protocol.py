"""What the app and the engine process say to each other: one JSON object a line, ``{"Name": {fields}}``.

Commands go to the engine, reports come back. Both are frozen dataclasses; where a number is out of range the
constructor raises ``UserError``, so a wrong command fails in the app and never reaches the engine.

``at`` says when a command takes effect while playing: ``now``, at the next sixteenth (``step``) or the next ``bar``.
Bars and steps (sixteenths) are absolute, from 0 at the top of the song; ``time`` is ``time.perf_counter()``, which the
processes of one machine share.

The supply of bars. The engine plays whatever bar is planned for the song position, and the app keeps it supplied: on
every ``Status`` it compares ``supplied_until`` with ``bar`` and sends ``Supply`` for what is missing (one bar ahead is
needed, two or more are comfortable). If it is late, the last phrase repeats and ``late_bars`` counts. To replace what
is planned, send ``Supply`` again for the same bars: ``at="bar"`` leaves the bar that is playing alone, ``at="step"``
enters at the next sixteenth. A note of the old phrase goes on only where the new one holds the same pitch.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from lc_common.errors import UserError
from lcmusic.live.clock import FASTEST, SLOWEST
from lcmusic.live.expression import Expression
from lcmusic.live.grid import Bar
from lcmusic.live.sync import Sync

At = Literal["now", "step", "bar"]
Role = Literal["melody", "chords", "bass"]
PortState = Literal["none", "open", "lost"]
LONGEST_COUNT_IN = 8  # bars


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UserError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}.")


# ---------------------------------------------------------------------------------------------------------- commands


@dataclass(frozen=True)
class OpenOutput:
    """Send to this port from now on. An empty name closes the port; a virtual one is created."""

    name: str
    virtual: bool = False


@dataclass(frozen=True)
class OpenInput:
    """Listen to this port for clock, controllers and notes. An empty name closes it; a virtual one is created.

    With ``thru``, what is played there goes on to the output.
    """

    name: str
    virtual: bool = False
    thru: bool = False


@dataclass(frozen=True)
class OpenFeedback:
    """Send the places of controllers to this port, the output of whoever turns knobs. An empty name closes it."""

    name: str


@dataclass(frozen=True)
class Places:
    """Where the knobs stand that controllers turn: channel 1..16, controller and value 0..127 of each of them."""

    places: tuple[tuple[int, int, int], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", tuple((channel, control, at) for channel, control, at in self.places))


@dataclass(frozen=True)
class Supply:
    """Plan these bars from ``first_bar`` on, over what was planned there."""

    first_bar: int
    bars: tuple[Bar, ...]
    at: At = "bar"

    def __post_init__(self) -> None:
        object.__setattr__(self, "bars", tuple(b if isinstance(b, Bar) else Bar(**b) for b in self.bars))
        _one_of("at", self.at, ("now", "step", "bar"))
        if self.first_bar < 0:
            raise UserError(f"Bars are counted from 0, not {self.first_bar}.")


@dataclass(frozen=True)
class Start:
    """Play from the top. When following, be ready and play with the master.

    ``count_in`` bars of clicks come first, on the channel of drums; only where we lead.
    """

    count_in: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.count_in <= LONGEST_COUNT_IN:
            raise UserError(f"The count-in is {self.count_in} bars; it must lie between 0 and {LONGEST_COUNT_IN}.")


@dataclass(frozen=True)
class Continue:
    """Play from where we stopped. When following, the same as ``Start``."""


@dataclass(frozen=True)
class Stop:
    """Stop playing; the position is kept."""

    at: At = "now"

    def __post_init__(self) -> None:
        _one_of("at", self.at, ("now", "step", "bar"))


@dataclass(frozen=True)
class Seek:
    """Go to a sixteenth. With Link, to the bar it lies in, at the next bar. Following MIDI clock, the DAW decides."""

    step: int
    at: At = "now"

    def __post_init__(self) -> None:
        _one_of("at", self.at, ("now", "step", "bar"))
        if self.step < 0:
            raise UserError(f"Sixteenths are counted from 0, not {self.step}.")


@dataclass(frozen=True)
class Tempo:
    """Play at this tempo, in BPM (20..300). With Link, the whole session follows; with MIDI clock, the DAW decides."""

    bpm: float
    at: At = "now"

    def __post_init__(self) -> None:
        _one_of("at", self.at, ("now", "step", "bar"))
        if not SLOWEST <= self.bpm <= FASTEST:
            raise UserError(f"The tempo is {self.bpm:g} BPM; it must lie between {SLOWEST:g} and {FASTEST:g}.")


@dataclass(frozen=True)
class Panic:
    """Silence everything on every channel, whatever the cause; playing goes on."""


@dataclass(frozen=True)
class Quit:
    """Silence, close the ports and end the process."""


# ----------------------------------------------------------------------------------------------------------- reports


@dataclass(frozen=True)
class Status:
    """The newest state, about every sixteenth while playing. Only the latest counts.

    Attributes:
        playing: the player has been told to play.
        rolling: the song is moving (a follower waits for its master).
        time, tick, bpm: the position at a time and the tempo, from which a view works out where the playhead is.
        bar: the bar that is playing or comes next.
        supplied_until: the first bar from ``bar`` on that has not been supplied.
        late_bars: bars that had to be filled because the supply was late.
        sync: who leads, a name in ``lcmusic.live.sync.SOURCES``.
        lock: how far that may be trusted: ``internal``; ``waiting``, ``locking``, ``locked`` or ``free-wheeling``
            (clock lost, going on at the last tempo) for MIDI clock; ``alone`` or ``locked`` for Link.
        peers: other programs in the Link session.
        output, input, feedback: state of the ports.
        output_name, input_name, feedback_name: their names, as asked for.
        sent: messages sent since the engine started.
        worst: greatest lateness of a message since playing began, in seconds.
        realtime: the operating system gave the engine real-time priority.
    """

    playing: bool = False
    rolling: bool = False
    time: float = 0.0
    tick: float = 0.0
    bpm: float = 120.0
    bar: int = 0
    supplied_until: int = 0
    late_bars: int = 0
    sync: str = "internal"
    lock: str = "internal"
    peers: int = 0
    output: PortState = "none"
    output_name: str = ""
    input: PortState = "none"
    input_name: str = ""
    feedback: PortState = "none"
    feedback_name: str = ""
    sent: int = 0
    worst: float = 0.0
    realtime: bool = False


@dataclass(frozen=True)
class Entered:
    """A bar, or a replacement within a bar, has begun to play: where a turned knob lands.

    Attributes:
        step: absolute sixteenth at which it began.
        phrase, index: which bar of which phrase it is.
        late: the bar was not supplied in time and something else is repeated.
        time: when.
    """

    step: int
    phrase: int
    index: int
    late: bool
    time: float


@dataclass(frozen=True)
class Played:
    """A note that was sent and has ended. Ticks (480 to the beat) count playing time, which no seek turns back.

    ``role``: what it was part of.
    """

    start: int
    end: int
    pitch: int
    velocity: int
    channel: int
    role: Role = "melody"


@dataclass(frozen=True)
class TempoChanged:
    """From this tick of playing time on, the tempo is ``bpm``."""

    tick: int
    bpm: float


@dataclass(frozen=True)
class ControlIn:
    """A controller was turned: ``channel`` 1..16, ``control`` and ``value`` 0..127."""

    channel: int
    control: int
    value: int


@dataclass(frozen=True)
class ProgramIn:
    """A program was asked for: ``channel`` 1..16, ``program`` 0..127."""

    channel: int
    program: int


@dataclass(frozen=True)
class NoteIn:
    """A note was played to us: velocity 0 is a release. ``tick`` is the song position at that moment."""

    channel: int
    pitch: int
    velocity: int
    tick: float
    time: float


@dataclass(frozen=True)
class Lateness:
    """How late messages went out against the schedule, in seconds, since playing began; sent when playing stops."""

    count: int
    p50: float
    p95: float
    p99: float
    worst: float


@dataclass(frozen=True)
class Notice:
    """Something a person should read, in one sentence. Playing goes on if it can."""

    text: str


@dataclass(frozen=True)
class Ended:
    """The engine process is gone. ``text`` says why, empty after ``Quit``. Made by the player, never sent."""

    text: str


Command = (
    OpenOutput | OpenInput | OpenFeedback | Places | Sync | Expression | Supply | Start | Continue | Stop | Seek | Tempo
    | Panic | Quit
)  # fmt: skip
Report = Status | Entered | Played | TempoChanged | ControlIn | ProgramIn | NoteIn | Lateness | Notice | Ended

_to_json = json.JSONEncoder(separators=(",", ":"), default=vars).encode  # vars: of the bars within a supply
_BY_NAME: dict[str, type] = {kind.__name__: kind for kind in (*Command.__args__, *Report.__args__)}


def encode(message: Command | Report) -> bytes:
    """One line, newline included."""
    return _to_json({type(message).__name__: vars(message)}).encode() + b"\n"


def decode(line: bytes) -> Any:
    """The message of one line.

    Raises:
        ValueError: not a message of this protocol.
        UserError: a field out of range.
    """
    try:
        ((name, values),) = json.loads(line).items()
        return _BY_NAME[name](**values)
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"not a message of the live protocol: {line[:80]!r}") from problem
