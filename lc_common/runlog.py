"""A training run's metrics: a JSON-lines file, TensorBoard if wanted, and a line or a bar on the terminal."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from lc_common import progress
from lc_common.files import replacing, unwritten
from lc_common.progress import clock_face, tell

FILE_NAME = "metrics.jsonl"


class RunLog:
    """Writes ``folder``/metrics.jsonl, one JSON object a line: {"step": 200, "loss": 1.5, ...}.

    A resumed run passes the step it resumes from: later lines, and one torn by a crash, are dropped, so that the curve
    continues. A new run passes 0. On a terminal a progress bar stays at the bottom; elsewhere each record is one plain
    line.

    Args:
        folder: exists already.
        resumed_step: keep only records up to this step.
        total_steps: where the run ends, if known.
        tensorboard: also write ``folder``/tensorboard.
        console: where to print.

    Raises:
        UserError: the folder cannot be written or the disk is full (from every method).
    """

    def __init__(
        self,
        folder: Path,
        *,
        resumed_step: int = 0,
        total_steps: int | None = None,
        tensorboard: bool = False,
        console: Console | None = None,
    ):
        self.path = folder / FILE_NAME
        self.console = console or Console(stderr=True)
        self.total_steps = total_steps
        self._drop_after(resumed_step)
        self._writer = None
        if tensorboard:
            # Slow to import and rarely wanted.
            from torch.utils.tensorboard import SummaryWriter

            self._writer = SummaryWriter(folder / "tensorboard", purge_step=resumed_step + 1)
        self._bar = None
        if self.console.is_terminal:
            # Drawn when there is news: no thread of its own, which training would outlive.
            columns = (BarColumn(), TextColumn("{task.description}"))
            self._bar = Progress(*columns, console=self.console, auto_refresh=False)
            self._task = self._bar.add_task(f"step {resumed_step}", total=total_steps, completed=resumed_step)
            self._bar.start()

    def __enter__(self) -> RunLog:
        return self

    def __exit__(self, *exception) -> None:
        if self._bar:
            self._bar.stop()
        if self._writer:
            self._writer.close()

    def write(self, step: int, metrics: Mapping[str, float]) -> None:
        """Append one record; a metric that is not finite, such as a share of nothing, becomes null."""
        finite = {name: value if math.isfinite(value) else None for name, value in metrics.items()}
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps({"step": step, **finite}) + "\n")
        except OSError as error:
            raise unwritten(self.path, error) from error
        if self._writer:
            for name, value in metrics.items():
                self._writer.add_scalar(name, value, step)

    def show(
        self, step: int, metrics: Mapping[str, float], items_per_second: float, seconds_left: float | None
    ) -> None:
        """Tell the person in front of it how the run does, and the program that follows it (``lc_common.progress``).

        The bar shows the first metric, a plain line all of them.
        """
        tell(progress.Progress(step, self.total_steps, seconds_left))
        shown = list(metrics.items())[: 1 if self._bar else None]
        parts = [f"step {step}" + (f"/{self.total_steps}" if self.total_steps else "")]
        parts += [f"{name} {value:.4g}" for name, value in shown]
        parts += [f"{items_per_second:.0f}/s"]
        parts += [] if seconds_left is None else [f"{clock_face(seconds_left)} left"]
        if self._bar:
            self._bar.update(self._task, completed=step, description="  ".join(parts), refresh=True)
        else:
            self.say("  ".join(parts))

    def say(self, sentence: str) -> None:
        """Print a line above the bar."""
        self.console.print(sentence, highlight=False, markup=False, soft_wrap=True)

    def _drop_after(self, step: int) -> None:
        if not self.path.exists():
            return
        with replacing(self.path) as file:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
            file.write("".join(line for line in lines if _is_record(line, step)).encode())


def _is_record(line: str, last_step: int) -> bool:
    """Whether a line is whole and of no later step."""
    try:
        return line.endswith("\n") and json.loads(line)["step"] <= last_step
    except (ValueError, TypeError, KeyError):
        return False
