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
from lc_common.fit import Batches, FitConfig, fit, ship
from lc_common.latents import Encodings, vae_digest
from lc_common.nets import SIZES, NetConfig
from lc_common.pool import Pool
from lc_common.preparation import Preparation
from lc_common.run import Outcome, Run
from lcmusic.constraints.conditions import Conditions
from lcmusic.constraints.taste import Preference
from lcmusic.constraints.train_knobs import ActorTraining, fit_actor
from lcmusic.constraints.trained import KnobModel, KnobsConfig, RuleConfig
from lcmusic.corpus import Corpus
from lcmusic.kinds import RULE_KIND, RULE_NAME
from lcmusic.music.knobs import Knobs
from lcmusic.music.rewards import Reward, combined
from lcmusic.music.rule_file import RuleFile
from lcmusic.music.scales import indicator
from lcmusic.prior.learned import LearnedPrior
from lcmusic.vae.batching import decode_all
from lcmusic.vae.encoding import encode_split
from lcmusic.vae.model import MelodyVAE

STATISTICAL = {"pitch_set", "density"}
"""Rewards that are made of what the predictor of statistics predicts."""
MARGIN = 1.12
"""Notes to aim for, for one note asked: it is each melody that must have enough, not their mean."""

Starts = Callable[[int, int], Batches]
"""Where an actor starts: (rows, seed) -> batches by step number, ``[rows, d]``."""


@dataclass(frozen=True)
class RuleTraining:
    """How an actor and the paper's reward critic are trained on rewards (section 6).

    Attributes:
        fit: optimiser and pace, steps that it takes at least; the run says how long.
        size: preset of ``lc_common.nets.SIZES``.
        pool: latents kept.
        learning: rows, critic updates, penalty, lambda_dist, weight of realism.
        encodings: melodies of the corpus whose encodings join the pool with the reward they are known to earn.
        ideas: of a learned prior, from which the actor starts where there is no corpus; each takes a fifth of a second.
        seeds: samples of where the actor starts that are decoded and join the pool before the first step.
        temperature: at which latents are decoded.
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
    encodings: int = 2048
    ideas: int = 128
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
    prior: LearnedPrior | None = None,
    settings: RuleTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a critic D(z) and an actor G(z) on a rule (section 6).

    A resumed run goes on with the networks and their moments exactly. The pool of rewarded latents is not saved: it is
    filled as at the start, and with as many samples of the actor as it is now (see ``reward_step``).

    Args:
        run: its minutes are those of preparing as well.
        rewards: parsed rewards, and files.
        knobs: whose realism critic holds the actor near the data; None: nothing does.
        prior: whose ideas the rule will move. It has learned the encodings of the corpus, so the actor starts from
            these; None: from N(0, I), as in the paper.

    Raises:
        UserError: nothing says when to stop; the rewards contradict each other, fail, or are the same for every melody;
            or see ``fit``.
    """
    settings = settings or RuleTraining()
    run.check_length()
    score = combined(rewards, combine)
    preparation = Preparation(run, console)
    vae.to(pick(run.device))
    with preparation.doing(f"encoding {settings.encodings:,} melodies"):
        data = encode_split(vae, corpus.split("train"), settings.encodings, run.seed)
    starts = data.batches if prior else _normal(vae)
    generator = torch.Generator(vae.device).manual_seed(run.seed)
    if prior:
        z_nd = data.sample(settings.seeds, generator)
    else:
        z_nd = torch.randn(settings.seeds, vae.config.latent, generator=generator, device=vae.device)
    with preparation.doing(f"decoding {settings.seeds:,} melodies, rewarding all"):
        decoded_nt = decode_all(vae, z_nd, settings.temperature, generator)
        known_n = torch.from_numpy(score(np.concatenate([data.symbols_nt, decoded_nt]))).float()
    if known_n.max() - known_n.min() < 1e-6:
        raise UserError(f"The rule answers {known_n[0]:g} to every melody; there is nothing to learn from it.")
    pool = Pool(settings.pool)
    pool.add(torch.cat([data.mu_nd, z_nd]), known_n.to(vae.device))
    texts = [reward.text if isinstance(reward, Reward) else reward.path.name for reward in rewards]
    return _fit_rule(name, vae, preparation.rest(), texts, combine, score, pool, starts, settings, knobs, console)


def train_taste(
    name: str,
    vae: MelodyVAE,
    run: Run,
    z_nd: Tensor,
    liked_n: Tensor,
    *,
    knobs: KnobModel | None = None,
    prior: LearnedPrior | None = None,
    settings: RuleTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a critic and an actor on the preference that melodies tell which a person marked.

    Args:
        z_nd, liked_n: their latents, and 1 for liked, 0 for not.
        knobs, prior: as of ``train_rule``, but that the actor starts from ideas of the prior itself.
    """
    settings = settings or RuleTraining()
    run.check_length()
    preparation = Preparation(run, console)
    starts = _normal(vae)
    if prior:
        with preparation.doing(f"{settings.ideas} ideas of the learned prior"):
            starts = _ideas(prior, settings.ideas, run.seed).batches
    vae.to(pick(run.device))
    known_nd = torch.cat([z_nd, starts(settings.seeds, run.seed)(0, 0, 1)]).to(vae.device)
    with preparation.doing(f"decoding {len(known_nd):,} melodies, rewarding all"):
        symbols_nt = decode_all(vae, known_nd, settings.temperature, torch.Generator(vae.device).manual_seed(run.seed))
        score = Preference(symbols_nt[: len(z_nd)], liked_n.numpy())
        known_n = torch.from_numpy(score(symbols_nt)).float()
    pool = Pool(settings.pool)
    pool.add(known_nd, known_n.to(vae.device))
    return _fit_rule(name, vae, preparation.rest(), ["likes"], "product", score, pool, starts, settings, knobs, console)


def _normal(vae: MelodyVAE) -> Starts:
    return lambda rows, seed: prior_batches(rows, vae.config.latent, seed)


@torch.no_grad()
def _ideas(prior: LearnedPrior, n: int, seed: int) -> Encodings:
    """Where ideas lie in the latent space, each with the scale of a posterior."""
    ideas_nkf = torch.randn(n, *prior.idea_shape, generator=torch.Generator().manual_seed(seed))
    mu_nd = prior.latents(prior.tokens(ideas_nkf, [Knobs()] * n)).clone()  # no longer of inference mode
    return Encodings(mu_nd, prior.vae.sigma_bar_d.expand_as(mu_nd))


def _fit_rule(
    name: str, vae: MelodyVAE, run: Run, texts: list[str], combine: str, score: Callable[[np.ndarray], np.ndarray],
    pool: Pool, starts: Starts, settings: RuleTraining, knobs: KnobModel | None, console: Console | None,
) -> Outcome:  # fmt: skip
    sizes = NetConfig(vae.config.latent, **SIZES[settings.size])
    config = RuleConfig(name, texts, combine, settings.learning.distance, vae_digest(vae), actor=sizes, critic=sizes)
    torch.manual_seed(run.seed)
    realism = knobs.looks_real if knobs else None

    def reward(z_bd: Tensor, generator: torch.Generator) -> Tensor:
        return torch.from_numpy(score(decode_all(vae, z_bd, settings.temperature, generator))).float().to(z_bd.device)

    result = fit(
        reward_step(settings.learning, vae.sigma_bar_d, reward, pool, realism, settings.seeds),
        config.modules(),
        starts(settings.learning.rows, run.seed),
        run.settings(settings.fit),
        run.folder,
        kind=RULE_KIND,
        model_config=config,
        info={"training_settings": to_dict(settings)},
        resume=run.source,
        console=console,
    )
    earned = result.metrics
    standing = ""
    if "reward" in earned:
        standing = (
            f"Reward of melodies as they come: {earned['reward_prior']:.2f}; moved by the rule: {earned['reward']:.2f}."
        )
    return replace(ship(result, run.folder / RULE_NAME), standing=standing)


def train_statistical_rule(
    name: str,
    vae: MelodyVAE,
    corpus: Corpus,
    run: Run,
    rewards: Sequence[Reward],
    *,
    knobs: KnobModel | None = None,
    prior: LearnedPrior | None = None,
    settings: ActorTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train the actor of ``pitch_set`` and ``density`` rewards with the predictor of statistics.

    A resumed run goes on as one of ``train_knobs`` does.

    Args:
        knobs: whose critics training starts from; None: from nothing.
        prior: as of ``train_rule``.

    Raises:
        UserError: nothing says when to stop; a reward of another name, rewards that contradict each other; or see
            ``fit``.
    """
    run.check_length()
    combined(rewards)
    asked = _asked(rewards, vae.config.bars)
    settings = settings or ActorTraining()
    if prior:
        settings = replace(settings, adversary=replace(settings.adversary, data_share=1.0))
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
