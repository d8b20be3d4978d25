"""A step of a reproduction: what it is called, what it stands on, what it does. Knows no torch."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lc_common.errors import UserError
from lc_common.reproduce.blocks import Block, Picture, Text
from lc_common.run import Outcome, Run

RUN = "run"
"""Folder of a training, in that of its step."""


@dataclass(frozen=True)
class Work:
    """What a step is given to do its work.

    Attributes:
        root: folder of the whole reproduction.
        step: its own name.
        minutes: of a training: how long it may take.
    """

    root: Path
    step: str
    minutes: float

    @property
    def folder(self) -> Path:
        """Where the step leaves its files; it is there."""
        return folder_of(self.root, self.step)

    def of(self, step: str) -> Path:
        """Where another step left its files."""
        return folder_of(self.root, step)

    def run(self, seed: int, device: str, steps: int | None = None) -> Run:
        """A training in this step's folder, which goes on where it was stopped."""
        return Run(self.folder / RUN, minutes=self.minutes, steps=steps, device=device, seed=seed, resume=True)


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        name: unique; the heading of its part of the report.
        make: does the work and gives what the report shows of it; ``UserError``: it cannot be done.
        minutes: what it takes on two cores of a laptop; of a training: the least that is worth beginning.
        needs: steps without which it cannot be done.
        uses: steps of which it shows more if they were done.
        share: of a training: its part of the minutes that are left, beside the shares of other trainings; 0: none is.
        settings: all that decides what it gives, as plain data; when they change it is done anew.
        appendix: told after the results.
    """

    name: str
    make: Callable[[Work], Sequence[Block]]
    minutes: float
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    share: float = 0.0
    settings: Mapping[str, Any] = field(default_factory=dict)
    appendix: bool = False


def folder_of(root: Path, name: str) -> Path:
    """The folder of a step: "Table 2" lies in ``table-2``."""
    return root / re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")


def trained(work: Work, outcome: Outcome, panels: Mapping[str, Sequence[str]]) -> list[Block]:
    """What the report says of a training, with its curves if it lasted for any.

    Args:
        panels: as of ``training_curves``.

    Raises:
        KeyboardInterrupt: a person stopped it.
        UserError: it ended before there was anything to use.
    """
    from lc_common.figures import training_curves

    if outcome.stopped == "signal":
        raise KeyboardInterrupt
    if outcome.stage:
        raise UserError(f"{work.step} came to {outcome.reached} only; give a larger --budget.")
    short = "" if outcome.finished else " Not trained to its end: what stands on it is below its best."
    blocks: list[Block] = [Text(f"{outcome.reached.capitalize()}.{short} {outcome.standing}".strip())]
    try:
        training_curves(outcome.path.parent, work.folder / "curves.png", panels)
        blocks.append(Picture(f"{work.step}: while it trained", "curves.png"))
    except UserError as error:
        blocks.append(Text(f"No curves: {error}"))
    return blocks
