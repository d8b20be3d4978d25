"""What the paper's models cost: actor and critic against the VAE (section 4, figure 14)."""

from __future__ import annotations

from collections.abc import Callable

import torch
from rich.table import Table
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from lc_common.actor import Actor
from lc_common.critic import Critic
from lc_common.nets import SIZES, NetConfig
from lcvision.data.sets import DataSpec
from lcvision.vae.config import preset_vae
from lcvision.vae.models import ImageVAE

PAIRS = ("paper", "small")
"""Sizes of conditional pairs, keys of ``SIZES``, the largest first."""
PAPER = {"celeba": {"paper": "96", "small": "2884"}}
"""By data set and size: how many times fewer operations an iteration takes than one of the VAE's (section 4)."""
PAPER_WEIGHTS = {"celeba": {"small": " (paper: 85)"}}
"""By data set and size: how many times fewer weights the pair has than the largest (figure 14)."""


def multiply_adds(run: Callable[..., object], *inputs: torch.Tensor) -> int:
    """Multiply-adds of matrix products and convolutions of ``run(*inputs)``."""
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        run(*inputs)
    return counter.get_total_flops() // 2


def weights(*modules: nn.Module) -> int:
    """Numbers that are learnt."""
    return sum(parameter.numel() for module in modules for parameter in module.parameters())


def cost_table(spec: DataSpec) -> Table:
    """One image or latent through a data set's VAE and through conditional pairs, at the sizes of ``paper``."""
    config, labels = preset_vae("paper", spec), len(spec.names)
    title = f"Cost of one forward pass, {spec.name}, preset paper"
    table = Table(title=title, title_justify="left")
    for column in ("model", "weights", "multiply-adds", "VAE / pair", "paper, an iteration", "weights, paper / this"):
        table.add_column(column, justify="left" if column == "model" else "right")
    said, said_weights = PAPER.get(spec.name, {}), PAPER_WEIGHTS.get(spec.name, {})
    with torch.device("meta"):
        vae = ImageVAE(config)
        image_bchw, z_bd = torch.zeros(1, *spec.shape), torch.zeros(1, config.latent)
        y_by = torch.zeros(1, labels)
        of_vae = multiply_adds(lambda x: vae.decode(vae.encode(x)[0]), image_bchw)
        table.add_row("VAE", f"{weights(vae):,}", f"{of_vae:,}", "", "", "")
        full = None
        for size in PAIRS:
            net = NetConfig(config.latent, labels, **SIZES[size])
            actor, critic = Actor(net), Critic(net)
            of_pair = multiply_adds(lambda z, y, g=actor, d=critic: d(g(z, y), y), z_bd, y_by)
            of_weights = weights(actor, critic)
            fewer = f"{full / of_weights:.0f}{said_weights.get(size, '')}" if full else ""
            full = full or of_weights
            cells = [f"{of_weights:,}", f"{of_pair:,}", f"{of_vae / of_pair:.0f}", said.get(size, ""), fewer]
            table.add_row(f"actor and critic, {net.layers}x{net.units}", *cells)
    return table
