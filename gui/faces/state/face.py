"""What the faces page is about: a face, what is asked of it, what came out. Plain values; knows neither Qt nor torch.

Shapes: ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from gui.faces.state.sight import Window
from lcvision.data.celeba import CELEBA
from lcvision.faces.placing import Placement

ROWS = CELEBA.labels
"""The sliders, in the order of the labels."""
Origin = Literal["photo", "reconstruction"]
REALISM, REACH = 0.1, 0.5
"""At rest: the paper's weight of realism, and as far as any edit goes."""


@dataclass(frozen=True)
class Wish:
    """What is asked of a face.

    Attributes:
        amounts: how far each attribute is moved, in [-1, 1]; 0 leaves it as it is.
        realism: how strongly the edit is drawn to where real faces lie, in [0, 1].
        reach: how far it may move, in [0, ``REACH``] of the distance to an unrelated face.
        origin: what an edit in a photo starts from: the photo, whose detail stays, or the face as the model keeps it.
    """

    amounts: tuple[float, ...] = (0.0,) * len(ROWS)
    realism: float = REALISM
    reach: float = REACH
    origin: Origin = "photo"

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
        number: counted from the left, from 1.
    """

    photo: Path
    placement: Placement
    pixels_hwc: np.ndarray
    number: int = 1


@dataclass(frozen=True, eq=False)
class OpenPhoto:
    """A photo in which faces were found.

    Attributes:
        path: its file.
        size: its width and height in pixels.
        places: the faces that can be edited, from the left; one at least.
        faces: how many there are, with those that are too small.
    """

    path: Path
    size: tuple[int, int]
    places: tuple[Place, ...]
    faces: int

    @property
    def largest(self) -> Place:
        """The face that is looked at first."""
        return max(self.places, key=lambda place: place.placement.apart)


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
class Asked:
    """A face of a photo and what is asked of it."""

    face: Face
    wish: Wish

    @property
    def changes(self) -> bool:
        """Whether the photo is another one with it."""
        return bool(self.wish.moved) or self.wish.origin == "reconstruction"


@dataclass(frozen=True)
class Step:
    """One state of the page: a face (None before the first) and what is asked of it.

    Attributes:
        photo: that the face is in, if it is in one.
        beside: other faces of that photo that were looked at, and what is asked of them.
    """

    face: Face | None = None
    wish: Wish = field(default_factory=Wish)
    photo: OpenPhoto | None = None
    beside: tuple[Asked, ...] = ()

    @property
    def every(self) -> tuple[Asked, ...]:
        """What is asked of each face of the photo that was looked at, from the left; of a face alone, of that."""
        known = (*self.beside, Asked(self.face, self.wish)) if self.face else ()
        return tuple(sorted(known, key=lambda asked: asked.face.place.number if asked.face.place else 0))

    @property
    def changing(self) -> tuple[Asked, ...]:
        """Those of ``every`` that change the photo."""
        return tuple(asked for asked in self.every if asked.changes)

    def on(self, face: Face) -> Step:
        """The same photo, another of its faces; what is asked of that one is as it was."""
        others = {asked.face.place: asked for asked in self.every}
        known = others.pop(face.place, Asked(face, Wish(origin=self.wish.origin)))
        return replace(self, face=known.face, wish=known.wish, beside=tuple(others.values()))


@dataclass(frozen=True, eq=False)
class Shown:
    """A part of a photo as large as it is shown, uint8 ``[h, w, 3]``.

    Attributes:
        window: which part.
        before_hwc, after_hwc: without and with what is asked of its faces.
    """

    window: Window
    before_hwc: np.ndarray
    after_hwc: np.ndarray


def psnr(a_hwc: np.ndarray, b_hwc: np.ndarray) -> float:
    """How alike the pixels of two faces are, in decibels."""
    return float(10 * np.log10(255**2 / max(1e-9, np.mean((a_hwc.astype(float) - b_hwc) ** 2))))


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

    def show(self, photo: OpenPhoto, asked: Sequence[Asked], window: Window) -> Shown:
        """A part of a photo with what is asked of its faces; ``UserError``."""

    def save_in_photo(
        self, path: Path, photo: OpenPhoto, asked: Sequence[Asked], known: Known, progress: Callable[[float], None]
    ) -> str:
        """A photo with what is asked of its faces, at its own size, and beside it what was done.

        Args:
            known: of a face how far the person is from the photo's, where that is known.

        Returns:
            what was done in words. ``UserError``.
        """

    def save_row(self, path: Path, face: Face, edit: Edit) -> None:
        """Original, reconstruction and edit side by side as PNG; ``UserError``."""

    def save_animation(self, path: Path, face: Face, edit: Edit, progress: Callable[[float], None]) -> None:
        """From before to after and back, telling what share is done; ``UserError``."""

    def save_latent(self, path: Path, face: Face, wish: Wish, edit: Edit) -> None:
        """The face and what is asked of it, to go on another day; ``UserError``."""

    def load_latent(self, path: Path) -> tuple[Face, Wish]:
        """What ``save_latent`` wrote; ``UserError``."""


Known = Mapping[Face, Mapping[str, float]]
LoadModel = Callable[[], FaceModel]
"""Loads the model, on the worker's thread; ``UserError`` if there is none."""
