"""The critic D(z) or D(z, y): how likely a latent satisfies a constraint (appendix 9.2.5, figure 12b)."""

from __future__ import annotations

from torch import Tensor, nn

from lc_common.nets import MLP, NetConfig


class Critic(nn.Module):
    """Latents to logits; D is their sigmoid. Losses take the logits, which keep their digits near 0 and 1."""

    def __init__(self, config: NetConfig):
        super().__init__()
        self.config = config
        self.mlp = MLP(config, outputs=1)

    def forward(self, z_bd: Tensor, y_by: Tensor | None = None) -> Tensor:
        """The logits of D, ``[b]``, of latents ``[b, d]`` and labels ``[b, y]`` (None if unconditional)."""
        return self.mlp(z_bd, y_by).squeeze(1)
