"""One 16-bar melody through the learned prior, batch 1, one thread: from an idea, and after a knob was turned.

Prints p50 and p95 in milliseconds of a fresh idea with no knob turned, of each knob turned from call to call, and of
bars locked. Targets: idea to melody 60 ms (p95), knob to melody 40 ms (p95).
Run: python bench/knob_latency.py [--model FILE] [--knobs FILE] [--n 100]
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from rich.console import Console
from rich.table import Table

from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import Locked
from lcmusic.music.scales import SCALES

TURNS: dict[str, Iterator[Knobs]] = {
    "scale": (Knobs(root=i % 12, scale=name) for i, name in enumerate(itertools.cycle(SCALES))),
    "density": (Knobs(density=2 + i % 11) for i in itertools.count()),
    "chords": (Knobs(chords="pop", root=i % 12) for i in itertools.count()),
    "scale, density and repetition": (
        Knobs(root=i % 12, scale="major", density=2 + i % 11, repetition=i % 5 / 5) for i in itertools.count()
    ),
}
WARM_UP = 3


def main(
    model: Annotated[Path | None, typer.Option()] = None,
    knobs: Annotated[Path | None, typer.Option()] = None,
    n: Annotated[int, typer.Option(min=1, help="Melodies of each row.")] = 100,
) -> None:
    """Print the table."""
    torch.set_num_threads(1)
    instrument = Instrument.load(model, knobs)
    if instrument.prior is None:
        raise SystemExit("There is no learned prior to measure.")
    idea, number = instrument.fresh(0), itertools.count()
    rows: dict[str, Callable[[], object]] = {
        "an idea": lambda: instrument.melody(instrument.fresh(0, next(number)), Knobs()),
        "realism 0, which needs no guidance": lambda: instrument.melody(idea, Knobs(realism=0)),
    }
    rows |= {name: lambda turn=turn: instrument.melody(idea, next(turn)) for name, turn in TURNS.items()}
    locked = Locked.of(instrument.melody(idea, Knobs()), np.arange(instrument.vae.config.bars) < 8)
    rows["8 bars locked"] = lambda: instrument.melody(instrument.fresh(0, next(number)), Knobs(), locked)
    table = Table("to a melody from", "p50 ms", "p95 ms")
    for name, work in rows.items():
        table.add_row(name, *(f"{p:.0f}" for p in np.percentile(milliseconds(work, n), [50, 95])))
    Console().print(table)


def milliseconds(work: Callable[[], object], n: int) -> list[float]:
    """Wall time of each call but the first few."""
    times = []
    for _ in range(n + WARM_UP):
        begun = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - begun))
    return times[WARM_UP:]


if __name__ == "__main__":
    typer.run(main)
