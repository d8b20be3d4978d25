"""Encodings brought closer to their images: likelier, near the posterior, and nowhere where there is none."""

from dataclasses import replace

import torch

from lcvision.data.batches import images_of
from lcvision.vae.models import ImageVAE
from lcvision.vae.refining import refine
from tests.lcvision.conftest import TINY


def likelihood(vae: ImageVAE, images_nchw: torch.Tensor, z_nd: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        return vae.log_likelihood(images_nchw, vae.decode(z_nd)) - 0.5 * z_nd.square().sum(1)


def test_a_refined_encoding_is_likelier_and_not_far(tiny_vae, faces):
    images_nchw = images_of(faces.parts["test"])
    with torch.no_grad():
        mu_nd, sigma_nd = tiny_vae.encode(images_nchw)
    z_nd = refine(tiny_vae, images_nchw)
    assert (likelihood(tiny_vae, images_nchw, z_nd) > likelihood(tiny_vae, images_nchw, mu_nd)).all()
    assert ((z_nd - mu_nd).abs() < 10 * sigma_nd).all()
    assert not z_nd.requires_grad
    assert torch.equal(refine(tiny_vae, images_nchw, steps=0), mu_nd)


def test_an_autoencoders_encodings_stay(faces):
    torch.manual_seed(0)
    vae = ImageVAE(replace(TINY, autoencoder=True)).eval().requires_grad_(False)
    images_nchw = images_of(faces.parts["test"])
    assert torch.equal(refine(vae, images_nchw), vae.encode(images_nchw)[0])
