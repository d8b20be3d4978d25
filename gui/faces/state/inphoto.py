"""The photo with its edits as the window shows it, made once a hand rests. Knows neither Qt nor torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gui.faces.state.face import Asked, FaceModel, OpenPhoto, Shown, Step
from gui.faces.state.sight import Sight, Size, Window
from lc_common.worker import Worker

AT_REST = 0.08
"""Seconds after which a slider has stopped for the photo; the face alone follows at once."""


@dataclass(frozen=True)
class _Wanted:
    photo: OpenPhoto
    asked: tuple[Asked, ...]
    window: Window


class InPhoto:
    """The picture of a step's photo. One is made at a time; the newest goes next.

    Args:
        worker: makes them.
        clock: seconds.
    """

    def __init__(self, worker: Worker, clock: Callable[[], float]) -> None:
        self._worker, self._clock = worker, clock
        self._sight = Sight()
        self._room: Size | None = None
        self._asked: _Wanted | None = None
        self._failed: _Wanted | None = None
        self._made: tuple[_Wanted, Shown] | None = None
        self._changed = clock()

    def shown(self, step: Step) -> Shown | None:
        """The newest picture of the step's photo; None while there is none."""
        return self._made[1] if self._made and self._made[0].photo is step.photo else None

    def settled(self, step: Step) -> bool:
        """Whether nothing is to be waited for."""
        wanted = self._wanted(step)
        return wanted is None or wanted == self._failed or (self._made is not None and self._made[0] == wanted)

    def look(self, room: Size) -> None:
        """The photo has so much room, in pixels of the screen."""
        self._room = room

    def window(self, step: Step) -> Window | None:
        """What part of the photo is looked at; None where there is none."""
        return self._sight.window(step.photo.size, self._room) if step.photo and self._room else None

    @property
    def zoomed(self) -> bool:
        """Whether less than all of the photo is seen."""
        return self._sight.times > 1

    def zoom(self, step: Step, factor: float, at: complex | None = None) -> None:
        """Look from nearer or farther; what is ``at`` this pixel of what is shown stays there, else the middle."""
        window = self.window(step)
        if window and step.photo and self._room:
            at = complex(*window.size) / 2 if at is None else at
            self._sight = self._sight.zoomed(factor, at, step.photo.size, self._room)

    def push(self, step: Step, by: complex) -> None:
        """Move the photo by so many pixels of the screen."""
        if step.photo and self._room:
            self._sight = self._sight.moved(by, step.photo.size, self._room)

    def whole(self) -> None:
        """Look at all of the photo."""
        self._sight = Sight()

    def went_on(self, before: Step, step: Step) -> None:
        """Another step holds."""
        self._changed = self._clock()
        if before.photo is not step.photo:
            self.whole()

    def follow(self, model: FaceModel, step: Step, made: bool) -> None:
        """Take the picture that is made, and ask for the step's if its edit is ``made`` and the hand rests.

        Raises:
            UserError: it cannot be made; it is not asked for again.
        """
        if self._asked:
            asked, self._asked = self._asked, None
            try:
                shown = self._ask(model, asked)
            except Exception:
                self._failed = asked
                raise
            if shown is None:
                self._asked = asked
                return
            if asked.photo is step.photo:
                self._made = asked, shown
        rests = self._clock() - self._changed >= AT_REST
        if made and not self.settled(step) and (rests or self.shown(step) is None):
            self._asked = self._wanted(step)
            assert self._asked is not None  # it is not settled
            self._ask(model, self._asked)

    def _wanted(self, step: Step) -> _Wanted | None:
        window = self.window(step)
        return _Wanted(step.photo, step.changing, window) if window and step.photo else None

    def _ask(self, model: FaceModel, wanted: _Wanted) -> Shown | None:
        return self._worker.ask(wanted, lambda: model.show(wanted.photo, wanted.asked, wanted.window))
