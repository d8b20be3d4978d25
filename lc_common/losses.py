"""The loss terms of critics and actors, as pure functions (sections 3 to 6, appendix 9.2).

Critics are given as logits. All losses are means over the batch, in nats.

Shapes: b batch, d latent.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional


def satisfied(logits_b: Tensor) -> Tensor:
    """L_{c=1} = -log D(z), ``[b]``."""
    return functional.softplus(-logits_b)


def unsatisfied(logits_b: Tensor) -> Tensor:
    """L_{c=0} = -log(1 - D(z)), ``[b]``; the paper prints -(1 - log D(z)), which has no minimum."""
    return functional.softplus(logits_b)


def critic_loss(data_logits_b: Tensor, *others_logits_b: Tensor) -> Tensor:
    """Equation 2. All that is no data, the prior's and the actor's samples, counts alike: fewer of one weigh less."""
    others_b = torch.cat(others_logits_b)
    return satisfied(data_logits_b).mean() + unsatisfied(others_b).mean()


def reward_loss(logits_b: Tensor, reward_b: Tensor) -> Tensor:
    """The critic's cross-entropy from rewards in [0, 1] (section 6): least where D(z) is the expected reward."""
    return functional.binary_cross_entropy_with_logits(logits_b, reward_b)


def actor_loss(logits_b: Tensor, shifted_bd: Tensor, z_bd: Tensor, sigma_bar_d: Tensor, distance: float) -> Tensor:
    """Equation 3: -log D(G(z)) + distance * L_dist(G(z), z), with ``distance`` for lambda_dist."""
    loss = satisfied(logits_b).mean()
    return loss + distance * latent_distance(shifted_bd, z_bd, sigma_bar_d) if distance else loss


def latent_distance(shifted_bd: Tensor, z_bd: Tensor, sigma_bar_d: Tensor) -> Tensor:
    """L_dist of section 3: log(1 + (z' - z)^2) / sigma_bar^2, the mean over dimensions and batch.

    A sum over the dimensions would make lambda_dist = 0.1 freeze an actor of the paper's sizes.
    """
    return ((shifted_bd - z_bd).square().log1p() / sigma_bar_d.square()).mean()


def gradient_penalty(
    critic: Callable[[Tensor], Tensor], a_bd: Tensor, b_bd: Tensor, generator: torch.Generator | None = None
) -> Tensor:
    """Mean of (|gradient of the critic's logit| - 1)^2 at random points between a and b (Gulrajani et al. 2017).

    Args:
        critic: latents ``[b, d]`` to logits ``[b]``.
        a_bd, b_bd: row by row the ends of a line, such as data encodings and actor samples.
    """
    share_b1 = torch.rand(len(a_bd), 1, generator=generator, device=a_bd.device)
    between_bd = torch.lerp(a_bd.detach(), b_bd.detach(), share_b1).requires_grad_(True)
    with torch.enable_grad():
        (gradient_bd,) = torch.autograd.grad(critic(between_bd).sum(), between_bd, create_graph=True)
    # The square root has no gradient at 0, where a critic of dead ReLUs is.
    norm_b = (gradient_bd.square().sum(dim=1) + 1e-12).sqrt()
    return (norm_b - 1).square().mean()
