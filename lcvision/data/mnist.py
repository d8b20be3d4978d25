"""MNIST from its four IDX files, plain or gzipped (LeCun et al. 2010).

Shapes: ``n`` images, ``h`` rows and ``w`` columns of pixels, ``c`` channels (one), ``k`` labels, one a digit.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

import numpy as np

from lc_common.errors import UserError
from lcvision.data.sets import DataSpec, Label, Part, Progress, find_folder

SIDE = 28
DIGITS = "0123456789"
FOLDERS = (".", "mnist", "MNIST/raw")
"""Where the files may lie below the folder that the user names; the last is torchvision's."""
MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
"""Of the plain files. Those of the gzipped ones depend on who compressed them."""


def read(root: Path, cache: Path, progress: Progress) -> dict[str, Part]:
    """MNIST below ``root``. The last twelfth of the 60,000 training images is the validation part.

    Small and plain enough to need neither cache nor progress. See ``DataSpec.read``.
    """
    names = list(MD5)
    what = "download MNIST there, for example with torchvision.datasets.MNIST(root, download=True)."
    folder = find_folder(root, FOLDERS, names[0], what)
    train_nhwc, train_nk, test_nhwc, test_nk = (_read(folder, name) for name in names)
    held_out = len(train_nk) // 12
    return {
        "train": Part(train_nhwc[:-held_out], train_nk[:-held_out]),
        "validation": Part(train_nhwc[-held_out:], train_nk[-held_out:]),
        "test": Part(test_nhwc, test_nk),
    }


def _read(folder: Path, name: str) -> np.ndarray:
    path = folder / name
    if not path.is_file():
        path = folder / f"{name}.gz"
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"{folder} holds neither {name} nor {name}.gz; download all four files of MNIST.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(f"{path} is torn or cannot be read ({error}); download it again.") from error
    if hashlib.md5(content, usedforsecurity=False).hexdigest() != MD5[name]:
        raise UserError(f"{path} does not hold MNIST's {name}; download it again.")
    if "images" in name:
        return np.frombuffer(content, np.uint8, offset=16).reshape(-1, SIDE, SIDE, 1)
    return np.eye(len(DIGITS), dtype=np.uint8)[np.frombuffer(content, np.uint8, offset=8)]


MNIST = DataSpec(
    "mnist",
    "digits (MNIST)",
    (1, SIDE, SIDE),
    tuple(Label(digit, group="digits") for digit in DIGITS),
    read,
    network="dense",
    exclusive=True,
    figures=("2", "3"),
)
