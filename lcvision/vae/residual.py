"""The residual networks of ``ResidualNet``: a trunk that reads images, a decoder that is given z at every scale.

z is a small picture: as many positions as the smallest maps have, each with some channels. Flat, as everything else
takes it, it is one position after the other, which is what a learned prior's tokens are.

Blocks have no normalisation. Each begins as the identity, so that depth costs nothing at first.

Shapes: ``b`` images, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``d`` latent, ``o`` outputs.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from lcvision.vae.config import ResidualNet, Shape


class Block(nn.Module):
    """Two convolutions beside the identity; the second one begins as zero."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1)
        self.second = nn.Conv2d(channels, channels, 3, padding=1)
        for parameter in self.second.parameters():
            nn.init.zeros_(parameter)

    def forward(self, x_bchw: Tensor) -> Tensor:
        return x_bchw + self.second(functional.silu(self.first(functional.silu(x_bchw))))


class Trunk(nn.Module):
    """Images ``[b, c, h, w]`` to their smallest maps: at each scale a convolution of stride 2, and blocks."""

    def __init__(self, shape: Shape, network: ResidualNet) -> None:
        super().__init__()
        channels, scales = shape[0], []
        for out in network.encoder_channels:
            halve = nn.Conv2d(channels, out, 3, stride=2, padding=1)
            scales.append(nn.Sequential(halve, *(Block(out) for _ in range(network.encoder_blocks))))
            channels = out
        self.scales = nn.ModuleList(scales)

    def maps(self, images_bchw: Tensor) -> list[Tensor]:
        """The maps of every scale, the largest first."""
        found, x_bchw = [], images_bchw - 0.5
        for scale in self.scales:
            x_bchw = scale(x_bchw)
            found.append(x_bchw)
        return found

    def forward(self, images_bchw: Tensor) -> Tensor:
        return functional.silu(self.maps(images_bchw)[-1])


class ToLatent(nn.Module):
    """Maps to ``parts`` numbers for each of ``d`` latents: ``[b, parts * d]``, part by part, position by position."""

    def __init__(self, channels: int, positions: int, latent: int, parts: int) -> None:
        super().__init__()
        self.parts = parts
        self.read = nn.Conv2d(channels, parts * (latent // positions), 1)

    def forward(self, maps_bchw: Tensor) -> Tensor:
        return self.read(maps_bchw).unflatten(1, (self.parts, -1)).permute(0, 1, 3, 4, 2).flatten(1)


class Scale(nn.Module):
    """One scale of the decoder: what the scale below found, z once more, what is usual at each place; then blocks."""

    def __init__(self, below: int, latent_channels: int, channels: int, side: int, blocks: int) -> None:
        super().__init__()
        self.side = side
        self.below = nn.Conv2d(below, channels, 1) if below else None
        self.latent = nn.Conv2d(latent_channels, channels, 1)
        self.place_chw = nn.Parameter(0.02 * torch.randn(channels, side, side))
        self.blocks = nn.Sequential(*(Block(channels) for _ in range(blocks)))

    def forward(self, below_bchw: Tensor | None, z_bchw: Tensor) -> Tensor:
        x_bchw = self._grown(self.latent(z_bchw)) + self.place_chw
        if self.below is not None:
            x_bchw = x_bchw + self._grown(self.below(below_bchw))
        return self.blocks(x_bchw)

    def _grown(self, maps_bchw: Tensor) -> Tensor:
        if maps_bchw.shape[-1] == self.side:
            return maps_bchw
        return functional.interpolate(maps_bchw, size=(self.side, self.side), mode="bilinear", align_corners=False)


class ResidualDecoder(nn.Module):
    """z ``[b, d]`` to images ``[b, c, h, w]`` before the sigmoid; the last doubling is by sub-pixels (Shi et al. 2016).

    ``side`` is that of the smallest maps.
    """

    def __init__(self, shape: Shape, network: ResidualNet, latent: int) -> None:
        super().__init__()
        self.side = network.least_side(shape)
        latent_channels = latent // self.side**2
        scales, below, side = [], 0, self.side
        for channels, blocks in zip(network.decoder_channels, network.decoder_blocks, strict=True):
            scales.append(Scale(below, latent_channels, channels, side, blocks))
            below, side = channels, 2 * side
        self.scales = nn.ModuleList(scales)
        self.draw = nn.Conv2d(below, 4 * shape[0], 3, padding=1)

    def forward(self, z_bd: Tensor) -> Tensor:
        z_bchw = z_bd.unflatten(1, (self.side, self.side, -1)).permute(0, 3, 1, 2)
        x_bchw = None
        for scale in self.scales:
            x_bchw = scale(x_bchw, z_bchw)
        assert x_bchw is not None  # a network has one scale at least
        return functional.pixel_shuffle(self.draw(functional.silu(x_bchw)), 2)


def encoder(shape: Shape, network: ResidualNet, latent: int, parts: int) -> nn.Sequential:
    """Images to ``[b, parts * d]``: the trunk, and one convolution."""
    positions = network.least_side(shape) ** 2
    return nn.Sequential(Trunk(shape, network), ToLatent(network.encoder_channels[-1], positions, latent, parts))
