"""The feed-forward network that critics and actors are made of (appendix 9.2.4, 9.2.5, figure 12).

Shapes: b batch, d latent, y label, u units.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn

from lc_common.errors import UserError

SIZES = {
    "paper": {"layers": 4, "units": 2048},
    "small": {"layers": 3, "units": 256},  # table 1, figure 14
    "compact": {"layers": 3, "units": 512},
}
"""Sizes of critics and actors by preset; ``NetConfig(latent=256, **SIZES["compact"])``."""


@dataclass(frozen=True)
class NetConfig:
    """Sizes of one critic or actor. The defaults are the paper's.

    Raises:
        UserError: a size is out of range.
    """

    latent: int
    label: int = 0
    """Numbers in the label y; 0: unconditional."""
    layers: int = 4
    """Hidden layers, each followed by a ReLU."""
    units: int = 2048
    """Outputs of each hidden layer, and of the label's own layer."""

    def __post_init__(self):
        for name, least in (("latent", 1), ("label", 0), ("layers", 1), ("units", 1)):
            if getattr(self, name) < least:
                raise UserError(f"{name} is {getattr(self, name)}; it must be at least {least}.")


class MLP(nn.Module):
    """``layers`` linear layers with ReLU, then one without; a label joins z through a linear layer of its own."""

    def __init__(self, config: NetConfig, outputs: int):
        super().__init__()
        self.label = nn.Linear(config.label, config.units) if config.label else None
        sizes = [config.latent + (config.units if config.label else 0)] + [config.units] * config.layers
        hidden = [part for a, b in pairwise(sizes) for part in (nn.Linear(a, b), nn.ReLU())]
        self.layers = nn.Sequential(*hidden, nn.Linear(config.units, outputs))

    def forward(self, z_bd: Tensor, y_by: Tensor | None = None) -> Tensor:
        """``[b, d]`` and, if there is a label, ``[b, y]`` to ``[b, outputs]``."""
        if (y_by is None) != (self.label is None):
            raise ValueError("a conditional network takes a label, and an unconditional one takes none")
        if self.label is not None:
            z_bd = torch.cat([z_bd, self.label(y_by)], dim=1)
        return self.layers(z_bd)
