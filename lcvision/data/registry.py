"""Every data set by its name. A new one is its own module with a ``DataSpec``, and its row here."""

from __future__ import annotations

from pathlib import Path

from lc_common.errors import UserError
from lcvision.data.celeba import CELEBA
from lcvision.data.mnist import MNIST
from lcvision.data.sets import DataSpec, ImageData, Progress

DATA = {spec.name: spec for spec in (MNIST, CELEBA)}
DEFAULT = CELEBA
"""What is meant where nobody names one."""


def find(name: str) -> DataSpec:
    """The data set of this name.

    Raises:
        UserError: there is none.
    """
    if name not in DATA:
        raise UserError(f"There is no data set {name!r}; choose one of {', '.join(DATA)}.")
    return DATA[name]


def load(name: str, root: Path, cache: Path, progress: Progress = lambda done, total: None) -> ImageData:
    """Read a data set.

    Args:
        root: the folder that holds its files as they are published, or as torchvision keeps them.
        cache: folder for decoded pixels, made if it is not there.
        progress: told while the cache is made.

    Raises:
        UserError: no such set or folder, or its files are missing, torn, foreign or do not match one another.
    """
    spec = find(name)
    if not root.is_dir():
        raise UserError(f"There is no folder {root}; name the one that holds the data set's files.")
    return ImageData(spec, spec.read(root, cache, progress))
