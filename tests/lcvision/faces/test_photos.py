"""Photos of every kind as upright RGB of their own size, and written again."""

import numpy as np
import pytest
from PIL import Image, ImageCms

from lc_common.errors import UserError
from lcvision.faces import photos
from tests.lcvision.conftest import random_pixels


def saved(tmp_path, image: Image.Image, name: str, **options):
    path = tmp_path / name
    image.save(path, **options)
    return path


def first_pixel(path):
    return photos.read_photo(path).seen.getpixel((0, 0))


def test_every_kind_of_photo_becomes_rgb(tmp_path):
    red = Image.new("RGB", (8, 4), (255, 0, 0))
    assert first_pixel(saved(tmp_path, red.convert("CMYK"), "a.jpg", quality=100))[0] > 245
    deep = Image.fromarray(np.full((4, 8), 257 * 100, np.uint16))
    assert first_pixel(saved(tmp_path, deep, "b.png")) == (100, 100, 100)
    clear = Image.new("RGBA", (8, 4), (0, 0, 0, 0))
    assert first_pixel(saved(tmp_path, clear, "c.png")) == (255, 255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    assert photos.read_photo(saved(tmp_path, red, "d.png", exif=exif)).image.size == (4, 8)
    assert first_pixel(saved(tmp_path, red.convert("P"), "e.gif")) == (255, 0, 0)
    assert first_pixel(saved(tmp_path, red, "f.avif", quality=100))[0] > 245


@pytest.mark.parametrize(("largest", "grey"), [(1.0, 128), (255.0, 128), (4095.0, 128)])
def test_floats_are_taken_as_what_their_range_says(tmp_path, largest, grey):
    values_hw = np.linspace(0, largest, 9, dtype=np.float32).reshape(1, 9)
    values_hw = np.vstack([values_hw, np.full((1, 9), np.nan, np.float32)])
    photo = photos.read_photo(saved(tmp_path, Image.fromarray(values_hw), "deep.tif"))
    row = np.asarray(photo.image)[0, :, 0]
    assert (row[0], row[8]) == (0, 255)
    assert abs(int(row[4]) - grey) <= 1


def test_fifty_megapixels_keep_their_size(tmp_path):
    path = saved(tmp_path, Image.new("L", (10_000, 5000), 7), "large.jpg")
    read = photos.read_photo(path).image
    assert (read.size, read.getpixel((5, 5))) == ((10_000, 5000), (7, 7, 7))


def test_transparency_and_the_meaning_of_colours_are_written_again(tmp_path):
    pixels_hwc = random_pixels(1, 6, 9, 4)[0]
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = photos.read_photo(saved(tmp_path, Image.fromarray(pixels_hwc), "a.png", icc_profile=profile))
    photo.write(tmp_path / "new" / "b.png")
    with Image.open(tmp_path / "new" / "b.png") as again:
        assert again.info["icc_profile"] == profile
        assert np.array_equal(np.asarray(again), pixels_hwc)
    with pytest.raises(UserError, match=r"a\.png is transparent in places, which b\.jpg cannot be; end it in \.png\."):
        photo.write(tmp_path / "b.jpg")
    with pytest.raises(UserError, match=r"b\.tif must end in \.png, \.jpg or \.jpeg\."):
        photo.write(tmp_path / "b.tif")


def test_what_is_no_photo_is_one_line(tmp_path, monkeypatch):
    text = tmp_path / "notes.jpg"
    text.write_text("no image")
    heic = tmp_path / "phone.heic"
    heic.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(100))
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    moving = saved(tmp_path, frames[0], "moving.gif", save_all=True, append_images=frames[1:])
    torn = saved(tmp_path, Image.fromarray(random_pixels(1, 64, 64, 3)[0]), "torn.png")
    torn.write_bytes(torn.read_bytes()[:3000])
    for path, message in (
        (tmp_path / "gone.jpg", "There is no photo"),
        (text, "is not an image"),
        (heic, r"phone\.heic is a HEIC photo, which cannot be read here; save it as JPEG or PNG and give that\."),
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
