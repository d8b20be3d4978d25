"""Moving pictures from one face to another.

Shapes: ``n`` frames, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``d`` latent.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from lc_common.errors import UserError
from lcvision.vae.measuring import decode
from lcvision.vae.models import ImageVAE

FORMATS = {".gif": "GIF", ".webp": "WEBP", ".png": "PNG"}
"""Suffixes of files that can move."""
FRAMES, FRAME_MS, REST_MS = 32, 50, 700
"""Frames from the first face to the last, how long each is shown, and how long the first and the last."""
ENLARGED = 4


def between(vae: ImageVAE, start_d: Tensor, end_d: Tensor, frames: int = FRAMES) -> np.ndarray:
    """Faces on the way from one latent to another, slowly at both ends, uint8 ``[n, h, w, c]``."""
    share_n = torch.tensor([(1 - math.cos(math.pi * i / (frames - 1))) / 2 for i in range(frames)])
    return as_pixels(decode(vae, start_d.lerp(end_d, share_n[:, None])))


def as_pixels(images_nchw: Tensor) -> np.ndarray:
    """Images in [0, 1] as uint8 ``[n, h, w, c]``."""
    return (255 * images_nchw).round().byte().permute(0, 2, 3, 1).contiguous().numpy()


def enlarged(pixels_hwc: np.ndarray, times: int = ENLARGED) -> Image.Image:
    """A picture made larger, without corners of pixels."""
    picture = Image.fromarray(pixels_hwc)
    return picture.resize((times * picture.width, times * picture.height), Image.Resampling.BICUBIC)


def save_animation(path: Path, frames_nhwc: np.ndarray) -> None:
    """Write frames there and back again, without end, as GIF, WebP or moving PNG.

    Raises:
        UserError: another suffix, or the file cannot be written.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UserError(f"{path.name}: choose a name that ends in {', '.join(FORMATS)}.")
    there = [enlarged(frame) for frame in frames_nhwc]
    frames = there + there[-2:0:-1]
    durations = [FRAME_MS] * len(frames)
    durations[0] = durations[len(there) - 1] = REST_MS
    options = {"quality": 90} if kind == "WEBP" else {}
    write_picture(path, frames[0], kind, save_all=True, append_images=frames[1:], duration=durations, loop=0, **options)


def write_picture(path: Path, picture: Image.Image, kind: str, **options: object) -> None:
    """Write a picture; ``UserError`` if that fails."""
    try:
        picture.save(path, kind, **options)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}; choose another folder.") from error
