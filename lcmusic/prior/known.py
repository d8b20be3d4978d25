"""What a melody must not repeat: the stretches of bars that the learned prior was trained on, as a Bloom filter.

A prior of this size learns some of its training melodies by heart. Half a megabyte tells which melodies hold eight bars
of one, at any transposition, and nothing else of them. A Bloom filter (1970) never misses what it was told; of other
stretches it takes one of a thousand for known with 300,000 told, which costs a melody, not a copy.

Shapes: ``n`` melodies, ``t`` steps, ``m`` stretches, ``h`` hashes.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.music.statistics import COPIED_BARS, stretch_keys

BITS = 1 << 22
HASHES = 10
ROWS = 4096
"""Melodies that are told at a time."""


class KnownStretches(nn.Module):
    """Stretches of ``COPIED_BARS`` bars, or of all where melodies are shorter.

    Attributes:
        bits_x: the filter, eight bits a byte.
    """

    bits_x: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("bits_x", torch.zeros(BITS // 8, dtype=torch.uint8))

    def fit(self, symbols_nt: np.ndarray) -> None:
        """Take the stretches of melodies, and forget all others."""
        told = np.zeros(BITS, bool)
        for first in range(0, len(symbols_nt), ROWS):
            told[_places(_keys(symbols_nt[first : first + ROWS])[0])] = True
        self.bits_x.copy_(torch.from_numpy(np.packbits(told)))

    def copied(self, symbols_nt: np.ndarray) -> np.ndarray:
        """Which melodies hold one of the stretches, bool ``[n]``."""
        keys_m, row_m = _keys(symbols_nt)
        place_mh = _places(keys_m)
        told_m = (self.bits_x.numpy()[place_mh // 8] >> (7 - place_mh % 8) & 1).all(1)
        return np.bincount(row_m, told_m, len(symbols_nt)) > 0


def _keys(symbols_nt: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return stretch_keys(symbols_nt, min(COPIED_BARS, symbols_nt.shape[1] // STEPS_PER_BAR))


def _places(keys_m: np.ndarray) -> np.ndarray:
    """Where each hash of a key stands, int64 ``[m, h]`` (double hashing, Kirsch and Mitzenmacher 2008)."""
    mixed_m = keys_m * np.uint64(0x9E3779B97F4A7C15)
    mixed_m = mixed_m ^ (mixed_m >> np.uint64(32))
    first_m, second_m = mixed_m >> np.uint64(32), (mixed_m & np.uint64(0xFFFFFFFF)) | np.uint64(1)
    place_mh = first_m[:, None] + second_m[:, None] * np.arange(HASHES, dtype=np.uint64)
    return (place_mh % np.uint64(BITS)).astype(np.int64)
