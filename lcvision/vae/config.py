"""What rebuilds VAEs and classifiers of images, and the presets (paper, appendix 9.2.1 and 9.2.2); knows no torch."""

from __future__ import annotations

from dataclasses import dataclass

from lc_common.errors import UserError
from lcvision.data.sets import DataSpec, Family

Shape = tuple[int, int, int]
"""Channels, rows and columns of an image; rows and columns are as many."""


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
class ResidualNet:
    """Residual blocks at each scale, z given to each scale of the decoder; see ``lcvision.vae.residual``.

    Attributes:
        encoder_channels: of the maps of each scale, from half the image's side down, each half the one before.
        encoder_blocks: at each scale.
        decoder_channels, decoder_blocks: of each scale, from the smallest maps up to half the image's side.
    """

    encoder_channels: tuple[int, ...] = (64, 128, 192, 256)
    encoder_blocks: int = 1
    decoder_channels: tuple[int, ...] = (256, 192, 128, 96)
    decoder_blocks: tuple[int, ...] = (2, 2, 3, 2)

    def __post_init__(self) -> None:
        sizes = {"encoder_channels": self.encoder_channels, "decoder_channels": self.decoder_channels,
                 "decoder_blocks": self.decoder_blocks}  # fmt: skip
        if len({len(values) for values in sizes.values()}) != 1 or not self.encoder_channels:
            raise UserError(f"{', '.join(sizes)} must be of one length: a number for each scale.")
        if min(self.encoder_channels + self.decoder_channels + self.decoder_blocks + (self.encoder_blocks,)) < 1:
            raise UserError("channels and blocks of a residual network must be at least 1.")

    def least_side(self, shape: Shape) -> int:
        """Rows, and columns, of the smallest maps."""
        return shape[1] // 2 ** len(self.encoder_channels)


Network = DenseNet | ConvNet | ResidualNet


@dataclass(frozen=True)
class ImageVAEConfig:
    """What rebuilds an image VAE."""

    data: str
    """Name of the data set that it learns from."""
    shape: Shape
    network: Network
    latent: int = 1024
    """Dimensions of z."""
    sigma_x: float = 0.1
    """Standard deviation of a pixel around the decoder's output, pixels being in [0, 1] (table 4)."""
    autoencoder: bool = False
    """No prior and no posterior scale: sigma is 0, and training minimises the squared error alone."""

    def __post_init__(self) -> None:
        _check_shape(self.shape, self.network)
        if self.latent < 1:
            raise UserError(f"latent is {self.latent}; it must be at least 1.")
        if isinstance(self.network, ResidualNet) and self.latent % self.network.least_side(self.shape) ** 2:
            positions = self.network.least_side(self.shape) ** 2
            raise UserError(f"latent is {self.latent}; it must be a multiple of the {positions} smallest positions.")
        if not 1e-4 <= self.sigma_x <= 10:
            raise UserError(f"sigma_x is {self.sigma_x:g}; it must be from 0.0001 to 10.")


@dataclass(frozen=True)
class ClassifierConfig:
    """What rebuilds a classifier: its encoder is that of the VAE with the same network."""

    data: str
    shape: Shape
    network: Network
    labels: tuple[str, ...]
    """Names of the labels that it tells, in the order of its logits."""
    exclusive: bool = False
    """An image carries exactly one of them, such as a digit; else each holds or not on its own."""

    def __post_init__(self) -> None:
        _check_shape(self.shape, self.network)
        if not self.labels:
            raise UserError("labels is empty; a classifier needs one at least.")


@dataclass(frozen=True)
class PerceptionConfig:
    """What rebuilds a ``lcvision.vae.perception.Perception``."""

    data: str
    shape: Shape
    network: ResidualNet
    labels: tuple[str, ...]
    embedding: int = 128
    """Numbers that tell one image from all others."""

    def __post_init__(self) -> None:
        _check_shape(self.shape, self.network)
        if self.embedding < 1:
            raise UserError(f"embedding is {self.embedding}; it must be at least 1.")


def _check_shape(shape: Shape, network: Network) -> None:
    channels, rows, columns = shape
    if channels < 1 or rows < 1 or rows != columns:
        raise UserError(f"shape is {shape}; it must be channels and a square of pixels.")
    if not isinstance(network, DenseNet) and rows % 2 ** len(network.encoder_channels):
        raise UserError(f"{rows} pixels cannot be halved {len(network.encoder_channels)} times; take fewer layers.")


@dataclass(frozen=True)
class Sizes:
    """What a preset says of a VAE; image and labels are the data set's."""

    network: Network
    latent: int
    sigma_x: float = 0.1


PRESETS: dict[str, dict[Family, Sizes]] = {
    "paper": {"dense": Sizes(DenseNet(units=1024, layers=3), 1024), "convolutional": Sizes(ConvNet(), 1024)},
    "compact": {
        "dense": Sizes(DenseNet(units=512, layers=3), 64),
        "convolutional": Sizes(ResidualNet(), 1024, sigma_x=0.04),
    },
}
"""``paper``: appendix 9.2.1 and 9.2.2 to the letter. ``compact``: what ships. Its digits are a laptop's; its faces
keep the person, for which they are trained on a graphics card."""


def preset_vae(preset: str, spec: DataSpec) -> ImageVAEConfig:
    """The VAE of a preset for a data set.

    Raises:
        UserError: there is no such preset.
    """
    sizes = _sizes(preset, spec)
    return ImageVAEConfig(spec.name, spec.shape, sizes.network, sizes.latent, sizes.sigma_x)


def preset_classifier(preset: str, spec: DataSpec) -> ClassifierConfig:
    """The classifier of a preset for a data set, with the encoder of the preset's VAE; raises as ``preset_vae``."""
    return ClassifierConfig(spec.name, spec.shape, _sizes(preset, spec).network, spec.names, spec.exclusive)


def preset_perception(preset: str, spec: DataSpec) -> PerceptionConfig:
    """The perception of a preset for a data set; raises as ``preset_vae``, and where its networks are of another kind.

    Raises:
        UserError: there is no such preset, or its networks are not residual.
    """
    network = _sizes(preset, spec).network
    if not isinstance(network, ResidualNet):
        raise UserError(f"The preset {preset} of {spec.name} is not residual; perception is for those that are.")
    return PerceptionConfig(spec.name, spec.shape, network, spec.names)


def _sizes(preset: str, spec: DataSpec) -> Sizes:
    if preset not in PRESETS:
        raise UserError(f"There is no preset {preset!r}; choose one of {', '.join(PRESETS)}.")
    return PRESETS[preset][spec.network]
