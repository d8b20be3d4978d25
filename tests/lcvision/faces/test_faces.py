"""Photos of every kind as upright RGB, and faces cut out of them."""

import importlib.util

import numpy as np
import pytest
import torch
from PIL import Image

from lc_common.errors import UserError
from lcvision.faces import finding as faces
from lcvision.faces import photos
from lcvision.faces.finding import EYES, aligned, load_face_tools, open_face
from tests.lcvision.conftest import random_pixels


class Finder:
    """Finds eyes where the test says they are."""

    def __init__(self, *eyes):
        self._eyes = np.array(eyes, float).reshape(-1, 2, 2)

    def eyes(self, photo):
        return self._eyes


@pytest.fixture
def photo(tmp_path):
    """A photo of 300x200 pixels."""
    path = tmp_path / "photo.png"
    Image.fromarray(random_pixels(1, 200, 300, 3)[0]).save(path)
    return path


def saved(tmp_path, image: Image.Image, name: str, **options):
    path = tmp_path / name
    image.save(path, **options)
    return path


def test_every_kind_of_photo_becomes_rgb(tmp_path):
    red = Image.new("RGB", (8, 4), (255, 0, 0))
    assert photos.read_photo(saved(tmp_path, red.convert("CMYK"), "a.jpg", quality=100)).getpixel((0, 0))[0] > 245
    deep = Image.fromarray(np.full((4, 8), 257 * 100, np.uint16))
    assert photos.read_photo(saved(tmp_path, deep, "b.png")).getpixel((0, 0)) == (100, 100, 100)
    clear = Image.new("RGBA", (8, 4), (0, 0, 0, 0))
    assert photos.read_photo(saved(tmp_path, clear, "c.png")).getpixel((0, 0)) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    assert photos.read_photo(saved(tmp_path, red, "d.png", exif=exif)).size == (4, 8)
    assert photos.read_photo(saved(tmp_path, red.convert("P"), "e.gif")).getpixel((0, 0)) == (255, 0, 0)


def test_fifty_megapixels_are_reduced(tmp_path):
    path = saved(tmp_path, Image.new("L", (10_000, 5000), 7), "large.jpg")
    read = photos.read_photo(path)
    assert (read.size, read.getpixel((5, 5))) == ((2048, 1024), (7, 7, 7))


def test_what_is_no_photo_is_one_line(tmp_path, monkeypatch):
    text = tmp_path / "notes.jpg"
    text.write_text("no image")
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    moving = saved(tmp_path, frames[0], "moving.gif", save_all=True, append_images=frames[1:])
    torn = saved(tmp_path, Image.fromarray(random_pixels(1, 64, 64, 3)[0]), "torn.png")
    torn.write_bytes(torn.read_bytes()[:3000])
    for path, message in (
        (tmp_path / "gone.jpg", "There is no photo"),
        (text, "is not an image"),
        (tmp_path, "is not an image"),
        (moving, "holds 2 pictures"),
        (torn, "is torn"),
    ):
        with pytest.raises(UserError, match=message) as caught:
            photos.read_photo(path)
        assert str(caught.value).count("\n") == 0
    monkeypatch.setattr(photos, "LARGEST", 30)
    with pytest.raises(UserError, match="has 0 megapixels; reduce it"):
        photos.read_photo(saved(tmp_path, frames[0], "big.png"))


def test_an_aligned_or_cropped_photo_needs_no_face_finder(tmp_path):
    pixels_hwc = random_pixels(1, 64, 64, 3)[0]
    path = saved(tmp_path, Image.fromarray(pixels_hwc), "cropped.png")
    assert np.array_equal(open_face(path, tools=Finder()), pixels_hwc)
    whole_hwc = random_pixels(1, 218, 178, 3)[0]
    path = saved(tmp_path, Image.fromarray(whole_hwc), "aligned.png")
    mean_hwc = whole_hwc[45:173, 25:153].reshape(64, 2, 64, 2, 3).mean((1, 3))
    assert np.abs(open_face(path, tools=Finder()) - mean_hwc).max() <= 0.5


def test_no_face_several_and_a_tiny_one(photo):
    two = ((50, 80), (90, 80)), ((180, 80), (220, 80))
    for tools, number, message in (
        (Finder(), None, "No face was found in"),
        (Finder(*two), None, "shows 2 faces; choose one with --face"),
        (Finder(*two), 3, "shows 2 faces; --face 3 is none of them"),
        (Finder(((50, 80), (58, 80))), None, "is too small: 8 pixels from eye to eye, 12 are needed"),
    ):
        with pytest.raises(UserError, match=message):
            open_face(photo, number, tools)
    left, right = (open_face(photo, number, Finder(*two)) for number in (1, 2))
    assert left.shape == right.shape == (64, 64, 3)
    assert not np.array_equal(left, right)


@pytest.mark.parametrize("turn", [1, 2, 1j, 3 + 1j])
def test_eyes_come_to_lie_where_celebas_do(turn):
    """White dots at the eyes of a photo that is larger and turned."""
    eyes = [complex(*eye) for eye in EYES]
    placed = [300 + 300j + turn * (eye - eyes[0]) for eye in eyes]
    y_h1, x_1w = np.mgrid[:800, :800]
    light_hw = sum(
        np.exp(-(abs(x_1w + 0.5 + 1j * (y_h1 + 0.5) - eye) ** 2) / (2 * abs(2 * turn) ** 2)) for eye in placed
    )
    image = Image.fromarray((255 * light_hw).clip(0, 255).astype(np.uint8)).convert("RGB")
    face_hw = aligned(image, np.array([[eye.real, eye.imag] for eye in placed]))[..., 0].astype(float)
    assert face_hw.shape == (64, 64)
    for half, (x, y) in zip((slice(0, 32), slice(32, 64)), EYES, strict=True):
        weights_hw = face_hw[:, half]
        rows_h1, columns_1w = np.mgrid[:64, half]
        found = [(weights_hw * (at + 0.5)).sum() / weights_hw.sum() for at in (columns_1w, rows_h1)]
        assert found == pytest.approx([(x - 25) / 2, (y - 45) / 2], abs=0.4)


def test_dlib_finds_no_face_in_noise_and_tells_pictures_apart(photo):
    tools = load_face_tools()
    with pytest.raises(UserError, match="No face was found"):
        open_face(photo, tools=tools)
    a_nchw = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    assert tools.descriptors(a_nchw).shape == (1, 128)
    assert tools.distances(a_nchw, a_nchw).tolist() == [0]


def test_what_is_missing_is_said(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install 'latent-constraints-studio\[faces\]'"):
        faces.load_face_tools()
