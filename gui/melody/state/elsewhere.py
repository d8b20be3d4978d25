"""The model behind the window in a process of its own, so that neither waits for the other. Knows no torch."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from gui.melody.state.inference import Chosen, Model, load
from lc_common.child import Child
from lc_common.errors import UserError
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import Melody

ENDED = "The melody model ended unexpectedly, twice; close other programs, which may need its memory, and try again."
T = TypeVar("T")


@dataclass(frozen=True)
class _Loaded:
    """Which model is asked: the same files loaded again may hold other weights."""

    chosen: Chosen
    likes: Path
    number: int


class ModelProcess:
    """Loads and runs melody models in another process, which begins with the first.

    Args:
        likes: folder for the files of likes.
    """

    def __init__(self, likes: Path) -> None:
        self._likes = likes
        self._numbers = count()
        self._child = Child()

    def load(self, chosen: Chosen) -> Model:
        """``gui.melody.state.inference.load``, but what runs the model runs it there, and makes the caller wait.

        Raises:
            UserError: as there, or the process ended twice.
        """
        loaded = _Loaded(chosen, self._likes, next(self._numbers))
        told = self._ask(_tell, loaded)
        composer = _Composer(self._ask, loaded, told.pop("idea_shape"))
        return Model(composer, composer.add_like, **told)

    def close(self) -> None:
        """End the process."""
        self._child.close()

    def _ask(self, question: Callable[..., T], *what: object) -> T:
        for _ in range(2):  # the second time of a process that loads the model anew
            try:
                return self._child.ask(question, *what).result()
            except BrokenProcessPool:
                continue
        raise UserError(ENDED)


@dataclass(frozen=True)
class _Composer:
    """``lcmusic.perform.feed.Composer`` whose model is elsewhere; makes the caller wait."""

    ask: Callable[..., Any]
    loaded: _Loaded
    idea_shape: tuple[int, ...]

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody:
        return self.ask(_melody, self.loaded, idea, knobs, locked)

    def idea(self, melody: Melody) -> np.ndarray:
        return self.ask(_idea, self.loaded, melody)

    def add_like(self, idea: np.ndarray, liked: bool) -> tuple[int, int]:
        return self.ask(_add_like, self.loaded, idea, liked)


# ------------------------------------------------------------------------------------------------- in the other process


@lru_cache(maxsize=2)  # the one that plays, and the one that is to play
def _model(loaded: _Loaded) -> Model:
    return load(loaded.chosen, loaded.likes)


def _tell(loaded: _Loaded) -> dict[str, Any]:
    """What there is to say about a model: its fields but for what runs it, and the shape of its ideas."""
    model = _model(loaded)
    told = {field.name: getattr(model, field.name) for field in fields(model)}
    del told["composer"], told["add_like"]
    return {**told, "idea_shape": model.composer.idea_shape}


def _melody(loaded: _Loaded, idea: np.ndarray, knobs: Knobs, locked: Locked) -> Melody | None:
    return _model(loaded).composer.melody(idea, knobs, locked)


def _idea(loaded: _Loaded, melody: Melody) -> np.ndarray | None:
    return _model(loaded).composer.idea(melody)


def _add_like(loaded: _Loaded, idea: np.ndarray, liked: bool) -> tuple[int, int]:
    return _model(loaded).add_like(idea, liked)
