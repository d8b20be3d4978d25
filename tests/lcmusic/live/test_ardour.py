"""Following a real DAW's clock: Ardour stops, rolls, is located in pause and in flight, and loops."""

import time
from pathlib import Path

import numpy as np
import pytest

from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import phrase_bars
from lcmusic.live.player import Player

pytestmark = [pytest.mark.jack, pytest.mark.ardour]

CLOCK, START, CONTINUE, STOP, POSITION = 0xF8, 0xFA, 0xFB, 0xFC, 0xF2
SCRIPT = Path(__file__).parent / "helpers" / "live_ardour.lua"


class Ardour:
    """The DAW, and what our receiver hears of its transport."""

    def __init__(self, jack, receiver, folder):
        jack.env |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder))
        self.jack, self.receiver = jack, receiver
        self.process = jack.client("ardour7-lua", str(SCRIPT))
        self.tell(str(folder / "session"))
        assert jack.until((folder / "session" / "ready").exists)

    def tell(self, line):
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def count(self, *kinds):
        return sum(data[0] in kinds for _, data in self.receiver.got)

    def do(self, line, *kinds, times=1, clocks=40):
        """Run a line of Lua; wait until these messages have come so often, and then for so many clocks."""
        wanted = self.count(*kinds) + times
        self.tell(line)
        assert self.jack.until(lambda: self.count(*kinds) >= wanted), line
        wanted = self.count(CLOCK) + clocks
        assert self.jack.until(lambda: self.count(CLOCK) >= wanted), line


@pytest.fixture
def ardour(jack, receiver, tmp_path):
    return Ardour(jack, receiver, tmp_path)


@pytest.fixture
def player(jack):
    """Plays a melody whose pitches count the sixteenths of eight bars, half a clock late."""
    with Player() as player:
        player.send(p.OpenOutput("out", virtual=True))
        player.send(p.OpenInput("clock", virtual=True))
        player.send(Expression(accent="flat", humanise=0))
        player.send(p.Supply(0, phrase_bars(range(128), 1)))
        player.send(p.Sync("midi", offset=0.01, position_in_clocks=True))
        yield player


def judge(heard):
    """The first sixteenth played after each start and move, the number of notes, and those that were wrong.

    A note is right if it comes after clock 0 of the sixteenth that the master's start, positions and clocks make;
    Ardour 7 counts its song positions in clocks, not in sixteenths.
    Notes are judged where the clocks come evenly; on a busy machine JACK itself is held up now and then.
    """
    times = np.array([time for time, data in heard if data[0] == CLOCK])
    gaps = np.diff(times)
    clocks, position, moved = 0, -1, False
    first, notes, wrong = [], 0, []
    for _, data in heard:
        if data[0] == CLOCK:
            if moved and clocks:
                gaps[clocks - 1] = np.nan  # the pause, or the move
            clocks, position, moved = clocks + 1, position + 1, False
        elif data[0] == START:
            position, moved = -1, True
            first.append(None)
        elif data[0] == POSITION:
            position, moved = (data[1] | data[2] << 7) - 1, True
            first.append(None)
        elif data[0] & 0xF0 == 0x90:
            notes += 1
            step, clock = divmod(position, 6)
            first[-1] = step if first[-1] is None else first[-1]
            around = gaps[max(0, clocks - 7) : clocks + 1]
            if (clock, step % 128) != (0, data[1]) and np.nanmax(around) - np.nanmin(around) < 0.006:
                wrong.append((data[1], step, clock))
    return first, notes, wrong


def test_every_note_lies_where_ardour_says_through_stop_roll_locate_and_loop(jack, player, receiver, ardour):
    jack.connect("ardour:MIDI Clock out", "lcstudio-in:clock")
    jack.connect("ardour:MIDI Clock out", "receiver:in")
    jack.connect("lcstudio:out", "receiver:in")
    player.send(p.Start())

    def stop(pause):
        ardour.do("stop()", STOP, clocks=0)
        assert jack.until(lambda: not player.status.rolling)
        time.sleep(pause)

    ardour.do("roll()", START)
    stop(0.3)
    ardour.do("roll()", CONTINUE)
    stop(1)
    ardour.tell("locate(1)")
    ardour.do("roll()", CONTINUE)
    stop(0.3)
    ardour.tell("locate(3.1)")  # Ardour is silent until its next beat
    ardour.do("roll()", CONTINUE)
    ardour.do("jump(4)", CONTINUE)
    ardour.do("loop_on()", CONTINUE, times=3)
    ardour.do("loop_off()", CLOCK)
    stop(0.3)
    ardour.tell("locate(0)")
    ardour.do("roll()", START)
    assert jack.until(lambda: player.status.lock == "locked")
    first, notes, wrong = judge(receiver.got)
    assert wrong == []
    assert notes >= 80
    assert first[:1] + first[2:] == [0, 16, 52, 64, 32, 32, 32, 0]  # the second is where it happened to be stopped
