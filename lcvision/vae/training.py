"""Training image VAEs and classifiers: the steps, the presets' settings, and the weights that come out.

Shapes: ``b`` images, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``k`` labels. Losses are in nats an image.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial

import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional

from lc_common.device import pick
from lc_common.fit import FitConfig, FitResult, Step, TrainState, fit, ship
from lc_common.run import Outcome, Run
from lc_common.vae import kl_to_standard_normal, mean_posterior_scale, reparameterise, training_loss
from lcvision.data.batches import ImageBatches, images_of, labels_of
from lcvision.data.sets import Family, ImageData
from lcvision.kinds import CLASSIFIER_KIND, PERCEPTION_KIND, VAE_KIND, Model, weights_name
from lcvision.vae.config import preset_classifier, preset_perception, preset_vae
from lcvision.vae.measuring import classify, posterior_scales, reconstruction
from lcvision.vae.models import ImageClassifier, ImageVAE
from lcvision.vae.perception import Perception, recognition_loss, view, weight_beside

VALIDATION_ROWS = 512
KINDS: dict[Model, str] = {"vae": VAE_KIND, "classifier": CLASSIFIER_KIND, "perception": PERCEPTION_KIND}


@dataclass(frozen=True)
class Training:
    """How a model is trained.

    Attributes:
        rows: images a step, on each device.
        shift, tint: see ``ImageBatches``.
        perceptual: of a VAE: the pull of the perceptual term beside the likelihood's (``perception.weight_beside``).
    """

    fit: FitConfig
    rows: int = 64
    shift: int = 0
    tint: float = 0.0
    perceptual: float = 0.0


@dataclass(frozen=True)
class Trained:
    """How the models of a preset are trained; the perception only where the VAE's training has a use for it."""

    vae: Training
    classifier: Training
    perception: Training | None = None


# Appendix 9.2 states the optimiser; it states neither the batch nor the length.
_PAPER = Training(FitConfig(learning_rate=3e-4, betas=(0.9, 0.999), evaluate_every=1000, precision="auto"))
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
        "convolutional": Trained(
            Training(
                replace(
                    _COMPACT,
                    steps=40_000,
                    learning_rate=6e-4,
                    betas=(0.9, 0.99),
                    warmup_steps=500,
                    grad_clip=2e4,
                    save_minutes=2.0,
                ),
                rows=128,
                shift=2,
                tint=0.05,
                perceptual=0.6,
            ),
            Training(replace(_COMPACT, steps=6000, weight_decay=0.05), rows=128, shift=3, tint=0.1),
            Training(replace(_COMPACT, steps=8000, weight_decay=0.05), rows=256, shift=2),
        ),
    },
}
"""By preset and kind of network; the lengths are those of a run that nobody gives another one."""


def vae_step(
    state: TrainState,
    images_bchw: Tensor,
    generator: torch.Generator | None,
    perception: Perception | None = None,
    weight: float = 0.0,
) -> dict[str, Tensor]:
    """One step of a VAE on images: the negative evidence lower bound; of an autoencoder, the log-likelihood alone.

    With a perception, how differently the decoded images look is added, ``weight`` nats for each 1 of difference.
    """
    model = state.modules["vae"]
    mu_bd, sigma_bd = model.encode(images_bchw)
    z_bd = reparameterise(mu_bd, sigma_bd, generator)
    decoded_bchw = model.decode(z_bd)
    log_likelihood_b = model.log_likelihood(images_bchw, decoded_bchw)
    if model.config.autoencoder:
        loss, terms = -log_likelihood_b.mean(), {}
    else:
        kl_bd = kl_to_standard_normal(mu_bd, sigma_bd)
        loss, terms = training_loss(log_likelihood_b, kl_bd), {"kl": kl_bd.sum(1).mean()}
    if perception:
        with torch.no_grad():
            seen = perception.seen(images_bchw)
        terms["difference"] = perception.difference(seen, decoded_bchw).mean()
        loss = loss + weight * terms["difference"]
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


def perception_step(
    state: TrainState, batch: tuple[Tensor, Tensor], generator: torch.Generator | None
) -> dict[str, Tensor]:
    """One step of a perception on images and labels ``[b, k]``: the labels of one view, and to know it in the other."""
    images_bchw, labels_bk = batch
    model: Perception = state.modules["perception"]
    logits_bk, a_be = model(view(images_bchw, generator))
    _, b_be = model(view(images_bchw, generator))
    labels = functional.binary_cross_entropy_with_logits(logits_bk, labels_bk, reduction="sum") / len(logits_bk)
    known = recognition_loss(a_be, b_be)
    norm = state.descend("perception", labels + known)
    return {"loss": labels + known, "labels": labels, "recognition": known, "gradient_norm": norm}


def train_vae(
    preset: str,
    data: ImageData,
    run: Run,
    *,
    sigma_x: float | None = None,
    autoencoder: bool = False,
    perception: Perception | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a preset's VAE on a data set as far as the budget goes.

    Args:
        preset: a name in ``PRESETS``.
        sigma_x: instead of the preset's own.
        autoencoder: a plain autoencoder of the same sizes (section 4).
        perception: judges how alike images look beside the likelihood, with the preset's weight; None: nothing does.

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
    step: Step = vae_step
    if perception:
        perception.to(pick(run.device))
        images_bchw = images_of(held_out).to(pick(run.device))
        weight = weight_beside(perception, images_bchw, config.sigma_x, training.perceptual)
        step = partial(vae_step, perception=perception, weight=weight)
    result = _fit("vae", step, ImageVAE(config), training, data, run, evaluate, console)

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


def train_perception(preset: str, data: ImageData, run: Run, *, console: Console | None = None) -> Outcome:
    """Train what judges how alike images look, for ``train_vae``; see there.

    Raises:
        UserError: see ``fit``; no such preset, or its VAE is trained without.
    """
    config = preset_perception(preset, data.spec)
    training = TRAINING[preset][data.spec.network].perception
    assert training is not None  # as its networks are residual
    held_out = data.parts["validation"].spread(VALIDATION_ROWS)

    def evaluate(state: TrainState) -> Mapping[str, float]:
        model: Perception = state.shipped["perception"]
        device = next(model.parameters()).device
        images_bchw, labels_bk = images_of(held_out).to(device), labels_of(held_out).to(device)
        logits_bk, plain_be = model(images_bchw)
        mirrored_be = model(images_bchw.flip(3))[1]
        own_b = torch.arange(len(plain_be), device=device)
        return {
            "accuracy": ((logits_bk > 0) == labels_bk.bool()).float().mean().item(),
            "known_again": ((plain_be @ mirrored_be.T).argmax(1) == own_b).float().mean().item(),
        }

    torch.manual_seed(run.seed)
    result = _fit("perception", perception_step, Perception(config), training, data, run, evaluate, console)
    return ship(result, run.folder / weights_name(data.spec.name, "perception"))


def _fit(
    name: Model,
    step: Step,
    model: ImageVAE | ImageClassifier | Perception,
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
        labelled=name != "vae",
        shift=training.shift,
        tint=training.tint,
        device=pick(run.device),
    )
    return fit(
        step,
        {name: model},
        batches,
        run.settings(training.fit),
        run.folder,
        kind=KINDS[name],
        model_config=model.config,
        info={"images": {part: len(images) for part, images in data.parts.items()}, "rows": training.rows},
        evaluate=evaluate,
        resume=run.source,
        console=console,
    )
