"""Composing in the background: nobody waits for a melody, and only the newest knobs are composed."""

import threading

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.cli.keys import press
from lcmusic.live.control import ControlMap
from lcmusic.live.protocol import ControlIn, Panic, Status
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.background import BackgroundComposer
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session


class Engine:
    """Remembers what it was told, and reports what a test puts into ``reports``."""

    def __init__(self):
        self.status, self.sent, self.supplied, self.reports = Status(), [], [], []

    def send(self, command):
        self.sent.append(command)

    def supply(self, first_bar, symbols, phrase, at="bar", chords=()):
        self.supplied.append((first_bar, int(symbols[0])))

    def poll(self):
        reports, self.reports = self.reports, []
        return reports


class Held:
    """Composes one note, as high as the density asks, once its gate is open."""

    idea_shape = (2,)

    def __init__(self):
        self.gate, self.composed = threading.Event(), []

    def melody(self, idea, knobs, locked):
        assert self.gate.wait(60)
        if knobs.density == 13.0:
            raise UserError("Nothing has 13 notes.")
        self.composed.append(knobs.density)
        return Melody.from_notes([Note(0, 4, 60 + int(knobs.density or 0))])

    def idea(self, melody):
        return np.zeros(2, np.float32)


@pytest.fixture
def composer():
    return Held()


@pytest.fixture
def session(composer, worker):
    session = Session(Engine(), BackgroundComposer(composer, worker), Knobs(), Plan("loop"))
    session.controls = ControlMap({(1, 74): "density"})
    yield session
    composer.gate.set()  # the worker ends with what it is at


def sweep(session, composer, until):
    """Turns the density from end to end while the first melody is being made, one message at a look."""
    session.update()
    until(lambda: session.feed._composer._worker._running)
    for value in range(128):
        session.engine.reports = [ControlIn(1, 74, value)]
        session.feed._composer.catch_up(session.feed, session.engine.status)
        session.update()


def test_keys_are_answered_while_a_melody_is_made_and_only_the_last_place_is_composed(session, composer, until):
    sweep(session, composer, until)
    press(session, "p")
    assert session.engine.sent[-1] == Panic()
    assert (composer.composed, session.feed.settled) == ([], False)
    composer.gate.set()

    def step():
        session.feed._composer.catch_up(session.feed, session.engine.status)
        session.update()

    until(lambda: session.feed.settled and session.feed.following, step)
    # What was being made when the sweep began, and then only the last place: what plays and what follows.
    assert composer.composed == [None, 14.0, 14.0]
    # Which of the two is made first is the worker's affair: each stands in its own place.
    assert sorted(session.engine.supplied[-2:]) == [(0, 74), (16, 74)]


def test_a_melody_that_cannot_be_made_is_told_once_and_what_plays_goes_on(session, composer, until):
    composer.gate.set()
    until(lambda: session.feed.settled, session.update)
    playing = session.feed.playing
    session.turn(density=13.0)
    until(lambda: session.feed._composer.trouble, session.update)
    assert session.feed._composer.trouble == "Nothing has 13 notes."
    session.feed._composer.trouble = ""
    session.update()
    assert (session.feed._composer.trouble, session.feed.playing) == ("", playing)
