import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_master import Master, follow, phase_errors, random_transport, rough_transport, wrong_notes

from lcmusic.live.sequencer import Sequencer
from lcmusic.live.sync.follower import ClockFollower, LineFit


def fed(times, memory=1000):
    fit = LineFit(memory, 0.125, (-1.0, 1.0))
    for time in times:
        fit.add(time)
    return fit


def least_squares(times):
    n = len(times)
    mean_i, mean_t = (n - 1) / 2, sum(times) / n
    slope = sum((i - mean_i) * (t - mean_t) for i, t in enumerate(times)) / sum((i - mean_i) ** 2 for i in range(n))
    return mean_t + slope * (n - 1 - mean_i), slope


@given(st.lists(st.floats(-0.003, 0.003), min_size=2, max_size=60), st.floats(0.01, 0.1))
def test_the_fit_is_the_least_squares_line(jitter, interval):
    times = [10 + i * interval + j for i, j in enumerate(jitter)]
    fit = fed(times)
    assert (fit.time, fit.interval) == pytest.approx(least_squares(times), abs=1e-9)


def test_lock_states():
    follower = ClockFollower()
    assert follower.lock(0.0) == "waiting"
    states = []
    for n in range(30):
        follower.clock(n / 48)
        states.append(follower.lock(n / 48))
    assert states == ["waiting"] + ["locking"] * 23 + ["locked"] * 6
    assert follower.bpm == pytest.approx(120)
    assert follower.lock(29 / 48 + 0.3) == "waiting"  # the master stands still and has fallen silent
    follower.start()
    follower.clock(1.0)
    assert follower.lock(1.0 + 0.3) == "free-wheeling"


def test_clocks_lost_while_our_input_was_away_are_counted_from_the_time_that_passed():
    master = Master(140, random.Random(5))
    master.clocks(30)
    master.start()
    master.clocks(200)
    master.clocks(91, heard=False)
    master.clocks(200)
    follower = ClockFollower()
    for n, (time, data) in enumerate(master.wire):
        if n == 231:
            follower.missed()
        if data == b"\xf8":
            follower.clock(time)
        else:
            follower.start()
    assert follower.clocks == master.clock == 490
    assert follower.lock(master.now) == "locked"
    assert follower.bpm == pytest.approx(140, abs=0.1)


def heard_clocks(master):
    """A follower that heard everything, asked after every clock of the song where it is."""
    follower, clocks = ClockFollower(), []
    for time, data in master.wire:
        if data == b"\xf8":
            follower.clock(time)
            clocks.append(follower.clocks)
        else:
            {b"\xfa": follower.start, b"\xfb": follower.resume, b"\xfc": follower.stop}[data]()
    return follower, clocks


@pytest.mark.parametrize("pause", [0.1, 0.3, 1.0, 3.2, 10.0])
def test_a_master_that_is_silent_while_it_stands_still_goes_on_where_it_stopped(pause):
    master = Master(120, random.Random(5), quiet=True)
    master.start()
    master.clocks(100)
    master.stop()
    master.now += pause
    master.go_on()
    master.clocks(100)
    follower, clocks = heard_clocks(master)
    assert clocks == list(range(200))
    assert follower.lock(master.now) == "locked"
    assert follower.timeline().tick_at(master.now) == pytest.approx(199 * 20, abs=3)


@pytest.mark.parametrize("seconds", [0.1, 0.3, 1.0, 3.2])
def test_a_master_that_is_held_up_goes_on_where_it_was(seconds):
    master = Master(120, random.Random(5))
    master.start()
    master.clocks(100)
    master.stall(seconds)
    master.clocks(98)
    follower, clocks = heard_clocks(master)
    assert clocks == list(range(200))
    assert follower.timeline().tick_at(master.now) == pytest.approx(199 * 20, abs=3)
    assert follower.bpm == pytest.approx(120, abs=0.2)


def test_delayed_clocks_that_come_in_a_burst_are_counted_once_and_leave_the_line_as_it_was():
    master = Master(120, random.Random(5))
    master.start()
    master.clocks(100)
    master.burst(48)
    follower, clocks = heard_clocks(master)
    assert clocks == list(range(148))
    assert follower.lock(master.now) == "free-wheeling"
    assert follower.timeline().tick_at(master.now) == pytest.approx(147 * 20, abs=3)
    assert follower.bpm == pytest.approx(120, abs=0.2)


def test_a_master_that_came_back_a_little_late_is_followed_at_its_tempo():
    follower = ClockFollower()
    follower.start()
    for n in range(100):
        follower.clock(n / 48)
    follower.missed()
    for n in range(150, 154):
        follower.clock(n / 48 + 0.009)
    assert follower.clocks == 153
    assert follower.timeline().bpm == pytest.approx(120, abs=0.5)


def test_from_the_fastest_tempo_to_the_slowest_and_back():
    master = Master(300, random.Random(5))
    master.start()
    for bpm in (300, 20, 300):
        master.bpm = bpm
        master.clocks(60)
        follower, clocks = heard_clocks(master)
        assert clocks == list(range(len(clocks)))
        assert follower.bpm == pytest.approx(bpm, rel=0.02)
        assert follower.timeline().time_of(follower.clocks * 20) == pytest.approx(master.now, abs=0.004)


def test_a_new_tempo_is_taken_over_within_a_few_clocks():
    master = Master(120, random.Random(5))
    master.start()
    master.clocks(100)
    master.bpm = 75
    master.clocks(48)
    follower = ClockFollower()
    follower.start()
    for time, data in master.wire:
        if data == b"\xf8":
            follower.clock(time)
    assert follower.bpm == pytest.approx(75, abs=1)
    assert follower.timeline().time_of(follower.clocks * 20) == pytest.approx(master.now, abs=0.003)


@pytest.mark.parametrize("bpm", [20, 66, 120, 174.5, 300])
@pytest.mark.parametrize("ahead", [0, 48])
def test_following_a_jittery_clock(bpm, ahead):
    errors, shown = [], []
    for seed in range(3):
        master = Master(bpm, random.Random(seed))
        master.clocks(ahead)
        master.start()
        master.clocks(9 * 96)
        sequencer = Sequencer(random.Random(0))
        notes = [(time, data[1]) for time, data, _ in follow(master, sequencer) if data[0] == 0x90]
        late, wrong = phase_errors(master, notes, settle=24)
        assert not wrong
        errors += sorted(abs(e) for e in late)
        shown.append(sequencer.status(master.now).bpm)
    errors.sort()
    assert errors[int(len(errors) * 0.95)] <= 0.0015
    assert shown == pytest.approx([bpm] * 3, abs=0.1)


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_start_stop_continue_and_song_position_land_on_the_right_sixteenth(seed):
    master = random_transport(random.Random(seed))
    sent = follow(master, Sequencer(random.Random(0)))
    assert phase_errors(master, [(time, data[1]) for time, data, _ in sent if data[0] == 0x90])[1] == []


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_a_master_that_pauses_is_held_up_and_bursts(seed):
    master = rough_transport(random.Random(seed))
    assert wrong_notes(master, follow(master, Sequencer(random.Random(0))))[1] == []
