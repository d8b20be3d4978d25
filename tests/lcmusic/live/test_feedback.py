"""Controllers are told where their knobs are, and never what they have just said themselves."""

from hypothesis import given
from hypothesis import strategies as st
from live_stage import Stage

from lcmusic.live import protocol as p
from lcmusic.live.feedback import HELD, Feedback

CC74 = "b0 4a "


def told(stage, port="Knobs"):
    return [data for _, data in stage.got(port)]


def moved(stage):
    return [report for report in stage.reports if isinstance(report, p.ControlIn)]


def test_places_go_to_the_controller_and_only_when_they_change():
    stage = Stage("Knobs")
    places = p.Places(((1, 74, 64), (3, 20, 0)))
    stage.run([
        (0.0, p.OpenFeedback("Knobs")), (0.0, places), (1.0, places), (1.5, p.Places(((1, 74, 65), (3, 20, 0)))),
        (2.0, p.OpenFeedback("")), (2.1, p.Places(((1, 74, 66),))), (3.0, p.Stop()),
    ])  # fmt: skip
    assert told(stage) == ["b0 4a 40", "b2 14 00", "b0 4a 41"]
    states = [(status.feedback_name, status.feedback) for status in stage.statuses]
    assert (set(states), states[-1]) == ({("", "none"), ("Knobs", "open")}, ("", "none"))


def test_nobody_is_told_anything_unless_a_port_is_chosen():
    stage = Stage("Knobs")
    stage.run([(0.0, p.Places(((1, 74, 64),))), (1.0, p.Stop())])
    assert stage.machine.received == {}


def test_what_a_hand_moves_is_told_once_it_lets_go_and_only_if_the_knob_is_elsewhere():
    stage = Stage("Knobs")
    stage.run([
        (0.0, p.OpenFeedback("Knobs")), (0.1, p.Places(((1, 74, 0),))), (0.5, bytes.fromhex(CC74 + "0a")),
        (0.6, p.Places(((1, 74, 10),))), (0.7, bytes.fromhex(CC74 + "28")), (0.71, p.Places(((1, 74, 39),))),
        (1.1, p.Stop()), (1.3, p.Stop()),
    ])  # fmt: skip
    assert told(stage) == ["b0 4a 00", "b0 4a 27"]
    assert 0.7 + HELD <= stage.got("Knobs")[1][0] < 0.8 + HELD
    assert moved(stage) == [p.ControlIn(1, 74, 10), p.ControlIn(1, 74, 40)]


def test_a_motor_fader_or_a_loop_that_repeats_what_it_is_told_turns_no_knob():
    stage = Stage("Knobs")
    stage.run([
        (0.0, p.OpenFeedback("Knobs")), (0.1, p.Places(((1, 74, 64),))), (0.2, bytes.fromhex(CC74 + "40")),
        (0.3, bytes.fromhex(CC74 + "41")), (0.4, bytes.fromhex(CC74 + "40")), (1.5, p.Stop()),
    ])  # fmt: skip
    assert moved(stage) == [p.ControlIn(1, 74, 65), p.ControlIn(1, 74, 64)]


def test_a_controller_that_is_plugged_in_again_is_told_everything_again():
    stage = Stage("Knobs")
    stage.run([
        (0.0, p.OpenFeedback("Knobs")), (0.0, p.Places(((1, 74, 64),))),
        (1.0, lambda stage: stage.machine.unplug("Knobs")), (3.0, lambda stage: stage.machine.plugged.append("Knobs")),
        (5.0, p.Stop()),
    ])  # fmt: skip
    assert told(stage) == ["b0 4a 40"] * 2
    assert stage.notices == [
        "MIDI feedback 'Knobs' has gone; the song goes on and the port is awaited.",
        "MIDI feedback 'Knobs' is here.",
    ]


def test_a_program_change_is_reported():
    stage = Stage()
    stage.run([(0.0, bytes.fromhex("c0 00")), (0.1, bytes.fromhex("cf 7f")), (0.2, p.Stop())])
    assert stage.reports == [p.ProgramIn(1, 0), p.ProgramIn(16, 127)]


EVENTS = st.lists(st.tuples(st.sampled_from(["hear", "want"]), st.integers(0, 127), st.floats(0, 0.4)), max_size=40)


@given(EVENTS)
def test_whatever_happens_an_idle_controller_ends_where_its_knob_is_and_a_moving_one_is_left_alone(events):
    feedback, now, there, last = Feedback(), 0.0, None, -HELD
    for kind, value, wait in events:
        now += wait
        if kind == "hear":
            if feedback.hear(1, 74, value, now):
                last = now
            there = value
        else:
            feedback.want([(1, 74, value)])
        for message in feedback.due(now):
            assert now - last >= HELD
            assert message[2] != there
            there = message[2]
    for message in feedback.due(now + 2 * HELD):
        there = message[2]
    wanted = [value for kind, value, _ in events if kind == "want"]
    assert not wanted or there == wanted[-1]
    assert feedback.due(now + 3 * HELD) == []
