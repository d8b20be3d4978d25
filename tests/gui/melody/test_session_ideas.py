"""The last ideas: to go back to, and to compare."""

import numpy as np
import pytest

from gui.melody.state.ideas import MOST, Ideas
from gui.melody.state.setting import Clip
from lc_common.errors import UserError

SILENCE = (129,) * 256


def test_every_idea_that_is_heard_is_listed_and_can_be_gone_back_to_in_one_step(stage):
    session = stage.session
    heard = [(session.playing, session.knobs)]
    session.turn(density=7.0)
    for _ in range(2):
        session.new_idea()
        stage.settle()
        heard.append((session.playing, session.knobs))
    assert [clip.name for clip in session.ideas.clips] == ["Idea 1", "Idea 2", "Idea 3"]
    assert session.ideas.at == 2
    session.go_back(0)
    stage.settle()
    assert (session.playing, session.knobs.density) != heard[0]
    assert session.ideas.at == 0
    session.undo()
    stage.settle()
    assert (session.playing, session.knobs, session.ideas.at) == (*heard[-1], 2)


def test_an_idea_is_listed_as_it_was_heard_last(stage):
    session = stage.session
    session.turn(density=7.0)
    stage.settle()
    session.lock_bars([2], True)
    stage.settle()
    (clip,) = session.ideas.clips
    assert (clip.melody, clip.knobs, clip.locked) == (session.playing, session.knobs, session.bars)


def test_two_ideas_are_compared_there_and_back_each_note_for_note(stage):
    session = stage.session
    with pytest.raises(UserError, match="no other idea"):
        session.compare()
    session.turn(density=3.0)
    session.lock_bars([0], True)
    stage.settle()
    a = session.playing, session.knobs, session.bars
    session.new_idea()
    session.lock_bars([0], False)
    session.turn(density=8.0)
    stage.settle()
    b = session.playing, session.knobs, session.bars
    for expected in (a, b, a):
        session.compare()
        stage.settle()
        assert (session.playing, session.knobs, session.bars) == expected
    for expected in (b, a, b):
        stage.now += 2
        session.undo()
        stage.settle()
        assert (session.playing, session.knobs, session.bars) == expected


def test_only_the_last_are_kept_and_the_one_to_compare_with_is_not_lost():
    ideas = Ideas()
    for number in range(MOST + 3):
        ideas.hear(Clip("", SILENCE, (float(number),)))
    assert [clip.name for clip in (ideas.clips[0], ideas.clips[-1])] == ["Idea 4", f"Idea {MOST + 3}"]
    assert (len(ideas.clips), ideas.at, ideas.other.name) == (MOST, MOST - 1, f"Idea {MOST + 2}")


def test_an_idea_of_another_model_is_not_gone_back_to(stage):
    session = stage.session
    session.new_idea()
    stage.settle()
    stage.model.composer.idea_shape = (5,)
    session.use(stage.model)
    stage.settle()
    for go in (lambda: session.go_back(0), session.compare):
        before = session.playing
        with pytest.raises(UserError, match=r"Idea \d belongs to another model\."):
            go()
        assert session.playing == before
    assert np.size(session.idea) == 5
