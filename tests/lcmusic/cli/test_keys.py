"""The keys of ``lcmusic play``."""

import numpy as np
import pytest

from lcmusic.cli.keys import press
from lcmusic.live.protocol import Status
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session


class Engine:
    status = Status()

    def send(self, command):
        self.last = command

    def supply(self, first_bar, symbols, phrase, at="bar", chords=()):
        pass

    def poll(self):
        return []


class Composer:
    idea_shape = (2,)

    def melody(self, idea, knobs, locked):
        return Melody.from_notes([Note(0, 4, 60)])

    def idea(self, melody):
        return np.zeros(2, np.float32)


@pytest.mark.parametrize(("keys", "transposed"), [("O", 12), ("oo", -24), ("OOOOOO", 48)])
def test_octaves_are_keys_and_end_where_the_range_does(keys, transposed):
    session = Session(Engine(), Composer(), Knobs(), Plan())
    for key in keys:
        press(session, key)
    assert session.engine.last == session.expression
    assert session.expression.transpose == transposed
