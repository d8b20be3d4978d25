"""Training realism, attribute and conditional constraints on the encodings of a data set.

Shapes: ``b`` rows of one update, ``n`` rows of a step, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional

from lc_common.actor_critic import PAPER_FIT, AdversarialConfig, Turn, adversarial_step
from lc_common.config import to_dict
from lc_common.device import pick
from lc_common.errors import UserError
from lc_common.fit import FitConfig, Step, TrainState, fit, ship
from lc_common.latents import Encodings, mean_difference, vae_digest
from lc_common.losses import gradient_penalty
from lc_common.nets import SIZES, NetConfig
from lc_common.optimise import OptimiseConfig
from lc_common.run import Outcome, Run
from lcvision.constraints.encodings import training_encodings
from lcvision.constraints.trained import SURE, ConstraintConfig, ImageConstraint, reading
from lcvision.data.sets import DataSpec, ImageData
from lcvision.kinds import CONSTRAINT_KIND, Task, weights_name
from lcvision.vae.measuring import encode
from lcvision.vae.models import ImageVAE

HELD_OUT = 1000
PASSED_BY = 0.95
"""Share of the encodings of held-out images that pass the threshold of a realism critic."""
EDITED = 0.5
"""Share of the starts of an actor that learns to edit which are encodings."""
WATCH_EVERY = 500
Watch = Callable[[ImageConstraint], Mapping[str, float]]


@dataclass(frozen=True)
class GameTraining:
    """How an actor and the critic it plays against are trained: realism, and the conditional pair.

    Attributes:
        size: of both, a key of ``lc_common.nets.SIZES``.
        learning: rows, critic updates for one of the actor, gradient penalty; lambda_dist comes with the call.
    """

    fit: FitConfig
    size: str
    learning: AdversarialConfig = field(default_factory=AdversarialConfig)


@dataclass(frozen=True)
class AttributeTraining:
    """How an attribute critic is trained: its ``size``, ``rows`` of each update, weight of its gradient penalty.

    Attributes:
        noise: added to each encoding, its standard deviation. What a critic tells a label by in spite of it shows in
            the picture; without it, gradients find latents that look to the critic alone as if the label held.
    """

    fit: FitConfig
    size: str
    rows: int = 64
    penalty: float = 10.0
    noise: float = 0.0


@dataclass(frozen=True)
class ConstraintTraining:
    """How the constraints of a preset are trained."""

    game: GameTraining
    attributes: AttributeTraining


_PAPER = replace(PAPER_FIT, log_every=100, evaluate_every=100, save_minutes=2.0)
_COMPACT = replace(_PAPER, learning_rate=1e-3, betas=(0.5, 0.9), ema_decay=0.999, warmup_steps=50)
TRAINING = {
    "paper": ConstraintTraining(GameTraining(_PAPER, "paper"), AttributeTraining(_PAPER, "paper")),
    "small": ConstraintTraining(GameTraining(_PAPER, "small"), AttributeTraining(_PAPER, "small")),
    "compact": ConstraintTraining(
        GameTraining(_COMPACT, "small", AdversarialConfig(critic_steps=5)),
        AttributeTraining(_COMPACT, "small", rows=128, penalty=1.0, noise=1.0),
    ),
}
"""``paper`` and ``small``: appendix 9.2 and the two sizes of table 1. ``compact``: what ships."""


def attribute_step(
    penalty: float, noise: float = 0.0
) -> Callable[[TrainState, tuple[Tensor, Tensor], torch.Generator | None], dict]:
    """The step of D_attr on encodings z ``[2b, d]`` and labels ``[2b, y]`` (section 5).

    Cross-entropy summed over labels, on the first half; the gradient penalty lies between the halves, on the logit of
    one label drawn for each row. ``noise``: see ``AttributeTraining``.
    """

    def step(state: TrainState, batch: tuple[Tensor, Tensor], generator: torch.Generator | None) -> dict[str, Tensor]:
        critic = state.modules["critic"]
        seen_nd = batch[0] + noise * torch.randn(batch[0].shape, generator=generator, device=batch[0].device)
        (z_bd, other_bd), labels_by = seen_nd.chunk(2), batch[1].chunk(2)[0]
        loss = functional.binary_cross_entropy_with_logits(critic(z_bd), labels_by, reduction="sum") / len(z_bd)
        label_b1 = torch.randint(labels_by.shape[1], (len(z_bd), 1), generator=generator, device=z_bd.device)
        steepness = gradient_penalty(
            lambda between_bd: critic(between_bd).gather(1, label_b1).squeeze(1), z_bd, other_bd, generator
        )
        norm = state.descend("critic", loss + penalty * steepness)
        return {"loss": loss.detach(), "gradient_penalty": steepness.detach(), "gradient_norm": norm}

    return step


def train_constraint(
    task: Task,
    preset: str,
    vae: ImageVAE,
    data: ImageData,
    run: Run,
    *,
    distance: float = 0.0,
    inner: bool = False,
    guide: ImageConstraint | None = None,
    wrong_labels: bool = False,
    edits: bool = False,
    watch: Watch | None = None,
    cache: Path | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train one constraint for a VAE as far as the budget goes.

    Args:
        preset: a key of ``TRAINING``.
        distance: lambda_dist of the actor, 0 or more.
        inner: of realism: G_opt in place of the actor (appendix 9.2).
        guide: of cgan: trained attributes, whose critic the actor heeds beside D(z, y).
        wrong_labels: of cgan: the critic is also shown encodings with the labels of others (``AdversarialConfig``).
        edits: of cgan: the actor also learns to edit: half of its starts are encodings, of each of which one label is
            turned over, and rare labels are seen as often as others (``rarity``).
        watch: of cgan: more to record of the pair as it is after every ``WATCH_EVERY`` updates.
        cache: keeps the encodings that are trained on (``training_encodings``).

    Raises:
        UserError: see ``fit``; no such preset; neither steps nor minutes are given; lambda_dist out of range; the
            guide knows other labels than the data.
    """
    training = preset_training(preset)
    settings = training.attributes if task == "attributes" else training.game
    run.check_length()
    labels = data.spec.names if task != "realism" else ()
    if guide:
        data.spec.check_labels(guide.config.labels, "The guide")
    net = NetConfig(vae.config.latent, len(labels) if task == "cgan" else 0, **SIZES[settings.size])
    actor = task == "cgan" or (task == "realism" and not inner)
    config = ConstraintConfig(
        task, data.spec.name, vae_digest(vae), net, actor, distance, guide is not None, labels, wrong_labels
    )
    vae.to(pick(run.device))
    train, held_out = data.parts["train"], data.parts["validation"].spread(HELD_OUT)
    encodings = training_encodings(vae, data, cache)
    if not labels:
        encodings = Encodings(encodings.mu_nd, encodings.sigma_nd)
    validation = encode(vae, held_out, labelled=True)

    def evaluate(state: TrainState) -> Mapping[str, float]:
        if task == "cgan":
            assert validation.labels_ny is not None
            own, turned, larger = reading(state.shipped["critic"], validation.mu_nd, validation.labels_ny)
            read = {"d_own_labels": own, "d_one_label_turned": turned, "reads_y": larger}
            if watch is None or state.step % WATCH_EVERY:
                return read
            return {**read, **watch(ImageConstraint(config, **state.shipped, threshold=0.5, label_counts={}))}
        seen = state.shipped["critic"](validation.mu_nd)
        if task == "realism":
            return {"d_held_out": seen.sigmoid().mean().item()}
        assert validation.labels_ny is not None
        return {"accuracy": ((seen > 0) == validation.labels_ny.bool()).float().mean().item()}

    weight_n = None
    if task == "attributes" or edits:
        assert encodings.labels_ny is not None
        weight_n = rarity(encodings.labels_ny)
    if isinstance(settings, AttributeTraining):
        step: Step = attribute_step(settings.penalty, settings.noise)
        rows = 2 * settings.rows
    else:
        share = EDITED if edits else settings.learning.data_share
        learning = replace(settings.learning, distance=distance, wrong_labels=wrong_labels, data_share=share)
        settings = replace(settings, learning=learning)
        step = adversarial_step(
            learning,
            vae.sigma_bar_d,
            OptimiseConfig() if inner else None,
            guide=through_noise(guide) if guide else None,
            turn=turning(data.spec) if edits else None,
            sure=SURE if edits else 0.0,
        )
        rows = settings.learning.step_rows
    known = {"label_counts": label_counts(train.labels_nk)} if task == "cgan" else {}
    torch.manual_seed(run.seed)
    result = fit(
        step,
        config.modules(),
        encodings.batches(rows, run.seed, weight_n),
        run.settings(settings.fit),
        run.folder,
        kind=CONSTRAINT_KIND,
        model_config=config,
        info={"images": len(train), "training_settings": to_dict(settings), **known},
        evaluate=evaluate,
        resume=run.source,
        console=console,
    )

    def measure() -> tuple[dict[str, Tensor], dict[str, float]]:
        if task == "attributes":
            return {"model.critic.vector_yd": attribute_vectors(encodings)}, {}
        if task == "realism":
            with torch.no_grad():
                passed_n = result.modules["critic"](validation.mu_nd).sigmoid()
            return {}, {"threshold": passed_n.quantile(1 - PASSED_BY).clamp(0.01, 0.99).item()}
        return {}, {}

    return ship(result, run.folder / weights_name(data.spec.name, task), measure)


def through_noise(guide: ImageConstraint) -> Callable[[Tensor], Tensor]:
    """An attribute critic that is asked as it was taught, through its noise."""
    return lambda z_bd: guide.critic(z_bd + guide.noise * torch.randn_like(z_bd))


def turning(spec: DataSpec) -> Turn:
    """What an edit asks for: labels ``[b, y]`` with one of each row turned over, each as often; where it comes to hold,
    those of its group give way."""
    ways_yy = torch.tensor([[a != b and spec.give_way(a, b) for b in spec.names] for a in spec.names])

    def turn(labels_by: Tensor, generator: torch.Generator) -> Tensor:
        device = labels_by.device
        one_b = torch.randint(len(spec.names), (len(labels_by),), generator=generator, device=device)
        on_b1 = 1 - labels_by.gather(1, one_b[:, None])
        gone_by = ways_yy.to(device)[one_b] & on_b1.bool()
        return labels_by.masked_fill(gone_by, 0).scatter(1, one_b[:, None], on_b1)

    return turn


def preset_training(preset: str) -> ConstraintTraining:
    """The settings of a preset; ``UserError`` if there is none of this name."""
    if preset not in TRAINING:
        raise UserError(f"There is no preset {preset!r}; choose one of {', '.join(TRAINING)}.")
    return TRAINING[preset]


def attribute_vectors(encodings: Encodings) -> Tensor:
    """The vector of each label, ``[y, d]``; zeros where all images have the label or none has."""
    assert encodings.labels_ny is not None
    rows = []
    for has_n in encodings.labels_ny.bool().T:
        alike = bool(has_n.all() or (~has_n).all())
        rows.append(torch.zeros_like(encodings.mu_nd[0]) if alike else mean_difference(encodings.mu_nd, has_n))
    return torch.stack(rows)


def rarity(labels_ny: Tensor) -> Tensor:
    """How often each row is drawn so that rare labels are learned too, ``[n]``, 1 in the mean.

    Half of the draws are even. The other half take a label, then whether it holds, each as often as any, and then a row
    of which that is true.
    """
    holds_y = labels_ny.mean(0)
    share_ny = torch.where(labels_ny.bool(), holds_y, 1 - holds_y)
    return 0.5 + 0.5 * (0.5 / share_ny).mean(1)


def label_counts(labels_nk: np.ndarray) -> dict[str, int]:
    """How often each set of labels occurs, the commonest first: ``{"0100010001": 812}``."""
    return dict(Counter("".join(map(str, row)) for row in labels_nk.tolist()).most_common())
