"""Image data sets in one form: uint8 pixels and 0/1 labels in three parts.

Shapes: ``n`` images, ``b`` images of a batch, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``k`` labels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import torch
from rich.table import Table
from torch import Tensor

from lc_common.errors import UserError

DataName = Literal["mnist", "celeba"]
PARTS = ("train", "validation", "test")


@dataclass(frozen=True)
class Part:
    """One part of a data set.

    Attributes:
        images_nhwc: uint8 ``[n, h, w, c]``, memory-mapped where the set is large.
        labels_nk: uint8 ``[n, k]``, 1 where the label holds.
    """

    images_nhwc: np.ndarray
    labels_nk: np.ndarray

    def __len__(self) -> int:
        return len(self.labels_nk)

    def images(self, rows: np.ndarray | slice) -> Tensor:
        """Some images as float32 ``[b, c, h, w]`` in [0, 1], channels last in memory: what convolutions like best."""
        return torch.from_numpy(np.array(self.images_nhwc[rows])).permute(0, 3, 1, 2).float() / 255

    def labels(self, rows: np.ndarray | slice) -> Tensor:
        """The labels of some images as float32 ``[b, k]``."""
        return torch.from_numpy(self.labels_nk[rows]).float()

    def spread(self, n: int) -> Part:
        """At most ``n`` images of this part, evenly spaced: the same ones every time."""
        rows_n = np.linspace(0, len(self) - 1, min(n, len(self))).astype(int)
        return Part(self.images_nhwc[rows_n], self.labels_nk[rows_n])


@dataclass(frozen=True)
class ImageData:
    """A data set; ``labels`` names the columns of ``labels_nk``, ``parts`` has the keys of ``PARTS``."""

    name: DataName
    labels: tuple[str, ...]
    parts: dict[str, Part]


def load(
    name: str, root: Path, cache: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> ImageData:
    """Open a data set below ``root``.

    Args:
        name: ``mnist`` or ``celeba``.
        root: holds the files as they are published, or as torchvision keeps them (see ``mnist`` and ``celeba``).
        cache: folder for decoded CelebA pixels, made if it is not there.
        progress: called with images decoded and images in all while the cache is made.

    Raises:
        UserError: no such set, or its files are missing, torn, foreign or do not match one another.
    """
    from lcvision.data import celeba, mnist

    check_name(name)
    if not root.is_dir():
        raise UserError(f"There is no folder {root}.")
    return mnist.load(root) if name == "mnist" else celeba.load(root, cache, progress)


def check_name(name: str) -> None:
    """Raises UserError: there is no data set of this name."""
    if name not in get_args(DataName):
        raise UserError(f"There is no data set {name!r}; choose one of {', '.join(get_args(DataName))}.")


def check_part(name: str) -> None:
    """Raises UserError: there is no part of this name."""
    if name not in PARTS:
        raise UserError(f"There is no part {name!r}; choose one of {', '.join(PARTS)}.")


def find_folder(root: Path, places: tuple[str, ...], file: str, what: str) -> Path:
    """The first of ``places`` below ``root`` that holds ``file``, or ``file`` with ``.gz`` added.

    Raises:
        UserError: none does; ``what`` names the data set and its source.
    """
    for place in places:
        if any((root / place / name).is_file() for name in (file, f"{file}.gz")):
            return root / place
    places_text = ", ".join(str(root / place) for place in places)
    raise UserError(f"{file} is in none of {places_text}; {what}")


def info_table(data: ImageData) -> Table:
    """Images per part, and how many of them carry each label."""
    table = Table(title=f"{data.name}: images, and images with each label", title_justify="left")
    table.add_column("label")
    for part in PARTS:
        table.add_column(part, justify="right")
        table.add_column("", justify="right")
    table.add_row("images", *(cell for part in PARTS for cell in (str(len(data.parts[part])), "")))
    table.add_section()
    for column, label in enumerate(data.labels):
        counts = [int(data.parts[part].labels_nk[:, column].sum()) for part in PARTS]
        shares = [f"{count / max(len(data.parts[part]), 1):.1%}" for part, count in zip(PARTS, counts, strict=True)]
        table.add_row(label, *(cell for pair in zip(map(str, counts), shares, strict=True) for cell in pair))
    return table
