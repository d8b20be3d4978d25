"""What the melody page keeps and finds again: slots, files, likes, presets, the last session."""

from dataclasses import replace

import numpy as np
import pytest
from studio_fakes import LATENT, ObedientComposer, fake_model

from gui.melody.state.presets import Preset, read_preset, write_preset
from gui.melody.state.setting import Clip, Remembered, Setting
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.media.midi import read_clip, write_melody
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.plan import Plan
from tests.gui.melody.conftest import Stage
from tests.lcmusic.media.odd_files import BAR, LOW, body, named, smf, tune


def test_slots_keep_melody_idea_and_knobs(stage):
    session = stage.session
    session.turn(scale="blues", density=6.0)
    stage.settle()
    melody, idea = session.playing, session.idea
    session.store(3)
    session.turn(scale="major", density=2.0)
    session.new_idea()
    stage.settle()
    session.recall(3)
    stage.settle()
    assert (session.playing, session.idea, session.knobs.scale) == (melody, idea, "blues")
    session.clear(3)
    assert session.slots == (None,) * 8


TUNE = [Note(0, 8, 61), Note(16, 24, 66), Note(32, 40, 61)]  # no note of it is in C major


@pytest.fixture
def drop(stage, until, tmp_path):
    """Drop a file of three bars, which is heard again and again."""

    def drop():
        write_melody(tmp_path / "tune.mid", Melody.from_notes(TUNE, 48))
        stage.session.load(tmp_path / "tune.mid")
        until(lambda: stage.session.idea == (pytest.approx(0.61), 0, 0, 0), stage.session.update)
        stage.settle()

    return drop


def test_a_dropped_file_is_played_exactly_until_a_knob_is_turned(stage, drop):
    session = stage.session
    drop()
    assert session.playing.notes()[:3] == TUNE
    session.turn(density=1.0, scale="minor pentatonic", root=1)  # what it is
    stage.settle()
    assert session.playing.notes()[:3] == TUNE
    session.turn(scale="major", root=0)
    stage.settle()
    assert stage.pitches() <= session.knobs.allowed
    assert session.ghost.notes()[:3] == TUNE
    session.undo()
    stage.settle()
    assert session.playing.notes()[:3] == TUNE
    session.undo()
    session.undo()  # the drop, and the scale that it found
    stage.settle()
    assert (session.knobs.scale, session.idea == session._history.now.idea) == ("major", True)
    session.redo()
    stage.settle()
    assert session.playing.notes()[:3] == TUNE


def test_a_dropped_file_is_transformed_by_what_the_person_has_turned(stage, drop):
    stage.session.turn(scale="dorian", root=2)
    drop()
    assert stage.pitches() <= stage.session.knobs.allowed
    assert stage.session.ghost.notes()[:3] == TUNE


def test_a_dropped_file_is_played_exactly_after_a_restart(stage, drop, worker, until):
    drop()
    again = Stage(worker, until, stage.session.remember())
    assert again.session.playing.notes()[:3] == TUNE
    again.session.turn(density=1.0)
    again.settle()
    assert again.session.playing.notes()[:3] == TUNE


def test_a_file_in_a_slot_is_played_as_it_is(stage, drop, until, tmp_path):
    session = stage.session
    drop()
    session.new_idea()
    session.turn(scale="blues", density=7.0)
    session.load(tmp_path / "tune.mid", 2)
    until(lambda: session.slots[2], session.update)
    assert session.slots[2].name == "tune"
    session.recall(2)
    stage.settle()
    assert (session.playing.notes()[:3], session.knobs) == (TUNE, Knobs())


def test_the_idea_that_a_tune_has_wandered_to_has_no_tune(stage, drop):
    session = stage.session
    drop()
    assert session.clip().tune
    stage.engine.status = replace(stage.engine.status, bar=16, tick=16 * 1920.0)
    session.update()
    stage.settle()
    assert session.clip().tune == session.remember().setting.tune == ()
    session.turn(temperature=1.0)
    assert session.setting().tune == ()


def test_what_was_read_of_a_file_is_noticed(stage, until, tmp_path):
    long = [*tune(), *tune(17 * BAR)]
    (tmp_path / "band.mid").write_bytes(smf(body([named(b"Bass"), *LOW]), body([named(b"Lead"), *long])))
    stage.session.load(tmp_path / "band.mid", 0)
    until(lambda: stage.session.slots[0], stage.session.update)
    assert stage.session.notices == ["band.mid: Took track 2 (Lead) of 2. The first 16 of 33 bars were taken."]


@pytest.mark.parametrize(("name", "content", "said"), [
    ("song.txt", b"not music", "is not a MIDI file"),
    ("empty.mid", b"", "is empty"),
])  # fmt: skip
def test_a_file_that_is_no_melody_is_told_and_nothing_is_lost(stage, until, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    session = stage.session
    melody = session.playing
    session.load(tmp_path / name)
    until(lambda: session.notices, session.update)
    assert said in session.notices[0]
    assert session.playing == melody


def test_clips_are_written_as_their_suffix_says(stage, until, tmp_path):
    session = stage.session
    for suffix in (".mid", ".wav", ".png"):
        session.save(session.clip("tune"), tmp_path / f"tune{suffix}", 120.0)
    session.save(session.clip("tune"), tmp_path / "tune.mp3", 120.0)
    session.save(session.clip("tune"), tmp_path / "nowhere" / "tune.mid", 120.0)
    until(lambda: len(session.notices) == 5, session.update)
    assert read_clip(tmp_path / "tune.mid", 16).melody == session.playing
    assert {p.suffix for p in tmp_path.iterdir()} == {".mid", ".wav", ".png"}
    assert {f"Saved {tmp_path / name}" for name in ("tune.mid", "tune.wav", "tune.png")} < set(session.notices)
    assert "tune.mp3: choose a name that ends in .mid, .wav or .png." in session.notices
    assert any("Cannot write" in notice for notice in session.notices)


@pytest.mark.parametrize("suffix", [".mid", ".wav", ".png"])
def test_a_full_disk_is_said_and_the_clip_that_was_there_stays(stage, until, tmp_path, full_disk, suffix):
    path, session = tmp_path / f"tune{suffix}", stage.session
    path.write_bytes(b"the clip of yesterday")
    with full_disk(100):
        session.save(session.clip("tune"), path, 120.0)
        until(lambda: session.notices, session.update)
    assert session.notices == [f"Cannot write {path}: File too large; free some space or choose another folder."]
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [(path.name, b"the clip of yesterday")]


def test_thumbs_are_remembered_with_the_latent(stage, until):
    session = stage.session
    session.mark(True)
    assert session.liked is True
    session.mark(False)
    until(lambda: len(stage.likes) == 2)
    assert stage.likes == [(session.idea[0], True), (session.idea[0], False)]
    session.new_idea()
    stage.settle()
    assert session.liked is None


def test_what_is_remembered_plays_on_after_a_restart(stage, worker, until):
    session = stage.session
    session.turn(scale="lydian", density=9.0, swing=0.6)
    session.new_idea()
    stage.settle()
    session.store(0)
    session.lands = "step"
    again = Stage(worker, until, session.remember()).session
    assert again.playing == session.playing
    assert (again.slots, again.knobs, again.lands, again.idea) == (session.slots, session.knobs, "step", session.idea)
    assert again.performance.expression.swing == 0.6


def test_an_idea_of_another_model_is_let_go_and_said(worker, until):
    setting = Setting(idea=(0.5,) * 9)
    session = Stage(worker, until, Remembered(setting)).session
    assert session.notices == ["The idea of the last session belongs to another model; a new one plays."]


@pytest.mark.parametrize("idea", [(0.5,) * 9, ()], ids=["of another model", "unknown"])
def test_a_clip_whose_idea_does_not_fit_is_found_again_from_its_notes(worker, until, idea):
    tune = (67, *[128] * 255)
    clip = Clip("old", tune, idea, Knobs(density=3.0))
    stage = Stage(worker, until, Remembered(slots=(clip, *[None] * 7)))
    session = stage.session
    session.recall(0)
    until(lambda: session.idea == (pytest.approx(0.67), 0, 0, 0), session.update)
    stage.settle()
    assert (session.knobs.density, session.ghost, session.notices) == (3.0, clip.melody, [])
    assert session.slots[0] == replace(clip, idea=session.idea, tune=tune)
    assert session.playing == clip.melody  # note for note, though its idea was lost


def test_undo_leaves_the_idea_of_another_model_where_it_is(stage, worker, until):
    session = stage.session
    session.new_idea()
    stage.settle()
    other, _ = fake_model()
    other.composer.idea_shape = (LATENT + 1,)
    session.use(other)
    session.notices.clear()
    session.turn(density=2.0)
    session.new_idea()
    stage.settle()
    for _ in range(3):
        session.undo()
        stage.settle()
        assert len(session.idea) == LATENT + 1
    assert (session.knobs.density, session.notices) == (None, [])


def test_ideas_may_have_any_shape(worker, until):
    def stage_of_matrices(remembered=None):
        stage = Stage(worker, until, remembered, model=False)
        stage.model.composer.idea_shape = (2, 3)
        stage.model.composer.melody = lambda idea, knobs, locked: ObedientComposer().melody(idea.ravel(), knobs)
        stage.session.use(stage.model)
        stage.settle()
        return stage

    stage = stage_of_matrices()
    stage.session.new_idea()
    stage.settle()
    stage.session.vary()
    stage.settle()
    stage.session.store(0)
    assert np.shape(stage.session.idea) == np.shape(stage.session.slots[0].idea) == (2, 3)
    again = stage_of_matrices(stage.session.remember())
    assert (again.session.idea, again.session.notices) == (stage.session.idea, [])
    again.session.new_idea()
    again.session.recall(0)
    again.settle()
    assert again.session.playing == stage.session.playing


def test_a_preset_of_before_there_was_a_table_of_knobs_loads(tmp_path):
    (tmp_path / "old.json").write_text(
        '{"format": "lcstudio.preset/1", "knobs": {"root": 4, "scale": "blues", "pitch_classes": null, "density": 8.0, '
        '"realism": 0.5, "reach": 1.0, "temperature": 0.5, "seed": 0, "strict": false, "taste": 0.25}, "plan": '
        '{"mode": "loop", "slot_bars": 16, "evolve": 0.2, "seed": 3}, '
        '"expression": {"channel": 2, "transpose": 0, "lowest": 0, '
        '"highest": 127, "velocity": 96, "accent": "flat", "accent_amount": 0.5, "humanise": 6, "gate": 0.95, '
        '"swing": 0.6}, "idea": []}'
    )
    assert read_preset(tmp_path / "old.json").setting == Setting(
        Knobs(4, "blues", density=8.0, taste=0.25),
        Plan("loop", seed=3),
        Expression(channel=2, accent="flat", swing=0.6),
    )
    (tmp_path / "other.json").write_text('{"format": "lcstudio.preset/1", "knobs": {"wings": 2}}')
    with pytest.raises(UserError, match=r"other\.json: Unknown setting knobs\.wings; allowed: root, scale"):
        read_preset(tmp_path / "other.json")


def test_presets_keep_knobs_and_leave_the_idea(stage, tmp_path):
    session = stage.session
    session.turn(scale="blues", root=4, density=8.0)
    write_preset(tmp_path / "blues.json", Preset("Blues", session.setting()))
    session.turn(scale="major", root=0, density=2.0)
    idea = session.idea
    session.apply_preset(read_preset(tmp_path / "blues.json").setting)
    stage.settle()
    assert (session.knobs.scale, session.knobs.root, session.knobs.density) == ("blues", 4, 8.0)
    assert session.idea == idea
    (tmp_path / "wrong.json").write_text("{}")
    with pytest.raises(UserError, match="is not a preset"):
        read_preset(tmp_path / "wrong.json")
