"""Latents on disk."""

import pytest
import torch

from lc_common import checkpoint
from lc_common.errors import UserError
from lcvision.edit.latent_file import LATENT_KIND, StoredLatent, load_latent, save_latent
from lcvision.vae.models import ImageVAE
from tests.lcvision.conftest import TINY


def test_a_latent_comes_back_as_it_was(tmp_path, tiny_vae):
    path = tmp_path / "face.safetensors"
    stored = StoredLatent(torch.arange(5.0), torch.arange(5.0) / 3, {"Smiling": 0.5})
    save_latent(path, tiny_vae, stored)
    again = load_latent(path, tiny_vae)
    assert torch.equal(again.start_d, stored.start_d)
    assert torch.equal(again.edited_d, stored.edited_d)
    assert again.asked == {"Smiling": 0.5}


def test_a_latent_of_another_model_or_a_torn_one_is_named(tmp_path, tiny_vae):
    path = tmp_path / "face.safetensors"
    save_latent(path, tiny_vae, StoredLatent(torch.zeros(5), torch.zeros(5)))
    with pytest.raises(UserError, match="was saved with another model of faces"):
        load_latent(path, ImageVAE(TINY))
    meta = checkpoint.load(path, LATENT_KIND)[1]
    for tensors, info in (
        ({"latent.start": torch.zeros(5)}, {"asked": {}}),
        ({"latent.start": torch.zeros(4), "latent.edited": torch.zeros(4)}, {"asked": {}}),
        ({"latent.start": torch.zeros(5), "latent.edited": torch.zeros(5)}, {"asked": {"Smiling": "much"}}),
        ({"latent.start": torch.zeros(5), "latent.edited": torch.zeros(5)}, {}),
    ):
        checkpoint.save(path, tensors, meta | {"info": info})
        with pytest.raises(UserError, match="is torn"):
            load_latent(path, tiny_vae)
    with pytest.raises(UserError, match="There is no checkpoint"):
        load_latent(tmp_path / "gone.safetensors", tiny_vae)
