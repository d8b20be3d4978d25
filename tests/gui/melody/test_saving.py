"""Sound files of the studio: what was heard, in the voice that was chosen; slow ones say how far they are."""

import time
import wave
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gui.melody.state.files import clip_sound
from lc_common.errors import UserError
from lcmusic.perform.sounding import SAMPLE_RATE, write_sound
from lcmusic.perform.writing import sent_notes


def samples_of(path):
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2")


def drip(path, seconds: float, steps: int = 1_000):
    """Writes a file slowly, bit by bit."""
    try:
        for n in range(steps):
            time.sleep(seconds)
            yield n / steps
        path.write_text("done")
    finally:
        path.with_suffix(".closed").write_text("")


def test_a_sound_file_holds_what_is_sent_in_the_voice_that_was_chosen(stage, until, tmp_path):
    session, path = stage.session, tmp_path / "a.wav"
    session.turn(swing=0.6, chords="Am | F", chord_channel=2, velocity=70)
    stage.settle()
    session.plain_grid = True  # of MIDI files alone
    clip = session.clip("a")
    session.save(clip, path, 300.0, "organ")
    assert not session.saving.ended
    with pytest.raises(UserError, match=r"a\.wav is still being written; wait for it, or cancel it\."):
        session.save(clip, path, 300.0)
    until(lambda: session.notices, session.update)
    assert (session.notices, session.saving.ended) == ([f"Saved {path}"], True)
    notes = sent_notes(clip.melody, clip.expression, 300.0, chords=clip.knobs.progression)
    assert set(notes) == {"melody", "chords"}
    list(write_sound(tmp_path / "b.wav", notes, 16 * 1920, 300.0, "organ"))
    assert np.array_equal(samples_of(path), samples_of(tmp_path / "b.wav"))
    assert samples_of(path).size == round((16 * 4 / 5 + 0.05) * SAMPLE_RATE)


def test_a_file_that_is_given_up_stays_as_it_was_and_no_knob_waits_for_it(stage, until, tmp_path, monkeypatch):
    session, path = stage.session, tmp_path / "a.wav"
    path.write_text("yesterday")
    monkeypatch.setattr("gui.melody.state.session.clip_sound", lambda clip, path, *_: drip(path, 0.01))
    session.save(session.clip("a"), path, 120.0)
    session.turn(density=3.0)
    stage.settle()
    assert len(session.playing.notes()) == 3 * 16
    until(lambda: session.saving.share > 0, session.update)
    assert not session.saving.ended
    session.saving.cancel()
    until(lambda: session.saving.ended, session.update)
    assert session.notices == ["a.wav was given up."]
    assert path.read_text() == "yesterday"
    assert path.with_suffix(".closed").exists()


def test_a_slow_file_says_how_far_it_is_and_is_given_up_by_a_button(make, qtbot, tmp_path, monkeypatch):
    stage = make()
    studio = stage.studio
    qtbot.waitUntil(lambda: studio.melody.playing is not None)
    monkeypatch.setattr("gui.melody.state.session.clip_sound", lambda clip, path, *_: drip(path, 0.005))
    studio.files._save_as = lambda *_: tmp_path / "a.wav"
    studio.files.export(studio.page, studio.melody.clip("a"))
    qtbot.waitUntil(lambda: studio.page.saving is not None and studio.page.saving.isVisible())
    dialog = studio.page.saving
    assert dialog.labelText() == "Writing a.wav"
    qtbot.waitUntil(lambda: 0 < dialog.value() < 100)
    (cancel,) = dialog.findChildren(QPushButton)
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.page.saving is None)
    assert stage.window.notice == "a.wav was given up."
    assert not (tmp_path / "a.wav").exists()


def test_a_fast_file_is_written_without_a_word_in_the_voice_of_the_studio(make, qtbot, tmp_path, monkeypatch):
    stage = make()
    studio, heard = stage.studio, []
    qtbot.waitUntil(lambda: studio.melody.playing is not None)

    def remembered(clip, path, tempo, expression, voice):
        heard.append((tempo, voice))
        return clip_sound(replace(clip, symbols=clip.symbols[:16]), path, tempo, expression, voice)

    monkeypatch.setattr("gui.melody.state.session.clip_sound", remembered)
    studio.files._save_as = lambda *_: tmp_path / "a.wav"
    studio.sound.use(voice="flute")
    studio.transport.set_tempo(97.0)
    studio.files.export(studio.page, studio.melody.clip("a"))
    qtbot.waitUntil(lambda: stage.window.notice == f"Saved {tmp_path / 'a.wav'}")
    assert heard == [(97.0, "flute")]
    assert samples_of(tmp_path / "a.wav").any()
    qtbot.waitUntil(lambda: studio.page.saving is None)


def test_closing_the_window_gives_a_file_up(make, qtbot, tmp_path, monkeypatch):
    stage = make()
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    monkeypatch.setattr("gui.melody.state.session.clip_sound", lambda clip, path, *_: drip(path, 0.005))
    stage.studio.files._save_as = lambda *_: tmp_path / "a.wav"
    stage.studio.files.export(stage.studio.page, stage.studio.melody.clip("a"))
    qtbot.waitUntil(lambda: stage.studio.page.saving is not None and stage.studio.page.saving.isVisible())
    stage.window.close()
    assert not stage.studio.page.saving.isVisible()
    assert stage.studio.melody.saving._cancelled
    assert not (tmp_path / "a.wav").exists()
