"""Latents to melodies: sampling the bar decoder step by step, all bars side by side.

Shapes: ``b`` melodies, ``n`` bars (for the flat baseline melodies), ``t`` all steps, ``d`` latent,
``s`` steps of a bar, ``e`` embedding, ``v`` 130 symbols.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from lcmusic.music.melody import HOLD, PITCHES, REST, SYMBOLS, canonical
from lcmusic.vae.decoders import Decoder
from lcmusic.vae.layers import START
from lcmusic.vae.model import MelodyVAE

LEAST = 1e-7
"""Of a chance: the logarithm of its logarithm is finite."""


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
        others: see ``decode_embeddings``.

    Returns:
        Canonical uint8 symbols, shape ``[b, t]``.
    """
    embeddings_ne = model.conduct(z_bd)
    embeddings_bke = embeddings_ne.unflatten(0, (len(z_bd), -1))
    return decode_embeddings(model, embeddings_bke, temperature=temperature, generator=generator, allowed_v=allowed_v)


@torch.inference_mode()
def decode_embeddings(
    model: MelodyVAE,
    embeddings_bke: Tensor,
    *,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
    allowed_v: np.ndarray | None = None,
) -> np.ndarray:
    """Draw one melody for each row of bar embeddings (of embeddings of the whole, for the flat baseline).

    The bars of a melody share their draws: bars that are alike come out alike, and each bar's symbols are distributed
    as if they did not.

    Args:
        embeddings_bke: what the decoder reads, ``[b, k, e]``.
        temperature: divides the logits; 0 takes the most likely symbol at each step.
        generator: source of randomness; the default generator if None. Unused at temperature 0.
        allowed_v: bool, shape ``[130]``, or ``[b, 130]``: symbols that may be drawn at all (the "strict" mode); None
            allows all.

    Returns:
        Canonical uint8 symbols, shape ``[b, t]``.
    """
    b, k, _ = embeddings_bke.shape
    steps = model.config.steps // k
    device = embeddings_bke.device
    barred_nv = None
    if allowed_v is not None:
        barred_nv = torch.from_numpy(~np.broadcast_to(allowed_v, (b, SYMBOLS))).to(device).repeat_interleave(k, 0)
    chance_bsv = torch.rand(b, steps, SYMBOLS, generator=generator, device=device) if temperature else None

    def draw(step: int, logits_nv: Tensor) -> Tensor:
        if barred_nv is not None:
            logits_nv = logits_nv.masked_fill(barred_nv, -torch.inf)
        if chance_bsv is None:
            return logits_nv.argmax(-1)
        # The largest of logits with Gumbel noise is a draw from their softmax.
        gumbel_bv = -torch.log(-torch.log(chance_bsv[:, step].clamp(LEAST, 1 - LEAST)))
        return (logits_nv / temperature + gumbel_bv.repeat_interleave(k, 0)).argmax(-1)

    symbols_ns = write_symbols(model.decoder, embeddings_bke.flatten(0, 1), steps, draw)
    return canonical(symbols_ns.reshape(b, model.config.steps).cpu().numpy())


def write_symbols(decoder: Decoder, embeddings_ne: Tensor, steps: int, draw: Callable[[int, Tensor], Tensor]) -> Tensor:
    """Run a decoder on its own output: symbols ``[n, steps]``, each drawn from its step and its logits ``[n, v]``."""
    state = decoder.start(embeddings_ne)
    out = [torch.full((len(embeddings_ne),), START, device=embeddings_ne.device)]
    for step in range(steps):
        logits_nv, state = decoder.step(state, out[-1])
        out.append(draw(step, logits_nv))
    return torch.stack(out[1:], dim=1)


def allowed_symbols(pitch_classes: frozenset[int]) -> np.ndarray:
    """Mask for ``decode(allowed_v=...)``: holds, rests and the notes of some pitch classes (0 = C); bool ``[130]``."""
    allowed_v = np.zeros(SYMBOLS, bool)
    allowed_v[[HOLD, REST]] = True
    allowed_v[[p for p in range(PITCHES) if p % 12 in pitch_classes]] = True
    return allowed_v
