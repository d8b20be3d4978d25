"""Moving pictures from one face to another."""

import numpy as np
import pytest
import torch
from PIL import Image

from lc_common.errors import UserError
from lcvision.edit.animation import FRAME_MS, FRAMES, REST_MS, between, save_animation


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


def test_a_gif_is_whole_or_not_there_and_tells_how_far_it_is(tmp_path, full_disk):
    path = tmp_path / "edit.gif"
    path.write_bytes(b"the animation of yesterday")
    frames_nhwc = np.random.default_rng(0).integers(0, 256, (4, 64, 64, 3), np.uint8)
    shares, there = [], []

    def progress(share):
        shares.append(share)
        there.append(path.read_bytes())

    save_animation(path, frames_nhwc, progress)
    assert shares == pytest.approx([1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6])
    assert there == 5 * [b"the animation of yesterday"]
    whole = path.read_bytes()
    assert whole[:3] == b"GIF"
    with full_disk(100), pytest.raises(UserError, match=r"edit\.gif: File too large; free some space"):
        save_animation(path, frames_nhwc)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("edit.gif", whole)]


def test_an_animation_that_cannot_be_written_is_named(tmp_path):
    frames_nhwc = np.zeros((2, 64, 64, 3), np.uint8)
    with pytest.raises(UserError, match=r"ends in \.gif, \.webp, \.png"):
        save_animation(tmp_path / "edit.mp4", frames_nhwc)
    with pytest.raises(UserError, match="Cannot write"):
        save_animation(tmp_path / "nowhere" / "edit.gif", frames_nhwc)
