"""Graphics cards as their driver names them, and why PyTorch cannot use one, in a sentence. Knows no torch until asked.

``nvidia-smi`` comes with the driver and answers where PyTorch does not: with a build for the processor alone, or a
driver that is too old for it.
"""

from __future__ import annotations

import shutil
import subprocess
import warnings
from dataclasses import dataclass

GIB = 2**30
LEAST_MEMORY = 4 * GIB
"""An estimate: weights, gradients and Adam's averages of the ``paper`` melody VAE take 1.1 GiB, activations several."""
NEEDED_DRIVERS = {11: 450, 12: 525, 13: 580}
"""The first driver that runs a major version of CUDA, as NVIDIA's table of minor version compatibility has it."""
PATIENCE = 20.0
"""Seconds for the driver to answer."""
_QUERY = ["nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader,nounits"]


@dataclass(frozen=True)
class Card:
    """An NVIDIA card.

    Attributes:
        memory: in bytes.
        driver: its version, such as ``580.65.06``.
    """

    name: str
    memory: int
    driver: str

    def __str__(self) -> str:
        return f"{self.name}, {self.memory / GIB:.1f} GiB, driver {self.driver}"


@dataclass(frozen=True)
class Build:
    """What PyTorch was built for, and what it sees.

    Attributes:
        cuda: version of CUDA, such as ``13.0``; empty: for the processor alone.
        usable: it can reach a card.
        capability: of the first card, such as ``(9, 0)``; None without one.
        oldest: the lowest capability that it was built for; None: unknown.
    """

    cuda: str
    usable: bool
    capability: tuple[int, int] | None = None
    oldest: tuple[int, int] | None = None


def find_cards() -> list[Card]:
    """The cards that NVIDIA's driver names; none where there is no driver, or it does not answer."""
    if not shutil.which(_QUERY[0]):
        return []
    try:
        answer = subprocess.run(_QUERY, capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return []
    rows = [[part.strip() for part in line.rsplit(",", 2)] for line in answer.stdout.splitlines()]
    return [Card(row[0], int(row[1]) << 20, row[2]) for row in rows if len(row) == 3 and row[1].isdecimal()]


def find_build() -> Build:
    """What this PyTorch is; what it would warn of is for ``why_not`` to say."""
    import torch

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        usable = torch.cuda.is_available()
    if not usable:
        return Build(torch.version.cuda or "", False)
    numbers = [int(name.removeprefix("sm_").rstrip("af")) for name in torch.cuda.get_arch_list() if "sm_" in name]
    oldest = divmod(min(numbers), 10) if numbers else None
    return Build(torch.version.cuda or "", True, torch.cuda.get_device_capability(), oldest)


def why_not(cards: list[Card], build: Build) -> str:
    """Why PyTorch cannot compute on the first card, and what to do; empty where it can, or where there is none."""
    if not cards:
        return ""
    card = cards[0]
    if not build.cuda:
        return (
            "This PyTorch is built for the processor alone: take the build for CUDA (https://pytorch.org/get-started)."
        )
    needed = NEEDED_DRIVERS.get(int(build.cuda.split(".")[0]), 0)
    if not build.usable and _major(card.driver) < needed:
        return (
            f"Driver {card.driver} is too old for this PyTorch, which needs CUDA {build.cuda}: install driver {needed} "
            "or newer."
        )
    if not build.usable:
        return "PyTorch does not see the card: look at CUDA_VISIBLE_DEVICES, or start the computer anew."
    if build.capability and build.oldest and build.capability < build.oldest:
        return (
            f"{card.name} is too old for this PyTorch: it has compute capability {_dotted(build.capability)}, and "
            f"{_dotted(build.oldest)} is the least. Add --device cpu."
        )
    return ""


def too_small(cards: list[Card]) -> str:
    """What to expect of the first card's memory, where it is little; else empty."""
    if not cards or cards[0].memory >= LEAST_MEMORY:
        return ""
    return (
        f"{cards[0].memory / GIB:.1f} GiB is little memory: trainings may not fit, paper presets will not. "
        "Add --device cpu then."
    )


def _major(driver: str) -> int:
    first = driver.split(".")[0]
    return int(first) if first.isdecimal() else 0


def _dotted(capability: tuple[int, int]) -> str:
    return f"{capability[0]}.{capability[1]}"
