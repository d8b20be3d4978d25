"""Conditions as the network's numbers."""

from __future__ import annotations

import numpy as np
import pytest

from lcmusic.prior.conditions import BEATS, CHOICES, GRIDS, TOKEN_NUMBERS, Conditions, between, one_of, whole_numbers

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        (0.0, [1, 0, 0, 1]),
        (1.0, [0, 1, 0, 1]),
        (0.25, [0.75, 0.25, 0, 1]),
        (2.5, [0, 0.25, 0.75, 1]),
        (-7.0, [1, 0, 0, 1]),
        (99.0, [0, 0, 1, 1]),
        (NAN, [0, 0, 0, 0]),
    ],
)
def test_a_value_is_told_by_its_neighbours(value: float, numbers: list[float]) -> None:
    assert between(np.array(value), np.array([0.0, 1, 3])).tolist() == numbers


def test_values_of_any_shape() -> None:
    assert between(np.full((2, 3), 0.5), np.arange(5.0)).shape == (2, 3, 6)


def test_one_of_several() -> None:
    assert one_of(np.array([2, -1, 0]), 3).tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]


class TestCondition:
    def test_nothing_asked_is_zeros(self) -> None:
        asked = Conditions.none(2, 3)
        condition = asked.condition(4)
        assert len(asked) == 2
        assert condition.tokens_bkc.shape == (2, 3, TOKEN_NUMBERS)
        assert condition.whole_bg.shape == (2, whole_numbers(4))
        assert not any(part.any() for part in (condition.tokens_bkc, condition.whole_bg, condition.relations_bkkr))
        assert condition.first_bk.tolist() == [[0, 1, 2]] * 2
        assert not condition.given_bk.any()

    def test_there_are_as_many_numbers_as_said(self) -> None:
        assert whole_numbers(5) == sum(len(grid) + 1 for grid in GRIDS.values()) + sum(CHOICES.values()) + 5

    def test_pitch_classes_of_bars_and_beats(self) -> None:
        asked = Conditions.none(1, 2)
        asked.sets_bkp[0, 0, [0, 4]] = 1
        asked.beats_bkqp[0, 1, 3, 7] = 1
        tokens_kc = asked.condition(1).tokens_bkc[0]
        sets_kc, beats_kqc = tokens_kc[:, :13], tokens_kc[:, 13 : 13 + 13 * BEATS].unflatten(1, (BEATS, 13))
        assert sets_kc.nonzero().tolist() == [[0, 0], [0, 4], [0, 12]]
        assert beats_kqc.nonzero().tolist() == [[1, 3, 7], [1, 3, 12]]

    def test_notes_and_mean_pitch(self) -> None:
        asked = Conditions.none(1, 2)
        asked.notes_bk[0, 1] = 2.5
        asked.pitch_bk[0, 0] = -6
        tokens_kc = asked.condition(1).tokens_bkc[0, :, 13 + 13 * BEATS :]
        assert [(k, c, tokens_kc[k, c].item()) for k, c in tokens_kc.nonzero().tolist()] == [
            (0, 18, -0.5), (0, 19, 1), (1, 2, 0.5), (1, 3, 0.5), (1, 17, 1),
        ]  # fmt: skip

    def test_the_whole(self) -> None:
        asked = Conditions.none(2, 2)
        asked.whole.update(density=np.array([NAN, 1.25]), key=np.array([13, -1]), style=np.array([-1, 1]))
        numbers = asked.condition(3).whole_bg
        first = whole_numbers(3) - 3 - CHOICES["key"]
        assert [(b, g, numbers[b, g].item()) for b, g in numbers.nonzero().tolist()] == [
            (0, first + 13, 1),
            (1, 2, 0.5), (1, 3, 0.5), (1, len(GRIDS["density"]), 1), (1, first + CHOICES["key"] + 1, 1),
        ]  # fmt: skip

    def test_bars_that_are_the_same_are_tied_and_given_together(self) -> None:
        asked = Conditions.none(1, 4)
        asked.bars_bk[0] = [5, 7, 5, 7]
        asked.given_bk[0, 2] = True
        condition = asked.condition(1)
        assert condition.first_bk.tolist() == [[0, 1, 0, 1]]
        assert condition.given_bk.tolist() == [[True, False, True, False]]
        assert condition.tokens_bkc[0, :, -1].tolist() == [1, 0, 1, 0]
        assert condition.relations_bkkr[0].nonzero().tolist() == [[0, 2, 0], [1, 3, 0], [2, 0, 0], [3, 1, 0]]

    def test_rhythms_shapes_and_likeness_of_two_bars(self) -> None:
        asked = Conditions.none(1, 3)
        asked.rhythms_bk[0] = [0, 0, -1]
        asked.shapes_bk[0] = [-1, 4, 4]
        asked.similar_bkk[0] = np.array([[1, 0, 0.25], [0, 1, 0], [0.25, 0, 1]])
        relations_kkr = asked.condition(1).relations_bkkr[0]
        assert [(*place, relations_kkr[tuple(place)].item()) for place in relations_kkr.nonzero().tolist()] == [
            (0, 1, 1, 1), (0, 2, 3, 0.25), (1, 0, 1, 1), (1, 2, 2, 1), (2, 0, 3, 0.25), (2, 1, 2, 1),
        ]  # fmt: skip


def test_what_is_asked_is_left_out_by_name() -> None:
    asked = Conditions.none(1, 2)
    asked.sets_bkp[:] = asked.beats_bkqp[:] = 1
    asked.notes_bk[:] = 3
    asked.whole.update(key=np.array([4]), density=np.array([3.0]))
    free = asked.without({"sets", "key"})
    assert not free.sets_bkp.any()
    assert not free.beats_bkqp.any()
    assert set(free.whole) == {"density"}
    assert (free.notes_bk == 3).all()
    uncounted = asked.without({"notes"})
    assert np.isnan(uncounted.notes_bk).all()
    assert uncounted.sets_bkp.all()
    assert set(uncounted.whole) == {"key", "density"}
    assert asked.sets_bkp.all()
    assert (asked.notes_bk == 3).all()
    assert "key" in asked.whole
