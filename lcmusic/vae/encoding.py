"""Latents of a melody VAE and what they decode to: where constraints learn from.

Shapes: ``n`` melodies, ``t`` 256 steps, ``d`` latent.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from lc_common import latents
from lcmusic.corpus import Split
from lcmusic.corpus.batches import Augment, MelodyBatches
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import decode

ROWS = 256
VARIED = Augment()


class Encodings(latents.Encodings):
    """The posteriors of a set of melodies, and the melodies ``symbols_nt``."""

    def __init__(self, mu_nd: Tensor, sigma_nd: Tensor, symbols_nt: np.ndarray) -> None:
        super().__init__(mu_nd, sigma_nd)
        self.symbols_nt = symbols_nt


@torch.no_grad()
def encode_split(model: MelodyVAE, split: Split, n: int, seed: int, augment: Augment | None = VARIED) -> Encodings:
    """Encode ``n`` melodies of a split, drawn and varied as in the VAE's training; as they are if ``augment`` is None.

    Melodies as they are count alike, whatever source they are from: their sets are what held-out music is compared to.
    """
    if augment is None:
        symbols_nt = torch.from_numpy(split.draw(n, np.random.default_rng(seed)).astype(np.int64))
    else:
        batches = MelodyBatches(split, rows=ROWS, augment=augment, seed=seed)
        symbols_nt = torch.cat([batches(i) for i in range(-(-n // ROWS))])[:n]
    parts = [model.encode(part.to(model.device)) for part in symbols_nt.split(ROWS)]
    mu_nd, sigma_nd = (torch.cat(column) for column in zip(*parts, strict=True))
    return Encodings(mu_nd, sigma_nd, symbols_nt.numpy().astype(np.uint8))


def decode_all(
    model: MelodyVAE,
    z_nd: Tensor,
    temperature: float,
    generator: torch.Generator | None = None,
    allowed_v: np.ndarray | None = None,
) -> np.ndarray:
    """``decode`` for any number of latents, a few at a time: ``[n, d] -> [n, t]``."""
    parts = z_nd.to(model.device).split(ROWS)
    options = {"temperature": temperature, "generator": generator, "allowed_v": allowed_v}
    return np.concatenate([decode(model, part, **options) for part in parts])
