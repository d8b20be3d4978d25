import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lc_common.errors import UserError
from lcmusic.live.expression import Expression


@pytest.mark.parametrize(
    ("pitch", "expected"), [(60, 62), (47, 49), (45, 59), (70, 72), (71, 61), (0, 50), (127, 69), (12, 50)]
)
def test_notes_outside_the_range_move_in_by_octaves(pitch, expected):
    assert Expression(transpose=2, lowest=49, highest=72).sent_pitch(pitch) == expected


@settings(deadline=None)
@given(st.integers(0, 127), st.integers(-48, 48), st.integers(0, 116), st.integers(11, 127))
def test_every_pitch_lands_in_the_range_in_its_pitch_class(pitch, transpose, lowest, width):
    highest = min(127, lowest + width)
    sent = Expression(transpose=transpose, lowest=lowest, highest=highest).sent_pitch(pitch)
    assert lowest <= sent <= highest
    assert (sent - pitch - transpose) % 12 == 0


def test_accents_and_humanise():
    even = Expression(velocity=80, accent="beats", accent_amount=1.0, humanise=0)
    bar = [60] * 16
    assert [even.sent_velocity(bar, place) for place in range(8)] == [110, 50, 65, 50, 110, 50, 65, 50]
    human = Expression(velocity=80, accent="flat", humanise=10)
    assert [human.sent_velocity(bar, place) for place in range(8)] == [84, 78, 76, 79, 90, 75, 71, 83]
    velocities = {human.sent_velocity([pitch] * 16, place) for pitch in range(128) for place in range(16)}
    assert velocities == set(range(70, 91))
    assert Expression(velocity=127, accent="beats", accent_amount=1).sent_velocity(bar, 0) == 127
    assert Expression(velocity=1, accent="beats", accent_amount=1).sent_velocity(bar, 1) == 1


def test_swing_delays_every_second_sixteenth():
    assert [Expression(swing=2 / 3).step_tick(s) for s in range(4)] == [0, 160, 240, 400]
    assert [Expression(swing=0.5).step_tick(s) for s in range(4)] == [0, 120, 240, 360]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"channel": 0}, "channel is 0; it must lie between 1 and 16."),
        ({"swing": 0.8}, "swing is 0.8; it must lie between 0.5 and 0.75."),
        ({"gate": 0.0}, "gate is 0; it must lie between 0.05 and 1."),
        ({"lowest": 60, "highest": 70}, "A range of 60 to 70 is less than an octave"),
        ({"accent": "polka"}, "There is no accent 'polka'; choose one of flat"),
    ],
)
def test_values_out_of_range(values, message):
    with pytest.raises(UserError, match=message):
        Expression(**values)
