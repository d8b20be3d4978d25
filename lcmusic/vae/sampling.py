"""Latents to melodies: sampling the bar decoder step by step, all bars side by side.

Shapes: ``b`` melodies, ``n`` bars (for the flat baseline melodies), ``t`` all steps, ``d`` latent,
``s`` steps of a bar, ``e`` embedding, ``v`` 130 symbols.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS_PER_BAR, SYMBOLS, canonical
from lcmusic.vae.decoders import Decoder
from lcmusic.vae.layers import START
from lcmusic.vae.model import MelodyVAE


@torch.inference_mode()
def decode(
    model: MelodyVAE,
    z_bd: Tensor,
    *,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
    allowed_v: np.ndarray | None = None,
) -> np.ndarray:
    """Draw one melody for each latent.

    Args:
        z_bd: latents, shape ``[b, d]``.
        temperature: divides the logits; 0 takes the most likely symbol at each step.
        generator: source of randomness; the default generator if None. Unused at temperature 0.
        allowed_v: bool, shape ``[130]``: symbols that may be drawn at all (the "strict" mode); None allows all.

    Returns:
        Canonical uint8 symbols, shape ``[b, t]``.
    """
    embeddings_ne = model.conduct(z_bd)
    steps = STEPS_PER_BAR if model.config.decoder == "bars" else model.config.steps
    barred_v = None if allowed_v is None else torch.from_numpy(~allowed_v).to(z_bd.device)

    def draw(logits_nv: Tensor) -> Tensor:
        if barred_v is not None:
            logits_nv = logits_nv.masked_fill(barred_v, -torch.inf)
        if temperature == 0:
            return logits_nv.argmax(-1)
        return torch.multinomial((logits_nv / temperature).softmax(-1), 1, generator=generator).squeeze(1)

    symbols_ns = write_symbols(model.decoder, embeddings_ne, steps, draw)
    return canonical(symbols_ns.reshape(len(z_bd), model.config.steps).cpu().numpy())


def write_symbols(decoder: Decoder, embeddings_ne: Tensor, steps: int, draw: Callable[[Tensor], Tensor]) -> Tensor:
    """Run a decoder on its own output: symbols ``[n, steps]``, each drawn from its logits ``[n, v]``."""
    state = decoder.start(embeddings_ne)
    out = [torch.full((len(embeddings_ne),), START, device=embeddings_ne.device)]
    for _ in range(steps):
        logits_nv, state = decoder.step(state, out[-1])
        out.append(draw(logits_nv))
    return torch.stack(out[1:], dim=1)


def allowed_symbols(pitch_classes: frozenset[int]) -> np.ndarray:
    """Mask for ``decode(allowed_v=...)``: holds, rests and the notes of some pitch classes (0 = C); bool ``[130]``."""
    allowed_v = np.zeros(SYMBOLS, bool)
    allowed_v[[HOLD, REST]] = True
    allowed_v[[p for p in range(PITCHES) if p % 12 in pitch_classes]] = True
    return allowed_v
