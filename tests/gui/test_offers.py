"""What is found in music that comes in is offered in the window, and nothing is turned unasked."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from lcmusic.live.protocol import NoteIn
from tests.gui.widgets.test_roll import drop
from tests.lcmusic.media.test_harmony import song_of


def buttons(stage):
    notices = stage.window._notices
    return {b.text(): b for b in notices.findChildren(QPushButton) if b in notices._actions and notices.isVisible()}


def test_key_and_chords_of_a_dropped_file_are_one_click_each(stage, qtbot, tmp_path):
    melody = stage.studio.melody
    song_of(tmp_path / "song.mid", "D | G | A | D", "D | G | A | D")
    drop(stage.studio.page.roll, tmp_path / "song.mid")
    qtbot.waitUntil(lambda: len(buttons(stage)) == 2)
    assert stage.window.notice == f"{melody.offers.now[0].said} song.mid has the chords D | G | A | D."
    before = melody.knobs
    assert (before.chords, before.scale) == (None, None)
    qtbot.mouseClick(buttons(stage)["Use its chords"], Qt.MouseButton.LeftButton)
    assert melody.knobs == replace(before, chords="D | G | A | D")
    (key,) = melody.offers.now
    qtbot.waitUntil(lambda: list(buttons(stage)) == [key.do])  # the other one still stands
    buttons(stage)[key.do].setFocus()
    qtbot.keyClick(buttons(stage)[key.do], Qt.Key.Key_Return)
    assert melody.knobs.scale == key.values["scale"]
    assert (melody.offers.now, stage.window.notice) == ((), "")
    melody.undo()
    melody.undo()
    assert melody.knobs == before


def test_what_is_dismissed_is_offered_no_more(stage, qtbot, tmp_path):
    song_of(tmp_path / "song.mid")
    drop(stage.studio.page.roll, tmp_path / "song.mid")
    qtbot.waitUntil(lambda: bool(buttons(stage)))
    stage.window._notices._dismiss()
    assert stage.studio.melody.offers.now == ()
    stage.window.say("Something else.")
    assert (buttons(stage), stage.window.notice) == ({}, "Something else.")


def test_what_went_wrong_is_read_before_anything_is_offered(stage, qtbot, tmp_path):
    song_of(tmp_path / "song.mid")
    stage.window.say("Bar 1 is locked.")
    drop(stage.studio.page.roll, tmp_path / "song.mid")
    qtbot.waitUntil(lambda: bool(stage.studio.melody.offers.now))
    stage.studio.tick()
    assert (buttons(stage), stage.window.notice) == ({}, "Bar 1 is locked.")
    stage.window.hush()
    qtbot.waitUntil(lambda: bool(buttons(stage)))


def test_space_plays_while_chords_are_played_in(stage, qtbot):
    engine, studio = stage.engines[0], stage.studio
    engine.status = replace(engine.status, input="open")
    studio.page.panel.chords.begin()
    qtbot.waitUntil(studio.page.panel.chords.line.isReadOnly)
    qtbot.keyClick(studio.page.panel.chords.line, Qt.Key.Key_Space)
    assert engine.status.playing
    engine.reports = [NoteIn(1, pitch, 90, 0.0, 0.0) for pitch in (57, 60, 64)]
    qtbot.waitUntil(lambda: str(studio.melody.played.heard) == "Am")
    qtbot.keyClick(studio.page.panel.chords.line, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: studio.melody.knobs.chords == "Am")
