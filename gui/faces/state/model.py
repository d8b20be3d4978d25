"""The model behind the faces page, with torch: ``load`` imports it on the worker's thread, where it runs.

Shapes: ``b`` latents, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from gui.faces.state.face import REACH, REALISM, ROWS, Asked, Edit, Face, Known, OpenPhoto, Place, Shown, Wish
from gui.faces.state.sight import Window
from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lcvision.edit.animation import as_pixels, between, enlarged, save_animation, write_picture
from lcvision.edit.latent_file import StoredLatent, load_latent, save_latent
from lcvision.edit.moves import Editor
from lcvision.edit.retouch import Layer, decoded, layer_of, record, retouch, start, write_retouched
from lcvision.faces.photos import read_photo
from lcvision.faces.placing import put
from lcvision.vae.measuring import decode
from lcvision.vae.models import ImageClassifier

NEIGHBOUR = 0.2
"""Share of a neighbour's variance that is new."""
KEPT = 32
"""Edits that are kept: in a photo with several faces those of all but one stay as they are."""


class TorchFaces:
    """``gui.faces.state.face.FaceModel`` with the models of ``lcvision``."""

    def __init__(self, editor: Editor, judge: ImageClassifier) -> None:
        self._editor, self._judge = editor, judge
        self._edit = lru_cache(KEPT)(lambda face, wish: self._edits([face], wish)[0])
        self._layer = lru_cache(KEPT)(self._make_layer)
        self._read = lru_cache(1)(read_photo)
        self._window = lru_cache(1)(self._cut_window)

    def sample(self, seed: int) -> Face:
        """A face that never was."""
        return self._faces(
            self._editor.draw(1, torch.Generator().manual_seed(seed)), [sentence("sample {number}", number=seed)]
        )[0]

    def encode(self, place: Place, progress: Callable[[float], None]) -> Face:
        """The face of a photo, telling what share of the work is done."""
        started = start(self._editor.vae, place.pixels_hwc, progress)
        (face,) = self._faces(started.z_bd, [place.photo.stem])
        encoded_hwc = (255 * started.encoded_hwc).round().astype(np.uint8)
        return replace(face, original_hwc=place.pixels_hwc, place=place, encoded_hwc=encoded_hwc)

    def edit(self, face: Face, wish: Wish) -> Edit:
        """What is asked of a face."""
        return self._edit(face, wish)

    def neighbours(self, face: Face, wish: Wish, n: int, seed: int) -> list[tuple[Face, Edit]]:
        """Faces that resemble it, with the same wish."""
        z_bd = torch.tensor(face.z_d).expand(n, -1)
        varied_bd = self._editor.vary(z_bd, NEIGHBOUR, torch.Generator().manual_seed(seed))
        names = [sentence("{name}, variation {number}", name=face.name, number=i + 1) for i in range(n)]
        faces = self._faces(varied_bd, names)
        return list(zip(faces, self._edits(faces, wish), strict=True))

    def save_picture(self, path: Path, face: Face, edit: Edit) -> None:
        """The edit as PNG, enlarged; ``UserError``."""
        write_picture(path, enlarged(edit.pixels_hwc), "PNG")

    def show(self, photo: OpenPhoto, asked: Sequence[Asked], window: Window) -> Shown:
        """A part of a photo with what is asked of its faces; ``UserError``."""
        before = after = self._window(photo.path, window)
        for each in asked:
            layer, placement = (
                self._layer(each),
                _place(each.face).placement.seen(complex(*window.box[:2]), window.scale),
            )
            after = put(after, placement, layer.keep_hw, layer.add_hwc)
        return Shown(window, np.asarray(before), np.asarray(after))

    def save_in_photo(
        self, path: Path, photo: OpenPhoto, asked: Sequence[Asked], known: Known, progress: Callable[[float], None]
    ) -> str:
        """A photo with what is asked of its faces, at its own size, and beside it what was done.

        Args:
            known: of a face how far the person is from the photo's, where that is known.

        Returns:
            what was done in words. ``UserError``.
        """
        if path.exists() and path.samefile(photo.path):
            raise UserError(
                sentence(
                    "{name} is the photo itself, which is never written over; choose another name.", name=path.name
                )
            )
        made = self._read(photo.path)
        made.check_format(path)
        records, said = [], []
        for at, each in enumerate(asked, 1):
            face, wish, place = each.face, each.wish, _place(each.face)
            done = retouch(
                made, place.placement, place.pixels_hwc, self._decoded(each), self._judge, _wanted(wish), wish.origin
            )
            made = done.photo
            amounts = {ROWS[k].name: amount for k, amount in wish.moved.items()}
            more: dict[str, object] = {"face": place.number, "of": photo.faces, "method": "slider"}
            more |= {"amounts": amounts, "realism": wish.realism, "reach": wish.reach, "started from": wish.origin}
            if face in known:
                more["distance"] = known[face]
            records.append(record(place.placement, done, **more))
            which = f"face {place.number}: " if photo.faces > 1 else ""
            said.append(which + ("; ".join(map(str, done.outcomes)) or "as the model keeps it"))
            progress(0.5 * at / len(asked))
        write_retouched(path, made, records)
        return "; ".join(said)

    def save_row(self, path: Path, face: Face, edit: Edit) -> None:
        """Original, reconstruction and edit side by side as PNG; ``UserError``."""
        row_hwc = np.concatenate([face.original_hwc, face.kept_hwc, edit.pixels_hwc], axis=1)
        write_picture(path, enlarged(row_hwc), "PNG")

    def save_animation(self, path: Path, face: Face, edit: Edit, progress: Callable[[float], None]) -> None:
        """From before to after and back, telling what share is done; ``UserError``."""
        frames_nhwc = between(self._editor.vae, torch.tensor(face.z_d), torch.tensor(edit.z_d))
        save_animation(path, frames_nhwc, progress)

    def save_latent(self, path: Path, face: Face, wish: Wish, edit: Edit) -> None:
        """The face and what is asked of it, to go on another day; ``UserError``."""
        asked = {ROWS[k].name: amount for k, amount in wish.moved.items()}
        asked |= {"realism": wish.realism, "reach": wish.reach}
        latent = StoredLatent(torch.tensor(face.z_d), torch.tensor(edit.z_d), asked)
        save_latent(path, self._editor.vae, latent)

    def load_latent(self, path: Path) -> tuple[Face, Wish]:
        """What ``save_latent`` wrote; ``UserError``."""
        latent = load_latent(path, self._editor.vae)
        asked = {name: float(value) for name, value in latent.asked.items()}
        wish = Wish(
            tuple(min(1.0, max(-1.0, asked.get(row.name, 0.0))) for row in ROWS),
            min(1.0, max(0.0, asked.get("realism", REALISM))),
            min(REACH, max(0.0, asked.get("reach", REACH))),
        )
        return self._faces(latent.start_d[None], [path.stem])[0], wish

    def _make_layer(self, asked: Asked) -> Layer:
        """What an edit does to its face in a photo."""
        pixels_hwc, wish = _place(asked.face).pixels_hwc, asked.wish
        return layer_of(pixels_hwc, self._decoded(asked), self._judge, _wanted(wish), wish.origin)

    def _decoded(self, asked: Asked) -> np.ndarray:
        """The decoded reconstruction and edit in [0, 1], ``[2, h, w, c]``: finer than the pixels of either."""
        z_2d = np.stack([asked.face.z_d, self.edit(asked.face, asked.wish).z_d])
        return decoded(self._editor.vae, torch.tensor(z_2d))

    def _cut_window(self, path: Path, window: Window) -> Image.Image:
        """A part of a photo as it is shown."""
        seen = self._read(path).seen
        return seen.resize(window.size, Image.Resampling.BICUBIC, window.box, reducing_gap=2.0)

    def _faces(self, z_bd: Tensor, names: Sequence[str]) -> list[Face]:
        kept_bhwc, seen_by = self._look(z_bd)
        return [
            Face(name, z_d, kept, kept, seen)
            for name, z_d, kept, seen in zip(names, z_bd.numpy(), kept_bhwc, seen_by, strict=True)
        ]

    def _edits(self, faces: Sequence[Face], wish: Wish) -> list[Edit]:
        z_bd = torch.tensor(np.stack([face.z_d for face in faces]))
        moved_bd = self._editor.slide(z_bd, wish.moved, realism=wish.realism, reach=wish.reach)
        share_b = (moved_bd - z_bd).norm(dim=1) / math.sqrt(2 * z_bd.shape[1])
        pixels_bhwc, seen_by = self._look(moved_bd)
        rows = zip(moved_bd.numpy(), pixels_bhwc, seen_by, share_b.tolist(), strict=True)
        return [Edit(*row) for row in rows]

    def _look(self, z_bd: Tensor) -> tuple[np.ndarray, np.ndarray]:
        """Pixels uint8 ``[b, h, w, c]`` and probabilities ``[b, y]``."""
        with torch.inference_mode():
            seen_by = self._editor.attributes.critic(z_bd).sigmoid().numpy()
        return as_pixels(decode(self._editor.vae, z_bd)), seen_by


def _place(face: Face) -> Place:
    """Where a face is in its photo."""
    if face.place is None:
        raise UserError("This face is not that of a photo; open one.")
    return face.place


def _wanted(wish: Wish) -> dict[int, bool]:
    """Which labels are to hold and which are not."""
    return {k: amount > 0 for k, amount in wish.moved.items()}
