"""The model of the faces page, tiny and untrained: what it makes has the right shapes and obeys the wish."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from gui.faces.state.face import REACH, Asked, OpenPhoto, Place, Wish
from gui.faces.state.load import load_faces
from gui.faces.state.model import TorchFaces
from gui.faces.state.sight import Window
from lc_common.errors import UserError
from lc_common.nets import NetConfig
from lcvision import pretrained
from lcvision.constraints.trained import ConstraintConfig, ImageConstraint
from lcvision.data.celeba import CELEBA
from lcvision.edit.moves import Editor
from lcvision.faces.placing import Placement, aligned
from lcvision.vae.config import ClassifierConfig, ConvNet, ImageVAEConfig
from lcvision.vae.models import ImageClassifier, ImageVAE

LATENT = 5
SMILE = Wish().with_amount(7, 0.8)


def untrained(task: str) -> ImageConstraint:
    net = NetConfig(LATENT, 10 if task == "cgan" else 0, 1, 6)
    labels = () if task == "realism" else CELEBA.names
    config = ConstraintConfig(task, CELEBA.name, "", net, task != "attributes", 0.0, labels=labels)
    modules = {name: module.eval().requires_grad_(False) for name, module in config.modules().items()}
    return ImageConstraint(config, modules["critic"], modules.get("actor"), 0.5, {"0000000100": 1})


@pytest.fixture
def faces() -> TorchFaces:
    torch.manual_seed(0)
    net = ConvNet(
        encoder_channels=(2, 3, 4), encoder_kernels=(3, 3, 5), decoder_channels=(4, 3, 2), decoder_kernels=(5, 3, 3)
    )
    vae = ImageVAE(ImageVAEConfig(CELEBA.name, CELEBA.shape, net, latent=LATENT)).eval().requires_grad_(False)
    judge = ImageClassifier(ClassifierConfig(CELEBA.name, CELEBA.shape, net, CELEBA.names)).eval().requires_grad_(False)
    return TorchFaces(Editor(vae, *(untrained(task) for task in ("attributes", "realism", "cgan"))), judge)


def test_the_same_seed_samples_the_same_face(faces):
    first, again, other = faces.sample(3), faces.sample(3), faces.sample(4)
    assert (first.name, first.place) == ("sample 3", None)
    assert np.array_equal(first.z_d, again.z_d)
    assert not np.array_equal(first.z_d, other.z_d)
    assert (first.original_hwc.shape, first.original_hwc.dtype, first.seen_y.shape) == ((64, 64, 3), np.uint8, (10,))
    assert np.array_equal(first.original_hwc, first.kept_hwc)


@pytest.fixture
def place(tmp_path) -> Place:
    """A face of noise in a photo of noise, 200x150, turned a little."""
    pixels_hwc = np.random.default_rng(0).integers(0, 256, (150, 200, 3)).astype(np.uint8)
    Image.fromarray(pixels_hwc).save(tmp_path / "photo.png")
    placement = Placement(1.5 + 0.2j, 60 + 20j)
    return Place(tmp_path / "photo.png", placement, aligned(Image.fromarray(pixels_hwc), placement))


def test_a_photo_keeps_its_pixels(faces, place):
    told = []
    face = faces.encode(place, told.append)
    assert (face.name, face.place, face.z_d.shape, told[-1]) == ("photo", place, (LATENT,), 1.0)
    assert np.array_equal(face.original_hwc, place.pixels_hwc)
    assert not np.array_equal(face.kept_hwc, place.pixels_hwc)
    assert not np.array_equal(face.kept_hwc, face.encoded_hwc)


def test_edits_go_into_their_photo_which_is_never_written_over(faces, place, tmp_path):
    face, photo = faces.encode(place, lambda share: None), OpenPhoto(place.photo, (200, 150), (place,), 2)
    before, told = place.photo.read_bytes(), []
    with pytest.raises(UserError, match="never written over"):
        faces.save_in_photo(place.photo, photo, [Asked(face, SMILE)], {}, told.append)
    assert (place.photo.read_bytes(), told) == (before, [])
    known = {face: {"encoded": 0.5, "refined": 0.4}}
    said = faces.save_in_photo(tmp_path / "out.png", photo, [Asked(face, SMILE)], known, told.append)
    assert said.startswith("face 1: Smiling on: ")
    assert told == [0.5]
    with Image.open(tmp_path / "out.png") as made:
        assert made.size == (200, 150)
    (done,) = json.loads((tmp_path / "out.png.json").read_text())["faces"]
    kept = {name: done[name] for name in ("face", "of", "method", "amounts", "started from", "distance")}
    assert kept == {
        "face": 1, "of": 2, "method": "slider", "amounts": {"Smiling": 0.8}, "started from": "photo",
        "distance": {"encoded": 0.5, "refined": 0.4},
    }  # fmt: skip


def test_a_photo_is_shown_as_it_will_be_saved(faces, place, tmp_path):
    """All of it at its own size, and a part of that, larger."""
    face, photo = faces.encode(place, lambda share: None), OpenPhoto(place.photo, (200, 150), (place,), 1)
    for wish in (SMILE, replace(SMILE, origin="reconstruction")):
        asked = [Asked(face, wish)]
        faces.save_in_photo(tmp_path / "out.png", photo, asked, {}, lambda share: None)
        with Image.open(place.photo) as before, Image.open(tmp_path / "out.png") as after:
            before_hwc, after_hwc = np.asarray(before).astype(int), np.asarray(after).astype(int)
        shown = faces.show(photo, asked, Window((0, 0, 200, 150), (200, 150)))
        assert np.array_equal(shown.before_hwc, before_hwc)
        assert np.array_equal(shown.after_hwc, after_hwc)
        part = faces.show(photo, asked, Window((50, 10, 150, 85), (200, 150)))
        larger = Image.fromarray(shown.after_hwc).resize((200, 150), Image.Resampling.BICUBIC, (50, 10, 150, 85))
        assert np.abs(part.after_hwc - np.asarray(larger, int)).mean() < 2
    assert np.abs(after_hwc - before_hwc).max() > 20  # noise, which the model does not keep


def test_every_edited_face_of_a_photo_is_in_it(faces, place):
    other = replace(place, placement=Placement(0.8, 2 + 90j), number=2)
    photo = OpenPhoto(place.photo, (200, 150), (place, other), 2)
    wish = replace(SMILE, origin="reconstruction")
    asked = [Asked(faces.encode(each, lambda share: None), wish) for each in photo.places]
    both = faces.show(photo, asked, Window((0, 0, 200, 150), (200, 150)))
    changed_hw = (both.before_hwc != both.after_hwc).any(2)
    for each in photo.places:
        left, top, right, bottom = each.placement.box()
        inside = (slice(max(0, top), bottom), slice(max(0, left), right))
        assert changed_hw[inside].mean() > 0.3
        changed_hw[inside] = False
    assert not changed_hw.any()


def test_an_edit_moves_towards_its_wish_and_no_farther_than_it_may(faces):
    face = faces.sample(0)
    edit = faces.edit(face, SMILE)
    assert edit.seen_y[7] > face.seen_y[7]
    near = faces.edit(face, Wish(SMILE.amounts, reach=edit.moved / 2))
    assert near.moved == pytest.approx(edit.moved / 2, rel=1e-3)
    assert np.linalg.norm(near.z_d - face.z_d) == pytest.approx(near.moved * (2 * LATENT) ** 0.5, rel=1e-3)
    none = faces.edit(face, Wish())
    assert (np.array_equal(none.pixels_hwc, face.kept_hwc), none.moved) == (True, 0.0)


def test_neighbours_differ_and_are_edited_as_asked(faces):
    face = faces.sample(0)
    pairs = faces.neighbours(face, SMILE, 3, seed=1)
    assert [near.name for near, _ in pairs] == [f"sample 0, variation {i}" for i in (1, 2, 3)]
    for near, edit in pairs:
        assert not np.array_equal(near.z_d, face.z_d)
        assert np.allclose(edit.z_d, faces.edit(near, SMILE).z_d, atol=1e-5)


def test_what_is_saved_can_be_looked_at_and_opened_again(faces, tmp_path):
    face = faces.sample(0)
    edit = faces.edit(face, SMILE)
    faces.save_picture(tmp_path / "edit.png", face, edit)
    faces.save_row(tmp_path / "row.png", face, edit)
    faces.save_animation(tmp_path / "edit.gif", face, edit, lambda share: None)
    faces.save_latent(tmp_path / "face.safetensors", face, SMILE, edit)
    with Image.open(tmp_path / "edit.png") as one, Image.open(tmp_path / "row.png") as row:
        assert (one.size, row.size) == ((256, 256), (768, 256))
    with Image.open(tmp_path / "edit.gif") as moving:
        assert moving.n_frames > 2
    again, wish = faces.load_latent(tmp_path / "face.safetensors")
    assert (again.name, wish) == ("face", SMILE)
    assert np.array_equal(again.z_d, face.z_d)
    assert np.array_equal(faces.edit(again, wish).pixels_hwc, edit.pixels_hwc)


def test_a_kept_face_with_values_out_of_range_is_taken_into_it(faces, tmp_path):
    face = faces.sample(0)
    edit = faces.edit(face, SMILE)
    wild = Wish((5.0, *(0.0,) * 9), realism=7.0, reach=-1.0)
    faces.save_latent(tmp_path / "face.safetensors", face, wild, edit)
    assert faces.load_latent(tmp_path / "face.safetensors")[1] == Wish((1.0, *(0.0,) * 9), 1.0, 0.0)
    assert REACH > 0


def test_without_weights_one_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(pretrained, "FOLDER", tmp_path)
    with pytest.raises(UserError) as problem:
        load_faces()
    assert str(problem.value) == (
        "Faces need trained weights, which are missing: celeba-vae.safetensors, celeba-attributes.safetensors, "
        "celeba-realism.safetensors, celeba-cgan.safetensors, celeba-prior.safetensors, celeba-classifier.safetensors. "
        f"Train them as docs/images.md says, and put them into {tmp_path}."
    )


def test_weights_of_other_labels_than_the_sliders_are_refused(monkeypatch):
    fewer = replace(CELEBA, labels=CELEBA.labels[:9], combinations={})
    monkeypatch.setattr("gui.faces.state.load.CELEBA", fewer)
    with pytest.raises(UserError, match="was trained on other labels than celeba has now"):
        load_faces()
