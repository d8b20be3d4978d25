"""What the paper's models cost: actor and critic against the VAE (section 4, figure 14)."""

from __future__ import annotations

import torch
from rich.table import Table
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from lc_common.actor import Actor
from lc_common.critic import Critic
from lc_common.nets import SIZES, NetConfig
from lcvision.vae.models import LABELS, PRESETS, SHAPES, ImageVAE

PAPER = {"paper": "96", "small": "2884"}
"""How many times fewer operations an iteration takes than one of the VAE's (section 4)."""
PAPER_WEIGHTS = 85
"""How many times fewer weights the small pair has (figure 14)."""


def multiply_adds(run, *inputs: torch.Tensor) -> int:
    """Multiply-adds of matrix products and convolutions of ``run(*inputs)``."""
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        run(*inputs)
    return counter.get_total_flops() // 2


def weights(*modules: nn.Module) -> int:
    """Numbers that are learnt."""
    return sum(parameter.numel() for module in modules for parameter in module.parameters())


def cost_table() -> Table:
    """One image or latent through the CelebA VAE and through the conditional pairs, at the sizes of ``paper``."""
    config = PRESETS["paper"]["celeba"]
    title = "Cost of one forward pass, CelebA, preset paper"
    table = Table(title=title, title_justify="left")
    for column in ("model", "weights", "multiply-adds", "VAE / pair", "paper, an iteration", "weights, paper / this"):
        table.add_column(column, justify="left" if column == "model" else "right")
    with torch.device("meta"):
        vae = ImageVAE(config)
        image_bchw, z_bd, y_by = (
            torch.zeros(1, *SHAPES["celeba"]),
            torch.zeros(1, config.latent),
            torch.zeros(1, LABELS),
        )
        of_vae = multiply_adds(lambda x: vae.decode(vae.encode(x)[0]), image_bchw)
        table.add_row("VAE", f"{weights(vae):,}", f"{of_vae:,}", "", "", "")
        full = None
        for size, said in PAPER.items():
            net = NetConfig(config.latent, LABELS, **SIZES[size])
            actor, critic = Actor(net), Critic(net)
            of_pair = multiply_adds(lambda z, y, g=actor, d=critic: d(g(z, y), y), z_bd, y_by)
            full = full or weights(actor, critic)
            fewer = full / weights(actor, critic)
            cells = [f"{weights(actor, critic):,}", f"{of_pair:,}", f"{of_vae / of_pair:.0f}", said]
            said_fewer = "" if size == "paper" else f"{fewer:.0f} (paper: {PAPER_WEIGHTS})"
            table.add_row(f"actor and critic, {SIZES[size]['layers']}x{SIZES[size]['units']}", *cells, said_fewer)
    return table
