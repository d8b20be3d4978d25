"""The tempo keys start from what is heard, whoever set it."""

from types import SimpleNamespace

from lcmusic.cli.keys import press
from lcmusic.live.protocol import Status, Tempo
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session


class LinkedEngine:
    """Follows a session whose tempo others may have set."""

    def __init__(self):
        self.status, self.sent = Status(bpm=133.0), []

    def send(self, command):
        self.sent.append(command)
        if isinstance(command, Tempo):
            self.status = Status(bpm=command.bpm)

    def supply(self, *_):
        pass


def test_tempo_goes_up_and_down_from_the_tempo_that_is_heard():
    engine = LinkedEngine()
    session = Session(engine, SimpleNamespace(idea_shape=(2,)), Knobs(), Plan())
    for key in "TTt":
        press(session, key)
    engine.status = Status(bpm=299.5)
    press(session, "T")
    assert engine.sent[1:] == [Tempo(134.0), Tempo(135.0), Tempo(134.0), Tempo(300.0)]
