"""What a few thumbs teach: made-up listeners, each with one hidden preference, before and after "My taste" is learned.

    python bench/taste.py [--marks 20] [--steps 100] [--n 200]

Each listener hears fresh ideas and marks them up where they have what it likes, and down where not; about half of all
ideas have it. Then a taste is trained on these marks alone, as the studio and ``lcmusic train constraint --likes`` do.
Before and after: the share of other ideas that the listener likes, without the taste and with it turned full up.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from rich.console import Console
from rich.table import Table

from lc_common.run import Run
from lcmusic.constraints.train_rules import train_taste
from lcmusic.constraints.trained import load_rule
from lcmusic.instrument import Instrument
from lcmusic.kinds import LEAST_MARKS
from lcmusic.music.form import Notes
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import PITCHES
from lcmusic.music.rewards import repetition
from lcmusic.music.statistics import notes_per_bar
from lcmusic.prior.labels import labels_of


def mean_pitch(symbols_nt: np.ndarray) -> np.ndarray:
    """Of each melody's notes."""
    sounding_nt = symbols_nt < PITCHES
    return np.where(sounding_nt, symbols_nt, 0).sum(1) / np.maximum(sounding_nt.sum(1), 1)


LISTENERS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "many notes": lambda s_nt: notes_per_bar(s_nt).mean(1),
    "few notes": lambda s_nt: -notes_per_bar(s_nt).mean(1),
    "high notes": mean_pitch,
    "small steps": lambda s_nt: -Notes.of(s_nt).mean_of_moves(np.abs(Notes.of(s_nt).move_m)),
    "syncopation": lambda s_nt: labels_of(s_nt)["syncopation"],
    "a wide range": lambda s_nt: labels_of(s_nt)["span"],
}
"""What a listener likes more of."""


def main(
    marks: Annotated[int, typer.Option(min=2 * LEAST_MARKS, help="Ideas that are marked, up and down together.")] = 20,
    steps: Annotated[int, typer.Option(help="Updates of each taste.")] = 100,
    n: Annotated[int, typer.Option(help="Other ideas that are judged.")] = 200,
    only: Annotated[str, typer.Option(help="Listeners, with commas; all if left out.")] = "",
) -> None:
    """Print the share of ideas that each listener likes, before and after."""
    torch.set_num_threads(1)
    instrument, console = Instrument.load(), Console(width=120)
    assert instrument.prior is not None  # it ships
    generator = torch.Generator().manual_seed(7)
    marked_nkf, other_nkf = (torch.randn(count, *instrument.idea_shape, generator=generator) for count in (marks, n))

    def heard(ideas_nkf: torch.Tensor, taste: float) -> np.ndarray:
        return np.stack([melody.symbols_t for melody in instrument.melodies(ideas_nkf, Knobs(taste=taste))])

    marked_nt, other_nt = heard(marked_nkf, 0), heard(other_nkf, 0)
    z_nd = instrument.latents(marked_nkf, Knobs()).clone()
    table = Table("likes", "marked up", "before", "after", "bars repeated", "processor s", title=f"{marks} thumbs")
    for name in [name.strip() for name in only.split(",") if name.strip()] or LISTENERS:
        likes = LISTENERS[name]
        enough = np.median(likes(other_nt))
        liked_n = torch.from_numpy(likes(marked_nt) > enough).float()
        with tempfile.TemporaryDirectory() as folder:
            began = time.process_time()
            outcome = train_taste(
                "taste", instrument.vae, Run(Path(folder), None, steps), z_nd, liked_n, knobs=instrument.knobs,
                prior=instrument.prior, console=console,
            )  # fmt: skip
            seconds = time.process_time() - began
            instrument.rule = load_rule(instrument.vae, outcome.path)
        moved_nt = heard(other_nkf, 1)
        before, after = ((likes(symbols_nt) > enough).mean() for symbols_nt in (other_nt, moved_nt))
        kept = ", ".join(f"{repetition(symbols_nt).mean():.2f}" for symbols_nt in (other_nt, moved_nt))
        table.add_row(name, f"{int(liked_n.sum())}", f"{before:.0%}", f"{after:.0%}", kept, f"{seconds:.0f}")
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
