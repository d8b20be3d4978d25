"""A melody that is edited by hand: it plays as it was made, and its bars are held."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gui.melody.state.setting import Remembered
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.music.editing import laid, without
from lcmusic.music.locked import by_bars
from lcmusic.music.melody import Melody, Note
from tests.gui.melody.conftest import Stage

DRAWN = Note(50, 54, 90)  # in bar 4


def bars_of(melody, *bars):
    return by_bars(melody)[list(bars)].tolist()


@pytest.fixture
def found(stage, until):
    """Wait until the idea of the edited melody is found."""

    def found():
        session = stage.session
        idea = (pytest.approx(session.playing.notes()[0].pitch / 100), 0, 0, 0)
        until(lambda: session.idea == idea, session.update)
        stage.settle()

    return found


def test_an_edited_melody_plays_at_once_as_it_was_made_and_its_bars_come_back_in_all_others(stage, until, found):
    session = stage.session
    edited = laid(session.playing, [DRAWN])
    session.edit(edited)
    assert (session.playing, session.bars.bars) == (edited, (3,))
    found()
    assert (session.playing, session.bars.bars, session._history.now.tune) == (edited, (3,), tuple(edited.symbols_t))
    for change in (
        session.new_idea, session.vary, lambda: session.turn(density=7.0), lambda: session.turn(scale="blues"),
        session.new_idea,
    ):  # fmt: skip
        before = session.playing
        change()
        stage.settle()
        until(lambda: not session.performance.feed._due, session.update)
        for melody in (session.playing, session.following):
            assert bars_of(melody, 3) == bars_of(edited, 3)
        assert bars_of(session.playing, 0, 1, 2) != bars_of(before, 0, 1, 2)


def test_each_edit_is_one_step_of_undo_that_brings_back_what_was(stage, found):
    session = stage.session
    heard = [session.playing]
    for pitch in (90, 91, 92):
        session.edit(laid(session.playing, [replace_pitch(DRAWN, pitch)]))
        heard.append(session.playing)
    found()  # which is no step
    for melody in reversed(heard[:-1]):
        session.undo()
        assert session.playing == melody
    assert (session.can_undo, session.bars.bars) == (False, ())
    for melody in heard[1:]:
        session.redo()
        assert session.playing == melody


def replace_pitch(note, pitch):
    return note._replace(pitch=pitch)


def test_what_is_released_still_sounds_until_a_knob_finds_something_to_change(stage, found):
    session = stage.session
    edited = laid(session.playing, [DRAWN])
    session.edit(edited)
    found()
    session.lock_bars([3], False)
    stage.settle()
    assert (session.playing, session.bars.bars) == (edited, ())
    session.new_idea()
    stage.settle()
    assert DRAWN not in session.playing.notes()
    for _ in range(3):
        session.undo()
    stage.settle()
    assert DRAWN not in session.playing.notes()
    session.redo()
    stage.settle()
    assert session.playing == edited


def test_the_idea_of_the_last_of_many_edits_is_found_and_no_other(stage, found):
    session, asked, busy = stage.session, [], threading.Event()
    idea_of = stage.model.composer.idea
    stage.model.composer.idea = lambda melody: asked.append(melody) or idea_of(melody)
    session._worker.later(busy.wait, lambda *_: None)
    for pitch in range(60, 90):
        session.edit(laid(session.playing, [replace_pitch(DRAWN, pitch)]))
    busy.set()
    found()
    assert asked == [session.playing]


def test_what_is_edited_is_one_of_the_ideas_beside_the_one_that_it_was(stage, found):
    session = stage.session
    before = session.playing
    for pitch in (90, 91, 92):
        session.edit(laid(session.playing, [replace_pitch(DRAWN, pitch)]))
        session.update()
    found()
    assert [clip.name for clip in session.ideas.clips] == ["Idea 1", "Idea 2"]
    assert [clip.melody for clip in session.ideas.clips] == [before, session.playing]
    session.compare()
    stage.settle()
    assert session.playing == before


def test_an_edit_while_the_idea_is_locked_is_heard_and_stays(stage, found):
    session = stage.session
    session.lock(True)
    stage.settle()
    edited = laid(session.playing, [DRAWN])
    session.edit(edited)
    found()
    stage.engine.status = replace(stage.engine.status, bar=32, tick=32 * 1920.0)
    session.update()
    stage.settle()
    assert (session.playing, session.following) == (edited, edited)


def test_an_edited_melody_comes_back_after_a_restart_and_from_a_slot(stage, worker, until, found):
    session = stage.session
    edited = without(session.playing, session.playing.notes()[:2])
    session.edit(edited)
    session.store(0)
    again = Stage(worker, until, from_dict(Remembered, to_dict(session.remember()))).session  # before it was found
    assert (again.playing, again.bars.bars) == (edited, (0,))
    again.new_idea()
    again.recall(0)
    again.update()
    assert (again.playing, again.bars.bars) == (edited, (0,))


def test_what_cannot_be_edited_says_why(stage, worker, until):
    session = stage.session
    before = session.playing
    session.new_idea()
    with pytest.raises(UserError, match="Another melody is being made"):
        session.edit(laid(before, [DRAWN]))
    stage.settle()
    session.use(replace(stage.model, no_prior="There is no prior."))
    stage.settle()
    with pytest.raises(UserError, match=r"There is no prior\."):
        session.edit(laid(session.playing, [DRAWN]))


def test_locked_notes_come_back_in_all_that_follows_and_their_bars_change(stage, until):
    session = stage.session
    kept = [note for note in session.playing.notes() if note.start // 16 in (2, 7)][1::3]
    before = session.playing
    session.lock_notes(kept, True)
    stage.settle()
    assert (session.playing, session.bars.bars, session.bars.notes) == (before, (), tuple(kept))
    for change in (
        session.new_idea, session.vary, lambda: session.turn(density=7.0), lambda: session.turn(scale="blues"),
        lambda: session.renew_bars([2]),
    ):  # fmt: skip
        heard = session.playing
        change()
        until(lambda heard=heard: session.playing != heard, session.update)
        stage.settle()
        until(lambda: not session.performance.feed._due, session.update)
        for melody in (session.playing, session.following):
            assert set(kept) <= set(melody.notes())
        assert bars_of(session.playing, 2) != bars_of(heard, 2)
    for _ in range(6):
        session.undo()
    stage.settle()
    assert (session.playing, session.bars.notes, session.can_undo) == (before, (), False)


def test_locked_notes_are_kept_with_slots_after_a_restart_and_beside_bars(stage, worker, until):
    session = stage.session
    first, second, third = session.playing.notes()[:3]
    session.lock_notes([first, third, DRAWN], True)  # one of them is not there
    session.lock_bars([5], True)
    stage.settle()
    session.store(0)
    before, locked = session.playing, session.bars
    assert (locked.bars, locked.notes) == ((5,), (first, third))
    again = Stage(worker, until, from_dict(Remembered, to_dict(session.remember()))).session
    assert (again.playing, again.bars) == (before, locked)
    session.lock_notes([third], False)
    assert (session.playing, session.bars.notes) == (before, (first,))
    session.lock_bars([0, 1], False)  # a bar that is let go lets its notes go
    assert session.bars.notes == ()
    session.recall(0)
    session.update()
    assert (session.playing, session.bars) == (before, locked)
    session.edit(without(before, [first]))
    assert (session.bars.bars, session.bars.notes) == ((0, 5), (third,))


def test_a_locked_note_outside_the_scale_is_said_once(stage):
    session = stage.session
    session.turn(pitch_classes=(0, 2), scale=None)
    stage.settle()
    note = session.playing.notes()[0]
    session.lock_notes([note], True)
    session.turn(pitch_classes=(1, 3))
    session.turn(pitch_classes=(1, 3, 5))
    stage.settle()
    assert len(session.notices) == 1
    assert session.notices[0].startswith("The locked note ")
    assert session.playing.notes()[0] == note
    assert {note.pitch % 12 for note in session.playing.notes()[1:]} <= {1, 3, 5}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 255), st.integers(1, 40), st.integers(0, 127)), min_size=1, max_size=8))
def test_undo_restores_any_edits_exactly(stage, drawn):
    session = stage.session
    heard = [(session.playing, session.bars)]
    for start, length, pitch in drawn:
        session.edit(laid(session.playing, [Note(start, min(256, start + length), pitch)]))
        if (session.playing, session.bars) != heard[-1]:
            heard.append((session.playing, session.bars))
        assert np.array_equal(Melody(session.playing.symbols_t).symbols_t, session.playing.symbols_t)
        session.update()
    for melody, locked in reversed(heard[:-1]):
        session.undo()
        assert (session.playing, session.bars) == (melody, locked)
        session.update()
