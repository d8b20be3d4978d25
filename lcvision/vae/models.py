"""VAEs of images and classifiers of images (paper, appendix 9.2.1 and 9.2.2, figures 13a and 13b).

    image --encoder--> posterior over z --decoder--> mean of N(mu_x(z), sigma_x^2 I)

A plain autoencoder (section 4, figure 15) is the same with a posterior that is one point and no prior. A classifier is
the encoder with a logit for each label in place of the posterior.

Images and maps have their channels last in memory, which makes a step on a CPU a quarter faster. Weights do not: the
fused optimiser takes a weight and its moments to lie alike, and moments that come from a checkpoint lie in plain order.

Shapes: ``b`` images, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``d`` latent, ``k`` labels, ``o`` outputs.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from lc_common.vae import posterior
from lcvision.vae import residual
from lcvision.vae.config import ClassifierConfig, ConvNet, DenseNet, ImageVAEConfig, Network, ResidualNet, Shape


def encoder(shape: Shape, network: Network, outputs: int) -> nn.Sequential:
    """Images ``[b, c, h, w]`` in [0, 1] to ``[b, o]``: the network's layers and one linear layer."""
    channels, side, _ = shape
    if isinstance(network, DenseNet):
        return nn.Sequential(nn.Flatten(), *_dense(channels * side * side, network), nn.Linear(network.units, outputs))
    if isinstance(network, ResidualNet):
        features = network.encoder_channels[-1] * network.least_side(shape) ** 2
        return nn.Sequential(residual.Trunk(shape, network), ToVector(), nn.Linear(features, outputs))
    layers: list[nn.Module] = []
    for out, kernel in zip(network.encoder_channels, network.encoder_kernels, strict=True):
        layers += [nn.Conv2d(channels, out, kernel, stride=2, padding=kernel // 2), nn.ReLU()]
        channels, side = out, side // 2
    return nn.Sequential(*layers, ToVector(), nn.Linear(channels * side * side, outputs))


def decoder(shape: Shape, network: DenseNet | ConvNet, latent: int) -> nn.Sequential:
    """z ``[b, d]`` to images ``[b, c, h, w]`` before the sigmoid."""
    channels, side, _ = shape
    if isinstance(network, DenseNet):
        head = nn.Linear(network.units, channels * side * side)
        return nn.Sequential(*_dense(latent, network), head, nn.Unflatten(1, (channels, side, side)))
    outs = (*network.decoder_channels, channels)
    side //= 2 ** len(network.decoder_kernels)
    layers: list[nn.Module] = [nn.Linear(latent, side * side * outs[0]), ToMaps(side, outs[0])]
    for into, out, kernel in zip(outs, outs[1:], network.decoder_kernels, strict=False):
        layers += [nn.ConvTranspose2d(into, out, kernel, stride=2, padding=kernel // 2, output_padding=1), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def _dense(inputs: int, network: DenseNet) -> list[nn.Module]:
    sizes = [inputs] + network.layers * [network.units]
    return [layer for i in range(network.layers) for layer in (nn.Linear(sizes[i], sizes[i + 1]), nn.ReLU())]


class ToVector(nn.Module):
    """``[b, c, h, w]`` to ``[b, h * w * c]``: no copy where the channels are last in memory."""

    def forward(self, maps_bchw: Tensor) -> Tensor:
        return maps_bchw.permute(0, 2, 3, 1).flatten(1)


class ToMaps(nn.Module):
    """``[b, h * w * c]`` to ``[b, c, h, w]``, channels last in memory."""

    def __init__(self, side: int, channels: int) -> None:
        super().__init__()
        self.shape = (side, side, channels)

    def forward(self, vector_bo: Tensor) -> Tensor:
        return vector_bo.unflatten(1, self.shape).permute(0, 3, 1, 2)


class ImageVAE(nn.Module):
    """Encoder and decoder in one; ``p(z)`` is a standard normal."""

    sigma_bar_d: Tensor

    def __init__(self, config: ImageVAEConfig) -> None:
        super().__init__()
        self.config = config
        parts = 1 if config.autoencoder else 2
        if isinstance(config.network, ResidualNet):
            self.encoder = residual.encoder(config.shape, config.network, config.latent, parts)
            self.decoder: nn.Module = residual.ResidualDecoder(config.shape, config.network, config.latent)
        else:
            self.encoder = encoder(config.shape, config.network, parts * config.latent)
            self.decoder = decoder(config.shape, config.network, config.latent)
        # The posterior's mean scale over the training set (section 3), measured once after training.
        self.register_buffer("sigma_bar_d", torch.ones(config.latent))

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.sigma_bar_d.device

    def encode(self, images_bchw: Tensor) -> tuple[Tensor, Tensor]:
        """``q(z|x)`` of images in [0, 1]: mean and standard deviation, each ``[b, d]``; an autoencoder's is 0."""
        encoded_bo = self.encoder(images_bchw)
        if self.config.autoencoder:
            return encoded_bo.float(), torch.zeros_like(encoded_bo, dtype=torch.float32)
        return posterior(encoded_bo)

    def decode(self, z_bd: Tensor) -> Tensor:
        """mu_x(z): images ``[b, c, h, w]`` in [0, 1], float32."""
        return self.decoder(z_bd).float().sigmoid()

    def log_likelihood(self, images_bchw: Tensor, means_bchw: Tensor) -> Tensor:
        """log N(x; mu_x, sigma_x^2 I) of each image ``[b]``, in nats, its constant included."""
        sigma = self.config.sigma_x
        squared_b = (images_bchw - means_bchw).square().flatten(1).sum(1)
        constant = means_bchw[0].numel() * (math.log(sigma) + 0.5 * math.log(2 * math.pi))
        return -squared_b / (2 * sigma**2) - constant


class ImageClassifier(nn.Module):
    """Images ``[b, c, h, w]`` in [0, 1] to logits ``[b, k]``: of one label an image, or of each on its own."""

    def __init__(self, config: ClassifierConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = encoder(config.shape, config.network, len(config.labels))

    def forward(self, images_bchw: Tensor) -> Tensor:
        return self.encoder(images_bchw).float()

    def features(self, images_bchw: Tensor) -> Tensor:
        """What the last layer sees ``[b, f]``: outputs of the last hidden layer, of maps their means."""
        flat_bo = self.encoder[:-1](images_bchw).float()
        if isinstance(self.config.network, DenseNet):
            return flat_bo
        return flat_bo.unflatten(1, (-1, self.config.network.encoder_channels[-1])).mean(1)

    def labels(self, images_bchw: Tensor) -> Tensor:
        """What the classifier sees, bool ``[b, k]``: the likeliest label, or those above one half."""
        logits_bk = self(images_bchw)
        if self.config.exclusive:
            return nn.functional.one_hot(logits_bk.argmax(1), len(self.config.labels)).bool()
        return logits_bk > 0
