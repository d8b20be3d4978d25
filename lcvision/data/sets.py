"""Image data sets in one form: what is known of one without its files, and its pixels and labels once they are read.

Knows no torch: names and labels are asked for where no model is loaded. ``batches`` makes tensors of images.

Shapes: ``n`` images, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``k`` labels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from rich.table import Table

from lc_common.errors import UserError

PARTS = ("train", "validation", "test")

Family = Literal["dense", "convolutional"]
"""Kinds of networks: the paper's for digits (figure 13a) and for faces (figure 13b)."""
Progress = Callable[[int, int], None]
"""Called with images read and images in all."""


@dataclass(frozen=True)
class Label:
    """What an image may carry.

    Attributes:
        name: as files and the command line have it.
        title: for people; the name if empty.
        tip: what moving it does to an image, in plain words.
        group: labels of one group give way to one another, such as colours of hair; empty: to none.
    """

    name: str
    title: str = ""
    tip: str = ""
    group: str = ""


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

    def spread(self, n: int) -> Part:
        """At most ``n`` images of this part, evenly spaced: the same ones every time."""
        rows_n = np.linspace(0, len(self) - 1, min(n, len(self))).astype(int)
        return Part(self.images_nhwc[rows_n], self.labels_nk[rows_n])


@dataclass(frozen=True)
class DataSpec:
    """All that the program knows of a data set without its files; ``registry.DATA`` has a row for each.

    Attributes:
        name: as files and the command line have it.
        title: for people.
        shape: channels, rows and columns of its images.
        labels: in the order of the columns of ``Part.labels_nk``.
        read: its parts by the names in ``PARTS``, from the folder with its files as they are published; the second
            folder keeps decoded pixels. ``UserError``: files are missing, torn, foreign or do not match one another.
        network: what its models are made of.
        exclusive: an image carries exactly one label, such as a digit; else each label holds or not on its own.
        mirrored: an image and its mirror image are worth the same, so that training may show either.
        faces: it shows faces of people, one an image, so that persons can be compared.
        figures: the paper's figures that are made of it, by number.
        combinations: labels that hold together, by what such images are called: the columns of figures 4, 7, 8, 14
            and 15 (table 3).

    Raises:
        UserError: two labels have one name, or a combination names a label that is not there.
    """

    name: str
    title: str
    shape: tuple[int, int, int]
    labels: tuple[Label, ...]
    read: Callable[[Path, Path, Progress], dict[str, Part]] = field(repr=False)
    network: Family = "convolutional"
    exclusive: bool = False
    mirrored: bool = False
    faces: bool = False
    figures: tuple[str, ...] = ()
    combinations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(set(self.names)) != len(self.names):
            raise UserError(f"{self.name} has two labels of one name: {', '.join(self.names)}.")
        unknown = {name for held in self.combinations.values() for name in held} - set(self.names)
        if unknown:
            raise UserError(f"{self.name} combines labels that it does not have: {', '.join(sorted(unknown))}.")

    @property
    def names(self) -> tuple[str, ...]:
        """The labels' names, in the order of their columns."""
        return tuple(label.name for label in self.labels)

    def give_way(self, a: str, b: str) -> bool:
        """Whether two labels are of one group: where one is asked for, the other cannot be held."""
        groups = {label.name: label.group for label in self.labels}
        return groups.get(a, "") != "" and groups.get(a) == groups.get(b)

    def check_together(self, wanted: Mapping[str, bool]) -> None:
        """Raises UserError: two labels are to hold of which one gives way to the other."""
        held = [name for name, on in wanted.items() if on]
        for i, name in enumerate(held):
            for other in held[:i]:
                if self.give_way(name, other):
                    raise UserError(f"{other}=1 and {name}=1 contradict each other; ask for one of them.")

    def check_labels(self, labels: tuple[str, ...], what: object) -> None:
        """Raises UserError: ``what`` (such as a file of weights) was trained on other labels than these."""
        if labels != self.names:
            raise UserError(f"{what} was trained on other labels than {self.name} has now; train it again.")


@dataclass(frozen=True)
class ImageData:
    """A data set that was read; ``parts`` has the keys of ``PARTS``."""

    spec: DataSpec
    parts: dict[str, Part]


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
    table = Table(title=f"{data.spec.name}: images, and images with each label", title_justify="left")
    table.add_column("label")
    for part in PARTS:
        table.add_column(part, justify="right")
        table.add_column("", justify="right")
    table.add_row("images", *(cell for part in PARTS for cell in (str(len(data.parts[part])), "")))
    table.add_section()
    for column, label in enumerate(data.spec.names):
        counts = [int(data.parts[part].labels_nk[:, column].sum()) for part in PARTS]
        shares = [f"{count / max(len(data.parts[part]), 1):.1%}" for part, count in zip(PARTS, counts, strict=True)]
        table.add_row(label, *(cell for pair in zip(map(str, counts), shares, strict=True) for cell in pair))
    return table
