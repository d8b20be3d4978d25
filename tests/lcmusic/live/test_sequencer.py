"""Whole lists of what is sent, through the real engine on a stage without machines."""

import random
from dataclasses import replace

import pytest
from live_stage import Stage

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.clock import Timeline
from lcmusic.live.expression import Expression
from lcmusic.live.grid import HOLD, REST, phrase_bars
from lcmusic.live.sequencer import Sequencer
from lcmusic.live.sync import SOURCES
from lcmusic.live.sync.internal import Internal
from lcmusic.live.sync.link import Link, LinkState

PLAIN = Expression(accent="flat", humanise=0, velocity=96, gate=1.0)
TUNE = [60, HOLD, 62, REST] + [REST] * 12
OTHER = [72, HOLD, 74, REST] + [REST] * 12


def opening(*symbols: int, expression: Expression = PLAIN, sync: p.Sync | None = None):
    return [
        (0.0, p.OpenOutput("out", virtual=True)),
        (0.0, expression),
        (0.0, sync or p.Sync()),
        (0.0, p.Supply(0, phrase_bars(symbols, 1))),
    ]


def played(script, port="out"):
    stage = Stage()
    stage.run(script)
    return stage.got(port)


def entered(stage):
    return [(r.step, r.phrase, r.index, r.late) for r in stage.reports if isinstance(r, p.Entered)]


def test_a_melody_from_start_to_stop():
    assert played([*opening(*TUNE), (1.0, p.Start()), (2.0, p.Stop())]) == [
        (1.005, "90 3c 60"),
        (1.255, "80 3c 00"),
        (1.255, "90 3e 60"),
        (1.38, "80 3e 00"),
    ]


def test_stop_ends_what_sounds_and_continue_goes_on_with_the_next_sixteenth():
    script = [*opening(*TUNE), (1.0, p.Start()), (1.1, p.Stop()), (3.0, p.Continue()), (4.0, p.Stop())]
    assert played(script) == [
        (1.005, "90 3c 60"),
        (1.1, "80 3c 00"),
        (3.13, "90 3e 60"),
        (3.255, "80 3e 00"),
    ]


@pytest.mark.parametrize(("at", "end"), [("now", 1.1), ("step", 1.13), ("bar", 3.005)])
def test_stop_takes_effect_when_asked(at, end):
    long = [60] + [HOLD] * 31
    script = [*opening(*long), (1.0, p.Start()), (1.1, p.Stop(at)), (5.0, p.Panic())]
    assert played(script)[:2] == [(1.005, "90 3c 60"), (end, "80 3c 00")]


def test_tempo_changes_at_the_bar():
    script = [*opening(*(TUNE * 2)), (0.0, p.Tempo(240)), (0.0, p.Start()), (0.5, p.Tempo(60, "bar")), (3.0, p.Quit())]
    assert [t for t, data in played(script) if data.startswith("90")] == [0.005, 0.13, 1.005, 1.505]


@pytest.mark.parametrize(("at", "first"), [("now", 1.1), ("step", 1.13), ("bar", 3.005)])
def test_seek_takes_effect_when_asked(at, first):
    script = [*opening(*TUNE, *OTHER), (1.0, p.Start()), (1.1, p.Seek(16, at)), (first + 0.2, p.Quit())]
    notes = [x for x in played(script) if x[0] >= first]
    assert [n for n in notes if n[1].startswith("9")] == [(first, "90 48 60")]


def test_a_note_is_never_so_short_that_nobody_hears_it():
    expression = replace(PLAIN, gate=0.05)
    script = [*opening(*TUNE, expression=expression, sync=p.Sync()), (0.0, p.Tempo(240)), (1.0, p.Start())]
    heard = played([*script, (1.9, p.Stop())])
    assert heard == [(1.005, "90 3c 60"), (1.0248, "80 3c 00"), (1.13, "90 3e 60"), (1.1498, "80 3e 00")]


def test_a_bar_is_counted_in_before_the_top_and_the_clock_starts_with_the_music():
    script = [*opening(*TUNE, sync=p.Sync(send_clock=True)), (1.0, p.Start(count_in=1)), (3.2, p.Stop())]
    stage = Stage()
    stage.run(script)
    heard = [(time, data) for time, data in stage.got("out") if data != "f8"]
    assert heard == [
        (1.005, "99 25 70"), (1.13, "89 25 00"), (1.505, "99 25 50"), (1.63, "89 25 00"),
        (2.005, "99 25 50"), (2.13, "89 25 00"), (2.505, "99 25 50"), (2.63, "89 25 00"),
        (3.005, "fa"), (3.005, "90 3c 60"), (3.2, "80 3c 00"), (3.2, "fc"),
    ]  # fmt: skip
    assert entered(stage) == [(0, 1, 0, False)]
    assert [(r.pitch, r.start % 1920) for r in stage.reports if isinstance(r, p.Played)] == [(60, 0)]


def test_a_count_in_is_ours_to_give():
    stage = Stage()
    stage.run([*opening(*TUNE, sync=p.Sync("midi")), (1.0, p.Start(count_in=1)), (2.0, p.Quit())])
    assert stage.notices == []
    assert [r.text for r in stage.reports if isinstance(r, p.Notice)] == [
        "Only our own clock counts in; choose internal sync, or start without a count-in."
    ]
    with pytest.raises(UserError, match=r"^The count-in is 9 bars; it must lie between 0 and 8\.$"):
        p.Start(9)


def test_gate_and_swing():
    expression = Expression(accent="flat", humanise=0, velocity=96, gate=0.5, swing=0.75)
    assert played([*opening(60, 62, 64, REST, *[REST] * 12, expression=expression), (0, p.Start()), (1, p.Stop())]) == [
        (0.005, "90 3c 60"),
        (0.0988, "80 3c 00"),  # half of one and a half sixteenths
        (0.1925, "90 3e 60"),
        (0.2238, "80 3e 00"),  # half of half a sixteenth
        (0.255, "90 40 60"),
        (0.3488, "80 40 00"),
    ]


def test_the_channel_changes_while_a_note_sounds():
    other = replace(PLAIN, channel=3)
    assert played([*opening(*TUNE), (0, p.Start()), (0.1, other), (1, p.Stop())])[1:3] == [
        (0.255, "80 3c 00"),
        (0.255, "92 3e 60"),
    ]


def test_clock_out_start_stop_continue_and_song_position():
    script = [
        *opening(*[REST] * 16, sync=p.Sync(send_clock=True)),
        (0.01, p.Start()),
        (0.05, p.Seek(300)),
        (0.09, p.Stop()),
        (0.1, p.Continue()),
        (0.12, p.Quit()),
    ]
    assert played(script) == [
        (0.01, "fa"),
        (0.015, "f8"),
        (0.0358, "f8"),
        (0.05, "fc"),
        (0.05, "f2 2c 02"),
        (0.05, "fb"),
        (0.05, "f8"),
        (0.0708, "f8"),
        (0.09, "fc"),
        (0.1, "f2 2d 02"),
        (0.1, "fb"),
        (0.105, "f8"),
    ]


def test_the_clock_ticks_on_while_the_song_stands_still():
    assert played([*opening(*TUNE, sync=p.Sync(send_clock=True)), (0.07, p.Quit())]) == [
        (0.0208, "f8"),
        (0.0417, "f8"),
        (0.0625, "f8"),
    ]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("step", [(0, 1, 0), (6, 2, 0), (16, 2, 1), (32, 2, 2)]),
        ("bar", [(0, 1, 0), (16, 2, 1), (32, 2, 2)]),
    ],
)
def test_a_replacement_enters_at_the_same_bar_index(at, expected):
    stage = Stage()
    replacement = p.Supply(0, phrase_bars(OTHER * 3, 2), at)
    stage.run([*opening(*TUNE * 3), (0, p.Start()), (0.7, replacement), (4.5, p.Quit())])
    assert [e[:3] for e in entered(stage)] == expected


def test_a_note_of_the_old_phrase_goes_on_only_where_the_new_one_holds_its_pitch():
    def after(symbols, at):
        replacement = p.Supply(0, phrase_bars(symbols, 2), at)
        return played([*opening(60, *[HOLD] * 31), (0, p.Start()), (0.2, replacement), (3.9, p.Quit())])[:3]

    same = [60, *[HOLD] * 19, *[REST] * 12]
    other = [62, *[HOLD] * 19, *[REST] * 12]
    assert after(same, "step") == [(0.005, "90 3c 60"), (2.505, "80 3c 00")]
    assert after(same, "bar") == [(0.005, "90 3c 60"), (2.505, "80 3c 00")]
    assert after(other, "step") == [(0.005, "90 3c 60"), (0.255, "80 3c 00")]
    assert after(other, "bar") == [(0.005, "90 3c 60"), (2.005, "80 3c 00")]


def test_a_late_feed_repeats_the_phrase_and_is_counted():
    stage = Stage()
    stage.run([*opening(*TUNE, *OTHER), (0, p.Start()), (8.0, p.Supply(4, phrase_bars(TUNE, 2))), (10.0, p.Quit())])
    assert entered(stage) == [
        (0, 1, 0, False),
        (16, 1, 1, False),
        (32, 1, 0, True),
        (48, 1, 1, True),
        (64, 2, 0, False),
    ]
    assert stage.statuses[-1].late_bars == 2


def test_status_says_how_far_the_supply_reaches():
    stage = Stage()
    stage.run([*opening(*TUNE, *OTHER), (0, p.Start()), (2.1, p.Seek(160)), (2.2, p.Quit())])
    assert next((s.bar, s.supplied_until) for s in stage.statuses if 1.9 < s.time < 1.99) == (0, 2)
    assert next((s.bar, s.supplied_until) for s in stage.statuses if 2.02 < s.time < 2.09) == (1, 2)
    assert next((s.bar, s.supplied_until) for s in stage.statuses if s.time > 2.11) == (10, 10)


def test_what_was_played_is_reported_tick_for_tick():
    stage = Stage()
    stage.run(
        [
            *opening(*TUNE, expression=Expression(accent="flat", humanise=0, gate=0.5, swing=2 / 3)),
            (0.0, p.Start()),
            (0.5, p.Tempo(60)),
            (0.6, p.Seek(0)),
            (0.9, p.Stop()),
        ]
    )
    notes = [r for r in stage.reports if isinstance(r, p.Played)]
    assert notes == [
        p.Played(0, 120, 60, 96, 1),
        p.Played(240, 320, 62, 96, 1),
        p.Played(523, 643, 60, 96, 1),
    ]
    tempos = [r for r in stage.reports if isinstance(r, p.TempoChanged)]
    assert tempos == [p.TempoChanged(0, 120.0), p.TempoChanged(475, 60.0)]
    sent = [(m.tick, m.data.hex(" ")) for m in stage.sequencer.log]
    assert sent == [
        (0, "90 3c 60"),
        (120, "80 3c 00"),
        (240, "90 3e 60"),
        (320, "80 3e 00"),
        (523, "90 3c 60"),
        (643, "80 3c 00"),
    ]


def test_a_long_hold_up_moves_the_song_and_does_not_burst():
    def hang(stage):
        stage.clock.now += 5.0

    notes = played([*opening(*[60, 62] * 8), (0, p.Start()), (0.3, hang), (6.0, p.Quit())])
    assert [t for t, data in notes if data.startswith("9")][:5] == [0.005, 0.13, 0.255, 5.3, 5.425]


def test_following_midi_clock_waits_for_the_master_and_joins_at_the_bar():
    clocks = [(1.0 + n / 48, b"\xf8") for n in range(300)]
    script = [*opening(*TUNE, sync=p.Sync("midi")), (0.5, b"\xfa"), *clocks, (2.05, p.Start())]
    notes = [x for x in played(sorted(script, key=lambda x: x[0])) if x[1].startswith("90")]
    assert [(round(t, 2), data) for t, data in notes][:2] == [(3.0, "90 3c 60"), (3.25, "90 3e 60")]


def test_a_clock_that_runs_already_is_joined_at_the_next_bar_and_that_is_said():
    stage = Stage()
    clocks = [(1.0 + n / 48, b"\xf8") for n in range(400)]
    stage.run(sorted([*opening(*TUNE, sync=p.Sync("midi")), *clocks, (2.05, p.Start())], key=lambda entry: entry[0]))
    assert [(round(t, 2), data) for t, data in stage.got("out") if data.startswith("90")][:2] == [
        (3.0, "90 3c 60"),
        (3.25, "90 3e 60"),
    ]
    assert [r for r in stage.reports if isinstance(r, p.Notice)] == [
        p.Notice(
            "The MIDI clock was running already, so its bars are not known and ours are counted from its first clock "
            "that we heard; start the DAW again to have the same."
        )
    ]


def test_a_master_that_has_stopped_is_waited_for_though_it_goes_on_clocking():
    clocks = [(1.0 + n / 48, b"\xf8") for n in range(400)]
    script = [*opening(*TUNE, sync=p.Sync("midi")), (0.0, p.Start()), (0.5, b"\xfc"), *clocks]
    assert played(script) == []


def test_what_was_missed_while_the_input_was_away_is_counted_and_another_input_is_another_master():
    def clocks(first, until):
        return [(1.0 + n / 48, b"\xf8") for n in range(first, until)]

    stage = Stage("DAW", "Drums")
    stage.run(
        [
            (0.0, p.OpenInput("DAW")),
            *opening(*range(64), sync=p.Sync("midi")),
            (0.1, p.Start()),
            (0.5, b"\xfa"),
            *clocks(0, 95),
            (2.97, lambda s: s.machine.unplug("DAW")),
            (3.5, lambda s: s.machine.plugged.append("DAW")),
            *clocks(146, 192),
            (4.99, p.OpenInput("Drums")),
            *clocks(192, 480),
        ]
    )
    notes = [(round(t, 2), int(data[3:5], 16)) for t, data in stage.got("out") if data.startswith("90")]
    # Without a gap, to the fourth sixteenth after bar 2; then from the next bar that the other master's clock makes.
    assert notes[:32] == [(round(1 + n / 8, 2), n) for n in range(32)]
    assert notes[32] == (7.0, 16)


def test_a_lost_master_is_free_wheeled_and_said():
    stage = Stage()
    clocks = [(1.0 + n / 48, b"\xf8") for n in range(60)]
    stage.run([*opening(*[60] * 16, sync=p.Sync("midi")), (0.0, p.Start()), (0.5, b"\xfa"), *clocks, (4.0, p.Quit())])
    starts = [t for t, data in stage.got("out") if data.startswith("90")]
    assert starts == pytest.approx([1.0 + n / 8 for n in range(24)], abs=0.001)
    assert next(s.lock for s in stage.statuses if s.time > 3) == "free-wheeling"


def test_tempo_and_position_belong_to_the_master():
    stage = Stage()
    stage.run([*opening(*TUNE, sync=p.Sync("midi")), (0.1, p.Tempo(99)), (0.2, p.Seek(4)), (0.3, p.Quit())])
    assert [r for r in stage.reports if isinstance(r, p.Notice)] == [
        p.Notice("The tempo follows the MIDI clock; change it in the DAW."),
        p.Notice("The song position follows the MIDI clock; change it in the DAW."),
    ]


class Session:
    """A Link session at 100 BPM whose beat 0 lies at time 0."""

    def __init__(self):
        self.asked = []
        self.running = False

    def state(self, clock):
        return LinkState(clock(), clock() * 100 / 60, 100.0, self.running, 2)

    def set_tempo(self, bpm):
        self.asked.append(bpm)

    def set_running(self, running):
        self.running = running

    def close(self):
        self.asked.append("closed")


def test_link_starts_at_the_next_bar_of_the_session():
    stage, session = Stage(), Session()
    script = [*opening(*TUNE, sync=p.Sync("link")), (1.0, p.Start()), (1.5, p.Tempo(140)), (3.0, p.Quit())]
    stage.run(script, link=session)
    assert stage.got("out") == [(2.4, "90 3c 60"), (2.7, "80 3c 00"), (2.7, "90 3e 60"), (2.85, "80 3e 00")]
    assert session.asked == [140, "closed"]
    assert (stage.statuses[-1].bpm, stage.statuses[-1].lock, stage.statuses[-1].peers) == (100.0, "locked", 2)


def test_with_link_start_and_stop_belong_to_the_session_if_wanted():
    stage, session = Stage(), Session()

    def run(running):
        return lambda _stage: session.set_running(running)

    sync = p.Sync("link", link_start_stop=True)
    script = [*opening(*[60] * 16, sync=sync), (0.1, p.Start()), (0.2, run(False)), (2.9, run(True)), (4.9, run(False))]
    stage.run([*script, (6, p.Quit())], link=session)
    starts = [t for t, data in stage.got("out") if data.startswith("90")]
    assert starts == [4.8]


def test_the_programs_of_a_session_that_was_left_are_forgotten():
    stage = Stage()
    away = [(1.0, p.Sync("internal")), (1.1, p.Sync("link")), (1.2, p.Quit())]
    stage.run([*opening(*TUNE, sync=p.Sync("link")), *away], link=Session())
    seen = [(s.lock, s.peers) for s in stage.statuses if s.time >= 0.9]
    assert list(dict.fromkeys(seen)) == [("locked", 2), ("internal", 0), ("alone", 0)]
    assert seen[-1] == ("locked", 2)


def test_a_new_source_is_a_class_and_a_row(monkeypatch):
    class Half(Internal):
        label = "Half time"

        def play(self, song, now, from_top):
            song.go(now, 0, Timeline(now, 0, song.line.bpm / 2))

    monkeypatch.setitem(SOURCES, "half", Half)
    sequencer = Sequencer(random.Random(0))
    for command in (PLAIN, p.Supply(0, phrase_bars(TUNE, 1)), p.Sync("half"), p.Start()):
        sequencer.handle(1.0, command)
    sent = [(m.time, m.data.hex(" ")) for now in (1.0, 1.2, 1.4, 1.5) for m in sequencer.due(now)]
    assert sent == [(1.0, "90 3c 60"), (1.5, "80 3c 00"), (1.5, "90 3e 60")]
    assert sequencer.status(1.5).sync == "half"


def test_a_source_that_cannot_be_joined_changes_nothing():
    def join(bpm):
        raise UserError("Nobody is there.")

    sequencer = Sequencer(random.Random(0), sources={"internal": Internal(), "link": Link(join)})
    sequencer.handle(0.0, p.Start())
    sequencer.handle(1.0, p.Sync("link", send_clock=True))
    assert [r for r in sequencer.reports() if isinstance(r, p.Notice)] == [p.Notice("Nobody is there.")]
    assert (sequencer.sync, sequencer.rolling, sequencer.status(1.0).sync) == (p.Sync(), True, "internal")


def test_panic_silences_every_channel():
    sent = played([*opening(*TUNE), (0, p.Start()), (0.1, p.Panic()), (0.11, p.Quit())])
    assert sent[0] == (0.005, "90 3c 60")
    assert sent[1:4] == [(0.1, "80 3c 00"), (0.1, "b0 40 00"), (0.1, "b0 78 00")]
    assert len(sent) == 1 + 1 + 16 * 3 + 128
    assert sent[-1] == (0.1, "80 7f 00")


def test_velocities_are_drawn_from_the_generator_that_was_passed_in():
    def velocities(seed):
        sequencer = Sequencer(random.Random(seed))
        sequencer.handle(0.0, p.Supply(0, phrase_bars([60] * 16, 1)))
        sequencer.handle(0.0, p.Start())
        return [m.data[2] for m in sequencer.due(0.2) + sequencer.due(0.4) if m.data[0] == 0x90]

    assert velocities(1) == velocities(1)
    assert velocities(1) != velocities(2)
