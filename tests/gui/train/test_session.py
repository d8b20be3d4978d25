"""The training page's behaviour, without a window and with a trainer that learns nothing."""

import json
import sys

import pytest

from gui.train.state.jobs import melody_model_job, rule_job
from gui.train.state.library import Workshop
from gui.train.state.session import TrainSession
from lc_common.errors import UserError


def job(corpus, name="tune"):
    return melody_model_job(name, corpus, "compact", "cpu", 10.0)


def test_a_training_runs_to_its_end(session, corpus, wait_for):
    assert (session.state, session.line()) == ("idle", "")
    session.start(job(corpus("short")))
    assert (session.state, session.line()) == ("starting", "Starting tune")
    wait_for(session, lambda: session.state == "done")
    assert session.message == "tune is ready."
    assert session.line() == ""
    assert session.curves() == {
        "loss": ([1.0, 2.0, 3.0], [10.0, 5.0, 10 / 3]),
        "validation/argmax": ([1.0, 2.0, 3.0], [0.5, 0.5, 0.5]),
    }
    wait_for(session, lambda: not session.reading)
    (entry,) = session.entries
    assert (entry.name, entry.kind, entry.resumable) == ("tune", "melody model", True)
    assert entry.lines == ("The file is torn or not a model of this program.",)


def test_what_was_too_short_is_not_called_ready(session, corpus, wait_for):
    session.start(job(corpus("too short")))
    wait_for(session, lambda: session.state not in ("starting", "running"))
    assert session.state == "stopped"
    assert session.message == "tune stopped after 3 of 400 steps; it can go on from the library."


def test_one_that_runs_says_how_long_stops_and_goes_on(session, corpus, wait_for):
    session.start(job(corpus("long")))
    wait_for(session, lambda: session.left != "")
    assert session.line() == f"Training tune: {session.left} left"
    with pytest.raises(UserError, match=r"^tune is being trained; stop it or wait for its end\.$"):
        session.start(job(corpus("long"), "another"))
    session.stop()
    assert (session.state, session.line()) == ("stopping", f"Saving tune: {session.left} left")
    wait_for(session, lambda: session.state == "stopped")
    steps = int(max(session.curves()["loss"][0]))
    assert session.message == f"Stopped after {steps} of 10,000 steps; it can go on from the library."
    wait_for(session, lambda: not session.reading)
    entry = session.entries[0]
    assert (entry.path, entry.resumable, entry.lines) == (None, True, ("Stopped before it was finished.",))
    session.resume(entry, minutes=5.0)
    wait_for(session, lambda: max(session.curves().get("loss", ([0], [0]))[0]) > 100)
    session.stop()
    wait_for(session, lambda: session.state == "stopped")


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        ("wrong", "The rule answers 1 to every melody; there is nothing to learn from it."),
        ("crash", "The training ended unexpectedly (1): RuntimeError: out of memory. Its output is in {}."),
        ("killed", "The training ended unexpectedly (1): Killed. Its output is in {}."),
    ],
)
def test_a_failure_is_told_in_one_sentence(session, corpus, wait_for, behaviour, message):
    session.start(job(corpus(behaviour)))
    wait_for(session, lambda: session.state == "failed")
    assert session.message == message.format(session.workshop.folder("tune") / "output.txt")


def test_samples_of_the_last_save(session, corpus, wait_for):
    with pytest.raises(UserError, match=r"^Nothing has been trained yet; start a training or choose a model"):
        session.sample()
    session.start(job(corpus("long")))
    wait_for(session, lambda: session.left != "")
    session.sample()
    assert session.sampling
    wait_for(session, lambda: not session.sampling and not session.reading)
    folder = session.workshop.folder("tune") / "samples"
    assert [(s.title, s.picture, s.clip) for s in session.samples] == [
        (f"Idea {i}", folder / f"melody-s0-{i}.png", folder / f"melody-s0-{i}.mid") for i in (1, 2)
    ]


def test_a_name_is_used_once_and_what_it_made_can_be_removed(session, corpus, wait_for):
    session.start(job(corpus("short")))
    wait_for(session, lambda: session.state == "done" and not session.reading)
    with pytest.raises(UserError, match=r"^There is a 'tune' already; choose another name\.$"):
        session.start(job(corpus("short")))
    session.remove(session.entries[0])
    assert not session.workshop.folder("tune").exists()
    wait_for(session, lambda: not session.reading)
    assert session.entries == []


def test_a_stopped_rule_can_be_used_as_far_as_it_is_and_goes_on(session, corpus, wait_for):
    session.start(rule_job("calm", "cpu", 1.0, rewards=["stepwise()"], corpus=corpus("long")))
    wait_for(session, lambda: session.left != "" and session.curves() != {})
    session.stop()
    wait_for(session, lambda: session.state == "stopped" and not session.reading)
    (entry,) = session.entries
    assert entry.path == session.workshop.folder("calm") / "checkpoint.safetensors"
    assert (entry.resumable, entry.finished) == (True, False)
    assert entry.lines[:1] == ("Stopped before it was finished.",)
    session.resume(entry, minutes=5.0)
    wait_for(session, lambda: max(session.curves().get("loss", ([0], [0]))[0]) > 100)


def test_one_that_is_stopped_before_it_saved_has_learned_nothing(tmp_path, wait_for):
    patient = (sys.executable, "-c", "import sys; print('reading', flush=True); sys.stdin.read()")
    session = TrainSession(Workshop(tmp_path / "w"), patient, supplied=list)
    session.start(job(tmp_path))
    wait_for(session, lambda: session.state == "running")
    session.stop()
    wait_for(session, lambda: session.state == "stopped" and not session.reading)
    assert session.message == "Stopped before it had learned anything."
    assert [entry.resumable for entry in session.entries] == [False]
    session.close()


def test_a_name_of_which_nothing_came_is_free_again(session, corpus, wait_for):
    session.start(job(corpus("wrong")))
    wait_for(session, lambda: session.state == "failed")
    session.start(job(corpus("short")))
    wait_for(session, lambda: session.state == "done")


def test_closing_saves_and_the_next_session_finds_it(tmp_path, program, corpus, wait_for):
    first = TrainSession(Workshop(tmp_path / "w"), program, supplied=list)
    first.start(job(corpus("long")))
    wait_for(first, lambda: first.left != "")
    first.close()
    output = (tmp_path / "w" / "tune" / "output.txt").read_text()
    assert "Stopped by SIGINT" in output
    second = TrainSession(Workshop(tmp_path / "w"), program, supplied=list)
    wait_for(second, lambda: not second.reading)
    assert [(entry.name, entry.resumable) for entry in second.entries] == [("tune", True)]
    second.close()


def test_a_broken_workshop_is_not_shown(session, wait_for):
    folder = session.workshop.root / "odd"
    folder.mkdir(parents=True)
    (folder / "job.json").write_text(json.dumps({"kind": "spell"}))
    session.refresh()
    wait_for(session, lambda: not session.reading)
    assert session.entries == []
