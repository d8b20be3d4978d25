"""The key that a melody sounds in.

Shapes: ``n`` melodies, ``t`` steps, ``p`` 12 pitch classes, ``y`` 24 keys.
"""

from __future__ import annotations

import numpy as np

from lcmusic.music.melody import HOLD, PITCHES
from lcmusic.music.scales import pitch_classes
from lcmusic.music.statistics import onsets

NONE = -1
"""Where there is no note."""
KEY_MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
KEY_MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])
"""How well each degree fits a major and a minor key (Krumhansl and Kessler 1982)."""
MODES = (
    ("major", "mixolydian", "lydian"),
    ("natural minor", "dorian", "harmonic minor", "melodic minor", "phrygian"),
)
"""Scales with a major and with a minor third; where several fit as well the first is meant."""


def found_key(symbols_nt: np.ndarray, major_p: np.ndarray = KEY_MAJOR, minor_p: np.ndarray = KEY_MINOR) -> np.ndarray:
    """The key that each melody sounds in, by correlation with Krumhansl's profiles: tonic 0..11, + 12 in minor.

    Every note counts by its length. ``NONE`` without notes.
    """
    n, t = symbols_nt.shape
    onset_nt = onsets(symbols_nt)
    started_nt = np.maximum.accumulate(np.where(symbols_nt == HOLD, 0, np.arange(t)), axis=1)
    sounding_nt = np.take_along_axis(symbols_nt, started_nt, axis=1)
    row_m, step_m = np.nonzero(sounding_nt < PITCHES)
    steps_np = np.zeros((n, 12))
    np.add.at(steps_np, (row_m, sounding_nt[row_m, step_m] % 12), 1)
    fit_ny = _fit(steps_np, major_p, minor_p)
    return np.where(onset_nt.any(1), fit_ny.argmax(1), NONE).astype(np.int8)


def key_and_scale(weights_p: np.ndarray) -> tuple[int, str] | None:
    """The key that pitch classes sound in, each with how long it sounds, as root and scale; None without notes.

    Krumhansl's profiles tell root and third; of the scales with that third it is the one that most of them lie in.
    """
    if not weights_p.any():
        return None
    mode, root = divmod(int(_fit(weights_p[None], KEY_MAJOR, KEY_MINOR).argmax()), 12)
    inside = [float(weights_p[sorted(pitch_classes(root, scale))].sum()) for scale in MODES[mode]]
    return root, MODES[mode][int(np.argmax(inside))]


def _fit(steps_np: np.ndarray, major_p: np.ndarray, minor_p: np.ndarray) -> np.ndarray:
    """How well each key fits, ``[n, 12] -> [n, y]``."""
    profiles_yp = np.stack([np.roll(profile, tonic) for profile in (major_p, minor_p) for tonic in range(12)])
    profiles_yp -= profiles_yp.mean(1, keepdims=True)
    profiles_yp /= np.linalg.norm(profiles_yp, axis=1, keepdims=True)
    return (steps_np - steps_np.mean(1, keepdims=True)) @ profiles_yp.T
