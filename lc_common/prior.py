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

Tokens may be told to be alike: pairs of tokens have relations, which attention sees, and tokens that are tied share
their noise and what is found of them, so that they come out the same. Which ones are tied is part of what is asked; a
transformer of this size learns to repeat only slowly by itself.

The network also sees what it found at the time before (self-conditioning, Chen, Zhang and Hinton 2023), which lets
tokens that ought to be alike agree.

Shapes: ``b`` rows, ``k`` tokens, ``e`` numbers a token, ``w`` width, ``h`` heads, ``c`` condition of a token,
``g`` condition of the whole, ``r`` relations of a pair of tokens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

from lc_common.errors import UserError

MIDDLE = -0.3
"""Mean logit of the times that training draws: what the whole is to be is decided before its tokens are."""
LATEST = 0.9
"""Times above this are trained as this: the velocity's error, which divides by 1 - t, would drown all others."""


@dataclass(frozen=True)
class FlowPriorConfig:
    """Sizes of a learned prior.

    Attributes:
        tokens, size: tokens of a latent, and numbers of each.
        token_condition, whole_condition: numbers of a condition beside each token, and beside the whole; 0 is none.
        relations: numbers of a condition for each pair of tokens.
        width, layers, heads: of the transformer; its hidden layers are four times as wide.
    """

    tokens: int
    size: int
    token_condition: int = 0
    whole_condition: int = 0
    relations: int = 0
    width: int = 256
    layers: int = 6
    heads: int = 4

    def __post_init__(self) -> None:
        if min(self.tokens, self.size, self.width, self.layers, self.heads) < 1:
            raise UserError("tokens, size, width, layers and heads of a prior must be at least 1.")
        if min(self.token_condition, self.whole_condition, self.relations) < 0:
            raise UserError("token_condition, whole_condition and relations of a prior must not be negative.")
        if self.width % (2 * self.heads):
            raise UserError(f"The width of a prior, {self.width}, must be a multiple of twice its {self.heads} heads.")


@dataclass(frozen=True)
class Condition:
    """What is asked of each row; zeros ask nothing.

    Attributes:
        tokens_bkc: beside each token.
        whole_bg: beside the whole.
        relations_bkkr: of each pair of tokens.
        first_bk: the first of the tokens that each is tied to, int64; its own place where it is tied to none.
        given_bk: tokens that are given, bool.
    """

    tokens_bkc: Tensor
    whole_bg: Tensor
    relations_bkkr: Tensor
    first_bk: Tensor
    given_bk: Tensor

    @property
    def alike_bkk(self) -> Tensor:
        """Each token's share in the mean of those that it is tied to."""
        alike_bkk = (self.first_bk[:, :, None] == self.first_bk[:, None]).float()
        return alike_bkk / alike_bkk.sum(-1, keepdim=True)

    def parts(self) -> tuple[Tensor, ...]:
        """The tensors, in their order."""
        return tuple(getattr(self, field.name) for field in fields(self))

    def nothing(self) -> Condition:
        """The same with nothing asked but what is given and what is alike."""
        return replace(self, tokens_bkc=0 * self.tokens_bkc, whole_bg=0 * self.whole_bg)


class Block(nn.Module):
    """Attention and a hidden layer, both scaled and shifted by the time and the conditions (DiT, Peebles 2023)."""

    distance_kk: Tensor

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
        self.related_hr = nn.Parameter(torch.zeros(config.heads, config.relations))

    def forward(self, x_bkw: Tensor, modulation_bk6w: Tensor, relations_bkkr: Tensor) -> Tensor:
        shift_a, scale_a, gate_a, shift_m, scale_m, gate_m = (modulation_bk6w + self.table_6w).unbind(2)
        width = (x_bkw.shape[-1],)
        x = functional.layer_norm(x_bkw, width) * (1 + scale_a) + shift_a
        both, v = self.qkv(x).unflatten(-1, (3, self.heads, -1)).transpose(1, 3).split((2, 1), dim=2)
        q, k = unit(both).unbind(2)
        bias_bhkk = self.near_hd[:, self.distance_kk] + (relations_bkkr @ self.related_hr.T).permute(0, 3, 1, 2)
        mixed_bhkw = functional.scaled_dot_product_attention(q, k, v[:, :, 0], bias_bhkk.to(q.dtype))
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
        self.reread = nn.Linear(config.size, width, bias=False)
        nn.init.zeros_(self.reread.weight)
        self.place_kw = nn.Parameter(0.02 * torch.randn(config.tokens, width))
        self.beside_token = nn.Linear(config.token_condition, width, bias=False) if config.token_condition else None
        self.beside_whole = nn.Linear(config.whole_condition, width, bias=False) if config.whole_condition else None
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.modulation = nn.Sequential(nn.SiLU(), nn.Linear(width, 6 * width))
        self.blocks = nn.ModuleList(Block(config) for _ in range(config.layers))
        self.write = nn.Linear(width, config.size)

    def forward(self, x_bke: Tensor, time_bk: Tensor, condition: Condition, found_bke: Tensor) -> Tensor:
        """The data that ``x_bke`` at the times ``time_bk`` (0 noise, 1 data) comes from, as far as can be told.

        ``found_bke`` is what was found before, at an earlier time; zeros for nothing yet.
        """
        asked_bkw = self.time(waves(time_bk, self.config.width).to(x_bke.dtype))
        if self.beside_token:
            asked_bkw = asked_bkw + self.beside_token(condition.tokens_bkc)
        if self.beside_whole:
            asked_bkw = asked_bkw + self.beside_whole(condition.whole_bg)[:, None]
        modulation_bk6w = self.modulation(asked_bkw).unflatten(-1, (6, -1))
        x_bkw = self.read(x_bke) + self.reread(found_bke) + self.place_kw + asked_bkw
        for block in self.blocks:
            x_bkw = block(x_bkw, modulation_bk6w, condition.relations_bkkr)
        return self.write(functional.layer_norm(x_bkw, (self.config.width,)))


def waves(time_bk: Tensor, width: int) -> Tensor:
    """Times in [0, 1] as sines and cosines, ``[b, k, width]``."""
    frequency_f = torch.exp(torch.linspace(0, math.log(200.0), width // 2, device=time_bk.device)) * math.pi
    angle_bkf = time_bk[..., None] * frequency_f
    return torch.cat([angle_bkf.sin(), angle_bkf.cos()], dim=-1)


def flow_loss(prior: FlowPrior, data_bke: Tensor, condition: Condition, generator: torch.Generator) -> Tensor:
    """The flow matching loss: mean square error of the velocity over the tokens that are not given.

    Times are drawn from a logit-normal distribution, which spends most on the middle (Esser et al. 2024). Half of the
    steps show the network what it finds without having found anything before.
    """
    b, k, _ = data_bke.shape
    time_b = (MIDDLE + torch.randn(b, 1, generator=generator, device=data_bke.device)).sigmoid()
    given_bk = condition.given_bk
    time_bk = torch.where(given_bk, 1.0, time_b.expand(b, k))
    noise_bke = torch.randn(data_bke.shape, generator=generator, device=data_bke.device)
    noise_bke = noise_bke.take_along_dim(condition.first_bk[..., None], 1)
    x_bke = torch.lerp(noise_bke, data_bke, time_bk[..., None])
    found_bke = torch.zeros_like(x_bke)
    if torch.rand((), generator=generator, device=data_bke.device) < 0.5:
        with torch.no_grad():
            found_bke = prior(x_bke, time_bk, condition, found_bke).to(x_bke.dtype)
    error_bke = prior(x_bke, time_bk, condition, found_bke).float() - data_bke
    weight_bk = (~given_bk) / (1 - time_bk.clamp(max=LATEST)).square()
    return (error_bke.square().mean(-1) * weight_bk).sum() / (~given_bk).sum().clamp(min=1)


@dataclass(frozen=True)
class Guide:
    """One of the conditions that are composed, and its weight in each row (Liu et al. 2022).

    The weights of all guides add up to 1. Classifier-free guidance is two of them: what is asked with a weight above 1,
    and nothing with the rest; a wish that others crowd out is a third.
    """

    condition: Condition
    weight_b: Tensor


def guided(condition: Condition, weight_b: Tensor) -> list[Guide]:
    """Classifier-free guidance (Ho and Salimans 2022): 1 is the conditional model, more exaggerates it."""
    return [Guide(condition, weight_b), Guide(condition.nothing(), 1 - weight_b)]


def _find(prior: FlowPrior, x_bke: Tensor, time_bk: Tensor, guides: Sequence[Guide], found_bke: Tensor) -> Tensor:
    guides = [guide for guide in guides if guide.weight_b.any()]
    parts = zip(*(guide.condition.parts() for guide in guides), strict=True)
    inputs = (torch.cat([part] * len(guides)) for part in (x_bke, time_bk, found_bke))
    x_gbke, time_gbk, found_gbke = inputs
    each = prior(x_gbke, time_gbk, Condition(*map(torch.cat, parts)), found_gbke).chunk(len(guides))
    return torch.stack([guide.weight_b[:, None, None] * e for guide, e in zip(guides, each, strict=True)]).sum(0)


def times(steps: int, shift: float = 1.0) -> Tensor:
    """From 0 to 1, ``[steps + 1]``; a shift above 1 spends more of the steps near the noise (Esser et al. 2024)."""
    even = torch.linspace(0, 1, steps + 1)
    return even / (even + shift * (1 - even))


def generate(
    prior: FlowPrior,
    noise_bke: Tensor,
    guides: Sequence[Guide],
    *,
    data_bke: Tensor | None = None,
    steps: int,
    shift: float = 1.0,
    guided_from: float = 0.0,
) -> Tensor:
    """Data from noise, ``[b, k, e]``, by ``steps`` evaluations of the network; deterministic. Arguments as ``path``."""
    *_, data = path(prior, noise_bke, guides, data_bke=data_bke, steps=steps, shift=shift, guided_from=guided_from)
    return data


@torch.inference_mode()
def path(
    prior: FlowPrior,
    noise_bke: Tensor,
    guides: Sequence[Guide],
    *,
    data_bke: Tensor | None = None,
    steps: int,
    shift: float = 1.0,
    guided_from: float = 0.0,
) -> Iterator[Tensor]:
    """Where the flow goes from noise: ``x_t`` at each of the ``times``, ``[b, k, e]``, the last of them data.

    The multistep solver of second order DPM-Solver++ (Lu et al. 2022) in the flow's times.

    Args:
        noise_bke: draws of N(0, I).
        data_bke: where tokens are given, what they are; the others are made to fit them.
        guides: what is asked; what is given and what is alike is the first one's, and should be that of all.
        steps: evaluations of the network.
        shift: of the ``times``.
        guided_from: the time before which only the first guide is followed; guidance of what is still noise distorts
            more than it helps (Kynkäänniemi et al. 2024).
    """
    condition = guides[0].condition
    alone = [Guide(condition, torch.ones_like(guides[0].weight_b))]
    given_bk1, alike_bkk = condition.given_bk[..., None], condition.alike_bkk

    def put_back(x_bke: Tensor) -> Tensor:
        return x_bke if data_bke is None else torch.where(given_bk1, data_bke, x_bke)

    x_bke = put_back(noise_bke.take_along_dim(condition.first_bk[..., None], 1))
    yield x_bke
    found_bke, step_before = torch.zeros_like(x_bke), math.inf
    for now, then in pairwise(times(steps, shift).tolist()):
        time_bk = torch.where(given_bk1[..., 0], 1.0, now)
        before_bke = found_bke
        here = guides if now >= guided_from else alone
        found_bke = alike_bkk @ _find(prior, x_bke, time_bk, here, found_bke)
        # The first two steps know too little of the path for a curve, and the last one is what was found.
        step = math.inf if now == 0 or then == 1 else math.log(then * (1 - now) / (now * (1 - then)))
        bend = 0.0 if math.inf in (step_before, step) else 0.5 * step / step_before
        keep = (1 - then) / (1 - now)
        x_bke = put_back(keep * x_bke + (then - keep * now) * (found_bke + bend * (found_bke - before_bke)))
        step_before = step
        yield x_bke


@torch.inference_mode()
def invert(
    prior: FlowPrior, data_bke: Tensor, condition: Condition, *, steps: int = 24, rounds: int = 2, shift: float = 1.0
) -> Tensor:
    """The noise, ``[b, k, e]``, from which the flow makes some data: its equation solved from t = 1 to 0.

    Each step of Euler's is undone by fixed-point iteration (``rounds`` of them). What is closest to the data, where
    the flow tells nothing of the noise any more, begins with noise 0. Of tokens that are tied the first one counts.
    What the network is to have found a step before, which is still to come, is what it finds a step after.
    """
    grid, alike_bkk = times(steps, shift).tolist(), condition.alike_bkk
    data_bke = data_bke.take_along_dim(condition.first_bk[..., None], 1)
    x_bke, found_bke = grid[-2] * data_bke, data_bke
    for then, now in pairwise(grid[-2::-1]):
        keep = (1 - then) / (1 - now)
        before_bke, seen_bke = x_bke, found_bke if now else torch.zeros_like(found_bke)
        for _ in range(rounds):
            time_bk = torch.full(data_bke.shape[:2], now, device=data_bke.device)
            found_bke = alike_bkk @ prior(before_bke, time_bk, condition, seen_bke)
            before_bke = (x_bke - (then - keep * now) * found_bke) / keep
        x_bke = before_bke
    return x_bke


@torch.inference_mode()
def edit(
    prior: FlowPrior,
    data_bke: Tensor,
    before: Sequence[Guide],
    after: Sequence[Guide],
    *,
    generator: torch.Generator,
    start: float,
    steps: int,
) -> Tensor:
    """Data changed only in what is asked of it, ``[b, k, e]``: FlowEdit (Kulikov et al. 2024).

    The flow is followed from where the data lies, by the difference of its velocities under two conditions, seen
    through noise that is drawn anew at each step. It needs no way back to noise, and where both ask the same, nothing
    moves.

    Args:
        before: what the data is, as far as it is told.
        after: what it is to be; what is alike is the first one's, and should be that of all.
        start: the time to begin at, 0..1: the later, the more stays.
    """
    alike_bkk, first_bk1 = after[0].condition.alike_bkk, after[0].condition.first_bk[..., None]
    moved_bke = data_bke
    found_before = found_after = torch.zeros_like(data_bke)
    for now, then in pairwise(torch.linspace(start, 1, steps + 1).tolist()):
        noise_bke = torch.randn(data_bke.shape, generator=generator, device=data_bke.device)
        noised_bke = torch.lerp(noise_bke.take_along_dim(first_bk1, 1), data_bke, now)
        time_bk = torch.full(data_bke.shape[:2], now, device=data_bke.device)
        shifted_bke = noised_bke + moved_bke - data_bke
        found_before = alike_bkk @ _find(prior, noised_bke, time_bk, before, found_before)
        found_after = alike_bkk @ _find(prior, shifted_bke, time_bk, after, found_after)
        velocity_bke = (found_after - found_before - (moved_bke - data_bke)) / (1 - now)
        moved_bke = moved_bke + (then - now) * velocity_bke
    return moved_bke
