"""Latents to melodies: sampling the bar decoder step by step, all bars side by side.

Shapes: ``b`` melodies, ``n`` bars (``b * 16``; for the flat baseline ``b``), ``t`` 256 steps, ``d`` latent,
``e`` embedding, ``u`` LSTM units, ``v`` 130 symbols.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS, STEPS_PER_BAR, SYMBOLS, canonical
from lcmusic.vae.model import START, MelodyVAE, StepDecoder, lstm_state


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
        Canonical uint8 symbols, shape ``[b, 256]``.
    """
    decoder, steps = model.decoder, STEPS
    embeddings_ne = z_bd
    if model.config.decoder == "bars":
        embeddings_ne, steps = model.conductor(z_bd).flatten(0, 1), STEPS_PER_BAR
    barred_v = None if allowed_v is None else torch.from_numpy(~allowed_v).to(z_bd.device)

    def draw(logits_nv: Tensor) -> Tensor:
        if barred_v is not None:
            logits_nv = logits_nv.masked_fill(barred_v, -torch.inf)
        if temperature == 0:
            return logits_nv.argmax(-1)
        return torch.multinomial((logits_nv / temperature).softmax(-1), 1, generator=generator).squeeze(1)

    symbols_nt = write_symbols(decoder, embeddings_ne, steps, draw)
    return canonical(symbols_nt.reshape(len(z_bd), STEPS).cpu().numpy())


def write_symbols(decoder: StepDecoder, embeddings_ne: Tensor, steps: int, draw: Callable[[Tensor], Tensor]) -> Tensor:
    """Run the decoder's LSTM on its own output.

    The same numbers as ``nn.LSTM`` called step by step, arranged for one step at a time: the first layer's product with
    a symbol is a row of a table, and its product with the embedding is computed once.
    """
    lstm, width = decoder.lstm, decoder.symbols.embedding_dim
    weights = [[getattr(lstm, f"{name}_l{layer}") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
               for layer in range(lstm.num_layers)]  # fmt: skip
    first_ih = weights[0][0]
    table_vg = decoder.symbols.weight @ first_ih[:, :width].T
    constant_ng = embeddings_ne @ first_ih[:, width:].T + weights[0][2] + weights[0][3]
    h, c = (list(s) for s in lstm_state(decoder.initial(embeddings_ne), decoder.layers))
    previous_n = torch.full((len(embeddings_ne),), START, device=embeddings_ne.device)
    out = []
    for _ in range(steps):
        for layer, (w_ih, w_hh, b_ih, b_hh) in enumerate(weights):
            if layer == 0:
                gates_ng = torch.addmm(constant_ng + table_vg[previous_n], h[0], w_hh.T)
            else:
                gates_ng = torch.addmm(torch.addmm(b_ih + b_hh, h[layer - 1], w_ih.T), h[layer], w_hh.T)
            i, f, g, o = gates_ng.chunk(4, dim=1)
            c[layer] = f.sigmoid() * c[layer] + i.sigmoid() * g.tanh()
            h[layer] = o.sigmoid() * c[layer].tanh()
        previous_n = draw(decoder.head(h[-1]))
        out.append(previous_n)
    return torch.stack(out, dim=1)


def allowed_symbols(pitch_classes: frozenset[int]) -> np.ndarray:
    """Mask for ``decode(allowed_v=...)``: holds, rests and the notes of some pitch classes (0 = C); bool ``[130]``."""
    allowed_v = np.zeros(SYMBOLS, bool)
    allowed_v[[HOLD, REST]] = True
    allowed_v[[p for p in range(PITCHES) if p % 12 in pitch_classes]] = True
    return allowed_v
