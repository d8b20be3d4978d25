"""Moving pictures from one face to another.

Shapes: ``n`` frames, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``d`` latent.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from lc_common.errors import UserError
from lc_common.files import replacing
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


def save_animation(path: Path, frames_nhwc: np.ndarray, progress: Callable[[float], None] = lambda share: None) -> None:
    """Write frames there and back again, without end, as GIF, WebP or moving PNG.

    Args:
        path: what is there stays whole until the animation is.
        progress: told now and then what share of the frames, 0..1, is written.

    Raises:
        UserError: another suffix, or the file cannot be written.
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UserError(f"{path.name}: choose a name that ends in {', '.join(FORMATS)}.")
    there = len(frames_nhwc)
    order = [*range(there), *range(there - 2, 0, -1)]
    durations = [FRAME_MS] * len(order)
    durations[0] = durations[there - 1] = REST_MS

    def rest() -> Iterator[Image.Image]:
        for written, frame in enumerate(order[1:], 1):
            progress(written / len(order))
            yield enlarged(frames_nhwc[frame])

    # A GIF takes seconds and asks for one frame after the other; the others are quick, and look at all of them twice.
    more = rest() if kind == "GIF" else list(rest())
    options = {"quality": 90} if kind == "WEBP" else {}
    first = enlarged(frames_nhwc[0])
    write_picture(path, first, kind, save_all=True, append_images=more, duration=durations, loop=0, **options)


def write_picture(path: Path, picture: Image.Image, kind: str, **options: object) -> None:
    """Write a picture, whole or not at all; ``UserError`` if that fails."""
    with replacing(path) as file:
        picture.save(file, kind, **options)
