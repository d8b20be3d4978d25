"""Holding what one likes: locked bars, the locked idea, bars that are made anew."""

from dataclasses import replace

import numpy as np
import pytest

from gui.melody.state.by_hand import OVERTAKEN
from gui.melody.state.music import LOCKED
from gui.melody.state.setting import Remembered, Setting
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.media.midi import write_melody
from lcmusic.music.editing import laid
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked, by_bars
from lcmusic.music.melody import Melody, Note
from tests.gui.melody.conftest import Stage

TUNE = Melody.from_notes([Note(8 * i, 8 * i + 8, 60 + 2 * (i % 5)) for i in range(32)])


def bars_of(melody, *bars):
    return by_bars(melody)[list(bars)].tolist()


def test_locked_bars_stay_note_for_note_and_the_rest_changes(stage, until):
    session = stage.session
    before = session.playing
    session.lock_bars(range(4), True)
    stage.settle()
    assert (session.playing, session.bars.bars) == (before, (0, 1, 2, 3))  # locking is not heard
    heard = [before]
    for change in (
        session.new_idea, session.vary, lambda: session.turn(density=7.0), lambda: session.turn(scale="blues"),
        session.new_idea,
    ):  # fmt: skip
        change()
        stage.settle()
        until(lambda: not session.performance.feed._due, session.update)  # what follows is composed as well
        for melody in (session.playing, session.following):
            assert bars_of(melody, 0, 1, 2, 3) == bars_of(before, 0, 1, 2, 3)
        assert bars_of(session.playing, *range(4, 16)) != bars_of(heard[-1], *range(4, 16))
        heard.append(session.playing)
    for melody in reversed(heard[:-1]):
        stage.now += 2
        session.undo()
        stage.settle()
        assert session.playing == melody
    assert session.bars.bars == (0, 1, 2, 3)
    session.undo()
    stage.settle()
    assert (session.playing, session.bars, session.can_undo) == (before, NOTHING, False)
    session.redo()
    stage.settle()
    assert (session.playing, session.bars.bars) == (before, (0, 1, 2, 3))


def test_bars_are_unlocked_by_themselves_and_that_is_not_heard_either(stage):
    session = stage.session
    session.lock_bars([1, 2], True)
    session.new_idea()
    stage.settle()
    before = session.playing
    session.lock_bars([2, 9], False)
    stage.settle()
    assert (session.bars.bars, session.playing) == ((1,), before)
    session.lock_bars([1], False)
    stage.settle()
    assert (session.bars, session.playing) == (NOTHING, before)


def test_clicking_a_bar_twice_leaves_no_step(stage):
    session = stage.session
    session.lock_bars([3], True)
    session.lock_bars([3], False)
    assert not session.can_undo
    session.lock_bars([3], False)
    assert not session.can_undo


def test_locks_come_back_after_a_restart_and_with_slots(stage, worker, until):
    session = stage.session
    session.lock_bars([0, 5], True)
    stage.settle()
    session.store(0)
    before, locked = session.playing, session.bars
    again = Stage(worker, until, from_dict(Remembered, to_dict(session.remember())))
    assert (again.session.playing, again.session.bars) == (before, locked)
    again.session.lock_bars([0, 5], False)
    again.session.new_idea()
    again.settle()
    again.session.recall(0)
    again.settle()
    assert (again.session.playing, again.session.bars) == (before, locked)


def test_a_preset_leaves_the_locked_bars_where_they_are(stage):
    session = stage.session
    session.lock_bars([0], True)
    session.apply_preset(Setting(Knobs(density=3.0)))
    stage.settle()
    assert session.bars.bars == (0,)


def test_what_knobs_ask_that_a_locked_bar_is_not_is_said_once_and_the_rest_obeys(stage):
    session = stage.session
    session.turn(pitch_classes=(0, 2), scale=None)
    stage.settle()
    before = session.playing
    session.lock_bars([0], True)
    session.turn(pitch_classes=(1, 3))
    session.turn(pitch_classes=(1, 3, 5))
    stage.settle()
    assert session.notices == [
        "Bar 1 is locked and has notes outside the scale (C, D); unlock it or ask for another scale."
    ]
    assert bars_of(session.playing, 0) == bars_of(before, 0)
    assert {note.pitch % 12 for note in session.playing.notes() if note.start >= 16} <= {1, 3, 5}


def test_bars_that_cannot_be_locked_say_why(worker, until):
    stage = Stage(worker, until, model=False)
    with pytest.raises(UserError, match="still being loaded"):
        stage.session.lock_bars([0], True)
    stage.session.use(replace(stage.model, no_prior="There is no prior."))
    stage.settle()
    with pytest.raises(UserError, match=r"There is no prior\."):
        stage.session.renew_bars([0])


def test_while_it_listens_there_are_no_bars_to_lock(stage, until):
    session = stage.session
    session.turn(mode="respond")
    until(lambda: session.playing is not None and session.playing.bars == 1, session.update)
    with pytest.raises(UserError, match=r"There is no melody now whose bars could be locked\."):
        session.lock_bars([0], True)


def test_while_the_bars_are_being_made_that_is_said(stage):
    stage.session.performance.feed.playing = None  # as when the next 16 bars begin before they are there
    with pytest.raises(UserError, match=r"The 16 bars are being made; lock some as soon as they are there\."):
        stage.session.lock_bars([0], True)


def test_a_model_that_cannot_lock_bars_lets_them_go_and_says_so(stage, worker, until):
    stage.session.lock_bars([0], True)
    stage.settle()
    stage.session.use(replace(stage.model, no_prior="There is no prior."))
    stage.settle()
    assert (stage.session.bars, stage.session.notices) == (NOTHING, ["Its bars were unlocked. There is no prior."])


def test_a_locked_idea_is_not_replaced_by_hand_or_by_itself(stage, until, tmp_path):
    session = stage.session
    write_melody(tmp_path / "tune.mid", TUNE)
    session.lock(True)
    stage.settle()
    before, idea = session.playing, session.idea
    for action in (session.new_idea, session.vary, lambda: session.renew_bars([3])):
        with pytest.raises(UserError) as said:
            action()
        assert str(said.value) == LOCKED
    session.load(tmp_path / "tune.mid")
    assert session.notices == [LOCKED]
    stage.engine.status = replace(stage.engine.status, bar=32, tick=32 * 1920.0)
    session.update()
    stage.settle()
    assert (session.playing, session.following, session.idea) == (before, before, idea)
    session.lock(False)
    session.new_idea()
    stage.settle()
    assert session.playing != before


def test_a_drop_lets_locked_bars_go_says_so_and_undo_brings_them_back(stage, until, tmp_path):
    session = stage.session
    session.lock_bars([0, 1], True)
    stage.settle()
    before, locked = session.playing, session.bars
    write_melody(tmp_path / "tune.mid", TUNE)
    session.load(tmp_path / "tune.mid")
    until(lambda: session.notices, session.update)
    stage.settle()
    assert session.notices == ["The locked bars were let go for the file; undo brings them back."]
    assert (session.playing, session.bars) == (TUNE, NOTHING)
    session.undo()
    stage.settle()
    assert (session.playing, session.bars) == (before, locked)


def test_some_bars_are_made_anew_to_fit_the_others_in_one_step(stage, until):
    session = stage.session
    session.lock_bars([6], True)
    stage.settle()
    before = session.playing
    session.renew_bars(range(4, 8))
    until(lambda: session.playing != before, session.update)
    stage.settle()
    again = session.playing
    kept = [bar for bar in range(16) if bar not in (4, 5, 7)]
    assert bars_of(again, *kept) == bars_of(before, *kept)
    assert all(bars_of(again, bar) != bars_of(before, bar) for bar in (4, 5, 7))
    assert session.bars.bars == (6,)
    session.undo()
    stage.settle()
    assert session.playing == before
    session.redo()
    stage.settle()
    assert session.playing == again
    with pytest.raises(UserError, match="These bars are locked"):
        session.renew_bars([6])


def test_bars_that_were_asked_for_before_something_else_was_are_not_played(stage, until):
    session = stage.session
    session.renew_bars([0])
    session.turn(density=9.0)
    done = []
    session._worker.later(lambda: None, lambda *_: done.append(True))
    until(lambda: done, session.update)
    stage.settle()
    assert session._history.now.tune == ()
    assert len(session.playing.notes()) == 9 * 16
    assert session.notices == [OVERTAKEN]


def test_bars_are_made_anew_right_after_an_edit_whose_idea_is_still_sought(stage, until):
    session = stage.session
    edited = laid(session.playing, [Note(50, 54, 90)])
    session.edit(edited)
    session.renew_bars([7])
    until(lambda: session.playing != edited or session.notices, session.update)
    stage.settle()
    assert session.notices == []
    kept = [bar for bar in range(16) if bar != 7]
    assert bars_of(session.playing, *kept) == bars_of(edited, *kept)
    assert bars_of(session.playing, 7) != bars_of(edited, 7)
    session.undo()
    stage.settle()
    assert session.playing == edited


def test_bars_of_a_melody_that_is_being_replaced_are_not_made_anew_and_that_is_said(stage):
    session = stage.session
    session.turn(density=9.0)
    with pytest.raises(UserError, match="Another melody is being made; press R as soon as it is there"):
        session.renew_bars([0])


def test_how_notes_are_sent_may_change_while_bars_are_made_anew(stage, until):
    session = stage.session
    before = session.playing
    session.renew_bars([0])
    session.turn(gate=0.5)
    until(lambda: session.playing != before, session.update)
    assert (session.performance.expression.gate, session.notices) == (0.5, [])


@pytest.mark.parametrize("wrong", [{"tune": [60] * 8}, {"locked": Locked((0,), (60,) * 16)}])
def test_a_setting_that_holds_no_melody_is_refused(wrong):
    with pytest.raises(UserError):
        Setting(**wrong)


def test_a_click_on_a_melody_that_is_being_replaced_locks_what_is_heard(stage):
    """The turn lands all the same."""
    session = stage.session
    before = session.playing
    session.turn(density=9.0)
    session.lock_bars([0], True)
    stage.settle()
    assert bars_of(session.playing, 0) == bars_of(before, 0)
    assert np.all([len(set(bar) - {128, 129}) for bar in bars_of(session.playing, 1, 2)])
    assert sum(note.start >= 16 for note in session.playing.notes()) == 15 * 9
