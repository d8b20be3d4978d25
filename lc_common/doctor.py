"""What a machine has to compute with, and what is used of it: the part of ``doctor`` that both command lines share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table

from lc_common import cards


@dataclass(frozen=True)
class Finding:
    """A row: a part of the machine, what is here, and what to do if more is needed."""

    what: str
    here: str
    advice: str = ""


def computing() -> list[Finding]:
    """Graphics card, processor and PyTorch, and what trainings compute on if nothing else is asked for."""
    import torch

    from lc_common.device import has_fast_bfloat16, pick

    there, build = cards.find_cards(), cards.find_build()
    trouble = cards.why_not(there, build) or cards.too_small(there)
    mps = "Apple MPS" if torch.backends.mps.is_available() else "none"
    here = "; ".join(map(str, there)) or (torch.cuda.get_device_name() if build.usable else mps)
    chosen = pick()
    numbers = "bfloat16" if has_fast_bfloat16(chosen) else "float32"
    return [
        Finding("graphics card", here, trouble or "not needed: everything runs on the processor"),
        Finding("processor", f"{os.cpu_count()} cores, {torch.get_num_threads()} in use"),
        Finding("PyTorch", f"{torch.__version__}, {f'CUDA {build.cuda}' if build.cuda else 'without CUDA'}"),
        Finding("trainings use", f"{chosen.type}, {numbers}", "--device picks another"),
    ]


def findings_table(findings: Iterable[Finding]) -> Table:
    """As it is printed."""
    table = Table("what", "here", "if you need it")
    for finding in findings:
        table.add_row(finding.what, finding.here, finding.advice)
    return table
