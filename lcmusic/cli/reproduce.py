"""The command ``reproduce``: the paper's tables and figures of melodies, from archives to a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lc_common.reproduce import command
from lcmusic.cli.options import Device, Seed, console

app = typer.Typer()


@app.command()
def reproduce(
    paths: Annotated[list[Path], typer.Argument(help="Archives and folders of MIDI files.")],
    out: command.Out,
    budget: command.Budget = 30.0,
    shipped: command.Shipped = None,
    n: command.Rows = None,
    steps: command.Steps = None,
    markdown: command.Markdown = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Make one HTML file with table 2, figures 6 and 11, and melodies to hear, from archives of MIDI files.

    What is done is skipped; Ctrl-C is safe, and the same command goes on.
    """
    from lcmusic.evaluate import reproduction

    judged, each = command.judges_shipped(shipped, budget), command.rows(n, budget)
    asked = reproduction.Asked(tuple(paths), judged, each, seed, device, steps)
    facts = {
        "models": "those that ship; table 2's actors were trained here" if judged else "all trained here",
        "measured on": f"{each} melodies a row, seed {seed}",
    }
    command.reproduce(
        console, reproduction.steps(asked), out, budget, reproduction.TITLE, reproduction.LEAD, facts,
        device=device, markdown=markdown,
    )  # fmt: skip
