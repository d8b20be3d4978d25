"""Curves of a training run as a picture."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from lc_common.errors import UserError
from lc_common.runlog import FILE_NAME


def read_records(run_dir: Path) -> list[dict[str, float]]:
    """The records of a run's metrics.jsonl, in order.

    Raises:
        UserError: there is no such file, or it is not a log of ours.
    """
    path = Path(run_dir) / FILE_NAME
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except FileNotFoundError as error:
        raise UserError(f"{run_dir} holds no {FILE_NAME}; give the folder of a training run.") from error
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is not a training log: {error}.") from error


def training_curves(run_dir: Path, path: Path, panels: Mapping[str, Sequence[str]], title: str = "") -> None:
    """Draw metrics against training minutes, one panel below the other.

    Args:
        run_dir: folder of a run.
        path: a .png or .svg file to write.
        panels: axis label -> names of the metrics in that panel; those that the run did not record are left out. An
            evaluation, which has no time of its own, stands at the time of the record before it.

    Raises:
        UserError: as ``read_records``; none of the metrics was recorded; or ``path`` cannot be written.
    """
    from matplotlib.figure import Figure  # slow to import and rarely wanted

    minutes = 0.0
    points: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for names in panels.values() for name in names}
    for record in read_records(run_dir):
        minutes = record.get("seconds", 60 * minutes) / 60
        for name, (xs, ys) in points.items():
            if record.get(name) is not None:
                xs.append(minutes)
                ys.append(record[name])
    panels = {label: [name for name in names if points[name][0]] for label, names in panels.items()}
    panels = {label: names for label, names in panels.items() if names}
    if not panels:
        raise UserError(f"{run_dir} recorded none of the metrics that are to be drawn.")
    figure = Figure(figsize=(8, 2.4 * len(panels)), layout="constrained")
    axes = figure.subplots(len(panels), sharex=True, squeeze=False)[:, 0]
    for axis, (label, names) in zip(axes, panels.items(), strict=True):
        for name in names:
            axis.plot(*points[name], label=name.removeprefix("validation/").replace("_", " "))
        axis.set_ylabel(label)
        axis.grid(alpha=0.3)
        axis.legend()
    axes[0].set_title(title)
    axes[-1].set_xlabel("training time, minutes")
    try:
        figure.savefig(path, dpi=120)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror}; choose another folder.") from error
