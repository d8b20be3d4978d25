"""A learned prior on q(z) of an image VAE (``lc_common.prior``): what is stored, how it is loaded, what it draws.

N(0, I) is mostly places where no image lies. The flow learns where they lie, and with which labels. A latent is a row
of tokens: of a residual VAE the positions of its z, which is a small picture; of others there is one, of the dimensions
that the VAE uses.

Shapes: ``n`` latents, ``d`` latent, ``k`` tokens, ``e`` numbers of a token, ``y`` labels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from lc_common import checkpoint
from lc_common.config import from_dict
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.prior import Condition, FlowPrior, FlowPriorConfig, generate, guided, invert
from lcvision import pretrained
from lcvision.kinds import PRIOR_KIND
from lcvision.vae.models import ImageVAE

STEPS = 24
"""Evaluations of the network from noise to latents."""
GUIDANCE = 2.0
"""Of draws of which something is asked: a separate classifier then sees it as often as in reconstructions."""
WARMTH = 1.05
"""Spread of the noise that latents are drawn from. At 1 faces differ less than those of the data, .94 as much; at this
.97, at the same Frechet distance (600 validation faces)."""
ROWS = 256


@dataclass(frozen=True)
class ImagePriorConfig:
    """What rebuilds a prior, and the digest of its VAE.

    Attributes:
        labels: what can be asked of a latent, in the order of the columns of the condition.
        unused: dimensions of z that the VAE leaves at N(0, I) and that stay noise; the flow is about the others.
    """

    data: str
    vae: str
    flow: FlowPriorConfig
    labels: tuple[str, ...]
    unused: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.flow.whole_condition != len(self.labels):
            raise UserError(
                f"flow.whole_condition is {self.flow.whole_condition}; there are {len(self.labels)} labels."
            )
        if self.flow.token_condition or self.flow.relations:
            raise UserError("The prior of an image VAE has no conditions of tokens, nor relations.")

    @property
    def latent(self) -> int:
        """Dimensions of z."""
        return self.flow.tokens * self.flow.size + len(self.unused)


class ImagePrior(nn.Module):
    """The flow, and the coordinates in which it sees latents: each at mean 0 and spread 1 over the data."""

    mean_d: Tensor
    spread_d: Tensor
    used_u: Tensor

    def __init__(self, config: ImagePriorConfig) -> None:
        super().__init__()
        self.config = config
        self.flow = FlowPrior(config.flow)
        self.register_buffer("mean_d", torch.zeros(config.latent))
        self.register_buffer("spread_d", torch.ones(config.latent))
        used = [dimension for dimension in range(config.latent) if dimension not in config.unused]
        self.register_buffer("used_u", torch.tensor(used), persistent=False)

    def fit_coordinates(self, mu_nd: Tensor, sigma_nd: Tensor) -> None:
        """Take mean and spread from the posteriors of data."""
        self.mean_d.copy_(mu_nd.mean(0))
        self.spread_d.copy_((mu_nd.var(0) + sigma_nd.square().mean(0)).sqrt())

    def tokens(self, z_nd: Tensor) -> Tensor:
        """Latents ``[n, d]`` as the flow sees them, ``[n, k, e]``."""
        return self._tokens((z_nd - self.mean_d) / self.spread_d)

    @torch.no_grad()
    def draw(
        self, n: int, generator: torch.Generator, asked_ny: Tensor | None = None, *, guidance: float = GUIDANCE
    ) -> Tensor:
        """So many latents, ``[n, d]``.

        Args:
            generator: on the CPU.
            asked_ny: labels that are to hold (1), not to hold (-1), or to be as they come (0); None: all as they come.
            guidance: of what is asked: 1 draws as the data has it, more exaggerates it.
        """
        noise_nd = self._fresh(n, generator)
        if asked_ny is None:
            return self._from_noise(noise_nd, torch.zeros(n, len(self.config.labels)), 1.0)
        return self._from_noise(noise_nd, asked_ny, guidance)

    @torch.no_grad()
    def vary(self, z_nd: Tensor, share: float, generator: torch.Generator) -> Tensor:
        """Latents that resemble others ``[n, d]``: ``share`` of the variance of their noise is new."""
        nothing_ny = torch.zeros(len(z_nd), self.config.flow.whole_condition)
        noise_nd = self._noise(z_nd, nothing_ny)
        fresh_nd = self._fresh(len(z_nd), generator)
        return self._from_noise((1 - share) ** 0.5 * noise_nd + share**0.5 * fresh_nd, nothing_ny, 1.0)

    @torch.no_grad()
    def change(self, z_nd: Tensor, before_ny: Tensor, after_ny: Tensor, guidance: float = 1.0) -> Tensor:
        """Latents made of the same noise with other labels, ``[n, d]``; labels as ``draw`` takes them.

        What the way back and forth does not bring back of a latent is added again: labels as they were change nothing.
        """
        noise_nd = self._noise(z_nd, before_ny)
        lost_nd = z_nd - self._from_noise(noise_nd, before_ny, 1.0)
        return self._from_noise(noise_nd, after_ny, guidance) + lost_nd

    def _fresh(self, n: int, generator: torch.Generator) -> Tensor:
        """Noise to draw ``n`` latents from, on the CPU, ``[n, d]``."""
        noise_nd = torch.randn(n, self.config.latent, generator=generator)
        noise_nd[:, self.used_u.cpu()] *= WARMTH
        return noise_nd

    def _noise(self, z_nd: Tensor, asked_ny: Tensor) -> Tensor:
        condition = asking(asked_ny.to(z_nd.device), self.config.flow.tokens)
        noise_nd = (z_nd - self.mean_d) / self.spread_d
        noise_nd[:, self.used_u] = invert(self.flow, self._tokens(noise_nd), condition, steps=STEPS).flatten(1)
        return noise_nd.cpu()

    def _tokens(self, seen_nd: Tensor) -> Tensor:
        return seen_nd[:, self.used_u].unflatten(1, (self.config.flow.tokens, -1))

    def wish(self, n: int, wanted: Mapping[int, bool]) -> Tensor:
        """The same labels, by their columns, asked of ``n`` latents: what ``draw`` takes, ``[n, y]``."""
        asked_ny = torch.zeros(n, len(self.config.labels))
        for column, on in wanted.items():
            asked_ny[:, column] = 1.0 if on else -1.0
        return asked_ny

    def _from_noise(self, noise_nd: Tensor, asked_ny: Tensor, guidance: float) -> Tensor:
        device, drawn = self.mean_d.device, []
        for noise_bd, asked_by in zip(noise_nd.to(device).split(ROWS), asked_ny.to(device).split(ROWS), strict=True):
            guides = guided(
                asking(asked_by, self.config.flow.tokens), torch.full((len(noise_bd),), guidance, device=device)
            )
            seen_bd = noise_bd.clone()
            seen_bd[:, self.used_u] = generate(self.flow, self._tokens(noise_bd), guides, steps=STEPS).flatten(1)
            drawn.append(seen_bd * self.spread_d + self.mean_d)
        return torch.cat(drawn)


def asking(asked_by: Tensor, tokens: int) -> Condition:
    """Labels asked of each latent as a condition, ``[b, y]``: 1 it holds, -1 it does not, 0 nothing is asked."""
    b, device = len(asked_by), asked_by.device
    return Condition(
        tokens_bkc=torch.zeros(b, tokens, 0, device=device),
        whole_bg=asked_by,
        relations_bkkr=torch.zeros(b, tokens, tokens, 0, device=device),
        first_bk=torch.arange(tokens, device=device).expand(b, -1),
        given_bk=torch.zeros(b, tokens, dtype=torch.bool, device=device),
    )


def load_prior(vae: ImageVAE, path: Path | None = None) -> ImagePrior:
    """The learned prior of a file; the one that ships for the VAE's data set if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, of another kind, or trained for another VAE; none ships.
    """
    path = path or pretrained.shipped(vae.config.data, "prior")
    tensors, meta = checkpoint.load(path, PRIOR_KIND)
    config = from_dict(ImagePriorConfig, meta["config"])
    if config.vae != vae_digest(vae):
        raise UserError(f"{path} was trained for another VAE; train it again for this one.")
    prior = ImagePrior(config)
    checkpoint.restore(prior, tensors, "prior")
    return prior.eval().requires_grad_(False).to(vae.device)
