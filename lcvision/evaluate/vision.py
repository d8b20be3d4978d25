"""torchvision's functions for pictures, imported here alone: one that does not fit PyTorch is one sentence."""

from importlib import metadata

import torch

from lc_common.errors import UserError

try:
    from torchvision.transforms.functional import to_tensor
    from torchvision.utils import make_grid, save_image
except RuntimeError as error:  # an operator is missing, as its library was made for another PyTorch
    raise UserError(
        f"torchvision {metadata.version('torchvision')} was made for another build of PyTorch than "
        f"{torch.__version__}; install both from one index: docs/packaging.md has the line."
    ) from error

__all__ = ["make_grid", "save_image", "to_tensor"]
