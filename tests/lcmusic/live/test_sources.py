"""Who leads the song, MIDI clock or Link, through the real engine on a stage without machines."""

import pytest
from live_script import PLAIN, TUNE, opening, played
from live_stage import Stage

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.clock import Timeline
from lcmusic.live.grid import phrase_bars
from lcmusic.live.sequencer import Sequencer
from lcmusic.live.sync import SOURCES
from lcmusic.live.sync.internal import Internal
from lcmusic.live.sync.link import Link, LinkState


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


@pytest.mark.parametrize(("in_clocks", "pitch"), [(False, "90 18 60"), (True, "90 04 60")])
def test_a_song_position_counts_sixteenths_or_as_ardour_has_it_clocks(in_clocks, pitch):
    clocks = [(1.0 + n / 48, b"\xf8") for n in range(4)]
    sync = p.Sync("midi", position_in_clocks=in_clocks)
    script = [*opening(*range(64), sync=sync), (0.0, p.Start()), (0.5, bytes((0xF2, 24, 0))), (0.5, b"\xfb"), *clocks]
    assert [data for _, data in played(script) if data.startswith("90")] == [pitch]


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
    sequencer = Sequencer()
    for command in (PLAIN, p.Supply(0, phrase_bars(TUNE, 1)), p.Sync("half"), p.Start()):
        sequencer.handle(1.0, command)
    sent = [(m.time, m.data.hex(" ")) for now in (1.0, 1.2, 1.4, 1.5) for m in sequencer.due(now)]
    assert sent == [(1.0, "90 3c 60"), (1.5, "80 3c 00"), (1.5, "90 3e 60")]
    assert sequencer.status(1.5).sync == "half"


def test_a_source_that_cannot_be_joined_changes_nothing():
    def join(bpm):
        raise UserError("Nobody is there.")

    sequencer = Sequencer(sources={"internal": Internal(), "link": Link(join)})
    sequencer.handle(0.0, p.Start())
    sequencer.handle(1.0, p.Sync("link", send_clock=True))
    assert [r for r in sequencer.reports() if isinstance(r, p.Notice)] == [p.Notice("Nobody is there.")]
    assert (sequencer.sync, sequencer.rolling, sequencer.status(1.0).sync) == (p.Sync(), True, "internal")
