"""Slots: what is kept comes back, through files too, and nothing is lost by mistake."""

from dataclasses import replace

import pytest

from gui.melody.state.setting import Remembered
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.media.midi import open_song
from lcmusic.music.melody import STEPS
from lcmusic.perform.writing import sent_notes
from tests.gui.melody.conftest import Stage


def keep_and_go_on(stage):
    """Keep a clip in slot 0, and go on to something else."""
    session = stage.session
    session.turn(scale="blues", density=6.0, swing=0.6, gate=0.5, evolve=0.7, channel=3)
    stage.settle()
    session.lock_bars([0, 1], True)
    session.store(0)
    clip = session.slots[0]
    session.lock_bars([0, 1], False)
    session.turn(scale="major", density=2.0, swing=0.5, gate=0.9, evolve=0.1, channel=5, mode="loop")
    session.lock(False)
    session.new_idea()
    stage.settle()
    return clip


def test_a_slot_brings_back_how_it_was_played_and_leaves_channel_and_mode(stage):
    clip = keep_and_go_on(stage)
    session = stage.session
    session.lock(True)
    session.recall(0)
    stage.settle()
    now = session.clip(clip.name)
    assert now == replace(
        clip, plan=replace(clip.plan, mode="loop"), expression=replace(clip.expression, channel=5)
    )  # fmt: skip
    session.undo()
    stage.settle()
    assert session.performance.expression.swing == 0.5


def test_a_clip_comes_back_from_a_file_whole(stage, until, tmp_path):
    clip = keep_and_go_on(stage)
    session, path = stage.session, tmp_path / "verse.mid"
    session.write(clip, path, 120.0)
    session.load(path, 4)
    until(lambda: session.slots[4], session.update)
    assert session.slots[4] == clip
    session.load(path)
    until(lambda: session.bars == clip.locked, session.update)
    stage.settle()
    assert session.clip(clip.name) == replace(clip, expression=replace(clip.expression, channel=5))
    assert session.notices == []


def test_undo_brings_back_what_was_in_a_slot(stage, until, tmp_path):
    session = stage.session
    session.store(0)
    first = session.slots[0]
    session.new_idea()
    stage.settle()
    idea = session.idea
    session.store(0)
    second = session.slots[0]
    session.clear(0)
    assert [session.slots[0], second == first] == [None, False]
    for expected in (second, first):
        session.undo()
        assert session.slots[0] == expected
    assert session.idea == idea  # the music is left alone
    session.redo()
    assert session.slots[0] == second
    session.write(first, tmp_path / "a.mid", 120.0)
    session.load(tmp_path / "a.mid", 0)
    until(lambda: session.slots[0] == first, session.update)
    session.undo()
    assert session.slots[0] == second


def test_a_file_holds_what_is_heard_or_if_wanted_the_plain_grid(stage, worker, until, tmp_path):
    def notes(session):
        session.write(session.clip("tune"), tmp_path / "tune.mid", 120.0)
        (part,) = open_song(tmp_path / "tune.mid").parts
        return list(zip(part.start_n.tolist(), part.end_n.tolist(), part.pitch_n.tolist(), strict=True))

    session = stage.session
    session.turn(swing=0.7, gate=0.4)
    expression = Expression(swing=0.7, gate=0.4)
    heard, plain = (
        [note[:3] for note in sent_notes(session.playing, expression, 120.0, grid)["melody"]] for grid in (False, True)
    )
    assert heard != plain
    assert notes(session) == heard
    session.plain_grid = True
    assert notes(session) == plain
    assert notes(Stage(worker, until, session.remember()).session) == plain  # it is remembered


def test_clips_of_before_slots_knew_how_they_were_played_are_played_as_the_rest(worker, until):
    stage = Stage(worker, until)
    stage.session.store(0)
    old = replace(stage.session.slots[0], plan=None, expression=None)
    again = Stage(worker, until, Remembered(slots=(old, *[None] * 7)))
    again.session.turn(swing=0.7, slot_bars=8)
    again.settle()
    again.session.recall(0)
    again.settle()
    now = again.session.setting()
    assert (now.expression.swing, now.plan.slot_bars, len(again.session.playing)) == (0.7, 8, STEPS)


def test_clips_change_places_are_copied_and_renamed_each_one_undo(stage):
    session = stage.session
    session.store(0)
    session.new_idea()
    stage.settle()
    session.store(1)
    one, two = session.slots[:2]
    session.move(0, 1)
    assert session.slots[:3] == (two, one, None)
    session.move(0, 2)
    assert session.slots[:3] == (None, one, two)
    session.move(1, 2, copy=True)
    assert session.slots[:3] == (None, one, one)
    session.rename(2, "chorus")
    assert session.slots[:3] == (None, one, replace(one, name="chorus"))
    session.move(1, 1)
    for expected in ((None, one, one), (None, one, two), (two, one, None), (one, two, None)):
        session.undo()
        assert session.slots[:3] == expected


def test_all_slots_go_into_one_file(stage, until, tmp_path):
    session = stage.session
    with pytest.raises(UserError, match="All slots are empty"):
        session.save_slots(tmp_path / "session.mid", 120.0)
    session.store(6)
    session.rename(6, "chorus")
    session.store(2)
    session.rename(2, "verse")
    session.save_slots(tmp_path / "session.mid", 120.0)
    until(lambda: session.notices, session.update)
    assert session.notices == [f"Saved {tmp_path / 'session.mid'}"]
    parts = open_song(tmp_path / "session.mid").parts
    assert [(part.name, int(part.start_n[0]) // (16 * 1920)) for part in parts] == [("verse", 0), ("chorus", 1)]
