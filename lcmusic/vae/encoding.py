"""Latents of a melody VAE and what they decode to: where constraints learn from.

Shapes: ``n`` melodies, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from lc_common import latents
from lcmusic.corpus import Split
from lcmusic.corpus.batches import STRETCHED, Augment, MelodyBatches
from lcmusic.vae.batching import ROWS, encode_all
from lcmusic.vae.model import MelodyVAE


class Encodings(latents.Encodings):
    """The posteriors of a set of melodies, and the melodies ``symbols_nt``."""

    def __init__(self, mu_nd: Tensor, sigma_nd: Tensor, symbols_nt: np.ndarray) -> None:
        super().__init__(mu_nd, sigma_nd)
        self.symbols_nt = symbols_nt


def encode_split(model: MelodyVAE, split: Split, n: int, seed: int, augment: Augment | None = STRETCHED) -> Encodings:
    """Encode ``n`` melodies of a split, drawn with the balance of training; as they are if ``augment`` is None.

    Constraints learn from music as people write it: what only the VAE has to know is not among it.

    Melodies as they are count alike, whatever source they are from: their sets are what held-out music is compared to.
    """
    split = split.cut(model.config.bars)
    if augment is None:
        symbols_nt = split.draw(n, np.random.default_rng(seed))
    else:
        batches = MelodyBatches(split, rows=ROWS, augment=augment, seed=seed)
        symbols_nt = torch.cat([batches(i) for i in range(-(-n // ROWS))])[:n].numpy().astype(np.uint8)
    return Encodings(*encode_all(model, symbols_nt), symbols_nt)
