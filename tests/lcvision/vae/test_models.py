"""The image models: the paper's layers one by one, likelihoods by hand, bad settings."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcvision.data.celeba import CELEBA
from lcvision.data.mnist import MNIST
from lcvision.data.registry import DATA
from lcvision.vae.config import (
    PRESETS,
    ClassifierConfig,
    ConvNet,
    DenseNet,
    ImageVAEConfig,
    PerceptionConfig,
    ResidualNet,
    preset_classifier,
    preset_perception,
    preset_vae,
)
from lcvision.vae.models import ImageClassifier, ImageVAE
from tests.lcvision.conftest import TINY, TINY_RESIDUAL, TINY_RESIDUAL_NET


def layers(net: nn.Sequential) -> list[tuple]:
    """Each layer in the appendix's terms: its kind and sizes; convolutions with inputs, outputs, kernel and stride."""
    rows = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            rows.append(("linear", layer.in_features, layer.out_features))
        elif isinstance(layer, nn.Conv2d | nn.ConvTranspose2d):
            name = "conv" if isinstance(layer, nn.Conv2d) else "transposed"
            rows.append((name, layer.in_channels, layer.out_channels, layer.kernel_size, layer.stride))
        else:
            rows.append((type(layer).__name__,))
    return rows


def outputs(net: nn.Sequential, x: torch.Tensor) -> list[tuple[int, ...]]:
    """The shapes between the layers, without the batch."""
    shapes = []
    for layer in net:
        x = layer(x)
        shapes.append(tuple(x.shape[1:]))
    return shapes


def test_the_paper_preset_of_faces_is_appendix_922():
    with torch.device("meta"):
        model = ImageVAE(preset_vae("paper", CELEBA))
        images_bchw, z_bd = torch.zeros(2, 3, 64, 64), torch.zeros(2, 1024)
    assert layers(model.encoder) == [
        ("conv", 3, 2048, (3, 3), (2, 2)), ("ReLU",),
        ("conv", 2048, 1024, (3, 3), (2, 2)), ("ReLU",),
        ("conv", 1024, 512, (5, 5), (2, 2)), ("ReLU",),
        ("conv", 512, 256, (5, 5), (2, 2)), ("ReLU",),
        ("ToVector",), ("linear", 4 * 4 * 256, 2048),
    ]  # fmt: skip
    assert layers(model.decoder) == [
        ("linear", 1024, 4 * 4 * 2048), ("ToMaps",),
        ("transposed", 2048, 1024, (5, 5), (2, 2)), ("ReLU",),
        ("transposed", 1024, 512, (5, 5), (2, 2)), ("ReLU",),
        ("transposed", 512, 256, (3, 3), (2, 2)), ("ReLU",),
        ("transposed", 256, 3, (3, 3), (2, 2)),
    ]  # fmt: skip
    assert outputs(model.encoder, images_bchw)[::2] == [
        (2048, 32, 32), (1024, 16, 16), (512, 8, 8), (256, 4, 4), (4096,),
    ]  # fmt: skip
    assert outputs(model.decoder, z_bd)[1::2] == [
        (2048, 4, 4), (1024, 8, 8), (512, 16, 16), (256, 32, 32),
    ]  # fmt: skip
    mu_bd, sigma_bd = model.encode(images_bchw)
    assert mu_bd.shape == sigma_bd.shape == (2, 1024)
    assert model.decode(z_bd).shape == (2, 3, 64, 64)


def test_the_paper_preset_of_digits_is_appendix_921():
    with torch.device("meta"):
        model = ImageVAE(preset_vae("paper", MNIST))
        images_bchw, z_bd = torch.zeros(2, 1, 28, 28), torch.zeros(2, 1024)
    hidden = [("linear", 1024, 1024), ("ReLU",)]
    first = [("Flatten",), ("linear", 784, 1024), ("ReLU",)]
    assert layers(model.encoder) == [*first, *hidden, *hidden, ("linear", 1024, 2048)]
    assert layers(model.decoder) == [*hidden, *hidden, *hidden, ("linear", 1024, 784), ("Unflatten",)]
    assert model.encode(images_bchw)[0].shape == (2, 1024)
    assert model.decode(z_bd).shape == (2, 1, 28, 28)


@pytest.mark.parametrize("spec", DATA.values(), ids=DATA)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_classifier_is_the_encoder_with_a_logit_for_each_label(preset, spec):
    with torch.device("meta"):
        vae = ImageVAE(preset_vae(preset, spec))
        classifier = ImageClassifier(preset_classifier(preset, spec))
    whole = layers(vae.encoder)
    if isinstance(vae.config.network, ResidualNet):
        whole[-1:] = [("ToVector",), ("linear", 4 * 4 * 256, 2048)]  # z is read off each position of the maps
    assert layers(classifier.encoder) == [*whole[:-1], ("linear", whole[-1][1], len(spec.names))]


def test_compact_sizes():
    with torch.device("meta"):
        vaes = {name: ImageVAE(preset_vae("compact", spec)) for name, spec in DATA.items()}
    sizes = {name: sum(p.numel() for p in vae.parameters()) for name, vae in vaes.items()}
    assert sizes == {"mnist": 1_953_680, "celeba": 8_179_468}


@pytest.mark.parametrize("spec", DATA.values(), ids=DATA)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_config_survives_json(preset, spec):
    for config in (preset_vae(preset, spec), preset_classifier(preset, spec)):
        assert from_dict(type(config), to_dict(config)) == config


def test_log_likelihood_is_the_normal_densitys(tiny_vae):
    rng = torch.Generator().manual_seed(0)
    images_bchw, means_bchw = torch.rand(2, 2, 3, 64, 64, generator=rng)
    by_torch_b = torch.distributions.Normal(means_bchw.double(), 0.1).log_prob(images_bchw.double()).sum((1, 2, 3))
    assert tiny_vae.log_likelihood(images_bchw, means_bchw).numpy() == pytest.approx(by_torch_b.numpy(), rel=1e-5)
    perfect_b = tiny_vae.log_likelihood(images_bchw, images_bchw)
    assert perfect_b.tolist() == pytest.approx(2 * [-12288 * math.log(0.1 * math.sqrt(2 * math.pi))])


def test_memory_order_does_not_change_what_is_encoded(tiny_vae):
    images_bchw = torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    plain, last = (
        tiny_vae.encode(images_bchw.contiguous(memory_format=order))[0]
        for order in (torch.contiguous_format, torch.channels_last)
    )
    assert torch.allclose(plain, last, atol=1e-5)


def test_an_autoencoder_has_a_point_for_a_posterior():
    torch.manual_seed(0)
    model = ImageVAE(replace(TINY, autoencoder=True))
    assert layers(model.encoder)[-1][-1] == 5
    images_bchw = torch.rand(2, 3, 64, 64)
    mu_bd, sigma_bd = model.encode(images_bchw)
    torch.testing.assert_close(mu_bd, model.encoder(images_bchw))
    assert torch.equal(sigma_bd, torch.zeros(2, 5))


def test_labels_seen_are_one_digit_or_any_attributes(monkeypatch):
    logits_bk = torch.tensor([[1.0, 3, -1, 2, 0, 0, 0, 0, 0, 0]])
    for exclusive, expected in ((True, [0, 1] + 8 * [0]), (False, [1, 1, 0, 1] + 6 * [0])):
        model = ImageClassifier(ClassifierConfig("toys", (1, 4, 4), DenseNet(2, 1), tuple("abcdefghij"), exclusive))
        monkeypatch.setattr(model.encoder, "forward", lambda images_bchw: logits_bk)
        assert np.array_equal(model.labels(torch.zeros(1, 1)), [expected])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: replace(TINY, sigma_x=0.0), "sigma_x is 0; it must be from 0.0001 to 10."),
        (lambda: replace(TINY, sigma_x=float("nan")), "sigma_x is nan"),
        (lambda: replace(TINY, latent=0), "latent is 0"),
        (lambda: replace(TINY, shape=(1, 28, 28)), "28 pixels cannot be halved 3 times."),
        (
            lambda: replace(TINY, shape=(3, 64, 32)),
            r"shape is \(3, 64, 32\); it must be channels and a square of pixels.",
        ),
        (lambda: ClassifierConfig("mnist", (1, 28, 28), ConvNet(), ("0",)), "cannot be halved 4 times"),
        (lambda: ClassifierConfig("mnist", (1, 28, 28), DenseNet(), ()), "labels is empty"),
        (lambda: ConvNet(encoder_channels=(1, 2)), "must be of one length"),
        (lambda: ConvNet((0,), (3,), (4,), (3,)), "encoder_channels and decoder_channels must be at least 1."),
        (lambda: ConvNet((2,), (4,), (4,), (3,)), "must be odd"),
        (lambda: ResidualNet(encoder_channels=(1, 2)), "must be of one length: a number for each scale."),
        (lambda: ResidualNet(encoder_blocks=0), "channels and blocks of a residual network must be at least 1."),
        (lambda: replace(TINY_RESIDUAL, latent=100), "latent is 100; it must be a multiple of the 64 smallest"),
        (lambda: replace(TINY_RESIDUAL, shape=(1, 28, 28)), "28 pixels cannot be halved 3 times."),
        (lambda: PerceptionConfig("celeba", (3, 64, 64), TINY_RESIDUAL_NET, ("a",), 0), "embedding is 0"),
        (lambda: preset_perception("compact", MNIST), "The preset compact of mnist is not residual"),
        (lambda: DenseNet(units=0), "must be at least 1, not 0 and 3"),
        (lambda: from_dict(ImageVAEConfig, to_dict(TINY) | {"shape": [3, 64]}), "shape must have 3 entries, not 2."),
        (lambda: preset_vae("huge", MNIST), "There is no preset 'huge'; choose one of paper, compact."),
    ],
)
def test_bad_settings_are_named(make, message):
    with pytest.raises(UserError, match=message):
        make()
