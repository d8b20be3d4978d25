"""A new rule from a Python file: how long it trains, and how well it is obeyed before and after.

    python bench/long/rule_training.py --corpus DIR --out DIR examples/rules/*.py

Target: 180 s on two cores to at least 0.8 mean reward where the prior has under 0.5.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import torch
import typer
from rich.console import Console
from rich.table import Table

from lc_common.latents import moved
from lc_common.run import Run
from lcmusic import corpus
from lcmusic.constraints.train_rules import train_rule
from lcmusic.constraints.trained import KNOBS_PATH, load_knobs, load_rule
from lcmusic.evaluate.constraints import distinct, spread
from lcmusic.music.rule_file import RuleFile
from lcmusic.pretrained import load_vae
from lcmusic.vae.batching import decode_all

TEMPERATURE = 0.5


def main(
    rules: Annotated[list[Path], typer.Argument()],
    corpus_dir: Annotated[Path, typer.Option("--corpus")],
    out: Annotated[Path, typer.Option()],
    minutes: Annotated[float, typer.Option(help="Of training steps; encoding comes on top.")] = 2.5,
    n: Annotated[int, typer.Option()] = 500,
    model: Annotated[Path | None, typer.Option()] = None,
    knobs: Annotated[Path | None, typer.Option()] = None,
) -> None:
    """Train and measure each rule."""
    console, vae, opened = Console(), load_vae(model), corpus.load(corpus_dir)
    trained = load_knobs(vae, knobs) if knobs or KNOBS_PATH.is_file() else None
    z_nd = torch.randn(n, vae.config.latent, generator=torch.Generator().manual_seed(11))
    prior_nt = decode_all(vae, z_nd, TEMPERATURE, torch.Generator().manual_seed(11))
    columns = ("seconds", "ms a melody", "prior", "actor", "satisfied", "z_MSE", "distinct", "spread / prior's")
    table = Table("rule", *columns, title=f"Rules from files, {n} melodies, T = {TEMPERATURE}")
    for path in rules:
        with RuleFile(path) as rule:
            began = time.perf_counter()
            file = train_rule(
                path.stem, vae, opened, Run(out / path.stem, minutes), [rule], knobs=trained, console=console
            ).path
            seconds = time.perf_counter() - began
            latents_nd = load_rule(vae, file).move(z_nd)
            symbols_nt = decode_all(vae, latents_nd, TEMPERATURE, torch.Generator().manual_seed(11))
            before_n, after_n = rule(prior_nt), rule(symbols_nt)
            table.add_row(
                path.stem, f"{seconds:.0f}", f"{1000 * rule.seconds_per_melody:.2f}", f"{before_n.mean():.3f}",
                f"{after_n.mean():.3f}", f"{(after_n == 1).mean():.0%}",
                f"{moved(latents_nd, z_nd, vae.sigma_bar_d)[0]:.3f}", f"{distinct(symbols_nt):.1%}",
                f"{spread(symbols_nt) / spread(prior_nt):.2f}",
            )  # fmt: skip
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
