"""Decoders: from an embedding to symbols, one after the other.

A decoder is trained on whole sequences (``forward``) and writes one step at a time (``start``, then ``step`` after
``step``); both give the same logits. Another decoder is another subclass of ``Decoder``.

Shapes: ``n`` sequences (bars, or whole melodies for the flat baseline), ``s`` steps of each, ``e`` embedding,
``u`` LSTM units, ``g`` 4 gates of ``u`` units, ``v`` 130 symbols.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Generic, NamedTuple, TypeVar

import torch
from torch import Tensor, nn

from lcmusic.music.melody import SYMBOLS
from lcmusic.vae.layers import START, SymbolEmbedding, lstm_state

State = TypeVar("State")
"""What a decoder knows of the sequences that it is writing; no step changes it in place, so that one may be kept."""


class Decoder(nn.Module, ABC, Generic[State]):
    """Writes sequences of symbols from embeddings."""

    @abstractmethod
    def forward(self, embeddings_ne: Tensor, symbols_ns: Tensor) -> Tensor:
        """Teacher-forced logits ``[n, s, v]`` for ``symbols_ns``."""

    @abstractmethod
    def start(self, embeddings_ne: Tensor) -> State:
        """The state before the first symbol."""

    @abstractmethod
    def step(self, state: State, previous_n: Tensor) -> tuple[Tensor, State]:
        """Logits ``[n, v]`` for the symbols after ``previous_n`` (``START`` at first), and the state there."""


class LSTMLayer(NamedTuple):
    """One layer of an ``nn.LSTM``, ready to be stepped: what each gate takes from the layer below (from the inputs in
    the first) and from the step before, and its bias."""

    from_below_ug: Tensor
    from_before_ug: Tensor
    bias_g: Tensor


class LSTMState(NamedTuple):
    """``h`` and ``c`` of each layer, and what is the same at every step.

    Attributes:
        h_nu, c_nu: a tensor ``[n, u]`` for each layer.
        layers: the weights.
        table_vg: the first layer's product with each symbol.
        constant_ng: its product with the embeddings, and its bias.
    """

    h_nu: list[Tensor]
    c_nu: list[Tensor]
    layers: list[LSTMLayer]
    table_vg: Tensor
    constant_ng: Tensor


class LSTMDecoder(Decoder[LSTMState]):
    """An LSTM (appendix 9.2.3): the embedding sets its initial state and is concatenated to each previous symbol.

    Args:
        embedding: size of an embedding.
        symbol: size of a learned symbol embedding; 0 feeds one-hots.
        units: of each layer.
        layers: how many.
    """

    def __init__(self, embedding: int, symbol: int, units: int, layers: int) -> None:
        super().__init__()
        self.symbols = SymbolEmbedding(symbol)
        self.initial = nn.Linear(embedding, 2 * layers * units)
        self.lstm = nn.LSTM(self.symbols.embedding_dim + embedding, units, layers)
        self.head = nn.Linear(units, SYMBOLS)

    def forward(self, embeddings_ne: Tensor, symbols_ns: Tensor) -> Tensor:
        steps = symbols_ns.shape[1]
        start_n1 = torch.full_like(symbols_ns[:, :1], START)
        previous_sn = torch.cat([start_n1, symbols_ns[:, :-1]], dim=1).T
        inputs_snx = torch.cat([self.symbols(previous_sn), embeddings_ne.expand(steps, -1, -1)], dim=-1)
        states_snu, _ = self.lstm(inputs_snx, self.initial_state(embeddings_ne))
        return self.head(states_snu).transpose(0, 1)

    def initial_state(self, embeddings_ne: Tensor) -> tuple[Tensor, Tensor]:
        """``(h, c)`` for ``nn.LSTM``, each ``[layers, n, u]``."""
        return lstm_state(self.initial(embeddings_ne), self.lstm.num_layers)

    def start(self, embeddings_ne: Tensor) -> LSTMState:
        """Arrange the weights for one step at a time.

        The same numbers as ``nn.LSTM`` called step by step, several times faster (``bench/decode_latency.py``): the
        first layer's product with a symbol is a row of a table, and its product with the embedding is computed once.
        """
        layers = [LSTMLayer(w_ih.T, w_hh.T, b_ih + b_hh) for w_ih, w_hh, b_ih, b_hh in self.lstm.all_weights]
        from_symbol_xg, from_embedding_eg = layers[0].from_below_ug.tensor_split([self.symbols.embedding_dim])
        b_ih, b_hh = self.lstm.all_weights[0][2:]
        h, c = self.initial_state(embeddings_ne)
        return LSTMState(
            list(h),
            list(c),
            layers,
            table_vg=self.symbols.weight @ from_symbol_xg,
            constant_ng=embeddings_ne @ from_embedding_eg + b_ih + b_hh,
        )

    def step(self, state: LSTMState, previous_n: Tensor) -> tuple[Tensor, LSTMState]:
        h_nu: list[Tensor] = []
        c_nu: list[Tensor] = []
        for i, layer in enumerate(state.layers):
            if i == 0:
                below_ng = state.constant_ng + state.table_vg[previous_n]
            else:
                below_ng = torch.addmm(layer.bias_g, h_nu[-1], layer.from_below_ug)
            gates_ng = torch.addmm(below_ng, state.h_nu[i], layer.from_before_ug)
            input_nu, forget_nu, new_nu, output_nu = gates_ng.chunk(4, dim=1)
            c_nu.append(forget_nu.sigmoid() * state.c_nu[i] + input_nu.sigmoid() * new_nu.tanh())
            h_nu.append(output_nu.sigmoid() * c_nu[i].tanh())
        return self.head(h_nu[-1]), state._replace(h_nu=h_nu, c_nu=c_nu)
