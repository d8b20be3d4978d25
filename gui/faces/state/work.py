"""The face that is worked on, without a window and without torch: its steps, what came out, and who is asked for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from gui.faces.state.face import (
    ROWS,
    Edit,
    Face,
    FaceModel,
    LoadModel,
    OpenPhoto,
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

SEEDS = 100_000  # faces that can be sampled
LOADING = "Loading the model of faces."
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


class FaceWork:
    """A face and its edits, and what waits for them. ``update`` is called some times a second; nothing waits.

    Args:
        worker: its own; it runs the model.
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

    def sample(self) -> None:
        """Go on with a face that never was; ``UserError`` if there is no model."""
        model = self._need_model()
        seed = int(self._rng.integers(SEEDS))
        self._fetch(lambda: model.sample(seed), self._take)

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

        self._busy = saving(path), 0.0
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


def saving(path: Path) -> Sentence:
    """What is being done while a file is written."""
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
