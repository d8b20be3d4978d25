"""What the faces page is about: a face, what is asked of it, what came out. Plain values; knows neither Qt nor torch.

Shapes: ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np

from lcvision.data.celeba import CELEBA
from lcvision.faces.placing import Placement

ROWS = CELEBA.labels
"""The sliders, in the order of the labels."""
REALISM, REACH = 0.1, 0.5
"""At rest: the paper's weight of realism, and as far as any edit goes."""


@dataclass(frozen=True)
class Wish:
    """What is asked of a face.

    Attributes:
        amounts: how far each attribute is moved, in [-1, 1]; 0 leaves it as it is.
        realism: how strongly the edit is drawn to where real faces lie, in [0, 1].
        reach: how far it may move, in [0, ``REACH``] of the distance to an unrelated face.
    """

    amounts: tuple[float, ...] = (0.0,) * len(ROWS)
    realism: float = REALISM
    reach: float = REACH

    @property
    def moved(self) -> dict[int, float]:
        """The sliders that are not at rest."""
        return {k: amount for k, amount in enumerate(self.amounts) if amount}

    def with_amount(self, k: int, amount: float) -> Wish:
        """The same with one slider elsewhere."""
        amounts = list(self.amounts)
        amounts[k] = min(1.0, max(-1.0, amount))
        return replace(self, amounts=tuple(amounts))


@dataclass(frozen=True, eq=False)
class Place:
    """A face in a photo.

    Attributes:
        photo: its file.
        placement: where the face lies in it.
        pixels_hwc: the face cut out of it, uint8 ``[64, 64, 3]``.
    """

    photo: Path
    placement: Placement
    pixels_hwc: np.ndarray


@dataclass(frozen=True, eq=False)
class Face:
    """A face to edit: a photo's, a sampled one, or one that was kept.

    Attributes:
        name: for people.
        z_d: its latent, float32.
        original_hwc: uint8 pixels of the photo, or of the sample.
        kept_hwc: as the model rebuilds it.
        seen_y: probability of each label, as the attribute critic sees it in the latent.
        place: where in which photo it is; None if it shows nobody real, or was kept without its photo.
        encoded_hwc: as the model rebuilt it before its latent was refined; None without a photo.
    """

    name: str
    z_d: np.ndarray
    original_hwc: np.ndarray
    kept_hwc: np.ndarray
    seen_y: np.ndarray
    place: Place | None = None
    encoded_hwc: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Edit:
    """What came of a wish.

    Attributes:
        z_d: the latent, float32.
        pixels_hwc: uint8.
        seen_y: probability of each label.
        moved: how far it is from the face, in distances between two unrelated faces.
    """

    z_d: np.ndarray
    pixels_hwc: np.ndarray
    seen_y: np.ndarray
    moved: float


@dataclass(frozen=True)
class Step:
    """One state of the page: a face (None before the first) and what is asked of it."""

    face: Face | None = None
    wish: Wish = field(default_factory=Wish)


class FaceModel(Protocol):
    """What the page needs of a model; everything runs on the worker's thread. ``UserError`` where it says so."""

    def sample(self, seed: int) -> Face:
        """A face that never was."""

    def encode(self, place: Place, progress: Callable[[float], None]) -> Face:
        """The face of a photo, telling what share of the work is done."""

    def edit(self, face: Face, wish: Wish) -> Edit:
        """What is asked of a face."""

    def neighbours(self, face: Face, wish: Wish, n: int, seed: int) -> list[tuple[Face, Edit]]:
        """Faces that resemble it, with the same wish."""

    def save_picture(self, path: Path, face: Face, edit: Edit) -> None:
        """The edit as PNG, enlarged; ``UserError``."""

    def save_in_photo(self, path: Path, face: Face, wish: Wish, edit: Edit) -> str:
        """The face's photo with the edit in it, and beside it what was done; returns that in words. ``UserError``."""

    def save_row(self, path: Path, face: Face, edit: Edit) -> None:
        """Original, reconstruction and edit side by side as PNG; ``UserError``."""

    def save_animation(self, path: Path, face: Face, edit: Edit, progress: Callable[[float], None]) -> None:
        """From before to after and back, telling what share is done; ``UserError``."""

    def save_latent(self, path: Path, face: Face, wish: Wish, edit: Edit) -> None:
        """The face and what is asked of it, to go on another day; ``UserError``."""

    def load_latent(self, path: Path) -> tuple[Face, Wish]:
        """What ``save_latent`` wrote; ``UserError``."""


LoadModel = Callable[[], FaceModel]
"""Loads the model, on the worker's thread; ``UserError`` if there is none."""
