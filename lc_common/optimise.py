"""Constraint satisfaction by gradient descent in z, the paper's G_opt (sections 3 and 5, appendix 9.2).

Shapes: b batch, d latent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.optim.adam import adam

from lc_common.errors import UserError
from lc_common.losses import satisfied

LatentCritic = Callable[[Tensor], Tensor]
"""Latents ``[b, d]`` to logits ``[b]``; a conditional critic comes with its label filled in."""


@dataclass(frozen=True)
class OptimiseConfig:
    """How long and how fast; the defaults are the paper's (appendix 9.2).

    Raises:
        UserError: a value is out of range.
    """

    steps: int = 100
    learning_rate: float = 0.1
    betas: tuple[float, float] = (0.9, 0.999)

    def __post_init__(self):
        if self.steps < 1:
            raise UserError(f"steps is {self.steps}; it must be at least 1.")
        if not self.learning_rate > 0:
            raise UserError(f"learning_rate is {self.learning_rate}; it must be above 0.")


@dataclass(frozen=True)
class Constraint:
    """One critic's part in an optimisation.

    Attributes:
        critic: what to satisfy.
        weight: of -log D in the sum. Figure 5 takes 1.0 for the attribute and 0.1 for realism.
        threshold: D above which a sample counts as satisfied; in (0, 1). None: it pulls, but nobody waits for it.
    """

    critic: LatentCritic
    weight: float = 1.0
    threshold: float | None = 0.9

    def __post_init__(self):
        if self.threshold is not None and not 0 < self.threshold < 1:
            raise UserError(f"threshold is {self.threshold}; it must lie between 0 and 1.")


def optimise(z_bd: Tensor, constraints: Sequence[Constraint], config: OptimiseConfig, until_satisfied: bool) -> Tensor:
    """Move latents downhill on the weighted sum of -log D.

    Args:
        z_bd: where to start: prior samples, or encodings of data.
        until_satisfied: each sample stops for itself as soon as it passes every threshold (the identity-preserving
            transformation of section 5; one that passes at once does not move). False: all take all the steps, as
            for sampling and inside the training of a realism critic.

    Returns:
        Latents ``[b, d]`` without a gradient; critics keep theirs as they were.
    """
    start_bd = z_bd.detach()
    moved_bd = start_bd.clone().requires_grad_(True)
    moments = [torch.zeros_like(start_bd)], [torch.zeros_like(start_bd)]
    step = [torch.tensor(0.0, device="cpu")]
    done_b = torch.zeros(len(start_bd), dtype=torch.bool, device=start_bd.device)
    for _ in range(config.steps):
        with torch.enable_grad():
            logits = [constraint.critic(moved_bd) for constraint in constraints]
            pairs = list(zip(constraints, logits, strict=True))
            costs = [constraint.weight * satisfied(logits_b).sum() for constraint, logits_b in pairs]
            cost = sum(costs, start=start_bd.new_zeros(()))
            grad = list(torch.autograd.grad(cost, moved_bd))
        if until_satisfied:
            waited_for = [(c.threshold, logits_b) for c, logits_b in pairs if c.threshold is not None]
            passed = [logits_b.detach().sigmoid() > threshold for threshold, logits_b in waited_for]
            done_b |= torch.stack(passed).all(dim=0)
            if done_b.all():
                break
        # Adam goes on by its momentum where the gradient is 0: what is done must be put back.
        held_bd = moved_bd.detach().clone()
        with torch.no_grad():
            _adam([moved_bd], grad, *moments, step, config)
            moved_bd.copy_(torch.where(done_b[:, None], held_bd, moved_bd))
    return moved_bd.detach()


def _adam(
    params: list[Tensor], grads: list[Tensor], means: list[Tensor], squares: list[Tensor], steps: list[Tensor],
    config: OptimiseConfig,
) -> None:  # fmt: skip
    """A step of Adam, in place. ``torch.optim.Adam`` would load torch's compiler for it: 200 MB and a second."""
    beta1, beta2 = config.betas
    adam(
        params, grads, means, squares, [], steps,
        foreach=False, amsgrad=False, beta1=beta1, beta2=beta2, lr=config.learning_rate, weight_decay=0.0, eps=1e-8,
        maximize=False,
    )  # fmt: skip
