"""The melody page without a window: knobs with undo, ideas, and what is heard of them."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from studio_fakes import ObedientComposer

from gui.melody.state.inference import NO_PRIOR, Chosen, load
from gui.melody.state.music import LOADING
from lc_common.errors import UserError
from lcmusic.instrument import Instrument
from lcmusic.live.protocol import ControlIn, Entered
from lcmusic.music.knobs import Knobs
from lcmusic.pretrained import load_vae
from tests.gui.melody.conftest import Stage


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
    def refuse(idea, knobs, locked):
        raise UserError("No note of the scale lies in that range.")

    monkeypatch.setattr(stage.model.composer, "melody", refuse)
    stage.session.turn(lowest=60)
    until(lambda: stage.session.notices, stage.session.update)
    assert stage.session.notices == ["No note of the scale lies in that range."]
    assert capsys.readouterr().err == ""


def test_a_melody_that_cannot_be_made_is_told_once_and_what_plays_goes_on(stage, until, monkeypatch, capsys):
    session, make = stage.session, stage.model.composer.melody
    before, tried = session.playing, []

    def broken(idea, knobs, locked):
        if knobs.density == 9.0:
            tried.append(idea)
            raise RuntimeError("tensor contains nan")
        return make(idea, knobs, locked)

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
