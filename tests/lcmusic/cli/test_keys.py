"""The keys of ``lcmusic play``."""

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.cli.keys import key_line, press
from lcmusic.live.protocol import NoteIn, Status
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


def test_h_follows_the_key_that_is_played_in():
    engine = Engine()
    session = Session(engine, Composer(), Knobs(pitch_classes=(0, 1)), Plan())
    with pytest.raises(UserError, match="No key was heard yet; play in for four bars at --in, on a keyboard"):
        press(session, "h")
    assert key_line(session) == ""
    for step, pitch in enumerate((69, 72, 76, 78, 74, 71, 69, 67) * 4):  # A C E F# D B A G
        notes = [NoteIn(1, pitch, velocity, 240.0 * (step + 0.9 * (not velocity)), 0.0) for velocity in (90, 0)]
        engine.poll = lambda notes=notes: notes
        session.update()
    engine.poll, engine.status = list, Status(bar=4)
    session.update()
    assert key_line(session) == "You play in A dorian; h follows."
    assert session.feed.knobs == Knobs(pitch_classes=(0, 1))
    press(session, "h")
    assert session.feed.knobs == Knobs(root=9, scale="dorian")
