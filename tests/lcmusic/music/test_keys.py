"""The key and scale of what sounds."""

import numpy as np
import pytest

from lcmusic.music.keys import key_and_scale
from lcmusic.music.scales import SCALES


def weights(root, scale, tonic=3.0):
    """A scale on a root whose tonic triad sounds longest, as in tunes."""
    weights_p = np.zeros(12)
    for step in SCALES[scale]:
        weights_p[(root + step) % 12] = tonic if step in (0, 3, 4, 7) else 1.0
    return weights_p


@pytest.mark.parametrize("scale", ["major", "natural minor", "dorian", "harmonic minor", "mixolydian"])
@pytest.mark.parametrize("root", range(12))
def test_a_tune_that_dwells_on_its_triad_has_its_own_key(root, scale):
    assert key_and_scale(weights(root, scale)) == (root, scale)


def test_silence_has_no_key():
    assert key_and_scale(np.zeros(12)) is None
