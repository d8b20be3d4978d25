"""Whole lists of what is sent, through the real engine on a stage without machines."""

from dataclasses import replace

import pytest
from live_script import PLAIN, TUNE, opening, played
from live_stage import Stage

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import HOLD, REST, phrase_bars
from lcmusic.live.sequencer import Sequencer

OTHER = [72, HOLD, 74, REST] + [REST] * 12


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


def test_panic_silences_every_channel():
    sent = played([*opening(*TUNE), (0, p.Start()), (0.1, p.Panic()), (0.11, p.Quit())])
    assert sent[0] == (0.005, "90 3c 60")
    assert sent[1:4] == [(0.1, "80 3c 00"), (0.1, "b0 40 00"), (0.1, "b0 78 00")]
    assert len(sent) == 1 + 1 + 16 * 3 + 128
    assert sent[-1] == (0.1, "80 7f 00")


def test_velocities_vary_from_note_to_note_and_not_from_one_time_round_to_the_next():
    sequencer = Sequencer()
    sequencer.handle(0.0, p.Supply(0, phrase_bars([60] * 16, 1)))
    sequencer.handle(0.0, Expression(accent="flat"))
    sequencer.handle(0.0, p.Start())
    messages = [message for n in range(1, 40) for message in sequencer.due(n / 10)]
    velocities = [m.data[2] for m in messages if m.data[0] == 0x90]
    assert velocities[:16] == velocities[16:32]
    assert len(set(velocities)) > 8


ACCOMPANIED = replace(PLAIN, chord_channel=2, bass_channel=3)
CHORDS = ((36, 60, 64),) * 2 + ((41, 60, 65),) * 2  # half a bar each


def accompanied(*more, expression=ACCOMPANIED):
    supply = p.Supply(0, phrase_bars([REST] * 32, 1, CHORDS))
    script = [(0.0, p.OpenOutput("out", virtual=True)), (0.0, expression), (0.0, supply), (0.0, p.Start()), *more]
    return played(script)


def test_chords_and_a_bass_are_struck_where_they_change_and_at_bar_lines():
    first = [(0.005, "91 3c 60"), (0.005, "91 40 60"), (0.005, "92 24 60")]
    second = [(1.005, "91 3c 60"), (1.005, "91 41 60"), (1.005, "92 29 60")]
    ends = [(1.005, "81 3c 00"), (1.005, "81 40 00"), (1.005, "82 24 00")]
    assert accompanied((1.5, p.Quit()))[:9] == [*first, *ends, *second]
    bass_alone = replace(ACCOMPANIED, chord_channel=None)
    assert accompanied((0.9, p.Quit()), expression=bass_alone) == [(0.005, "92 24 60"), (0.9, "82 24 00")]


def test_chords_end_with_whatever_ends_the_melody_and_are_struck_at_the_next_beat():
    ends = ["81 3c 00", "81 40 00", "82 24 00"]
    for command in (p.Stop(), p.Seek(2), p.Quit(), p.Panic()):
        sent = accompanied((0.3, command), (0.35, p.Quit()))
        assert [data for time, data in sent if time == 0.3][:3] == ends
    # From the third sixteenth on the beat is a quarter of a second away.
    again = [time for time, data in accompanied((0.3, p.Seek(2)), (0.9, p.Quit())) if data == "91 3c 60"]
    assert again == [0.005, 0.55]


def test_chords_of_another_phrase_are_struck_at_the_beat_after_it_enters():
    other = p.Supply(0, phrase_bars([REST] * 32, 2, ((43, 62),) * 4), "step")
    sent = accompanied((0.3, other), (0.6, p.Quit()))
    assert [(time, data) for time, data in sent if data[:2] in ("91", "92")][3:] == [
        (0.505, "91 3e 60"),
        (0.505, "92 2b 60"),
    ]


def test_programs_are_sent_on_start_and_when_they_change_and_never_by_themselves():
    sent = replace(PLAIN, program=25, chord_channel=2, chord_program=49, bass_program=33)
    script = [
        *opening(*TUNE, expression=sent),
        (0.5, replace(sent, program=26)),
        (1.0, p.Start()),
        (1.5, replace(sent, program=26, swing=0.6)),  # nothing of it is news
        (1.6, replace(sent, program=26, channel=4)),
        (1.7, replace(sent, program=None, chord_program=None)),
        (1.8, p.Stop()),
        (2.0, p.Continue()),
        (2.001, p.Quit()),
    ]
    programs = [(time, data) for time, data in played(script) if data[0] == "c"]
    assert programs == [(0.0, "c0 18"), (0.0, "c1 30"), (0.5, "c0 19"), (1.0, "c0 19"), (1.0, "c1 30"), (1.6, "c3 19")]


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (p.OpenOutput(""), p.OpenOutput("Synth")),
        (lambda s: s.machine.unplug("Synth"), lambda s: s.machine.plugged.append("Synth")),
    ],
)
def test_a_port_that_is_opened_while_it_plays_is_told_the_programs(away, back):
    script = opening(*TUNE, expression=replace(PLAIN, program=25))
    stage = Stage("Synth")
    stage.run([*script, (0.1, p.OpenOutput("Synth")), (1.0, p.Start()), (1.2, away), (2.0, back), (3.2, p.Quit())])
    programs = [time for time, data in stage.got("Synth") if data == "c0 18"]
    assert programs[:2] == [0.1, 1.0]
    assert len(programs) == 3
    assert 2.0 <= programs[2] < 3.005  # before the next note
