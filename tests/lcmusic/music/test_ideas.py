"""Ideas: the same numbers for the same seed, draws of N(0, 1) however they are mixed."""

import numpy as np
import pytest

from lcmusic.music.ideas import fresh, neighbour


def test_an_idea_follows_from_seed_and_number_alone():
    idea = fresh((4, 3), 7, 2)
    assert (idea.shape, idea.dtype) == ((4, 3), np.float32)
    assert np.array_equal(idea, np.random.default_rng((7, 2)).standard_normal((4, 3)).astype(np.float32))
    assert np.array_equal(idea.ravel(), fresh((12,), 7, 2))
    assert not np.array_equal(idea, fresh((4, 3), 7, 3))
    assert not np.array_equal(idea, fresh((4, 3), 8, 2))


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_neighbour_is_a_draw_as_well(share):
    idea, other = fresh((20_000,), 0), fresh((20_000,), 1)
    between = neighbour(idea, other, share)
    assert (between.shape, between.dtype) == (idea.shape, np.float32)
    assert between.var() == pytest.approx(1, abs=0.03)
    assert np.corrcoef(idea, between)[0, 1] == pytest.approx(np.sqrt(1 - share), abs=0.02)
