"""Reading CelebA: exact pixels and labels, the cache, and one clear line for what is wrong."""

import re

import numpy as np
import pytest
from PIL import Image

from lc_common.errors import UserError
from lcvision.data import celeba
from lcvision.data.registry import load
from tests.lcvision.conftest import FACES, counts, encoded, random_pixels, write_lists, write_zip


def test_celeba_has_exact_pixels_and_the_ten_attributes_in_the_papers_order(celeba_root, tmp_path, face_pixels):
    data = load("celeba", celeba_root, tmp_path / "cache")
    assert data.spec.names == (
        "Bald", "Black_Hair", "Blond_Hair", "Brown_Hair", "Eyeglasses", "Male", "Beard", "Smiling", "Wearing_Hat",
        "Young",
    )  # fmt: skip
    expected = {"train": ["000001", "000004", "000030"], "validation": ["000100"], "test": ["000017"]}
    for part, photos in expected.items():
        assert np.array_equal(data.parts[part].images_nhwc, [face_pixels[photo] for photo in photos])
    assert data.parts["train"].labels_nk.tolist() == [
        [0, 1, 0, 0, 0, 1, 1, 1, 0, 1],
        [0, 0, 1, 0, 0, 0, 0, 1, 0, 1],
        [0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
    ]
    assert data.parts["validation"].labels_nk.tolist() == [[0, 0, 0, 1, 0, 0, 0, 1, 1, 1]]
    assert data.parts["test"].labels_nk.tolist() == [[1, 0, 0, 0, 1, 1, 1, 0, 0, 0]]


@pytest.mark.parametrize("form", ["zip", "folder"])
def test_torchvisions_celeba_is_cropped_and_halved(tmp_path, form):
    """Each 2x2 block of the box (25, 45, 153, 173) has one value, so that its mean is that value."""
    small = random_pixels(len(FACES), 64, 64, 3)
    full = random_pixels(len(FACES), 218, 178, 3, seed=1)
    full[:, 45:173, 25:153] = small.repeat(2, axis=1).repeat(2, axis=2)
    folder = tmp_path / "celeba"
    photos = {f"img_align_celeba/{photo}.png": encoded(pixels) for photo, pixels in zip(FACES, full, strict=True)}
    (folder / "img_align_celeba").mkdir(parents=True)
    write_lists(folder)
    if form == "zip":
        (folder / "img_align_celeba").rmdir()
        write_zip(folder / "img_align_celeba.zip", photos | {"__MACOSX/img_align_celeba/._000001.jpg": b""})
    else:
        for name, content in photos.items():
            (folder / name).write_bytes(content)
    data = load("celeba", tmp_path, tmp_path / "cache")
    assert np.array_equal(data.parts["train"].images_nhwc, small[[0, 1, 3]])
    assert np.array_equal(data.parts["test"].images_nhwc, small[[2]])


def test_four_pixels_become_their_mean():
    pixels = np.zeros((218, 178, 3), np.uint8)
    pixels[45:47, 25:27, 0] = [[10, 20], [30, 40]]
    assert celeba.face(Image.fromarray(pixels))[0, 0].tolist() == [25, 0, 0]


def test_webp_and_grey_photos_are_read_as_rgb(celeba_root, tmp_path):
    grey = np.full((64, 64), 120, np.uint8)
    write_zip(celeba_root / "celeba64_subset.zip", {f"{photo}.webp": encoded(grey, "webp") for photo in FACES})
    assert load("celeba", celeba_root, tmp_path).parts["train"].images_nhwc.shape == (3, 64, 64, 3)


def test_pixels_are_decoded_once_and_again_when_they_change(celeba_root, tmp_path, face_pixels, monkeypatch):
    cache = tmp_path / "cache"
    calls = []
    load("celeba", celeba_root, cache, lambda done, total: calls.append((done, total)))
    assert calls == [(0, 5)]
    (file,) = cache.iterdir()
    monkeypatch.setattr(celeba, "_decode", None)
    again = load("celeba", celeba_root, cache)
    assert isinstance(again.parts["train"].images_nhwc, np.memmap)
    assert np.array_equal(again.parts["test"].images_nhwc[0], face_pixels["000017"])
    monkeypatch.undo()
    file.write_bytes(file.read_bytes()[:-1])
    torn = load("celeba", celeba_root, cache)
    assert np.array_equal(torn.parts["test"].images_nhwc[0], face_pixels["000017"])
    others = {f"{photo}.png": encoded(255 - face_pixels[photo]) for photo in FACES}
    write_zip(celeba_root / "celeba64_subset.zip", others)
    changed = load("celeba", celeba_root, cache)
    assert np.array_equal(changed.parts["test"].images_nhwc[0], 255 - face_pixels["000017"])


def replace_in(name: str, old: str, new: str):
    def change(root):
        path = root / name
        path.write_text(re.sub(old, new, path.read_text(), count=1))

    return change


def swap_photo(content: bytes):
    def change(root):
        photos = {f"{photo}.png": encoded(random_pixels(1, 64, 64, 3)[0]) for photo in FACES}
        write_zip(root / "celeba64_subset.zip", photos | {"000030.png": content})

    return change


ATTRIBUTES, PARTITION = "list_attr_celeba.txt", "list_eval_partition.txt"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda root: (root / ATTRIBUTES).unlink(), "list_attr_celeba.txt is in none of "),
        (lambda root: (root / PARTITION).unlink(), r"There is no .*list_eval_partition.txt"),
        (lambda root: (root / "celeba64_subset.zip").unlink(), "holds no photos; put one of celeba64_subset.zip, "),
        (lambda root: (root / "celeba64_subset.zip").write_bytes(b"PK no"), "is torn or not a zip archive"),
        (lambda root: write_zip(root / "celeba64_subset.zip", {"tune.mid": b""}), "holds no photos named as CelebA's"),
        (lambda root: (root / ATTRIBUTES).write_bytes(b"\xff\xd8\xff"), "Cannot read .*list_attr_celeba.txt"),
        (lambda root: (root / ATTRIBUTES).write_text("5\n"), "is not CelebA's list of attributes"),
        (replace_in(ATTRIBUTES, "Bald", "Bold"), "has no column Bald; download CelebA's own list."),
        (replace_in(ATTRIBUTES, "-1", "0"), "is not CelebA's list of attributes"),
        (replace_in(ATTRIBUTES, "5", "6"), "announces 6 photos and names 5; download it again."),
        (replace_in(PARTITION, " 2", " 3"), "is not CelebA's partition"),
        (replace_in(PARTITION, " 2", " 1"), "leaves a part without photos"),
        (replace_in(PARTITION, "000017", "000018"), "has 000017, which list_eval_partition.txt lacks"),
        (lambda root: write_lists(root, dict(list(FACES.items())[1:])), "celeba64_subset.zip has 000001, which list_a"),
        (
            lambda root: write_lists(root, FACES | {"000200": FACES["000001"], "000201": FACES["000001"]}),
            "list_attr_celeba.txt has 000200 and 1 more, which celeba64_subset.zip lacks",
        ),
        (swap_photo(b"no image"), "celeba64_subset.zip: photo 000030 is not an image; download it again."),
        (swap_photo(encoded(random_pixels(1, 64, 64, 3)[0])[:900]), "photo 000030 is torn "),
        (swap_photo(encoded(random_pixels(1, 64, 65, 3)[0])), "photo 000030 does not fit: it is 65x64, neither"),
    ],
)
def test_bad_faces_are_one_clear_line_and_leave_nothing(celeba_root, tmp_path, change, message):
    change(celeba_root)
    with pytest.raises(UserError, match=message) as raised:
        load("celeba", celeba_root, tmp_path / "cache")
    assert "\n" not in str(raised.value)
    assert not (tmp_path / "cache").exists() or list((tmp_path / "cache").iterdir()) == []


def test_a_cache_that_cannot_be_made_is_named(celeba_root, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"Cannot write .*choose another folder with --cache"):
        load("celeba", celeba_root, tmp_path / "file")


@pytest.mark.corpora
def test_the_celeba_subset_itself(corpora, tmp_path, monkeypatch):
    """The counts of its lists; the pixels of 46,715 photos would take too long."""
    monkeypatch.setattr(celeba, "_pixels", lambda photos, order, *rest: np.zeros((len(order), 0)))
    assert counts(load("celeba", corpora, tmp_path)) == {
        "train": [37540, 965, 8896, 5338, 7393, 2740, 16778, 6309, 18109, 2051, 28296],
        "validation": [4535, 107, 948, 661, 1070, 350, 2082, 828, 2249, 223, 3306],
        "test": [4640, 111, 1275, 553, 837, 321, 1936, 698, 2339, 207, 3408],
    }
