"""Training image VAEs and classifiers: the steps, the presets' settings, and the weights that come out.

Shapes: ``b`` images, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``k`` labels. Losses are in nats an image.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace

import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional

from lc_common.fit import FitConfig, FitResult, Step, TrainState, fit, ship
from lc_common.run import Outcome, Run
from lc_common.vae import kl_to_standard_normal, mean_posterior_scale, reparameterise, training_loss
from lcvision.data.batches import ImageBatches
from lcvision.data.sets import Family, ImageData
from lcvision.kinds import CLASSIFIER_KIND, VAE_KIND, Model, weights_name
from lcvision.vae.config import preset_classifier, preset_vae
from lcvision.vae.measuring import classify, posterior_scales, reconstruction
from lcvision.vae.models import ImageClassifier, ImageVAE

VALIDATION_ROWS = 512


@dataclass(frozen=True)
class Training:
    """How a model is trained: ``rows`` images a step, on each device."""

    fit: FitConfig
    rows: int = 64


@dataclass(frozen=True)
class Trained:
    """How the VAE and the classifier of a preset are trained."""

    vae: Training
    classifier: Training


# Appendix 9.2 states the optimiser; it states neither the batch nor the length.
_PAPER = Training(FitConfig(learning_rate=3e-4, betas=(0.9, 0.999), evaluate_every=1000))
_COMPACT = FitConfig(
    steps=20_000, learning_rate=1e-3, betas=(0.9, 0.999), warmup_steps=100, schedule="linear", final_lr_fraction=0.05,
    ema_decay=0.999, log_every=100, evaluate_every=1000, save_minutes=5.0, precision="auto",
)  # fmt: skip
TRAINING: dict[str, dict[Family, Trained]] = {
    "paper": {"dense": Trained(_PAPER, _PAPER), "convolutional": Trained(_PAPER, _PAPER)},
    "compact": {
        "dense": Trained(
            Training(replace(_COMPACT, precision="32-true"), rows=128),
            Training(replace(_COMPACT, steps=5000, weight_decay=0.01, precision="32-true"), rows=128),
        ),
        "convolutional": Trained(Training(_COMPACT), Training(replace(_COMPACT, steps=6000, weight_decay=0.01))),
    },
}
"""By preset and kind of network; the lengths are those of a run that nobody gives another one."""


def vae_step(state: TrainState, images_bchw: Tensor, generator: torch.Generator | None) -> dict[str, Tensor]:
    """One step of a VAE on images: the negative evidence lower bound; of an autoencoder, the log-likelihood alone."""
    model = state.modules["vae"]
    mu_bd, sigma_bd = model.encode(images_bchw)
    z_bd = reparameterise(mu_bd, sigma_bd, generator)
    log_likelihood_b = model.log_likelihood(images_bchw, model.decode(z_bd))
    if model.config.autoencoder:
        loss, terms = -log_likelihood_b.mean(), {}
    else:
        kl_bd = kl_to_standard_normal(mu_bd, sigma_bd)
        loss, terms = training_loss(log_likelihood_b, kl_bd), {"kl": kl_bd.sum(1).mean()}
    norm = state.descend("vae", loss)
    return {"loss": loss, "log_likelihood": log_likelihood_b.mean(), **terms, "gradient_norm": norm}


def classifier_step(
    state: TrainState, batch: tuple[Tensor, Tensor], generator: torch.Generator | None
) -> dict[str, Tensor]:
    """One step of a classifier on images and labels ``[b, k]``.

    Cross-entropy of each label's sigmoid, summed over labels (appendix 9.2.2); of exclusive labels, of the softmax.
    """
    images_bchw, labels_bk = batch
    model = state.modules["classifier"]
    logits_bk = model(images_bchw)
    if model.config.exclusive:
        loss = functional.cross_entropy(logits_bk, labels_bk)
    else:
        loss = functional.binary_cross_entropy_with_logits(logits_bk, labels_bk, reduction="sum") / len(logits_bk)
    norm = state.descend("classifier", loss)
    return {"loss": loss, "gradient_norm": norm}


def train_vae(
    preset: str,
    data: ImageData,
    run: Run,
    *,
    sigma_x: float | None = None,
    autoencoder: bool = False,
    console: Console | None = None,
) -> Outcome:
    """Train a preset's VAE on a data set as far as the budget goes.

    Args:
        preset: a name in ``PRESETS``.
        sigma_x: instead of the preset's own.
        autoencoder: a plain autoencoder of the same sizes (section 4).

    Returns:
        The weights have the mean posterior scale over the training part.

    Raises:
        UserError: see ``fit``; no such preset; sigma_x out of range.
    """
    config = preset_vae(preset, data.spec)
    config = replace(config, sigma_x=config.sigma_x if sigma_x is None else sigma_x, autoencoder=autoencoder)
    held_out = data.parts["validation"].spread(VALIDATION_ROWS)

    def evaluate(state: TrainState) -> Mapping[str, float]:
        measured = asdict(reconstruction(state.shipped["vae"], held_out, run.seed))
        return {name: value for name, value in measured.items() if value is not None}

    torch.manual_seed(run.seed)
    training = TRAINING[preset][data.spec.network].vae
    result = _fit("vae", vae_step, ImageVAE(config), training, data, run, evaluate, console)

    def measure() -> tuple[dict[str, Tensor], dict]:
        sigma_bar_d = mean_posterior_scale(posterior_scales(result.modules["vae"], data.parts["train"]))
        return {"model.vae.sigma_bar_d": sigma_bar_d}, {}

    return ship(result, run.folder / weights_name(data.spec.name, "vae"), None if autoencoder else measure)


def train_classifier(preset: str, data: ImageData, run: Run, *, console: Console | None = None) -> Outcome:
    """Train a classifier of a data set's labels, with the encoder of a preset; see ``train_vae``.

    It is for judging what the other models make, and shares no weights with them.

    Raises:
        UserError: see ``fit``; no such preset.
    """
    config = preset_classifier(preset, data.spec)
    held_out = data.parts["validation"].spread(4 * VALIDATION_ROWS)

    def evaluate(state: TrainState) -> Mapping[str, float]:
        right_nk = classify(state.shipped["classifier"], held_out) == held_out.labels_nk
        return {"accuracy": float(right_nk.all(1).mean() if config.exclusive else right_nk.mean())}

    torch.manual_seed(run.seed)
    training = TRAINING[preset][data.spec.network].classifier
    result = _fit("classifier", classifier_step, ImageClassifier(config), training, data, run, evaluate, console)
    return ship(result, run.folder / weights_name(data.spec.name, "classifier"))


def _fit(
    name: Model,
    step: Step,
    model: ImageVAE | ImageClassifier,
    training: Training,
    data: ImageData,
    run: Run,
    evaluate: Callable[[TrainState], Mapping[str, float]],
    console: Console | None,
) -> FitResult:
    batches = ImageBatches(
        data.parts["train"],
        rows=training.rows,
        seed=run.seed,
        flip=data.spec.mirrored,
        labelled=name == "classifier",
    )
    return fit(
        step,
        {name: model},
        batches,
        run.settings(training.fit),
        run.folder,
        kind=VAE_KIND if name == "vae" else CLASSIFIER_KIND,
        model_config=model.config,
        info={"images": {part: len(images) for part, images in data.parts.items()}, "rows": training.rows},
        evaluate=evaluate,
        resume=run.source,
        console=console,
    )
