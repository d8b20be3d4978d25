"""Edits that are made while hands move on, and persons that are compared once they rest. Knows neither Qt nor torch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

import numpy as np

from gui.faces.state.face import Edit, Face, FaceModel, OpenPhoto, Step
from gui.faces.state.judge import answer_of
from lc_common.errors import UserError
from lc_common.worker import Worker

AT_REST = 0.4  # seconds after which a slider is taken to have stopped


class Finder(Protocol):
    """What the page needs of ``gui.faces.state.judge.Judge``."""

    def find(self, path: Path) -> Future[OpenPhoto]: ...

    def compare(self, a_hwc: np.ndarray, b_hwc: np.ndarray) -> Future[tuple[float, str]]: ...

    def close(self) -> None: ...


class Making:
    """The edits of steps. One is made at a time; the newest goes next, whatever was asked for in between.

    Args:
        worker: makes them.
    """

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._edits: dict[Step, Edit] = {}
        self._shown: Step | None = None  # the newest that is made, for as long as another one is being made
        self._asked: Step | None = None
        self._unmade: set[Step] = set()

    def made(self, step: Step) -> Edit | None:
        """What came of a step; None while it is not made."""
        return self._edits.get(step)

    def shown(self, step: Step) -> Edit | None:
        """What came of a step, or of the last one of the same face; None for nothing yet."""
        if step in self._edits:
            return self._edits[step]
        return self._edits.get(self._shown) if self._shown and self._shown.face is step.face else None

    def settled(self, step: Step) -> bool:
        """Whether nothing is to be waited for."""
        return step.face is None or step in self._edits or step in self._unmade

    def went_on(self, before: Step, step: Step, kept: Collection[Step]) -> None:
        """Another step holds; those that are not ``kept`` are forgotten."""
        self._shown = before if before in self._edits else self._shown
        self._edits = {other: edit for other, edit in self._edits.items() if other in kept or other == self._shown}
        self._unmade &= set(kept)
        if step.face and not step.wish.moved:
            face = step.face
            self._edits[step] = Edit(face.z_d, face.kept_hwc, face.seen_y, 0.0)

    def follow(self, model: FaceModel, step: Step, others: Sequence[Step] = ()) -> None:
        """Take what is made, and ask for the step if it is not; once it is, for one of the others.

        Raises:
            UserError: the step cannot be made; it is not asked for again.
        """
        if self._asked:
            asked, self._asked = self._asked, None
            try:
                edit = self._ask(model, asked)
            except Exception:
                self._unmade.add(asked)
                raise
            if edit is None:
                self._asked = asked
                return
            if asked.face is step.face:
                self._shown = asked
            if asked.face is step.face or asked in others:
                self._edits[asked] = edit
        self._asked = next((wanted for wanted in (step, *others) if not self.settled(wanted)), None)
        if self._asked:
            self._ask(model, self._asked)

    def _ask(self, model: FaceModel, step: Step) -> Edit | None:
        face, wish = step.face, step.wish
        assert face is not None  # a step without one is settled
        return self._worker.ask(step, lambda: model.edit(face, wish))


class Persons:
    """How far the person of an edit is from the one before it, and how far that one is from the photo's.

    Attributes:
        without: why persons are not compared; empty while they are.
    """

    def __init__(self, judge: Finder, clock: Callable[[], float]) -> None:
        self._judge, self._clock = judge, clock
        self.without = ""
        self._known: dict[Step, tuple[float, str]] = {}
        self._kept: dict[Face, list[float]] = {}
        self._comparing: tuple[Future[tuple[float, str]], Callable[[tuple[float, str]], None]] | None = None
        self._changed = clock()

    def of(self, step: Step) -> tuple[float, str] | None:
        """The distance as a number and in words; None while it is not known."""
        return self._known.get(step)

    def kept(self, face: Face) -> tuple[float, float] | None:
        """How far the reconstruction of a photo is from it, before it was refined and after; None while unknown."""
        known = self._kept.get(face, [])
        return (known[0], known[1]) if len(known) == 2 else None

    def went_on(self, kept: Collection[Step]) -> None:
        """Another step holds; those that are not ``kept`` are forgotten."""
        self._changed = self._clock()
        self._known = {step: known for step, known in self._known.items() if step in kept}
        faces = {step.face for step in kept}
        self._kept = {face: known for face, known in self._kept.items() if face in faces}

    def follow(self, step: Step, edit: Edit | None) -> None:
        """Take what was found, and compare the persons of a step that has rested."""
        if self._comparing and self._comparing[0].done():
            (future, take), self._comparing = self._comparing, None
            try:
                take(answer_of(future))
            except UserError as problem:
                self.without = str(problem)
        face = step.face
        if self._comparing or self.without or not face or self._clock() - self._changed < AT_REST:
            return
        if edit and step not in self._known and step.wish.moved:
            self._compare(face.kept_hwc, edit.pixels_hwc, lambda found: self._known.__setitem__(step, found))
        elif face.encoded_hwc is not None and len(known := self._kept.setdefault(face, [])) < 2:
            made_hwc = (face.encoded_hwc, face.kept_hwc)[len(known)]
            self._compare(face.original_hwc, made_hwc, lambda found: known.append(found[0]))

    def _compare(self, a_hwc: np.ndarray, b_hwc: np.ndarray, take: Callable[[tuple[float, str]], None]) -> None:
        self._comparing = self._judge.compare(a_hwc, b_hwc), take
