"""The encodings that constraints and priors learn from, which are kept: encoding takes longer than some trainings."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from safetensors.torch import load_file, save

from lc_common.device import fast_autocast
from lc_common.files import write_bytes
from lc_common.latents import Encodings, vae_digest
from lcvision.data.batches import labels_of
from lcvision.data.sets import ImageData
from lcvision.vae.measuring import encode
from lcvision.vae.models import ImageVAE


def training_encodings(vae: ImageVAE, data: ImageData, cache: Path | None = None) -> Encodings:
    """The labelled posteriors of the training part, and of its mirror images where those are worth the same.

    Args:
        cache: a folder that keeps them, at float16, for the next training in this latent space; None: they are not.

    Raises:
        UserError: the folder cannot be written to.
    """
    part = data.parts["train"]
    ways = (False, True) if data.spec.mirrored else (False,)
    path = cache / f"encodings-{_digest(vae, data)}.safetensors" if cache else None
    if path and path.is_file():
        stored = {name: tensor.float() for name, tensor in load_file(path).items()}
    else:
        with fast_autocast(vae.device):
            found = [encode(vae, part, mirrored=mirrored) for mirrored in ways]
        stored = {
            "mu": torch.cat([each.mu_nd for each in found]),
            "sigma": torch.cat([each.sigma_nd for each in found]),
        }
        if path:
            write_bytes(path, save({name: tensor.half() for name, tensor in stored.items()}))
    mu_nd, sigma_nd = (stored[name].to(vae.device) for name in ("mu", "sigma"))
    return Encodings(mu_nd, sigma_nd, labels_of(part).repeat(len(ways), 1).to(vae.device))


def _digest(vae: ImageVAE, data: ImageData) -> str:
    """A name for these images in this latent space."""
    digest = hashlib.sha256(vae_digest(vae).encode())
    for images_bhwc in data.parts["train"].images_nhwc:
        digest.update(images_bhwc.tobytes())
    return digest.hexdigest()[:16]
