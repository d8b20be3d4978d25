"""What the ``reproduce`` commands have in common: their options, and from the steps to the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lc_common.reproduce.engine import Reproduction
from lc_common.reproduce.machine import machine, revision
from lc_common.reproduce.report import About, missing, write_html, write_markdown
from lc_common.reproduce.steps import Step

SHIPPED_BELOW, MANY_FROM = 120.0, 60.0
"""Minutes below which what ships is judged in place of what is trained; from which rows are long."""
FEW, MANY = 100, 1000
"""Melodies or images a row."""
REPORT = "report.html"

Out = Annotated[Path, typer.Option("--out", help="Folder for all that is made, and for report.html.")]
Budget = Annotated[float, typer.Option("--budget", min=0.01, help="Minutes, those of earlier calls included.")]
Shipped = Annotated[
    bool | None,
    typer.Option(
        "--shipped/--train",
        help=f"Judge the weights that ship, or train all; below {SHIPPED_BELOW:g} minutes the first if left out.",
    ),
]
Rows = Annotated[
    int | None,
    typer.Option("--n", min=10, help=f"A row's; {FEW}, from {MANY_FROM:g} minutes on {MANY}, if left out."),
]
Steps = Annotated[int | None, typer.Option("--steps", min=1, help="Stop each training at this step, to try it out.")]
Markdown = Annotated[Path | None, typer.Option("--markdown", help="Write the report as Markdown as well.")]


def judges_shipped(asked: bool | None, budget: float) -> bool:
    """Whether the weights that ship are judged."""
    return budget < SHIPPED_BELOW if asked is None else asked


def rows(asked: int | None, budget: float) -> int:
    """Melodies or images of a row."""
    return asked or (FEW if budget < MANY_FROM else MANY)


def reproduce(
    console: Console,
    steps: Sequence[Step],
    out: Path,
    budget: float,
    title: str,
    lead: str,
    facts: dict[str, str],
    *,
    device: str,
    markdown: Path | None,
    originals: bool = True,
) -> None:
    """Do the steps, write the report, and say what is missing.

    Raises:
        UserError: the folder or a report cannot be written.
        typer.Exit: a step failed (1), or a person stopped it (130).
    """  # fmt: skip

    def say(line: str) -> None:
        console.print(line, highlight=False, soft_wrap=True)

    program = revision()
    whole = Reproduction(steps, out, budget, program, say)
    whole.run()
    spent = sum(result.seconds for result in whole.results) / 60
    facts = {
        "made": f"{datetime.now():%Y-%m-%d}, by {program}",
        "budget": f"{budget:g} minutes, of which {spent:.1f} were used",
        **facts,
        **machine(device),
    }
    about = About(title, lead, facts)
    write_html(out / REPORT, about, whole.results, out, originals=originals)
    if markdown:
        write_markdown(markdown, about, whole.results, out)
    gaps = len(missing(whole.results))
    say(f"Report: {out / REPORT}" + (f"; missing in it: {gaps}, and it says why" if gaps else ""))
    if whole.stopped:
        raise typer.Exit(130)
    if any(result.standing == "failed" for result in whole.results):
        raise typer.Exit(1)
