"""A composer that makes nobody wait: the studio and ``lcmusic play`` compose by it. Knows no torch."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np

from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live.protocol import At, Status
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import Melody
from lcmusic.perform.feed import Composer, Feed
from lcmusic.perform.known import Known


class BackgroundComposer:
    """A composer that never makes the caller wait (``lcmusic.perform.feed.Composer``).

    A knob that is dragged, or swept by a controller, moves on before a melody is made. What was being made is then
    given out all the same, so that music and roll follow the hand, and ``behind`` says that it is not the last word.

    Args:
        composer: runs on the worker's thread.
        worker: runs it.

    Attributes:
        known: melodies that are not composed.
        behind: a melody was given out that was made under knobs as they were a moment before (see ``catch_up``).
        trouble: why the last melody could not be made, until its owner has told; it is not tried again, and what plays
            and what follows have one trouble, not two.
    """

    def __init__(self, composer: Composer, worker: Worker) -> None:
        self.idea_shape = composer.idea_shape
        self._composer, self._worker = composer, worker
        self.known = Known()
        self._asked: tuple[Knobs, Locked] | None = None
        self._failed: set[Hashable] = set()
        self._told: set[str] = set()
        self.behind = False
        self.trouble = ""

    def catch_up(self, feed: Feed, status: Status, at: At = "bar") -> None:
        """Let the feed ask again for what was not the last word; call it before each update of the feed."""
        if self.behind:
            self.behind = False
            feed.turn(status, at=at)

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody | None:
        """The melody, once it is made; what waits to be made under other knobs is not made any more."""
        named = idea.tobytes()
        # A melody that was made when other bars were locked would break a promise.
        late = self._worker.overtaken(lambda key: key[:3] == ("melody", named, locked) and key[3] != knobs)
        if (knobs, locked) != self._asked:
            self._worker.forget()
            self._told.clear()
            self._asked = knobs, locked
        known = self.known.melody(idea, knobs, locked)
        if known:
            return known
        melody = self._ask(("melody", named, locked, knobs), lambda: self._compose(idea, knobs, locked))
        if melody is None and late is not None:
            self.behind = True
            return late
        return melody

    def plain(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody | None:
        """The melody of an idea under knobs that are not the ones that play, once there was time to make it."""
        key = "plain", idea.tobytes(), locked, knobs
        known = self.known.melody(idea, knobs, locked)
        return known or self._ask(key, lambda: self._compose(idea, knobs, locked), spare=True)

    def idea(self, melody: Melody) -> np.ndarray | None:
        """The idea, once it is found."""
        return self._ask(("idea", melody), lambda: self._composer.idea(melody))

    def _compose(self, idea: np.ndarray, knobs: Knobs, locked: Locked) -> Melody | None:
        return self._composer.melody(idea, *self.known.beside(idea, knobs, locked))

    def _ask(self, key: Hashable, job: Callable[[], Any], spare: bool = False) -> Any:
        if key in self._failed:
            return None
        try:
            return self._worker.ask(key, job, spare)
        except UserError as problem:  # knobs that the model cannot obey
            self._fail(key, str(problem))
        except Exception as error:  # a damaged model raises anything; what plays goes on
            if self._fail(key, f"A melody could not be made ({error}). Turn a knob back, or use another model."):
                traceback.print_exception(error)
        return None

    def _fail(self, key: Hashable, why: str) -> bool:
        """Do not ask for this again, and say why; False if that was said of these knobs."""
        self._failed.add(key)
        if why in self._told:
            return False
        self._told.add(why)
        self.trouble = why
        return True
