"""Play, tempo, sync and ports without a window."""

import pytest
from studio_fakes import FakeEngine

from gui.melody.state.inference import NoComposer
from gui.shared.state.transport import NO_PORT, PortList, Transport, Wiring
from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session

PORTS = PortList(("IAC Bus 1", "Synth"), ("Keys",))


@pytest.fixture
def engine():
    return FakeEngine()


@pytest.fixture
def make(engine, worker, until):
    def make(wiring=None, ports=PORTS):
        transport = Transport(Session(engine, NoComposer(), Knobs(), Plan()), worker, wiring, lambda: ports)
        until(lambda: transport.ports, worker.poll)
        return transport

    return make


def test_what_is_remembered_is_told_to_the_engine(engine, make):
    make(Wiring(98.0, "midi", True, "LC Studio", True, "Keys"))
    assert engine.sent == [
        Expression(),
        p.Tempo(98.0),
        p.Sync("midi", send_clock=True),
        p.OpenOutput("LC Studio", True),
        p.OpenInput("Keys"),
    ]


def test_space_plays_and_stops_and_says_if_nothing_can_hear_it(engine, make):
    transport = make()
    transport.play_stop()
    transport.play_stop()
    assert engine.sent[-2:] == [p.Continue(), p.Stop()]
    assert transport.notices == [NO_PORT]
    transport.play_to("Synth")
    transport.play_stop()
    assert len(transport.notices) == 1


def test_taps_make_a_tempo_and_a_pause_begins_anew(engine, make):
    transport = make()
    for time in (10.0, 10.5, 11.0, 20.0, 20.6):
        transport.tap(time)
    assert [c.bpm for c in engine.sent if isinstance(c, p.Tempo)] == [120.0, 120.0, 120.0, 100.0]
    assert transport.wiring.tempo == 100.0


def test_a_wrong_tempo_changes_nothing(make):
    transport = make()
    with pytest.raises(UserError, match="must lie between 20 and 300"):
        transport.set_tempo(1000)
    assert transport.wiring.tempo == 120.0


def test_following_the_daw_asks_for_an_input(engine, make):
    transport = make()
    transport.follow("midi")
    assert engine.sent[-1] == p.Sync("midi")
    assert "choose one" in transport.notices[0]


def test_link_without_its_package_is_told_at_once(make, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(UserError, match="pip install"):
        make().follow("link")
    assert make(Wiring(source="link")).wiring.source == "internal"


def test_a_machine_without_midi_is_told_once(make, worker, until):
    transport = make(ports=PortList(can_create=False, problem="No MIDI system answers."))
    transport.refresh()
    done = []
    worker.later(lambda: None, lambda answer, error: done.append(1))
    until(lambda: done, worker.poll)
    assert transport.notices == ["No MIDI system answers."]
