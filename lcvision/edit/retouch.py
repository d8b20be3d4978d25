"""An edit of a face put back into its photo, at the photo's own size, and what a judge sees of it there.

What is added to the photo is the difference of the decoded edit and the decoded reconstruction, so that the photo keeps
its detail. The decoded edit itself covers what has changed where the difference fails, by either of two measures: the
judge, a classifier that took no part in the edit, does not see there what it sees on the decoded edit; or the
reconstruction misses more of the photo than the edit changes, as of the rims of glasses, which would stay. Who would
rather start from the reconstruction gets the whole face as it is decoded.

Shapes: ``n`` images, ``b`` latents, ``d`` latent, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``k`` labels.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from lc_common.files import write_text
from lcvision.faces.photos import Photo, record_of
from lcvision.faces.placing import Placement, aligned, feathered, put
from lcvision.vae.measuring import decode
from lcvision.vae.models import ImageClassifier, ImageVAE
from lcvision.vae.refining import refine

SUCCESS = 0.5
"""Probability of a label, to the judge, from which on it holds: as everywhere in ``lcvision.evaluate``."""
CHANGED = (0.03, 0.12)
"""Of decoded faces: by how much of the range a place must differ to count as changed a little, and wholly."""
AROUND = 9
"""Side in pixels of the place that is looked at for that."""
GAIN = (0.5, 2.0)
"""How much less or more contrast than the photo a decoded face may have for that to be put right."""

By = Literal["difference", "decoded edit", "decoded face"]
Origin = Literal["photo", "reconstruction"]
"""What an edit starts from: the photo, whose detail stays, or the face as the model keeps it."""


@dataclass(frozen=True)
class Outcome:
    """What became of one label.

    Attributes:
        name: of the label.
        on: whether it was to hold.
        before, after: its probability to the judge, in the photo and in the edited photo.
    """

    name: str
    on: bool
    before: float
    after: float

    @property
    def succeeded(self) -> bool:
        """Whether the judge sees what was asked for."""
        return (self.after >= SUCCESS) == self.on

    def __str__(self) -> str:
        way, done = "on" if self.on else "off", "done" if self.succeeded else "FAILED"
        return f"{self.name} {way}: {done}, the judge is {self.after:.0%} sure of it (before {self.before:.0%})"


@dataclass(frozen=True)
class Layer:
    """What is done to a face's pixels: each is multiplied by ``keep_hw``, and ``add_hwc`` is added, in 0..1."""

    keep_hw: np.ndarray
    add_hwc: np.ndarray
    by: By


@dataclass(frozen=True)
class Retouched:
    """A photo with an edited face in it.

    Attributes:
        photo: the same outside of the face's place.
        face_hwc: the face cut out of it again, uint8.
        by: what was put back.
        outcomes: of each label that was asked for.
    """

    photo: Photo
    face_hwc: np.ndarray
    by: By
    outcomes: tuple[Outcome, ...]

    @property
    def succeeded(self) -> bool:
        """Whether the judge sees all that was asked for."""
        return all(outcome.succeeded for outcome in self.outcomes)


@dataclass(frozen=True)
class Started:
    """A face of a photo before it is edited.

    Attributes:
        pixels_hwc: uint8.
        encoded_hwc: decoded from where the encoder puts it, in [0, 1].
        kept_hwc: decoded from where refining puts it.
        z_bd: that latent, one row.
    """

    pixels_hwc: np.ndarray
    encoded_hwc: np.ndarray
    kept_hwc: np.ndarray
    z_bd: Tensor


@torch.no_grad()
def start(vae: ImageVAE, pixels_hwc: np.ndarray, progress: Callable[[float], None] = lambda share: None) -> Started:
    """A face, uint8 ``[h, w, c]``, encoded and refined; ``progress`` is told what share of that is done."""
    image_bchw = torch.tensor(pixels_hwc).permute(2, 0, 1)[None].float() / 255
    z_bd = refine(vae, image_bchw, progress=progress)
    encoded_hwc, kept_hwc = decoded(vae, torch.cat([vae.encode(image_bchw)[0], z_bd]))
    return Started(pixels_hwc, encoded_hwc, kept_hwc, z_bd)


def decoded(vae: ImageVAE, z_bd: Tensor) -> np.ndarray:
    """Faces of latents in [0, 1], ``[b, h, w, c]``."""
    return decode(vae, z_bd).permute(0, 2, 3, 1).numpy()


def retouch(
    photo: Photo,
    placement: Placement,
    pixels_hwc: np.ndarray,
    decoded_2hwc: np.ndarray,
    judge: ImageClassifier,
    wanted: Mapping[int, bool],
    origin: Origin = "photo",
) -> Retouched:
    """Put an edit into a photo.

    Args:
        photo: the photo itself, or one in which other faces were edited already.
        pixels_hwc: the face cut out of the photo itself, uint8.
        decoded_2hwc: the decoded reconstruction and edit, in [0, 1].
        wanted: column of a label and whether it was to hold.
        origin: what the edit starts from.
    """
    layer = layer_of(pixels_hwc, decoded_2hwc, judge, wanted, origin)
    made = replace(photo, image=put(photo.image, placement, layer.keep_hw, layer.add_hwc))
    made_hwc = aligned(made.seen, placement)
    before_k, after_k = probabilities(judge, [pixels_hwc / 255, made_hwc / 255])
    outcomes = (Outcome(judge.config.labels[k], on, float(before_k[k]), float(after_k[k])) for k, on in wanted.items())
    return Retouched(made, made_hwc, layer.by, tuple(outcomes))


def layer_of(
    pixels_hwc: np.ndarray,
    decoded_2hwc: np.ndarray,
    judge: ImageClassifier,
    wanted: Mapping[int, bool],
    origin: Origin = "photo",
) -> Layer:
    """What ``retouch`` puts into a photo, whatever the photo's size."""
    original_hwc = pixels_hwc / 255
    kept_hwc, edited_hwc = matched(original_hwc, decoded_2hwc)
    mask_hw1 = feathered()[..., None]
    if origin == "reconstruction":
        return Layer(1 - mask_hw1[..., 0], mask_hw1 * edited_hwc, "decoded face")
    changed_hw1 = _changed(decoded_2hwc)[..., None]
    layers: dict[By, tuple[np.ndarray, np.ndarray]] = {
        "difference": (np.ones_like(mask_hw1), mask_hw1 * (edited_hwc - kept_hwc)),
        "decoded edit": (
            1 - mask_hw1 * changed_hw1,
            mask_hw1 * (changed_hw1 * edited_hwc + (1 - changed_hw1) * (edited_hwc - kept_hwc)),
        ),
    }
    faces = [original_hwc, decoded_2hwc[1], *(original_hwc * keep + add for keep, add in layers.values())]
    _, edit_k, difference_k, patch_k = probabilities(judge, faces) >= SUCCESS
    lost = any(edit_k[k] == patch_k[k] == on != difference_k[k] for k, on in wanted.items())
    worse = any(difference_k[k] == on != patch_k[k] for k, on in wanted.items())
    changed_hwc, missed_hwc = (
        mask_hw1 * changed_hw1 * np.abs(each_hwc - kept_hwc) for each_hwc in (edited_hwc, original_hwc)
    )
    stays = missed_hwc.sum() > changed_hwc.sum()
    by: By = "decoded edit" if (lost or stays) and not worse else "difference"
    keep_hw1, add_hwc = layers[by]
    return Layer(keep_hw1[..., 0], add_hwc, by)


def matched(original_hwc: np.ndarray, decoded_nhwc: np.ndarray) -> np.ndarray:
    """Decoded faces in the photo's colours: the first, the reconstruction, has the original's means and contrasts then.

    A grey photo stays grey.
    """
    kept_hwc = decoded_nhwc[0]
    spread_c = original_hwc.std((0, 1)) / np.maximum(kept_hwc.std((0, 1)), 1e-6)
    matched_nhwc = (decoded_nhwc - kept_hwc.mean((0, 1))) * spread_c.clip(*GAIN) + original_hwc.mean((0, 1))
    if np.ptp(original_hwc, axis=2).max() == 0:
        matched_nhwc[...] = matched_nhwc.mean(3, keepdims=True)
    return matched_nhwc


def _changed(decoded_2hwc: np.ndarray) -> np.ndarray:
    """How much an edit changes around each pixel, ``[h, w]`` from 0 to 1."""
    difference_hw = torch.tensor(np.abs(decoded_2hwc[1] - decoded_2hwc[0]).max(2))
    around_hw = functional.avg_pool2d(difference_hw[None, None], AROUND, 1, AROUND // 2, count_include_pad=False)[0, 0]
    least, most = CHANGED
    rising_hw = ((around_hw.numpy() - least) / (most - least)).clip(0, 1)
    return rising_hw**2 * (3 - 2 * rising_hw)


@torch.inference_mode()
def probabilities(judge: ImageClassifier, faces_nhwc: Sequence[np.ndarray]) -> np.ndarray:
    """What a classifier sees on faces in [0, 1], ``[n, k]``."""
    images_nchw = torch.tensor(np.stack(faces_nhwc), dtype=torch.float).permute(0, 3, 1, 2).clamp(0, 1)
    return judge(images_nchw).sigmoid().numpy()


def write_retouched(path: Path, photo: Photo, faces: Sequence[Mapping[str, object]]) -> None:
    """Write an edited photo, and beside it as ``NAME.json`` what was done to each of its ``faces``.

    Raises:
        UserError: see ``Photo.write``.
    """
    photo.write(path)
    done = {"photo": photo.path.name, "size": photo.image.size, "faces": faces}
    write_text(record_of(path), json.dumps(done, indent=2) + "\n")


def record(placement: Placement, retouched: Retouched, **more: object) -> dict[str, object]:
    """What was done to one face, for ``write_retouched``."""
    eyes = [[round(eye.real, 1), round(eye.imag, 1)] for eye in placement.eyes]
    outcomes = {
        outcome.name: {
            "asked": outcome.on,
            "succeeded": outcome.succeeded,
            "judge before": round(outcome.before, 3),
            "judge after": round(outcome.after, 3),
        }
        for outcome in retouched.outcomes
    }
    return {"eyes": eyes, "box": placement.box(), "pasted": retouched.by, "attributes": outcomes, **more}
