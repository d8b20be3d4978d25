"""Pictures of many images: rows and columns in one PNG."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from torchvision.utils import save_image

from lc_common.errors import UserError
from lcvision.models import ImageVAE


def save_grid(images_bchw: Tensor, path: Path, columns: int) -> None:
    """Write images in [0, 1] as a PNG, ``columns`` in a row, and make the folder that it goes to.

    Raises:
        UserError: the name does not end in .png, or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise UserError(f"{path} must end in .png.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_image(images_bchw, path, nrow=columns)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}.") from error


@torch.inference_mode()
def prior_samples(model: ImageVAE, n: int, seed: int) -> Tensor:
    """Images ``[n, c, h, w]`` decoded from ``z ~ N(0, I)``."""
    generator = torch.Generator(model.device).manual_seed(seed)
    return model.decode(torch.randn(n, model.config.latent, generator=generator, device=model.device))


@torch.inference_mode()
def reconstructions(model: ImageVAE, images_bchw: Tensor) -> Tensor:
    """Images ``[2b, c, h, w]``: the given ones, then each as decoded from its posterior's mean."""
    return torch.cat([images_bchw, model.decode(model.encode(images_bchw)[0])])
