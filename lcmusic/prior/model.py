"""The learned prior of melodies: a flow from N(0, I) to bar embeddings (``lc_common.prior``), in its own coordinates.

Bar embeddings vary along about half as many directions as they have numbers. A token is an embedding along those
directions, with variance 1 in the mean, which leaves out less than the bar decoder can tell.

Shapes: ``b`` melodies, ``k`` bars, ``e`` bar embedding, ``f`` numbers of a token, ``m`` different bars.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from lc_common.errors import UserError
from lc_common.prior import FlowPrior, FlowPriorConfig
from lcmusic.prior.conditions import RELATIONS, TOKEN_NUMBERS, whole_numbers
from lcmusic.prior.known import KnownStretches
from lcmusic.prior.outline import DRAWN, Outline


@dataclass(frozen=True)
class MelodyPriorConfig:
    """What rebuilds a prior.

    Attributes:
        vae: digest of the VAE whose bar embeddings it makes.
        styles: names of the sources that it can be asked for.
        embedding: numbers of a bar embedding.
        bars, token, width, layers, heads: sizes of the flow; ``token`` is what is kept of an embedding.
        reader: width of the hidden layers between a token and the bar decoder.
    """

    vae: str
    styles: tuple[str, ...]
    embedding: int
    bars: int = 16
    token: int = 64
    width: int = 288
    layers: int = 6
    heads: int = 4
    reader: int = 512

    def __post_init__(self) -> None:
        if not DRAWN <= self.token <= self.embedding:
            raise UserError(f"token is {self.token}; it must lie between {DRAWN} and the embedding's {self.embedding}.")

    def flow(self) -> FlowPriorConfig:
        """The sizes of the flow."""
        return FlowPriorConfig(
            self.bars, self.token, TOKEN_NUMBERS, whole_numbers(len(self.styles)), RELATIONS, self.width, self.layers,
            self.heads,
        )  # fmt: skip


class BarReader(nn.Module):
    """Tokens to what the bar decoder reads: ``[..., f] -> [..., e]``.

    The decoder has learned to read the conductor's embeddings, which the bar encoder's only resemble: of those it
    writes seven onsets of ten as they were, and of what this reads from them more than nine.
    """

    def __init__(self, config: MelodyPriorConfig) -> None:
        super().__init__()
        self.skip = nn.Linear(config.token, config.embedding)
        self.layers = nn.Sequential(
            nn.Linear(config.token, config.reader),
            nn.GELU(),
            nn.Linear(config.reader, config.reader),
            nn.GELU(),
            nn.Linear(config.reader, config.embedding),
        )

    def forward(self, tokens: Tensor) -> Tensor:
        return self.skip(tokens) + self.layers(tokens)


class MelodyPrior(nn.Module):
    """The flow, the coordinates of its tokens, the outlines it is told, what reads its tokens to the decoder, and what
    it must not repeat."""

    centre_e: Tensor
    directions_ef: Tensor

    def __init__(self, config: MelodyPriorConfig) -> None:
        super().__init__()
        self.config = config
        self.flow = FlowPrior(config.flow())
        self.outline = Outline(len(config.styles), config.bars)
        self.reader = BarReader(config)
        self.known = KnownStretches()
        self.register_buffer("centre_e", torch.zeros(config.embedding))
        self.register_buffer("directions_ef", torch.zeros(config.embedding, config.token))

    @torch.no_grad()
    def fit_tokens(self, embeddings_me: np.ndarray, weight_m: np.ndarray) -> None:
        """Lay the coordinates along the principal directions of bar embeddings ``[m, e]`` that count so much."""
        share_m = (weight_m / weight_m.sum())[:, None]
        embeddings_me = embeddings_me.astype(np.float64)
        centre_e = (share_m * embeddings_me).sum(0)
        centred_me = embeddings_me - centre_e
        variance_e, directions_ee = np.linalg.eigh(centred_me.T @ (share_m * centred_me))
        kept_ef = directions_ee[:, ::-1][:, : self.config.token]
        spread = np.sqrt(variance_e[::-1][: self.config.token].mean())
        self.centre_e.copy_(torch.from_numpy(centre_e))
        self.directions_ef.copy_(torch.from_numpy(kept_ef / spread))

    def tokens(self, embeddings: Tensor) -> Tensor:
        """Bar embeddings ``[..., e]`` as tokens ``[..., f]``."""
        return (embeddings - self.centre_e) @ self.directions_ef

    def embeddings(self, tokens: Tensor) -> Tensor:
        """Tokens as bar embeddings."""
        spread = self.directions_ef.square().sum(0)
        return self.centre_e + (tokens / spread) @ self.directions_ef.T
