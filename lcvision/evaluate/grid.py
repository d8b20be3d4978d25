"""Many images as one: tiles in rows, ready for a PNG.

Shapes: ``n`` images, ``c`` channels (1 or 3), ``h`` and ``w`` of one image.
"""

from __future__ import annotations

from PIL import Image
from torch import Tensor
from torch.nn.functional import pad

GAP = 2
"""Black pixels around each image."""


def make_grid(images_nchw: Tensor, columns: int) -> Tensor:
    """Images with ``columns`` in a row, ``[3, height, width]``; an image alone stays without a frame."""
    images_n3hw = images_nchw.expand(-1, 3, -1, -1)
    n = len(images_n3hw)
    if n == 1:
        return images_n3hw[0]
    columns = min(columns, n)
    rows = -(-n // columns)
    tiles = pad(images_n3hw, (GAP, 0, GAP, 0))
    _, _, height, width = tiles.shape
    tiles = pad(tiles, (0, 0, 0, 0, 0, 0, 0, rows * columns - n))
    together = tiles.reshape(rows, columns, 3, height, width).permute(2, 0, 3, 1, 4)
    return pad(together.reshape(3, rows * height, columns * width), (0, GAP, 0, GAP))


def to_picture(image_3hw: Tensor) -> Image.Image:
    """An image in [0, 1] in 256 steps; what lies beyond is as bright, or dark, as can be."""
    values = (image_3hw * 255 + 0.5).clamp(0, 255).byte()
    return Image.fromarray(values.permute(1, 2, 0).cpu().numpy())
