"""Whether what is asked of a clip's bars is obeyed: a drawn density, and a length.

python bench/clips.py [--ideas N] [--seed N]

Of a density that is drawn bar by bar: the rank correlation over a melody's bars between what was drawn and what came,
the share of bars that have just as many notes, and by how many notes they miss. Of a length: the interval from a loop's
last note to its first, beside those over the same clip's other bar lines and over the seam of a clip that is cut out of
a longer one; and the share of notes that both halves of 32 bars have, beside that of two ideas.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Annotated, Any

import numpy as np
import torch
import typer

from lcmusic.evaluate.constraints import spearman
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import BARS, STEPS, STEPS_PER_BAR, Melody
from lcmusic.music.statistics import onsets

BESIDE: dict[str, dict[str, Any]] = {
    "alone": {},
    "A natural minor": {"root": 9, "scale": "natural minor"},
    "Am | F | C | G": {"root": 9, "scale": "natural minor", "chords": "Am | F | C | G"},
}
"""What else is asked for."""
MOST = 12
"""Notes that a curve asks a bar for."""
SMOOTH = 4
"""Bars between the points that a drawn curve goes through."""


def curve(rng: np.random.Generator) -> tuple[int, ...]:
    """A density as a hand draws it: through five points at random."""
    points = rng.uniform(0, MOST, BARS // SMOOTH + 1)
    return tuple(np.interp(np.arange(BARS) / SMOOTH, np.arange(len(points)), points).round().astype(int).tolist())


def per_bar(melody: Melody) -> np.ndarray:
    """Notes of each bar."""
    return onsets(melody.symbols_t.reshape(-1, STEPS_PER_BAR)).sum(1)


def over_bar_lines(melody: Melody) -> tuple[list[int], list[int]]:
    """Semitones over each bar line within a melody that has notes on both sides, and over the seam of its loop."""
    notes = melody.notes()
    bar = [note.start // STEPS_PER_BAR for note in notes]
    within = [abs(a.pitch - b.pitch) for i, (a, b) in enumerate(itertools.pairwise(notes)) if bar[i] != bar[i + 1]]
    return within, [abs(notes[-1].pitch - notes[0].pitch)] if notes else []


def mean(values: Iterable[float]) -> float:
    """The mean of some numbers."""
    return float(np.mean(list(values)))


def shared(a: np.ndarray, b: np.ndarray) -> float:
    """The share of the notes of two melodies that both have (Jaccard index)."""
    both = ((a == b) & onsets(a)).sum()
    return both / max(1, onsets(a).sum() + onsets(b).sum() - both)


def main(
    ideas: Annotated[int, typer.Option(min=2, help="Ideas of each row.")] = 100,
    seed: Annotated[int, typer.Option(help="Of the ideas and the curves.")] = 2026,
) -> None:
    """Print the table."""
    torch.set_num_threads(1)
    instrument = Instrument.load()
    rng = np.random.default_rng(seed)
    idea_bkf = np.stack([instrument.fresh(seed, number) for number in range(ideas)])
    curves = [curve(rng) for _ in range(ideas)]
    for name, knobs in BESIDE.items():
        made = instrument.melodies(idea_bkf, [Knobs(density_per_bar=drawn, **knobs) for drawn in curves])
        asked_bk, came_bk = np.array(curves), np.stack([per_bar(melody) for melody in made])
        follows = [spearman(drawn_k, came_k) for drawn_k, came_k in zip(asked_bk, came_bk, strict=True)]
        missed = np.abs(asked_bk - came_bk)
        print(
            f"drawn, {name}: Spearman {mean(follows):.3f} (lowest {min(follows):.2f}), "
            f"{np.mean(missed == 0):.1%} of the bars exact, off by {missed.mean():.2f} notes"
        )
    plain = instrument.melodies(idea_bkf, Knobs())
    for bars in (1, 2, 4, 8):
        made, cut = instrument.melodies(idea_bkf, Knobs(bars=bars)), [melody.looped(bars) for melody in plain]
        within = [interval for melody in made for interval in over_bar_lines(melody)[0]]
        seam = [interval for melody in made for interval in over_bar_lines(melody)[1]]
        seam_cut = [interval for melody in cut for interval in over_bar_lines(melody)[1]]
        print(
            f"{bars} bars: over the seam {mean(seam):.2f} semitones, over its other bar lines "
            f"{mean(within) if within else float('nan'):.2f}, over the seam of a clip that is cut {mean(seam_cut):.2f}"
        )
    long = [melody.symbols_t for melody in instrument.melodies(idea_bkf, Knobs(bars=32))]
    halves = mean(shared(symbols_t[:STEPS], symbols_t[STEPS:]) for symbols_t in long)
    others = mean(shared(a[:STEPS], b[STEPS:]) for a, b in itertools.pairwise(long))
    print(f"32 bars: both halves share {halves:.1%} of their notes, two ideas {others:.1%}")


if __name__ == "__main__":
    typer.run(main)
