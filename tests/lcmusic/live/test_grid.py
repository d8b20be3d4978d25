import pytest
from hypothesis import given
from hypothesis import strategies as st

import lcmusic.live.grid as grid
import lcmusic.music.melody as melody
from lcmusic.live.grid import HOLD, REST, Bar, Plan, phrase_bars


def bar(first: int, index: int = 0) -> Bar:
    return Bar((first, *(HOLD,) * 15), 0, index)


def test_the_spelling_is_that_of_a_melody():
    names = ("STEPS_PER_BAR", "STEPS_PER_BEAT", "PITCHES", "HOLD", "REST")
    assert {n: getattr(grid, n) for n in names} == {n: getattr(melody, n) for n in names}
    assert grid.LONGEST_NOTE == melody.STEPS


def test_a_phrase_is_cut_into_bars_that_know_what_is_held_into_them():
    symbols = [60, *[HOLD] * 31, *[HOLD] * 8, REST, *[REST] * 7]
    assert phrase_bars(symbols, 5) == (
        Bar((60, *(HOLD,) * 15), 5, 0, None),
        Bar((HOLD,) * 16, 5, 1, 60),
        Bar((*(HOLD,) * 8, *(REST,) * 8), 5, 2, 60),
    )
    assert phrase_bars([*[REST] * 16, *[REST] * 16], 1)[1].held is None


@pytest.mark.parametrize("symbols", [(60,) * 15, (130, *(REST,) * 15), (-1, *(REST,) * 15)])
def test_a_bar_that_is_none(symbols):
    with pytest.raises(ValueError, match="a bar is 16 symbols"):
        Bar(symbols)


def test_bars_are_played_as_supplied_and_the_phrase_repeats_when_more_are_late():
    plan = Plan()
    plan.supply(0, [bar(60 + n, n) for n in range(4)])
    assert [plan.enter(n) for n in range(10)] == [True] * 4 + [False] * 6
    assert [plan.bar(n).symbols[0] for n in range(10)] == [60 + n % 4 for n in range(10)]
    assert plan.supplied_until(1) == 4
    assert plan.supplied_until(7) == 7
    plan.supply(10, [bar(70, 0), bar(71, 1)])
    assert [plan.bar(n).symbols[0] for n in range(8, 16)] == [60, 61, 70, 71, 70, 71, 70, 71]


def test_of_half_a_phrase_what_is_known_repeats_wherever_one_seeks():
    plan = Plan()
    assert plan.bar(3) == grid.SILENT_BAR
    plan.supply(4, [bar(60, 2), bar(61, 3)])
    assert [plan.bar(n).symbols[0] for n in (0, 2, 3, 4, 5, 6, 8, 104, 105)] == [60, 61, 61, 60, 61, 61, 60, 60, 61]


def test_a_bar_that_was_filled_keeps_what_it_plays_when_more_is_supplied():
    plan = Plan()
    plan.supply(0, [bar(60)])
    assert not plan.enter(1)
    plan.supply(2, [bar(70)])
    assert plan.bar(1) == bar(60)
    plan.supply(1, [bar(80)])
    assert plan.bar(1) == bar(80)


def test_held_notes_and_their_ends():
    plan = Plan()
    plan.supply(0, phrase_bars([60, *[HOLD] * 19, 62, HOLD, REST, *[REST] * 9], 1))
    assert [plan.held_pitch(s) for s in (0, 15, 16, 19, 20, 21, 22)] == [60, 60, 60, 60, 62, 62, None]
    assert [plan.note_end(s) for s in (0, 5, 16, 20)] == [20, 20, 20, 22]
    # The second bar is replaced: what it holds is another note, so the first one ends at the bar line.
    plan.supply(1, [Bar((HOLD,) * 16, 2, 1, held=65)])
    assert plan.note_end(0) == 16
    plan.supply(1, [Bar((HOLD,) * 8 + (REST,) * 8, 3, 1, held=60)])
    assert plan.note_end(0) == 24


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 16)), max_size=40), st.integers(0, 1000))
def test_there_is_always_a_bar_and_memory_is_bounded(supplies, number):
    plan = Plan()
    for first, count in supplies:
        plan.supply(first, [bar(60)] * count)
        plan.enter(first + count)
    assert plan.bar(number) == (bar(60) if supplies else grid.SILENT_BAR)
    assert len(plan._supplied) <= grid.BARS_REMEMBERED
    assert len(plan._filled) <= grid.BARS_REMEMBERED
