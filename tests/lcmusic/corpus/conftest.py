"""Tunes that corpora are built from."""

from pathlib import Path

import numpy as np
import pytest

from lcmusic.media.midi import write_melody
from lcmusic.music.melody import HOLD, Melody


def tune(seed: int, bars: int = 16) -> np.ndarray:
    """A melody in quarter notes that no other seed has; symbols ``[16 * bars]``."""
    pitches = np.random.default_rng(seed).integers(50, 80, 4 * bars)
    return np.stack([pitches, *[np.full(4 * bars, HOLD)] * 3], axis=1).reshape(-1).astype(np.uint8)


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    """Forty tunes of 16 to 19 bars in a folder."""
    folder = tmp_path / "songs"
    (folder / "more").mkdir(parents=True)
    for seed in range(40):
        write_melody(folder / ("more" if seed % 2 else ".") / f"{seed:02}.mid", Melody(tune(seed, 16 + seed % 4)))
    return folder
