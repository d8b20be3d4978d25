"""Which model, knobs and rule play: what was chosen of the library is loaded, one after the other. Knows no Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from gui.melody.state.inference import Chosen, Model, what_plays
from gui.melody.state.session import MelodySession
from gui.train.state.library import Entry
from lc_common.errors import UserError
from lc_common.worker import Worker

USABLE = {"melody model": "vae", "knobs": "knobs", "rule": "rule"}
"""Kinds of the library that can be played with, and what they are in ``Chosen``."""


class Loading:
    """Loads in the background, and gives the session what was loaded.

    Args:
        melody: plays with it.
        worker: loads it.
        load_model: of a choice; runs on the worker's thread.
        say: takes sentences for the person.

    Attributes:
        chosen: what plays.
    """

    def __init__(
        self,
        melody: MelodySession,
        worker: Worker,
        load_model: Callable[[Chosen], Model],
        say: Callable[[str], object],
    ) -> None:
        self.chosen = Chosen()
        self._melody, self._worker, self._load_model, self._say = melody, worker, load_model, say
        self._loading = False
        self._wanted: deque[Entry | None] = deque()  # None: no rule

    def begin(self, chosen: Chosen) -> None:
        """Load what was chosen in the last session; if that fails, what ships."""
        self._load(chosen)

    def want(self, entry: Entry | None) -> None:
        """Play with this of the library, or without a rule, as soon as what was chosen before is loaded."""
        self._wanted.append(entry)
        self._load_next()

    def _load_next(self) -> None:
        # One after the other: a rule chosen while its model loads goes with that model, not with the one before it.
        if self._loading or not self._wanted:
            return
        entry = self._wanted.popleft()
        if entry is None:
            self._load(replace(self.chosen, rule=""))
            return
        part, path = USABLE[entry.kind], str(entry.path)
        # Knobs and rules belong to one model; another model starts without them.
        self._load(Chosen(path) if part == "vae" else replace(self.chosen, **{part: path}), entry)

    def _load(self, chosen: Chosen, entry: Entry | None = None) -> None:
        def done(model: Model | None, error: Exception | None) -> None:
            self._loading = False
            if isinstance(error, UserError):
                self._not_loaded(chosen, str(error))
            elif error:
                raise error
            else:
                assert model is not None  # what no error stands for
                self.chosen = chosen
                self._melody.use(model)
                if entry:
                    did = what_plays(entry.name, USABLE[entry.kind], model, entry.finished)
                    self._say(" ".join([did, *self._melody.notices]))  # one notice is shown at a time
                    self._melody.notices.clear()
            self._load_next()

        self._loading = True
        self._worker.later(lambda: self._load_model(chosen), done)

    def _not_loaded(self, chosen: Chosen, problem: str) -> None:
        if self._melody.model:  # which goes on playing
            self._say(problem)
        elif chosen != Chosen():
            self._say(f"{problem} What ships plays instead.")
            self._load(Chosen())
        else:
            self._melody.fail(problem)
