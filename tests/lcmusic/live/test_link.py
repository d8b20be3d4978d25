"""Ableton Link with a real peer: another process with aalink. Only collected where aalink is installed."""

import subprocess
import sys
import time

import pytest

from lcmusic.live import protocol as p
from lcmusic.live.player import Player
from lcmusic.live.sync.link import LinkSession

PEER = """
import sys, time
from lcmusic.live.sync.link import LinkSession
session = LinkSession(123.0)
for line in sys.stdin:
    word, _, number = line.partition(" ")
    if word == "tempo":
        session.set_tempo(float(number))
    elif word == "running":
        session.set_running(bool(int(number)))
    print(*session.state(time.perf_counter), flush=True)
session.close()
"""


@pytest.fixture
def peer():
    process = subprocess.Popen([sys.executable, "-c", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(words="state"):
        process.stdin.write(words + "\n")
        process.stdin.flush()
        time, beat, bpm, running, peers = process.stdout.readline().split()
        return float(time), float(beat), float(bpm), running == "True", int(peers)

    yield ask
    process.communicate()


def until(condition, patience=60.0):
    end = time.perf_counter() + patience
    while not condition():
        if time.perf_counter() > end:
            return False
        time.sleep(0.02)
    return True


def test_tempo_phase_start_and_stop_with_a_peer(peer):
    assert peer()[2] == 123.0
    with Player() as player:
        player.supply(0, [60] * 16, phrase=1)
        player.send(p.Sync("link", link_start_stop=True))
        assert until(lambda: player.status.lock == "locked" and player.status.peers == 1)
        # Of two sessions that were founded within half a second of each other, either may win.
        assert until(lambda: player.status.bpm == pytest.approx(peer()[2], abs=0.01))

        player.send(p.Start())
        assert until(lambda: player.status.rolling and player.status.tick > 480)
        asked, beat, *_, running, _peers = peer()
        assert running
        # Our bars are the session's bars.
        assert abs((player.position(asked) / 480 - beat + 2) % 4 - 2) < 0.02

        player.send(p.Tempo(140))
        assert until(lambda: peer()[2] == pytest.approx(140, abs=0.01))
        peer("tempo 90")
        assert until(lambda: player.status.bpm == pytest.approx(90, abs=0.01))
        peer("running 0")
        assert until(lambda: not player.status.rolling)
        assert player.status.playing


def test_alone(monkeypatch):
    session = LinkSession(77.0)
    state = session.state(time.perf_counter)
    session.close()
    assert (state.bpm, state.running) == (77.0, False)


def test_without_the_package_it_says_what_to_install(monkeypatch):
    from lc_common.errors import UserError

    monkeypatch.setitem(sys.modules, "aalink", None)
    with pytest.raises(UserError, match="Ableton Link needs the package aalink; install it with pip install aalink"):
        LinkSession(120.0)
