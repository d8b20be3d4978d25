"""Training batches of images: a function of the step number, so that a resumed run sees what it would have seen."""

from __future__ import annotations

import numpy as np
from torch import Tensor

from lcvision.data.sets import Part


class ImageBatches:
    """Batches of images ``[rows, c, h, w]`` in [0, 1], and of their labels ``[rows, k]`` if ``labelled``.

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
        images_bchw = self.part.images(row_b)
        if self.flip:
            mirrored_b = np.flatnonzero(rng.random(self.rows) < 0.5)
            images_bchw[mirrored_b] = images_bchw[mirrored_b].flip(3)
        return (images_bchw, self.part.labels(row_b)) if self.labelled else images_bchw
