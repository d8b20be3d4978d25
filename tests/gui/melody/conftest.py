"""The melody page without a window, an engine or a model."""

import numpy as np
import pytest
from studio_fakes import FakeEngine, fake_model

from gui.melody.state.inference import NoComposer
from gui.melody.state.session import MelodySession
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session


class Stage:
    """A session with a fake engine and model, and a clock that is set by hand."""

    def __init__(self, worker, until, remembered=None, model=True) -> None:
        self.now = 0.0
        self.engine = FakeEngine()
        self._until = until
        performance = Session(self.engine, NoComposer(), Knobs(), Plan())
        self.session = MelodySession(performance, worker, np.random.default_rng(5), lambda: self.now, remembered)
        self.model, self.likes = fake_model()
        if model:
            self.session.use(self.model)
            self.settle()

    def settle(self) -> None:
        feed = self.session.performance.feed
        self._until(lambda: feed.settled and feed.following and self.session._ghost.settled, self.session.update)
        self.session.update()  # a frame in which all of it is seen

    def pitches(self) -> set[int]:
        return {note.pitch % 12 for note in self.session.playing.notes()}


@pytest.fixture
def stage(worker, until):
    return Stage(worker, until)
