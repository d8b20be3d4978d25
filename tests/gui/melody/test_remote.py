"""The studio by OSC: real messages over the loopback, from a client that listens."""

import math
import select
import socket
from pathlib import Path

import numpy as np
import pytest
from pythonosc.osc_bundle_builder import IMMEDIATELY, OscBundleBuilder
from pythonosc.osc_message_builder import build_msg
from pythonosc.osc_packet import OscPacket
from studio_fakes import FakeEngine, fake_model

from gui.melody.state.remote import ADDRESSES, TOLD, Remote, taken
from gui.melody.state.session import MelodySession
from gui.shared.state.osc import LOOPBACK, WAITING, OscSettings, read_endpoint
from gui.shared.state.transport import PortList, Transport
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live import protocol as p
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session
from lcmusic.perform.table import TABLE

GUIDE = Path(__file__).parents[3] / "docs" / "daw-guide.md"
LAST = "/last"  # no address: its notice says that everything before it has been obeyed


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((LOOPBACK, 0))
        return one.getsockname()[1]


class Client:
    """A program at the other end."""

    def __init__(self, port: int, at: int = 0) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((LOOPBACK, at))
        self.port, self._to = self.socket.getsockname()[1], (LOOPBACK, port)

    def send(self, address: str, *values: object) -> None:
        self.send_bytes(build_msg(address, list(values)).dgram)

    def send_bytes(self, datagram: bytes) -> None:
        self.socket.sendto(datagram, self._to)

    def heard(self) -> dict[str, list]:
        """What has come since the last call, the newest of each address."""
        heard = {}
        while select.select([self.socket], [], [], 0.05)[0]:
            for timed in OscPacket(self.socket.recv(65_535)).messages:
                heard[timed.message.address] = timed.message.params
        return heard

    def close(self) -> None:
        self.socket.close()


class Rig:
    """A session that is controlled, and its client."""

    def __init__(self, **settings) -> None:
        self.engine = FakeEngine()
        self.worker = Worker(lambda: None)
        performance = Session(self.engine, None, Knobs(), Plan())
        self.transport = Transport(performance, self.worker, find_ports=PortList)
        rng = np.random.default_rng(1)
        self.music = MelodySession(performance, self.worker, rng, lambda: 0.0)
        self.music.use(fake_model()[0])
        self.port = free_port()
        self.remote = Remote(self.music, self.transport, OscSettings(**{"on": True, "port": self.port} | settings))
        self.client = Client(self.port)
        while self.music.playing is None:
            self.music.update()

    def send(self, address: str, *values: object) -> list[str]:
        """Send a message, and what was said about it when it had been obeyed."""
        self.client.send(address, *values)
        return self.obeyed()

    def obeyed(self) -> list[str]:
        self.client.send(LAST)
        said = []
        while not any(LAST in sentence for sentence in said):
            self.remote.update()
            self.music.update()
            said += self.remote.notices
            self.remote.notices.clear()
        return [sentence for sentence in said if LAST not in sentence]

    def heard_idea(self, *before: object) -> object:
        """The idea that plays, once it is none of these."""
        while self.music.idea in before:
            self.music.update()
        return self.music.idea

    def value(self, name: str) -> object:
        return self.music.performance.value(name)

    def close(self) -> None:
        self.remote.close()
        self.client.close()
        self.worker.close()


@pytest.fixture
def rig():
    rig = Rig()
    yield rig
    rig.close()


SENT = {
    "root": ([9], 9), "scale": (["dorian"], "dorian"), "pitch_classes": ([0, 4, 7], (0, 4, 7)), "density": ([6.5], 6.5),
    "density_per_bar": ([2, "-", 8.0], (2, None, 8)), "bars": ([8], 8),
    "chords": (["Am F C G"], "Am F C G"), "repetition": ([0.5], 0.5), "motion": ([2.0], 2.0),
    "syncopation": ([0.25], 0.25), "contour": ([-1], -1.0), "lowest": ([55.0], 55), "highest": (["G5"], 79),
    "ending": ([0], False), "style": (["nottingham"], "nottingham"), "realism": ([0.25], 0.25), "reach": ([0.5], 0.5),
    "taste": ([1], 1.0), "temperature": ([1.5], 1.5), "seed": ([7], 7), "strict": ([True], True),
    "mode": (["loop"], "loop"), "slot_bars": ([8], 8), "evolve": ([0.75], 0.75), "idea_seed": ([3], 3),
    "listen": ([2], 2), "channel": ([5], 5), "transpose": ([-12.0], -12), "sent_lowest": ([24], 24),
    "sent_highest": ([96], 96), "accent": (["beats"], "beats"),
    "accent_amount": ([1.0], 1.0), "swing": ([0.625], 0.625),
    "gate": ([0.5], 0.5), "velocity": ([100.4], 100), "humanise": ([0], 0), "chord_channel": ([2], 2),
    "bass_channel": ([3], 3),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in TABLE if name != "tempo"])
def test_every_knob_of_the_registry_is_turned_told_and_undone(rig, name):
    sent, meant = SENT.get(name, ([TABLE[name].default], TABLE[name].default))  # of a knob that is newer than this test
    before = rig.value(name)
    assert rig.send("/hello", rig.client.port) == []
    rig.client.heard()
    assert rig.send(f"/knob/{name}", *sent) == []
    assert rig.value(name) == meant
    assert type(rig.value(name)) is type(meant)
    if meant != before:
        each = meant if isinstance(meant, tuple) else (int(meant) if isinstance(meant, bool) else meant,)
        told = ["-" if value is None else value for value in each]
        assert rig.client.heard()[f"/knob/{name}"] == told
        assert rig.send("/undo") == []
        assert rig.value(name) == before
    if TABLE[name].optional:
        for off in ([], ["off"], [None], [""]):
            rig.send(f"/knob/{name}", *sent)
            assert (rig.send(f"/knob/{name}", *off), rig.value(name)) == ([], None)


def test_a_client_that_says_hello_is_told_everything_and_then_what_changes(rig):
    rig.send("/hello")
    heard = rig.client.heard()
    assert list(heard) == [f"/knob/{name}" for name in TABLE] + [a for a in TOLD if a != "/knob/NAME"]
    assert [heard[a] for a in ("/knob/density", "/knob/ending", "/knob/mode", "/knob/tempo")] == [
        ["off"], [1], ["evolve"], [120.0],
    ]  # fmt: skip
    assert [heard[a] for a in ("/bar", "/playing", "/locked")] == [[1], [0], [0]]
    rig.music.turn(density=7.5)
    rig.send("/play")
    assert rig.client.heard() == {"/knob/density": [7.5], "/playing": [1]}
    rig.engine.status = p.Status(playing=True, rolling=True, bar=4)
    rig.obeyed()
    assert rig.client.heard() == {"/bar": [5]}
    other = Client(rig.port)
    other.send("/hello")
    rig.obeyed()
    assert other.heard()["/knob/density"] == [7.5]
    rig.music.turn(density=5.0)
    rig.obeyed()
    assert (other.heard(), rig.client.heard()) == ({"/knob/density": [5.0]}, {})
    other.close()


def test_the_transport_is_played_and_a_button_that_is_let_go_does_nothing(rig):
    sent = rig.engine.sent
    sent.clear()
    for address, values in (
        ("/stop", ()), ("/play", (1.0,)), ("/play", (0.0,)), ("/play", (1.0,)), ("/panic", ()), ("/panic", (0,)),
        ("/stop", (1,)), ("/tempo", (97.5,)), ("/knob/tempo", (140,)),
    ):  # fmt: skip
        rig.send(address, *values)
    assert [command for command in sent if not isinstance(command, p.Supply)] == [
        p.Continue(), p.Panic(), p.Stop(), p.Tempo(97.5), p.Tempo(140),
    ]  # fmt: skip
    assert rig.transport.wiring.tempo == 140


def test_new_vary_undo_and_lock(rig):
    first = rig.music.idea
    assert rig.send("/new", 1.0) == []
    second = rig.heard_idea(first)
    assert rig.send("/new", 0.0) == []
    assert rig.music.idea == second
    assert rig.send("/vary") == []
    near = rig.heard_idea(second)
    assert near != first
    assert rig.send("/undo") == []
    assert rig.heard_idea(near) == second
    assert rig.send("/lock", 1) == []
    for address in ("/new", "/vary"):
        assert rig.send(address) == ["OSC: The idea is locked; unlock it first (L)."]
    assert (rig.music.locked, rig.music.idea) == (True, second)
    rig.send("/lock", 1)
    assert rig.music.locked
    rig.send("/lock", 0)
    assert not rig.music.locked
    rig.send("/lock")
    assert rig.music.locked


def test_chords_and_keys_are_read_as_on_the_command_line(rig):
    assert rig.send("/chords", "Am | F | C | G") == []
    assert rig.value("chords") == "Am | F | C | G"
    assert rig.send("/knob/pitch_classes", "C E G") == []
    assert rig.send("/knob/root", "A minor") == []
    assert (rig.value("root"), rig.value("scale"), rig.value("pitch_classes")) == (9, "natural minor", None)
    assert rig.send("/knob/pitch_classes", 0, 4, 7) == []
    assert (rig.value("scale"), rig.value("pitch_classes")) == (None, (0, 4, 7))
    assert rig.send("/chords") == []
    assert rig.value("chords") is None


NONSENSE = {
    ("/knob/density", math.nan): "density is nan; send a number.",
    ("/knob/density", math.inf): "density is inf; send a number.",
    ("/knob/density", "loud"): "density is loud; send a number.",
    ("/knob/density", 99.0): "density is 99; it must lie between 1 and 14 notes per bar.",
    ("/knob/density", 3.0, 4.0): "density is 3.0 4.0; send 1 to 14 notes per bar; off.",
    ("/knob/density", b"ab"): "density is b'ab'; send a number.",
    ("/knob/velocity", math.nan): "velocity is nan; send a number.",
    ("/knob/velocity", "off"): "velocity cannot be off; send 1 to 127.",
    ("/knob/seed", 1e30): "seed is 1.0000000150474662e+30; send a number.",
    ("/knob/strict", "yes"): "strict is yes; send a number.",
    ("/knob/scale", 3): "scale is 3; send a text; off.",
    ("/knob/mode", "sideways"): "There is no mode 'sideways'; choose one of loop, renew, evolve, respond.",
    ("/knob/pitch_classes", 0, 12): "Pitch classes are numbers from 0 (C) to 11 (B), at least one; got [0, 12].",
    ("/knob/volume", 1): f"There is no knob 'volume'; there are {', '.join(TABLE)}.",
    ("/knob/tempo", 1000): "The tempo is 1000 BPM; it must lie between 20 and 300.",
    ("/chords", "Am " * 1000): "chords is a text of 3000 characters; send 300 at most.",
    ("/tempo", math.nan): "tempo is nan; send a number.",
    ("/lock", "x"): "/lock is x; send a number.",
    ("/new", math.nan): "/new is nan; send a number.",
    ("/hello", 70_000): "The OSC port is 70000; it must lie between 1024 and 65535.",
    ("/hullo",): "there is no address '/hullo'; the guide to DAWs lists the addresses.",
}


@pytest.mark.parametrize("message", NONSENSE, ids=lambda message: str(message)[:40])
def test_nonsense_is_one_sentence_and_changes_nothing(rig, message):
    before, sent = [rig.value(name) for name in TABLE], len(rig.engine.sent)
    assert rig.send(*message) == [f"OSC: {NONSENSE[message]}"]
    assert ([rig.value(name) for name in TABLE], rig.engine.sent[sent:]) == (before, [])
    assert rig.send("/knob/density", 6.0) == []
    assert rig.value("density") == 6.0


@pytest.mark.parametrize("datagram", [b"\0", b"nonsense", b"#bundle\0" + bytes(8) + b"\xff" * 9])
def test_bytes_that_are_no_osc_are_said_or_ignored(rig, datagram):
    rig.client.send_bytes(datagram)
    said = rig.obeyed()
    assert said in ([], ["OSC: something came that is no OSC message; the guide to DAWs lists the addresses."]), said
    assert rig.send("/knob/density", 6.0) == []
    assert rig.value("density") == 6.0


def test_noise_stops_nothing(rig):
    rng = np.random.default_rng(3)
    good = build_msg("/knob/gate", [0.5]).dgram
    for _ in range(300):
        torn = bytearray(good)
        for _ in range(rng.integers(1, 6)):
            torn[rng.integers(len(torn))] = rng.integers(256)
        rig.client.send_bytes(bytes(torn[: rng.integers(1, len(torn) + 1)]))
        rig.obeyed()
    assert rig.send("/knob/density", 6.0) == []
    assert rig.value("density") == 6.0


def test_a_fader_is_one_step_of_undo_and_only_its_end_is_made(rig):
    bundle = OscBundleBuilder(IMMEDIATELY)
    for value in np.linspace(1, 9, 100):
        bundle.add_content(build_msg("/knob/density", [float(value)]))
    turned = []
    turn, rig.music.turn = rig.music.turn, lambda gesture="", **values: turned.append(values) or turn(gesture, **values)
    rig.client.send_bytes(bundle.build().dgram)
    assert rig.obeyed() == []
    assert turned == [{"density": 9.0}]
    assert rig.send("/knob/density", 8.0) == []
    assert rig.send("/undo") == []
    assert rig.value("density") is None


def test_a_bundle_for_the_far_future_is_obeyed_now_and_holds_nothing_up(rig):
    bundle = OscBundleBuilder(2e9)
    bundle.add_content(build_msg("/knob/density", [4.0]))
    rig.client.send_bytes(bundle.build().dgram)
    assert rig.obeyed() == []
    assert rig.value("density") == 4.0


def test_of_a_flood_the_newest_count(rig):
    bundle = OscBundleBuilder(IMMEDIATELY)
    for number in range(WAITING):
        bundle.add_content(build_msg("/knob/velocity", [1 + number % 127]))
        bundle.add_content(build_msg("/knob/gate", [0.5]))
    rig.client.send_bytes(bundle.build().dgram)
    assert rig.send("/knob/velocity", 64) == []
    assert rig.value("velocity") == 64


def test_a_client_that_has_gone_is_said_once_and_may_come_back(rig):
    other = Client(rig.port)
    other.send("/hello")
    rig.obeyed()
    other.close()
    said = []
    for density in (3.0, 4.0, 5.0, 6.0):
        said += rig.send("/knob/density", density)
    assert said == [f"OSC: nobody listens at {LOOPBACK}:{other.port}; say /hello from there again."]
    assert rig.value("density") == 6.0
    again = Client(rig.port, at=other.port)
    assert rig.send("/knob/density", 7.0) == []
    assert again.heard() == {"/knob/density": [7.0]}
    again.close()


def test_a_typed_client_is_told_without_a_hello():
    client = Client(free_port())
    rig = Rig(client=f"localhost:{client.port}")
    rig.send("/knob/gate", 0.5)
    assert client.heard()["/knob/gate"] == [0.5]
    assert rig.remote.state() == (
        f"Listens at port {rig.port}, from this computer only; tells {LOOPBACK}:{client.port}."
    )
    client.close()
    rig.close()


def test_it_is_off_unless_asked_for_and_listens_to_this_computer_only(rig):
    assert OscSettings() == OscSettings(on=False, port=9000, network=False, client="")
    assert rig.remote._server._socket.getsockname() == (LOOPBACK, rig.port)
    rig.remote.use(on=False)
    assert rig.remote.state() == "Off: nothing listens and nothing is sent."
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.bind((LOOPBACK, rig.port))  # nobody has it
    rig.remote.use(on=True, network=True)
    assert rig.remote._server._socket.getsockname() == ("0.0.0.0", rig.port)
    assert rig.send("/knob/gate", 0.5) == []
    assert rig.value("gate") == 0.5


def test_a_port_in_use_is_one_sentence_and_another_works(rig):
    second = Rig(port=rig.port)
    (said,) = second.remote.notices
    assert said == f"OSC cannot listen at port {rig.port} (Address already in use); choose another."
    assert second.remote.state() == said
    with pytest.raises(UserError, match="cannot listen"):
        second.remote.use(client="localhost:9001")
    second.remote.use(port=second.port, client="")
    second.remote.notices.clear()
    assert second.send("/knob/gate", 0.5) == []
    assert second.value("gate") == 0.5
    second.close()


@pytest.mark.parametrize("text", ["here", "192.168.1:9000", "1.2.3.4:http", "1.2.3.4", "studio.local:9000"])
def test_a_client_that_cannot_be_read_is_said(rig, text):
    before = rig.remote.settings
    with pytest.raises(UserError, match=r"is no address for OSC; write one like 192\.168\.1\.20:9001\."):
        rig.remote.use(client=text)
    assert rig.remote.settings == before
    assert rig.send("/knob/gate", 0.5) == []
    assert rig.value("gate") == 0.5


def test_endpoints_are_read():
    assert [read_endpoint(t) for t in (" localhost:9001 ", "10.0.0.2:1024")] == [(LOOPBACK, 9001), ("10.0.0.2", 1024)]


def test_the_guide_lists_every_address():
    rows = [f"| `{address}` | {what} |" for address, what in ADDRESSES.items()]
    rows += ["", "| Told | What it is |", "|---|---|"] + [f"| `{address}` | {what} |" for address, what in TOLD.items()]
    written = GUIDE.read_text().splitlines()
    at = written.index("| Sent | What it takes, or does |")
    assert written[at + 2 : at + 2 + len(rows)] == rows
    assert taken(TABLE["density"]) == "1 to 14 notes per bar; off"
