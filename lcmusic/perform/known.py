"""Melodies that need no composing: what sounded and is to sound again, and tunes that ideas were found from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import Locked, obeyed
from lcmusic.music.melody import Melody


class Known:
    """Remembers them. A tune stays as it is in every bar in which the knobs find nothing to change."""

    def __init__(self) -> None:
        self._heard: dict[tuple[bytes, Knobs, Locked], Melody] = {}
        self._tunes: dict[bytes, Melody] = {}

    def keep(self, idea: np.ndarray, knobs: Knobs, locked: Locked, melody: Melody) -> None:
        """This is the melody of an idea under these very knobs and locked bars, whatever a composer would make."""
        self._heard[idea.tobytes(), knobs, locked] = melody

    def keep_tune(self, idea: np.ndarray, tune: Melody) -> None:
        """The idea was found from a tune that somebody wrote or played."""
        self._tunes[idea.tobytes()] = tune

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked) -> Melody | None:
        """The melody; None if it has to be composed."""
        heard = self._heard.get((idea.tobytes(), knobs, locked))
        if heard:
            return heard
        tune = self._tune(idea, knobs)
        return locked.kept_in(tune) if tune and (obeyed(tune, knobs) | locked.among(tune.bars)).all() else None

    def beside(self, idea: np.ndarray, knobs: Knobs, locked: Locked) -> tuple[Knobs, Locked]:
        """What is left to ask of a composer, and the bars that it has to keep: the locked ones and those of a tune."""
        tune = self._tune(idea, knobs)
        obeyed_k = obeyed(tune, knobs) if tune else np.zeros(0, bool)
        if tune is None or not obeyed_k.any():
            return knobs, locked
        # The tune has the density that is asked for; so little may be left that no choice could change it.
        return replace(knobs, density=None), locked.beside(Locked.of(tune, obeyed_k))

    def _tune(self, idea: np.ndarray, knobs: Knobs) -> Melody | None:
        """The tune at the length that is asked for; None if the idea has none."""
        tune = self._tunes.get(idea.tobytes())
        return tune and tune.looped(knobs.bars)
