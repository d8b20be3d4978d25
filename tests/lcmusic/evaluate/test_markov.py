"""The trivial rival: it says again what it has seen, and mixes what it has seen go on in two ways."""

import numpy as np
import pytest

from lcmusic.evaluate.markov import MarkovChain, Table
from lcmusic.music.melody import HOLD, REST, STEPS, Melody
from tests.lcmusic.conftest import random_melodies


def test_a_chain_of_one_melody_has_its_symbols_on_their_steps_of_the_bar():
    bar_s = [60, HOLD, HOLD, HOLD, 62, HOLD, HOLD, HOLD, 64, HOLD, REST, REST, 65, HOLD, 67, HOLD]
    symbols_nt = np.tile(np.array(bar_s, np.uint8), 16)[None]
    np.testing.assert_array_equal(MarkovChain(symbols_nt).sample(3), np.repeat(symbols_nt, 3, axis=0))


def test_where_two_melodies_meet_either_way_on_is_taken():
    # 24 steps of the same are all that a chain can remember.
    symbols_nt = np.full((2, STEPS), HOLD, np.uint8)
    symbols_nt[:, 0] = 60
    symbols_nt[:, 32] = 62, 64
    sampled_nt = MarkovChain(symbols_nt).sample(60, seed=1)
    assert set(sampled_nt[:, 0].tolist()) == {60}
    assert {62, 64} <= set(sampled_nt[sampled_nt < HOLD].tolist()) == {60, 62, 64}


def test_a_known_context_is_left_as_often_as_witten_and_bell_say():
    # After key 5 come 7, 7, 7 and 9: four symbols, two different ones; it stays with 4 / (4 + 2).
    table = Table.of(np.array([5, 8, 5, 5, 5], np.uint64), np.array([7, 1, 9, 7, 7], np.uint8))
    assert (table.count_u.tolist(), table.different_u.tolist()) == ([4, 1], [2, 1])
    drawn_n, stands_n = table.draw(np.full(6000, 5, np.uint64), np.random.default_rng(0))
    assert stands_n.mean() == pytest.approx(4 / 6, abs=0.02)
    assert (drawn_n == 7).mean() == pytest.approx(3 / 4, abs=0.02)
    assert set(drawn_n.tolist()) == {7, 9}
    assert not table.draw(np.array([4, 6, 2**40], np.uint64), np.random.default_rng(0))[1].any()


def test_samples_are_melodies_that_differ_and_the_seed_repeats_them():
    chain = MarkovChain(random_melodies(30))
    sampled_nt = chain.sample(20, seed=5)
    assert sampled_nt.shape == (20, STEPS)
    for symbols_t in sampled_nt:
        np.testing.assert_array_equal(symbols_t, Melody(symbols_t).symbols_t)
    assert len(np.unique(sampled_nt, axis=0)) == 20
    np.testing.assert_array_equal(chain.sample(20, seed=5), sampled_nt)
    assert (chain.sample(20, seed=6) != sampled_nt).any()


def test_training_draws_with_the_balance_of_training_and_in_all_keys(small_split):
    sampled_nt = MarkovChain.trained(small_split, windows=100).sample(10)
    assert sampled_nt.shape == (10, STEPS)
