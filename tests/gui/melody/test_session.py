"""The melody page without a window: knobs with undo, ideas, slots, files, likes."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from studio_fakes import LATENT, FakeEngine, ObedientComposer, fake_model

from gui.melody.state.inference import NO_PRIOR, Chosen, NoComposer, load
from gui.melody.state.session import LOADING, MelodySession
from gui.melody.state.setting import Clip, Remembered, Setting, read_preset, write_preset
from lc_common.errors import UserError
from lcmusic.instrument import Instrument
from lcmusic.live.expression import Expression
from lcmusic.live.protocol import ControlIn, Entered
from lcmusic.media.midi import read_clip, write_melody
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody, Note
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session
from lcmusic.pretrained import load_vae
from tests.lcmusic.media.odd_files import BAR, LOW, body, named, smf, tune


class Stage:
    """A session with a fake engine and model, and a clock that is set by hand."""

    def __init__(self, worker, until, remembered=None, model=True) -> None:
        self.now = 0.0
        self.engine = FakeEngine()
        self._until = until
        performance = Session(self.engine, NoComposer(), Knobs(), Plan())
        self.session = MelodySession(performance, worker, np.random.default_rng(5), lambda: self.now, remembered)
        self.model, self.likes = fake_model()
        if model:
            self.session.use(self.model)
            self.settle()

    def settle(self) -> None:
        feed = self.session.performance.feed
        self._until(lambda: feed.settled and feed.following and self.session._ghost.settled, self.session.update)

    def pitches(self) -> set[int]:
        return {note.pitch % 12 for note in self.session.playing.notes()}


@pytest.fixture
def stage(worker, until):
    return Stage(worker, until)


def test_before_the_model_is_there_knobs_turn_and_say_why_they_are_not_heard(worker, until):
    stage = Stage(worker, until, model=False)
    stage.session.turn(density=3.0)
    stage.session.update()
    assert stage.session.playing is None
    assert stage.session.why_not("density") == LOADING
    with pytest.raises(UserError, match="still being loaded"):
        stage.session.new_idea()
    stage.session.use(stage.model)
    stage.settle()
    assert len(stage.session.playing.notes()) == 3 * 16
    assert stage.session.why_not("density") == ""


def test_without_trained_knobs_they_say_so(stage):
    stage.session.use(replace(stage.model, without="There are no knobs."))
    assert stage.session.why_not("density") == "There are no knobs."
    assert stage.session.why_not("temperature") == ""
    assert stage.session.notices == ["There are no knobs."]


def test_without_a_learned_prior_its_knobs_say_so(stage):
    stage.session.use(replace(stage.model, no_prior="There is no prior."))
    assert [stage.session.why_not(name) for name in ("repetition", "chords", "style", "ending")] == (
        ["There is no prior."] * 4
    )
    assert stage.session.why_not("density") == ""


@pytest.mark.parametrize("prior", [None, SimpleNamespace(idea_shape=(17, 64), styles=["folk", "chorales"])])
def test_what_a_learned_prior_can_do_is_told_with_the_model(monkeypatch, tmp_path, prior):
    instrument = Instrument(load_vae(), without="There are no knobs.", prior=prior)
    monkeypatch.setattr(Instrument, "load", lambda *files: instrument)
    model = load(Chosen(), tmp_path)
    told = (model.without, model.no_prior, model.styles)
    if prior:  # scale, density and realism need no trained knobs then
        assert told == ("", "", ("folk", "chorales"))
    else:
        assert told == ("There are no knobs. Until then a scale counts in strict mode only.", NO_PRIOR, ())


def test_knobs_that_contradict_each_other_are_one_sentence(stage, until, monkeypatch, capsys):
    def refuse(idea, knobs):
        raise UserError("No note of the scale lies in that range.")

    monkeypatch.setattr(stage.model.composer, "melody", refuse)
    stage.session.turn(lowest=60)
    until(lambda: stage.session.notices, stage.session.update)
    assert stage.session.notices == ["No note of the scale lies in that range."]
    assert capsys.readouterr().err == ""


def test_a_melody_that_cannot_be_made_is_told_once_and_what_plays_goes_on(stage, until, monkeypatch, capsys):
    session, make = stage.session, stage.model.composer.melody
    before, tried = session.playing, []

    def broken(idea, knobs):
        if knobs.density == 9.0:
            tried.append(idea)
            raise RuntimeError("tensor contains nan")
        return make(idea, knobs)

    monkeypatch.setattr(stage.model.composer, "melody", broken)
    session.turn(density=9.0)
    until(lambda: len(tried) == 2 and session.notices, session.update)  # what plays, and what follows
    stage.session._worker.later(lambda: None, lambda *_: tried.append("all is told"))
    until(lambda: len(tried) == 3, session.update)
    session.update()
    (notice,) = session.notices
    assert notice.startswith("A melody could not be made (tensor contains nan). Turn a knob back")
    assert capsys.readouterr().err.count("Traceback") == 1
    session.undo()
    stage.settle()
    assert session.playing == before


def test_a_turned_knob_is_heard_and_undone(stage):
    session = stage.session
    idea = session.idea
    session.turn(scale="minor pentatonic", root=9)
    session.turn("density", density=2.0)
    session.turn("density", density=5.0)  # the same gesture
    stage.settle()
    assert stage.pitches() == {0, 2, 4, 7, 9}
    assert len(session.playing.notes()) == 5 * 16
    session.undo()
    assert (session.knobs.density, session.knobs.scale) == (None, "minor pentatonic")
    session.undo()
    assert (session.knobs.scale, session.can_undo) == ("major", False)
    session.redo()
    session.redo()
    stage.settle()
    assert (session.knobs.density, session.knobs.root, session.can_redo) == (5.0, 9, False)
    assert session.idea == idea


def test_undo_has_no_end_and_brings_ideas_back(stage):
    session = stage.session
    ideas = [session.idea]
    for _ in range(50):
        stage.now += 2
        session.new_idea()
        stage.settle()
        ideas.append(session.idea)
    assert len(set(ideas)) == 51
    for idea in reversed(ideas[:-1]):
        session.undo()
        stage.settle()
        assert session.idea == idea
    assert not session.can_undo


def test_a_variation_is_a_neighbour(stage):
    before = np.array(stage.session.idea)
    stage.session.vary()
    stage.settle()
    after = np.array(stage.session.idea)
    assert 0 < np.linalg.norm(after - before) < 2


def test_a_wrong_value_changes_nothing(stage):
    with pytest.raises(UserError, match="density"):
        stage.session.turn(density=99.0)
    assert (stage.session.knobs.density, stage.session.can_undo) == (None, False)


def test_locking_stays_with_the_idea_and_unlocking_goes_on_as_before(stage, until):
    session = stage.session
    idea = session.idea
    session.lock(True)
    until(lambda: session.following == session.playing, session.update)
    assert (session.locked, session.idea) == (True, idea)
    assert session.why_not("evolve") == "Locked: unlock the idea and it wanders."
    session.lock(False)
    assert session.performance.feed.plan.mode == "evolve"


def test_a_mark_stays_until_the_turn_has_landed(stage):
    session = stage.session
    session.turn(scale="dorian")
    assert session.pending == {"scale"}
    stage.settle()
    assert session.pending == set()  # nothing plays: there is nothing to wait for
    stage.engine.status = replace(stage.engine.status, rolling=True, playing=True)
    session.turn(density=7.0)
    stage.settle()
    assert session.pending == {"density"}
    phrase = session.performance.feed.phrase
    stage.engine.reports = [Entered(16, phrase - 2, 1, False, 0.0)]
    session.update()
    assert session.pending == {"density"}
    stage.engine.reports = [Entered(32, phrase, 2, False, 0.0)]
    session.update()
    assert session.pending == set()


def test_a_controller_can_be_undone(stage):
    session = stage.session
    session.performance.controls.learn("density")
    stage.engine.reports = [ControlIn(1, 74, 127)]
    session.update()
    assert session.knobs.density == 14.0
    session.undo()
    assert session.knobs.density is None


def test_the_roll_follows_a_knob_that_never_rests(worker, until):
    stage = Stage(worker, until)
    composer, session = stage.model.composer, stage.session
    densities = iter(range(1, 10_000))
    seen = []

    def drag():
        """Turned faster than a melody is made."""
        session.turn("density", density=1 + next(densities) % 12)
        session.update()
        count = len(session.playing.notes()) // 16
        if not seen or seen[-1] != count:
            seen.append(count)

    composer.seconds = 0.02
    until(lambda: len(seen) > 5, drag)
    session.turn("density", density=7.0)
    until(lambda: {len(m.notes()) for m in (session.playing, session.following)} == {7 * 16}, session.update)


def test_of_ideas_that_come_faster_than_melodies_only_the_last_is_waited_for(worker, until):
    stage = Stage(worker, until)
    composer, session = stage.model.composer, stage.session
    composer.gate = threading.Event()
    before = session.playing
    composer.composed.clear()
    for _ in range(30):
        session.new_idea()
        session.update()
        assert session.playing == before  # the caller never waits
    last = session._history.now.idea
    composer.gate.set()
    stage.settle()
    assert session.idea == last
    # What was being made when the next idea came; then the last idea, what follows it, and their ghost.
    assert len(composer.composed) <= 1 + 3


def test_the_ghost_is_the_idea_without_the_knobs(stage):
    stage.session.turn(scale="whole tone")
    stage.settle()
    assert stage.session.ghost == ObedientComposer().melody(np.array(stage.session.idea), Knobs())


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
    assert session.slots == [None] * 8


def test_a_file_is_transformed_and_is_its_own_ghost(stage, until, tmp_path):
    tune = Melody.from_notes([Note(0, 8, 61), Note(16, 24, 66)], 32)
    write_melody(tmp_path / "tune.mid", tune)
    session = stage.session
    session.load(tmp_path / "tune.mid")
    until(lambda: session.idea == (pytest.approx(0.61), 0, 0, 0), session.update)
    stage.settle()
    assert stage.pitches() <= session.knobs.allowed
    assert session.ghost.notes()[:3] == [Note(0, 8, 61), Note(16, 24, 66), Note(32, 40, 61)]
    session.load(tmp_path / "tune.mid", 2)
    until(lambda: session.slots[2], session.update)
    assert session.slots[2].name == "tune"


def test_what_was_read_of_a_file_is_noticed(stage, until, tmp_path):
    long = [*tune(), *tune(16 * BAR)]
    (tmp_path / "band.mid").write_bytes(smf(body([named(b"Bass"), *LOW]), body([named(b"Lead"), *long])))
    stage.session.load(tmp_path / "band.mid", 0)
    until(lambda: stage.session.slots[0], stage.session.update)
    assert stage.session.notices == ["band.mid: Took track 2 (Lead) of 2. The first 16 of 32 bars were taken."]


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
    assert session.notices[3] == "tune.mp3: choose a name that ends in .mid, .wav or .png."
    assert "Cannot write" in session.notices[4]


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
def test_a_clip_whose_idea_does_not_fit_is_found_again_from_its_notes(stage, until, idea):
    session, tune = stage.session, (67, *[128] * 255)
    session.slots[0] = clip = Clip("old", tune, idea, Knobs(density=3.0))
    session.recall(0)
    until(lambda: session.idea == (pytest.approx(0.67), 0, 0, 0), session.update)
    stage.settle()
    assert (session.knobs.density, session.ghost, session.notices) == (3.0, clip.melody, [])
    assert session.slots[0] == replace(clip, idea=session.idea)


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
        stage.model.composer.melody = lambda idea, knobs: ObedientComposer().melody(idea.ravel(), knobs)
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
    assert read_preset(tmp_path / "old.json") == Setting(
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
    write_preset(tmp_path / "blues.json", session.setting())
    session.turn(scale="major", root=0, density=2.0)
    idea = session.idea
    session.apply_preset(read_preset(tmp_path / "blues.json"))
    stage.settle()
    assert (session.knobs.scale, session.knobs.root, session.knobs.density) == ("blues", 4, 8.0)
    assert session.idea == idea
    (tmp_path / "wrong.json").write_text("{}")
    with pytest.raises(UserError, match="is not a preset"):
        read_preset(tmp_path / "wrong.json")
