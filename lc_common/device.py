"""Which processor to compute on."""

from __future__ import annotations

from typing import Literal, get_args

import torch

from lc_common.errors import UserError

DeviceName = Literal["auto", "cpu", "cuda", "mps"]


def pick(name: str = "auto") -> torch.device:
    """The device called `name`; "auto" takes CUDA, then MPS, then the CPU.

    Raises:
        UserError: the name is unknown, or the device was asked for and this machine has none.
    """
    if name not in get_args(DeviceName):
        raise UserError(f"Unknown device {name!r}; choose one of {', '.join(get_args(DeviceName))}.")
    present = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name == "auto":
        return torch.device(next(device for device, is_present in present.items() if is_present))
    if not present[name]:
        raise UserError(f"This machine has no usable {name.upper()} device; use --device cpu or --device auto.")
    return torch.device(name)
