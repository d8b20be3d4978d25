"""What a melody VAE keeps of a melody: the figures that training watches and evaluation prints.

Shapes: ``b`` melodies, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lc_common.vae import kl_to_standard_normal, reparameterise
from lcmusic.music.melody import PITCHES
from lcmusic.vae.batching import ROWS
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import decode

ACTIVE_VARIANCE = 0.01
"""A latent dimension is active if the posterior's mean varies by more than this over the data (Burda et al. 2016)."""


@dataclass(frozen=True)
class Reconstruction:
    """Means over a set of melodies. Accuracies are shares of steps, or of the steps where the original has an onset.

    Attributes:
        nll_per_step: -log p(x|z) a step, z from the posterior, teacher-forced; nats.
        elbo_per_step: the evidence lower bound a step (equation 1); nats.
        kl: KL(q(z|x) || p(z)) a melody; nats.
        active: latent dimensions in use.
        forced: teacher-forced argmax accuracy, z from the posterior.
        argmax, argmax_onsets: decoded freely by argmax from the posterior's mean.
        sampled, sampled_onsets: decoded freely at temperature 1, z from the posterior.
    """

    nll_per_step: float
    elbo_per_step: float
    kl: float
    active: int
    forced: float
    argmax: float
    argmax_onsets: float
    sampled: float
    sampled_onsets: float


@torch.no_grad()
def reconstruction(model: MelodyVAE, symbols_bt: Tensor, seed: int = 0, refined: bool = False) -> Reconstruction:
    """Measure melodies ``[b, t]`` (int64), ``ROWS`` at a time; the same seed draws the same samples.

    ``refined`` takes the posterior of ``encode_refined`` (``fast``) instead of the encoder's own.
    """
    generator = torch.Generator(model.device).manual_seed(seed)
    steps = symbols_bt.shape[1]
    sums = np.zeros(7)
    means_bd = []
    for part_bt in symbols_bt.to(model.device).split(ROWS):
        mu_bd, sigma_bd = model.encode_refined(part_bt, fast=True) if refined else model.encode(part_bt)
        z_bd = reparameterise(mu_bd, sigma_bd, generator)
        logits_btv = model.logits(z_bd, part_bt).float()
        nll = functional.cross_entropy(logits_btv.flatten(0, 1), part_bt.flatten(), reduction="sum") / steps
        original_bt = part_bt.cpu().numpy()
        onset_bt = original_bt < PITCHES
        right = [
            logits_btv.argmax(-1).cpu().numpy() == original_bt,
            decode(model, mu_bd, temperature=0) == original_bt,
            decode(model, z_bd, temperature=1, generator=generator) == original_bt,
        ]
        shares = [r.mean() * len(r) for r in right] + [(r & onset_bt).sum() for r in right[1:]]
        sums += [nll.item(), kl_to_standard_normal(mu_bd, sigma_bd).sum().item(), *shares]
        means_bd.append(mu_bd)
    nll, kl, forced, argmax, sampled = sums[:5] / len(symbols_bt)
    argmax_onsets, sampled_onsets = sums[5:] / (symbols_bt < PITCHES).sum().item()
    active = int((torch.cat(means_bd).var(0) > ACTIVE_VARIANCE).sum())
    return Reconstruction(nll, -nll - kl / steps, kl, active, forced, argmax, argmax_onsets, sampled, sampled_onsets)
