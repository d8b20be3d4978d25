"""Training actors with the predictor of statistics: the one conditional actor of all scales and densities.

Shapes: ``b`` rows of one update, ``n`` rows of a step, ``d`` latent, ``k`` bars, ``e`` bar embedding, ``x`` all
embeddings in a row, ``t`` steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch
from rich.console import Console
from torch import Tensor, nn

from lc_common.actor import Actor
from lc_common.actor_critic import AdversarialConfig, Game
from lc_common.config import to_dict
from lc_common.device import pick
from lc_common.fit import FitConfig, FitResult, TrainState, fit, ship
from lc_common.pool import Pool
from lc_common.preparation import Preparation
from lc_common.run import Outcome, Run
from lcmusic.constraints.conditions import Conditions, ObedienceWeights, obedience, random_conditions
from lcmusic.constraints.predictor import bar_loss, bar_targets, embeddings, view
from lcmusic.constraints.train_realism import RealismTraining, fit_realism
from lcmusic.constraints.trained import KnobModel, KnobsConfig
from lcmusic.corpus import Corpus
from lcmusic.kinds import KNOBS_KIND, KNOBS_NAME, REALISM_STAGE
from lcmusic.music.scales import outside
from lcmusic.music.statistics import notes_per_bar, pitch_class_counts
from lcmusic.vae.batching import decode_all
from lcmusic.vae.encoding import Encodings, encode_split
from lcmusic.vae.model import MelodyVAE

Ask = Callable[[int, torch.Generator], Conditions]

_FIT = FitConfig(
    least_steps=400,
    learning_rate=1e-3,
    betas=(0.5, 0.99),
    schedule="linear",
    ema_decay=0.995,
    grad_clip=10.0,
    log_every=50,
    save_minutes=2.0,
)


@dataclass(frozen=True)
class ActorWeights:
    """Weights of the actor's terms: of obeying, and of convincing the realism critic."""

    obedience: ObedienceWeights = field(default_factory=ObedienceWeights)
    realism: float = 0.5


@dataclass(frozen=True)
class ActorTraining:
    """How an actor that knows statistics is trained.

    Attributes:
        fit: optimiser and pace, steps that it takes at least; the run says how long.
        encodings: melodies of the corpus that are encoded: q(z) for the realism critic, and starts of the actor.
        seeds: melodies decoded before the first step, half from the prior, half from encodings.
        decode_every: steps between two refreshments of the pool by ``decoded`` actor samples.
        temperature: at which they are decoded.
        pool_bars: bars kept.
        bar_steps, bar_rows: updates of the predictor of statistics a step, and bars in each.
        adversary: the game with the realism critic, which sees no samples but the actor's.
        weights: of the actor's terms.
    """

    fit: FitConfig = _FIT
    encodings: int = 4096
    seeds: int = 1024
    decode_every: int = 16
    decoded: int = 64
    temperature: float = 0.5
    pool_bars: int = 96_000
    bar_steps: int = 2
    bar_rows: int = 512
    adversary: AdversarialConfig = field(
        default_factory=lambda: AdversarialConfig(
            rows=32, critic_steps=2, distance=0.02, prior_share=0.0, data_share=0.3
        )
    )
    weights: ActorWeights = field(default_factory=ActorWeights)


@dataclass(frozen=True)
class KnobTraining:
    """How the two actors of a knobs file are trained, one after the other.

    Attributes:
        realism: the first; its share of the minutes is ``realism_share``.
        actor: the second, that of scale and density.
    """

    realism: RealismTraining = field(default_factory=RealismTraining)
    realism_share: float = 0.4
    actor: ActorTraining = field(default_factory=ActorTraining)


class BarPool:
    """Bars that latents decoded to, with their embeddings: what the predictor of statistics learns from."""

    def __init__(self, vae: MelodyVAE, settings: ActorTraining) -> None:
        self.vae, self.temperature = vae, settings.temperature
        self.pool = Pool(settings.pool_bars)

    @torch.no_grad()
    def explore(self, z_nd: Tensor, generator: torch.Generator) -> np.ndarray:
        """Decode latents, keep their bars, and give the melodies ``[n, t]``."""
        symbols_nt = decode_all(self.vae, z_nd, self.temperature, generator)
        columns = [column.flatten(0, 1).to(z_nd.device) for column in bar_targets(symbols_nt)]
        self.pool.add(self.vae.conductor(z_nd).flatten(0, 1), *columns)
        return symbols_nt


def knob_step(
    vae: MelodyVAE,
    settings: ActorTraining,
    data: Encodings,
    pool: BarPool,
    ask: Ask,
    *,
    realism_actor: Actor | None = None,
    at_least: bool = False,
    labelled: bool = True,
) -> Callable[[TrainState, Tensor, torch.Generator], dict[str, float | Tensor]]:
    """One step of the predictor of statistics, the realism critic and the actor, on encodings z ``[n, d]``.

    Every ``decode_every`` steps actor samples are decoded and join the pool, so that the predictor of statistics stays
    right where the actor goes; in the first step of a resumed run, whose pool has none, ``seeds`` of them. An actor
    without a label (``labelled`` off) serves conditions that never change.

    Args:
        realism_actor: trained; moves the prior samples that the actor starts from, each as far as its own random
            realism knob says. None: they stay where they are.
    """

    @torch.no_grad()
    def prior(rows: int, generator: torch.Generator) -> Tensor:
        prior_bd = torch.randn(rows, vae.config.latent, generator=generator, device=vae.device)
        if realism_actor is None:
            return prior_bd
        realism_b1 = torch.rand(rows, 1, generator=generator, device=vae.device)
        return prior_bd.lerp(realism_actor(prior_bd), realism_b1)

    def seen(z_bd: Tensor) -> Tensor:
        return view(embeddings(vae, z_bd))

    def conditions(rows: int, generator: torch.Generator) -> tuple[Conditions, Tensor | None]:
        asked = ask(rows, generator)
        return asked, asked.label() if labelled else None

    game = Game(settings.adversary, vae.sigma_bar_d, critic="realism", view=seen, prior=prior)
    first = True

    def step(state: TrainState, z_nd: Tensor, generator: torch.Generator) -> dict[str, float | Tensor]:
        nonlocal first
        bars, realism, actor = (state.modules[name] for name in ("bars", "realism", "actor"))
        values: dict[str, float | Tensor] = {}
        resumed = first and state.step > 0
        first = False
        if resumed or state.step % settings.decode_every == 0:
            rows = settings.seeds if resumed else settings.decoded
            asked, y_by = conditions(rows, generator)
            with torch.no_grad():
                moved_bd = actor(game.starts(data.sample(rows, generator), generator), y_by)
            values |= realised(pool.explore(moved_bd, generator), asked)
        for _ in range(settings.bar_steps):
            embeddings_ne, *targets = pool.pool.draw(settings.bar_rows, generator)
            loss = bar_loss(bars(embeddings_ne), *targets)
            state.descend("bars", loss)
        values["bar_loss"] = loss

        def move(start_bd: Tensor, _: Tensor | None) -> Tensor:
            return actor(start_bd, conditions(len(start_bd), generator)[1])

        values |= game.teach_critic(state, z_nd, None, move, generator)

        asked, y_by = conditions(settings.adversary.rows, generator)
        start_bd = game.starts(z_nd[-settings.adversary.rows :], generator)
        moved_bd = actor(start_bd, y_by)
        before_bke, after_bke = embeddings(vae, torch.cat([start_bd, moved_bd])).chunk(2)
        weights = settings.weights
        terms = obedience(bars(before_bke), bars(after_bke), asked, weights.obedience, at_least)
        terms |= game.actor_terms(realism(view(after_bke)), moved_bd, start_bd)
        terms["realism"] = weights.realism * terms["realism"]
        state.descend("actor", sum(terms.values(), start=moved_bd.new_zeros(())))
        values |= terms | {"z_mse": (moved_bd - start_bd).square().mean()}
        return {name: value.detach() if isinstance(value, Tensor) else value for name, value in values.items()}

    return step


def realised(symbols_nt: np.ndarray, asked: Conditions) -> dict[str, float]:
    """How decoded melodies obey: share of notes in the set, share wholly in it, density's error in notes per bar."""
    counts_np = pitch_class_counts(symbols_nt)
    total_n = counts_np.sum(1)
    share_n = (total_n - outside(counts_np, asked.allowed_bp.cpu().numpy())) / np.maximum(total_n, 1)
    scaled_n, dense_n = (column.cpu().numpy() > 0 for column in (asked.scaled_b, asked.dense_b))
    error_n = np.abs(notes_per_bar(symbols_nt).mean(1) - asked.density_b.cpu().numpy())
    values: dict[str, float] = {}
    if scaled_n.any():
        values |= {"in_scale": share_n[scaled_n].mean(), "wholly_in_scale": (share_n[scaled_n] == 1).mean()}
    if dense_n.any():
        values["density_error"] = np.median(error_n[dense_n])
    return values


def train_knobs(
    vae: MelodyVAE,
    corpus: Corpus,
    run: Run,
    *,
    start: KnobModel | None = None,
    settings: KnobTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train realism, then the one actor of all scales and densities; the knobs file is tied to the VAE.

    A resumed run goes on in the stage in which it was stopped. Realism that its minutes ended before its least steps is
    not built upon: it goes on, too. The networks and their moments go on exactly; what they learn from is made anew.
    Encodings are the same by their seed. The pool of decoded bars is not saved: it is filled as at the start, and with
    as many samples of the actor as it is now (see ``knob_step``).

    Args:
        run: its minutes are those of both stages together, its steps those of each. Stage 1 lies in ``realism/``.
        start: knobs to go on from; their realism actor stays as it is, and all minutes are the conditional actor's.

    Raises:
        UserError: the VAE's decoder is flat; nothing says when to stop; or see ``fit``.
    """
    settings = settings or KnobTraining()
    run.check_length()
    config = KnobsConfig.of(vae)
    torch.manual_seed(run.seed)
    modules = config.modules()
    vae.to(pick(run.device))
    if start:
        for name, module in modules.items():
            module.load_state_dict(getattr(start, name).state_dict())
    elif not run.begun and isinstance(run.resume, bool):
        share = settings.realism_share
        stage = run.stage(REALISM_STAGE, run.minutes and share * run.minutes, run.steps)
        nets = modules["realism"], modules["realism_actor"]
        result = fit_realism(vae, corpus, stage, *nets, settings.realism, config, console)
        too_early = result.stopped == "minutes" and result.step < settings.realism.fit.least_steps
        if result.stopped == "signal" or too_early:
            return result.outcome(stage=REALISM_STAGE)
        # What was averaged comes back frozen. The critic goes on; the actor is only carried along.
        critic, actor = (result.modules[name].requires_grad_(True) for name in ("critic", "actor"))
        modules |= {"realism": critic, "realism_actor": actor}
        run = replace(run, minutes=run.minutes and (1 - share) * run.minutes)
    result = fit_actor(
        vae, corpus, run, modules, settings.actor, random_conditions, kind=KNOBS_KIND, config=config,
        realism_actor=modules["realism_actor"], console=console,
    )  # fmt: skip
    return ship(result, run.folder / KNOBS_NAME)


def fit_actor(
    vae: MelodyVAE, corpus: Corpus, run: Run, modules: Mapping[str, nn.Module], settings: ActorTraining, ask: Ask,
    *, kind: str, config: Any, console: Console | None, realism_actor: Actor | None = None, at_least: bool = False,
    labelled: bool = True,
) -> FitResult:  # fmt: skip
    """Encode data, fill the pool, and run ``knob_step`` on the modules ``bars``, ``realism`` and ``actor``."""
    preparation = Preparation(run, console)
    vae.to(pick(run.device))
    with preparation.doing(f"encoding {settings.encodings:,} melodies"):
        data = encode_split(vae, corpus.split("train"), settings.encodings, run.seed)
    generator = torch.Generator(vae.device).manual_seed(run.seed)
    pool = BarPool(vae, settings)
    half = settings.seeds // 2
    prior_nd = torch.randn(half, vae.config.latent, generator=generator, device=vae.device)
    with preparation.doing(f"decoding {settings.seeds:,} melodies"):
        pool.explore(torch.cat([prior_nd, data.sample(half, generator)]), generator)
    run = preparation.rest()
    return fit(
        knob_step(vae, settings, data, pool, ask, realism_actor=realism_actor, at_least=at_least, labelled=labelled),
        modules,
        data.batches(settings.adversary.step_rows, run.seed),
        run.settings(settings.fit),
        run.folder,
        kind=kind,
        model_config=config,
        info={"training_settings": to_dict(settings)},
        resume=run.source,
        console=console,
    )
