"""Images as tensors; training batches, a function of the step number: a resumed run sees what it would have seen.

Shapes: ``b`` images of a batch, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``k`` labels.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from lcvision.data.sets import Part

ALL = slice(None)


def images_of(part: Part, rows: np.ndarray | slice = ALL) -> Tensor:
    """Images as float32 ``[b, c, h, w]`` in [0, 1], channels last in memory: what convolutions like best."""
    return torch.from_numpy(np.array(part.images_nhwc[rows])).permute(0, 3, 1, 2).float() / 255


def labels_of(part: Part, rows: np.ndarray | slice = ALL) -> Tensor:
    """Their labels as float32 ``[b, k]``."""
    return torch.from_numpy(part.labels_nk[rows]).float()


class ImageBatches:
    """Batches of images ``[b, c, h, w]`` in [0, 1], and of their labels ``[b, k]`` if ``labelled``.

    Images are drawn evenly and with replacement; with ``flip`` half of them are mirrored, left for right.
    """

    def __init__(self, part: Part, *, rows: int, seed: int, flip: bool, labelled: bool = False) -> None:
        self.part = part
        self.rows = rows
        self.seed = seed
        self.flip = flip
        self.labelled = labelled

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> Tensor | tuple[Tensor, Tensor]:
        """The batch of one step on one of ``world_size`` devices."""
        rng = np.random.default_rng((self.seed, step, rank))
        row_b = rng.integers(len(self.part), size=self.rows)
        images_bchw = images_of(self.part, row_b)
        if self.flip:
            mirrored_b = np.flatnonzero(rng.random(self.rows) < 0.5)
            images_bchw[mirrored_b] = images_bchw[mirrored_b].flip(3)
        return (images_bchw, labels_of(self.part, row_b)) if self.labelled else images_bchw
