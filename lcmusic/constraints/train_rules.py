"""Training the actor of one rule: from rewards by name, from a user's function, or from a person's likes.

Shapes: ``b`` rows of one update, ``n`` melodies, ``d`` latent, ``t`` 256 steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from torch import Tensor

from lc_common.actor_critic import RewardConfig, prior_batches, reward_step
from lc_common.config import to_dict
from lc_common.device import hold_memory, pick
from lc_common.errors import UserError
from lc_common.fit import FitConfig, FitResult, fit
from lc_common.latents import vae_digest
from lc_common.nets import SIZES, NetConfig
from lc_common.pool import Pool
from lcmusic.constraints.conditions import Conditions
from lcmusic.constraints.train_knobs import ActorTraining, exported, fit_actor, length
from lcmusic.constraints.trained import RULE_KIND, KnobModel, KnobsConfig, RuleConfig
from lcmusic.corpus import Corpus
from lcmusic.music.melody import BARS
from lcmusic.music.rewards import Reward, combined
from lcmusic.vae.encoding import decode_all, encode_split
from lcmusic.vae.model import MelodyVAE

RULE_NAME = "rule.safetensors"
STATISTICAL = {"pitch_set", "density"}
"""Rewards that are made of what the critic of statistics predicts."""
MARGIN = 1.12
"""Notes to aim for, for one note asked: it is each melody that must have enough, not their mean."""

Score = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class TasteTraining:
    """How an actor and the paper's reward critic are trained on rewards that are known beforehand (section 6).

    Attributes:
        fit: optimiser and pace; its length is given with the call.
        size: preset of ``lc_common.nets.SIZES``.
        pool: latents kept.
        learning: rows, critic updates, penalty, lambda_dist, weight of realism.
    """

    fit: FitConfig = field(
        default_factory=lambda: FitConfig(
            learning_rate=1e-3, betas=(0.0, 0.9), ema_decay=0.99, log_every=25, save_minutes=None
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
    run_dir: Path,
    rewards: Sequence[Reward | Score],
    *,
    combine: str = "product",
    knobs: KnobModel | None = None,
    minutes: float | None = None,
    steps: int | None = None,
    seed: int = 0,
    device: str = "auto",
    settings: RuleTraining | None = None,
    console: Console | None = None,
) -> Path:
    """Train a critic D(z) and an actor G(z) on a rule (section 6); returns the rule's file.

    Args:
        rewards: parsed rewards, or functions such as a ``RuleFile``.
        knobs: whose realism critic holds the actor near the data; None: nothing does.

    Raises:
        UserError: the rewards contradict each other, fail, or are the same for every melody; or see ``fit``.
    """
    settings = settings or RuleTraining()
    score = combined(rewards, combine)
    hold_memory()
    vae.to(pick(device))
    data = encode_split(vae, corpus.split("train"), settings.encodings, seed)
    generator = torch.Generator(vae.device).manual_seed(seed)
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
    return _fit_rule(name, vae, run_dir, texts, combine, reward, pool, settings, knobs, minutes=minutes, steps=steps,
                     seed=seed, device=device, console=console)  # fmt: skip


def train_taste(
    name: str,
    vae: MelodyVAE,
    run_dir: Path,
    z_nd: Tensor,
    liked_n: Tensor,
    *,
    knobs: KnobModel | None = None,
    minutes: float | None = None,
    steps: int | None = None,
    seed: int = 0,
    device: str = "auto",
    settings: TasteTraining | None = None,
    console: Console | None = None,
) -> Path:
    """Train a critic and an actor on melodies that a person marked; returns the rule's file.

    There are few of them, so each stands in the pool many times, as many draws of its posterior would.
    """
    settings = settings or TasteTraining()
    vae.to(pick(device))
    z_nd, liked_n = z_nd.to(vae.device), liked_n.to(vae.device)
    generator = torch.Generator(vae.device).manual_seed(seed)
    copies = -(-settings.pool // len(z_nd))
    noise_nd = torch.randn(copies * len(z_nd), z_nd.shape[1], generator=generator, device=vae.device)
    pool = Pool(settings.pool)
    pool.add(z_nd.repeat(copies, 1) + noise_nd * vae.sigma_bar_d, liked_n.repeat(copies))
    return _fit_rule(name, vae, run_dir, ["likes"], "product", None, pool, settings, knobs, minutes=minutes,
                     steps=steps, seed=seed, device=device, console=console)  # fmt: skip


def _fit_rule(
    name: str, vae: MelodyVAE, run_dir: Path, texts: list[str], combine: str, reward: Callable | None, pool: Pool,
    settings: TasteTraining, knobs: KnobModel | None, *, minutes: float | None, steps: int | None, seed: int,
    device: str, console: Console | None,
) -> Path:  # fmt: skip
    sizes = NetConfig(vae.config.latent, **SIZES[settings.size])
    config = RuleConfig(name, texts, combine, settings.learning.distance, vae_digest(vae), actor=sizes, critic=sizes)
    torch.manual_seed(seed)
    realism = knobs.looks_real if knobs else None
    result: FitResult = fit(
        reward_step(settings.learning, vae.sigma_bar_d, reward, pool, realism),
        config.modules(),
        prior_batches(settings.learning.rows, vae.config.latent, seed),
        length(settings.fit, minutes=minutes, steps=steps, seed=seed, device=device),
        run_dir,
        kind=RULE_KIND,
        model_config=config,
        info={"training_settings": to_dict(settings)},
        console=console,
    )
    return exported(result, run_dir / RULE_NAME)


def train_statistical_rule(
    name: str,
    vae: MelodyVAE,
    corpus: Corpus,
    run_dir: Path,
    rewards: Sequence[Reward],
    *,
    knobs: KnobModel | None = None,
    minutes: float | None = None,
    steps: int | None = None,
    seed: int = 0,
    device: str = "auto",
    settings: ActorTraining | None = None,
    console: Console | None = None,
) -> Path:
    """Train the actor of ``pitch_set`` and ``density`` rewards with the critic of statistics; returns the rule's file.

    Args:
        knobs: whose critics training starts from; None: from nothing.

    Raises:
        UserError: a reward of another name, rewards that contradict each other; or see ``fit``.
    """
    combined(rewards)
    asked = _asked(rewards)
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
    torch.manual_seed(seed)
    modules = sizes.modules() | config.modules()
    del modules["realism_actor"]
    if knobs:
        modules["bars"].load_state_dict(knobs.bars.state_dict())
        modules["realism"].load_state_dict(knobs.realism.state_dict())
    result = fit_actor(
        vae, corpus, run_dir, modules, settings, lambda rows, generator: asked.repeat(rows),
        kind=RULE_KIND, config=config, at_least=True, labelled=False,
        minutes=minutes, steps=steps, seed=seed, device=device, console=console,
    )  # fmt: skip
    return exported(result, run_dir / RULE_NAME)


def _asked(rewards: Sequence[Reward]) -> Conditions:
    """The conditions, of one row, that some ``pitch_set`` and ``density`` rewards make."""
    for reward in rewards:
        if reward.name not in STATISTICAL:
            raise UserError(f"{reward.text} is not made of statistics; train it with the reward critic.")
    sets = [reward.value for reward in rewards if reward.name == "pitch_set"]
    allowed = frozenset.intersection(*sets) if sets else frozenset(range(12))
    least = max((reward.value for reward in rewards if reward.name == "density"), default=0.0)
    row = torch.tensor([[float(p in allowed) for p in range(12)]])
    numbers = (float(bool(sets)), MARGIN * least / BARS, float(least > 0))
    return Conditions(row, *(torch.tensor([number]) for number in numbers))
