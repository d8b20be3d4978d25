"""New rules from Python files: how long each trains, and how well it is obeyed before and after.

    python bench/long/rule_training.py --corpus DIR --out DIR examples/rules/*.py

Before: melodies as they come from ideas. After: the same ideas with the rule. Bars repeated, of both: whether it keeps
form. Target: 180 s on two cores to at least 0.8 mean reward where the melodies as they come have under 0.5.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from rich.console import Console
from rich.table import Table

from lc_common.latents import moved
from lc_common.run import Run
from lcmusic import corpus
from lcmusic.cli.options import PriorFile
from lcmusic.constraints.train_rules import train_rule
from lcmusic.constraints.trained import load_rule
from lcmusic.evaluate.constraints import distinct, spread
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.rewards import repetition
from lcmusic.music.rule_file import RuleFile


def main(
    rules: Annotated[list[Path], typer.Argument()],
    corpus_dir: Annotated[Path, typer.Option("--corpus")],
    out: Annotated[Path, typer.Option()],
    minutes: Annotated[float | None, typer.Option(help="2.5 if neither this nor --steps is given.")] = None,
    steps: Annotated[int | None, typer.Option(help="In place of a time, which a busy machine makes less of.")] = None,
    n: Annotated[int, typer.Option()] = 500,
    model: Annotated[Path | None, typer.Option()] = None,
    knobs: Annotated[Path | None, typer.Option()] = None,
    prior: PriorFile = None,
) -> None:
    """Train and measure each rule."""
    torch.set_num_threads(1)
    console, instrument, opened = (
        Console(width=160),
        Instrument.load(model, knobs, prior=prior),
        corpus.load(corpus_dir),
    )
    vae = instrument.vae
    ideas_nd = torch.randn(n, *instrument.idea_shape, generator=torch.Generator().manual_seed(11))
    z_nd = instrument.latents(ideas_nd, Knobs())

    def heard(taste: float) -> np.ndarray:
        return np.stack([melody.symbols_t for melody in instrument.melodies(ideas_nd, Knobs(taste=taste))])

    prior_nt = heard(0.0)
    if minutes is None and steps is None:
        minutes = 2.5
    columns = (
        "steps",
        "processor s",
        "ms a melody",
        "before",
        "after",
        "satisfied",
        "z_MSE",
        "bars repeated",
        "distinct",
    )
    table = Table("rule", *columns, "spread / before", title=f"Rules from files, {n} melodies as they are heard")
    for path in rules:
        with RuleFile(path) as rule:
            began = time.process_time()
            outcome = train_rule(
                path.stem, vae, opened, Run(out / path.stem, minutes, steps), [rule], knobs=instrument.knobs,
                prior=instrument.prior, console=console,
            )  # fmt: skip
            seconds = time.process_time() - began
            instrument.rule = load_rule(vae, outcome.path)
            symbols_nt = heard(1.0)
            before_n, after_n = rule(prior_nt), rule(symbols_nt)
            table.add_row(
                path.stem, f"{outcome.step}", f"{seconds:.0f}", f"{1000 * rule.seconds_per_melody:.2f}",
                f"{before_n.mean():.3f}", f"{after_n.mean():.3f}", f"{(after_n == 1).mean():.0%}",
                f"{moved(instrument.rule.move(z_nd), z_nd, vae.sigma_bar_d)[0]:.3f}",
                ", ".join(f"{repetition(each_nt).mean():.3f}" for each_nt in (prior_nt, symbols_nt)),
                f"{distinct(symbols_nt):.1%}", f"{spread(symbols_nt) / spread(prior_nt):.2f}",
            )  # fmt: skip
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
