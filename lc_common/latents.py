"""Latents of data: posteriors to draw from, attribute vectors, how far latents moved, the name of a latent space.

Shapes: n data, b rows of a batch, d latent, y label.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn

from lc_common.vae import reparameterise


class Encodings:
    """The posteriors of a set of data, with labels or without; batches of z ~ q(z|x) by step number.

    Attributes:
        mu_nd, sigma_nd: mean and scale of each posterior.
        labels_ny: what is known of each datum, 0 or 1; None: nothing.
    """

    def __init__(self, mu_nd: Tensor, sigma_nd: Tensor, labels_ny: Tensor | None = None) -> None:
        self.mu_nd, self.sigma_nd, self.labels_ny = mu_nd, sigma_nd, labels_ny

    def __len__(self) -> int:
        return len(self.mu_nd)

    def batches(
        self, rows: int, seed: int, weight_n: Tensor | None = None
    ) -> Callable[[int, int, int], Tensor | tuple[Tensor, Tensor]]:
        """A function (step, rank, world_size) -> z of ``sample``, and their labels ``[rows, y]`` if there are any.

        Args:
            weight_n: how often each datum is drawn, in proportion; None: all as often.
        """

        def batch(step: int, rank: int = 0, world_size: int = 1) -> Tensor | tuple[Tensor, Tensor]:
            rng = np.random.default_rng((seed, step, rank))
            generator = torch.Generator(self.mu_nd.device).manual_seed(int(rng.integers(2**62)))
            row_b, z_bd = self._draw(rows, generator, weight_n)
            return z_bd if self.labels_ny is None else (z_bd, self.labels_ny[row_b])

        return batch

    def sample(self, rows: int, generator: torch.Generator) -> Tensor:
        """So many z ~ q(z), ``[rows, d]``, each row of another datum; the generator lives where the encodings are."""
        return self._draw(rows, generator)[1]

    def _draw(self, rows: int, generator: torch.Generator, weight_n: Tensor | None = None) -> tuple[Tensor, Tensor]:
        if weight_n is None:
            row_b = torch.randint(len(self), (rows,), generator=generator, device=self.mu_nd.device)
        else:
            row_b = weight_n.multinomial(rows, replacement=True, generator=generator)
        return row_b, reparameterise(self.mu_nd[row_b], self.sigma_nd[row_b], generator)


def mean_difference(z_nd: Tensor, has_n: Tensor) -> Tensor:
    """The attribute vector (White 2016): mean latent of data with an attribute less that of the others, ``[d]``.

    Args:
        has_n: bool, some of them true and some false.
    """
    return z_nd[has_n].mean(0) - z_nd[~has_n].mean(0)


def moved(z_nd: Tensor, start_nd: Tensor, sigma_bar_d: Tensor) -> tuple[float, float]:
    """z_MSE of tables 1 and 2: plain, and weighted by 1 / sigma_bar^2."""
    square_nd = (z_nd - start_nd).square()
    return square_nd.mean().item(), (square_nd / sigma_bar_d.square()).mean().item()


def vae_digest(vae: nn.Module) -> str:
    """A name for a VAE's latent space: the SHA-256 of its weights at the float16 they are shipped in."""
    digest = hashlib.sha256()
    for name, tensor in sorted(vae.state_dict().items()):
        if name != "sigma_bar_d":  # measured after training; does not change the space
            digest.update(name.encode() + tensor.detach().cpu().half().contiguous().numpy().tobytes())
    return digest.hexdigest()
