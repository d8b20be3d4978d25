"""The hierarchical LSTM VAE over 16-bar melodies (paper, appendix 9.2.3, figure 13c).

    symbols --encoder--> posterior over z --conductor--> 16 bar embeddings --bar decoder--> symbols

The bar decoder starts each bar from that bar's embedding and a start symbol, never from the bar before, so the 16 bars
decode side by side: 16 sequential steps instead of 256.

Two encoders share the rest. ``flat`` is the paper's: one bidirectional LSTM over the 256 steps. ``bars`` is ours for
small computers: a bidirectional LSTM embeds each bar, a second one reads the 16 embeddings; the bar half can be trained
alone, with the bar decoder, on single bars.

Shapes: ``b`` melodies, ``n`` bars (usually ``b * 16``), ``s`` 16 steps of a bar, ``t`` 256 steps, ``k`` 16 bars,
``e`` bar embedding, ``d`` latent, ``v`` 130 symbols.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from lc_common.vae import posterior, refine
from lcmusic.music.melody import BARS, STEPS, STEPS_PER_BAR, SYMBOLS

START = SYMBOLS  # the decoder's first input; not a symbol of any melody
KL_WEIGHT = 0.2
"""Weight of the KL term in the training of every preset; 1 is equation 1."""


@dataclass(frozen=True)
class MelodyVAEConfig:
    """Sizes of a melody VAE. Presets are rows of ``PRESETS``."""

    latent: int = 512
    """Dimensions of z."""
    embedding: int = 512
    """Size of a bar embedding."""
    symbol: int = 0
    """Size of a learned symbol embedding; 0 feeds one-hots, as the paper does."""
    encoder: Literal["flat", "bars"] = "flat"
    encoder_units: int = 2048
    """Units per direction of the encoder's LSTM; of the phrase level where the encoder is ``bars``."""
    bar_encoder_units: int = 0
    """Units per direction of the bar encoder's LSTM (``bars`` only)."""
    conductor_units: int = 1024
    conductor_layers: int = 2
    position_read: int = 0
    """Size of a linear read of z of its own for each bar, which the conductor gets beside its state; 0 is the paper's
    conductor, which sees z in its initial state only."""
    decoder: Literal["bars", "flat"] = "bars"
    """``flat`` is the baseline that the paper's hierarchy is compared with: one LSTM over all 256 steps."""
    decoder_units: int = 1024
    decoder_layers: int = 2

    def __post_init__(self) -> None:
        sizes = ("latent", "embedding", "encoder_units", "conductor_units", "conductor_layers", "decoder_units",
                 "decoder_layers")  # fmt: skip
        for name in sizes:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, got {getattr(self, name)}")
        if min(self.symbol, self.position_read, self.bar_encoder_units) < 0:
            raise ValueError("symbol, position_read and bar_encoder_units must not be negative")
        if (self.encoder == "bars") != (self.bar_encoder_units > 0):
            raise ValueError("bar_encoder_units goes with encoder 'bars', and only with it")


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


class FlatEncoder(nn.Module):
    """One bidirectional LSTM over all steps; the final state of each direction goes to the posterior's parameters."""

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.symbols = SymbolEmbedding(config.symbol)
        self.lstm = nn.LSTM(self.symbols.embedding_dim, config.encoder_units, bidirectional=True)
        self.head = nn.Linear(2 * config.encoder_units, 2 * config.latent)

    def forward(self, symbols_bt: Tensor) -> Tensor:
        _, (final_2bu, _) = self.lstm(self.symbols(symbols_bt.T))
        return self.head(torch.cat([final_2bu[0], final_2bu[1]], dim=-1))


class BarEncoder(nn.Module):
    """Single bars to embeddings: ``[n, s] -> [n, e]``, each embedding at mean 0 and variance 1 over its own numbers."""

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.symbols = SymbolEmbedding(config.symbol)
        self.lstm = nn.LSTM(self.symbols.embedding_dim, config.bar_encoder_units, bidirectional=True)
        self.head = nn.Linear(2 * config.bar_encoder_units, config.embedding)
        self.norm = nn.LayerNorm(config.embedding, elementwise_affine=False)

    def forward(self, symbols_ns: Tensor) -> Tensor:
        _, (final_2nu, _) = self.lstm(self.symbols(symbols_ns.T))
        return self.norm(self.head(torch.cat([final_2nu[0], final_2nu[1]], dim=-1)))


class PhraseEncoder(nn.Module):
    """16 bar embeddings to the posterior's parameters, read from ALL states of a bidirectional LSTM.

    The last state alone keeps about half as many onsets of a melody (docs/experiments.md).
    """

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.lstm = nn.LSTM(config.embedding, config.encoder_units, bidirectional=True)
        self.squeeze = nn.Linear(2 * config.encoder_units, config.embedding)
        self.head = nn.Linear(BARS * 2 * config.embedding, 2 * config.latent)

    def forward(self, embeddings_bke: Tensor) -> Tensor:
        states_kbu, _ = self.lstm(embeddings_bke.transpose(0, 1))
        squeezed_bke = torch.relu(self.squeeze(states_kbu)).transpose(0, 1)
        return self.head(torch.cat([squeezed_bke, embeddings_bke], dim=-1).flatten(1))


class Conductor(nn.Module):
    """z to 16 bar embeddings: ``[b, d] -> [b, k, e]``.

    z sets the initial state of an LSTM that runs 16 steps. The paper names no input to it: where ``position_read`` is 0
    the input is a zero, as in MusicVAE's conductor. Otherwise each bar has a linear map of z of its own, which is the
    LSTM's input at that bar and is added, through one linear layer, to its output.
    """

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.read_size = config.position_read
        self.layers = config.conductor_layers
        self.initial = nn.Linear(config.latent, 2 * config.conductor_layers * config.conductor_units)
        if self.read_size:
            self.read = nn.Linear(config.latent, BARS * self.read_size)
            self.skip = nn.Linear(self.read_size, config.embedding, bias=False)
        self.lstm = nn.LSTM(self.read_size or 1, config.conductor_units, config.conductor_layers)
        self.head = nn.Linear(config.conductor_units, config.embedding)

    def forward(self, z_bd: Tensor) -> Tensor:
        state = lstm_state(self.initial(z_bd), self.layers)
        if not self.read_size:
            states_kbu, _ = self.lstm(z_bd.new_zeros(BARS, len(z_bd), 1), state)
            return self.head(states_kbu).transpose(0, 1)
        read_kbr = self.read(z_bd).unflatten(1, (BARS, self.read_size)).transpose(0, 1).contiguous()
        states_kbu, _ = self.lstm(read_kbr, state)
        return (self.head(states_kbu) + self.skip(read_kbr)).transpose(0, 1)


class StepDecoder(nn.Module):
    """An LSTM that writes symbols one after the other, from an embedding: the bar decoder, and the flat baseline's.

    The embedding sets the initial state and is concatenated to the previous symbol at every step (appendix 9.2.3).
    """

    def __init__(self, config: MelodyVAEConfig, embedding: int) -> None:
        super().__init__()
        self.layers = config.decoder_layers
        self.symbols = SymbolEmbedding(config.symbol)
        self.initial = nn.Linear(embedding, 2 * config.decoder_layers * config.decoder_units)
        self.lstm = nn.LSTM(self.symbols.embedding_dim + embedding, config.decoder_units, config.decoder_layers)
        self.head = nn.Linear(config.decoder_units, SYMBOLS)

    def forward(self, embeddings_ne: Tensor, symbols_ns: Tensor) -> Tensor:
        """Teacher-forced logits ``[n, s, v]`` for ``symbols_ns``."""
        steps = symbols_ns.shape[1]
        start_n1 = torch.full_like(symbols_ns[:, :1], START)
        previous_sn = torch.cat([start_n1, symbols_ns[:, :-1]], dim=1).T
        inputs_snx = torch.cat([self.symbols(previous_sn), embeddings_ne.expand(steps, -1, -1)], dim=-1)
        states_snu, _ = self.lstm(inputs_snx, lstm_state(self.initial(embeddings_ne), self.layers))
        return self.head(states_snu).transpose(0, 1)


def lstm_state(flat_nx: Tensor, layers: int) -> tuple[Tensor, Tensor]:
    """``[n, 2 * layers * units]`` as the initial ``(h, c)`` of an LSTM, each ``[layers, n, units]``."""
    h, c = flat_nx.unflatten(1, (2, layers, -1)).permute(1, 2, 0, 3).contiguous()
    return h, c


class MelodyVAE(nn.Module):
    """Encoder, conductor and decoder in one; ``p(z)`` is a standard normal."""

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.config = config
        if config.encoder == "bars":
            self.bar_encoder = BarEncoder(config)
            self.phrase_encoder = PhraseEncoder(config)
        else:
            self.flat_encoder = FlatEncoder(config)
        if config.decoder == "bars":
            self.conductor = Conductor(config)
        self.decoder = StepDecoder(config, config.embedding if config.decoder == "bars" else config.latent)
        # The posterior's mean scale over the training set (section 3), measured once after training.
        self.register_buffer("sigma_bar_d", torch.ones(config.latent))

    def train(self, mode: bool = True) -> MelodyVAE:
        """Stay in training mode: it computes the same, and cuDNN refuses gradients through an LSTM in the other."""
        return super().train()

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.sigma_bar_d.device

    def encode(self, symbols_bt: Tensor) -> tuple[Tensor, Tensor]:
        """``q(z|x)`` of melodies ``[b, 256]``: mean and standard deviation, each ``[b, d]``."""
        if self.config.encoder == "flat":
            return posterior(self.flat_encoder(symbols_bt))
        return self.encode_embeddings(self.embed_bars(symbols_bt))

    @torch.no_grad()
    def encode_refined(self, symbols_bt: Tensor, bf16: bool = False) -> tuple[Tensor, Tensor]:
        """``encode`` with the means brought closer to each melody (``lc_common.vae.refine``); no gradient.

        Takes a fifth of a second a melody on one thread of a laptop. ``bf16`` runs the decoder in bfloat16, which pays
        where the processor has it.
        """

        def log_likelihood(z_bd: Tensor) -> Tensor:
            with torch.autocast(z_bd.device.type, torch.bfloat16, enabled=bf16):
                logits_btv = self.logits(z_bd, symbols_bt)
            return -functional.cross_entropy(logits_btv.float().mT, symbols_bt, reduction="none").sum(1)

        mu_bd, sigma_bd = self.encode(symbols_bt)
        return refine(mu_bd, sigma_bd, log_likelihood, prior_weight=KL_WEIGHT), sigma_bd

    def embed_bars(self, symbols_bt: Tensor) -> Tensor:
        """Bar embeddings ``[b, k, e]`` of melodies (``bars`` encoder only)."""
        bars_ns = symbols_bt.reshape(-1, STEPS_PER_BAR)
        return self.bar_encoder(bars_ns).unflatten(0, (len(symbols_bt), BARS))

    def encode_embeddings(self, embeddings_bke: Tensor) -> tuple[Tensor, Tensor]:
        """``q(z|x)`` from bar embeddings (``bars`` encoder only)."""
        return posterior(self.phrase_encoder(embeddings_bke))

    def logits(self, z_bd: Tensor, symbols_bt: Tensor) -> Tensor:
        """Teacher-forced logits ``[b, t, v]`` of melodies ``[b, 256]`` given z."""
        if self.config.decoder == "flat":
            return self.decoder(z_bd, symbols_bt)
        embeddings_ne = self.conductor(z_bd).flatten(0, 1)
        return self.decoder(embeddings_ne, symbols_bt.reshape(-1, STEPS_PER_BAR)).reshape(-1, STEPS, SYMBOLS)


PRESETS = {
    "paper": MelodyVAEConfig(),
    "compact": MelodyVAEConfig(
        latent=256, embedding=128, symbol=64, encoder="bars", encoder_units=384, bar_encoder_units=192,
        conductor_units=384, position_read=128, decoder_units=192,
    ),
    "flat": MelodyVAEConfig(latent=256, symbol=64, encoder_units=576, decoder="flat", decoder_units=512),
}  # fmt: skip
"""``paper``: appendix 9.2.3 to the letter. ``compact``: what ships. ``flat``: the baseline, as large as ``compact``."""
