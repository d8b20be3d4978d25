"""Tables 1 and 4 of the paper with its rows beside ours; every title says how many images they are of.

Shapes: ``n`` images, ``d`` latent, ``k`` labels.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from rich.table import Table
from torch import Tensor

from lc_common.latents import moved
from lcvision.constraints.prior import ImagePrior
from lcvision.constraints.trained import ImageConstraint, reading
from lcvision.data.sets import Part
from lcvision.vae.measuring import Recognition, classify, decode, encode, recognition, reconstruction
from lcvision.vae.models import ImageClassifier, ImageVAE

PAPER_1 = {
    "celeba": {
        "test data": "0.936  0.901  0.893  0.895",
        ("full", 0.0): "0.942  0.914  0.904  0.906  80.7",
        ("small", 0.0): "0.926  0.898  0.860  0.870  58.9",
        ("full", 0.1): "0.928  0.903  0.863  0.874  17.0",
    }
}
"""Table 1 by data set: accuracy, precision, recall, F1, z_MSE; on the whole of CelebA."""
PAPER_4 = {
    "celeba": {1.0: "-11360  30  -11390", 1e-1: "-11325  150  -11475", 1e-2: "15680  600  15080",
               1e-3: "16090  1950  14140", 1e-4: "16150  3650  12500"}
}  # fmt: skip
"""Table 4 by data set: log-likelihood, KL, ELBO by sigma_x^2; on the whole of CelebA. Its second row is a misprint."""
SMALL = 256
"""Units of the paper's small pair."""


def seen_on(classifier: ImageClassifier, images_nchw: Tensor) -> np.ndarray:
    """The labels that the classifier sees, bool ``[n, k]``."""
    pixels_nhwc = (255 * images_nchw).round().byte().permute(0, 2, 3, 1).numpy()
    return classify(classifier, Part(pixels_nhwc, np.zeros((len(pixels_nhwc), 0), np.uint8)))


def actor_name(cgan: ImageConstraint) -> str:
    """What a conditional actor is called in tables."""
    config = cgan.config
    guided = ", guided" if config.guided else ""
    wrong = ", wrong labels" if config.wrong_labels else ""
    played = f", {cgan.played}" if cgan.played else ""
    return f"lambda {config.distance:g}, {config.net.layers}x{config.net.units}{guided}{wrong}{played}"


def conditional_samples(
    vae: ImageVAE, cgan: ImageConstraint, labels_nk: np.ndarray, seed: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Images ``[n, c, h, w]`` of prior samples moved to given labels, and the latents after and before ``[n, d]``."""
    drawn_nd = torch.randn(len(labels_nk), vae.config.latent, generator=torch.Generator().manual_seed(seed))
    start_nd, labels_ny = drawn_nd.to(vae.device), torch.from_numpy(labels_nk).float().to(vae.device)
    moved_nd = cgan.move(start_nd, labels_ny)
    return decode(vae, moved_nd), moved_nd, start_nd


def table_1(
    vae: ImageVAE,
    classifier: ImageClassifier,
    cgans: list[ImageConstraint],
    images: Part,
    part: str,
    seed: int = 0,
    prior: ImagePrior | None = None,
) -> Table:
    """Labels that a separate classifier sees on images made for the labels of a part.

    For digits the accuracy is that of ten yes-or-no questions, as for attributes, and the share of images in which all
    ten are right is the accuracy in the usual sense.
    """
    title = f"Table 1, {vae.config.data}: {len(images)} images of the {part} part; means weighted by support"
    table = Table(title=title, title_justify="left")
    for column in ("images", "accuracy", "precision", "recall", "F1", "macro F1", "all right", "z_MSE",
                   "z_MSE / sigma^2", "paper"):  # fmt: skip
        table.add_column(column, justify="left" if column in ("images", "paper") else "right")
    said = PAPER_1.get(vae.config.data, {})

    def add(name: str, seen_nk: np.ndarray, latents: tuple[Tensor, Tensor] | None, paper: str) -> None:
        right = f"{(seen_nk == images.labels_nk).all(1).mean():.3f}"
        distance = [f"{d:.3f}" for d in moved(*latents, vae.sigma_bar_d)] if latents else ["", ""]
        cells = _averages(recognition(seen_nk, images.labels_nk))
        table.add_row(name, *cells, right, *distance, paper)

    add(f"{part} data", classify(classifier, images), None, said.get("test data", ""))
    add("reconstructions", seen_on(classifier, decode(vae, encode(vae, images).mu_nd)), None, "")
    for cgan in cgans:
        images_nchw, moved_nd, start_nd = conditional_samples(vae, cgan, images.labels_nk, seed)
        size = "small" if cgan.config.net.units == SMALL else "full"
        paper = "" if cgan.config.guided else said.get((size, cgan.config.distance), "")
        add(f"G, {actor_name(cgan)}", seen_on(classifier, images_nchw), (moved_nd, start_nd), paper)
    if prior is not None:
        asked_nk = 2 * torch.from_numpy(images.labels_nk).float() - 1
        drawn_nd = prior.draw(len(images), torch.Generator().manual_seed(seed), asked_nk)
        add("learned prior", seen_on(classifier, decode(vae, drawn_nd)), None, "")
    return table


def watched(vae: ImageVAE, classifier: ImageClassifier, images: Part) -> Callable[[ImageConstraint], dict[str, float]]:
    """What training records of a conditional pair: table 1's accuracy, F1 and z_MSE, for the labels of a part."""

    def watch(cgan: ImageConstraint) -> dict[str, float]:
        images_nchw, moved_nd, start_nd = conditional_samples(vae, cgan, images.labels_nk, seed=0)
        seen = recognition(seen_on(classifier, images_nchw), images.labels_nk)
        return {
            "accuracy": float(seen.accuracy_k.mean()),
            "f1": float(np.average(seen.f1_k, weights=seen.support_k)),
            "z_mse": moved(moved_nd, start_nd, vae.sigma_bar_d)[0],
        }

    return watch


def attribute_table(vae: ImageVAE, classifier: ImageClassifier, cgan: ImageConstraint, images: Part) -> Table:
    """Accuracy and F1 of each label: of the classifier on a part's images, and on images made for their labels."""
    table = Table(title=f"By label: lambda {cgan.config.distance:g}, {len(images)} images", title_justify="left")
    for column in ("label", "with it", "accuracy", "F1", "G accuracy", "G F1"):
        table.add_column(column, justify="left" if column == "label" else "right")
    data = recognition(classify(classifier, images), images.labels_nk)
    made = recognition(seen_on(classifier, conditional_samples(vae, cgan, images.labels_nk, 0)[0]), images.labels_nk)
    for k, name in enumerate(cgan.config.labels):
        figures = (data.accuracy_k[k], data.f1_k[k], made.accuracy_k[k], made.f1_k[k])
        table.add_row(name, f"{data.support_k[k]:.0f}", *(f"{figure:.3f}" for figure in figures))
    return table


def reading_table(vae: ImageVAE, cgans: list[ImageConstraint], images: Part, part: str) -> Table:
    """Whether each D(z, y) reads y: encodings of a part with their labels against the same with one turned over."""
    title = f"Does D(z, y) read y, {vae.config.data}: encodings of {len(images)} images of the {part} part"
    table = Table(title=title, title_justify="left")
    for column in ("pair", "D, own labels", "D, one label turned over", "own is the larger"):
        table.add_column(column, justify="left" if column == "pair" else "right")
    encodings = encode(vae, images, labelled=True)
    assert encodings.labels_ny is not None  # asked for
    for cgan in cgans:
        own, turned, larger = reading(cgan.critic, encodings.mu_nd, encodings.labels_ny)
        table.add_row(actor_name(cgan), f"{own:.3f}", f"{turned:.3f}", f"{larger:.3f}")
    return table


def table_4(vaes: list[ImageVAE], images: Part, part: str, seed: int = 0) -> Table:
    """The evidence lower bound by sigma_x^2, in nats an image; see ``tables.vae_table``."""
    title = f"Table 4, {vaes[0].config.data}: {len(images)} images of the {part} part"
    table = Table(title=title, title_justify="left")
    for column in ("sigma_x^2", "LL", "KL", "ELBO", "PSNR", "paper: LL, KL, ELBO"):
        table.add_column(column, justify="right")
    said = PAPER_4.get(vaes[0].config.data, {})
    for vae in vaes:
        measured = reconstruction(vae, images, seed)
        squared = vae.config.sigma_x**2
        nats = (measured.log_likelihood, measured.kl, measured.elbo)
        paper = next((row for value, row in said.items() if abs(value - squared) < 1e-3 * value), "")
        cells = ["-" if value is None else f"{value:.0f}" for value in nats]
        table.add_row(f"{squared:.3g}", *cells, f"{measured.psnr:.2f}", paper)
    return table


def _averages(measured: Recognition) -> list[str]:
    figures = (measured.accuracy_k, measured.precision_k, measured.recall_k, measured.f1_k)
    weights = measured.support_k if measured.support_k.sum() else None
    weighted = [np.average(figure_k, weights=weights) for figure_k in figures[1:]]
    # Accuracy counts what is absent too: its plain mean is the share of right answers.
    return [f"{value:.3f}" for value in (measured.accuracy_k.mean(), *weighted, measured.f1_k.mean())]
