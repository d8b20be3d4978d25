"""What the keeper's process does with messages, without any MIDI system."""

import os
import threading
import time

import pytest

from lc_common.errors import UserError
from lcmusic.live import keeper
from lcmusic.live.keeper import LENGTH, Held, messages

ON, OFF, OTHER_ON = bytes((0x90, 60, 96)), bytes((0x80, 60, 0)), bytes((0x93, 62, 96))


class FakePort:
    def __init__(self, log):
        self.log = log
        self.broken = False

    def send(self, data):
        if self.broken:
            raise OSError("gone")
        self.log.append(data.hex(" "))

    def close(self):
        self.log.append("closed")


class FakeJack:
    """A MIDI system and its graph."""

    name = "JACK"

    def __init__(self):
        self.log, self.there, self.connections = [], set(), set()
        self.port = FakePort(self.log)

    def alive(self):
        return True

    def open_output(self, name, virtual):
        if name == "taken":
            raise UserError("It is taken.")
        self.log.append(f"open {name} {virtual}")
        self.there.add(f"lcstudio:{name}")
        return self.port

    def outputs(self):
        return frozenset(self.there)

    def connected(self, port):
        assert port == "lcstudio:out"
        return frozenset(self.connections)


@pytest.fixture
def jack():
    return FakeJack()


@pytest.fixture
def held(jack, monkeypatch):
    monkeypatch.setattr(keeper, "JackGraph", lambda _name: jack)
    held = Held(lambda: jack)
    assert held.take(b'{"name": "out", "virtual": true}') == ""
    return held


def test_what_sounds_is_silenced_when_the_port_closes(held, jack):
    for message in (ON, OTHER_ON, OFF, b"{}"):
        assert held.take(message) is None
    held.take(ON)
    held.close()
    assert jack.log == ["open out True", "90 3c 60", "93 3e 60", "80 3c 00", "83 3e 00", "closed"]


def test_what_sounds_at_a_port_that_fails_is_nobodys_business(held, jack):
    held.take(ON)
    jack.port.broken = True
    with pytest.raises(OSError, match="gone"):
        held.take(OFF)
    held.close()
    assert jack.log == ["open out True", "90 3c 60", "closed"]


def test_why_a_port_cannot_be_opened(held):
    assert held.take(b'{"name": "taken", "virtual": false}') == "It is taken."
    assert not held.watched


def test_whoever_is_connected_again_gets_the_ends_it_missed(held, jack):
    synth = {"synth:in"}
    for connections, message in ((synth, ON), (set(), OFF), (set(), OTHER_ON), (synth, None), (synth, None)):
        jack.connections = connections
        held.look()
        if message:
            held.take(message)
    assert jack.log[1:] == ["90 3c 60", "80 3c 00", "93 3e 60", "80 3c 00"]


def test_messages_arrive_whole_however_the_pipe_cuts_them():
    reading, writing = os.pipe()
    sent = [ON, b"{}", bytes(300)]
    stream = b"".join(LENGTH.pack(len(message)) + message for message in sent)

    def write():
        for n in range(0, len(stream), 3):
            os.write(writing, stream[n : n + 3])
            time.sleep(0.001)
        os.close(writing)

    writer = threading.Thread(target=write)
    writer.start()
    got = list(messages(reading, lambda: None, lambda: True))
    writer.join()
    os.close(reading)
    assert got == sent


def test_without_a_jack_library_nobody_is_watched(monkeypatch, jack):
    def missing(_name):
        raise OSError("no such library")

    monkeypatch.setattr(keeper, "JackGraph", missing)
    held = Held(lambda: jack)
    assert held.take(b'{"name": "out", "virtual": true}') == ""
    assert not held.watched
    assert jack.log == ["open out True"]
