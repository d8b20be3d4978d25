"""The variational autoencoder's pieces: posterior, reparameterisation, KL, evidence lower bound.

Shapes: b batch, d latent dimension. Log-likelihoods and divergences are in nats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor
from torch.nn import functional


def posterior(params_b2d: Tensor) -> tuple[Tensor, Tensor]:
    """Split the encoder's output into the mean and the scale of q(z|x), both [b, d], float32, scale > 0.

    The first half is mu, the softplus of the second half is sigma (appendix 9.2.1).
    """
    # In float32 also under bfloat16 autocast: the logarithm of a small scale needs the digits.
    mu_bd, raw_bd = params_b2d.float().chunk(2, dim=-1)
    return mu_bd, functional.softplus(raw_bd)


def reparameterise(mu_bd: Tensor, sigma_bd: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """A sample z = mu + sigma * epsilon of q(z|x), [b, d], with a gradient to both; epsilon ~ N(0, I)."""
    epsilon_bd = torch.randn(mu_bd.shape, generator=generator, device=mu_bd.device, dtype=mu_bd.dtype)
    return mu_bd + sigma_bd * epsilon_bd


def kl_to_standard_normal(mu_bd: Tensor, sigma_bd: Tensor) -> Tensor:
    """KL(q(z|x) || N(0, I)) of each latent dimension, [b, d], in nats, >= 0."""
    return 0.5 * (mu_bd.square() + sigma_bd.square() - 1) - sigma_bd.log()


def refine(
    mu_bd: Tensor,
    sigma_bd: Tensor,
    log_likelihood: Callable[[Tensor], Tensor],
    *,
    prior_weight: float = 1.0,
    steps: int = 10,
) -> Tensor:
    """Posterior means brought closer to their data than the encoder put them, [b, d], without a gradient.

    An encoder answers for all data at once and is seldom right for one: this closes the amortisation gap for the data
    at hand (semi-amortised inference, Kim et al. 2018). Each step is half a Newton step uphill on log p(x|z) +
    prior_weight * log p(z), with the posterior's variance for the inverse of the curvature. The scale stays as it is.
    That curvature is a diagonal: where dimensions of z act together, as with our faces, the steps may lead away.

    Args:
        mu_bd, sigma_bd: q(z|x) from the encoder, [b, d].
        log_likelihood: z [b, d] -> log p(x|z) of each datum, [b], in nats.
        prior_weight: the weight that the KL term had in training.
        steps: each costs a pass through the decoder and back.
    """
    refined_bd = mu_bd.detach().clone()
    for _ in range(steps):
        with torch.enable_grad():
            z_bd = refined_bd.requires_grad_()
            gain = log_likelihood(z_bd).sum() - prior_weight * 0.5 * z_bd.square().sum()
            slope_bd = torch.autograd.grad(gain, z_bd)[0]
        refined_bd = z_bd.detach() + 0.5 * sigma_bd.detach().square() * slope_bd
    return refined_bd


def elbo(log_likelihood_b: Tensor, kl_bd: Tensor) -> Tensor:
    """The evidence lower bound of equation 1: the batch mean of log p(x|z) - KL, in nats."""
    return (log_likelihood_b - kl_bd.sum(dim=1)).mean()


def free_bits(kl_bd: Tensor, floor: float) -> Tensor:
    """The batch mean of the total KL, but never below ``floor`` nats, and without a gradient there.

    The floor is on the total, not on each dimension: the model may leave dimensions unused, and below the floor
    information costs nothing.
    """
    return kl_bd.sum(dim=1).mean().clamp(min=floor)


def kl_weight(step: int, weight: float, warmup_steps: int) -> float:
    """The weight of the KL term at a step: linear from 0 at step 0 to ``weight`` at ``warmup_steps``, then constant."""
    return weight if step >= warmup_steps else weight * step / warmup_steps


def training_loss(log_likelihood_b: Tensor, kl_bd: Tensor, weight: float = 1.0, floor: float = 0.0) -> Tensor:
    """What training minimises: -log-likelihood + weight * ``free_bits``; with the defaults, -``elbo``."""
    return weight * free_bits(kl_bd, floor) - log_likelihood_b.mean()


def mean_posterior_scale(sigmas: Iterable[Tensor]) -> Tensor:
    """sigma_bar of section 3: the mean over a data set of q(z|x)'s scale per dimension, [d], float32 on the CPU.

    ``sigmas`` yields [b, d] batches and is consumed once; batches may differ in size.

    Raises:
        ValueError: no rows.
    """
    total_d: Tensor | None = None
    count = 0
    for sigma_bd in sigmas:
        batch_d = sigma_bd.detach().cpu().double().sum(dim=0)
        total_d = batch_d if total_d is None else total_d + batch_d
        count += len(sigma_bd)
    if total_d is None or not count:
        raise ValueError("no posterior scales to average")
    return (total_d / count).float()
