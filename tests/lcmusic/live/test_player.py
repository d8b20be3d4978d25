"""The handle and the process, without any MIDI system."""

import json
import subprocess
import sys
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
