"""The handle and the process, without any MIDI system."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from lcmusic.live import protocol as p
from lcmusic.live.player import Player


def until(condition, patience=60.0):
    end = time.perf_counter() + patience
    while not condition():
        if time.perf_counter() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def player():
    with Player() as player:
        yield player
    assert not player.running


def test_the_engine_imports_neither_torch_nor_qt_nor_numpy():
    code = "import sys, json, lcmusic.live.engine, rtmidi; print(json.dumps(sorted(sys.modules)))"
    modules = {m.split(".")[0] for m in json.loads(subprocess.check_output([sys.executable, "-c", code]))}
    assert modules & {"torch", "PySide6", "numpy", "mido", "aalink", "lightning_fabric"} == set()


def test_the_handle_imports_neither_torch_nor_qt_nor_a_midi_library():
    code = "import sys, json, lcmusic.live.player; print(json.dumps(sorted(sys.modules)))"
    modules = {m.split(".")[0] for m in json.loads(subprocess.check_output([sys.executable, "-c", code]))}
    assert modules & {"torch", "PySide6", "numpy", "mido", "rtmidi"} == set()


def test_play_and_stop(player):
    player.supply(0, [60, 62] * 8, phrase=7)
    player.send(p.Tempo(300))
    player.send(p.Start())
    assert until(lambda: player.status.rolling)
    assert until(lambda: player.position(time.perf_counter()) > 480)
    player.send(p.Stop())
    assert until(lambda: not player.status.playing)
    reports = player.poll()
    notes = [(r.start, r.pitch) for r in reports if isinstance(r, p.Played)]
    assert notes == [(120 * n, 60 + n % 2 * 2) for n in range(len(notes))]
    assert next((r.phrase, r.index) for r in reports if isinstance(r, p.Entered)) == (7, 0)
    assert len([r for r in reports if isinstance(r, p.Lateness)]) == 1
    assert player.poll() == []


def test_nonsense_is_refused_in_words_and_the_engine_goes_on(player):
    player._commands.write(b"nonsense\n")
    player.send(p.Tempo(99))
    assert until(lambda: player.status.bpm == 99)
    assert [type(r) for r in player.poll()] == [p.Notice]


def test_an_engine_that_is_held_up_holds_nobody_up_and_obeys_the_last_word_of_each_kind(player):
    assert until(lambda: player.status.time > 0)
    os.kill(player.pid, signal.SIGSTOP)
    sent = threading.Event()

    def turn_knobs():
        for turn in range(500):
            player.supply(0, [60 + turn % 12, *[128] * 255], phrase=turn)
            player.send(p.Tempo(20 + turn / 2))
        sent.set()

    hands = threading.Thread(target=turn_knobs, daemon=True)
    hands.start()
    in_time = sent.wait(10)
    waiting = len(player._waiting)
    os.kill(player.pid, signal.SIGCONT)
    hands.join()
    assert (in_time, waiting <= 2) == (True, True)
    assert until(lambda: player.status.bpm == 20 + 499 / 2)
    player.send(p.Start())
    assert until(lambda: player.status.rolling)
    assert until(lambda: [r.phrase for r in player.poll() if isinstance(r, p.Entered)] == [499])


def test_an_engine_that_is_held_up_is_ended(monkeypatch):
    monkeypatch.setattr("lcmusic.live.player.QUIT_PATIENCE", 0.1)
    with Player() as player:
        os.kill(player.pid, signal.SIGSTOP)
        for turn in range(500):
            player.supply(16 * turn, [60] * 256, phrase=turn)
    assert not player.running


def test_an_engine_that_dies_is_reported_once():
    with Player() as player:
        assert until(lambda: player.status.time > 0)
        player._process.kill()
        assert until(lambda: not player.running)
        assert until(lambda: player._reports)
        (ended,) = player.poll()
        assert ended == p.Ended("exit code -9")
        player.send(p.Start())
        assert player.poll() == []


def test_closing_is_no_accident():
    with Player() as player:
        assert until(lambda: player.status.time > 0)
    assert player.poll()[-1] == p.Ended("")
    player.send(p.Start())
