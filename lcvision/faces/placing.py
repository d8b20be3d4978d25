"""Where a face lies in its photo: cut out as CelebA has it, and put back.

Knows no torch. Shapes: ``h`` rows and ``w`` columns of pixels, ``c`` channels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from lcvision.data.celeba import ALIGNED, CROP, SIDE

EYES = ((69.5, 113.0), (107.9, 113.0))
"""Where dlib sees the middles of the eyes in aligned photos of CelebA, in pixels: means of 50 of them."""
OURS = tuple(complex(x - CROP[0], y - CROP[1]) * SIDE / (CROP[2] - CROP[0]) for x, y in EYES)
"""Where that is in the 64x64 pixels of a face."""
LEAST_EYES = 12.0
"""Pixels from eye to eye below which a face is too small to be one of 64x64 (there it is 19.2)."""
NEAR = 4.0
"""Pixels of those within which eyes may lie in a picture that is aligned already."""
FEATHER = 0.35
"""Share of the way from a face's middle to its edge over which what is put back fades out."""


@dataclass(frozen=True)
class Placement:
    """A similarity of the plane, which is one complex product and sum: photo = ``turn`` * face + ``shift``.

    Places are those of pixels' corners, x + iy; the face's 64x64 pixels go from 0 to 64.
    """

    turn: complex
    shift: complex

    @classmethod
    def of_eyes(cls, left: complex, right: complex) -> Placement:
        """Where the middles of the eyes come to lie as CelebA's do."""
        turn = (right - left) / (OURS[1] - OURS[0])
        return cls(turn, left - turn * OURS[0])

    @property
    def eyes(self) -> tuple[complex, complex]:
        """The middles of the eyes in the photo, the one on the face's left side of the picture first."""
        return self.turn * OURS[0] + self.shift, self.turn * OURS[1] + self.shift

    @property
    def apart(self) -> float:
        """Pixels of the photo from eye to eye."""
        return abs(self.eyes[1] - self.eyes[0])

    @property
    def large_enough(self) -> bool:
        """Whether there is enough of it to be edited."""
        return self.apart >= LEAST_EYES

    def seen(self, origin: complex, scale: float) -> Placement:
        """Where it lies in a part of the photo that begins at ``origin`` and is shown ``scale`` times as large."""
        return Placement(self.turn * scale, (self.shift - origin) * scale)

    @property
    def corners(self) -> tuple[complex, complex, complex, complex]:
        """The corners of what the face covers in the photo, in the order in which it is walked around."""
        first, second, third, fourth = (self.turn * SIDE * corner + self.shift for corner in (0, 1, 1 + 1j, 1j))
        return first, second, third, fourth

    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what the face covers; may lie outside of the photo."""
        xs, ys = [corner.real for corner in self.corners], [corner.imag for corner in self.corners]
        return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))


ALREADY = {(SIDE, SIDE): Placement(1, 0), ALIGNED: Placement((CROP[2] - CROP[0]) / SIDE, complex(CROP[0], CROP[1]))}
"""Where the face lies in pictures of CelebA's own sizes."""


def settled(size: tuple[int, int], placement: Placement) -> Placement:
    """Where a face lies in a picture of this size: where CelebA has it, if it is one of CelebA's, as it seems."""
    already = ALREADY.get(size, placement)
    aside = (abs(here - there) for here, there in zip(already.eyes, placement.eyes, strict=True))
    return already if max(aside) <= NEAR * abs(already.turn) else placement


def aligned(image: Image.Image, placement: Placement) -> np.ndarray:
    """A face turned, scaled and cropped, uint8 ``[64, 64, 3]``; beyond the photo its edge goes on."""
    if placement == ALREADY.get(image.size):
        whole = int(placement.turn.real)
        x, y = int(placement.shift.real), int(placement.shift.imag)
        return np.asarray(image.reduce(whole, (x, y, x + whole * SIDE, y + whole * SIDE)))
    left, top, right, bottom = placement.box()
    window = _window(image, (left - 2, top - 2, right + 2, bottom + 2))
    turn, shift = placement.turn / 2, placement.shift - complex(left - 2, top - 2)
    reduced = max(1, int(abs(turn)))
    if reduced > 1:
        window, turn, shift = window.reduce(reduced), turn / reduced, shift / reduced
    return np.asarray(_stretched(window, (2 * SIDE, 2 * SIDE), turn, shift).reduce(2))


def _window(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """Part of a picture; where the box goes beyond it, the pixels at its edge are repeated."""
    left, top, right, bottom = box
    inside = (max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height))
    part = image.crop(inside)
    if inside == box:
        return part
    beyond = ((inside[1] - top, bottom - inside[3]), (inside[0] - left, right - inside[2]), (0, 0))
    return Image.fromarray(np.pad(np.asarray(part), beyond, mode="edge"))


def feathered() -> np.ndarray:
    """How much of a face is put back at each of its pixels, ``[64, 64]``: 1 in the middle, 0 at the edge."""
    across_w = (np.arange(SIDE) + 0.5) / (SIDE / 2) - 1
    far_hw = (across_w[:, None] ** 4 + across_w**4) ** 0.25
    rising_hw = ((0.94 - far_hw) / FEATHER).clip(0, 1)
    return rising_hw**2 * (3 - 2 * rising_hw)


def put(image: Image.Image, placement: Placement, keep_hw: np.ndarray, add_hwc: np.ndarray) -> Image.Image:
    """A copy of a photo in which each pixel of a face is multiplied by ``keep_hw`` and ``add_hwc`` (0..1) is added.

    The edge of both must leave the photo as it is (1 and 0): they are stretched to the photo's own size. A face that
    lies outside of the photo, as of a part that is shown, changes nothing.
    """
    left, top, right, bottom = placement.box()
    box = (max(left, 0), max(top, 0), min(right, image.width), min(bottom, image.height))
    if box[0] >= box[2] or box[1] >= box[3]:
        return image.copy()
    back, size = 1 / placement.turn, (box[2] - box[0], box[3] - box[1])
    shift = back * (complex(box[0], box[1]) - placement.shift)

    def large(values_hw: np.ndarray) -> np.ndarray:
        return np.asarray(_stretched(Image.fromarray(values_hw.astype(np.float32)), size, back, shift))

    drop_hw = large(1 - keep_hw) if (keep_hw < 1).any() else 0.0
    part_hwc = np.array(image.crop(box))
    for c in range(3):
        made_hw = part_hwc[..., c] * (1 - drop_hw) + 255 * large(add_hwc[..., c])
        part_hwc[..., c] = made_hw.round().clip(0, 255)
    copy = image.copy()
    copy.paste(Image.fromarray(part_hwc), box[:2])
    return copy


def _stretched(image: Image.Image, size: tuple[int, int], turn: complex, shift: complex) -> Image.Image:
    """A picture of this size, each place of which is taken from ``turn`` * place + ``shift``."""
    matrix = (turn.real, -turn.imag, shift.real, turn.imag, turn.real, shift.imag)
    return image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
