"""The command ``reproduce``: the paper's tables and figures of images, from data sets to a report."""

from __future__ import annotations

from typing import Annotated

import typer

from lc_common.reproduce import command
from lc_common.terminal import output
from lcvision.cli.options import CACHE, DATA_NAMES, Cache, Device, Preset, Root, Seed
from lcvision.data import registry

console = output()


def reproduce(
    root: Root,
    out: command.Out,
    data: Annotated[
        list[str] | None, typer.Option("--data", help=f"{DATA_NAMES}; may be given again. All of them.")
    ] = None,
    budget: command.Budget = 30.0,
    shipped: command.Shipped = None,
    n: command.Rows = None,
    preset: Preset = "compact",
    steps: command.Steps = None,
    originals: Annotated[
        bool,
        typer.Option(
            "--originals/--no-originals",
            help="Whether images of the data set itself, such as photos of people, are shown.",
        ),
    ] = True,
    markdown: command.Markdown = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Make one HTML file with tables 1 and 4 and the figures of images, from the files of data sets.

    What is done is skipped; Ctrl-C is safe, and the same command goes on.
    """
    from lcvision.evaluate import reproduction
    from lcvision.vae.config import preset_vae

    names = tuple(dict.fromkeys(data or registry.DATA))
    for name in names:
        preset_vae(preset, registry.find(name))
    judged, each = command.judges_shipped(shipped, budget), command.rows(n, budget)
    asked = reproduction.Asked(root, names, judged, each, seed, device, steps, preset, cache)
    facts = {
        "models": "those that ship" if judged else f"all trained here, preset {preset}",
        "measured on": f"{each} test images a row, seed {seed}",
    }
    command.reproduce(
        console, reproduction.steps(asked), out, budget, reproduction.TITLE, reproduction.LEAD, facts,
        device=device, markdown=markdown, originals=originals,
    )  # fmt: skip
