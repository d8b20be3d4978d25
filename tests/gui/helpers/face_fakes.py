"""Stand-ins for the model of faces and for what finds them: what came out can be told from what was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import numpy as np

from gui.faces.state.face import ROWS, Asked, Edit, Face, Known, OpenPhoto, Place, Shown, Wish
from gui.faces.state.sight import Window
from lc_common.errors import UserError
from lcvision.faces.placing import Placement


def flat(value: int) -> np.ndarray:
    """A picture of one grey."""
    return np.full((64, 64, 3), value, np.uint8)


def placed(value: int, photo: Path = Path("holiday.jpg"), number: int = 1, turn: float = 2.0) -> Place:
    """A face of one grey in a photo, each ``number`` farther to the right."""
    return Place(photo, Placement(turn, 5 + 7j + 140 * (number - 1)), flat(value), number)


SIZE = (600, 300)
"""Of the photos that ``FakeJudge`` finds faces in."""


class FakeFaces:
    """Edits become as probable as is asked; the grey of an edit is 100 and the sum of the amounts in percent.

    Args:
        gate: editing waits for it, if there is one.
    """

    def __init__(self, gate: threading.Event | None = None) -> None:
        self.gate = gate
        self.edited: list[Wish] = []
        self.shown: list[tuple[list[dict[int, float]], Window]] = []
        self.seeds: list[int] = []

    def sample(self, seed: int) -> Face:
        self.seeds.append(seed)
        return Face(f"sample {seed}", np.zeros(4, np.float32), flat(100), flat(100), np.full(len(ROWS), 0.5))

    def encode(self, place: Place, progress: Callable[[float], None]) -> Face:
        progress(0.5)
        if self.gate:
            self.gate.wait(60)
        name, seen_y = place.photo.stem, np.full(len(ROWS), 0.5)
        return Face(name, np.ones(4, np.float32), place.pixels_hwc, flat(90), seen_y, place, flat(95))

    def edit(self, face: Face, wish: Wish) -> Edit:
        if self.gate:
            self.gate.wait(60)
        self.edited.append(wish)
        if wish.amounts[0] == -1.0:
            raise UserError("This one cannot be made.")
        seen_y = face.seen_y + np.array(wish.amounts) / 2
        return Edit(face.z_d + 1, flat(min(255, 100 + round(100 * sum(wish.amounts)))), seen_y, 0.2)

    def neighbours(self, face: Face, wish: Wish, n: int, seed: int) -> list[tuple[Face, Edit]]:
        faces = [self.sample(i) for i in range(n)]
        return [(face, self.edit(face, wish)) for face in faces]

    def save_picture(self, path: Path, face: Face, edit: Edit) -> None:
        self._save(path, "edit", edit)

    def show(self, photo: OpenPhoto, asked: Sequence[Asked], window: Window) -> Shown:
        """Black before, after as grey as the amounts of all faces in percent."""
        if photo.path.name == "gone.jpg":
            raise UserError("There is no photo gone.jpg.")
        self.shown.append(([each.wish.moved for each in asked], window))
        grey = round(100 * sum(sum(each.wish.amounts) for each in asked))
        before_hwc = np.zeros((window.size[1], window.size[0], 3), np.uint8)
        return Shown(window, before_hwc, before_hwc + np.uint8(grey))

    def save_in_photo(
        self, path: Path, photo: OpenPhoto, asked: Sequence[Asked], known: Known, progress: Callable[[float], None]
    ) -> str:
        progress(0.5)
        if not path.parent.exists():
            raise UserError(f"Cannot write {path}.")
        done = [(each.face.place.number, each.wish.moved, each.wish.origin, known.get(each.face)) for each in asked]
        path.write_text(f"in {photo.path.name}: {done}")
        return "Smile: done"

    def save_row(self, path: Path, face: Face, edit: Edit) -> None:
        self._save(path, "row", edit)

    def save_animation(self, path: Path, face: Face, edit: Edit, progress: Callable[[float], None]) -> None:
        progress(0.25)
        if self.gate:
            self.gate.wait(60)
        self._save(path, "animation", edit)

    def save_latent(self, path: Path, face: Face, wish: Wish, edit: Edit) -> None:
        self._save(path, f"latent of {wish.moved}", edit)

    def load_latent(self, path: Path) -> tuple[Face, Wish]:
        if not path.exists():
            raise UserError(f"There is no checkpoint {path}.")
        return self.sample(0), Wish().with_amount(7, 0.5)

    def _save(self, path: Path, what: str, edit: Edit) -> None:
        if not path.parent.exists():
            raise UserError(f"Cannot write {path}.")
        path.write_text(f"{what} {edit.pixels_hwc[0, 0, 0]}")


class FakeJudge:
    """Finds what a test puts into ``faces``, or raises ``trouble``; a pair is as far apart as their greys."""

    def __init__(self) -> None:
        self.faces: list[Place] = [placed(80)]
        self.small = 0
        self.trouble: Exception | None = None
        self.compared = 0
        self.closed = False

    def find(self, path: Path) -> Future:
        places = tuple(replace(place, photo=path) for place in self.faces)
        return self._answer(OpenPhoto(path, SIZE, places, len(places) + self.small))

    def compare(self, a_hwc: np.ndarray, b_hwc: np.ndarray) -> Future:
        self.compared += 1
        distance = abs(int(a_hwc[0, 0, 0]) - int(b_hwc[0, 0, 0])) / 100
        return self._answer((distance, "the same person" if distance < 0.3 else "somebody else"))

    def close(self) -> None:
        self.closed = True

    def _answer(self, answer: object) -> Future:
        future: Future = Future()
        if self.trouble:
            future.set_exception(self.trouble)
        else:
            future.set_result(answer)
        return future
