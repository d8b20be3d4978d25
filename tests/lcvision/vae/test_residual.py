"""The residual VAE: how z lies in it, and that every scale of the decoder is given it."""

import torch

from lcvision.vae.models import ImageVAE
from lcvision.vae.residual import Block, ToLatent
from tests.lcvision.conftest import TINY_RESIDUAL


def residual_vae() -> ImageVAE:
    torch.manual_seed(0)
    return ImageVAE(TINY_RESIDUAL).eval()


def test_a_block_begins_as_the_identity():
    x_bchw = torch.randn(2, 3, 4, 4, generator=torch.Generator().manual_seed(0))
    assert torch.equal(Block(3)(x_bchw), x_bchw)


def test_z_is_one_position_after_the_other_first_all_means_then_all_scales():
    head = ToLatent(channels=4, positions=4, latent=8, parts=2)
    with torch.no_grad():
        head.read.weight.copy_(torch.eye(4)[:, :, None, None])
        head.read.bias.zero_()
    maps_bchw = torch.arange(16.0).reshape(1, 4, 2, 2)
    # Channels 0 and 1 are the mean's: 0 to 3 and 4 to 7; positions from the upper left, row by row.
    assert head(maps_bchw).tolist() == [[0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15]]


def test_a_position_of_z_is_drawn_where_it_was_seen():
    """The decoder begins as convolutions of 1x1 and the last one of 3x3: what a position changes lies around it."""
    model = residual_vae()
    z_bd = torch.zeros(2, 128)
    z_bd[1, 2:4] = 5  # the second of 8 positions in the first row, each of 8x8 pixels
    before_chw, after_chw = model.decode(z_bd).detach()
    rows, columns = (torch.where(((before_chw - after_chw).abs() > 1e-6).any(0).any(axis))[0] for axis in (1, 0))
    assert rows.max() < 20
    assert (columns.min(), columns.max()) >= (0, 8)
    assert columns.max() < 28


def test_every_scale_is_given_z():
    model = residual_vae()
    z_bd = torch.randn(1, 128, generator=torch.Generator().manual_seed(0))
    whole = model.decode(z_bd)
    for scale in model.decoder.scales:
        kept = scale.latent.weight.data.clone()
        scale.latent.weight.data.zero_()
        assert not torch.allclose(model.decode(z_bd), whole)
        scale.latent.weight.data.copy_(kept)


def test_shapes_of_a_vae_and_of_an_autoencoder():
    images_bchw = torch.rand(2, 3, 64, 64)
    mu_bd, sigma_bd = residual_vae().encode(images_bchw)
    assert mu_bd.shape == sigma_bd.shape == (2, 128)
    assert sigma_bd.min() > 0
    assert residual_vae().decode(mu_bd).shape == images_bchw.shape
