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
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from lc_common.errors import UserError
from lc_common.vae import posterior
from lcvision.data.sets import DataName

SHAPES = {"mnist": (1, 28, 28), "celeba": (3, 64, 64)}
"""Channels, rows and columns of the images of a data set."""
LABELS = 10
"""Digits of MNIST; attributes of CelebA."""


@dataclass(frozen=True)
class DenseNet:
    """Linear layers, each followed by a ReLU: the encoder's, and as many of the decoder's."""

    units: int = 1024
    layers: int = 3

    def __post_init__(self) -> None:
        if min(self.units, self.layers) < 1:
            raise UserError(f"units and layers must be at least 1, not {self.units} and {self.layers}.")


@dataclass(frozen=True)
class ConvNet:
    """Convolutions of stride 2, each followed by a ReLU, and transposed ones back.

    The decoder begins with a linear layer to ``decoder_channels[0]`` maps, which no ReLU follows (the paper names
    none); its last convolution gives the image and is not in ``decoder_channels``.
    """

    encoder_channels: tuple[int, ...] = (2048, 1024, 512, 256)
    encoder_kernels: tuple[int, ...] = (3, 3, 5, 5)
    decoder_channels: tuple[int, ...] = (2048, 1024, 512, 256)
    decoder_kernels: tuple[int, ...] = (5, 5, 3, 3)

    def __post_init__(self) -> None:
        sizes = {"encoder_channels": self.encoder_channels, "encoder_kernels": self.encoder_kernels,
                 "decoder_channels": self.decoder_channels, "decoder_kernels": self.decoder_kernels}  # fmt: skip
        if len({len(values) for values in sizes.values()}) != 1 or not self.encoder_channels:
            raise UserError(f"{', '.join(sizes)} must be of one length: a number for each layer.")
        if min(self.encoder_channels + self.decoder_channels) < 1:
            raise UserError("encoder_channels and decoder_channels must be at least 1.")
        if any(kernel < 1 or kernel % 2 == 0 for kernel in self.encoder_kernels + self.decoder_kernels):
            raise UserError("encoder_kernels and decoder_kernels must be odd: 1, 3, 5, ...")


@dataclass(frozen=True)
class ImageVAEConfig:
    """What rebuilds an image VAE. Presets are rows of ``PRESETS``."""

    data: DataName
    network: DenseNet | ConvNet
    latent: int = 1024
    """Dimensions of z."""
    sigma_x: float = 0.1
    """Standard deviation of a pixel around the decoder's output, pixels being in [0, 1] (table 4)."""
    autoencoder: bool = False
    """No prior and no posterior scale: sigma is 0, and training minimises the squared error alone."""

    def __post_init__(self) -> None:
        _check_sides(self.data, self.network)
        if self.latent < 1:
            raise UserError(f"latent is {self.latent}; it must be at least 1.")
        if not 1e-4 <= self.sigma_x <= 10:
            raise UserError(f"sigma_x is {self.sigma_x:g}; it must be from 0.0001 to 10.")


@dataclass(frozen=True)
class ClassifierConfig:
    """What rebuilds a classifier: its encoder is that of the VAE with the same network."""

    data: DataName
    network: DenseNet | ConvNet

    def __post_init__(self) -> None:
        _check_sides(self.data, self.network)


def _check_sides(data: DataName, network: DenseNet | ConvNet) -> None:
    if isinstance(network, ConvNet) and SHAPES[data][1] % 2 ** len(network.encoder_channels):
        raise UserError(f"{data}'s {SHAPES[data][1]} pixels cannot be halved {len(network.encoder_channels)} times.")


def encoder(data: DataName, network: DenseNet | ConvNet, outputs: int) -> nn.Sequential:
    """Images ``[b, c, h, w]`` in [0, 1] to ``[b, o]``: the network's layers and one linear layer."""
    channels, side, _ = SHAPES[data]
    if isinstance(network, DenseNet):
        return nn.Sequential(nn.Flatten(), *_dense(channels * side * side, network), nn.Linear(network.units, outputs))
    layers: list[nn.Module] = []
    for out, kernel in zip(network.encoder_channels, network.encoder_kernels, strict=True):
        layers += [nn.Conv2d(channels, out, kernel, stride=2, padding=kernel // 2), nn.ReLU()]
        channels, side = out, side // 2
    return nn.Sequential(*layers, ToVector(), nn.Linear(channels * side * side, outputs))


def decoder(data: DataName, network: DenseNet | ConvNet, latent: int) -> nn.Sequential:
    """z ``[b, d]`` to images ``[b, c, h, w]`` before the sigmoid."""
    channels, side, _ = SHAPES[data]
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

    def __init__(self, config: ImageVAEConfig) -> None:
        super().__init__()
        self.config = config
        outputs = config.latent if config.autoencoder else 2 * config.latent
        self.encoder = encoder(config.data, config.network, outputs)
        self.decoder = decoder(config.data, config.network, config.latent)
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
    """Images ``[b, c, h, w]`` in [0, 1] to logits ``[b, k]``: of the digits, or of each attribute on its own."""

    def __init__(self, config: ClassifierConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = encoder(config.data, config.network, LABELS)

    def forward(self, images_bchw: Tensor) -> Tensor:
        return self.encoder(images_bchw).float()

    def features(self, images_bchw: Tensor) -> Tensor:
        """What the last layer sees ``[b, f]``: outputs of the last hidden layer, of maps their means."""
        flat_bo = self.encoder[:-1](images_bchw).float()
        if isinstance(self.config.network, DenseNet):
            return flat_bo
        return flat_bo.unflatten(1, (-1, self.config.network.encoder_channels[-1])).mean(1)

    def labels(self, images_bchw: Tensor) -> Tensor:
        """What the classifier sees, bool ``[b, k]``: one digit an image, or the attributes above one half."""
        logits_bk = self(images_bchw)
        if self.config.data == "celeba":
            return logits_bk > 0
        return nn.functional.one_hot(logits_bk.argmax(1), LABELS).bool()


PRESETS = {
    "paper": {
        "mnist": ImageVAEConfig("mnist", DenseNet(units=1024, layers=3), latent=1024),
        "celeba": ImageVAEConfig("celeba", ConvNet(), latent=1024),
    },
    "compact": {
        "mnist": ImageVAEConfig("mnist", DenseNet(units=512, layers=3), latent=64),
        "celeba": ImageVAEConfig(
            "celeba", ConvNet(encoder_channels=(32, 64, 128, 256), decoder_channels=(256, 128, 64, 32)), latent=256
        ),
    },
}
"""``paper``: appendix 9.2.1 and 9.2.2 to the letter. ``compact``: what a laptop's processor trains, and what ships."""
