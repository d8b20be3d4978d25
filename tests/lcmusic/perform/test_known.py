"""Locked bars, tunes and what sounded before: what a composer is not asked for, or is asked to keep."""

import threading

import numpy as np
import pytest

from lcmusic.live.protocol import Status
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.background import BackgroundComposer
from lcmusic.perform.feed import Feed
from lcmusic.perform.plan import Plan

IDEA, OTHER = np.zeros(2, np.float32), np.ones(2, np.float32)
TUNE = Melody.from_notes([Note(4 * i, 4 * i + 4, 65 if i == 9 else 60 + 2 * (i % 3)) for i in range(64)])
"""In C major; the third bar has an F."""
FIRST_TWO = Locked.of(TUNE, np.arange(16) < 2)


class Composer:
    """Says what it was asked, and fills what is not kept with one note, as high as the density asks."""

    idea_shape = (2,)

    def __init__(self):
        self.gate, self.asked = threading.Event(), []
        self.gate.set()

    def melody(self, idea, knobs, locked=NOTHING):
        assert self.gate.wait(60)
        self.asked.append((knobs, locked))
        return locked.kept_in(Melody.from_notes([Note(0, 256, 40 + int(knobs.density or 0))]))

    def idea(self, melody):
        return IDEA


@pytest.fixture
def composer():
    return Composer()


@pytest.fixture
def background(composer, worker):
    yield BackgroundComposer(composer, worker)
    composer.gate.set()


def made(background, until, *of):
    found = []
    until(lambda: found.append(background.melody(*of)) or found[-1])
    return found[-1]


def test_every_slot_has_the_locked_bars(composer):
    supplied = []
    feed = Feed(composer, lambda bar, symbols, *_: supplied.append((bar, Melody(symbols))), Knobs(), Plan("evolve"))
    feed.update(Status())
    feed.turn(Status(), locked=FIRST_TWO)
    feed.update(Status(bar=16, tick=16 * 1920.0))
    feed.new_idea(Status(bar=16, tick=16 * 1920.0))
    with_them = [melody.notes()[:8] == TUNE.notes()[:8] for _, melody in supplied]
    assert [bar for bar, _ in supplied] == [0, 16, 0, 16, 32, 16, 32]
    assert with_them == [False] * 2 + [True] * 5
    feed.turn(Status(bar=16, tick=16 * 1920.0), locked=NOTHING)
    assert supplied[-1][1].notes()[0].pitch == 40


def test_a_melody_made_when_other_bars_were_locked_is_not_given_out(background, composer, until):
    composer.gate.clear()
    assert background.melody(IDEA, Knobs()) is None
    until(lambda: background._worker._running)
    assert background.melody(IDEA, Knobs(density=3.0), FIRST_TWO) is None
    composer.gate.set()
    melody = made(background, until, IDEA, Knobs(density=3.0), FIRST_TWO)
    assert (melody.notes()[:8], background.behind) == (TUNE.notes()[:8], False)


def test_what_sounded_sounds_again_under_the_very_same_knobs_and_locks(background, composer, until):
    background.known.keep(IDEA, Knobs(), FIRST_TWO, TUNE)
    assert background.melody(IDEA, Knobs(), FIRST_TWO) == TUNE
    assert composer.asked == []
    for other in ((OTHER, Knobs(), FIRST_TWO), (IDEA, Knobs(density=3.0), FIRST_TWO), (IDEA, Knobs(), NOTHING)):
        assert made(background, until, *other) != TUNE


def test_a_tune_is_played_as_it_is_until_a_knob_asks_for_what_it_is_not(background, composer, until):
    background.known.keep_tune(IDEA, TUNE)
    for knobs in (Knobs(), Knobs(scale="major", density=4.2), Knobs(temperature=1.0)):
        assert background.melody(IDEA, knobs) == background.plain(IDEA, knobs) == TUNE
    assert composer.asked == []
    in_g = made(background, until, IDEA, Knobs(scale="major", root=7, density=4.2))
    assert [a == b for a, b in zip(in_g.symbols_t.reshape(16, 16).tolist(), TUNE.symbols_t.reshape(16, 16).tolist(),
                                   strict=True)] == [bar != 2 for bar in range(16)]  # fmt: skip
    # The tune is as dense as was asked, so density is not asked again of the one bar that is left.
    assert composer.asked == [(Knobs(scale="major", root=7), Locked.of(TUNE, np.arange(16) != 2))]
    assert made(background, until, IDEA, Knobs(density=9.0)).notes()[0].pitch == 49


def test_locked_bars_count_more_than_a_tune(background):
    background.known.keep_tune(IDEA, Melody.from_notes([Note(0, 256, 50)]))
    melody = background.melody(IDEA, Knobs(), FIRST_TWO)
    assert melody.notes() == [*TUNE.notes()[:8]]
