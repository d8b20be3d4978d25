"""Training steps of actors and critics for ``lc_common.fit`` (sections 3, 4 and 6, appendix 9.2).

``Game``: a critic tells encodings of data from prior and actor samples (equation 2), an actor moves prior samples to
where it cannot (equation 3). ``adversarial_step`` plays it alone: realism and attributes. A step that asks more of its
actor plays it beside, as that of the melodies' knobs does.

``reward_step``: rules. The critic learns the reward that a latent's output earns, the actor moves latents to where it
is high.

Modules in training are called "critic" and "actor" unless the game says otherwise. Shapes: b rows of one critic update,
n rows of a step, d latent, y label, v what a critic sees of a latent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.fit_config import FitConfig
from lc_common.losses import (
    actor_loss,
    critic_loss,
    gradient_penalty,
    latent_distance,
    reward_loss,
    satisfied,
    unsatisfied,
)
from lc_common.optimise import Constraint, LatentCritic, OptimiseConfig, optimise
from lc_common.pool import Pool
from lc_common.train_state import TrainState

PAPER_FIT = FitConfig(learning_rate=3e-4, betas=(0.0, 0.9))
"""Optimiser of critics and actors (appendix 9.2)."""

REWARDED_PRIOR = 0.1
"""Starts that ``reward_step`` rewards as they are for one that the actor moved."""
Metrics = dict[str, Tensor]
Turn = Callable[[Tensor, torch.Generator], Tensor]


@dataclass(frozen=True)
class ActorCriticConfig:
    """What every game of an actor and a critic has; the defaults are the paper's (appendix 9.2).

    Raises:
        UserError: a value is out of range.
    """

    rows: int = 64
    """Rows of each update."""
    critic_steps: int = 10
    """Critic updates for one of the actor."""
    penalty: float = 10.0
    """Weight of the gradient penalty."""
    distance: float = 0.0
    """lambda_dist of equation 3."""

    def __post_init__(self):
        self._check(rows=1, critic_steps=1, penalty=0, distance=0)

    def _check(self, **least: int) -> None:
        for name, low in least.items():
            if getattr(self, name) < low:
                allowed = f"at least {low}" if low else "0 or more"
                raise UserError(f"{name} is {getattr(self, name)}; it must be {allowed}.")


@dataclass(frozen=True)
class AdversarialConfig(ActorCriticConfig):
    """How a ``Game`` is played."""

    prior_share: float = 0.1
    """Samples of p(z) for one of G(p(z)) that the critic sees."""
    data_share: float = 0.0
    """Share of the actor's starts that are encodings of data in place of prior samples: what it should leave alone."""
    wrong_labels: bool = False
    """The critic of a labelled game also sees encodings with the labels of others, as what it should refuse: without
    them it may learn what data is and never read y."""
    wasserstein: bool = False
    """Differences of mean logits in place of cross-entropies, as in Gulrajani et al. 2017; the logits then have no
    scale of their own: D is not a probability."""

    def __post_init__(self):
        super().__post_init__()
        self._check(prior_share=0, data_share=0)
        if self.data_share > 1:
            raise UserError(f"data_share is {self.data_share}; it must be at most 1.")

    @property
    def step_rows(self) -> int:
        """Encodings of data that one step takes."""
        return self.rows * self.critic_steps


@dataclass(frozen=True)
class RewardConfig(ActorCriticConfig):
    """How ``reward_step`` trains."""

    realism: float = 0.1
    """Weight of the realism critic in the actor's loss, where there is one (figure 5's)."""

    def __post_init__(self):
        super().__post_init__()
        self._check(realism=0)


class Game:
    """Critic against actor: who sees what, and what each minimises (equations 2 and 3).

    Args:
        sigma_bar_d: mean posterior scale, of the distance term.
        critic: name of the critic among the modules of the state.
        view: what the critic sees of latents, ``[b, d]`` to ``[b, v]``, such as what a frozen decoder's first layers
            make of them; its gradient penalty is taken there. None: the latents themselves, as in the paper.
        prior: draws the prior samples that the actor starts from, (rows, generator) -> ``[rows, d]``. None: p(z).
        turn: of a labelled game, what is asked of the actor where it starts from encodings of data, (their labels
            ``[b, y]``, generator) -> ``[b, y]``. None: that their labels stay.
    """

    def __init__(
        self,
        config: AdversarialConfig,
        sigma_bar_d: Tensor,
        *,
        critic: str = "critic",
        view: Callable[[Tensor], Tensor] | None = None,
        prior: Callable[[int, torch.Generator], Tensor] | None = None,
        turn: Turn | None = None,
    ):
        self.config, self.sigma_bar_d, self.critic, self.turn = config, sigma_bar_d, critic, turn
        self.view = view or _same
        self._prior = prior

    def starts(self, z_bd: Tensor, generator: torch.Generator) -> Tensor:
        """Where the actor starts, ``[b, d]``: as many of the encodings z as the share says, and prior samples."""
        of_data = self._of_data(z_bd)
        rest_bd = z_bd[of_data:]
        prior_bd = self._prior(len(rest_bd), generator) if self._prior else _prior_like(rest_bd, generator)
        return torch.cat([z_bd[:of_data], prior_bd])

    def asked(self, y_by: Tensor | None, generator: torch.Generator) -> Tensor | None:
        """The labels that the actor is asked for from those ``starts``, ``[b, y]``, given the encodings' own."""
        if y_by is None or self.turn is None:
            return y_by
        of_data = self._of_data(y_by)
        return torch.cat([self.turn(y_by[:of_data], generator), y_by[of_data:]])

    def teach_critic(
        self,
        state: TrainState,
        z_nd: Tensor,
        y_ny: Tensor | None,
        move: Callable[[Tensor, Tensor | None], Tensor],
        generator: torch.Generator,
    ) -> Metrics:
        """The critic's updates of one step, on encodings ``[n, d]`` and their labels, n = critic_steps * rows.

        Fakes of a labelled critic carry the labels of the encodings beside them, so that G must find points that could
        be encodings with those labels (section 4).

        Args:
            y_ny: None: the critic takes no label.
            move: the actor's part, starts ``[b, d]`` and labels ``[b, y]`` to ``[b, d]``.
        """
        critic, config = state.modules[self.critic], self.config
        for z_bd, y_by in self._parts(z_nd, y_ny):
            prior_rows = max(1, round(config.prior_share * len(z_bd))) if config.prior_share else 0
            asked_by = self.asked(y_by, generator)
            with torch.no_grad():
                shifted_bd = move(self.starts(z_bd, generator), asked_by)
                prior_bd = _prior_like(z_bd[:prior_rows], generator)
                seen_v = self.view(torch.cat([z_bd, prior_bd, shifted_bd]))
            data_bv, prior_bv, actor_bv = seen_v.split([len(z_bd), prior_rows, len(z_bd)])
            data_b, actor_b = critic(data_bv, y_by), critic(actor_bv, asked_by)
            prior_b = critic(prior_bv, None if y_by is None else y_by[:prior_rows])
            if config.wasserstein:
                loss = torch.cat([prior_b, actor_b]).mean() - data_b.mean()
            else:
                others_b = [prior_b, actor_b]
                if config.wrong_labels and y_by is not None:
                    others_b.append(self._wrongly_labelled(state, data_bv, y_by))
                loss = critic_loss(data_b, *others_b)
            penalty = gradient_penalty(_with_label(critic, y_by), data_bv, actor_bv, generator)
            state.descend(self.critic, loss + config.penalty * penalty)
        seen = {"d_data": data_b, "d_actor": actor_b} | ({"d_prior": prior_b} if prior_rows else {})
        values = {f"{self.critic}_loss": loss, "gradient_penalty": penalty}
        return values | {name: logits_b.sigmoid().mean() for name, logits_b in seen.items()}

    def actor_terms(self, logits_b: Tensor, shifted_bd: Tensor, start_bd: Tensor) -> dict[str, Tensor]:
        """What the actor minimises of this game (equation 3), each a scalar: ``realism`` and ``distance``.

        Args:
            logits_b: the critic's, of the shifted latents as it sees them.
        """
        convinced = -logits_b.mean() if self.config.wasserstein else satisfied(logits_b).mean()
        distance = self.config.distance * latent_distance(shifted_bd, start_bd, self.sigma_bar_d)
        return {"realism": convinced, "distance": distance}

    def _of_data(self, rows: Tensor) -> int:
        return round(self.config.data_share * len(rows))

    def _wrongly_labelled(self, state: TrainState, data_bv: Tensor, y_by: Tensor) -> Tensor:
        """The critic's logits of encodings with the labels of the row before, where those are others."""
        other_by = y_by.roll(1, 0)
        wrong_b = (other_by != y_by).any(1)
        return state.modules[self.critic](data_bv[wrong_b], other_by[wrong_b])

    def _parts(self, z_nd: Tensor, y_ny: Tensor | None) -> Iterator[tuple[Tensor, Tensor | None]]:
        z_parts = z_nd.split(self.config.rows)
        y_parts = (None,) * len(z_parts) if y_ny is None else y_ny.split(self.config.rows)
        return zip(z_parts, y_parts, strict=True)


def adversarial_step(
    config: AdversarialConfig,
    sigma_bar_d: Tensor,
    inner: OptimiseConfig | None = None,
    view: Callable[[Tensor], Tensor] | None = None,
    guide: Callable[[Tensor], Tensor] | None = None,
    turn: Turn | None = None,
    sure: float = 0.0,
) -> Callable[[TrainState, Tensor | tuple[Tensor, Tensor], torch.Generator], Metrics]:
    """The step on encodings of data: z ``[n, d]``, or z and labels ``[n, y]``, n = critic_steps * rows.

    The state holds a critic and an actor; with ``inner``, a critic alone, and G_opt stands for the actor (section 3).

    Args:
        view: see ``Game``.
        guide: a trained attribute critic D_attr, latents ``[b, d]`` to logits ``[b, y]`` (section 5), whose
            cross-entropy from the labels asked for, summed over them, joins the actor's loss. None: D(z, y) alone, as
            in the paper.
        turn: see ``Game``.
        sure: the logit by which the guide is to be convinced of a label that was turned over; at 0, cross-entropy, an
            actor is content where the guide is in little doubt.
    """
    game = Game(config, sigma_bar_d, view=view, turn=turn)

    def step(state: TrainState, batch: Tensor | tuple[Tensor, Tensor], generator: torch.Generator) -> Metrics:
        critic = state.modules["critic"]
        z_nd, y_ny = batch if isinstance(batch, tuple | list) else (batch, None)
        move = _optimising(critic, game.view, inner) if inner else state.modules["actor"]
        values = game.teach_critic(state, z_nd, y_ny, move, generator)
        if not inner:
            own_by = None if y_ny is None else y_ny[-config.rows :]
            y_by = game.asked(own_by, generator)
            start_bd = game.starts(z_nd[-config.rows :], generator)
            shifted_bd = state.modules["actor"](start_bd, y_by)
            terms = game.actor_terms(critic(game.view(shifted_bd), y_by), shifted_bd, start_bd)
            loss = terms["realism"] + terms["distance"]
            if guide:
                assert y_by is not None  # labels are what it guides to
                agreed_by = guide(shifted_bd) * (2 * y_by - 1)
                missed_by = unsatisfied(sure * (y_by != own_by) - agreed_by)
                values["missed"] = missed_by.sum(1).mean()
                loss = loss + values["missed"]
            state.descend("actor", loss)
            values |= {"actor_loss": loss, "z_mse": (shifted_bd - start_bd).square().mean()}
        return {name: value.detach() for name, value in values.items()}

    return step


def reward_step(
    config: RewardConfig,
    sigma_bar_d: Tensor,
    reward: Callable[[Tensor, torch.Generator], Tensor] | None,
    pool: Pool,
    realism: LatentCritic | None = None,
    seeds: int = 0,
) -> Callable[[TrainState, Tensor, torch.Generator], Metrics]:
    """The step of section 6. Every step rewards ``rows`` new actor samples and a tenth as many starts, which join the
    pool; the critic's batches are drawn from it, for what earns the reward (decoding) costs more than the update.

    The pool is no part of a checkpoint. Where the first step is not number 0, the run was resumed, and no sample of its
    actor is in the pool: ``seeds`` of what is there are moved by it and rewarded first, so that the critic does not
    forget where the actor is.

    Args:
        reward: latents ``[b, d]`` to rewards ``[b]`` in [0, 1]; need not be differentiable. None: the pool is all that
            is known, as of a person's taste.
        pool: of (z, reward); may start with encodings of data, whose reward is known without decoding.
        realism: a trained critic that holds the actor near the data; None leaves the reward alone.

    The batch is where the actor starts, ``[rows, d]``: samples of p(z), or of a prior that was learned.
    """
    prior_rows = max(1, round(REWARDED_PRIOR * config.rows))
    first = True

    def step(state: TrainState, start_bd: Tensor, generator: torch.Generator) -> Metrics:
        nonlocal first
        critic, actor = state.modules["critic"], state.modules["actor"]
        values = {}
        if reward:
            resumed_rows = seeds if first and state.step else 0
            with torch.no_grad():
                again_bd = actor(pool.draw(resumed_rows, generator)[0]) if resumed_rows else start_bd[:0]
                fresh_bd = torch.cat([again_bd, actor(start_bd), start_bd[:prior_rows]])
            earned_b = reward(fresh_bd, generator)
            pool.add(fresh_bd, earned_b)
            values = {"reward": earned_b[:-prior_rows].mean(), "reward_prior": earned_b[-prior_rows:].mean()}
        first = False
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


def _prior_like(z_bd: Tensor, generator: torch.Generator) -> Tensor:
    return torch.randn(z_bd.shape, generator=generator, device=z_bd.device)


def _same(z_bd: Tensor) -> Tensor:
    return z_bd


def _optimising(
    critic: Callable[..., Tensor], view: Callable[[Tensor], Tensor], config: OptimiseConfig
) -> Callable[[Tensor, Tensor | None], Tensor]:
    def move(start_bd: Tensor, y_by: Tensor | None) -> Tensor:
        constraint = Constraint(lambda z_bd: critic(view(z_bd), y_by))
        return optimise(start_bd, [constraint], config, until_satisfied=False)

    return move


def _with_label(critic: Callable[..., Tensor], y_by: Tensor | None) -> LatentCritic:
    return lambda z_bd: critic(z_bd, y_by)
