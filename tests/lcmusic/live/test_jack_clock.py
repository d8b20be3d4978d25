"""Following a real master, jack_midi_clock, which is silent while it stands still: pauses, hold-ups, late joining."""

import time

import numpy as np
import pytest

from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import phrase_bars
from lcmusic.live.player import Player

pytestmark = pytest.mark.jack


@pytest.fixture
def player(jack):
    """Plays a melody whose pitches count the sixteenths, half a clock late: the order of what is heard tells it all."""
    with Player() as player:
        player.send(p.OpenOutput("out", virtual=True))
        player.send(p.OpenInput("clock", virtual=True))
        player.send(Expression(accent="flat", humanise=0))
        player.send(p.Supply(0, phrase_bars(range(128), 1)))
        player.send(p.Sync("midi", offset=0.01))
        yield player


def judge(heard):
    """(sixteenth, clock) of every note, and those of them that did not come right after their own clock.

    Notes are judged where the master's clocks come evenly; on a busy machine JACK itself is held up now and then.
    """
    notes, wrong = [], []
    times, clock = [time for time, data in heard if data == b"\xf8"], -1
    gaps = np.diff(times)
    for _, data in heard:
        if data == b"\xf8":
            clock += 1
        elif data[0] & 0xF0 == 0x90:
            notes.append((data[1], clock))
            around = gaps[max(0, clock - 6) : clock + 2]
            if clock != 6 * data[1] and np.ptp(around) < 0.006:
                wrong.append((data[1], clock))
    return notes, wrong


def clocks(receiver):
    return sum(data == b"\xf8" for _, data in receiver.got)


def test_every_note_keeps_to_its_clock_through_pauses_and_after_a_hold_up(jack, player, receiver):
    source = jack.client("jack_midi_clock", "-b", "125")
    jack.connect("jack_midi_clock:mclk_out", "lcstudio-in:clock")
    jack.connect("jack_midi_clock:mclk_out", "receiver:in")
    jack.connect("lcstudio:out", "receiver:in")
    player.send(p.Start())
    for pause in (0.3, 1.0, 3.2):
        before = clocks(receiver)
        jack.roll(True)
        assert jack.until(lambda before=before: clocks(receiver) >= before + 60)
        jack.roll(False)
        assert jack.until(lambda: not player.status.rolling)
        time.sleep(pause)
    jack.roll(True)
    assert jack.until(lambda: player.status.rolling and player.status.lock == "locked")
    notes, wrong = judge(receiver.got)
    assert wrong == []
    sixteenths = [sixteenth for sixteenth, _ in notes]
    assert sixteenths == sorted(set(sixteenths))
    assert len(sixteenths) >= 30

    jack.stall(1.5, meanwhile=lambda: player.status.lock == "free-wheeling")
    assert jack.until(lambda: player.status.lock == "locked")
    begin = clocks(receiver)
    assert jack.until(lambda: clocks(receiver) >= begin + 60)
    notes, wrong = judge(receiver.got)
    assert [note for note in wrong if note[1] >= begin] == []
    assert len([clock for _, clock in notes if clock >= begin]) >= 9
    jack.end(source)


def test_a_clock_that_runs_already_is_joined_at_its_next_four_beats(jack, player, receiver):
    source = jack.client("jack_midi_clock", "-b", "250")
    jack.connect("jack_midi_clock:mclk_out", "receiver:in")
    jack.roll(True)
    assert jack.until(lambda: clocks(receiver))
    jack.connect("lcstudio:out", "receiver:in")
    jack.connect("jack_midi_clock:mclk_out", "lcstudio-in:clock")
    player.send(p.Start())
    assert jack.until(lambda: len(receiver.kinds(0x90)) >= 16)
    pitches = [data[1] for _, data in receiver.got if data[0] & 0xF0 == 0x90]
    assert pitches == list(range(16, 16 + len(pitches)))
    assert [type(report) for report in player.poll()].count(p.Notice) == 1
    jack.end(source)
