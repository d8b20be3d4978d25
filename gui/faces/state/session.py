"""What the faces page does, without a window and without torch: faces, sliders, undo, files."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path

from gui.faces.state.face import REACH, Edit, Face, Origin, Step, Wish
from gui.faces.state.work import NO_FACE, SEEDS, FaceWork, saving
from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lcvision.faces.photos import FORMATS, record_of

NEIGHBOURS = 6
NO_PHOTO = "This face is not that of a photo; open one."


class FaceSession(FaceWork):
    """Faces under ten sliders; args as ``FaceWork``. Nothing waits except ``close``, which ends the worker."""

    # --------------------------------------------------------------------------------------------------------- faces

    def open_photo(self, path: Path) -> None:
        """Look for faces in a photo; how that ends is noticed. ``UserError`` if there is no model."""
        self._need_model()
        self._photo = path, self._judge.find(path)

    def choose(self, number: int) -> None:
        """Go on with one of the photo's faces, from the left; those that were edited stay so. Nothing without one."""
        step = self.step
        if not step.photo or not step.face or step.face.place is step.photo.places[number]:
            return
        place = step.photo.places[number]
        known = next((asked.face for asked in step.beside if asked.face.place is place), None)
        if known:
            self._push(step.on(known))
        else:
            self._encode(step.photo, place)

    def choose_next(self, by: int) -> None:
        """Go on with the face so many places to the right of this one, round and round; nothing without a photo."""
        if self.chosen is not None and self.step.photo:
            self.choose((self.chosen + by) % len(self.step.photo.places))

    @property
    def chosen(self) -> int | None:
        """Which of the photo's faces the sliders move; None without a photo."""
        step = self.step
        return step.photo.places.index(step.face.place) if step.photo and step.face and step.face.place else None

    def vary(self) -> None:
        """Make ``neighbours`` of the face; ``UserError`` if there is none."""
        model, face, wish = self._need_model(), self._need_face(), self.step.wish
        seed = int(self._rng.integers(SEEDS))

        def take(neighbours: list[tuple[Face, Edit]]) -> None:
            self._varied = face, neighbours

        self._later(lambda: model.neighbours(face, wish, NEIGHBOURS, seed), take)

    def take_neighbour(self, number: int) -> None:
        """Go on with one of ``neighbours``, with what is asked as it is."""
        self._push(Step(self.neighbours[number][0], self.step.wish))

    # ------------------------------------------------------------------------------------------------------- sliders

    def move(self, k: int, amount: float) -> None:
        """Move a slider to an amount in [-1, 1]; ``UserError`` if there is no face."""
        self._wish(self.step.wish.with_amount(k, amount), f"slider {k}")

    def set_realism(self, realism: float) -> None:
        """How strongly edits are drawn to real faces, in [0, 1]; ``UserError`` if there is no face."""
        self._wish(replace(self.step.wish, realism=min(1.0, max(0.0, realism))), "realism")

    def set_reach(self, reach: float) -> None:
        """How far edits may move, in [0, ``REACH``]; ``UserError`` if there is no face."""
        self._wish(replace(self.step.wish, reach=min(REACH, max(0.0, reach))), "reach")

    def start_from(self, origin: Origin) -> None:
        """What the edit in the photo starts from; ``UserError`` if ``no_photo`` says why."""
        if self.no_photo:
            raise UserError(self.no_photo)
        self._wish(replace(self.step.wish, origin=origin), "")

    def reset(self, k: int | None = None) -> None:
        """Put one slider to rest, or everything; ``UserError`` if there is no face."""
        if k is None:
            self._wish(Wish(origin=self.step.wish.origin), "")
        else:
            self.move(k, 0.0)

    @property
    def can_undo(self) -> bool:
        """Whether there is a face to go back to."""
        return self.at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._history.can_redo

    def undo(self) -> None:
        """Go back by a step; nothing if there is none."""
        if self.can_undo:
            self.go(self.at - 1)

    def redo(self) -> None:
        """Take an undo back; nothing if there is none."""
        self.go(self.at + 1)

    def go(self, number: int) -> None:
        """Go to one of ``steps``."""
        before = self.step
        self._history.go(number + 1)
        self._went_on(before)

    # --------------------------------------------------------------------------------------------------------- files

    def save(self, path: Path, *, row: bool = False) -> None:
        """Write the edit as PNG, or original, reconstruction and edit in a row; see ``_write``."""
        model = self._need_model()
        save = model.save_row if row else model.save_picture
        self._write(path, lambda face, edit: save(path, face, edit))

    def save_in_photo(self, path: Path) -> None:
        """Write the photo with the edits of all its faces; see ``_write``. ``UserError`` if ``unsaved`` says why."""
        model, step = self._need_model(), self.step
        if self.unsaved or not step.photo:
            raise UserError(self.unsaved)
        photo, known = step.photo, {}
        for asked in step.changing:
            if kept := self._persons.kept(asked.face):
                known[asked.face] = {"encoded": round(kept[0], 3), "refined": round(kept[1], 3)}
        progress = self._progress(saving(path))
        self._write(path, lambda face, edit: model.save_in_photo(path, photo, step.changing, known, progress))

    @property
    def no_photo(self) -> str:
        """Why there is no photo to put the edit into; empty if there is one."""
        return NO_FACE if not self.step.face else "" if self.step.photo else NO_PHOTO

    @property
    def unsaved(self) -> str:
        """Why there is no edited photo to save; empty if there is one."""
        step = self.step
        if self.no_photo or not step.photo or step.changing:
            return self.no_photo
        return sentence("Nothing in {name} is changed yet; move a slider first.", name=step.photo.path.name)

    def photo_name(self, folder: Path) -> str:
        """A name for the edited photo that no file in a folder has."""
        photo = self.step.photo
        stem, suffix = (photo.path.stem, photo.path.suffix.lower()) if photo else ("photo", "")
        suffix = suffix if suffix in FORMATS else ".png"
        names = (f"{stem} edited{f' {n}' if n > 1 else ''}{suffix}" for n in count(1))
        return next(name for name in names if not any(p.exists() for p in (folder / name, record_of(folder / name))))

    def save_animation(self, path: Path) -> None:
        """Write the way from before to after; see ``_write``."""
        model, progress = self._need_model(), self._progress(saving(path))
        self._write(path, lambda face, edit: model.save_animation(path, face, edit, progress))

    def save_latent(self, path: Path) -> None:
        """Write the face and its sliders, to go on another day; see ``_write``."""
        model, wish = self._need_model(), self.step.wish
        self._write(path, lambda face, edit: model.save_latent(path, face, wish, edit))

    def load_latent(self, path: Path) -> None:
        """Go on with what ``save_latent`` wrote; trouble is noticed. ``UserError`` if there is no model."""
        model = self._need_model()
        self._fetch(lambda: model.load_latent(path), lambda found: self._push(Step(*found)))

    def close(self) -> None:
        """End the worker's thread and the judge's process."""
        self._judge.close()
        self._worker.close()
