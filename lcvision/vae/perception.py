"""A network whose features say how alike two images look: the perceptual term of a VAE's training.

It learns two things of the training part at once, and nothing from anywhere else: the labels of an image, and to know
an image again among all others of the batch, however it is cropped, mirrored and coloured (instance discrimination,
Chen et al. 2020). The second makes it see what tells one person from another without anybody's identity being known.

The difference of two images is that of their maps at every scale, each position's channels at length 1 (Zhang et al.
2018), and of their embeddings.

Shapes: ``b`` images, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``k`` labels, ``e`` embedding.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from lcvision.vae.config import PerceptionConfig
from lcvision.vae.residual import Trunk

TEMPERATURE = 0.1
"""Of the softmax over the images of a batch."""
LEAST_CROP = 0.7
"""Least side of a crop, in sides of the image."""
COLOUR = 0.3
"""How far brightness, contrast and the strength of each colour may be changed, up or down."""


class Perception(nn.Module):
    """A trunk with logits of labels and an embedding; images are ``[b, c, h, w]`` in [0, 1]."""

    def __init__(self, config: PerceptionConfig) -> None:
        super().__init__()
        self.config = config
        channels = config.network.encoder_channels[-1]
        self.trunk = Trunk(config.shape, config.network)
        self.tell = nn.Linear(channels, len(config.labels))
        self.embed = nn.Sequential(nn.Linear(channels, channels), nn.SiLU(), nn.Linear(channels, config.embedding))

    def forward(self, images_bchw: Tensor) -> tuple[Tensor, Tensor]:
        """Logits ``[b, k]`` and embeddings of length 1 ``[b, e]``."""
        return self._heads(self.trunk.maps(images_bchw)[-1])

    def seen(self, images_bchw: Tensor) -> list[Tensor]:
        """What is compared: each scale's maps, channels at length 1, and the embedding as one more."""
        maps = self.trunk.maps(images_bchw)
        embedding_be = self._heads(maps[-1])[1]
        return [functional.normalize(each.float(), dim=1) for each in maps] + [embedding_be[..., None, None]]

    def difference(self, seen: list[Tensor], images_bchw: Tensor) -> Tensor:
        """How differently images look from those that ``seen`` is of, ``[b]``: 0 where they are the same."""
        pairs = zip(seen, self.seen(images_bchw), strict=True)
        each = [(ours - theirs).square().sum(1).mean((1, 2)) for ours, theirs in pairs]
        return torch.stack(each).mean(0)

    def _heads(self, maps_bchw: Tensor) -> tuple[Tensor, Tensor]:
        pooled_bc = functional.silu(maps_bchw).mean((2, 3))
        return self.tell(pooled_bc).float(), functional.normalize(self.embed(pooled_bc).float(), dim=1)


def weight_beside(perception: Perception, images_bchw: Tensor, sigma_x: float, share: float) -> float:
    """The weight of the difference, in nats, at which its gradient is ``share`` times the log-likelihood's.

    The gradients are those to an image, where images have lost what is finer than two pixels: about where a VAE is when
    it has learned the rest.
    """
    height, width = images_bchw.shape[2:]
    small_bchw = functional.interpolate(images_bchw, size=(height // 2, width // 2), mode="area")
    soft_bchw = functional.interpolate(small_bchw, size=(height, width), mode="bilinear").requires_grad_()
    with torch.no_grad():
        seen = perception.seen(images_bchw)
    with torch.enable_grad():
        (slope_bchw,) = torch.autograd.grad(perception.difference(seen, soft_bchw).sum(), soft_bchw)
    likelihood_bchw = (images_bchw - soft_bchw.detach()) / sigma_x**2
    norms = [each.flatten(1).norm(dim=1).mean().item() for each in (likelihood_bchw, slope_bchw)]
    return share * norms[0] / max(norms[1], 1e-12)


def recognition_loss(a_be: Tensor, b_be: Tensor) -> Tensor:
    """Cross-entropy of knowing each image's other view among all of the batch, in nats, both ways (InfoNCE)."""
    logits_bb = a_be @ b_be.T / TEMPERATURE
    own_b = torch.arange(len(logits_bb), device=logits_bb.device)
    return (functional.cross_entropy(logits_bb, own_b) + functional.cross_entropy(logits_bb.T, own_b)) / 2


def view(images_bchw: Tensor, generator: torch.Generator | None) -> Tensor:
    """Each image cropped, perhaps mirrored, and in other colours, at random."""
    b = len(images_bchw)

    def drawn(*shape: int) -> Tensor:
        return 2 * torch.rand(shape, generator=generator, device=images_bchw.device) - 1

    side_b = LEAST_CROP + (1 - LEAST_CROP) * (drawn(b) + 1) / 2
    crop_b23 = torch.zeros(b, 2, 3, device=images_bchw.device)
    crop_b23[:, 0, 0] = side_b * drawn(b).sign()
    crop_b23[:, 1, 1] = side_b
    crop_b23[:, :, 2] = (1 - side_b[:, None]) * drawn(b, 2)
    grid_bhw2 = functional.affine_grid(crop_b23, list(images_bchw.shape), align_corners=False)
    cropped_bchw = functional.grid_sample(images_bchw, grid_bhw2, align_corners=False)
    mean_b111 = cropped_bchw.mean((1, 2, 3), keepdim=True)
    contrast_b111, gain_bc11 = 1 + COLOUR * drawn(b, 1, 1, 1), 1 + COLOUR / 2 * drawn(b, images_bchw.shape[1], 1, 1)
    shift_b111 = COLOUR / 2 * drawn(b, 1, 1, 1)
    return ((mean_b111 + contrast_b111 * (cropped_bchw - mean_b111)) * gain_bc11 + shift_b111).clamp(0, 1)
