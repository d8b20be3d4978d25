"""Editing and reconstructing photos from the command line: nothing is lost, and what is wrong is said first."""

import json
import re

import numpy as np
import pytest
from PIL import Image

from tests.lcvision.conftest import PORTRAIT, encoded, random_pixels

NO_MODEL = ("--model", "nowhere.safetensors")


@pytest.fixture
def cropped(tmp_path):
    """A picture of 64x64, which is said to be aligned."""
    path = tmp_path / "one.png"
    path.write_bytes(encoded(random_pixels(1, 64, 64, 3)[0]))
    return path


def two_portraits(path):
    """Two portraits side by side, the right one half as large."""
    with Image.open(PORTRAIT) as one:
        both = Image.new("RGB", (384, 300), "grey")
        both.paste(one.resize((256, 300)), (0, 0))
        both.paste(one.resize((128, 150)), (256, 75))
    both.save(path)
    return path


def test_a_photo_is_edited_at_its_own_size_and_what_was_done_is_told(run, tmp_path):
    before = PORTRAIT.read_bytes()
    code, out, _ = run("edit", PORTRAIT, "--set", "Smiling=1", "--set", "Bald=0")
    assert code == 0
    told = r"edited.png: grace_hopper.jpg shows 1 face: edited Smiling on: (done|FAILED), the judge is \d+% sure of it "
    told += (
        r"\(before \d+%\) Bald off: done, the judge is \d% sure of it \(before \d%\) put back: .+; the person: 0\.\d\d "
    )
    assert re.match(told, out)
    assert PORTRAIT.read_bytes() == before
    (face,) = json.loads((tmp_path / "edited.png.json").read_text())["faces"]
    assert (face["face"], face["of"], face["method"], set(face["attributes"])) == (
        1,
        1,
        "gradient",
        {"Smiling", "Bald"},
    )
    assert set(face["distance"]) == {"encoded", "refined", "edited"}
    with Image.open(PORTRAIT) as photo, Image.open("edited.png") as made:
        photo_hwc, made_hwc = np.asarray(photo), np.asarray(made)
    left, top, right, bottom = face["box"]
    assert (top, left) > (0, 0)
    assert (bottom - top) * (right - left) < 0.5 * 512 * 600
    outside_hw = np.ones((600, 512), bool)
    outside_hw[top:bottom, left:right] = False
    assert np.array_equal(made_hwc[outside_hw], photo_hwc[outside_hw])
    assert not np.array_equal(made_hwc, photo_hwc)


def test_every_method_edits_and_shows_the_face_side_by_side(run, runs, cropped):
    """With weights of one's own."""
    files = (
        "--model", runs / "vae.safetensors", "--attributes", runs / "a" / "celeba-attributes.safetensors",
        "--realism", runs / "r" / "celeba-realism.safetensors", "--cgan", runs / "d" / "celeba-cgan.safetensors",
        "--prior", runs / "p" / "celeba-prior.safetensors",
    )  # fmt: skip
    for method in ("gradient", "actor", "vector", "learned"):
        options = ("--method", method, "--aligned", "--side-by-side", *files)
        code, out, _ = run("edit", cropped, "--set", "Smiling=1", *options)
        assert code == 0
        assert "one.png shows 1 face: original, reconstruction, edit, as it is in the photo Smiling on:" in out
        assert Image.open("edited.png").size == (4 * 66 + 2, 66 + 2)


def test_an_edit_starts_from_the_photo_or_from_its_reconstruction(run, tmp_path):
    code, out, _ = run("edit", PORTRAIT, "--set", "Smiling=1", "--method", "actor", "--start", "reconstruction")
    assert code == 0
    assert "put back: decoded face" in out
    code, _, error = run("edit", PORTRAIT, "--set", "Smiling=1", "--start", "scratch")
    assert (code, "photo" in error and "scratch" in error) == (2, True)


def test_of_several_faces_the_largest_is_edited_or_another_or_all(run, tmp_path):
    photo = two_portraits(tmp_path / "two.png")
    options = ("edit", photo, "--set", "Smiling=1")
    with Image.open(photo) as image:
        photo_hwc = np.asarray(image)
    changed = []
    for which, said in (
        ((), "two.png shows 2 faces, this is number 1 from the left, the largest (--face takes another, or all)"),
        (("--face", "2"), "two.png shows 2 faces, this is number 2 from the left: edited"),
        (("--face", "all"), "two.png shows 2 faces: edited"),
    ):
        code, out, _ = run(*options, *which)
        assert code == 0
        assert said in out
        with Image.open("edited.png") as made:
            differs_w = (np.asarray(made) != photo_hwc).any((0, 2))
        changed.append((differs_w[:256].any(), differs_w[256:].any()))
    assert changed == [(True, False), (False, True), (True, True)]


def test_a_folder_is_edited_into_another_and_no_two_names_meet(run, tmp_path):
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("a.jpg", "a.png"):
        two_portraits(photos / name)
    (photos / "notes.txt").write_text("no photo")
    kept = {path.name: path.read_bytes() for path in photos.iterdir()}
    code, out, _ = run("edit", photos, "--set", "Smiling=0", "--set", "Bald=1")
    assert code == 0
    names = ["a.jpg.png", "a.jpg.png.json", "a.png.png", "a.png.png.json"]
    assert sorted(path.name for path in (tmp_path / "edited").iterdir()) == names
    assert "left out: " in out
    assert "notes.txt is not an image" in out
    assert "Smiling off: done on " in out
    assert "Bald on: done on " in out
    assert out.endswith(" of 2 faces")
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == kept


def test_what_is_wrong_with_the_output_is_said_before_the_work(run, cropped, tmp_path):
    """Before the model is loaded: there is none."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "same.png").symlink_to(cropped)
    before = cropped.read_bytes()
    edit = ("edit", cropped, "--set", "Smiling=1", *NO_MODEL)
    for arguments, message in (
        ((*edit, "--out", cropped), "one.png is a photo that is read, which is never written over; name another file"),
        ((*edit, "--out", "same.png"), "same.png is a photo that is read, which is never written over"),
        ((*edit, "--out", "folder"), "folder must end in .png or .jpg or .jpeg."),
        ((*edit, "--out", "a.tif"), "a.tif must end in .png or .jpg or .jpeg."),
        ((*edit, "--out", "a.jpg", "--side-by-side"), "a.jpg must end in .png."),
        ((*edit, "--out", "file/a.png"), "Cannot write file/a.png"),
        (
            ("edit", tmp_path, *edit[2:], "--out", tmp_path),
            "is the folder of the photos; choose another",
        ),
        (("edit", tmp_path, *edit[2:], "--out", "file"), "Cannot write file/file.png: Not a directory"),
        (("reconstruct", cropped, *NO_MODEL, "--out", cropped), "never written over"),
        (("sample", *NO_MODEL, "--out", "a.jpg"), "a.jpg must end in .png."),
        (("sample", *NO_MODEL, "--out", "file/a.png"), "Cannot write file/a.png"),
    ):
        code, _, err = run(*arguments)
        assert code == 2
        assert message in err.replace("\n", " ")
        assert len(err.strip().splitlines()) == 1
    (tmp_path / "edited.png").mkdir()
    assert "edited.png is a folder; name a file with --out." in run(*edit)[2]
    assert cropped.read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_one_line(run, cropped, monkeypatch):
    def refused(dir):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    code, _, err = run("edit", cropped, "--set", "Smiling=1", "--out", "a.png", *NO_MODEL)
    assert (code, err) == (2, "error: Cannot write a.png: Permission denied; choose another folder with --out.\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--set", "Beards=1"), "There is no attribute 'Beards'"),
        (("--set", "Beard=3"), "'Beard=3' must end in =0 or =1."),
        (("--set", "Beard=1", "--threshold", 1.5), "it must lie between 0 and 1"),
        (("--set", "Beard=1", "--threshold", 0), "it must lie between 0 and 1"),
        (("--set", "Blond_Hair=1", "--set", "Black_Hair=1"), "Blond_Hair=1 and Black_Hair=1 contradict each other"),
        (("--set", "Bald=1", "--face", "none"), "--face is none; it must be a number from 1, or all."),
        (("--set", "Bald=1", "--face", "0"), "--face is 0; it must be a number from 1, or all."),
        (("--set", "Bald=1", "--face", "3"), "one.png shows 1 face; --face 3 is none of them."),
    ],
)
def test_a_mistake_is_one_line(run, cropped, arguments, message):
    code, _, err = run("edit", cropped, "--aligned", *arguments)
    assert code == 2
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_a_blue_square_is_no_face(run, tmp_path):
    Image.new("RGB", (64, 64), "blue").save(tmp_path / "blue.png")
    code, _, err = run("edit", "blue.png", "--set", "Smiling=1")
    assert (code, list(tmp_path.glob("edited*"))) == (2, [])
    assert "No face was found in blue.png" in err


def test_a_photo_is_reconstructed_and_it_is_said_how_far_it_is(run):
    code, out, _ = run("reconstruct", PORTRAIT)
    assert code == 0
    assert "reconstructions.png: grace_hopper.jpg shows 1 face: original, encoded, refined the person: " in out
    assert Image.open("reconstructions.png").size == (3 * 66 + 2, 66 + 2)
    for arguments in ((), (PORTRAIT, "--root", ".")):
        code, _, err = run("reconstruct", *arguments)
        assert (code, "Name a photo, or with --root the folder of a data set." in err) == (2, True)
