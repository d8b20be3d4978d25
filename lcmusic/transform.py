"""Changing a clip's scale and density and keeping its tune (section 5): by the actor, or by gradient descent in z.

A clip of any length is taken in windows as long as the model's melodies, one after the other; the last is filled up
with rests.

Shapes: ``n`` windows, ``b`` rows, ``d`` latent.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.optimise import Constraint, LatentCritic, OptimiseConfig, optimise
from lcmusic.constraints.trained import KnobModel
from lcmusic.instrument import Instrument
from lcmusic.media.midi import Clip
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import STEPS_PER_BAR, Melody
from lcmusic.music.scales import indicator, outside
from lcmusic.vae.clips import latent_means, windows

Method = Literal["actor", "gradient"]
REALISM_WEIGHT, REALISM_THRESHOLD = 0.1, 0.2
"""Figure 5's weight; the threshold is what most encodings of held-out melodies pass."""
ATTRIBUTE_THRESHOLD = 0.82
DENSITY_SHARPNESS = 4.0
"""Logits for one note per bar."""


def transform(instrument: Instrument, clip: Clip, knobs: Knobs, method: Method = "actor") -> Melody:
    """The clip's melody with other attributes, as many bars as the clip has; ``knobs.reach`` is the strength.

    Raises:
        UserError: the instrument has no trained knobs, or has a rule, which the gradient method cannot obey.
    """
    vae = instrument.vae
    z_nd = move_encodings(instrument, latent_means(vae, windows(clip, vae.config.bars)), knobs, method)
    symbols_t = np.concatenate([part.symbols_t for part in instrument.decode(z_nd, knobs)])
    return Melody(symbols_t[: clip.melody.bars * STEPS_PER_BAR])


def move_encodings(instrument: Instrument, z_nd: Tensor, knobs: Knobs, method: Method) -> Tensor:
    """Encodings ``[n, d]`` moved by either method; errors as ``transform``."""
    trained = instrument.trained_knobs()
    if method == "actor":
        return instrument.move(z_nd, knobs)
    if instrument.rule:
        raise UserError("A rule moves a melody by its actor; use it with the actor method, not with the gradient.")
    constraints = [Constraint(critic, threshold=ATTRIBUTE_THRESHOLD) for critic in attribute_critics(trained, knobs)]
    if not constraints:
        return z_nd
    realism = Constraint(trained.looks_real, weight=REALISM_WEIGHT, threshold=REALISM_THRESHOLD)
    moved_nd = optimise(z_nd, [*constraints, realism], OptimiseConfig(), until_satisfied=True)
    return z_nd.lerp(moved_nd, knobs.reach)


def attribute_critics(trained: KnobModel, knobs: Knobs) -> list[LatentCritic]:
    """The knobs that are on as critics D(z), by the predictor of statistics.

    Scale: the probability that no note lies outside the set, notes being Poisson. Density: even odds at one note per
    bar from what is asked.
    """
    vae = trained.vae
    critics: list[LatentCritic] = []
    if knobs.allowed is not None:
        allowed_p = torch.tensor(indicator(knobs.allowed), device=vae.device)

        def keeps_to_the_set(z_bd: Tensor) -> Tensor:
            wrong_b = outside(trained.bars(vae.conductor(z_bd)).notes_p, allowed_p).sum(1) + 1e-4
            # The logit of exp(-wrong) is -log(exp(wrong) - 1).
            return -(wrong_b + torch.log(-torch.expm1(-wrong_b)))

        critics.append(keeps_to_the_set)
    if knobs.density is not None:

        def has_the_density(z_bd: Tensor) -> Tensor:
            density_b = trained.bars(vae.conductor(z_bd)).notes_p.sum((1, 2)) / vae.config.bars
            return DENSITY_SHARPNESS * (1 - (density_b - knobs.density).abs())

        critics.append(has_the_density)
    return critics
