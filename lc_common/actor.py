"""The actor G(z) or G(z, y): moves a latent to where a constraint is satisfied (appendix 9.2.4, figure 12a)."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from lc_common.nets import MLP, NetConfig


class Actor(nn.Module):
    """z' = (1 - gates) * z + gates * delta, so that the network need only predict a shift where one is wanted."""

    def __init__(self, config: NetConfig, gate: float = 0.0):
        """``gate``: added to the logits of all gates at first; -2 begins with small moves, which calms the game."""
        super().__init__()
        self.config = config
        self.mlp = MLP(config, outputs=2 * config.latent)
        last = self.mlp.layers[-1]
        assert isinstance(last, nn.Linear)
        with torch.no_grad():
            last.bias[config.latent :] += gate

    def forward(self, z_bd: Tensor, y_by: Tensor | None = None) -> Tensor:
        """Shifted latents ``[b, d]``; gates lie in (0, 1)."""
        delta_bd, raw_bd = self.mlp(z_bd, y_by).chunk(2, dim=1)
        return z_bd.lerp(delta_bd, raw_bd.sigmoid())
