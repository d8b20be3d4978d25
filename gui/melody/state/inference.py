"""The model behind the window: loaded and run on the worker's thread. torch is imported there, and only there."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from gui.shared.state.heavy import loading
from gui.shared.state.worker import Worker
from lc_common.errors import UserError
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.perform.feed import Composer

if TYPE_CHECKING:
    from lcmusic.instrument import Instrument

NO_PRIOR = "No learned prior fits this melody model; use the model that ships, or train a prior for this one."


@dataclass(frozen=True)
class Chosen:
    """Files of weights, by their paths.

    Attributes:
        vae, knobs: empty for what ships.
        rule: empty for none.
    """

    vae: str = ""
    knobs: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Model:
    """What a loaded model can do.

    Attributes:
        composer: makes melodies; on the worker's thread.
        add_like: marks an idea as liked or not, in the file that ``lcmusic train constraint taste`` learns from.
        without: why the trained knobs do nothing; empty if they work.
        rule: name of the rule that the knob ``taste`` turns; empty for none.
        no_prior: why the knobs of a learned prior do nothing; empty if they work.
        styles: what the knob ``style`` may ask for.
    """

    composer: Composer
    add_like: Callable[[np.ndarray, bool], None]
    without: str = ""
    rule: str = ""
    no_prior: str = ""
    styles: tuple[str, ...] = ()

    def idea_of(self, melody: Melody) -> np.ndarray:
        """The idea of 16 bars; takes a while."""
        idea = self.composer.idea(melody)
        assert idea is not None  # the model's own composer does not work in the background
        return idea


def load(chosen: Chosen, likes: Path) -> Model:
    """Load the melody model and its knobs; run it on the worker's thread.

    Args:
        chosen: what to load.
        likes: folder for the files of likes.

    Raises:
        UserError: a file cannot be loaded. Knobs that ship and do not fit the model are told in ``without``.
    """
    with loading():
        return _load(chosen, likes)


def _load(chosen: Chosen, likes: Path) -> Model:
    import torch

    from lcmusic.instrument import Instrument

    torch.set_num_threads(1)  # more are slower on a busy machine, and the DAW needs the rest
    vae, knobs, rule = (Path(path) if path else None for path in (chosen.vae, chosen.knobs, chosen.rule))
    instrument = Instrument.load(vae, knobs, rule)
    name = instrument.rule.config.name if instrument.rule else ""
    add_like = _likes_writer(instrument, likes)
    if instrument.prior:  # scale, density and realism are its own, whether there are trained knobs or not
        return Model(instrument, add_like, rule=name, styles=tuple(instrument.prior.styles))
    without = f"{instrument.without} Until then a scale counts in strict mode only." if instrument.without else ""
    return Model(instrument, add_like, without, name, NO_PRIOR)


def _likes_writer(instrument: Instrument, folder: Path) -> Callable[[np.ndarray, bool], None]:
    from lcmusic.constraints.taste import add_like
    from lcmusic.constraints.trained import vae_digest

    # A file for each VAE: latents of one mean nothing to another.
    path = folder / f"likes-{vae_digest(instrument.vae)[:8]}.json"
    return lambda idea, liked: add_like(path, instrument.vae, instrument.latents(idea[None], Knobs())[0], liked)


class BackgroundComposer:
    """A composer that never makes the caller wait (``lcmusic.perform.feed.Composer``).

    A knob that is dragged moves on before a melody is made. What was being made is then given out all the same, so that
    music and roll follow the hand, and ``behind`` says that it is not the last word.

    Args:
        composer: runs on the worker's thread.
        worker: runs it.

    Attributes:
        behind: a melody was given out that was made under knobs as they were a moment before; its owner asks again.
        trouble: why the last melody could not be made, until its owner has told; it is not tried again, and what plays
            and what follows have one trouble, not two.
    """

    def __init__(self, composer: Composer, worker: Worker) -> None:
        self.idea_shape = composer.idea_shape
        self._composer, self._worker = composer, worker
        self._knobs: Knobs | None = None
        self._failed: set[Hashable] = set()
        self._told: set[str] = set()
        self.behind = False
        self.trouble = ""

    def melody(self, idea: np.ndarray, knobs: Knobs) -> Melody | None:
        """The melody, once it is made; what waits to be made under other knobs is not made any more."""
        named = idea.tobytes()
        late = self._worker.overtaken(lambda key: key[:2] == ("melody", named) and key[2] != knobs)
        if knobs != self._knobs:
            self._worker.forget()
            self._told.clear()
            self._knobs = knobs
        melody = self._ask(("melody", named, knobs), lambda: self._composer.melody(idea, knobs))
        if melody is None and late is not None:
            self.behind = True
            return late
        return melody

    def plain(self, idea: np.ndarray, knobs: Knobs) -> Melody | None:
        """The melody of an idea under knobs that are not the ones that play, once there was time to make it."""
        return self._ask(("plain", idea.tobytes(), knobs), lambda: self._composer.melody(idea, knobs), spare=True)

    def idea(self, melody: Melody) -> np.ndarray | None:
        """The idea, once it is found."""
        return self._ask(("idea", melody), lambda: self._composer.idea(melody))

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


class NoComposer:
    """Stands in until the model is loaded: everything is still being made."""

    idea_shape = (1,)
    behind = False
    trouble = ""

    def melody(self, idea: np.ndarray, knobs: Knobs) -> None:
        """Not yet."""

    def plain(self, idea: np.ndarray, knobs: Knobs) -> None:
        """Not yet."""

    def idea(self, melody: Melody) -> None:
        """Not yet."""
