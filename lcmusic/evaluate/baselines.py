"""What constraints are compared with: rejection, attribute vectors, and a Scale device's snapping.

Shapes: ``n`` melodies, ``t`` steps, ``d`` latent, ``p`` 12 pitch classes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from lc_common.latents import mean_difference
from lcmusic.music.melody import PITCHES

Score = Callable[[np.ndarray], np.ndarray]


def attribute_vector(z_nd: Tensor, reward_n: np.ndarray, share: float = 0.1) -> Tensor:
    """Mean latent of the best-rewarded share of melodies less that of the others, ``[d]`` (White 2016)."""
    has_n = torch.zeros(len(z_nd), dtype=torch.bool)
    has_n[np.argsort(-reward_n, kind="stable")[: max(1, round(share * len(z_nd)))].copy()] = True
    return mean_difference(z_nd, has_n)


def best_of(symbols_cnt: np.ndarray, score: Score) -> tuple[np.ndarray, np.ndarray]:
    """Rejection sampling: of ``c`` candidates ``[c, n, t]`` for each melody the best; with their positions ``[n]``."""
    reward_cn = np.stack([score(symbols_nt) for symbols_nt in symbols_cnt])
    chosen_n = reward_cn.argmax(0)
    return symbols_cnt[chosen_n, np.arange(symbols_cnt.shape[1])], chosen_n


def snapped(symbols_nt: np.ndarray, allowed: frozenset[int]) -> np.ndarray:
    """Every note outside a set of pitch classes moved to the nearest inside it, the lower one where two are as near."""
    table = np.arange(256).astype(np.uint8)
    inside = np.array([p for p in range(PITCHES) if p % 12 in allowed])
    for pitch in range(PITCHES):
        table[pitch] = inside[np.abs(inside - pitch).argmin()]
    return table[symbols_nt]
