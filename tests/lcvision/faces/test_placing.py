"""Faces cut out of photos, and put back: to the pixel the same around them."""

import numpy as np
import pytest
from PIL import Image

from lcvision.faces.placing import ALREADY, EYES, Placement, aligned, feathered, put
from tests.lcvision.conftest import random_pixels

TURNS = [1, 2, 1j, 3 + 1j, -0.7 - 0.2j]


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
    face_hw = aligned(image, Placement.of_eyes(*placed))[..., 0].astype(float)
    assert face_hw.shape == (64, 64)
    for half, (x, y) in zip((slice(0, 32), slice(32, 64)), EYES, strict=True):
        weights_hw = face_hw[:, half]
        rows_h1, columns_1w = np.mgrid[:64, half]
        found = [(weights_hw * (at + 0.5)).sum() / weights_hw.sum() for at in (columns_1w, rows_h1)]
        assert found == pytest.approx([(x - 25) / 2, (y - 45) / 2], abs=0.4)


def test_pictures_of_celebas_own_sizes_are_cut_out_as_celeba_is_read():
    pixels_hwc = random_pixels(1, 64, 64, 3)[0]
    assert np.array_equal(aligned(Image.fromarray(pixels_hwc), ALREADY[64, 64]), pixels_hwc)
    whole_hwc = random_pixels(1, 218, 178, 3)[0]
    mean_hwc = whole_hwc[45:173, 25:153].reshape(64, 2, 64, 2, 3).mean((1, 3))
    assert np.abs(aligned(Image.fromarray(whole_hwc), ALREADY[178, 218]) - mean_hwc).max() <= 0.5


def test_a_face_at_the_edge_of_a_photo_goes_on_as_the_edge_is():
    photo = Image.new("RGB", (100, 80), (200, 120, 40))
    face_hwc = aligned(photo, Placement(1.2 + 0.1j, -30 + 50j))
    assert np.abs(face_hwc.astype(int) - (200, 120, 40)).max() <= 1


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("middle", [150 + 130j, 10 + 30j])
def test_around_a_face_that_is_put_back_every_pixel_stays(turn, middle):
    """Also where the face goes beyond the photo's edge."""
    photo_hwc = random_pixels(1, 260, 300, 3)[0]
    before_hwc = photo_hwc.copy()
    placement = Placement(turn, middle - turn * (32 + 32j))
    mask_hw = feathered()
    add_hwc = mask_hw[..., None] * np.random.default_rng(1).uniform(-1, 1, (64, 64, 3))
    image = Image.fromarray(photo_hwc)
    made_hwc = np.asarray(put(image, placement, 1 - mask_hw, add_hwc))
    y_h1, x_1w = np.mgrid[:260, :300] + 0.5
    place_hw = (x_1w + 1j * y_h1 - middle) / turn
    inside_hw = np.maximum(abs(place_hw.real), abs(place_hw.imag)) < 32
    assert np.array_equal(made_hwc[~inside_hw], photo_hwc[~inside_hw])
    assert (made_hwc[inside_hw] != photo_hwc[inside_hw]).mean() > 0.5
    assert np.array_equal(np.asarray(image), before_hwc)


@pytest.mark.parametrize("turn", [2, 2j, 3 + 1j])
def test_what_is_put_back_is_found_where_it_was_meant(turn):
    photo = Image.new("RGB", (400, 400), (100, 100, 100))
    placement = Placement(turn, 200 + 200j - turn * (32 + 32j))
    add_hwc = np.zeros((64, 64, 3))
    add_hwc[20:28, 36:44, 0] = 0.4
    face_hwc = aligned(put(photo, placement, np.ones((64, 64)), add_hwc), placement)
    assert np.abs(face_hwc[22:26, 38:42] - np.array([202, 100, 100])).max() <= 12
    assert np.abs(face_hwc[32:] - 100.0).max() <= 1
    assert np.abs(face_hwc[:, :30] - 100.0).max() <= 1


def test_a_grain_of_the_photo_stays_under_what_is_added():
    photo_hwc = random_pixels(1, 200, 200, 3)[0] // 2 + 50
    placement = Placement(3.0, 4 + 4j)
    made_hwc = np.asarray(put(Image.fromarray(photo_hwc), placement, np.ones((64, 64)), np.full((64, 64, 3), 0.1)))
    inner = slice(20, 180)
    assert np.abs(made_hwc[inner, inner].astype(int) - photo_hwc[inner, inner] - 25.5).max() <= 1


def test_a_face_in_a_part_that_is_shown_larger_and_one_outside_of_it():
    placement = Placement(2 + 1j, 40 + 30j)
    part = placement.seen(20 + 10j, 1.5)
    for here, there in zip(placement.corners, part.corners, strict=True):
        assert (here - (20 + 10j)) * 1.5 == pytest.approx(there)
    image = Image.fromarray(random_pixels(1, 50, 60, 3)[0])
    outside = put(image, Placement(1, 100 + 100j), np.zeros((64, 64)), np.ones((64, 64, 3)))
    assert np.array_equal(np.asarray(outside), np.asarray(image))
