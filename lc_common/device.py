"""Which processor to compute on."""

from __future__ import annotations

import ctypes
import sys
from typing import Literal, get_args

import torch

from lc_common.errors import UserError

DeviceName = Literal["auto", "cpu", "cuda", "mps"]


def pick(name: str = "auto") -> torch.device:
    """The device called ``name``; "auto" takes CUDA, then MPS, then the CPU.

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


def hold_memory() -> None:
    """Ask the C library to keep freed memory for the next training step instead of giving it back to the system.

    With glibc's defaults every large tensor of every step is mapped and cleared anew: an LSTM's training step takes 15
    to 40 % longer (see docs/experiments.md). Elsewhere than on Linux with glibc this does nothing.
    """
    if not sys.platform.startswith("linux"):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        m_mmap_threshold, m_trim_threshold, m_top_pad = -3, -1, -2
        mallopt(m_mmap_threshold, 1 << 30)
        mallopt(m_trim_threshold, (1 << 31) - 1)
        mallopt(m_top_pad, 256 << 20)
