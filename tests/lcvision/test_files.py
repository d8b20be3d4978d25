"""Latents and animations on disk."""

import numpy as np
import pytest
import torch
from PIL import Image

from lc_common import checkpoint
from lc_common.errors import UserError
from lcvision.edit.animation import FRAME_MS, FRAMES, REST_MS, between, save_animation
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


def test_frames_lead_from_one_face_to_the_other(tiny_vae):
    start_d, end_d = torch.zeros(5), torch.ones(5)
    frames_nhwc = between(tiny_vae, start_d, end_d)
    assert (frames_nhwc.shape, frames_nhwc.dtype) == ((FRAMES, 64, 64, 3), np.uint8)
    ends_bchw = tiny_vae.decode(torch.stack([start_d, end_d]))
    ends_bhwc = (255 * ends_bchw).round().byte().permute(0, 2, 3, 1).numpy()
    assert np.abs(frames_nhwc[[0, -1]].astype(int) - ends_bhwc).max() <= 1  # rounding, next to a half


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
def test_an_animation_goes_there_and_back(tmp_path, suffix):
    path = tmp_path / f"edit{suffix}"
    frames_nhwc = np.stack([np.full((64, 64, 3), grey, np.uint8) for grey in (0, 80, 160, 240)])
    save_animation(path, frames_nhwc)
    greys, durations = [], []
    with Image.open(path) as moving:
        for i in range(moving.n_frames):
            moving.seek(i)
            moving.load()
            greys.append(moving.convert("RGB").getpixel((128, 128))[0])
            durations.append(moving.info["duration"])
        assert (moving.size, moving.info["loop"]) == ((256, 256), 0)
    assert greys == pytest.approx([0, 80, 160, 240, 160, 80], abs=4)
    assert durations == [REST_MS, FRAME_MS, FRAME_MS, REST_MS, FRAME_MS, FRAME_MS]


def test_an_animation_that_cannot_be_written_is_named(tmp_path):
    frames_nhwc = np.zeros((2, 64, 64, 3), np.uint8)
    with pytest.raises(UserError, match=r"ends in \.gif, \.webp, \.png"):
        save_animation(tmp_path / "edit.mp4", frames_nhwc)
    with pytest.raises(UserError, match="Cannot write"):
        save_animation(tmp_path / "nowhere" / "edit.gif", frames_nhwc)
