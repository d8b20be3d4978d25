"""The length of the clip, and the notes that are drawn for each of its bars."""

from dataclasses import replace

import numpy as np
import pytest

from gui.melody.state.files import read_file
from gui.melody.state.setting import Setting
from lc_common.errors import UserError
from lcmusic.media.midi import clip_of, open_song, write_melody
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note


def per_bar(melody) -> list[int]:
    starts = [note.start // 16 for note in melody.notes()]
    return [starts.count(bar) for bar in range(melody.bars)]


@pytest.mark.parametrize("bars", [1, 2, 4, 8, 16, 32])
def test_a_clip_of_any_length_plays_is_locked_kept_in_a_slot_and_written(stage, until, tmp_path, bars):
    session, path = stage.session, tmp_path / "clip.mid"
    session.turn(bars=bars)
    stage.settle()
    until(lambda: session.following.bars == bars, session.update)
    assert (session.playing.bars, session.following.bars, session.length) == (bars, bars, bars)
    last = bars - 1
    session.lock_bars([last], True)
    before = session.playing.symbols_t[last * 16 :]
    session.new_idea()
    stage.settle()
    assert np.array_equal(session.playing.symbols_t[last * 16 :], before)
    kept = session.playing
    session.store(0)
    session.write(session.slots[0], path, 120)
    again = read_file(path)
    assert (again.whole, again.clip, clip_of(open_song(path)).melody.bars) == (True, session.slots[0], bars)
    session.turn(bars=16 if bars != 16 else 4)
    stage.settle()
    session.recall(0)
    stage.settle()
    assert (session.playing, session.knobs.bars, session.bars.bars) == (kept, bars, (last,))


def test_undo_brings_back_a_length_and_what_was_locked_beyond_the_shorter_one(stage):
    session = stage.session
    session.lock_bars([0, 9], True)
    before = session.playing
    session.turn(bars=4)
    stage.settle()
    assert (session.playing.bars, session.bars.bars) == (4, (0,))
    session.undo()
    stage.settle()
    assert (session.playing, session.bars.bars) == (before, (0, 9))


def test_a_preset_leaves_the_length_and_bars_wait_for_theirs(stage):
    session = stage.session
    session.turn(bars=4)
    with pytest.raises(UserError, match="The 4 bars are being made; lock some as soon as they are there"):
        session.lock_bars([0], True)
    assert session.clip().knobs.bars == 16  # what plays until then
    stage.settle()
    session.apply_preset(Setting(Knobs(density=6)))
    assert (session.knobs.bars, session.knobs.density) == (4, 6)


@pytest.mark.parametrize(("bars", "length"), [(1, 1), (2, 2), (4, 4), (8, 8), (16, 16), (32, 32), (3, 8), (20, 8)])
def test_a_dropped_file_brings_its_length_and_both_go_in_one_step(stage, until, tmp_path, bars, length):
    session = stage.session
    session.turn(bars=8)
    stage.settle()
    before = session.playing
    tune = Melody.from_notes([Note(16 * bar, 16 * bar + 4 + bar % 8, 60) for bar in range(bars)], 16 * bars)
    write_melody(tmp_path / "tune.mid", tune)
    session.load(tmp_path / "tune.mid")
    until(lambda: session.clip().tune, session.update)
    stage.settle()
    assert (session.knobs.bars, session.playing, session.notices[1:]) == (length, tune.looped(length), [])
    session.undo()
    stage.settle()
    assert (session.knobs.bars, session.playing) == (8, before)
    session.redo()
    stage.settle()
    assert (session.knobs.bars, session.playing) == (length, tune.looped(length))


def test_a_file_of_four_bars_in_a_slot_plays_four_bars(stage, until, tmp_path):
    session = stage.session
    tune = Melody.from_notes([Note(16 * bar, 16 * bar + 4, 60 + bar) for bar in range(4)], 64)
    write_melody(tmp_path / "tune.mid", tune)
    session.load(tmp_path / "tune.mid", 2)
    until(lambda: session.slots[2], session.update)
    assert session.slots[2].melody == tune
    session.recall(2)
    stage.settle()
    assert (session.knobs.bars, session.playing) == (4, tune)


def test_a_short_clip_begins_anew_in_its_slot(stage):
    session = stage.session
    session.turn(bars=4)
    stage.settle()
    stage.engine.status = replace(stage.engine.status, bar=22, tick=22 * 1920.0)
    assert session.first_bar == 20


def test_drawn_notes_of_bars_are_made_undone_and_kept_with_the_clip(stage):
    session = stage.session
    own = per_bar(session.playing)
    drawn = (2, None, 7, *[None] * 13)
    session.turn("bars", density_per_bar=drawn)
    stage.settle()
    assert per_bar(session.playing) == [2, own[1], 7, *own[3:]]
    session.store(0)
    assert session.slots[0].knobs.density_per_bar == drawn
    session.undo()
    session.undo()
    stage.settle()
    assert (per_bar(session.playing), session.knobs.density_per_bar) == (own, None)
