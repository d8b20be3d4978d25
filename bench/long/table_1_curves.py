"""Draw how conditional pairs of table 1 learned, from their training runs: one line each, over updates.

Above, D(z, y) of validation encodings with their labels and with one label turned over, how often the former is the
larger, and the gradient penalty's share of what the critic minimises; below, what a classifier sees (of runs with
``--judged``). Prints the last of each.
Run: python bench/long/table_1_curves.py OUT.png RUNS/celeba-cgan-paper-0 RUNS/celeba-cgan-wrong-0
"""

import json
from pathlib import Path

import typer
from matplotlib.figure import Figure

from lc_common.terminal import output

WEIGHT = 10.0
"""Of the gradient penalty, in the paper's settings."""
PANELS = {
    "D of encodings: own labels (full), one turned over (dotted)": (
        "validation/d_own_labels",
        "validation/d_one_label_turned",
    ),
    "how often D prefers the right labels": ("validation/reads_y",),
    "penalty's share of the critic's loss": ("share",),
    "accuracy of what is made, validation labels": ("validation/accuracy",),
}  # fmt: skip


def main(out: Path, runs: list[Path]) -> None:
    """Draw the runs, named by their folders."""
    figure = Figure(figsize=(11, 7), layout="constrained")
    for axis, (title, names) in zip(figure.subplots(2, 2).flat, PANELS.items(), strict=True):
        for number, run in enumerate(runs):
            for name, style in zip(names, ("-", ":"), strict=False):
                points = [(r["step"], r[name]) for r in records(run) if name in r]
                marker = "o" if len(points) < 10 else None
                label = None if style == ":" else run.name
                axis.plot(*zip(*points, strict=True), style, color=f"C{number}", marker=marker, label=label)
                output().print(f"{run.name}, {name}: {points[-1][1]:.3f} after {points[-1][0]:,} updates")
        axis.set(title=title, xlabel="updates of the actor")
        axis.title.set_fontsize(10)
        axis.grid(alpha=0.3)
    figure.axes[0].legend()
    figure.savefig(out, dpi=80)


def records(run: Path) -> list[dict[str, float]]:
    """The records of a run, with the share of the penalty where there is one."""
    found = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
    for record in found:
        if "gradient_penalty" in record:
            steep = WEIGHT * record["gradient_penalty"]
            record["share"] = steep / (steep + record["critic_loss"])
    return found


if __name__ == "__main__":
    typer.run(main)
