"""How a training run goes: length, optimiser, schedule, what is kept and shown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from lc_common.device import DeviceName, Precision
from lc_common.errors import UserError

Schedule = Literal["constant", "cosine", "linear"]

LEAST_STEPS = 200
"""Steps below which nothing is called trained, whatever is trained; what needs more says so in its preset."""
TYPED = ("steps", "minutes", "seed", "device")
"""What a person sets by the flag of that name; the rest is a preset's."""
REWARM_STEPS = 100
"""Shortest warm-up after a resume with fresh moments: Adam's first estimates are noise."""


@dataclass(frozen=True)
class FitConfig:
    """Settings of ``fit``. The defaults of the optimiser are the paper's (appendix 9.2).

    Raises:
        UserError: a value is out of range.
    """

    steps: int | None = None
    """Total number of steps, those before a resume included; None: until ``minutes`` are over or somebody stops it."""
    minutes: float | None = None
    """Training time of this call, evaluating and saving not counted; None: no limit."""
    least_steps: int = LEAST_STEPS
    """Below so many, what a run has learned is not to be called trained, whatever it was asked for."""
    learning_rate: float = 3e-4
    betas: tuple[float, float] = (0.9, 0.999)
    weight_decay: float = 0.0
    """Of matrices and filters; biases and scales are never decayed."""
    warmup_steps: int = 0
    """Steps over which the learning rate rises linearly from near 0."""
    schedule: Schedule = "constant"
    """How the learning rate falls to ``final_lr_fraction`` of itself at ``steps``; without that end it stays."""
    decay_steps: int | None = None
    """The last so many steps decay, the ones before are constant; None: all after the warm-up decay."""
    final_lr_fraction: float = 0.1
    grad_clip: float | None = None
    """Largest gradient norm of one optimiser step; None: no limit."""
    ema_decay: float = 0.0
    """Of the moving average of the weights, which is then what is evaluated and shipped; 0: none is kept."""
    log_every: int = 50
    evaluate_every: int | None = None
    """In steps, as ``log_every`` and ``save_every``; None: at the end only."""
    save_every: int | None = None
    save_minutes: float | None = 10.0
    """Save this often, whatever ``save_every`` is; None: never by the clock. The end is always saved."""
    seed: int = 0
    device: str = "auto"
    """One of ``DeviceName``; a person may have typed it."""
    precision: Precision = "32-true"
    """Of products and filters; "auto" is settled when the run starts, by what its device is fast in."""
    tensorboard: bool = False
    workers: int = 0
    """Processes that make a GPU's batches, of which a thread makes too few; where the training is on the CPU, which
    they would take from it, or processes cannot be forked, a thread does it anyway."""

    def __post_init__(self):
        for name in ("steps", "minutes", "decay_steps", "grad_clip", "evaluate_every", "save_every", "save_minutes"):
            value = getattr(self, name)
            _check(value is None or value > 0, name, value, "above 0")
        _check(self.learning_rate > 0, "learning_rate", self.learning_rate, "above 0")
        _check(all(0 <= beta < 1 for beta in self.betas), "betas", self.betas, "in [0, 1)")
        _check(self.weight_decay >= 0, "weight_decay", self.weight_decay, "0 or more")
        _check(self.warmup_steps >= 0, "warmup_steps", self.warmup_steps, "0 or more")
        _check(0 <= self.final_lr_fraction <= 1, "final_lr_fraction", self.final_lr_fraction, "in [0, 1]")
        _check(0 <= self.ema_decay < 1, "ema_decay", self.ema_decay, "in [0, 1)")
        _check(self.log_every > 0, "log_every", self.log_every, "above 0")
        for name in ("seed", "workers"):
            _check(getattr(self, name) >= 0, name, getattr(self, name), "0 or more")
        for name, allowed in (("schedule", Schedule), ("device", DeviceName), ("precision", Precision)):
            value = getattr(self, name)
            _check(value in get_args(allowed), name, value, f"one of {', '.join(get_args(allowed))}")
        _check(self.least_steps >= 0, "least_steps", self.least_steps, "0 or more")
        if self.schedule != "constant" and self.steps is not None:
            _check(self.warmup_steps < self.steps, "warmup_steps", self.warmup_steps, f"below --steps {self.steps}")
            decays = self.decay_steps is None or self.decay_steps <= self.steps
            _check(decays, "decay_steps", self.decay_steps, f"at most --steps {self.steps}")

    @property
    def goal(self) -> int | None:
        """Steps after which a run is trained; None: any number will do."""
        return max(self.steps or 0, self.least_steps) or None


def learning_rate(config: FitConfig, step: int, fresh_since: int = 0) -> float:
    """The learning rate of step 0, 1, ...; ``fresh_since`` is the step at which the moments were last fresh."""
    warmup_steps = max(config.warmup_steps, REWARM_STEPS) if fresh_since else config.warmup_steps
    rate = config.learning_rate * min(1.0, (step - fresh_since + 1) / (warmup_steps + 1))
    if config.schedule == "constant" or config.steps is None:
        return rate
    decay_steps = config.decay_steps or config.steps - config.warmup_steps
    done = min(1.0, max(0.0, 1 - (config.steps - step) / decay_steps))
    shape = 1 - done if config.schedule == "linear" else (1 + math.cos(math.pi * done)) / 2
    return rate * (config.final_lr_fraction + (1 - config.final_lr_fraction) * shape)


def _check(ok: bool, name: str, value: object, allowed: str) -> None:
    if not ok:
        raise UserError(f"{'--' if name in TYPED else ''}{name} is {value}; it must be {allowed}.")
