"""What staging is worth: the same minutes spent on preset ``compact`` in stages, end to end, and on the flat baseline.

At a constant learning rate with a moving average of the weights, since a fall needs a known end. Prints the
reconstruction of 512 validation melodies. Takes three times the minutes; what was finished in OUT before is kept.
Run: python bench/long/staged_training.py CORPUS OUT --minutes 20
With --staged RUN, a run of ``lcmusic train vae`` stands for the first: its last evaluation within the minutes.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lc_common.errors import UserError
from lc_common.figures import read_records
from lc_common.run import Run
from lcmusic import corpus
from lcmusic.kinds import VAE_NAME
from lcmusic.pretrained import load_vae
from lcmusic.vae.measuring import reconstruction
from lcmusic.vae.training import TRAINING, Training, train_vae, validation_melodies

BARS_SHARE = 0.25
"""Of the minutes, for stage 1."""


def open_ended(training: Training, bar_minutes: float | None) -> Training:
    """The preset's settings without an end, with ``bar_minutes`` of stage 1 or none of it."""
    melodies = replace(training.melodies, fit=replace(training.melodies.fit, steps=None))
    if bar_minutes is None:
        return Training(melodies)
    bars = replace(training.bars, fit=replace(training.bars.fit, minutes=bar_minutes, steps=None))
    return Training(melodies, bars)


def evaluation_of(run: Path, minutes: float) -> list[str]:
    """The cells of a run's last evaluation within the minutes."""
    bars = read_records(run / "bars")[-1]["seconds"] / 60
    spent, cells = bars, None
    for record in read_records(run):
        spent = record.get("seconds", 60 * (spent - bars)) / 60 + bars
        if "validation/kl" in record and spent <= minutes:
            names = ("nll_per_step", "kl", "argmax", "argmax_onsets", "sampled")
            cells = [f"{spent:.0f}", *(f"{record[f'validation/{name}']:.3f}" for name in names)]
    if cells is None:
        raise UserError(f"{run} had no evaluation within {minutes:g} minutes.")
    return cells


def main() -> None:
    """Train what is not there yet, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--staged", type=Path)
    options = parser.parse_args()
    opened = corpus.load(options.corpus)
    bar_minutes = BARS_SHARE * options.minutes
    runs = {
        "staged": ("compact", bar_minutes, options.minutes - bar_minutes),
        "end to end": ("compact", None, options.minutes),
        "flat": ("flat", None, options.minutes),
    }
    table = Table("training", "minutes", "NLL/step", "KL", "argmax steps", "argmax onsets", "sampled steps")
    console = Console()

    def add(name: str, cells: list[str]) -> None:
        table.add_row(name, *cells)
        console.print(name, *cells)  # now: the next may take long

    if options.staged:
        del runs["staged"]
        add("staged", evaluation_of(options.staged, options.minutes))
    for name, (preset, bars, minutes) in runs.items():
        folder = options.out / name.replace(" ", "-")
        if not (folder / VAE_NAME).exists():
            training = open_ended(TRAINING[preset], bars)
            train_vae(preset, opened, Run(folder, minutes), training=training)
        kept = reconstruction(load_vae(folder / VAE_NAME), validation_melodies(opened.split("validation")))
        shares = (kept.nll_per_step, kept.kl, kept.argmax, kept.argmax_onsets, kept.sampled)
        add(name, [f"{options.minutes:g}", *(f"{share:.3f}" for share in shares)])
    console.print(table)


if __name__ == "__main__":
    main()
