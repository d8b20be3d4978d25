"""Ideas: what a melody begins with before any knob is turned, arrays of independent draws of N(0, 1).

A model says their shape. Players and pages carry ideas about, keep them and mix them, and never look inside. Knows no
torch.
"""

from __future__ import annotations

import math

import numpy as np


def fresh(shape: tuple[int, ...], seed: int, number: int = 0) -> np.ndarray:
    """Idea ``number`` of a seed, float32; every number has its own, whichever were drawn before."""
    return np.random.default_rng((seed, number)).standard_normal(shape).astype(np.float32)


def neighbour(idea: np.ndarray, other: np.ndarray, share: float) -> np.ndarray:
    """An idea on the way to another, float32: ``share`` 0..1 of its variance is the other's.

    Where both are independent draws this is a draw as well, so that a walk of such steps stays among the ideas.
    """
    return (math.sqrt(1 - share) * idea + math.sqrt(share) * other).astype(np.float32)
