"""One training as a person asks for it, and how it ended: the same for every model. Knows no torch.

A run lives in a folder: its checkpoint, its log, the weights to use at the end. A training of several stages has a
folder inside for each stage but the last. What is there already is gone on with if that is asked for, and never
overwritten otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lc_common.errors import UserError

if TYPE_CHECKING:
    from lc_common.fit_config import FitConfig

CHECKPOINT_NAME = "checkpoint.safetensors"
"""What a run saves in its folder, and goes on from."""

Stopped = Literal["steps", "minutes", "signal"]
"""What ended a training."""


def check_unused(folder: Path, source: Path | None) -> None:
    """``UserError`` if a folder holds another run than the checkpoint that is gone on with."""
    saved = folder / CHECKPOINT_NAME
    if saved.exists() and (source is None or source.resolve() != saved.resolve()):
        raise UserError(f"{folder} already holds a run; go on with it (--resume) or choose another folder (--out).")


@dataclass(frozen=True)
class Run:
    """What is decided for each run: where it goes, how long, on what. What is left open is the preset's.

    Attributes:
        folder: gets the checkpoint, the log and the weights to use; made if it is not there.
        minutes: training time of this call; None: no limit.
        steps: in all, those before a resume included.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        seed: 0 or more; the same seed, steps and device give the same weights.
        resume: True goes on with the run in ``folder``, or begins it; a path begins from that checkpoint: exactly if it
            is a full one, with fresh moments if it holds weights only.

    Raises:
        UserError: a length is not above 0, or the seed is negative.
    """

    folder: Path
    minutes: float | None = None
    steps: int | None = None
    device: str = "auto"
    seed: int = 0
    resume: bool | Path = False

    def __post_init__(self) -> None:
        for name in ("minutes", "steps"):
            value = getattr(self, name)
            if value is not None and not value > 0:
                raise UserError(f"--{name} is {value}; it must be above 0.")
        if self.seed < 0:
            raise UserError(f"--seed is {self.seed}; it must be 0 or more.")

    @property
    def begun(self) -> bool:
        """Whether the folder holds a checkpoint of this run."""
        return (self.folder / CHECKPOINT_NAME).exists()

    @property
    def source(self) -> bool | Path:
        """What ``fit`` is to resume; False: nothing, the run begins."""
        return self.begun if self.resume is True else self.resume

    def settings(self, config: FitConfig) -> FitConfig:
        """A preset's settings with this run's length, device and seed; a short run warms up and decays shortly."""
        steps = self.steps or config.steps
        decays = config.decay_steps
        return replace(
            config,
            minutes=self.minutes or config.minutes,
            steps=steps,
            warmup_steps=config.warmup_steps if steps is None else min(config.warmup_steps, steps // 10),
            decay_steps=decays if decays is None or steps is None else min(decays, steps),
            device=self.device,
            seed=self.seed,
        )

    def stage(self, name: str, minutes: float | None, steps: int | None) -> Run:
        """An earlier stage of this run, in a folder of its own inside, with a length of its own."""
        return replace(self, folder=self.folder / name, minutes=minutes, steps=steps, resume=self.resume is True)

    def check_folder(self) -> None:
        """``UserError`` if the folder holds a run that is not gone on with: before anything takes time."""
        check_unused(self.folder, self.folder / CHECKPOINT_NAME if self.resume is True else self.resume or None)

    def check_length(self) -> None:
        """``UserError`` if nothing says when to stop; for trainings whose preset does not."""
        if self.steps is None and self.minutes is None:
            raise UserError("Say how long to train: --minutes or --steps.")


@dataclass(frozen=True)
class Outcome:
    """How far a training came, and what can be used of it.

    Attributes:
        path: the weights to use; the checkpoint to go on from, which can be used as well, if a signal stopped it.
        step: steps completed, resumes included.
        goal: steps below which nobody should call it trained; None: any number will do.
        stopped: by what.
        stage: the stage that a signal stopped; empty: the last one.
        standing: how good it is by then, for a person; empty: nothing is known.
    """

    path: Path
    step: int
    goal: int | None
    stopped: Stopped
    stage: str = ""
    standing: str = field(default="", compare=False)

    @property
    def finished(self) -> bool:
        """Whether it came as far as it was meant to."""
        return self.stopped != "signal" and not self.stage and self.step >= (self.goal or 0)

    @property
    def reached(self) -> str:
        """How far it came, such as "8 of 400 steps" or "8 of 400 steps of stage realism"."""
        of = f" of {self.goal:,}" if self.goal and self.step < self.goal else ""
        return f"{self.step:,}{of} steps" + (f" of stage {self.stage}" if self.stage else "")

    def __str__(self) -> str:
        """The result line: the file, and how to go on if it did not come to its end."""
        return str(self.path) if self.finished else f"stopped after {self.reached}; go on with --resume. {self.path}"
