"""Rewards against melodies written out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lc_common.errors import UserError
from lcmusic.music.melody import HOLD, REST, STEPS
from lcmusic.music.rewards import COMBINATIONS, REWARDS, combined, parse_reward
from tests.lcmusic.conftest import random_melodies

H, R = HOLD, REST


def melody(*first: int) -> np.ndarray:
    """One melody ``[1, 256]``: the given symbols, then rests."""
    return np.array([[*first, *[R] * (STEPS - len(first))]], np.uint8)


def score(text: str, symbols_nt: np.ndarray) -> list[float]:
    return parse_reward(text)(symbols_nt).tolist()


NOTES = melody(60, H, 62, H, 64, R, 61, 60)


@pytest.mark.parametrize(("text", "expected"), [
    ("pitch_set(C major)", 4 / 5),
    ("pitch_set(0 2 4 1)", 1.0),
    ("density(10)", 0.5),
    ("density(5)", 1.0),
    ("max_density(2)", 2 / 5),
    ("rest_share(1)", 249 / 256),
    ("rest_share(0.5)", 1.0),
    ("pitch_range(61, 64)", 3 / 5),
    ("stepwise()", 3 / 4),
    ("last_on_tonic(C)", 1.0),
    ("last_on_tonic(G)", 0.0),
])  # fmt: skip
def test_notes_by_hand(text, expected):
    assert score(text, NOTES) == pytest.approx([expected])


@pytest.mark.parametrize("text", [kind.example for kind in REWARDS.values()])
def test_a_melody_without_notes_earns_what_the_rule_says(text):
    expected = {"max_density(64)": 1.0, "rest_share(0.3)": 1.0, "contour(up)": 0.5}.get(text, 0.0)
    assert score(text, melody()) == [expected]


def test_syncopation_is_holding_over_a_stronger_step():
    on_the_beat = melody(60, H, H, H, 60, H, H, H)
    off_beat_short = melody(R, R, 60, H, R)  # ends before the beat
    over_the_beat = melody(R, R, 60, H, H, H)
    over_the_bar = melody(*[R] * 12, 60, H, H, H, H, H)
    both = [on_the_beat, off_beat_short, over_the_beat, over_the_bar]
    assert [score("syncopation(1)", m)[0] for m in both] == [0, 0, 1, 1]


def test_repetition_counts_bars_that_stood_before():
    bar = [60, H, 62, H, *[R] * 12]
    other = [64, H, 62, H, *[R] * 12]
    assert score("repetition()", melody(*bar, *other, *bar, *bar)) == [2 / 15]


def test_contour_is_correlation():
    rising = melody(60, 62, 64, 66)
    assert score("contour(up)", rising) == pytest.approx([1.0])
    assert score("contour(down)", rising) == pytest.approx([0.0])
    assert score("contour(up)", melody(60, 60, 60)) == [0.5]


@settings(max_examples=25)
@given(st.integers(0, 1000))
def test_every_reward_lies_in_0_1_and_scores_each_melody_for_itself(seed):
    symbols_nt = random_melodies(3, seed)
    for kind in REWARDS.values():
        rewards = parse_reward(kind.example)(symbols_nt)
        assert rewards.shape == (3,)
        assert np.all((rewards >= 0) & (rewards <= 1))
        alone = [parse_reward(kind.example)(row[None])[0] for row in symbols_nt]
        np.testing.assert_allclose(rewards, alone, atol=1e-12)


@pytest.mark.parametrize(("how", "expected"), [("product", 0.4), ("mean", 0.65), ("minimum", 0.5)])
def test_rewards_combine(how, expected):
    both = combined([parse_reward("pitch_set(C major)"), parse_reward("density(10)")], how)
    assert both(NOTES).tolist() == pytest.approx([expected])
    assert how in COMBINATIONS


@pytest.mark.parametrize(("text", "message"), [
    ("pich_set(C major)", "There is no reward 'pich_set"),
    ("density", "write it like density"),
    ("stepwise(3)", r"write it like stepwise\(\)"),
    ("density(300)", "'300' is not a number of notes: a number from 1 to 256"),
    ("density(nan)", "'nan' is not a number of notes"),
    ("pitch_set(C majr)", "no scale 'majr'"),
    ("pitch_range(70, 60)", "not a pitch range"),
    ("contour(left)", "choose up or down"),
])  # fmt: skip
def test_bad_rewards(text, message):
    with pytest.raises(UserError, match=message):
        parse_reward(text)


@pytest.mark.parametrize("texts", [
    ("density(192)", "max_density(100)"), ("max_density(100)", "density(192)"),
    ("pitch_set(C E)", "pitch_set(D F)"), ("pitch_set(C major)", "last_on_tonic(F#)"),
    ("contour(up)", "contour(down)"), ("pitch_range(60, 64)", "pitch_range(70, 80)"),
    ("density(200)", "rest_share(0.5)"),
])  # fmt: skip
def test_contradictory_rules(texts):
    with pytest.raises(UserError, match="contradict each other"):
        combined([parse_reward(text) for text in texts])


def test_a_combination_must_exist_and_hold_something():
    with pytest.raises(UserError, match="There is no combination 'max'"):
        combined([parse_reward("stepwise()")], "max")
    with pytest.raises(UserError, match="At least one reward"):
        combined([])
