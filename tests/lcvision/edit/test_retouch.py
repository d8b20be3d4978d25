"""Edits put back into photos: what is put back is chosen by the judge, told as it is, and changes nothing around."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from lcvision.data.celeba import CELEBA
from lcvision.edit import retouch as module
from lcvision.edit.retouch import Outcome, matched, record, retouch, start, write_retouched
from lcvision.faces.photos import Photo
from lcvision.faces.placing import Placement, aligned
from lcvision.vae.config import ClassifierConfig
from tests.lcvision.conftest import TINY_NET, random_pixels

BLOND, SMILE = 2, 7
MIDDLE = slice(26, 38)


class Judge(nn.Module):
    """Sees a smile where the middle of a face is brighter than a grey of .6 in the red, and blond hair nowhere."""

    config = ClassifierConfig(CELEBA.name, CELEBA.shape, TINY_NET, CELEBA.names)

    def forward(self, images_nchw):
        logits_nk = torch.full((len(images_nchw), 10), -5.0)
        logits_nk[:, SMILE] = 50 * (images_nchw[:, 0, MIDDLE, MIDDLE].mean((1, 2)) - 0.6)
        return logits_nk


def flat(value: float) -> np.ndarray:
    return np.full((64, 64, 3), value)


def brighter(face_hwc: np.ndarray, by: float) -> np.ndarray:
    """The same with a brighter middle."""
    face_hwc = face_hwc.copy()
    face_hwc[20:44, 20:44] += by
    return face_hwc


def of_noise(grey: float) -> tuple[Photo, Placement, np.ndarray]:
    """A photo of noise about a grey, its face, and the pixels of that."""
    noise_hwc = np.random.default_rng(0).normal(255 * grey, 12, (300, 300, 3)).clip(0, 255).astype(np.uint8)
    photo, placement = Photo(Path("photo.jpg"), Image.fromarray(noise_hwc)), Placement(3 + 0.5j, 60 + 40j)
    return photo, placement, aligned(photo.seen, placement)


def test_the_difference_is_put_back_where_it_does():
    photo, placement, pixels_hwc = of_noise(0.5)
    kept_hwc = pixels_hwc / 255
    done = retouch(photo, placement, pixels_hwc, np.stack([kept_hwc, brighter(kept_hwc, 0.2)]), Judge(), {SMILE: True})
    assert done.by == "difference"
    (outcome,) = done.outcomes
    assert (outcome.name, outcome.on, outcome.succeeded, done.succeeded) == ("Smiling", True, True, True)
    assert (outcome.before, outcome.after) == pytest.approx((0.01, 0.99), abs=0.02)
    before_hwc, after_hwc = (np.asarray(each.image).astype(int) for each in (photo, done.photo))
    change_hw = (after_hwc - before_hwc)[130:150, 150:170].mean(2)
    assert change_hw.mean() == pytest.approx(51, abs=2)
    assert change_hw.std() < 2  # the photo's own grain is all there


def test_the_decoded_edit_covers_what_the_difference_leaves():
    """The photo's smile is brighter than its reconstruction's, as teeth and the rims of glasses are."""
    photo, placement, _ = of_noise(0.5)
    bright_hwc = np.asarray(photo.image) // 2 + np.where(np.arange(300) < 140, 0, 120)[None, :, None].astype(np.uint8)
    before = replace(photo, image=Image.fromarray(bright_hwc))
    kept_hwc = aligned(before.seen, placement) / 255
    bright_hwc = bright_hwc.copy()
    bright_hwc[126:178, 114:166] = 191
    photo = replace(photo, image=Image.fromarray(bright_hwc))
    decoded_2hwc = np.stack([kept_hwc, brighter(kept_hwc, -0.12)])
    done = retouch(photo, placement, aligned(photo.seen, placement), decoded_2hwc, Judge(), {SMILE: False})
    assert (done.by, done.succeeded) == ("decoded edit", True)
    # Where the edit changes nothing, the photo is as it was.
    corner = (slice(210, 225), slice(90, 105))
    before_hwc, after_hwc = (np.asarray(each.image).astype(int)[corner] for each in (photo, done.photo))
    assert np.abs(after_hwc - before_hwc).max() <= 1


def test_what_the_reconstruction_has_lost_does_not_stay_under_the_edit():
    """Bars as of glasses, which are not in the reconstruction, and which no judge is asked for."""
    photo, placement, _ = of_noise(0.5)
    barred_hwc = np.asarray(photo.image) // 2 + np.where(np.arange(300) < 140, 0, 120)[None, :, None].astype(np.uint8)
    kept_hwc = aligned(Image.fromarray(barred_hwc), placement) / 255
    barred_hwc[110:190, 100:180] = np.where(np.arange(80) % 12 < 6, 0, 255)[None, :, None]
    photo = replace(photo, image=Image.fromarray(barred_hwc))
    decoded_2hwc = np.stack([kept_hwc, brighter(kept_hwc, 0.15)])
    done = retouch(photo, placement, aligned(photo.seen, placement), decoded_2hwc, Judge(), {BLOND: False})
    assert done.by == "decoded edit"
    assert np.asarray(done.photo.image)[140:160, 120:160].std() < 0.6 * barred_hwc[140:160, 120:160].std()


def test_from_the_reconstruction_the_whole_face_is_the_decoded_one():
    photo, placement, pixels_hwc = of_noise(0.5)
    kept_hwc = np.full_like(pixels_hwc, 128) / 255 + np.linspace(-0.05, 0.05, 64)[None, :, None]
    decoded_2hwc = np.stack([kept_hwc, brighter(kept_hwc, 0.2)])
    done = retouch(photo, placement, pixels_hwc, decoded_2hwc, Judge(), {SMILE: True}, "reconstruction")
    assert (done.by, done.succeeded) == ("decoded face", True)
    before_hwc, after_hwc = (np.asarray(each.image).astype(int) for each in (photo, done.photo))
    middle = (slice(140, 156), slice(130, 146))
    assert before_hwc[middle].std() > 10
    assert after_hwc[middle].std() < 2  # nothing of the photo's grain
    assert np.array_equal(before_hwc[:30], after_hwc[:30])


def test_what_failed_is_said_to_have_failed():
    photo, placement, pixels_hwc = of_noise(0.3)
    kept_hwc = pixels_hwc / 255
    decoded_2hwc = np.stack([kept_hwc, brighter(kept_hwc, 0.1)])
    done = retouch(photo, placement, pixels_hwc, decoded_2hwc, Judge(), {SMILE: True, BLOND: False})
    assert [outcome.succeeded for outcome in done.outcomes] == [False, True]
    assert (done.by, done.succeeded) == ("difference", False)
    assert str(Outcome("Smiling", True, 0.04, 0.31)) == "Smiling on: FAILED, the judge is 31% sure of it (before 4%)"
    assert str(Outcome("Bald", False, 0.9, 0.5 - 1e-6)) == "Bald off: done, the judge is 50% sure of it (before 90%)"


def test_decoded_faces_take_the_photos_colours():
    original_hwc = np.random.default_rng(0).normal((0.6, 0.5, 0.3), 0.1, (64, 64, 3))
    kept_hwc = 0.4 + 0.5 * (original_hwc - 0.5)
    same_hwc, moved_hwc = matched(original_hwc, np.stack([kept_hwc, kept_hwc + 0.05]))
    assert np.allclose(same_hwc, original_hwc)
    assert np.allclose(moved_hwc, original_hwc + 0.1)
    grey_hwc = np.repeat(original_hwc[..., :1], 3, axis=2)
    assert np.ptp(matched(grey_hwc, np.stack([kept_hwc, kept_hwc**2])), axis=3).max() < 1e-9


def test_a_transparent_photo_keeps_its_transparency_and_every_pixel_around():
    pixels_hwc = random_pixels(1, 120, 140, 4)[0]
    image = Image.fromarray(pixels_hwc)
    photo = Photo(Path("a.png"), image.convert("RGB"), image.getchannel("A"))
    placement = Placement(1.0, 40 + 30j)
    face_hwc = aligned(photo.seen, placement)
    done = retouch(photo, placement, face_hwc, np.stack([flat(0.5), brighter(flat(0.5), 0.3)]), Judge(), {SMILE: True})
    made_hwc = np.asarray(done.photo.image)
    outside_hw = np.ones((120, 140), bool)
    outside_hw[30:94, 40:104] = False
    assert np.array_equal(made_hwc[outside_hw], pixels_hwc[outside_hw][:, :3])
    assert done.photo.alpha is photo.alpha


def test_what_was_done_is_written_beside_the_photo(tmp_path):
    photo, placement, pixels_hwc = of_noise(0.5)
    kept_hwc = pixels_hwc / 255
    done = retouch(photo, placement, pixels_hwc, np.stack([kept_hwc, brighter(kept_hwc, 0.2)]), Judge(), {SMILE: True})
    write_retouched(tmp_path / "new" / "a.png", done.photo, [record(placement, done, face=1, of=2)])
    with Image.open(tmp_path / "new" / "a.png") as made:
        assert np.array_equal(np.asarray(made), np.asarray(done.photo.image))
    told = json.loads((tmp_path / "new" / "a.png.json").read_text())
    (face,) = told.pop("faces")
    assert told == {"photo": "photo.jpg", "size": [300, 300]}
    assert (face["face"], face["of"], face["pasted"]) == (1, 2, "difference")
    assert face["attributes"]["Smiling"]["succeeded"] is True


def test_a_face_starts_encoded_and_refined_and_tells_how_far_it_is(tiny_vae):
    pixels_hwc, told = random_pixels(1, 64, 64, 3)[0], []
    face = start(tiny_vae, pixels_hwc, told.append)
    errors = [np.square(made_hwc - pixels_hwc / 255).sum() for made_hwc in (face.encoded_hwc, face.kept_hwc)]
    assert errors[1] < errors[0]
    assert told == sorted(told)
    assert (told[-1], len(told) > 3) == (1.0, True)
    assert module.SUCCESS == 0.5
