"""Faces found in photos, however they lie, and which of several is meant."""

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from PIL import Image

from lc_common.errors import UserError
from lcvision.faces import finding as faces
from lcvision.faces.finding import FaceTools, already_aligned, choose_face, find_faces, load_face_tools
from lcvision.faces.photos import Photo, read_photo
from lcvision.faces.placing import ALREADY, EYES, Placement, aligned
from tests.lcvision.conftest import PORTRAIT, PORTRAIT_EYES, random_pixels

LEFT, RIGHT = (255, 0, 0), (0, 255, 0)


class DotFinder:
    """Finds the red and the green dot as eyes where they lie level, the red one at the left."""

    def __init__(self):
        self.asked = []

    def eyes(self, image, enlarged):
        self.asked.append((image.size, enlarged))
        pixels_hwc = np.asarray(image).astype(int)
        places = []
        for color in (LEFT, RIGHT):
            y, x = np.nonzero(np.abs(pixels_hwc - color).sum(2) < 200)
            places.append((x.mean() + 0.5, y.mean() + 0.5))
        (left_x, left_y), (right_x, right_y) = places
        upright = right_x > left_x and abs(right_y - left_y) < right_x - left_x
        return np.array([places] if upright else []).reshape(-1, 2, 2)


def dotted(size, left: complex, right: complex, radius=6) -> Photo:
    """A black photo with both dots."""
    y_h1, x_1w = np.mgrid[: size[1], : size[0]] + 0.5
    pixels_hwc = np.zeros((size[1], size[0], 3), np.uint8)
    for middle, color in ((left, LEFT), (right, RIGHT)):
        pixels_hwc[abs(x_1w + 1j * y_h1 - middle) < radius] = color
    return Photo(Path("dots.png"), Image.fromarray(pixels_hwc))


@pytest.mark.parametrize("direction", [1, 1j, -1, -1j])
def test_a_face_is_found_however_the_photo_lies(direction):
    photo = dotted((300, 200), 150 + 100j - 40 * direction, 150 + 100j + 40 * direction)
    (placement,) = find_faces(photo, DotFinder())
    left, right = placement.eyes
    assert abs(left - (150 + 100j - 40 * direction)) < 1
    assert abs(right - (150 + 100j + 40 * direction)) < 1


def test_a_large_photo_is_looked_at_small_and_the_face_is_where_it_is_in_the_large_one():
    tools = DotFinder()
    (placement,) = find_faces(dotted((5000, 3000), 2000 + 1000j, 2600 + 1100j, radius=40), tools)
    assert tools.asked == [((2048, 1229), False)]
    assert abs(placement.eyes[0] - (2000 + 1000j)) < 3
    assert abs(placement.eyes[1] - (2600 + 1100j)) < 3


def test_the_largest_is_taken_or_the_one_that_is_named():
    small, large, tiny = (Placement.of_eyes(x + 50j, x + apart + 50j) for x, apart in ((0, 30), (100, 60), (200, 8)))
    path = Path("party.jpg")
    assert choose_face(path, [small, large, tiny]) == 1
    assert choose_face(path, [small, large, tiny], 1) == 0
    with pytest.raises(UserError, match=r"party\.jpg shows 3 faces; --face 4 is none of them\."):
        choose_face(path, [small, large, tiny], 4)
    with pytest.raises(UserError, match="is too small: 8 pixels from eye to eye, 12 are needed"):
        choose_face(path, [small, large, tiny], 3)


def test_beside_a_sure_face_a_doubtful_one_is_none():
    boxes = [SimpleNamespace(at=10), SimpleNamespace(at=60), SimpleNamespace(at=90)]
    tools = FaceTools(SimpleNamespace(), Path())
    tools.__dict__["_detector"] = SimpleNamespace(run=lambda *asked: (boxes, [1.28, 0.13, 0.4], [0, 0, 0]))
    tools.__dict__["_landmarks"] = lambda pixels, box: SimpleNamespace(
        parts=lambda: [SimpleNamespace(x=box.at + x, y=5) for x in (9, 7, 0, 2, 4)]
    )
    assert tools.eyes(Image.new("RGB", (100, 20)), False).tolist() == [
        [[11, 5], [18, 5]],
        [[91, 5], [98, 5]],
    ]


def test_dlib_finds_a_portrait_however_it_lies():
    tools = load_face_tools()
    photo = read_photo(PORTRAIT)
    (upright,) = find_faces(photo, tools)
    for eye, expected in zip(upright.eyes, PORTRAIT_EYES, strict=True):
        assert abs(eye - expected) < 12
    face_hwc = aligned(photo.seen, upright).astype(int)
    for quarter in (1, 2, 3):
        turned = Photo(PORTRAIT, photo.image.rotate(90 * quarter, expand=True))
        (placement,) = find_faces(turned, tools)
        assert np.abs(aligned(turned.seen, placement) - face_hwc).mean() < 8


def test_dlib_finds_every_face_of_twelve():
    small = Image.open(PORTRAIT).resize((256, 300))
    party = Image.new("RGB", (4 * 256, 3 * 300))
    for i in range(12):
        party.paste(small, (256 * (i % 4), 300 * (i // 4)))
    assert len(find_faces(Photo(Path("party.jpg"), party), load_face_tools())) == 12


def test_a_picture_of_celebas_size_is_looked_at_too():
    """One that shows a face is taken as it is; one that shows none is refused, unless it is said to be aligned."""
    tools, photo = load_face_tools(), read_photo(PORTRAIT)
    (placement,) = find_faces(photo, tools)
    cropped = Photo(Path("cropped.png"), Image.fromarray(aligned(photo.image, placement)))
    assert find_faces(cropped, tools) == [ALREADY[64, 64]]
    for size in ALREADY:
        blue = Photo(Path("blue.png"), Image.new("RGB", size, "blue"))
        with pytest.raises(UserError, match=r"No face was found in blue\.png"):
            find_faces(blue, tools)
        assert already_aligned(blue) == ALREADY[size]
    with pytest.raises(UserError, match=r"dots\.png is 70x70; aligned pictures are 64x64 or 178x218\."):
        already_aligned(dotted((70, 70), 20 + 20j, 40 + 20j))


def test_a_face_elsewhere_in_a_picture_of_celebas_size_is_cut_out_where_it_is():
    left, right = 60 + 60j, 100 + 60j
    (placement,) = find_faces(dotted((178, 218), left, right), DotFinder())
    assert abs(placement.eyes[0] - left) < 1
    (placement,) = find_faces(dotted((178, 218), *(complex(*eye) for eye in EYES)), DotFinder())
    assert placement == ALREADY[178, 218]


def test_dlib_tells_pictures_apart():
    tools = load_face_tools()
    a_nchw = torch.rand(1, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    assert tools.descriptors(a_nchw).shape == (1, 128)
    assert tools.distances(a_nchw, a_nchw).tolist() == [0]
    noise = Photo(Path("noise.png"), Image.fromarray(random_pixels(1, 200, 300, 3)[0]))
    with pytest.raises(UserError, match="No face was found"):
        find_faces(noise, tools)


def test_what_is_missing_is_said(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UserError, match=r"pip install 'latent-constraints-studio\[faces\]'"):
        faces.load_face_tools()
