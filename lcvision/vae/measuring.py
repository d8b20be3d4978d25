"""The figures of image models that training watches and evaluation prints.

Shapes: ``n`` images, ``k`` labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lc_common.latents import Encodings
from lc_common.vae import kl_to_standard_normal, reparameterise
from lcvision.data.batches import images_of, labels_of
from lcvision.data.sets import Part
from lcvision.vae.models import ImageClassifier, ImageVAE

ROWS = 256


@dataclass(frozen=True)
class Reconstruction:
    """Means over images, in nats an image (table 4) and decibels.

    Attributes:
        log_likelihood: log p(x|z), z from the posterior.
        kl: KL(q(z|x) || p(z)); None for an autoencoder, which has no prior.
        elbo: the evidence lower bound (equation 1); None for an autoencoder.
        psnr: peak signal-to-noise ratio of the image decoded from the posterior's mean.
    """

    log_likelihood: float
    kl: float | None
    elbo: float | None
    psnr: float


@torch.inference_mode()
def reconstruction(model: ImageVAE, part: Part, seed: int = 0) -> Reconstruction:
    """Measure all images of a part, ``ROWS`` at a time; the same seed draws the same samples."""
    generator = torch.Generator(model.device).manual_seed(seed)
    sums = np.zeros(3)
    for images_bchw in _images(part, model.device):
        mu_bd, sigma_bd = model.encode(images_bchw)
        z_bd = reparameterise(mu_bd, sigma_bd, generator)
        log_likelihood_b = model.log_likelihood(images_bchw, model.decode(z_bd))
        squared_b = (images_bchw - model.decode(mu_bd)).square().flatten(1).mean(1)
        kl = 0.0 if model.config.autoencoder else kl_to_standard_normal(mu_bd, sigma_bd).sum().item()
        sums += [log_likelihood_b.sum().item(), kl, (-10 * squared_b.log10()).sum().item()]
    log_likelihood, kl, psnr = (float(total) for total in sums / len(part))
    if model.config.autoencoder:
        return Reconstruction(log_likelihood, None, None, psnr)
    return Reconstruction(log_likelihood, kl, log_likelihood - kl, psnr)


def posterior_scales(model: ImageVAE, part: Part) -> Iterator[Tensor]:
    """sigma of q(z|x) of all images of a part, ``[b, d]`` at a time."""
    for images_bchw in _images(part, model.device):
        with torch.inference_mode():
            yield model.encode(images_bchw)[1]


@torch.no_grad()
def encode(model: ImageVAE, part: Part, *, mirrored: bool = False, labelled: bool = False) -> Encodings:
    """The posteriors of all images of a part, in their order, with their labels if ``labelled``.

    Args:
        mirrored: mirror all images.
    """
    columns = []
    for images_bchw in _images(part, model.device):
        if mirrored:
            images_bchw = images_bchw.flip(3)
        columns.append(model.encode(images_bchw))
    mu_nd, sigma_nd = (torch.cat(column) for column in zip(*columns, strict=True))
    return Encodings(mu_nd, sigma_nd, labels_of(part).to(mu_nd.device) if labelled else None)


@torch.no_grad()
def decode(model: ImageVAE, z_nd: Tensor) -> Tensor:
    """Images ``[n, c, h, w]`` of any number of latents, ``ROWS`` at a time, on the CPU."""
    return torch.cat([model.decode(part.to(model.device)).cpu() for part in z_nd.split(ROWS)])


@dataclass(frozen=True)
class Recognition:
    """What a classifier sees against what the labels say, each array ``[k]`` float; 0 where 0 would be divided by 0."""

    support_k: np.ndarray
    """Images that carry the label."""
    accuracy_k: np.ndarray
    precision_k: np.ndarray
    recall_k: np.ndarray
    f1_k: np.ndarray


def recognition(seen_nk: np.ndarray, labels_nk: np.ndarray) -> Recognition:
    """Compare labels seen with labels given, both ``[n, k]``, 0 or 1."""
    seen_nk, labels_nk = seen_nk.astype(bool), labels_nk.astype(bool)
    right_k = (seen_nk & labels_nk).sum(0)
    seen_k, support_k = seen_nk.sum(0), labels_nk.sum(0)
    return Recognition(
        support_k.astype(float),
        (seen_nk == labels_nk).mean(0),
        right_k / np.maximum(seen_k, 1),
        right_k / np.maximum(support_k, 1),
        2 * right_k / np.maximum(seen_k + support_k, 1),
    )


@torch.inference_mode()
def classify(model: ImageClassifier, part: Part) -> np.ndarray:
    """The labels that a classifier sees on all images of a part, bool ``[n, k]``."""
    device = next(model.parameters()).device
    return np.concatenate([model.labels(images_bchw).cpu().numpy() for images_bchw in _images(part, device)])


def _images(part: Part, device: torch.device) -> Iterator[Tensor]:
    for start in range(0, len(part), ROWS):
        yield images_of(part, slice(start, start + ROWS)).to(device)
