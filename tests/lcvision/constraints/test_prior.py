"""The learned prior of images: coordinates, what it draws, its training and its file."""

from dataclasses import replace

import pytest
import torch

from lc_common.errors import UserError
from lc_common.fit import FitConfig
from lc_common.latents import vae_digest
from lc_common.prior import FlowPriorConfig
from lc_common.run import Run
from lcvision import pretrained
from lcvision.constraints.prior import ImagePrior, ImagePriorConfig, load_prior
from lcvision.constraints.prior_training import train_prior
from lcvision.data.celeba import CELEBA
from lcvision.pretrained import load_vae, ships_for
from lcvision.vae.models import ImageVAE
from tests.lcvision.conftest import QUICK_PRIOR, TINY_RESIDUAL

FLOW = FlowPriorConfig(4, 3, whole_condition=10, width=8, layers=1, heads=2)
QUICK = replace(QUICK_PRIOR, fit=FitConfig(learning_rate=1e-2, ema_decay=0.5))


def test_the_flow_sees_data_at_mean_0_and_spread_1():
    prior = ImagePrior(ImagePriorConfig("celeba", "", FLOW, CELEBA.names))
    generator = torch.Generator().manual_seed(0)
    mu_nd = 3 + 2 * torch.randn(4000, 12, generator=generator)
    prior.fit_coordinates(mu_nd, torch.full((4000, 12), 0.5))
    tokens_nke = prior.tokens(mu_nd + 0.5 * torch.randn(4000, 12, generator=generator))
    assert tokens_nke.shape == (4000, 4, 3)
    assert tokens_nke.mean(0).abs().max() < 0.1
    assert (tokens_nke.std(0) - 1).abs().max() < 0.05


def random_prior() -> ImagePrior:
    torch.manual_seed(0)
    prior = ImagePrior(ImagePriorConfig("celeba", "", FLOW, CELEBA.names)).eval()
    for parameter in prior.parameters():
        parameter.data.normal_(0, 0.3)
    return prior


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_draws_follow_from_the_generator_and_from_what_is_asked():
    prior = random_prior()
    draw = prior.draw(5, seeded(1))
    assert draw.shape == (5, 12)
    assert torch.equal(draw, prior.draw(5, seeded(1)))
    assert not torch.equal(draw, prior.draw(5, seeded(2)))
    smiling, serious = (prior.draw(5, seeded(1), prior.wish(5, {7: on})) for on in (True, False))
    assert not torch.equal(smiling, serious)
    assert not torch.equal(smiling, draw)


def test_a_wish_is_the_same_of_all():
    assert random_prior().wish(2, {0: True, 3: False}).tolist() == 2 * [[1, 0, 0, -1, 0, 0, 0, 0, 0, 0]]


def test_variations_go_from_the_same_noise_to_a_new_draw():
    prior = random_prior()
    z_nd = prior.draw(5, seeded(1))
    assert torch.equal(prior.vary(z_nd, 0.0, seeded(2)), prior.vary(z_nd, 0.0, seeded(3)))
    assert not torch.equal(prior.vary(z_nd, 0.2, seeded(2)), prior.vary(z_nd, 0.2, seeded(3)))
    assert torch.equal(prior.vary(z_nd, 1.0, seeded(2)), prior.draw(5, seeded(2)))


def test_labels_as_they_were_change_nothing_and_others_do():
    prior = random_prior()
    z_nd = prior.draw(5, seeded(1))
    smiling, serious = prior.wish(5, {7: True}), prior.wish(5, {7: False})
    assert torch.allclose(prior.change(z_nd, smiling, smiling), z_nd, atol=1e-5)
    assert not torch.allclose(prior.change(z_nd, smiling, serious), z_nd, atol=1e-2)


@pytest.mark.parametrize("residual", [True, False])
def test_training_writes_a_file_that_fits_its_vae(tmp_path, faces, tiny_vae, residual):
    """A token is a position of a residual VAE's z; of others there is one, of the dimensions that are used."""
    torch.manual_seed(0)
    vae = ImageVAE(replace(TINY_RESIDUAL if residual else tiny_vae.config, latent=128)).eval()
    vae.sigma_bar_d[3:] = 0.5
    path = train_prior(vae, faces, Run(tmp_path, steps=2, device="cpu"), training=QUICK).path
    assert path == tmp_path / "celeba-prior.safetensors"
    prior = load_prior(vae, path)
    tokens, size, unused = (64, 2, ()) if residual else (1, 125, (0, 1, 2))
    flow = FlowPriorConfig(tokens, size, whole_condition=10, width=8, layers=1, heads=2)
    assert prior.config == ImagePriorConfig("celeba", vae_digest(vae), flow, CELEBA.names, unused)
    assert prior.draw(2, seeded(0)).shape == (2, 128)
    with pytest.raises(UserError, match="was trained for another VAE"):
        load_prior(ImageVAE(replace(vae.config, sigma_x=0.5)), path)


def test_resuming_keeps_the_coordinates(tmp_path, faces):
    torch.manual_seed(0)
    vae = ImageVAE(TINY_RESIDUAL).eval()
    train_prior(vae, faces, Run(tmp_path, steps=1, device="cpu"), training=QUICK)
    first = load_prior(vae, tmp_path / "celeba-prior.safetensors")
    path = train_prior(vae, faces, Run(tmp_path, steps=2, device="cpu", resume=True), training=QUICK).path
    again = load_prior(vae, path)
    assert torch.equal(first.mean_d, again.mean_d)
    assert torch.equal(first.spread_d, again.spread_d)


@pytest.mark.parametrize(
    ("sizes", "message"),
    [
        ({"whole_condition": 3}, "flow.whole_condition is 3; there are 10 labels."),
        ({"whole_condition": 10, "relations": 1}, "has no conditions of tokens, nor relations."),
    ],
)
def test_bad_settings_are_named(sizes, message):
    with pytest.raises(UserError, match=message):
        ImagePriorConfig("celeba", "", FlowPriorConfig(4, 3, **sizes), CELEBA.names)


def test_a_prior_ships_for_the_very_vae_that_ships(tiny_vae):
    assert ships_for(load_vae(), "prior")
    assert not ships_for(tiny_vae, "prior")
    assert ships_for(load_vae(data="mnist"), "prior")
    assert ships_for(load_vae(data="mnist"), "cgan")


def test_what_ships_is_45_megabytes_at_most():
    assert sum(path.stat().st_size for path in pretrained.FOLDER.glob("*.safetensors")) <= 45e6


def test_dimensions_that_the_vae_does_not_use_stay_noise():
    torch.manual_seed(0)
    prior = ImagePrior(ImagePriorConfig("celeba", "", FLOW, CELEBA.names, unused=(0, 13))).eval()
    for parameter in prior.parameters():
        parameter.data.normal_(0, 0.3)
    draw_nd = prior.draw(5, seeded(1))
    noise_nd = torch.randn(5, 14, generator=seeded(1))
    assert [torch.equal(draw_nd[:, d], noise_nd[:, d]) for d in range(14)] == [d in (0, 13) for d in range(14)]
    smiling, serious = prior.wish(5, {7: True}), prior.wish(5, {7: False})
    moved_nd = prior.change(draw_nd, smiling, serious)
    assert torch.allclose(moved_nd[:, [0, 13]], draw_nd[:, [0, 13]])
    assert not torch.allclose(moved_nd, draw_nd, atol=1e-2)
