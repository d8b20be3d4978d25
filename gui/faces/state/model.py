"""The model behind the faces page, with torch: ``load`` imports it on the worker's thread, where it runs.

Shapes: ``b`` latents, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from gui.faces.state.face import REACH, REALISM, ROWS, Edit, Face, Place, Wish
from lc_common.errors import UserError
from lcvision.edit.animation import as_pixels, between, enlarged, save_animation, write_picture
from lcvision.edit.latent_file import StoredLatent, load_latent, save_latent
from lcvision.edit.moves import Editor
from lcvision.edit.retouch import decoded, record, retouch, start, write_retouched
from lcvision.faces.photos import read_photo
from lcvision.vae.measuring import decode
from lcvision.vae.models import ImageClassifier

NEIGHBOUR = 0.2
"""Share of a neighbour's variance that is new."""


class TorchFaces:
    """``gui.faces.state.face.FaceModel`` with the models of ``lcvision``."""

    def __init__(self, editor: Editor, judge: ImageClassifier) -> None:
        self._editor, self._judge = editor, judge

    def sample(self, seed: int) -> Face:
        """A face that never was."""
        return self._faces(self._editor.draw(1, torch.Generator().manual_seed(seed)), [f"sample {seed}"])[0]

    def encode(self, place: Place, progress: Callable[[float], None]) -> Face:
        """The face of a photo, telling what share of the work is done."""
        started = start(self._editor.vae, place.pixels_hwc, progress)
        (face,) = self._faces(started.z_bd, [place.photo.stem])
        encoded_hwc = (255 * started.encoded_hwc).round().astype(np.uint8)
        return replace(face, original_hwc=place.pixels_hwc, place=place, encoded_hwc=encoded_hwc)

    def edit(self, face: Face, wish: Wish) -> Edit:
        """What is asked of a face."""
        return self._edits([face], wish)[0]

    def neighbours(self, face: Face, wish: Wish, n: int, seed: int) -> list[tuple[Face, Edit]]:
        """Faces that resemble it, with the same wish."""
        z_bd = torch.tensor(face.z_d).expand(n, -1)
        varied_bd = self._editor.vary(z_bd, NEIGHBOUR, torch.Generator().manual_seed(seed))
        faces = self._faces(varied_bd, [f"{face.name}, variation {i + 1}" for i in range(n)])
        return list(zip(faces, self._edits(faces, wish), strict=True))

    def save_picture(self, path: Path, face: Face, edit: Edit) -> None:
        """The edit as PNG, enlarged; ``UserError``."""
        write_picture(path, enlarged(edit.pixels_hwc), "PNG")

    def save_in_photo(self, path: Path, face: Face, wish: Wish, edit: Edit) -> str:
        """The face's photo with the edit in it, and beside it what was done; returns that in words. ``UserError``."""
        place = face.place
        if place is None:
            raise UserError("This face is not that of a photo; open one.")
        if path.exists() and path.samefile(place.photo):
            raise UserError(f"{path.name} is the photo itself, which is never written over; choose another name.")
        photo = read_photo(place.photo)
        decoded_2hwc = decoded(self._editor.vae, torch.tensor(np.stack([face.z_d, edit.z_d])))
        wanted = {k: amount > 0 for k, amount in wish.moved.items()}
        done = retouch(photo, place.placement, place.pixels_hwc, decoded_2hwc, self._judge, wanted)
        asked = {ROWS[k].name: amount for k, amount in wish.moved.items()}
        write_retouched(path, done.photo, [record(place.placement, done, method="slider", amounts=asked)])
        return "; ".join(map(str, done.outcomes))

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
