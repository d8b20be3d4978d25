"""A learned prior: a flow from N(0, I) to the latents of data, over a row of tokens, with optional conditions.

The VAE's own prior is N(0, I), but the posteriors of data fill a small part of it (the reason for the paper's realism
constraint, section 3). This prior learns that part: flow matching (Lipman et al. 2023; rectified flow, Liu et al.
2022) with a transformer over tokens. A latent is ``k`` tokens of ``e`` numbers: the bar embeddings of a melody, or
pieces of a face's z.

The path from noise to data is a straight line, ``x_t = (1 - t) * noise + t * data``; the network predicts the data
from ``x_t``, which gives the velocity ``(data - x_t) / (1 - t)`` of the ordinary differential equation that
``FlowPrior.generate`` solves from t = 0 to 1, and ``FlowPrior.invert`` from 1 to 0. Both are deterministic: an idea
stays a draw of N(0, I).

Each token has a time of its own. A token that is given (a locked bar) stands at t = 1 as it is, and the others are
made to fit it. Conditions are numbers beside each token and beside the whole; what is not asked for is all zeros, so
a condition that may be zero needs a flag of its own. Rows without any condition teach the unconditional model that
classifier-free guidance extrapolates from (Ho and Salimans 2022).

Shapes: ``b`` rows, ``k`` tokens, ``e`` numbers a token, ``w`` width, ``h`` heads, ``c`` condition of a token,
``g`` condition of the whole.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from lc_common.errors import UserError

LATEST = 0.9
"""Times above this are trained as this: the velocity's error, which divides by 1 - t, would drown all others."""


@dataclass(frozen=True)
class FlowPriorConfig:
    """Sizes of a learned prior.

    Attributes:
        tokens, size: tokens of a latent, and numbers of each.
        token_condition, whole_condition: numbers of a condition beside each token, and beside the whole; 0 is none.
        width, layers, heads: of the transformer; its hidden layers are four times as wide.
    """

    tokens: int
    size: int
    token_condition: int = 0
    whole_condition: int = 0
    width: int = 256
    layers: int = 6
    heads: int = 4

    def __post_init__(self) -> None:
        if min(self.tokens, self.size, self.width, self.layers, self.heads) < 1:
            raise UserError("tokens, size, width, layers and heads of a prior must be at least 1.")
        if min(self.token_condition, self.whole_condition) < 0:
            raise UserError("token_condition and whole_condition of a prior must not be negative.")
        if self.width % (2 * self.heads):
            raise UserError(f"The width of a prior, {self.width}, must be a multiple of twice its {self.heads} heads.")


@dataclass(frozen=True)
class Condition:
    """What is asked of each row: ``tokens_bkc`` beside each token, ``whole_bg`` beside the whole; zeros ask nothing."""

    tokens_bkc: Tensor
    whole_bg: Tensor

    @classmethod
    def none(cls, config: FlowPriorConfig, rows: int, device: torch.device | None = None) -> Condition:
        """Nothing asked."""
        tokens_bkc = torch.zeros(rows, config.tokens, config.token_condition, device=device)
        return cls(tokens_bkc, torch.zeros(rows, config.whole_condition, device=device))

    def __len__(self) -> int:
        return len(self.whole_bg)


class Block(nn.Module):
    """Attention and a hidden layer, both scaled and shifted by the time and the conditions (DiT, Peebles 2023)."""

    def __init__(self, config: FlowPriorConfig) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.table_6w = nn.Parameter(torch.zeros(6, width))
        distances = torch.arange(config.tokens)[:, None] - torch.arange(config.tokens) + config.tokens - 1
        self.register_buffer("distance_kk", distances, persistent=False)
        self.near_hd = nn.Parameter(torch.zeros(config.heads, 2 * config.tokens - 1))

    def forward(self, x_bkw: Tensor, modulation_bk6w: Tensor) -> Tensor:
        shift_a, scale_a, gate_a, shift_m, scale_m, gate_m = (modulation_bk6w + self.table_6w).unbind(2)
        width = (x_bkw.shape[-1],)
        x = functional.layer_norm(x_bkw, width) * (1 + scale_a) + shift_a
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        bias_hkk = self.near_hd[:, self.distance_kk].to(q.dtype)
        mixed_bhkw = functional.scaled_dot_product_attention(unit(q), unit(k), v, bias_hkk)
        x_bkw = x_bkw + gate_a * self.out(mixed_bhkw.transpose(1, 2).flatten(2))
        x = functional.layer_norm(x_bkw, width) * (1 + scale_m) + shift_m
        return x_bkw + gate_m * self.down(functional.gelu(self.up(x), approximate="tanh"))


def unit(x: Tensor) -> Tensor:
    """Queries and keys at variance 1, which keeps attention from saturating (Henry et al. 2020)."""
    return functional.rms_norm(x, (x.shape[-1],))


class FlowPrior(nn.Module):
    """The network, with what draws from it; weights in float32."""

    def __init__(self, config: FlowPriorConfig) -> None:
        super().__init__()
        self.config = config
        width = config.width
        self.read = nn.Linear(config.size, width)
        self.place_kw = nn.Parameter(0.02 * torch.randn(config.tokens, width))
        self.beside_token = nn.Linear(config.token_condition, width, bias=False) if config.token_condition else None
        self.beside_whole = nn.Linear(config.whole_condition, width, bias=False) if config.whole_condition else None
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.modulation = nn.Sequential(nn.SiLU(), nn.Linear(width, 6 * width))
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.write = nn.Linear(width, config.size)

    def forward(self, x_bke: Tensor, time_bk: Tensor, condition: Condition) -> Tensor:
        """The data that ``x_bke`` at the times ``time_bk`` (0 noise, 1 data) comes from, as far as can be told."""
        asked_bkw = self.time(waves(time_bk, self.config.width).to(x_bke.dtype))
        if self.beside_token:
            asked_bkw = asked_bkw + self.beside_token(condition.tokens_bkc)
        if self.beside_whole:
            asked_bkw = asked_bkw + self.beside_whole(condition.whole_bg)[:, None]
        modulation_bk6w = self.modulation(asked_bkw).unflatten(-1, (6, -1))
        x_bkw = self.read(x_bke) + self.place_kw + asked_bkw
        for block in self.blocks:
            x_bkw = block(x_bkw, modulation_bk6w)
        return self.write(functional.layer_norm(x_bkw, (self.config.width,)))


def waves(time_bk: Tensor, width: int) -> Tensor:
    """Times in [0, 1] as sines and cosines, ``[b, k, width]``."""
    frequency_f = torch.exp(torch.linspace(0, math.log(200.0), width // 2, device=time_bk.device)) * math.pi
    angle_bkf = time_bk[..., None] * frequency_f
    return torch.cat([angle_bkf.sin(), angle_bkf.cos()], dim=-1)


def flow_loss(
    prior: FlowPrior, data_bke: Tensor, given_bk: Tensor, condition: Condition, generator: torch.Generator
) -> Tensor:
    """The flow matching loss: mean square error of the velocity over the tokens that are not given (``given_bk`` bool).

    Times are drawn from a logit-normal distribution, which spends most on the middle (Esser et al. 2024).
    """
    b, k, _ = data_bke.shape
    time_b = torch.randn(b, 1, generator=generator, device=data_bke.device).sigmoid()
    time_bk = torch.where(given_bk, 1.0, time_b.expand(b, k))
    noise_bke = torch.randn(data_bke.shape, generator=generator, device=data_bke.device)
    x_bke = torch.lerp(noise_bke, data_bke, time_bk[..., None])
    error_bke = prior(x_bke, time_bk, condition).float() - data_bke
    weight_bk = (~given_bk) / (1 - time_bk.clamp(max=LATEST)).square()
    return (error_bke.square().mean(-1) * weight_bk).sum() / (~given_bk).sum().clamp(min=1)


Guide = tuple[Condition, float]
"""What is asked, and the weight of guidance: 0 asks nothing, 1 is the conditional model, more exaggerates it."""


def _predict(prior: FlowPrior, x_bke: Tensor, time_bk: Tensor, condition: Condition, guidance: float) -> Tensor:
    if guidance == 1:
        return prior(x_bke, time_bk, condition)
    nothing = Condition(torch.zeros_like(condition.tokens_bkc), torch.zeros_like(condition.whole_bg))
    both = Condition(
        torch.cat([condition.tokens_bkc, nothing.tokens_bkc]), torch.cat([condition.whole_bg, nothing.whole_bg])
    )
    asked_bke, free_bke = prior(torch.cat([x_bke, x_bke]), torch.cat([time_bk, time_bk]), both).chunk(2)
    return free_bke + guidance * (asked_bke - free_bke)


def times(steps: int) -> Tensor:
    """From 0 to 1, closer together where the path bends most, ``[steps + 1]``."""
    return torch.linspace(0, 1, steps + 1)


@torch.inference_mode()
def generate(
    prior: FlowPrior,
    noise_bke: Tensor,
    condition: Condition,
    *,
    given_bk: Tensor | None = None,
    data_bke: Tensor | None = None,
    guidance: float = 1.0,
    steps: int = 12,
) -> Tensor:
    """Data from noise, ``[b, k, e]``, by ``steps`` evaluations of the network; deterministic.

    The multistep solver of second order DPM-Solver++ (Lu et al. 2022) in the flow's times.

    Args:
        noise_bke: draws of N(0, I).
        given_bk, data_bke: tokens that are given, and where they are, their data; the others are made to fit them.
        guidance: weight of classifier-free guidance; 1 is none.
    """
    x_bke = noise_bke
    given_bk1 = torch.zeros(*x_bke.shape[:2], 1, dtype=torch.bool) if given_bk is None else given_bk[..., None]
    grid = times(steps).tolist()
    before_bke, step_before = None, math.inf
    for now, then in pairwise(grid):
        if data_bke is not None:
            x_bke = torch.where(given_bk1, data_bke, x_bke)
        time_bk = torch.where(given_bk1[..., 0], 1.0, now)
        found_bke = _predict(prior, x_bke, time_bk, condition, guidance)
        if then == 1:
            x_bke = found_bke
            break
        step = math.inf if now == 0 else math.log(then * (1 - now) / (now * (1 - then)))
        extrapolated_bke = found_bke
        if before_bke is not None and step_before != math.inf:
            extrapolated_bke = found_bke + 0.5 * step / step_before * (found_bke - before_bke)
        keep = (1 - then) / (1 - now)
        x_bke = keep * x_bke + (then - keep * now) * extrapolated_bke
        before_bke, step_before = found_bke, step
    return x_bke if data_bke is None else torch.where(given_bk1, data_bke, x_bke)
