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

    Args:
        shift: each image is moved by up to so many pixels each way; what comes in at an edge is mirrored there.
        tint: the strength of each colour is changed by up to this share, up or down.
        device: a graphics card keeps all pixels and makes the batches, at tens of thousands of images a second.
    """

    def __init__(
        self,
        part: Part,
        *,
        rows: int,
        seed: int,
        flip: bool,
        labelled: bool = False,
        shift: int = 0,
        tint: float = 0.0,
        device: torch.device | None = None,
    ) -> None:
        self.part = part
        self.rows = rows
        self.seed = seed
        self.flip = flip
        self.labelled = labelled
        self.shift = shift
        self.tint = tint
        self.device = device or torch.device("cpu")
        self._kept_nhwc: Tensor | None = None
        if self.device.type == "cuda":
            self._kept_nhwc = torch.from_numpy(np.array(part.images_nhwc)).to(self.device)

    def __call__(self, step: int, rank: int = 0, world_size: int = 1) -> Tensor | tuple[Tensor, Tensor]:
        """The batch of one step on one of ``world_size`` devices."""
        rng = np.random.default_rng((self.seed, step, rank))
        row_b = rng.integers(len(self.part), size=self.rows)
        images_bhwc = self._pixels(row_b)
        if self.flip or self.shift:
            images_bhwc = self._placed(images_bhwc, rng)
        images_bchw = images_bhwc.permute(0, 3, 1, 2).float() / 255
        if self.tint:
            gain_bc = 1 + self.tint * rng.uniform(-1, 1, (self.rows, images_bchw.shape[1])).astype(np.float32)
            gain_bc11 = torch.from_numpy(gain_bc).to(self.device)[..., None, None]
            images_bchw = (images_bchw * gain_bc11).clamp(max=1)
        return (images_bchw, labels_of(self.part, row_b)) if self.labelled else images_bchw

    def _pixels(self, row_b: np.ndarray) -> Tensor:
        if self._kept_nhwc is None:
            return torch.from_numpy(self.part.images_nhwc[row_b])
        return self._kept_nhwc[torch.from_numpy(row_b).to(self.device)]

    def _placed(self, images_bhwc: Tensor, rng: np.random.Generator) -> Tensor:
        """Mirrored and shifted: which row and which column each pixel is taken from."""
        side = images_bhwc.shape[1]
        across_bw = np.tile(np.arange(side), (self.rows, 1))
        if self.flip:
            across_bw = np.where(rng.random((self.rows, 1)) < 0.5, across_bw[:, ::-1], across_bw)
        down_bh = np.tile(np.arange(side), (self.rows, 1))
        if self.shift:
            moves_2b1 = rng.integers(-self.shift, self.shift + 1, (2, self.rows, 1))
            down_bh, across_bw = (_reflected(each, side) for each in (down_bh + moves_2b1[0], across_bw + moves_2b1[1]))
        row_b11 = torch.arange(self.rows, device=self.device)[:, None, None]
        down_bh1, across_b1w = (torch.from_numpy(each).to(self.device) for each in (down_bh[:, :, None],
                                                                                  across_bw[:, None]))  # fmt: skip
        return images_bhwc[row_b11, down_bh1, across_b1w]


def _reflected(place: np.ndarray, side: int) -> np.ndarray:
    """Places outside of a row of ``side`` pixels, mirrored back into it."""
    return side - 1 - np.abs(side - 1 - np.abs(place))
