"""Training the actor of one rule: from rewards by name, from a user's function, or from a person's likes.

Shapes: ``b`` rows of one update, ``n`` melodies, ``d`` latent, ``t`` steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from rich.console import Console
from torch import Tensor

from lc_common.actor_critic import RewardConfig, prior_batches, reward_step
from lc_common.config import to_dict
from lc_common.device import pick
from lc_common.errors import UserError
from lc_common.fit import FitConfig, fit, ship
from lc_common.latents import vae_digest
from lc_common.nets import SIZES, NetConfig
from lc_common.pool import Pool
from lc_common.run import Outcome, Run
from lcmusic.constraints.conditions import Conditions
from lcmusic.constraints.train_knobs import ActorTraining, fit_actor
from lcmusic.constraints.trained import KnobModel, KnobsConfig, RuleConfig
from lcmusic.corpus import Corpus
from lcmusic.kinds import RULE_KIND, RULE_NAME
from lcmusic.music.rewards import Reward, combined
from lcmusic.music.rule_file import RuleFile
from lcmusic.music.scales import indicator
from lcmusic.vae.batching import decode_all
from lcmusic.vae.encoding import encode_split
from lcmusic.vae.model import MelodyVAE

STATISTICAL = {"pitch_set", "density"}
"""Rewards that are made of what the predictor of statistics predicts."""
MARGIN = 1.12
"""Notes to aim for, for one note asked: it is each melody that must have enough, not their mean."""

Score = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class TasteTraining:
    """How an actor and the paper's reward critic are trained on rewards that are known beforehand (section 6).

    Attributes:
        fit: optimiser and pace, steps that it takes at least; the run says how long.
        size: preset of ``lc_common.nets.SIZES``.
        pool: latents kept.
        learning: rows, critic updates, penalty, lambda_dist, weight of realism.
    """

    fit: FitConfig = field(
        default_factory=lambda: FitConfig(
            learning_rate=1e-3,
            betas=(0.0, 0.9),
            schedule="linear",
            ema_decay=0.99,
            log_every=25,
            save_minutes=2.0,
        )
    )
    size: str = "compact"
    pool: int = 12_000
    learning: RewardConfig = field(default_factory=lambda: RewardConfig(penalty=0.1, distance=0.02))


@dataclass(frozen=True)
class RuleTraining(TasteTraining):
    """The same, on rewards that melodies earn while training goes on.

    Attributes:
        encodings: melodies of the corpus whose encodings join the pool with the reward they are known to earn.
        seeds: prior samples that are decoded and join it before the first step.
        temperature: at which latents are decoded.
    """

    encodings: int = 4096
    seeds: int = 512
    temperature: float = 0.5


def train_rule(
    name: str,
    vae: MelodyVAE,
    corpus: Corpus,
    run: Run,
    rewards: Sequence[Reward | RuleFile],
    *,
    combine: str = "product",
    knobs: KnobModel | None = None,
    settings: RuleTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a critic D(z) and an actor G(z) on a rule (section 6).

    A resumed run goes on with the networks and their moments exactly. The pool of rewarded latents is not saved: it is
    filled as at the start, and with as many samples of the actor as it is now (see ``reward_step``).

    Args:
        rewards: parsed rewards, and files.
        knobs: whose realism critic holds the actor near the data; None: nothing does.

    Raises:
        UserError: nothing says when to stop; the rewards contradict each other, fail, or are the same for every melody;
            or see ``fit``.
    """
    settings = settings or RuleTraining()
    run.check_length()
    score = combined(rewards, combine)
    vae.to(pick(run.device))
    data = encode_split(vae, corpus.split("train"), settings.encodings, run.seed)
    generator = torch.Generator(vae.device).manual_seed(run.seed)
    z_nd = torch.randn(settings.seeds, vae.config.latent, generator=generator, device=vae.device)
    decoded_nt = decode_all(vae, z_nd, settings.temperature, generator)
    known_n = torch.from_numpy(score(np.concatenate([data.symbols_nt, decoded_nt]))).float()
    if known_n.max() - known_n.min() < 1e-6:
        raise UserError(f"The rule answers {known_n[0]:g} to every melody; there is nothing to learn from it.")
    pool = Pool(settings.pool)
    pool.add(torch.cat([data.mu_nd, z_nd]), known_n.to(vae.device))

    def reward(z_bd: Tensor, generator: torch.Generator) -> Tensor:
        return torch.from_numpy(score(decode_all(vae, z_bd, settings.temperature, generator))).float().to(z_bd.device)

    texts = [reward.text if isinstance(reward, Reward) else reward.path.name for reward in rewards]
    return _fit_rule(name, vae, run, texts, combine, reward, pool, settings, knobs, settings.seeds, console)


def train_taste(
    name: str,
    vae: MelodyVAE,
    run: Run,
    z_nd: Tensor,
    liked_n: Tensor,
    *,
    knobs: KnobModel | None = None,
    settings: TasteTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a critic and an actor on melodies that a person marked; a resumed run goes on exactly.

    There are few of them, so each stands in the pool many times, as many draws of its posterior would.
    """
    settings = settings or TasteTraining()
    run.check_length()
    vae.to(pick(run.device))
    z_nd, liked_n = z_nd.to(vae.device), liked_n.to(vae.device)
    generator = torch.Generator(vae.device).manual_seed(run.seed)
    copies = -(-settings.pool // len(z_nd))
    noise_nd = torch.randn(copies * len(z_nd), z_nd.shape[1], generator=generator, device=vae.device)
    pool = Pool(settings.pool)
    pool.add(z_nd.repeat(copies, 1) + noise_nd * vae.sigma_bar_d, liked_n.repeat(copies))
    return _fit_rule(name, vae, run, ["likes"], "product", None, pool, settings, knobs, 0, console)


def _fit_rule(
    name: str, vae: MelodyVAE, run: Run, texts: list[str], combine: str, reward: Callable | None, pool: Pool,
    settings: TasteTraining, knobs: KnobModel | None, seeds: int, console: Console | None,
) -> Outcome:  # fmt: skip
    sizes = NetConfig(vae.config.latent, **SIZES[settings.size])
    config = RuleConfig(name, texts, combine, settings.learning.distance, vae_digest(vae), actor=sizes, critic=sizes)
    torch.manual_seed(run.seed)
    realism = knobs.looks_real if knobs else None
    result = fit(
        reward_step(settings.learning, vae.sigma_bar_d, reward, pool, realism, seeds),
        config.modules(),
        prior_batches(settings.learning.rows, vae.config.latent, run.seed),
        run.settings(settings.fit),
        run.folder,
        kind=RULE_KIND,
        model_config=config,
        info={"training_settings": to_dict(settings)},
        resume=run.source,
        console=console,
    )
    return ship(result, run.folder / RULE_NAME)


def train_statistical_rule(
    name: str,
    vae: MelodyVAE,
    corpus: Corpus,
    run: Run,
    rewards: Sequence[Reward],
    *,
    knobs: KnobModel | None = None,
    settings: ActorTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train the actor of ``pitch_set`` and ``density`` rewards with the predictor of statistics.

    A resumed run goes on as one of ``train_knobs`` does.

    Args:
        knobs: whose critics training starts from; None: from nothing.

    Raises:
        UserError: nothing says when to stop; a reward of another name, rewards that contradict each other; or see
            ``fit``.
    """
    run.check_length()
    combined(rewards)
    asked = _asked(rewards, vae.config.bars)
    settings = settings or ActorTraining()
    sizes = KnobsConfig.of(vae)
    config = RuleConfig(
        name,
        [reward.text for reward in rewards],
        "product",
        settings.adversary.distance,
        vae_digest(vae),
        actor=replace(sizes.actor, label=0),
    )
    torch.manual_seed(run.seed)
    modules = sizes.modules() | config.modules()
    del modules["realism_actor"]
    if knobs:
        modules["bars"].load_state_dict(knobs.bars.state_dict())
        modules["realism"].load_state_dict(knobs.realism.state_dict())
    result = fit_actor(
        vae, corpus, run, modules, settings, lambda rows, generator: asked.repeat(rows),
        kind=RULE_KIND, config=config, at_least=True, labelled=False,
        console=console,
    )  # fmt: skip
    return ship(result, run.folder / RULE_NAME)


def _asked(rewards: Sequence[Reward], bars: int) -> Conditions:
    """The conditions, of one row, on melodies of so many bars, that some ``pitch_set`` and ``density`` rewards make."""
    for reward in rewards:
        if reward.name not in STATISTICAL:
            raise UserError(f"{reward.text} is not made of statistics; train it with the reward critic.")
    sets = [reward.value for reward in rewards if reward.name == "pitch_set"]
    allowed = frozenset.intersection(*sets) if sets else frozenset(range(12))
    least = max((reward.value for reward in rewards if reward.name == "density"), default=0.0)
    numbers = (float(bool(sets)), MARGIN * least / bars, float(least > 0))
    return Conditions(torch.tensor([indicator(allowed)]), *(torch.tensor([number]) for number in numbers))
