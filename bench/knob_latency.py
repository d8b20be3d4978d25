"""Knob to melody: actor and decoding of one melody of 16 bars, batch 1, one thread. Target: p95 of 30 ms.

python bench/knob_latency.py [--model FILE] [--knobs FILE]
"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer

from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs

WARM_UP = 20


def main(
    model: Annotated[Path | None, typer.Option()] = None,
    knobs: Annotated[Path | None, typer.Option()] = None,
    n: Annotated[int, typer.Option()] = 300,
) -> None:
    """Time ``n`` melodies, each with another seed and density."""
    torch.set_num_threads(1)
    instrument = Instrument.load(model, knobs)
    asked = Knobs(root=2, scale="dorian", density=8.0)
    seconds = []
    for i in range(WARM_UP + n):
        asked = replace(asked, seed=i, density=1.0 + i % 14)
        began = time.perf_counter()
        instrument.melody(instrument.fresh(i), asked)
        seconds.append(time.perf_counter() - began)
    p50, p95, p99 = 1000 * np.percentile(seconds[WARM_UP:], [50, 95, 99])
    print(f"knob to melody, {n} melodies, one thread: p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    typer.run(main)
