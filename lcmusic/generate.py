"""From knobs to melodies: latents from the prior, moved by an actor, decoded.

Shapes: ``n`` melodies, ``d`` latent, ``v`` 130 symbols.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from lcmusic.constraints.trained import KnobModel
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import allowed_symbols, decode

Move = Callable[[Tensor], Tensor]
"""Latents ``[n, d]`` to latents, such as ``RuleModel.move``."""


def generate(vae: MelodyVAE, knobs: KnobModel | None, setting: Knobs, n: int, then: Move | None = None) -> list[Melody]:
    """``n`` melodies that obey the knobs; melody ``i`` of a seed starts from the same latent whatever the knobs say.

    Args:
        knobs: None leaves latents where the prior put them; temperature, seed and strict are obeyed all the same.
        then: moves the latents once more, after the knobs: a rule of the user's own.
    """
    melodies = []
    for i in range(n):
        generator = torch.Generator().manual_seed(int(np.random.SeedSequence((setting.seed, i)).generate_state(1)[0]))
        z_1d = torch.randn(1, vae.config.latent, generator=generator)
        z_1d = knobs.move(z_1d, setting) if knobs else z_1d
        z_1d = then(z_1d) if then else z_1d
        melodies.append(decode_obeying(vae, z_1d, setting, generator)[0])
    return melodies


def decode_obeying(vae: MelodyVAE, z_nd: Tensor, setting: Knobs, generator: torch.Generator) -> list[Melody]:
    """Decode latents at the knobs' temperature, barred from notes outside the set if the knobs are strict."""
    allowed_v = allowed_symbols(setting.allowed) if setting.strict and setting.allowed else None
    symbols_nt = decode(vae, z_nd, temperature=setting.temperature, generator=generator, allowed_v=allowed_v)
    return [Melody(symbols_t) for symbols_t in symbols_nt]
