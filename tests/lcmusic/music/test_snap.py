"""Snapping: right notes stay, wrong ones go to the nearest, lines keep their way, equal bars stay equal."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lcmusic.music.melody import HOLD, PITCHES, REST, canonical
from lcmusic.music.scales import pitch_classes
from lcmusic.music.snap import snap

C_MAJOR = pitch_classes(0, "major")
WHITE = st.sampled_from([p for p in range(36, 96) if p % 12 in C_MAJOR])
SYMBOL = st.one_of(WHITE, st.just(HOLD), st.just(REST))


def bar(*pitches: int) -> list[int]:
    """Quarter notes."""
    return [symbol for pitch in pitches for symbol in (pitch, HOLD, HOLD, HOLD)]


def snapped(*pitches: int, allowed: frozenset[int] = C_MAJOR) -> list[int]:
    symbols_t = snap(np.array(bar(*pitches), np.uint8), allowed)
    return symbols_t[symbols_t < PITCHES].tolist()


def test_two_neighbours_stay_two_where_another_note_is_as_near():
    assert snapped(60, 61, 64, 64) == [60, 62, 64, 64]
    assert snapped(62, 61, 60, 60) == [62, 60, 60, 60]  # neither keeps both moves: the lower one
    assert snapped(64, 61, 62, 67) == [64, 60, 62, 67]
    assert snapped(67, 66, 64, 64) == [67, 65, 64, 64]
    assert snapped(64, 66, 65, 67) == [64, 67, 65, 67]


def test_where_nothing_else_speaks_the_lower_one():
    assert snapped(61, 61, 61, 61) == [60, 60, 60, 60]
    assert snapped(48, 61, 48, 61) == [48, 60, 48, 60]


def test_repeated_notes_stay_repeated_and_far_notes_take_the_nearest():
    assert snapped(66, 66, 67, 66) == [65, 65, 67, 65]
    assert snapped(60, 63, 71, 127, allowed=frozenset({0, 4})) == [60, 64, 72, 124]


def test_equal_bars_stay_equal_whatever_surrounds_them():
    wrong, low, high = bar(61, 64, 64, 64), bar(60, 60, 60, 60), bar(62, 62, 62, 62)
    symbols_t = snap(np.array(low + wrong + high + wrong, np.uint8), C_MAJOR)
    bars_ks = symbols_t.reshape(4, 16)
    assert np.array_equal(bars_ks[1], bars_ks[3])
    assert bars_ks[1, 0] == 62  # beside the first of them stands a C


@given(st.lists(SYMBOL, min_size=32, max_size=32))
def test_what_is_in_the_scale_is_left_alone(symbols):
    symbols_t = canonical(np.array(symbols))
    assert np.array_equal(snap(symbols_t, C_MAJOR), symbols_t)


@given(st.lists(SYMBOL, min_size=64, max_size=64), st.lists(st.integers(0, 63), min_size=1, max_size=5))
def test_only_wrong_notes_change_and_each_by_the_least(symbols, wrong):
    symbols_t = canonical(np.array(symbols))
    for step in wrong:
        symbols_t[step] = 61
    symbols_t = canonical(symbols_t)
    after_t = snap(symbols_t, C_MAJOR)
    assert np.array_equal(after_t != symbols_t, symbols_t == 61)
    assert set(after_t[symbols_t == 61].tolist()) <= {60, 62}
