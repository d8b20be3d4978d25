"""What the realism constraint is worth: Frechet distances, diversity, and what its critic can tell apart (section 3).

Shapes: ``n`` images, ``d`` latent, ``f`` features.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from rich.table import Table
from torch import Tensor
from torchmetrics.functional.classification import binary_auroc

from lc_common import two_samples
from lcvision.constraints.prior import ImagePrior
from lcvision.constraints.trained import ImageConstraint
from lcvision.data.batches import images_of
from lcvision.data.sets import ImageData, Part
from lcvision.evaluate.pictures import apply_realism, by_gradient
from lcvision.vae.measuring import ROWS, decode, encode
from lcvision.vae.models import ImageClassifier, ImageVAE


@torch.no_grad()
def features(classifier: ImageClassifier, images_nchw: Tensor) -> Tensor:
    """The classifier's features of images, ``[n, f]``."""
    return torch.cat([classifier.features(images_bchw) for images_bchw in images_nchw.split(ROWS)])


def frechet(classifier: ImageClassifier, real_nchw: Tensor, made_nchw: Tensor) -> float:
    """The Frechet distance between two sets of images in the features of a classifier (not Inception's)."""
    return two_samples.frechet(*(features(classifier, images).cpu().numpy() for images in (real_nchw, made_nchw)))


def diversity(classifier: ImageClassifier, images_nchw: Tensor) -> float:
    """Mean distance of the features of two images of a set; each is compared with one other."""
    features_nf = features(classifier, images_nchw)
    return (features_nf - features_nf.roll(1, 0)).norm(dim=1).mean().item()


def sample_sets(
    vae: ImageVAE, realisms: list[ImageConstraint], prior: ImagePrior | None, n: int, seed: int
) -> dict[str, Tensor]:
    """Prior samples as they are, as each realism constraint moves them, and the learned prior's, by name.

    Images are ``[n, c, h, w]``.
    """
    z_nd = torch.randn(n, vae.config.latent, generator=torch.Generator().manual_seed(seed))
    latents = {"prior samples": z_nd}
    for realism in realisms:
        latents[f"{name_of(realism)}"] = torch.cat([apply_realism(realism, part) for part in z_nd.split(ROWS)])
        if realism.actor is not None:
            latents[f"{name_of(realism)}, its critic with G_opt"] = torch.cat(
                [by_gradient(realism, part) for part in z_nd.split(ROWS)]
            )
    if prior is not None:
        latents["learned prior"] = prior.draw(n, torch.Generator().manual_seed(seed))
    return {name: decode(vae, moved_nd) for name, moved_nd in latents.items()}


def name_of(realism: ImageConstraint) -> str:
    """What a realism constraint is called in tables."""
    net = realism.config.net
    sizes = f"{net.layers}x{net.units}"
    return f"G_opt, {sizes}" if realism.actor is None else f"actor, lambda {realism.config.distance:g}, {sizes}"


def realism_table(
    vae: ImageVAE,
    classifier: ImageClassifier,
    realisms: list[ImageConstraint],
    prior: ImagePrior | None,
    data: ImageData,
    n: int,
    seed: int = 0,
) -> Table:
    """Frechet distance to test images, and how much of the gap from prior samples to reconstructions is closed.

    Reconstructions are of other images (validation part), so that they are at no advantage.
    """
    real, others = data.parts["test"].spread(n), data.parts["validation"].spread(n)
    real_nchw = images_of(real)
    sets = sample_sets(vae, realisms, prior, len(real), seed)
    sets |= {"reconstructions": decode(vae, encode(vae, others).mu_nd), "other images": images_of(others)}
    distances = {name: frechet(classifier, real_nchw, made_nchw) for name, made_nchw in sets.items()}
    spread = diversity(classifier, real_nchw)
    title = f"Realism, {data.spec.name}: Frechet distance to {len(real)} test images, features of our own classifier"
    table = Table(title=title, title_justify="left")
    for column in ("images", "Frechet", "gap closed", "diversity / data's"):
        table.add_column(column, justify="left" if column == "images" else "right")
    start, reached = distances["prior samples"], distances["reconstructions"]
    for name, distance in distances.items():
        closed = f"{(start - distance) / (start - reached):.0%}" if start != reached else "-"
        table.add_row(name, f"{distance:.2f}", closed, f"{diversity(classifier, sets[name]) / spread:.2f}")
    return table


@torch.no_grad()
def critic_table(vae: ImageVAE, realisms: list[ImageConstraint], data: ImageData, n: int, seed: int = 0) -> Table:
    """Area under the curve of each critic: encodings of training and of test images against what is none.

    Training against test is one half where the critic generalises (section 3).
    """
    generator = torch.Generator().manual_seed(seed)
    parts: Mapping[str, Part] = {name: data.parts[name].spread(n) for name in ("train", "test")}
    encoded = {name: encode(vae, part).sample(len(part), generator) for name, part in parts.items()}
    prior_nd = torch.randn(n, vae.config.latent, generator=generator)
    title = f"Realism critics, {data.spec.name}: area under the curve, {n} latents a set"
    table = Table(title=title, title_justify="left")
    columns = ("critic", "train / prior", "test / prior", "train / moved", "test / moved", "train / test")
    for column in columns:
        table.add_column(column, justify="left" if column == "critic" else "right")
    for realism in realisms:
        moved_nd = torch.cat([apply_realism(realism, part) for part in prior_nd.split(ROWS)])
        logits = {name: realism.critic(z_nd) for name, z_nd in encoded.items()}
        logits |= {"prior": realism.critic(prior_nd), "moved": realism.critic(moved_nd)}
        pairs = (column.split(" / ") for column in columns[1:])
        table.add_row(name_of(realism), *(f"{area(logits[a], logits[b]):.3f}" for a, b in pairs))
    return table


def area(positive_n: Tensor, negative_m: Tensor) -> float:
    """Area under the receiver's curve: how often a positive has the higher logit."""
    target = torch.cat([torch.ones(len(positive_n)), torch.zeros(len(negative_m))]).long()
    # Probabilities would round large logits to the same 1.
    return binary_auroc(torch.cat([positive_n, negative_m]).double().sigmoid(), target).item()
