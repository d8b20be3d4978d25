"""Which processor to compute on, and in which numbers."""

from __future__ import annotations

import ctypes
import sys
from typing import Literal, get_args

import torch

from lc_common import cards
from lc_common.errors import UserError

DeviceName = Literal["auto", "cpu", "cuda", "mps"]
Precision = Literal["auto", "32-true", "bf16-mixed"]
"""Numbers of products and filters, float32 or bfloat16; weights, sums and losses are float32 in any case."""


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
        sentence = f"This machine has no usable {name.upper()} device; use --device cpu or --device auto."
        why = cards.why_not(cards.find_cards(), cards.find_build()) if name == "cuda" else ""
        raise UserError(f"{sentence} {why}".rstrip())
    return torch.device(name)


def has_fast_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is faster than float32 on ``device``: whoever would like to use it asks here.

    True of a GPU whose CUDA has it, and of a processor with AMX or AVX-512 BF16. Anywhere else bfloat16 is emulated at
    best, and an LSTM in it ends in an error. ``ONEDNN_MAX_CPU_ISA=AVX2`` in the environment makes any processor one
    without, as oneDNN, which computes the products, then uses no newer instructions.
    """
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    if device.type != "cpu" or not torch.backends.mkldnn.is_available():
        return False
    # oneDNN obeys the environment, but counts every AVX-512 as able, those included that emulate it.
    has_instructions = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    return has_instructions and torch.ops.mkldnn._is_mkldnn_bf16_supported()


def pick_precision(name: Precision, device: torch.device) -> Literal["32-true", "bf16-mixed"]:
    """The numbers called ``name``; "auto" takes bfloat16 where ``device`` is fast in it, else float32.

    Raises:
        UserError: bfloat16 was asked for, and ``device`` is not fast in it.
    """
    fast = has_fast_bfloat16(device)
    if name == "auto":
        return "bf16-mixed" if fast else "32-true"
    if name == "bf16-mixed" and not fast:
        raise UserError(f"This machine's {device.type.upper()} has no fast bfloat16; use precision auto or 32-true.")
    return name


def fast_autocast(device: torch.device) -> torch.autocast:
    """A context in which ``device`` computes in the numbers that it is fastest in; outputs may be bfloat16."""
    return torch.autocast(device.type, torch.bfloat16, enabled=has_fast_bfloat16(device))


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
