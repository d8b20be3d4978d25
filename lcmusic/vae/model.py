"""The hierarchical LSTM VAE over melodies of some bars, 16 in the paper (appendix 9.2.3, figure 13c).

    symbols --encoder--> posterior over z --conductor--> bar embeddings --bar decoder--> symbols

The bar decoder starts each bar from that bar's embedding and a start symbol, never from the bar before, so 16 bars
decode side by side: 16 sequential steps instead of 256.

Two encoders share the rest. ``flat`` is the paper's: one bidirectional LSTM over all steps. ``bars`` is ours for
small computers: a bidirectional LSTM embeds each bar, a second one reads the embeddings; the bar half can be trained
alone, with the bar decoder, on single bars.

Shapes: ``b`` melodies, ``n`` bars (usually ``b * k``), ``s`` 16 steps of a bar, ``t`` all steps, ``k`` bars,
``e`` bar embedding, ``d`` latent, ``v`` 130 symbols.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from lc_common.device import fast_autocast
from lc_common.vae import posterior, refine
from lcmusic.music.melody import BARS, STEPS_PER_BAR, SYMBOLS
from lcmusic.vae.decoders import LSTMDecoder
from lcmusic.vae.layers import SymbolEmbedding, lstm_state

KL_WEIGHT = 0.2
"""Weight of the KL term in the training of every preset; 1 is equation 1."""


@dataclass(frozen=True)
class MelodyVAEConfig:
    """Sizes of a melody VAE. Presets are rows of ``PRESETS``."""

    bars: int = BARS
    """Length of every melody."""
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
    """``flat`` is the baseline that the paper's hierarchy is compared with: one LSTM over all steps."""
    decoder_units: int = 1024
    decoder_layers: int = 2

    def __post_init__(self) -> None:
        sizes = ("bars", "latent", "embedding", "encoder_units", "conductor_units", "conductor_layers", "decoder_units",
                 "decoder_layers")  # fmt: skip
        for name in sizes:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, got {getattr(self, name)}")
        if min(self.symbol, self.position_read, self.bar_encoder_units) < 0:
            raise ValueError("symbol, position_read and bar_encoder_units must not be negative")
        if (self.encoder == "bars") != (self.bar_encoder_units > 0):
            raise ValueError("bar_encoder_units goes with encoder 'bars', and only with it")

    @property
    def steps(self) -> int:
        """Length of every melody in sixteenths."""
        return self.bars * STEPS_PER_BAR


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
    """Bar embeddings to the posterior's parameters, read from ALL states of a bidirectional LSTM.

    The last state alone keeps about half as many onsets of a melody (docs/experiments.md).
    """

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.lstm = nn.LSTM(config.embedding, config.encoder_units, bidirectional=True)
        self.squeeze = nn.Linear(2 * config.encoder_units, config.embedding)
        self.head = nn.Linear(config.bars * 2 * config.embedding, 2 * config.latent)

    def forward(self, embeddings_bke: Tensor) -> Tensor:
        states_kbu, _ = self.lstm(embeddings_bke.transpose(0, 1))
        squeezed_bke = torch.relu(self.squeeze(states_kbu)).transpose(0, 1)
        return self.head(torch.cat([squeezed_bke, embeddings_bke], dim=-1).flatten(1))


class Conductor(nn.Module):
    """z to bar embeddings: ``[b, d] -> [b, k, e]``.

    z sets the initial state of an LSTM that runs one step a bar. The paper names no input to it: where
    ``position_read`` is 0 the input is a zero, as in MusicVAE's conductor. Otherwise each bar has a linear map of z of
    its own, which is the LSTM's input at that bar and is added, through one linear layer, to its output.
    """

    def __init__(self, config: MelodyVAEConfig) -> None:
        super().__init__()
        self.bars = config.bars
        self.read_size = config.position_read
        self.layers = config.conductor_layers
        self.initial = nn.Linear(config.latent, 2 * config.conductor_layers * config.conductor_units)
        if self.read_size:
            self.read = nn.Linear(config.latent, self.bars * self.read_size)
            self.skip = nn.Linear(self.read_size, config.embedding, bias=False)
        self.lstm = nn.LSTM(self.read_size or 1, config.conductor_units, config.conductor_layers)
        self.head = nn.Linear(config.conductor_units, config.embedding)

    def forward(self, z_bd: Tensor) -> Tensor:
        state = lstm_state(self.initial(z_bd), self.layers)
        if not self.read_size:
            states_kbu, _ = self.lstm(z_bd.new_zeros(self.bars, len(z_bd), 1), state)
            return self.head(states_kbu).transpose(0, 1)
        read_kbr = self.read(z_bd).unflatten(1, (self.bars, self.read_size)).transpose(0, 1).contiguous()
        states_kbu, _ = self.lstm(read_kbr, state)
        return (self.head(states_kbu) + self.skip(read_kbr)).transpose(0, 1)


class MelodyVAE(nn.Module):
    """Encoder, conductor and decoder in one; ``p(z)`` is a standard normal."""

    sigma_bar_d: Tensor
    """The posterior's mean scale over the training set (section 3), measured once after training."""

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
        self.decoder = LSTMDecoder(
            config.embedding if config.decoder == "bars" else config.latent,
            config.symbol,
            config.decoder_units,
            config.decoder_layers,
        )
        self.register_buffer("sigma_bar_d", torch.ones(config.latent))

    def train(self, mode: bool = True) -> MelodyVAE:
        """Stay in training mode: it computes the same, and cuDNN refuses gradients through an LSTM in the other."""
        return super().train()

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.sigma_bar_d.device

    def encode(self, symbols_bt: Tensor) -> tuple[Tensor, Tensor]:
        """``q(z|x)`` of melodies ``[b, t]``: mean and standard deviation, each ``[b, d]``."""
        if self.config.encoder == "flat":
            return posterior(self.flat_encoder(symbols_bt))
        return self.encode_embeddings(self.embed_bars(symbols_bt))

    @torch.no_grad()
    def encode_refined(self, symbols_bt: Tensor, fast: bool = False) -> tuple[Tensor, Tensor]:
        """``encode`` with the means brought closer to each melody (``lc_common.vae.refine``); no gradient.

        Takes a fifth of a second a melody on one thread of a laptop. ``fast`` runs the decoder in bfloat16 where the
        device is faster in it.
        """

        def log_likelihood(z_bd: Tensor) -> Tensor:
            with fast_autocast(z_bd.device) if fast else nullcontext():
                logits_btv = self.logits(z_bd, symbols_bt)
            return -functional.cross_entropy(logits_btv.float().mT, symbols_bt, reduction="none").sum(1)

        mu_bd, sigma_bd = self.encode(symbols_bt)
        return refine(mu_bd, sigma_bd, log_likelihood, prior_weight=KL_WEIGHT), sigma_bd

    def embed_bars(self, symbols_bt: Tensor) -> Tensor:
        """Bar embeddings ``[b, k, e]`` of melodies (``bars`` encoder only)."""
        bars_ns = symbols_bt.reshape(-1, STEPS_PER_BAR)
        return self.bar_encoder(bars_ns).unflatten(0, (len(symbols_bt), self.config.bars))

    def encode_embeddings(self, embeddings_bke: Tensor) -> tuple[Tensor, Tensor]:
        """``q(z|x)`` from bar embeddings (``bars`` encoder only)."""
        return posterior(self.phrase_encoder(embeddings_bke))

    def conduct(self, z_bd: Tensor) -> Tensor:
        """What the decoder starts its sequences from, ``[n, e]``: the bars of all melodies, or z itself (``flat``)."""
        return z_bd if self.config.decoder == "flat" else self.conductor(z_bd).flatten(0, 1)

    def logits(self, z_bd: Tensor, symbols_bt: Tensor) -> Tensor:
        """Teacher-forced logits ``[b, t, v]`` of melodies ``[b, t]`` given z."""
        embeddings_ne = self.conduct(z_bd)
        logits_nsv = self.decoder(embeddings_ne, symbols_bt.reshape(len(embeddings_ne), -1))
        return logits_nsv.reshape(*symbols_bt.shape, SYMBOLS)


PRESETS = {
    "paper": MelodyVAEConfig(),
    "compact": MelodyVAEConfig(
        latent=256, embedding=128, symbol=64, encoder="bars", encoder_units=384, bar_encoder_units=192,
        conductor_units=384, position_read=128, decoder_units=192,
    ),
    "flat": MelodyVAEConfig(latent=256, symbol=64, encoder_units=576, decoder="flat", decoder_units=512),
}  # fmt: skip
"""``paper``: appendix 9.2.3 to the letter. ``compact``: what ships. ``flat``: the baseline, as large as ``compact``."""
