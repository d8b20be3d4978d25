"""What a few marks say of melodies that nobody marked."""

import numpy as np
import pytest

from lcmusic.constraints.taste import Preference
from lcmusic.music.melody import REST, STEPS
from lcmusic.music.statistics import notes_per_bar
from tests.lcmusic.conftest import random_melodies


def with_notes(density: float, n: int, seed: int) -> np.ndarray:
    """Random melodies with about so many notes a bar."""
    rng = np.random.default_rng(seed)
    symbols_nt = rng.integers(55, 80, (n, STEPS)).astype(np.uint8)
    symbols_nt[rng.random((n, STEPS)) > density / 16] = REST
    symbols_nt[:, 0] = 60
    return symbols_nt


@pytest.mark.parametrize("many", [True, False])
def test_twenty_marks_tell_what_is_liked_of_others(many):
    marked_nt = np.concatenate([with_notes(3, 10, 0), with_notes(8, 10, 1)])
    liked_n = (notes_per_bar(marked_nt).mean(1) > 5) == many
    judge = Preference(marked_nt, liked_n.astype(float))
    few, lots = judge(with_notes(3, 50, 2)), judge(with_notes(8, 50, 3))
    assert ((lots > 0.5).mean(), (few > 0.5).mean()) == ((1, 0) if many else (0, 1))


def test_more_than_was_ever_marked_is_not_liked_more_and_silence_not_at_all():
    marked_nt = np.concatenate([with_notes(6, 10, 0), with_notes(3, 10, 1)])
    judge = Preference(marked_nt, np.repeat([0.0, 1.0], 10))
    silent_nt = np.full((1, STEPS), REST, np.uint8)
    assert judge(silent_nt).tolist() == [0.0]
    assert (judge(random_melodies(3)) <= 1).all()
