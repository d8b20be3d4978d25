"""Training steps of actors and critics for ``lc_common.fit`` (sections 3, 4 and 6, appendix 9.2).

``adversarial_step``: realism and attributes. The critic tells encodings of data from prior and actor samples (equation
2), the actor moves prior samples to where it cannot (equation 3).

``reward_step``: rules. The critic learns the reward that a latent's output earns, the actor moves prior samples to
where it is high.

Modules in training are called "critic" and "actor". Shapes: b rows of one critic update, n rows of a step, d latent,
y label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from lc_common.errors import UserError
from lc_common.fit_config import FitConfig
from lc_common.losses import actor_loss, critic_loss, gradient_penalty, latent_distance, reward_loss, satisfied
from lc_common.optimise import Constraint, LatentCritic, OptimiseConfig, optimise
from lc_common.pool import Pool
from lc_common.train_state import TrainState

PAPER_FIT = FitConfig(learning_rate=3e-4, betas=(0.0, 0.9))
"""Optimiser of critics and actors (appendix 9.2)."""

Metrics = dict[str, Tensor]


@dataclass(frozen=True)
class ActorCriticConfig:
    """How an actor and a critic train together; the defaults are the paper's (appendix 9.2).

    Raises:
        UserError: a value is out of range.
    """

    rows: int = 64
    """Rows of each update."""
    critic_steps: int = 10
    """Critic updates for one of the actor."""
    prior_share: float = 0.1
    """Samples of p(z) for one of G(p(z)) that the critic sees."""
    data_share: float = 0.0
    """Share of the actor's starts that are encodings of data in place of prior samples: what it should leave alone."""
    penalty: float = 10.0
    """Weight of the gradient penalty."""
    distance: float = 0.0
    """lambda_dist of equation 3."""
    wasserstein: bool = False
    """Differences of mean logits in place of cross-entropies, as in Gulrajani et al. 2017 (``adversarial_step`` only);
    the logits then have no scale of their own: D is not a probability."""
    guidance: float = 1.0
    """Weight of an attribute critic in the conditional actor's loss, where there is one (``adversarial_step`` only)."""
    realism: float = 0.1
    """Weight of a realism critic in the actor's loss, where there is one (``reward_step`` only; figure 5's)."""

    def __post_init__(self):
        for name, least in (("rows", 1), ("critic_steps", 1)):
            if getattr(self, name) < least:
                raise UserError(f"{name} is {getattr(self, name)}; it must be at least {least}.")
        for name in ("prior_share", "data_share", "penalty", "distance", "guidance", "realism"):
            if getattr(self, name) < 0:
                raise UserError(f"{name} is {getattr(self, name)}; it must be 0 or more.")
        if self.data_share > 1:
            raise UserError(f"data_share is {self.data_share}; it must be at most 1.")

    @property
    def prior_rows(self) -> int:
        """Rows of p(z) beside ``rows`` of G(p(z))."""
        return max(1, round(self.prior_share * self.rows)) if self.prior_share else 0


def adversarial_step(
    config: ActorCriticConfig,
    sigma_bar_d: Tensor,
    inner: OptimiseConfig | None = None,
    view: Callable[[Tensor], Tensor] | None = None,
    guide: Callable[[Tensor], Tensor] | None = None,
) -> Callable[[TrainState, Tensor | tuple[Tensor, Tensor], torch.Generator], Metrics]:
    """The step on encodings of data: z ``[n, d]``, or z and labels ``[n, y]``, n = critic_steps * rows.

    The state holds a critic and an actor; with ``inner``, a critic alone, and G_opt stands for the actor (section 3).
    Fakes of a labelled critic carry the labels of the encodings beside them, so that G must find points that could be
    encodings with those labels (section 4).

    Args:
        view: what the critic sees of latents ``[b, d]``, such as what a frozen decoder's first layers make of them; its
            gradient penalty is taken there. None: the latents themselves, as in the paper.
        guide: a trained attribute critic D_attr, latents ``[b, d]`` to logits ``[b, y]`` (section 5), whose
            cross-entropy from the labels asked for, summed over them, joins the actor's loss. None: D(z, y) alone, as
            in the paper.
    """
    view = view or _same

    def step(state: TrainState, batch: Tensor | tuple[Tensor, Tensor], generator: torch.Generator) -> Metrics:
        critic = state.modules["critic"]
        z_nd, y_ny = batch if isinstance(batch, tuple | list) else (batch, None)
        parts = zip(z_nd.split(config.rows), _labels(y_ny, config), strict=True)
        for z_bd, y_by in parts:
            start_bd = _starts(z_bd, config, generator)
            with torch.no_grad():
                if inner:
                    constraint = Constraint(lambda z, y=y_by: critic(view(z), y))
                    shifted_bd = optimise(start_bd, [constraint], inner, until_satisfied=False)
                else:
                    shifted_bd = state.modules["actor"](start_bd, y_by)
                prior_bd = _prior_like(z_bd[: config.prior_rows], generator)
                data, prior, shifted = view(z_bd), view(prior_bd), view(shifted_bd)
            prior_y = None if y_by is None else y_by[: config.prior_rows]
            data_b, prior_b, actor_b = critic(data, y_by), critic(prior, prior_y), critic(shifted, y_by)
            loss = critic_loss(data_b, prior_b, actor_b)
            if config.wasserstein:
                loss = torch.cat([prior_b, actor_b]).mean() - data_b.mean()
            penalty = gradient_penalty(_with_label(critic, y_by), data, shifted, generator)
            state.descend("critic", loss + config.penalty * penalty)
        values = {"critic_loss": loss, "gradient_penalty": penalty}
        values |= {"d_data": data_b.sigmoid().mean(), "d_prior": prior_b.sigmoid().mean()}
        values |= {"d_actor": actor_b.sigmoid().mean()}
        if not inner:
            start_bd = _starts(z_bd, config, generator)
            shifted_bd = state.modules["actor"](start_bd, y_by)
            logits_b = critic(view(shifted_bd), y_by)
            loss = actor_loss(logits_b, shifted_bd, start_bd, sigma_bar_d, config.distance)
            if config.wasserstein:
                loss = config.distance * latent_distance(shifted_bd, start_bd, sigma_bar_d) - logits_b.mean()
            if guide:
                missed_by = binary_cross_entropy_with_logits(guide(shifted_bd), y_by, reduction="none")
                values["missed"] = missed_by.sum(1).mean()
                loss = loss + config.guidance * values["missed"]
            state.descend("actor", loss)
            values |= {"actor_loss": loss, "z_mse": (shifted_bd - start_bd).square().mean()}
        return {name: value.detach() for name, value in values.items()}

    return step


def reward_step(
    config: ActorCriticConfig,
    sigma_bar_d: Tensor,
    reward: Callable[[Tensor, torch.Generator], Tensor] | None,
    pool: Pool,
    realism: LatentCritic | None = None,
) -> Callable[[TrainState, Tensor, torch.Generator], Metrics]:
    """The step of section 6. Every step rewards ``rows`` new actor samples and a tenth of prior samples, which join the
    pool; the critic's batches are drawn from it, for what earns the reward (decoding) costs more than the update.

    Args:
        reward: latents ``[b, d]`` to rewards ``[b]`` in [0, 1]; need not be differentiable. None: the pool is all that
            is known, as of a person's taste.
        pool: of (z, reward); may start with encodings of data, whose reward is known without decoding.
        realism: a trained critic that holds the actor near the data; None leaves the reward alone.

    The batch is prior samples z ``[rows, d]``: where the actor starts.
    """

    def step(state: TrainState, start_bd: Tensor, generator: torch.Generator) -> Metrics:
        critic, actor = state.modules["critic"], state.modules["actor"]
        values = {}
        if reward:
            with torch.no_grad():
                fresh_bd = torch.cat([actor(start_bd), _prior_like(start_bd[: config.prior_rows], generator)])
            earned_b = reward(fresh_bd, generator)
            pool.add(fresh_bd, earned_b)
            values |= {"reward": earned_b[: len(start_bd)].mean(), "reward_prior": earned_b[len(start_bd) :].mean()}
        for _ in range(config.critic_steps):
            z_bd, reward_b = pool.draw(config.rows, generator)
            loss = reward_loss(critic(z_bd), reward_b)
            penalty = gradient_penalty(critic, z_bd, pool.draw(config.rows, generator)[0], generator)
            state.descend("critic", loss + config.penalty * penalty)
        shifted_bd = actor(start_bd)
        logits_b = critic(shifted_bd)
        objective = actor_loss(logits_b, shifted_bd, start_bd, sigma_bar_d, config.distance)
        if realism and config.realism:
            objective = objective + config.realism * satisfied(realism(shifted_bd)).mean()
        state.descend("actor", objective)
        values |= {"critic_loss": loss, "gradient_penalty": penalty, "actor_loss": objective}
        values |= {"d_actor": logits_b.sigmoid().mean(), "z_mse": (shifted_bd - start_bd).square().mean()}
        return {name: value.detach() for name, value in values.items()}

    return step


def prior_batches(rows: int, latent: int, seed: int) -> Callable[[int, int, int], Tensor]:
    """Batches of z ~ p(z), ``[rows, latent]``, by step number."""

    def batches(step: int, rank: int = 0, world_size: int = 1) -> Tensor:
        rng = np.random.default_rng((seed, step, rank))
        return torch.from_numpy(rng.standard_normal((rows, latent), np.float32))

    return batches


def _labels(y_ny: Tensor | None, config: ActorCriticConfig) -> tuple[Tensor | None, ...]:
    return (None,) * config.critic_steps if y_ny is None else y_ny.split(config.rows)


def _prior_like(z_bd: Tensor, generator: torch.Generator) -> Tensor:
    return torch.randn(z_bd.shape, generator=generator, device=z_bd.device)


def _starts(z_bd: Tensor, config: ActorCriticConfig, generator: torch.Generator) -> Tensor:
    """Where the actor starts: prior samples, and as many of the encodings as the share says."""
    of_data = round(config.data_share * len(z_bd))
    return torch.cat([z_bd[:of_data], _prior_like(z_bd[of_data:], generator)])


def _same(z_bd: Tensor) -> Tensor:
    return z_bd


def _with_label(critic: Callable[..., Tensor], y_by: Tensor | None) -> LatentCritic:
    return lambda z_bd: critic(z_bd, y_by)
