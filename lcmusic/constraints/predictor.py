"""The predictor of statistics: what the bars that a latent decodes to will be like.

Bars decode independently of each other, each from its own embedding, so what a bar will hold is a function of its
embedding alone. The predictor is that function, a small network that all bars share, behind the VAE's frozen conductor:

    z --conductor (frozen)--> bar embeddings --predictor--> expected notes of each pitch class, onsets, mean pitch

It is trained on decoded melodies, as the paper's scalar critic is on their rewards (section 6), and serves every rule
that is made of these statistics at once; the bars of a melody teach it more than one number does.

Shapes: ``b`` melodies, ``k`` bars, ``n`` bars, ``e`` bar embedding, ``p`` 12 pitch classes, ``s`` 16 steps of a bar.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from lc_common.device import fast_autocast
from lc_common.errors import UserError
from lcmusic.music.melody import PITCHES, STEPS_PER_BAR
from lcmusic.vae.model import MelodyVAE

MIDDLE, OCTAVE = 60.0, 12.0
LOG_RATES = (-9.0, 3.0)
VIEW_SCALE = 0.25
"""Of embeddings in the critic's view: two melodies are then about as far apart as in z, which is what the gradient
penalty's unit slope is meant for."""


@dataclass(frozen=True)
class BarPredictorConfig:
    """``embedding`` is the VAE's; ``units`` the width of two hidden layers."""

    embedding: int
    units: int = 256

    def __post_init__(self) -> None:
        if min(self.embedding, self.units) < 1:
            raise UserError("embedding and units of a bar predictor must be at least 1.")


@dataclass(frozen=True)
class BarStatistics:
    """What bars are expected to hold; all tensors share their leading dimensions (``[n]`` or ``[b, k]``).

    Attributes:
        log_rates_p: log of the expected number of notes of each pitch class.
        onsets_s: logits of a note starting at each step.
        pitch: mean pitch in octaves above middle C; of no meaning in a bar without notes.
    """

    log_rates_p: Tensor
    onsets_s: Tensor
    pitch: Tensor

    @property
    def notes_p(self) -> Tensor:
        """Expected number of notes of each pitch class."""
        return self.log_rates_p.exp()


class BarPredictor(nn.Module):
    """Bar embeddings ``[..., e]`` to ``BarStatistics``."""

    def __init__(self, config: BarPredictorConfig) -> None:
        super().__init__()
        self.config = config
        self.layers = nn.Sequential(
            nn.Linear(config.embedding, config.units),
            nn.ReLU(),
            nn.Linear(config.units, config.units),
            nn.ReLU(),
            nn.Linear(config.units, 12 + STEPS_PER_BAR + 1),
        )

    def forward(self, embeddings: Tensor) -> BarStatistics:
        rates_p, onsets_s, pitch_1 = self.layers(embeddings).split([12, STEPS_PER_BAR, 1], dim=-1)
        return BarStatistics(rates_p.clamp(*LOG_RATES), onsets_s, pitch_1.squeeze(-1))


def bar_targets(symbols_nt: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
    """What the bars of melodies hold: notes ``[n, k, 12]``, onsets ``[n, k, 16]``, pitch ``[n, k]``, all float32."""
    bars_ms = symbols_nt.reshape(-1, STEPS_PER_BAR)
    onset_ms = bars_ms < PITCHES
    count_m = onset_ms.sum(1)
    pitch_m = (np.where(onset_ms, bars_ms, 0).sum(1) / np.maximum(count_m, 1) - MIDDLE) / OCTAVE * (count_m > 0)
    classes_mps = onset_ms[:, None] & (bars_ms[:, None] % 12 == np.arange(12)[:, None])
    notes_nkp, onsets_nks, pitch_nk = (
        torch.from_numpy(column.reshape(len(symbols_nt), -1, *column.shape[1:]).astype(np.float32))
        for column in (classes_mps.sum(2), onset_ms, pitch_m)
    )
    return notes_nkp, onsets_nks, pitch_nk


def bar_loss(predicted: BarStatistics, notes_np: Tensor, onsets_ns: Tensor, pitch_n: Tensor) -> Tensor:
    """How far predictions are from bars that were decoded; nats per bar (the pitch's square error counts as such).

    Notes of a pitch class count as Poisson: least at the expected number, and sharp where that is far below 1, which is
    what keeping to a scale is about.
    """
    counts = functional.poisson_nll_loss(predicted.log_rates_p, notes_np, reduction="none").sum(-1)
    steps = functional.binary_cross_entropy_with_logits(predicted.onsets_s, onsets_ns, reduction="none").sum(-1)
    pitch = (predicted.pitch - pitch_n).square() * onsets_ns.any(-1)
    return (counts + steps + pitch).mean()


def embeddings(vae: MelodyVAE, z_bd: Tensor) -> Tensor:
    """The conductor's bar embeddings ``[b, k, e]``, float32, computed in the numbers that the device is fastest in."""
    with fast_autocast(z_bd.device):
        embeddings_bke = vae.conductor(z_bd)
    return embeddings_bke.float()


def view(embeddings_bke: Tensor) -> Tensor:
    """What the realism critic sees of bar embeddings: ``[b, x]``."""
    return VIEW_SCALE * embeddings_bke.flatten(1)
