"""The figures of image models as tables; every title says how many images they are of."""

from __future__ import annotations

import numpy as np
from rich.table import Table

from lcvision.data.sets import ImageData, Part
from lcvision.vae.measuring import classify, recognition, reconstruction
from lcvision.vae.models import ImageClassifier, ImageVAE


def vae_table(model: ImageVAE, images: Part, part: str, seed: int = 0) -> Table:
    """One row of table 4 (log-likelihood, KL and ELBO in nats an image), and the reconstruction's PSNR in dB."""
    measured = reconstruction(model, images, seed)
    table = Table(title=f"{model.config.data}: {part} part, {len(images)} images", title_justify="left")
    for column in ("sigma_x^2", "LL", "KL", "ELBO", "PSNR"):
        table.add_column(column, justify="right")
    nats = (measured.log_likelihood, measured.kl, measured.elbo)
    cells = ["-" if value is None else f"{value:.1f}" for value in nats]
    table.add_row(f"{model.config.sigma_x**2:.3g}", *cells, f"{measured.psnr:.2f}")
    return table


def classifier_table(model: ImageClassifier, data: ImageData, part: str) -> Table:
    """Accuracy, precision, recall and F1 of each label, their plain mean, and their mean weighted by support."""
    images = data.parts[part]
    seen_nk = classify(model, images)
    measured = recognition(seen_nk, images.labels_nk)
    title = f"{data.spec.name}: {part} part, {len(images)} images"
    if data.spec.exclusive:
        title += f", accuracy {(seen_nk == images.labels_nk).all(1).mean():.4f}"
    table = Table(title=title, title_justify="left")
    for column in ("label", "images", "accuracy", "precision", "recall", "F1"):
        table.add_column(column, justify="left" if column == "label" else "right")
    figures_fk = np.stack([measured.accuracy_k, measured.precision_k, measured.recall_k, measured.f1_k])
    for k, label in enumerate(data.spec.names):
        table.add_row(label, f"{measured.support_k[k]:.0f}", *(f"{value:.3f}" for value in figures_fk[:, k]))
    table.add_section()
    table.add_row("mean", "", *(f"{value:.3f}" for value in figures_fk.mean(1)))
    weighted_f = np.average(figures_fk, axis=1, weights=measured.support_k)
    table.add_row("weighted by images", "", *(f"{value:.3f}" for value in weighted_f))
    return table
