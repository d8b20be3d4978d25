"""Moving latents to where labels hold (sections 4, 5 and 7): by gradient, by actor, along attribute vectors, or by the
learned prior, from the noise that it makes the same face of.

Shapes: ``b`` latents, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

import torch
from torch import Tensor
from torch.nn import functional

from lc_common.errors import UserError
from lc_common.optimise import Constraint, LatentCritic, OptimiseConfig, optimise
from lcvision.constraints.prior import ImagePrior, load_prior
from lcvision.constraints.trained import SURE, THRESHOLD, ImageConstraint, columns_of, load_constraint
from lcvision.data import registry
from lcvision.kinds import Task
from lcvision.vae.models import ImageVAE

Method = Literal["gradient", "actor", "vector", "learned"]
REALISM_WEIGHT = 0.1
"""Figure 5's; the attribute's is 1."""
HELD_WEIGHT = 0.02
"""Of the labels that an edit is to leave as they are: at more they undo it where two of them seldom go together."""
REACH = 1.5
"""How many times its own move an actor's edit goes: held where it starts (lambda_dist), it stops where its guide is
sure and the picture may not show it yet. This and the weight above were chosen on validation faces."""
SLIDE = OptimiseConfig(steps=10)
"""Of edits that follow a slider: as many steps as there is time for."""
SPREAD = 0.8
"""Of prior samples that faces are drawn from: the rarest faces are left out, and with them most of those that fail."""


@dataclass(frozen=True)
class Editor:
    """A VAE, the constraints that its latents can be asked to satisfy, and its learned prior; None where there is none.

    Labels are named by their columns; ``attributes.columns`` finds those of names.

    Raises:
        UserError: ``attributes`` and ``cgan`` were trained on different labels.
    """

    vae: ImageVAE
    attributes: ImageConstraint
    realism: ImageConstraint | None = None
    cgan: ImageConstraint | None = None
    prior: ImagePrior | None = None

    def __post_init__(self) -> None:
        if self.cgan is not None and self.cgan.config.labels != self.attributes.config.labels:
            raise UserError("The attribute critic and the conditional actor know different labels; train one again.")

    def edit(
        self,
        z_bd: Tensor,
        wanted: Mapping[int, bool],
        method: Method,
        *,
        strength: float = 1.0,
        threshold: float = THRESHOLD,
        config: OptimiseConfig | None = None,
    ) -> Tensor:
        """Encodings with labels as wanted, the other labels as they are.

        Args:
            wanted: column of a label and whether it is to hold; one at least.
            strength: of actor and vector: 0 leaves the latents where they are, 1 goes all the way. Of the learned
                prior: its guidance.
            threshold: of gradient: D_attr at which a latent stops, if it is real enough too.
            config: of gradient: steps and learning rate; the paper's if None.

        Raises:
            UserError: nothing is wanted, or ``threshold`` is not between 0 and 1.
        """
        if not wanted:
            raise UserError("Say what to change, such as Smiling=1.")
        if method == "vector":
            vector_yd = self.attributes.critic.get_buffer("vector_yd")
            return z_bd + strength * torch.stack(
                [vector_yd[k] if on else -vector_yd[k] for k, on in wanted.items()]
            ).sum(0)
        with torch.no_grad():
            logits_by = self.attributes.critic(z_bd)
        if method == "actor":
            labels_by = (logits_by > 0).float()
            for k, on in wanted.items():
                labels_by[:, k] = float(on)
            return z_bd.lerp(self._conditional.move(z_bd, labels_by), REACH * strength)
        if method == "learned":
            if self.prior is None:
                raise ValueError("this editor has no learned prior")
            before_by = logits_by.sign()
            after_by = before_by.clone()
            for k in self._columns:
                if k in wanted or self._gives_way(k, wanted):
                    after_by[:, k] = 2.0 * wanted[k] - 1 if k in wanted else 0.0
            return self.prior.change(z_bd, before_by, after_by, strength)
        kept = [k for k in self._columns if k not in wanted and not self._gives_way(k, wanted)]
        asked_y = torch.tensor(sorted(wanted), device=z_bd.device)
        target_by = torch.tensor([float(wanted[k]) for k in sorted(wanted)], device=z_bd.device).expand(len(z_bd), -1)
        critic = self.attributes.critic
        constraints = [Constraint(agrees(critic, asked_y, target_by), threshold=threshold)]
        if kept:
            kept_y = torch.tensor(kept, device=z_bd.device)
            held = agrees(critic, kept_y, logits_by[:, kept_y].sigmoid())
            constraints.append(Constraint(held, weight=HELD_WEIGHT, threshold=None))
        return optimise(z_bd, [*constraints, *self._real()], config or OptimiseConfig(), until_satisfied=True)

    def slide(
        self,
        z_bd: Tensor,
        amounts: Mapping[int, float],
        *,
        realism: float = REALISM_WEIGHT,
        reach: float = 1.0,
        config: OptimiseConfig = SLIDE,
    ) -> Tensor:
        """Encodings with labels moved by degrees, the other labels as they are: the gradient method for sliders.

        What comes out is continuous in all amounts: every latent takes all steps, and they are as long as the greatest
        amount says. Nothing asked moves nothing.

        Args:
            amounts: column of a label and how far it is to go, in [-1, 1]: 0 leaves it, 1 asks D_attr to be sure of
                it, -1 of its absence, and what lies between for a logit in between.
            realism: weight of the realism constraint, if there is one; the attributes' is 1.
            reach: the longest move, in distances between two unrelated faces (sqrt(2 d)).
            config: steps, and the learning rate at an amount of 1.

        Raises:
            UserError: an amount is not in [-1, 1].
        """
        asked = {k: amount for k, amount in amounts.items() if amount}
        for amount in asked.values():
            if not abs(amount) <= 1:
                raise UserError(f"An attribute cannot be moved by {amount:g}; choose from -1 to 1.")
        if not asked:
            return z_bd.clone()
        critic = self.attributes.critic
        with torch.no_grad():
            logits_by = critic(z_bd)
        for k, amount in asked.items():
            # Beyond the end where it lies beyond already, so that there is always something to ask for.
            end_b = (logits_by[:, k].mul(math.copysign(1, amount)) + 1).clamp(min=SURE) * math.copysign(1, amount)
            logits_by[:, k] = logits_by[:, k].lerp(end_b, abs(amount))
        columns = [k for k in self._columns if k in asked or not self._gives_way(k, asked)]
        columns_y = torch.tensor(columns, device=z_bd.device)
        constraints = [Constraint(agrees(critic, columns_y, logits_by[:, columns_y].sigmoid()))]
        pace = max(abs(amount) for amount in asked.values())
        config = replace(config, learning_rate=config.learning_rate * pace)
        moved_bd = optimise(z_bd, constraints + self._real(realism), config, until_satisfied=False)
        length_b1 = (moved_bd - z_bd).norm(dim=1, keepdim=True)
        share_b1 = (reach * math.sqrt(2 * z_bd.shape[1]) / length_b1).clamp(max=1)
        return z_bd.lerp(moved_bd, share_b1)

    def satisfy(self, z_bd: Tensor, labels_by: Tensor, config: OptimiseConfig | None = None) -> Tensor:
        """Prior samples with all labels as given (figure 9): every latent takes all steps."""
        every_y = torch.tensor(self._columns, device=z_bd.device)
        constraints = [Constraint(agrees(self.attributes.critic, every_y, labels_by)), *self._real()]
        return optimise(z_bd, constraints, config or OptimiseConfig(), until_satisfied=False)

    def draw(self, n: int, generator: torch.Generator) -> Tensor:
        """Latents ``[n, d]`` of images that never were, by the prior or the actors that there are; see ``draw``."""
        return draw(self.vae.config.latent, n, generator, {}, prior=self.prior, cgan=self.cgan, realism=self.realism)

    def vary(self, z_nd: Tensor, share: float, generator: torch.Generator) -> Tensor:
        """Latents that resemble others ``[n, d]``; ``share`` of the variance is new."""
        if self.prior is not None:
            return self.prior.vary(z_nd, share, generator)
        fresh_nd = torch.randn(z_nd.shape, generator=generator)
        return _nearer(self.realism, math.sqrt(1 - share) * z_nd + math.sqrt(share) * fresh_nd)

    @property
    def _conditional(self) -> ImageConstraint:
        if self.cgan is None:
            raise ValueError("this editor has no conditional actor")
        return self.cgan

    @property
    def _columns(self) -> range:
        return range(len(self.attributes.config.labels))

    def _real(self, weight: float = REALISM_WEIGHT) -> list[Constraint]:
        """The realism constraint, if there is one."""
        if self.realism is None:
            return []
        return [Constraint(self.realism.critic, weight=weight, threshold=self.realism.threshold)]

    def _gives_way(self, k: int, wanted: Mapping[int, object]) -> bool:
        """Whether a label is bound to change with a wanted one: another digit, another hair."""
        spec, names = registry.find(self.vae.config.data), self.attributes.config.labels
        return any(spec.give_way(names[k], names[other]) for other in wanted)


def draw(
    latent: int,
    n: int,
    generator: torch.Generator,
    wanted: Mapping[str, bool],
    *,
    prior: ImagePrior | None = None,
    cgan: ImageConstraint | None = None,
    realism: ImageConstraint | None = None,
) -> Tensor:
    """Latents ``[n, latent]`` of images that never were: what the studio shows and ``lcvision sample`` writes.

    They are of the learned prior, if there is one. Else samples of N(0, I) are moved to labels that occur together, and
    then to real images.

    Args:
        wanted: name of a label and whether it is to hold.

    Raises:
        ValueError: there is neither a learned prior nor a conditional actor.
    """
    if prior is not None:
        asked_ny = prior.wish(n, columns_of(prior.config.labels, wanted)) if wanted else None
        return prior.draw(n, generator, asked_ny)
    if cgan is None:
        raise ValueError("there is no conditional actor to draw with")
    z_nd = SPREAD * torch.randn(n, latent, generator=generator)
    return _nearer(realism, cgan.move(z_nd, cgan.draw_labels(n, cgan.columns(wanted), generator)))


def _nearer(realism: ImageConstraint | None, z_nd: Tensor) -> Tensor:
    """Latents moved to where real images lie by realism's actor; as they are if there is none."""
    return z_nd if realism is None or realism.actor is None else realism.move(z_nd)


def agrees(critic: torch.nn.Module, columns_y: Tensor, target_by: Tensor) -> LatentCritic:
    """D_attr for some labels as one critic: the probability that all are as targeted.

    -log D is the cross-entropy of ``target_by`` summed over ``columns_y``, less its least value where targets are
    probabilities: then D is 1 at the targets.
    """
    least_b = _entropy(target_by)

    def logit(z_bd: Tensor) -> Tensor:
        logits_by = critic(z_bd)[:, columns_y]
        crossed_by = functional.binary_cross_entropy_with_logits(logits_by, target_by, reduction="none")
        cost_b = (crossed_by.sum(1) - least_b).clamp(min=0) + 1e-6
        # The logit of exp(-cost).
        return -(cost_b + torch.log(-torch.expm1(-cost_b)))

    return logit


def _entropy(p_by: Tensor) -> Tensor:
    return -(torch.xlogy(p_by, p_by) + torch.xlogy(1 - p_by, 1 - p_by)).sum(1)


def parse_method(text: str) -> Method:
    """The method of this name.

    Raises:
        UserError: there is none.
    """
    for method in get_args(Method):
        if method == text:
            return method
    raise UserError(f"There is no method {text!r}; choose one of {', '.join(get_args(Method))}.")


def load_editor(vae: ImageVAE, method: Method, files: Mapping[str, Path | None] | None = None) -> Editor:
    """An editor with what a method needs, from ``files`` by task (and ``prior``) or from what ships.

    Raises:
        UserError: see ``load_constraint`` and ``Editor``.
    """

    files = files or {}

    def load(task: Task) -> ImageConstraint:
        return load_constraint(vae, task, files.get(task))

    return Editor(
        vae,
        load("attributes"),
        load("realism") if method == "gradient" else None,
        load("cgan") if method == "actor" else None,
        load_prior(vae, files.get("prior")) if method == "learned" else None,
    )
