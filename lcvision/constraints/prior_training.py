"""Training the learned prior of an image VAE on the encodings of a data set.

Shapes: ``b`` rows of a step, ``n`` images, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from rich.console import Console
from torch import Tensor

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.device import pick
from lc_common.fit import FitConfig, TrainState, fit, ship
from lc_common.latents import vae_digest
from lc_common.prior import FlowPriorConfig, flow_loss
from lc_common.run import CHECKPOINT_NAME, Outcome, Run
from lcvision.constraints.encodings import training_encodings
from lcvision.constraints.prior import ImagePrior, ImagePriorConfig, asking
from lcvision.data.sets import Family, ImageData
from lcvision.kinds import PRIOR_KIND, weights_name
from lcvision.vae.config import ResidualNet
from lcvision.vae.measuring import encode
from lcvision.vae.models import ImageVAE

HELD_OUT = 1000
UNUSED = 0.9
"""Mean posterior scale above which a dimension of a z that is no picture tells nothing of images."""


_FIT = FitConfig(
    steps=20_000, learning_rate=1e-3, betas=(0.9, 0.99), weight_decay=0.05, warmup_steps=200, schedule="linear",
    final_lr_fraction=0.02, grad_clip=1.0, ema_decay=0.999, precision="auto", log_every=100, evaluate_every=1000,
    save_minutes=2.0,
)  # fmt: skip


@dataclass(frozen=True)
class PriorTraining:
    """How a prior is trained: ``rows`` latents a step, at its sizes.

    Attributes:
        unasked: share of the rows of which nothing is asked; of the others each label is asked with a probability
            that is drawn for the row, so that one label alone is as well known as all of them.
    """

    fit: FitConfig = _FIT
    rows: int = 512
    width: int = 256
    layers: int = 6
    heads: int = 4
    unasked: float = 0.5


TRAINING: dict[Family, PriorTraining] = {
    "convolutional": PriorTraining(),
    "dense": PriorTraining(replace(_FIT, steps=4000, learning_rate=2e-3), rows=256, width=128, layers=3),
}
"""By the kind of the data's networks: a graphics card's for faces, a laptop's for digits."""


def prior_step(training: PriorTraining) -> Callable[[TrainState, tuple[Tensor, Tensor], torch.Generator], dict]:
    """The training step of the flow on latents ``[b, d]`` and their labels ``[b, y]``."""

    def step(state: TrainState, batch: tuple[Tensor, Tensor], generator: torch.Generator) -> dict[str, Tensor]:
        z_bd, labels_by = batch
        prior: ImagePrior = state.modules["prior"]

        def drawn(*shape: int) -> Tensor:
            return torch.rand(shape, generator=generator, device=z_bd.device)

        b, y = labels_by.shape
        asked_by = (drawn(b, y) < drawn(b, 1)) & (drawn(b, 1) >= training.unasked)
        condition = asking((2 * labels_by - 1) * asked_by, prior.config.flow.tokens)
        loss = flow_loss(prior.flow, prior.tokens(z_bd), condition, generator)
        return {"velocity_error": loss, "gradient_norm": state.descend("prior", loss)}

    return step


def train_prior(
    vae: ImageVAE,
    data: ImageData,
    run: Run,
    *,
    training: PriorTraining | None = None,
    cache: Path | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train the learned prior of a VAE on ``training_encodings``.

    Args:
        cache: keeps them.
        training: instead of that for the kind of the data's networks.

    Raises:
        UserError: see ``fit``.
    """
    training = training or TRAINING[data.spec.network]
    network = vae.config.network
    tokens, unused = 1, ()
    if isinstance(network, ResidualNet):
        tokens = network.least_side(vae.config.shape) ** 2
    elif vae.sigma_bar_d.min() <= UNUSED:
        unused = tuple((vae.sigma_bar_d > UNUSED).nonzero().flatten().tolist())
    sizes = FlowPriorConfig(
        tokens, (vae.config.latent - len(unused)) // tokens, whole_condition=len(data.spec.names),
        width=training.width, layers=training.layers, heads=training.heads,
    )  # fmt: skip
    config = ImagePriorConfig(data.spec.name, vae_digest(vae), sizes, data.spec.names, unused)
    vae.to(pick(run.device))
    encodings = training_encodings(vae, data, cache)
    held_out = encode(vae, data.parts["validation"].spread(HELD_OUT), labelled=True)
    torch.manual_seed(run.seed)
    model = ImagePrior(config).to(vae.device)
    if run.source:
        # What is gone on from has its own coordinates.
        source = run.folder / CHECKPOINT_NAME if run.source is True else run.source
        checkpoint.restore(model, checkpoint.load(source, PRIOR_KIND)[0], "prior", averaged=False)
    else:
        model.fit_coordinates(encodings.mu_nd, encodings.sigma_nd)

    def evaluate(state: TrainState) -> Mapping[str, float]:
        prior: ImagePrior = state.shipped["prior"]
        generator = torch.Generator(vae.device).manual_seed(run.seed)
        nothing = asking(torch.zeros(len(held_out), len(config.labels), device=vae.device), tokens)
        z_nd = held_out.mu_nd
        return {"velocity_error": flow_loss(prior.flow, prior.tokens(z_nd), nothing, generator).item()}

    result = fit(
        prior_step(training),
        {"prior": model},
        encodings.batches(training.rows, run.seed),
        run.settings(training.fit),
        run.folder,
        kind=PRIOR_KIND,
        model_config=config,
        info={"images": len(data.parts["train"]), "training_settings": to_dict(training)},
        evaluate=evaluate,
        resume=run.source,
        console=console,
    )
    return ship(result, run.folder / weights_name(data.spec.name, "prior"))
