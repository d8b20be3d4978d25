"""The studio by OSC: what each address does, and what is told back. Knows no Qt.

Every knob of ``lcmusic.perform.table.TABLE`` is ``/knob/NAME``, so a new one needs no line here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from gui.melody.state.music import Music
from gui.shared.state.osc import EVERYWHERE, LOOPBACK, Arrived, OscClient, OscServer, OscSettings, read_endpoint
from gui.shared.state.sentence import sentence
from gui.shared.state.transport import Transport
from lc_common.errors import UserError
from lcmusic.music.knobs import AS_IT_COMES
from lcmusic.music.rows import Row
from lcmusic.perform.table import TABLE

KNOB = "/knob/"
OFF = "off"
SHORT = {"/tempo": "tempo", "/chords": "chords"}
"""Addresses of knobs that are turned by a name of their own, too."""
OTHER = {"scale": "pitch_classes", "pitch_classes": "scale"}
"""Of these only one can be asked for: the newer."""
LARGEST = 2**31 - 1  # of OSC's whole numbers
LONGEST = 300  # characters of a text: it comes back in the sentence that refuses it
ACTIONS = {
    "/new": "new idea",
    "/vary": "a variation of what plays",
    "/lock": "1 locks the idea, 0 unlocks it; the other of the two without a value",
    "/undo": "undo",
    "/play": "play on",
    "/stop": "stop",
    "/panic": "silence everything",
    "/hello": "tell me everything, now and whenever it changes; a value is the port at which I listen",
}
"""What can be asked for besides the knobs, and what it does. A value of 0 does nothing: a button was let go."""
TOLD = {
    "/knob/NAME": "a knob, whenever it changes",
    "/locked": "1 while the idea is locked",
    "/playing": "1 while the song moves",
    "/bar": "the bar that plays or comes next, from 1",
}
"""What the client is told."""


class Remote:
    """Obeys OSC messages and tells a client what changes. ``update`` is called with each frame.

    Args:
        music: whose knobs are turned.
        transport: plays and stops.
        settings: to go on from.

    Attributes:
        settings: as they are wanted.
        trouble: why it does not listen though it is wanted to; empty if it does.
        notices: sentences for the person; the owner empties it.
    """

    def __init__(self, music: Music, transport: Transport, settings: OscSettings | None = None) -> None:
        self.settings = settings or OscSettings()
        self.trouble = ""
        self.notices: list[str] = []
        self._music, self._transport = music, transport
        self._server: OscServer | None = None
        self._client: OscClient | None = None
        self._told: dict[str, list[Any]] = {}
        self._deaf = False  # nobody listens there, which was said
        self._actions: dict[str, Callable[[], object]] = {
            "/new": music.new_idea,
            "/vary": music.vary,
            "/undo": music.undo,
            "/play": lambda: None if transport.status.playing else transport.play_stop(),
            "/stop": lambda: transport.play_stop() if transport.status.playing else None,
            "/panic": transport.panic,
        }
        try:
            self._open()
        except UserError as problem:
            self.notices.append(str(problem))

    def use(self, **changed: Any) -> None:
        """Change the settings, by their names.

        Raises:
            UserError: a setting out of range, and nothing is changed then; or the port cannot be had.
        """
        settings = replace(self.settings, **changed)
        if settings == self.settings:
            return
        self.close()
        self.settings = settings
        self._open()

    def state(self) -> str:
        """What it does, in a sentence."""
        if self._server is None:
            return self.trouble or "Off: nothing listens and nothing is sent."
        where = sentence("from this computer only")
        if self.settings.network:
            where = sentence("from this computer and its network")
        told: str = sentence("nobody until somebody says /hello")
        if self._client:
            told = "{}:{}".format(*self._client.endpoint)
        return sentence(
            "Listens at port {port}, {where}; tells {told}.", port=self.settings.port, where=where, told=told
        )

    def update(self) -> None:
        """Do what came in since the last call, and tell what has changed."""
        if self._server is None:
            return
        arrived = self._server.take()
        for message, after in zip_longest(arrived, arrived[1:]):
            # Of a fader's way only where it is now matters.
            if after and message.address == after.address and _knob(message.address):
                continue
            try:
                self._obey(message)
            except UserError as problem:
                self._say(f"OSC: {problem}")
        self._tell()

    def close(self) -> None:
        """Listen and tell no more."""
        for each in (self._server, self._client):
            if each:
                each.close()
        self._server = self._client = None

    # --------------------------------------------------------------------------------------------------------- within

    def _open(self) -> None:
        self.trouble = ""
        if not self.settings.on:
            return
        try:
            self._server = OscServer(EVERYWHERE if self.settings.network else LOOPBACK, self.settings.port)
        except UserError as problem:
            self.trouble = str(problem)
            raise
        if self.settings.client:
            self._tell_to(OscClient(read_endpoint(self.settings.client)))

    def _obey(self, message: Arrived) -> None:
        address, values = message.address, message.values
        if name := _knob(address):
            self._turn(name, values)
        elif address == "/lock":
            self._music.lock(not self._music.locked if not values else bool(_number(address, values)))
        elif address == "/hello":
            self._greet(message)
        elif address in self._actions:
            if not values or _number(address, values):
                self._actions[address]()
        else:
            what = f"there is no address {address!r}" if address else "something came that is no OSC message"
            raise UserError(f"{what}; the guide to DAWs lists the addresses.")

    def _turn(self, name: str, values: tuple[Any, ...]) -> None:
        if name not in TABLE:
            raise UserError(f"There is no knob {name!r}; there are {', '.join(TABLE)}.")
        turned = read_knob(TABLE[name], values)
        if TABLE[name].part == "tempo":
            self._transport.set_tempo(turned[name])
            return
        others = {OTHER[name]: None for name, value in turned.items() if name in OTHER and value is not None}
        self._music.turn(name, **turned, **others)

    def _greet(self, message: Arrived) -> None:
        host, port = message.sender
        if message.values:
            port = round(_number("/hello", message.values))
        self._tell_to(OscClient(read_endpoint(f"{host}:{port}")))

    def _tell_to(self, client: OscClient) -> None:
        if self._client:
            self._client.close()
        self._client, self._told, self._deaf = client, {}, False

    def _tell(self) -> None:
        if self._client is None:
            return
        for address, values in self._now().items():
            if self._told.get(address) == values:
                continue
            self._told[address] = values
            if not self._client.send(address, values) and not self._deaf:
                self._deaf = True
                where = "{}:{}".format(*self._client.endpoint)
                self._say(sentence("OSC: nobody listens at {where}; say /hello from there again.", where=where))

    def _now(self) -> dict[str, list[Any]]:
        status = self._transport.status
        knobs = {KNOB + name: _plain(self._music.performance.value(name)) for name in TABLE}
        return knobs | {
            "/locked": [int(self._music.locked)],
            "/playing": [int(status.rolling)],
            "/bar": [status.bar + 1],
        }

    def _say(self, said: str) -> None:
        if said not in self.notices:  # as often as it may come within a frame
            self.notices.append(said)


def taken(row: Row) -> str:
    """What a knob takes by OSC, for a person to read."""
    if row.type is bool:
        text = "1 or 0"
    elif row.type is tuple:
        text = "numbers or a text"
    elif row.type is str:
        text = ", ".join(row.choices) if row.choices else "a text"
    else:
        number = "a whole number" if row.type is int else "a number"
        text = f"{row.low:g} to {row.high:g} {row.unit}".rstrip() if math.isfinite(row.high) else number
    return f"{text}; off" if row.optional else text


def read_knob(row: Row, values: Iterable[Any]) -> dict[str, Any]:
    """Values of knobs, by name, that a message to one of them asks for.

    No value, nil, an empty text and ``off`` call a knob off that can be; a text is read as on the command line.

    Raises:
        UserError: they are nothing for this knob.
    """
    values = tuple(values)
    if values in ((), (None,), ("",), (OFF,)):
        if not row.optional:
            raise UserError(f"{row.name} cannot be off; send {taken(row)}.")
        return {row.name: None}
    (first, *more) = values
    if isinstance(first, str) and len(first) > LONGEST:
        raise UserError(f"{row.name} is a text of {len(first)} characters; send {LONGEST} at most.")
    if isinstance(first, str) and not more:
        if row.option and row.option.read:
            read = row.option.read(first)
            return read if isinstance(read, dict) else {row.name: read}
        if row.type is str:
            return {row.name: first}
    if row.type is tuple and AS_IT_COMES in values and row.option and row.option.read:
        words = [v if v == AS_IT_COMES else str(round(_number(row.name, (v,)))) for v in values]
        return {row.name: row.option.read(" ".join(words))}
    if row.type is tuple:
        return {row.name: tuple(round(_number(row.name, (value,))) for value in values)}
    if row.type is str or more:
        raise UserError(f"{row.name} is {_spelled(values)}; send {taken(row)}.")
    number = _number(row.name, values)
    if row.type is bool:
        return {row.name: bool(number)}
    return {row.name: round(number) if row.type is int else number}


def _number(name: str, values: tuple[Any, ...]) -> float:
    if len(values) == 1 and isinstance(values[0], int | float) and abs(values[0]) <= LARGEST:  # nan is not
        return values[0]
    raise UserError(f"{name} is {_spelled(values)}; send a number.")


def _spelled(values: tuple[Any, ...]) -> str:
    return " ".join(str(value) for value in values)[:40]


def _knob(address: str) -> str:
    """The knob that an address turns; empty if it turns none."""
    return SHORT.get(address) or (address.removeprefix(KNOB) if address.startswith(KNOB) else "")


def _plain(value: Any) -> list[Any]:
    """A knob's value as OSC has it: whole numbers for switches, which any client reads."""
    if value is None:
        return [OFF]
    if isinstance(value, tuple):
        return [AS_IT_COMES if each is None else each for each in value]
    return [int(value) if isinstance(value, bool) else value]


ADDRESSES = (
    ACTIONS
    | {address: f"the same as {KNOB}{name}" for address, name in SHORT.items()}
    | {KNOB + row.name: taken(row) for row in TABLE.values()}
)
"""Everything that is obeyed, with what it takes or does; the documentation's table."""
