"""What can compute, and what of it this machine has."""

from __future__ import annotations

from collections.abc import Callable

from lc_common.errors import UserError

DEVICES = {"auto": "The fastest here", "cpu": "Processor (CPU)", "cuda": "NVIDIA card (CUDA)", "mps": "Apple (MPS)"}
"""Devices by the name that trainers take, in plain words."""


def absent_devices() -> dict[str, str]:
    """Devices that cannot be used here, and why, in plain words."""
    from lc_common.device import pick  # slow to import; a window must not wait for it

    why = {
        "cuda": "No NVIDIA graphics card that CUDA can use was found on this machine.",
        "mps": "MPS is the graphics processor of Macs with Apple silicon; this machine has none.",
    }
    return {name: reason for name, reason in why.items() if not _usable(pick, name)}


def _usable(pick: Callable, name: str) -> bool:
    try:
        pick(name)
    except UserError:
        return False
    return True
