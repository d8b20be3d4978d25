"""Encodings of images at hand brought closer to them than the encoder, which answers for all at once, has put them.

Shapes: ``b`` images, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``d`` latent.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from lcvision.vae.measuring import ROWS
from lcvision.vae.models import ImageVAE

STEPS = 10
"""Each costs a pass through the decoder and back; twice as many gain a tenth of a decibel more."""
LONGEST = 1.0
"""Length of the first step in each dimension, in posterior scales; the steps fall linearly to nothing."""


def refine(
    model: ImageVAE, images_nchw: Tensor, steps: int = STEPS, progress: Callable[[float], None] = lambda share: None
) -> Tensor:
    """Latents ``[n, d]`` near the posteriors' means at which log p(x|z) + log p(z) is larger, without a gradient.

    Adam in units of the posterior's scale: what the encoder is sure of is moved little. An autoencoder's encodings, of
    scale 0, stay where they are.

    Args:
        progress: told after each step what share of the steps, 0..1, is done; of more than ``ROWS`` images, for each
            part of them anew.
    """
    return torch.cat([_refined(model, part.to(model.device), steps, progress) for part in images_nchw.split(ROWS)])


def _refined(model: ImageVAE, images_bchw: Tensor, steps: int, progress: Callable[[float], None]) -> Tensor:
    with torch.no_grad():
        mu_bd, sigma_bd = model.encode(images_bchw)
    away_bd = torch.zeros_like(mu_bd, requires_grad=True)
    adam = torch.optim.Adam([away_bd], lr=LONGEST, betas=(0.9, 0.95))
    for step in range(steps):
        adam.param_groups[0]["lr"] = LONGEST * (1 - step / steps)
        with torch.enable_grad():
            z_bd = mu_bd + sigma_bd * away_bd
            cost = 0.5 * z_bd.square().sum() - model.log_likelihood(images_bchw, model.decode(z_bd)).sum()
            (away_bd.grad,) = torch.autograd.grad(cost, away_bd)
        adam.step()
        progress((step + 1) / steps)
    return mu_bd + sigma_bd * away_bd.detach()
