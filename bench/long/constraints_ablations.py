"""Ablations of the one conditional actor: without the distance penalty, without realism; and actor against gradient.

    python bench/long/constraints_ablations.py --corpus DIR --steps 1500 --out DIR

Every variant trains its conditional actor anew for the same number of steps from the same seed, behind the realism
actor that ships. Printed: C major and whole tone over 12 roots, density, how far latents move, and the overlap with
held-out music.
"""

from __future__ import annotations

import time
from dataclasses import replace
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
from lcmusic.constraints.train_knobs import KnobTraining, train_knobs
from lcmusic.constraints.trained import KnobModel, KnobsConfig, load_knobs
from lcmusic.evaluate.constraints import density_figures, scale_figures, spread
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.rewards import pitch_set
from lcmusic.music.statistics import histograms, overlap
from lcmusic.pretrained import load_vae
from lcmusic.transform import move_encodings
from lcmusic.vae.batching import decode_all

TEMPERATURE = 0.5
ACTOR = KnobTraining().actor
VARIANTS = {
    "as shipped": (ACTOR.adversary.distance, ACTOR.weights.realism),
    "no distance penalty": (0.0, ACTOR.weights.realism),
    "no realism": (ACTOR.adversary.distance, 0.0),
    "neither": (0.0, 0.0),
}
"""lambda_dist and the weight of realism."""


def held_out_overlap(symbols_nt: np.ndarray, reference: dict[str, np.ndarray]) -> float:
    """Mean overlap of the four histograms with those of held-out music."""
    own = histograms(symbols_nt)
    return float(np.mean([overlap(own[name], reference[name]) for name in reference]))


def measure(instrument: Instrument, reference: dict[str, np.ndarray], each: int) -> list[str]:
    """The cells of one variant."""
    scales = scale_figures(instrument, ["major", "whole tone"], each=each)
    density = density_figures(instrument, each=each)
    ideas_nd = torch.randn(10 * each, *instrument.idea_shape, generator=torch.Generator().manual_seed(9))
    knobs = Knobs(scale="major")
    z_nd = instrument.move(instrument.latents(ideas_nd, knobs), knobs)
    symbols_nt = decode_all(instrument.vae, z_nd, TEMPERATURE, torch.Generator().manual_seed(9))
    cells = [f"{f.in_scale:.3f} ({f.wholly:.0%})" for f in scales.values()]
    cells += [f"{density.spearman:.3f}", f"{density.median_error:.2f}", f"{scales['major'].z_mse:.3f}"]
    return [*cells, f"{scales['major'].spread:.2f}", f"{held_out_overlap(symbols_nt, reference):.3f}"]


def actor_against_gradient(instrument: Instrument, n: int) -> Table:
    """Both methods from the same prior samples, asked for C major."""
    knobs = Knobs(scale="major")
    ideas_nd = torch.randn(n, *instrument.idea_shape, generator=torch.Generator().manual_seed(3))
    z_nd = instrument.latents(ideas_nd, knobs)
    table = Table(title=f"Actor and gradient: {n} prior samples into C major, T = {TEMPERATURE}", title_justify="left")
    for column in ("method", "in scale", "wholly", "z_MSE", "spread", "ms a melody"):
        table.add_column(column, justify="left" if column == "method" else "right")
    for method in ("actor", "gradient"):
        began = time.perf_counter()
        latents_nd = move_encodings(instrument, z_nd, knobs, method)
        cost = 1000 * (time.perf_counter() - began) / n
        symbols_nt = decode_all(instrument.vae, latents_nd, TEMPERATURE, torch.Generator().manual_seed(3))
        share_n = pitch_set(symbols_nt, knobs.allowed)
        figures = (
            share_n.mean(),
            (share_n == 1).mean(),
            moved(latents_nd, z_nd, instrument.vae.sigma_bar_d)[0],
            spread(symbols_nt),
        )
        table.add_row(method, *(f"{figure:.3f}" for figure in figures), f"{cost:.1f}")
    return table


def main(
    corpus_dir: Annotated[Path, typer.Option("--corpus")],
    out: Annotated[Path, typer.Option()],
    steps: Annotated[int, typer.Option()] = 1500,
    each: Annotated[int, typer.Option()] = 25,
    model: Annotated[Path | None, typer.Option()] = None,
    knobs: Annotated[Path | None, typer.Option(help="Whose realism serves all; those that ship if left out.")] = None,
) -> None:
    """Train and measure every variant."""
    console, vae, opened = Console(), load_vae(model), corpus.load(corpus_dir)
    reference = histograms(opened.split("test").symbols_nt)
    columns = ("C major", "whole tone", "Spearman", "density error", "z_MSE", "spread / prior's", "overlap")
    table = Table("variant", *columns, title=f"{steps} steps each")
    shipped = load_knobs(vae, knobs)
    for name, (distance, realism) in VARIANTS.items():
        actor = replace(
            ACTOR,
            adversary=replace(ACTOR.adversary, distance=distance),
            weights=replace(ACTOR.weights, realism=realism),
        )
        torch.manual_seed(0)
        fresh = KnobsConfig.of(vae).modules() | {"realism_actor": shipped.realism_actor}
        trained = train_knobs(
            vae, opened, Run(out / name.replace(" ", "-"), steps=steps), start=KnobModel(vae, **fresh),
            settings=KnobTraining(actor=actor), console=console,
        )  # fmt: skip
        table.add_row(name, *measure(Instrument(vae, load_knobs(vae, trained.path)), reference, each))
    console.print(table)
    console.print(actor_against_gradient(Instrument(vae, shipped), 20 * each))


if __name__ == "__main__":
    typer.run(main)
