"""Any photo as upright RGB pixels, whatever its file is like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from lc_common.errors import UserError

LARGEST = 200_000_000
"""Pixels of the largest photo that is opened."""
WORKING_SIDE = 2048
"""A larger photo is reduced to this before anything is looked for in it."""
DEEP = {"I;16": 257, "I;16L": 257, "I;16B": 257, "I": 257}
"""Modes of 16 bits, and what to divide by for 8."""


def read_photo(path: Path) -> Image.Image:
    """A photo as RGB, turned as its camera says, the longer side at most ``WORKING_SIDE``.

    CMYK and 16-bit greys are converted; what is transparent becomes white.

    Raises:
        UserError: there is no such file; it is no image, torn, animated or too large.
    """
    try:
        # Its own limit, which this program states itself, is a warning at half of ours.
        with Image.open(path) as image:
            if (pictures := getattr(image, "n_frames", 1)) > 1:
                raise UserError(f"{path} holds {pictures} pictures; save the one you mean as a photo of its own.")
            if image.width * image.height > LARGEST:
                millions = image.width * image.height // 1_000_000
                raise UserError(f"{path} has {millions} megapixels; reduce it to {LARGEST // 1_000_000} or fewer.")
            image.draft("RGB", (WORKING_SIDE, WORKING_SIDE))  # JPEG: decoded small; otherwise nothing
            image.load()
            upright = ImageOps.exif_transpose(image)
    except FileNotFoundError as error:
        raise UserError(f"There is no photo {path}; check its name.") from error
    except (UnidentifiedImageError, IsADirectoryError) as error:
        raise UserError(f"{path} is not an image; give a photo such as JPEG, PNG or WebP.") from error
    except Image.DecompressionBombError as error:
        raise UserError(f"{path} is too large; reduce it to {LARGEST // 1_000_000} megapixels or fewer.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError(f"{path} is torn ({error}); save it again.") from error
    if upright.mode in DEEP:
        values = np.asarray(upright, np.float64) / DEEP[upright.mode]
        upright = Image.fromarray(values.clip(0, 255).astype(np.uint8))
    if upright.has_transparency_data:
        upright = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright.convert("RGBA"))
    upright = upright.convert("RGB")
    upright.thumbnail((WORKING_SIDE, WORKING_SIDE), reducing_gap=2)
    return upright
