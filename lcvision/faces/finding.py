"""Faces in photos: finding them, and telling how alike two of them are.

Needs the extra ``faces`` (dlib and its models), which is loaded when it is first needed. dlib's models of landmarks and
of identity know nothing of this program's models, which makes its descriptor a judge from outside.

Shapes: ``n`` faces, ``h`` rows and ``w`` columns of pixels, ``c`` channels.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from PIL import Image
from torch import Tensor

from lc_common.errors import UserError
from lcvision.data.celeba import CROP, SIDE
from lcvision.faces.photos import Photo
from lcvision.faces.placing import ALREADY, LEAST_EYES, Placement, settled

WORKING_SIDE = 2048
"""A larger photo is reduced to this before anything is looked for in it."""
TIGHT = 256
"""Pictures up to this side may be cropped to a face."""
LEAST_SURE = 0.2
"""Beside a face of which dlib is sure, one of which it is less than this share as sure is none."""
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

    def eyes(self, image: Image.Image, enlarged: bool) -> np.ndarray:
        """The middles of both eyes of each face ``[n, 2, 2]`` in pixels (x, y), faces from left to right.

        Args:
            enlarged: look at it enlarged twice, where faces of 40 pixels are seen instead of 80; four times as long.
        """
        pixels_hwc = np.asarray(image)
        boxes, sure_n, _ = self._detector.run(pixels_hwc, int(enlarged), 0.0)
        found = []
        for box, sure in zip(boxes, sure_n, strict=True):
            if sure < LEAST_SURE * max(sure_n):
                continue
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
            "pip install 'latent-constraints-studio[faces]', or say with --aligned that it is cropped as CelebA's are."
        )
    import dlib  # Optional, and slow to import.

    # Found, not imported: its own code needs a package that newer Pythons lack.
    return FaceTools(dlib, Path(models.submodule_search_locations[0]) / "models")


def find_faces(photo: Photo, tools: FaceTools | None = None) -> list[Placement]:
    """Every face of a photo, from left to right.

    Large photos are looked at as they are at ``WORKING_SIDE``, where a face of 1/25 of the longer side is seen. Where
    there is none, faces that lie on a side or upside down are looked for, and then smaller ones.

    Raises:
        UserError: see ``load_face_tools``; there is no face.
    """
    tools, image = tools or load_face_tools(), photo.seen
    small = image
    if (scale := max(image.size) / WORKING_SIDE) > 1:
        small = image.resize([round(side / scale) for side in image.size], Image.Resampling.BILINEAR, reducing_gap=2)
    # A picture that is no larger than a face shows too little around it: what is at its edge goes on.
    margin = max(image.size) // 2 if max(image.size) <= TIGHT else 0
    if margin:
        small = Image.fromarray(np.pad(np.asarray(small), ((margin, margin), (margin, margin), (0, 0)), mode="edge"))
    twice = max(small.size) <= WORKING_SIDE // 2
    for quarter, enlarged in dict.fromkeys(((0, twice), (1, twice), (3, twice), (2, twice), (0, True))):
        seen = small.rotate(90 * quarter, expand=True)
        eyes_n2 = tools.eyes(seen, enlarged) @ (1, 1j)
        if len(eyes_n2):
            break
    else:
        raise UserError(f"No face was found in {photo.path}; give a photo of a face from the front.")
    # Back to where they are in the photo, about the middles of both.
    middle, seen_middle = complex(*small.size) / 2, complex(*seen.size) / 2
    eyes_n2 = ((eyes_n2 - seen_middle) * 1j**quarter + middle - complex(margin, margin)) * max(scale, 1)
    return [settled(image.size, Placement.of_eyes(*eyes_2)) for eyes_2 in eyes_n2.tolist()]


def choose_face(path: Path, placements: Sequence[Placement], number: int | None = None) -> int:
    """Which face is meant: the one of this number from the left, from 1; None: the largest. Counts from 0.

    Raises:
        UserError: there is no such face, or it is too small.
    """
    if not 1 <= (number or 1) <= len(placements):
        raise UserError(f"{path} shows {counted(len(placements))}; --face {number} is none of them.")
    at = max(range(len(placements)), key=lambda k: placements[k].apart) if number is None else number - 1
    if not placements[at].large_enough:
        raise UserError(
            f"The face in {path} is too small: {placements[at].apart:.0f} pixels from eye to eye, "
            f"{LEAST_EYES:.0f} are needed."
        )
    return at


def already_aligned(photo: Photo) -> Placement:
    """Where the face lies in a picture that is cropped as CelebA's are.

    Raises:
        UserError: it is of another size.
    """
    if photo.image.size not in ALREADY:
        sizes = " or ".join(f"{width}x{height}" for width, height in ALREADY)
        raise UserError(f"{photo.path} is {photo.image.width}x{photo.image.height}; aligned pictures are {sizes}.")
    return ALREADY[photo.image.size]


def counted(faces: int) -> str:
    """So many faces in words."""
    return "1 face" if faces == 1 else f"{faces} faces"


def likeness(distance: float) -> str:
    """dlib's distance between two faces in words."""
    if distance < SAME_PERSON / 2:
        return "the same person"
    return "still the same person" if distance < SAME_PERSON else "somebody else"
