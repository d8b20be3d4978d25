"""Training the learned prior of melodies on a frozen melody VAE's bar embeddings (``lc_common.prior.flow_loss``).

Shapes: ``b`` rows, ``k`` bars, ``f`` numbers of a token, ``c`` and ``g`` conditions beside a bar and the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor

from lc_common.fit import FitConfig, TrainState
from lc_common.prior import Condition, flow_loss
from lcmusic.prior.data import Asked

PRIOR_NAME = "melody-prior.safetensors"
_FIT = FitConfig(
    steps=12_000, learning_rate=2e-3, betas=(0.9, 0.99), warmup_steps=50, schedule="linear", final_lr_fraction=0.02,
    grad_clip=1.0, ema_decay=0.999, precision="bf16-mixed", log_every=50, save_minutes=4.0, evaluate_every=1000,
)  # fmt: skip


@dataclass(frozen=True)
class PriorTraining:
    """How the prior is trained: optimiser and pace, rows of a step, how often what is asked."""

    fit: FitConfig = _FIT
    rows: int = 128
    asked: Asked = field(default_factory=Asked)


def prior_step() -> Callable[[TrainState, tuple[Tensor, ...], torch.Generator], dict[str, Tensor]]:
    """The training step on tokens ``[b, k, f]`` and the parts of their condition."""

    def step(state: TrainState, batch: tuple[Tensor, ...], generator: torch.Generator) -> dict[str, Tensor]:
        tokens_bkf, *condition = batch
        loss = flow_loss(state.modules["prior"].flow, tokens_bkf, Condition(*condition), generator)
        norm = state.descend("prior", loss)
        return {"velocity_error": loss, "gradient_norm": norm}

    return step
