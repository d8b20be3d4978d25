"""Any number of melodies through the model, a few at a time, so that memory stays flat.

Shapes: ``n`` melodies, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import decode

ROWS = 256
"""Melodies at a time."""


@torch.no_grad()
def posteriors(model: MelodyVAE, symbols_nt: np.ndarray, refined: bool = False) -> Iterator[tuple[Tensor, Tensor]]:
    """``q(z|x)`` of melodies (uint8, may be a memory map): mean and standard deviation, ``ROWS`` melodies at a time.

    ``refined`` says the melodies more exactly (``MelodyVAE.encode_refined``).
    """
    encode = model.encode_refined if refined else model.encode
    for start in range(0, len(symbols_nt), ROWS):
        yield encode(torch.from_numpy(symbols_nt[start : start + ROWS].astype(np.int64)).to(model.device))


def encode_all(model: MelodyVAE, symbols_nt: np.ndarray, refined: bool = False) -> tuple[Tensor, Tensor]:
    """``posteriors`` of all melodies together: mean and standard deviation, each ``[n, d]``."""
    mu_nd, sigma_nd = (torch.cat(column) for column in zip(*posteriors(model, symbols_nt, refined), strict=True))
    return mu_nd, sigma_nd


def decode_all(
    model: MelodyVAE,
    z_nd: Tensor,
    temperature: float,
    generator: torch.Generator | None = None,
    allowed_v: np.ndarray | None = None,
) -> np.ndarray:
    """``decode`` for any number of latents: ``[n, d] -> [n, t]``."""
    parts = z_nd.to(model.device).split(ROWS)
    return np.concatenate(
        [decode(model, part, temperature=temperature, generator=generator, allowed_v=allowed_v) for part in parts]
    )
