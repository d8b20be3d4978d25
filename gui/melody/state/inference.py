"""The model behind the window, loaded and run where torch may be: in a process of its own (``elsewhere``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gui.shared.state.heavy import loading
from lc_common.errors import UserError
from lcmusic.live.protocol import At, Status
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import Melody
from lcmusic.perform.feed import Composer, Feed
from lcmusic.perform.known import Known

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
        composer: makes melodies; on the worker's thread, which waits for them.
        add_like: marks an idea as liked or not, in the file that ``lcmusic train constraint taste`` learns from;
            answers how many are liked there, and how many are not.
        without: why the trained knobs do nothing; empty if they work.
        rule: name of the rule that the knob ``taste`` turns; empty for none.
        no_prior: why the knobs of a learned prior do nothing; empty if they work.
        styles: what the knob ``style`` may ask for.
        likes: the file of likes.
        marks: how many were liked there, and how many not, when the model was loaded.
    """

    composer: Composer
    add_like: Callable[[np.ndarray, bool], tuple[int, int]]
    without: str = ""
    rule: str = ""
    no_prior: str = ""
    styles: tuple[str, ...] = ()
    likes: Path = Path()
    marks: tuple[int, int] = (0, 0)

    def idea_of(self, melody: Melody) -> np.ndarray:
        """The idea of 16 bars; takes a while."""
        idea = self.composer.idea(melody)
        assert idea is not None  # the model's own composer does not work in the background
        return idea


def what_plays(name: str, part: str, model: Model, finished: bool = True) -> str:
    """What a choice from the library did, for the person.

    Args:
        name: of what was chosen.
        part: of ``Chosen`` that it is.
        finished: it was trained as long as it was meant to be.
    """
    did = {
        "vae": f"The Melody page plays with the melody model {name} now, without a rule.",
        "knobs": f"The Melody page plays with the knobs {name} now.",
        "rule": f"The knob My taste obeys the rule {name} now: turn it up to hear it.",
    }[part]
    if part == "knobs" and not model.no_prior:
        did += " Scale and density are the learned prior's as before; the knobs keep what My taste moves."
    return did if finished else f"{did} It is not fully trained yet; Train longer in the library goes on with it."


def load(chosen: Chosen, likes: Path) -> Model:
    """Load the melody model and its knobs, in this process.

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
    add_like, file, marks = _likes(instrument, likes)
    if instrument.prior:  # scale, density and realism are its own, whether there are trained knobs or not
        styles = tuple(instrument.prior.styles)
        return Model(instrument, add_like, rule=name, styles=styles, likes=file, marks=marks)
    without = f"{instrument.without} Until then a scale counts in strict mode only." if instrument.without else ""
    return Model(instrument, add_like, without, name, NO_PRIOR, likes=file, marks=marks)


def _likes(
    instrument: Instrument, folder: Path
) -> tuple[Callable[[np.ndarray, bool], tuple[int, int]], Path, tuple[int, int]]:
    """What marks an idea, the file in which it does, and how many are marked there so far."""
    from lcmusic.constraints.taste import add_likes, count_likes, likes_file

    path = likes_file(folder, instrument.vae)

    def add_like(idea: np.ndarray, liked: bool) -> tuple[int, int]:
        return add_likes(path, instrument.vae, instrument.latents(idea[None], Knobs()), liked)

    try:
        marks = count_likes(path, instrument.vae)
    except UserError:  # which the next thumb says
        marks = 0, 0
    return add_like, path, marks


class NoComposer:
    """Stands in until the model is loaded: everything is still being made."""

    idea_shape = (1,)
    behind = False
    trouble = ""

    def __init__(self) -> None:
        self.known = Known()

    def catch_up(self, feed: Feed, status: Status, at: At = "bar") -> None:
        """Nothing was given out."""

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> None:
        """Not yet."""

    def plain(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> None:
        """Not yet."""

    def idea(self, melody: Melody) -> None:
        """Not yet."""
