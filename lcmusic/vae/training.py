"""Training a melody VAE: the steps, the presets, and the order of things.

A ``bars`` encoder trains in two stages, each a call of ``lc_common.fit``:

1. ``bars``: bar encoder and bar decoder as an autoencoder of single bars, with noise on the embedding, so that the
   decoder forgives what the conductor will get wrong.
2. ``melodies``: everything but the bar encoder, as a VAE of whole melodies (equation 1).

A ``flat`` encoder has the second stage only, and trains all of it.

Shapes: ``b`` melodies, ``n`` bars, ``e`` bar embedding, ``s`` 16 steps, ``t`` all steps, ``d`` latent.
Losses are in nats per bar (stage 1) and per melody (stage 2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace

import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional

from lc_common.config import to_dict
from lc_common.device import pick
from lc_common.fit import FitConfig, TrainState, fit, ship
from lc_common.run import Outcome, Run
from lc_common.vae import (
    free_bits,
    kl_to_standard_normal,
    kl_weight,
    mean_posterior_scale,
    reparameterise,
)
from lcmusic.corpus import Corpus, Split
from lcmusic.corpus.batches import Augment, BarBatches, MelodyBatches
from lcmusic.kinds import BARS_STAGE, VAE_KIND, VAE_NAME
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.vae.batching import posteriors
from lcmusic.vae.measuring import reconstruction
from lcmusic.vae.model import KL_WEIGHT, PRESETS, MelodyVAE

VALIDATION_ROWS = 512


@dataclass(frozen=True)
class BarStage:
    """Stage 1.

    Attributes:
        rows: unique bars a step.
        noise: standard deviation added to embeddings of variance 1.
        augment: how bars are varied.
    """

    fit: FitConfig
    rows: int = 128
    noise: float = 0.5
    augment: Augment = field(default_factory=Augment)


@dataclass(frozen=True)
class MelodyStage:
    """Stage 2, or the only one.

    Attributes:
        rows: melodies a step, on each device.
        kl_weight: final weight of the KL term (1 is equation 1), reached after ``kl_warmup`` steps.
        free_nats: KL that costs nothing.
        augment: how melodies are varied.
    """

    fit: FitConfig
    rows: int = 32
    kl_weight: float = 1.0
    kl_warmup: int = 1
    free_nats: float = 0.0
    augment: Augment = field(default_factory=Augment)


@dataclass(frozen=True)
class Training:
    """How a preset of the model is trained; ``bars`` is None where the encoder is flat."""

    melodies: MelodyStage
    bars: BarStage | None = None

    def varied(self, augment: Augment) -> Training:
        """The same training with bars and melodies varied in another way."""
        bars = self.bars and replace(self.bars, augment=augment)
        return Training(replace(self.melodies, augment=augment), bars)


_PAPER = FitConfig(learning_rate=3e-4, betas=(0.9, 0.999))
_COMPACT = FitConfig(
    steps=13_500, learning_rate=8e-4, betas=(0.9, 0.999), warmup_steps=100, schedule="linear", final_lr_fraction=0.05,
    ema_decay=0.999, precision="auto", log_every=100, evaluate_every=1000, save_minutes=5.0,
)  # fmt: skip
TRAINING = {
    "paper": Training(MelodyStage(_PAPER, kl_weight=KL_WEIGHT, kl_warmup=10_000)),
    "compact": Training(
        MelodyStage(replace(_COMPACT, grad_clip=50.0), kl_weight=KL_WEIGHT, kl_warmup=6000),
        BarStage(replace(_COMPACT, steps=5000, learning_rate=2e-3, betas=(0.9, 0.98), grad_clip=1.0)),
    ),
    "flat": Training(MelodyStage(replace(_COMPACT, grad_clip=50.0), kl_weight=KL_WEIGHT, kl_warmup=6000)),
}

ON_A_CARD = TRAINING | {
    "compact": Training(
        MelodyStage(
            replace(
                _COMPACT, steps=15_600, learning_rate=1.2e-3, warmup_steps=200, decay_steps=7500,
                final_lr_fraction=0.02, grad_clip=50.0, ema_decay=0.9995, workers=6,
            ),
            rows=512,
            kl_weight=KL_WEIGHT,
            kl_warmup=4000,
        ),
        BarStage(
            replace(
                _COMPACT, steps=6000, learning_rate=2e-3, betas=(0.9, 0.98), grad_clip=1.0, ema_decay=0.9995, workers=4,
            ),
            rows=1024,
        ),
    ),
}  # fmt: skip
"""On a graphics card, where eight to sixteen times as many melodies take the same time: what ships was trained so."""


def bar_step(stage: BarStage) -> Callable[[TrainState, Tensor, torch.Generator], dict[str, Tensor]]:
    """The training step of stage 1 on bars ``[n, s]``: cross-entropy of each bar from its own noisy embedding."""

    def step(state: TrainState, bars_ns: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
        model: MelodyVAE = state.modules["vae"]
        embeddings_ne = model.bar_encoder(bars_ns).float()
        noise_ne = torch.randn(embeddings_ne.shape, generator=generator, device=embeddings_ne.device)
        logits_nsv = model.decoder(embeddings_ne + stage.noise * noise_ne, bars_ns)
        loss = STEPS_PER_BAR * functional.cross_entropy(logits_nsv.float().flatten(0, 1), bars_ns.flatten())
        norm = state.descend("vae", loss)
        return {"nats_per_bar": loss, "gradient_norm": norm}

    return step


def melody_step(stage: MelodyStage) -> Callable[[TrainState, Tensor, torch.Generator], dict[str, Tensor]]:
    """The training step of stage 2 on melodies ``[b, t]``: negative ELBO with a weight on its KL term."""

    def step(state: TrainState, symbols_bt: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
        model: MelodyVAE = state.modules["vae"]
        mu_bd, sigma_bd = model.encode(symbols_bt)
        z_bd = reparameterise(mu_bd, sigma_bd, generator)
        logits_btv = model.logits(z_bd, symbols_bt)
        nats = model.config.steps * functional.cross_entropy(logits_btv.float().flatten(0, 1), symbols_bt.flatten())
        kl_bd = kl_to_standard_normal(mu_bd, sigma_bd)
        weight = kl_weight(state.step, stage.kl_weight, stage.kl_warmup)
        norm = state.descend("vae", nats + weight * free_bits(kl_bd, stage.free_nats))
        return {"reconstruction_nats": nats, "kl": kl_bd.sum(1).mean(), "gradient_norm": norm}

    return step


def train_vae(
    preset: str,
    corpus: Corpus,
    run: Run,
    *,
    training: Training | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a preset on a corpus as far as the budget goes; the weights have the mean posterior scale (section 3).

    A run that ``minutes`` cuts short ends above its best: the learning rate falls towards the last step.

    Args:
        preset: a name in ``PRESETS``.
        run: its length is that of stage 2, whose checkpoint and log lie in its folder; those of stage 1 lie in
            ``bars/`` inside. ``resume`` with a path begins stage 2 from that checkpoint, weights-only ones included.
        training: instead of the preset's own.

    Raises:
        UserError: see ``fit``.
    """
    training = training or (ON_A_CARD if pick(run.device).type == "cuda" else TRAINING)[preset]
    torch.manual_seed(run.seed)
    model = MelodyVAE(PRESETS[preset])
    train, validation = (corpus.split(name).cut(model.config.bars) for name in ("train", "validation"))
    info = {
        "preset": preset,
        "corpus": hashlib.sha256((corpus.folder / "card.json").read_bytes()).hexdigest(),
        "left_out": list(corpus.left_out),
        "training_settings": to_dict(training),
    }

    if training.bars and not run.begun and isinstance(run.resume, bool):
        bars = run.stage(BARS_STAGE, None, None)
        result = fit(
            bar_step(training.bars),
            {"vae": model},
            BarBatches(train.symbols_nt, rows=training.bars.rows, seed=run.seed, augment=training.bars.augment),
            bars.settings(training.bars.fit),
            bars.folder,
            info=info,
            resume=bars.source,
            kind=VAE_KIND,
            model_config=model.config,
            console=console,
        )
        if result.stopped == "signal":
            return result.outcome(stage=BARS_STAGE)
        model = result.modules["vae"].requires_grad_(True)
    if training.bars:
        model.bar_encoder.requires_grad_(False)

    stage = training.melodies
    held_out_bt = validation_melodies(validation)
    result = fit(
        melody_step(stage),
        {"vae": model},
        MelodyBatches(train, rows=stage.rows, augment=stage.augment, seed=run.seed),
        run.settings(stage.fit),
        run.folder,
        info=info,
        resume=run.source,
        evaluate=lambda state: asdict(reconstruction(state.shipped["vae"], held_out_bt, seed=run.seed)),
        kind=VAE_KIND,
        model_config=model.config,
        console=console,
    )

    def measure() -> tuple[dict[str, Tensor], dict]:
        scales = (sigma_bd for _, sigma_bd in posteriors(result.modules["vae"], train.symbols_nt))
        return {"model.vae.sigma_bar_d": mean_posterior_scale(scales)}, {}

    return ship(result, run.folder / VAE_NAME, measure)


def validation_melodies(split: Split, rows: int = VALIDATION_ROWS) -> Tensor:
    """Melodies to watch while training: drawn from a split with the balance of training; int64 ``[rows, t]``."""
    return MelodyBatches(split, rows=rows, augment=None, seed=0)(0)
