"""What the faces page does, without a window and without torch: faces, sliders, undo, what came out, files."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from gui.faces.state.face import (
    REACH,
    ROWS,
    Edit,
    Face,
    FaceModel,
    LoadModel,
    OpenPhoto,
    Origin,
    Place,
    Shown,
    Step,
    Wish,
    psnr,
)
from gui.faces.state.inphoto import InPhoto
from gui.faces.state.judge import answer_of
from gui.faces.state.making import Finder, Making, Persons
from gui.shared.state.history import History
from gui.shared.state.sentence import Sentence, sentence
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcvision.faces.photos import FORMATS, record_of

NEIGHBOURS = 6
SEEDS = 100_000  # faces that can be sampled
LOADING = "Loading the model of faces."
NO_PHOTO = "This face is not that of a photo; open one."
NO_FACE = "There is no face yet; open a photo or sample one."


@dataclass(frozen=True)
class Change:
    """What happened to one attribute.

    Attributes:
        k: its slider.
        before, after: its probability in the face and in the edit.
    """

    k: int
    before: float
    after: float

    @property
    def by(self) -> float:
        """How much more probable it is now."""
        return self.after - self.before


class FaceSession:
    """Faces under ten sliders. ``update`` is called some times a second; nothing waits except ``close``.

    Args:
        worker: its own, which ``close`` ends; it runs the model.
        judge: finds faces and compares persons, elsewhere.
        load: loads the model, on the worker's thread.
        rng: for samples.
        clock: seconds, for gestures.

    Attributes:
        model: None until it is loaded.
        problem: why there is none; empty while it loads, and once it is there.
        notices: sentences for the person; the owner empties it.
        sight: what is seen of the step's photo.
    """

    def __init__(
        self, worker: Worker, judge: Finder, load: LoadModel, rng: np.random.Generator, clock: Callable[[], float]
    ) -> None:
        self._worker, self._judge, self._load, self._rng, self._clock = worker, judge, load, rng, clock
        self.model: FaceModel | None = None
        self.problem = ""
        self.notices: list[str] = []
        self._varied: tuple[Face, list[tuple[Face, Edit]]] | None = None
        self._busy: tuple[Sentence, float] | None = None  # what is being done, and what share of it is done
        self._history = History(Step(), keeps=True)
        self._begun = False
        self._making, self._persons, self.sight = Making(worker), Persons(judge, clock), InPhoto(worker, clock)
        self._photo: tuple[Path, Future[OpenPhoto]] | None = None
        self._errand = 0  # of the newest face that was asked for; those of older ones are dropped

    # ------------------------------------------------------------------------------------------------- what there is

    def begin(self) -> None:
        """Load the model and sample a first face; once."""
        if not self._begun:
            self._begun = True
            self._worker.later(self._load, self._loaded)

    @property
    def step(self) -> Step:
        """The face and what is asked of it."""
        return self._history.now

    @property
    def steps(self) -> list[tuple[Step, Edit | None]]:
        """All steps that have a face, the oldest first, with what came of them."""
        return [(step, self._making.made(step)) for step in self._history.states if step.face]

    @property
    def at(self) -> int:
        """Which of ``steps`` holds; -1 before the first."""
        return self._history.at - 1

    @property
    def edit(self) -> Edit | None:
        """What came of the step; of an older one of the same face while it is being made; None for nothing yet."""
        return self._making.shown(self.step)

    @property
    def settled(self) -> bool:
        """Whether everything that was asked for is shown."""
        return self._making.settled(self.step)

    @property
    def changes(self) -> list[Change]:
        """What happened to each attribute, in the sliders' order; empty before the first face."""
        face, edit = self.step.face, self.edit
        if not face or not edit:
            return []
        return [Change(k, float(face.seen_y[k]), float(edit.seen_y[k])) for k in range(len(ROWS))]

    @property
    def neighbours(self) -> list[tuple[Face, Edit]]:
        """Faces that resemble the one that was varied, each with its edit; none where another face holds."""
        if self._varied is None:
            return []
        face, neighbours = self._varied
        return neighbours if self.step.face in (face, *(near for near, _ in neighbours)) else []

    @property
    def identity(self) -> tuple[float, str] | None:
        """How far the person is from before the edit, as a number and in words; None while that is not known."""
        return self._persons.of(self.step)

    @property
    def shown(self) -> Shown | None:
        """The step's photo as it is seen; None where there is none yet."""
        return self.sight.shown(self.step)

    @property
    def kept_identity(self) -> tuple[float, float] | None:
        """How far the photo's reconstruction is from its person, before it was refined and after; None if unknown."""
        return self._persons.kept(self.step.face) if self.step.face else None

    @property
    def kept_pixels(self) -> tuple[float, float] | None:
        """How like the photo's pixels its reconstruction is (PSNR), before refining and after; None without a photo."""
        face = self.step.face
        if not face or face.encoded_hwc is None:
            return None
        return psnr(face.original_hwc, face.encoded_hwc), psnr(face.original_hwc, face.kept_hwc)

    @property
    def without_identity(self) -> str:
        """Why persons are not compared; empty while they are."""
        return self._persons.without

    @property
    def doing(self) -> str:
        """What is being waited for, the person's choice too, or why nothing will come; empty if nothing is."""
        if self.problem or not self.model:
            return self.problem or LOADING
        if self._photo:
            return sentence("Looking for faces in {name}.", name=self._photo[0].name)
        if not self._busy:
            return ""
        what, share = self._busy
        return sentence("{what}: {share:.0f} %.", what=what, share=100 * share)

    @property
    def progress(self) -> float | None:
        """What share of what is being done is done; None where nothing is."""
        return self._busy[1] if self._busy else None

    def why_not(self) -> str:
        """Why sliders do nothing now; empty if they work."""
        if self.problem or not self.model:
            return self.problem or LOADING
        return "" if self.step.face else NO_FACE

    def update(self) -> None:
        """Take in what has happened since the last call, and ask for what is missing."""
        self._worker.poll()
        self._follow_photo()
        if self.model:
            try:
                self._making.follow(self.model, self.step, self._history.states)
                self.sight.follow(self.model, self.step, self._making.made(self.step) is not None)
            except UserError as problem:
                self.notices.append(str(problem))
            self._persons.follow(self.step, self._making.made(self.step))

    # --------------------------------------------------------------------------------------------------------- faces

    def sample(self) -> None:
        """Go on with a face that never was; ``UserError`` if there is no model."""
        model = self._need_model()
        seed = int(self._rng.integers(SEEDS))
        self._fetch(lambda: model.sample(seed), self._take)

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
        progress = self._progress(_saving(path))
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
        model, progress = self._need_model(), self._progress(_saving(path))
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

    # -------------------------------------------------------------------------------------------------------- within

    def _loaded(self, model: FaceModel | None, error: Exception | None) -> None:
        if isinstance(error, UserError):
            self.problem = str(error)
        elif error:
            raise error
        else:
            self.model = model
            self.sample()

    def _need_model(self) -> FaceModel:
        if not self.model:
            raise UserError(self.problem or LOADING)
        return self.model

    def _need_face(self) -> Face:
        if not self.step.face:
            raise UserError(self.why_not())
        return self.step.face

    def _wish(self, wish: Wish, gesture: str) -> None:
        self._need_face()
        if wish != self.step.wish:
            self._push(replace(self.step, wish=wish), gesture)

    def _push(self, step: Step, gesture: str = "") -> None:
        before = self.step
        self._history.push(step, gesture, self._clock())
        self._went_on(before)

    def _went_on(self, before: Step) -> None:
        kept = set(self._history.states)
        self._making.went_on(before, self.step, kept)
        self._persons.went_on(kept)
        self.sight.went_on(before, self.step)

    def _take(self, face: Face) -> None:
        self._push(Step(face, Wish(origin=self.step.wish.origin)))

    def _encode(self, photo: OpenPhoto, place: Place) -> None:
        model, progress = self._need_model(), self._progress(sentence("Refining {name}", name=photo.path.name))

        def take(face: Face) -> None:
            step = self.step if self.step.photo is photo else Step(wish=Wish(origin=self.step.wish.origin), photo=photo)
            self._push(step.on(face))

        self._fetch(lambda: model.encode(place, progress), take, self._rested)

    def _progress(self, what: Sentence) -> Callable[[float], None]:
        """Takes what share of something is done, on the worker's thread."""

        def progress(share: float) -> None:
            self._busy = what, share

        return progress

    def _follow_photo(self) -> None:
        if not self._photo or not self._photo[1].done():
            return
        (_, future), self._photo = self._photo, None
        try:
            photo = answer_of(future)
        except UserError as problem:
            self.notices.append(str(problem))
            return
        if len(photo.places) > 1:
            self.notices.append(_several(photo))
        self._encode(photo, photo.largest)

    def _write(self, path: Path, write: Callable[[Face, Edit], str | None]) -> None:
        """Write in the background; how it went is noticed. ``UserError`` if there is nothing to write yet."""
        face, edit = self._need_face(), self._making.made(self.step)
        if edit is None:
            raise UserError("The edit is still being made; save it in a moment.")

        def written(said: str | None) -> None:
            saved = sentence("Saved {path}", path=path)
            self.notices.append(sentence("{saved}: {said}", saved=saved, said=said) if said else saved)

        self._busy = _saving(path), 0.0
        self._later(lambda: write(face, edit), written, self._rested)

    def _rested(self) -> None:
        self._busy = None

    def _fetch(
        self, job: Callable[[], Any], then: Callable[[Any], None], at_end: Callable[[], None] = lambda: None
    ) -> None:
        """As ``_later``, but only the newest face that was asked for is taken."""
        self._errand += 1
        errand = self._errand
        self._later(job, lambda answer: then(answer) if errand == self._errand else None, at_end)

    def _later(
        self, job: Callable[[], Any], then: Callable[[Any], None], at_end: Callable[[], None] = lambda: None
    ) -> None:
        """Run a job on the worker's thread, ``at_end``, and ``then`` with its answer; trouble is noticed instead."""

        def done(answer: Any, error: Exception | None) -> None:
            at_end()
            if isinstance(error, UserError):
                self.notices.append(str(error))
            elif error:
                raise error
            else:
                then(answer)

        self._worker.later(job, done)


def _saving(path: Path) -> Sentence:
    return sentence("Saving {name}", name=path.name)


def _several(photo: OpenPhoto) -> Sentence:
    """That there are other faces in a photo."""
    name, small = photo.path.name, photo.faces - len(photo.places)
    if not small:
        return sentence(
            "{name} shows {faces} faces; the largest is chosen, click another one.", name=name, faces=photo.faces
        )
    return sentence(
        "{name} shows {faces} faces, {small} of them too small; the largest is chosen, click another one.",
        name=name,
        faces=photo.faces,
        small=small,
    )
