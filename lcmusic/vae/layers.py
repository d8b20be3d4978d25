"""What encoders, conductor and decoders of a melody VAE are made of.

Shapes: ``n`` sequences.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from lcmusic.music.melody import SYMBOLS

START = SYMBOLS  # a decoder's first input; not a symbol of any melody


class SymbolEmbedding(nn.Embedding):
    """Symbols and the start symbol as vectors: learned, or one-hots (the start symbol is then all zeros)."""

    def __init__(self, size: int) -> None:
        super().__init__(SYMBOLS + 1, size or SYMBOLS)
        if not size:
            self.weight = nn.Parameter(torch.eye(SYMBOLS + 1, SYMBOLS), requires_grad=False)

    def reset_parameters(self) -> None:
        # A shape without memory has nothing to draw, and torch would load its compiler for it: 200 MB and a second.
        if not self.weight.is_meta:
            super().reset_parameters()


def lstm_state(flat_nx: Tensor, layers: int) -> tuple[Tensor, Tensor]:
    """``[n, 2 * layers * units]`` as the initial ``(h, c)`` of an LSTM, each ``[layers, n, units]``."""
    h, c = flat_nx.unflatten(1, (2, layers, -1)).permute(1, 2, 0, 3).contiguous()
    return h, c
