"""Any photo as upright RGB pixels of its own size, whatever its file is like; and photos written again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from lc_common.errors import UserError
from lc_common.files import replacing, unwritten

LARGEST = 200_000_000
"""Pixels of the largest photo that is opened."""
DEEP = {"I;16": 257, "I;16L": 257, "I;16B": 257, "I": 257}
"""Modes of 16 bits, and what to divide by for 8."""
FORMATS = {
    ".png": ("PNG", {"compress_level": 1}),
    ".jpg": ("JPEG", {"quality": 95, "subsampling": 0}),
    ".jpeg": ("JPEG", {"quality": 95, "subsampling": 0}),
}
"""What photos are written as, by suffix; PNG keeps every pixel. At its usual level it takes three times as long."""
BRANDS = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC"}
"""What phones write, by the first brand in its head; Pillow reads the first of them from version 11.3 on."""


@dataclass(frozen=True)
class Photo:
    """A photo, turned as its camera says.

    Attributes:
        image: RGB, at its own size.
        alpha: how opaque each pixel is ("L"); None where the file does not say.
        profile: what its colours mean, as ICC has it; None where the file does not say.
    """

    path: Path
    image: Image.Image
    alpha: Image.Image | None = None
    profile: bytes | None = None

    @cached_property
    def seen(self) -> Image.Image:
        """As it is shown: white where it is transparent."""
        if self.alpha is None:
            return self.image
        return Image.composite(self.image, Image.new("RGB", self.image.size, "white"), self.alpha)

    def write(self, path: Path) -> None:
        """Write the photo with its transparency and its colours' meaning, and make the folder that it goes to.

        Raises:
            UserError: see ``check_format``; the file cannot be written.
        """
        self.check_format(path)
        kind, options = FORMATS[path.suffix.lower()]
        whole = self.image
        if self.alpha is not None:
            whole = whole.copy()
            whole.putalpha(self.alpha)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritten(path, error) from error
        with replacing(path) as file:
            whole.save(file, kind, icc_profile=self.profile, **options)

    def check_format(self, path: Path) -> None:
        """Raises UserError: a file of this name could not hold this photo."""
        check_suffix(path)
        if self.alpha is not None and path.suffix.lower() != ".png":
            raise UserError(f"{self.path} is transparent in places, which {path.name} cannot be; end it in .png.")


def record_of(path: Path) -> Path:
    """Where it is told what was done to a photo."""
    return path.with_name(f"{path.name}.json")


def check_suffix(path: Path) -> None:
    """Raises UserError: the suffix is none of ``FORMATS``."""
    if path.suffix.lower() not in FORMATS:
        raise UserError(f"{path} must end in {', '.join(list(FORMATS)[:-1])} or {list(FORMATS)[-1]}.")


def read_photo(path: Path) -> Photo:
    """A photo as RGB at its own size. CMYK, greys of 16 bits and of floats are converted.

    Raises:
        UserError: there is no such file; it is no image, torn, animated, too large or of a kind that is not read.
    """
    try:
        # Its own limit, which this program states itself, is a warning at half of ours.
        with Image.open(path) as image:
            if (pictures := getattr(image, "n_frames", 1)) > 1:
                raise UserError(f"{path} holds {pictures} pictures; save the one you mean as a photo of its own.")
            if image.width * image.height > LARGEST:
                millions = image.width * image.height // 1_000_000
                raise UserError(f"{path} has {millions} megapixels; reduce it to {LARGEST // 1_000_000} or fewer.")
            image.load()
            upright = ImageOps.exif_transpose(image)
    except FileNotFoundError as error:
        raise UserError(f"There is no photo {path}; check its name.") from error
    except (UnidentifiedImageError, IsADirectoryError) as error:
        raise UserError(_unread(path)) from error
    except Image.DecompressionBombError as error:
        raise UserError(f"{path} is too large; reduce it to {LARGEST // 1_000_000} megapixels or fewer.") from error
    except PermissionError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}; ask its owner.") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError(f"{path} is torn ({error}); save it again.") from error
    profile = upright.info.get("icc_profile") if upright.mode in ("RGB", "RGBA", "P") else None
    if upright.mode in DEEP:
        upright = _eight_bits(np.asarray(upright, np.float64) / DEEP[upright.mode])
    elif upright.mode == "F":
        upright = _eight_bits(_of_floats(np.asarray(upright, np.float64)))
    alpha = upright.convert("RGBA").getchannel("A") if upright.has_transparency_data else None
    return Photo(path, upright.convert("RGB"), alpha, profile)


def _of_floats(values_hw: np.ndarray) -> np.ndarray:
    """Floats from 0 to 1, to 255 or to whatever they go to, as 0 to 255."""
    values_hw = np.nan_to_num(values_hw, posinf=0.0)
    largest = values_hw.max()
    return values_hw if 1 < largest <= 255 else values_hw * (255 / max(largest, 1.0))


def _eight_bits(values_hw: np.ndarray) -> Image.Image:
    return Image.fromarray(values_hw.clip(0, 255).round().astype(np.uint8))


def _unread(path: Path) -> str:
    """Why a file is no photo that can be read, and what to do."""
    head = b"" if path.is_dir() else path.open("rb").read(12)
    if kind := BRANDS.get(head[8:12] if head[4:8] == b"ftyp" else b""):
        return f"{path} is a {kind} photo, which cannot be read here; save it as JPEG or PNG and give that."
    return f"{path} is not an image that can be read; give a photo such as JPEG, PNG or WebP."
