"""Melodies otherwise than they are written: what each way changes, what it leaves, and that all of it is canonical."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lcmusic.corpus.variations import (
    BREATH,
    PIANO,
    articulated,
    delayed,
    detached,
    double_time,
    half_time,
    joined,
    octave_away,
    onsets_moved,
    syncopated,
)
from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS_PER_BAR, SYMBOLS, Melody, Note, canonical

H, R = HOLD, REST

symbols = st.sampled_from([0, 5, 21, 60, 62, 100, 108, 127, H, H, H, R, R]) | st.integers(0, SYMBOLS - 1)
melodies = (
    st.integers(1, 5).flatmap(lambda b: arrays(np.uint8, (b, 3 * STEPS_PER_BAR), elements=symbols)).map(canonical)
)
seeds = st.integers(0, 2**32 - 1)


def notes(*rows: list[Note], steps: int = STEPS_PER_BAR) -> np.ndarray:
    return np.stack([Melody.from_notes(row, steps).symbols_t for row in rows])


def pitches(symbols_t: np.ndarray) -> list[int]:
    return symbols_t[symbols_t < PITCHES].tolist()


def onsets(symbols_t: np.ndarray) -> np.ndarray:
    return np.flatnonzero(symbols_t < PITCHES)


def assert_canonical(symbols_bt: np.ndarray) -> None:
    assert symbols_bt.dtype == np.uint8
    assert np.array_equal(symbols_bt, canonical(symbols_bt))


@given(melodies)
def test_half_time_doubles_every_length_and_double_time_takes_it_back(symbols_bt):
    slow_bt = half_time(symbols_bt)
    assert_canonical(slow_bt)
    for written, slow in zip(symbols_bt, slow_bt, strict=True):
        assert Melody(slow).notes() == [Note(2 * n.start, 2 * n.end, n.pitch) for n in Melody(written).notes()]
    fast_bt, whole_b = double_time(slow_bt)
    assert whole_b.all()
    assert np.array_equal(fast_bt, symbols_bt)


def test_double_time_says_where_something_would_be_lost():
    rows = notes([Note(0, 2, 60), Note(2, 8, 62)], [Note(1, 4, 60)], [Note(0, 3, 60)])
    fast_bt, whole_b = double_time(rows)
    assert whole_b.tolist() == [True, False, False]
    assert fast_bt[0].tolist() == [60, 62, H, H, R, R, R, R]


def test_delayed_melodies_begin_with_the_end_of_the_bar_before():
    before = [60, H, 62, H, 64, H, 65, H, 67, H, 69, H, 71, H, 72, H]
    bar = [H, H, 50, H, 52, R, R, R, 53, R, R, R, 55, R, R, R]
    later = delayed(np.array([before + bar] * 3, np.uint8), np.array([0, 3, 16]))
    assert later.tolist() == [
        [R, R, *bar[2:]],
        [R, 72, H, *bar[:13]],
        before,
    ]  # fmt: skip


@given(melodies, st.data())
def test_delayed_melodies_are_canonical(symbols_bu, data):
    steps_b = data.draw(arrays(np.int64, len(symbols_bu), elements=st.integers(0, STEPS_PER_BAR)))
    later_bt = delayed(symbols_bu, steps_b)
    assert_canonical(later_bt)
    for row, steps, later in zip(symbols_bu, steps_b, later_bt, strict=True):
        assert np.array_equal(later, canonical(row[STEPS_PER_BAR - steps : len(row) - steps]))


def moved(symbols: list[int], earlier: set[int] = frozenset(), later: set[int] = frozenset()) -> list[int]:
    steps_t = np.arange(len(symbols))
    pushed, pulled = (np.isin(steps_t, list(steps))[None] for steps in (earlier, later))
    return onsets_moved(np.array([symbols], np.uint8), pushed, pulled)[0].tolist()


@pytest.mark.parametrize(("written", "earlier", "later", "played"), [
    # Pushed: into a rest, and into the note before, which gives way.
    ([R, R, 60, H], {2}, (), [R, 60, H, H]),
    ([60, H, 62, H], {2}, (), [60, 62, H, H]),
    # Pulled: away from a rest, away from the note before, which fills up; a sixteenth keeps its length.
    ([R, 60, H, H], (), {1}, [R, R, 60, H]),
    ([60, H, 62, H], (), {2}, [60, H, H, 62]),
    ([60, R, R, R], (), {0}, [R, 60, R, R]),
    # Nowhere to go: another onset, the first step, the last step.
    ([60, 62, H, H], {0, 1}, {0}, [60, 62, H, H]),
    ([60, H, H, 62], (), {3}, [60, H, H, 62]),
    # Two that would meet: the earlier one moves. Two that follow each other both do.
    ([60, H, 62, H], {2}, {0}, [R, 60, 62, H]),
    ([60, H, 62, H], (), {0, 2}, [R, 60, H, 62]),
    ([R, 60, H, 62], {1, 3}, (), [60, H, 62, H]),
    # What is no onset is not moved.
    ([60, H, R, 62], {1, 2}, {1, 2}, [60, H, R, 62]),
])  # fmt: skip
def test_onsets_move_where_it_is_free(written, earlier, later, played):
    assert moved(written, set(earlier), set(later)) == played


@given(melodies, seeds)
def test_syncopation_keeps_every_note_within_a_sixteenth(symbols_bt, seed):
    played_bt = syncopated(symbols_bt, np.random.default_rng(seed))
    assert_canonical(played_bt)
    for written, played in zip(symbols_bt, played_bt, strict=True):
        assert pitches(played) == pitches(written)
        assert np.all(np.abs(onsets(played) - onsets(written)) <= 1)


@given(melodies, st.integers(0, 2**32 - 1))
def test_any_onsets_may_be_asked_to_move(symbols_bt, seed):
    asked_2bt = np.random.default_rng(seed).random((2, *symbols_bt.shape)) < 0.7
    played_bt = onsets_moved(symbols_bt, *asked_2bt)
    assert_canonical(played_bt)
    assert [pitches(row) for row in played_bt] == [pitches(row) for row in symbols_bt]


def test_detached_notes_sound_for_a_fraction_of_the_time_to_the_next():
    row = notes([Note(2, 6, 60), Note(6, 10, 62), Note(10, 11, 64)])
    assert Melody(detached(row, np.array([0.5]))[0]).notes() == [Note(2, 4, 60), Note(6, 8, 62), Note(10, 11, 64)]
    assert Melody(detached(row, np.array([0.01]))[0]).notes() == [Note(2, 3, 60), Note(6, 7, 62), Note(10, 11, 64)]
    assert np.array_equal(detached(row, np.array([1.0])), row)


def test_joined_notes_sound_up_to_the_next_but_not_over_a_breath():
    row = notes([Note(1, 2, 60), Note(2, 3, 62), Note(3 + BREATH, 5 + BREATH, 64)])
    assert Melody(joined(row)[0]).notes() == [Note(1, 2, 60), Note(2, 3 + BREATH, 62), Note(3 + BREATH, 16, 64)]
    row = notes([Note(0, 1, 60), Note(2 + BREATH, 3 + BREATH, 64)])
    assert Melody(joined(row)[0]).notes() == [Note(0, 1, 60), Note(2 + BREATH, 16, 64)]


@given(melodies, seeds)
def test_articulation_moves_no_onset(symbols_bt, seed):
    played_bt = articulated(symbols_bt, np.random.default_rng(seed))
    assert_canonical(played_bt)
    pitched_bt = symbols_bt < PITCHES
    assert np.array_equal(played_bt < PITCHES, pitched_bt)
    assert np.array_equal(played_bt[pitched_bt], symbols_bt[pitched_bt])


@given(melodies, seeds)
def test_an_octave_moves_all_of_a_melody_or_nothing(symbols_bt, seed):
    played_bt = octave_away(symbols_bt, np.random.default_rng(seed))
    assert_canonical(played_bt)
    for written, played in zip(symbols_bt, played_bt, strict=True):
        shifts = set((played[onsets(written)].astype(int) - written[onsets(written)]).tolist())
        assert shifts in (set(), {0}, {12}, {-12})
        if shifts & {12, -12}:
            assert PIANO[0] <= min(pitches(played)) <= max(pitches(played)) <= PIANO[1]
        assert np.array_equal(played >= PITCHES, written >= PITCHES)


def test_octaves_go_both_ways_inside_the_piano():
    rows = np.repeat(np.array([[60, H, 64, R], [22, H, 40, R], [105, H, 60, R]], np.uint8), 40, axis=0)
    played = octave_away(rows, np.random.default_rng(0))
    assert {tuple(row) for row in played.tolist()} == {
        (72, H, 76, R), (48, H, 52, R), (34, H, 52, R), (22, H, 40, R), (93, H, 48, R), (105, H, 60, R),
    }  # fmt: skip
