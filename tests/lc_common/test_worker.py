"""The worker: only the newest requests count, errands are all run, errors reach whoever asked."""

import threading

import pytest

from lc_common.worker import Worker


def test_an_answer_is_given_once(worker, until):
    asked = []
    answers = []

    def ask():
        answer = worker.ask("key", lambda: asked.append(1) or "melody")
        answers.append(answer) if answer else None

    until(lambda: answers, ask)
    assert (answers, asked) == (["melody"], [1])


def test_requests_that_nobody_wants_any_more_are_dropped(worker, until):
    gate, done = threading.Event(), []
    worker.ask(0, lambda: gate.wait(60))
    until(lambda: worker.ask(0, lambda: None) is None and worker._running == 0)
    for number in range(1, 20):
        worker.ask(number, lambda number=number: done.append(number))
    gate.set()
    until(lambda: len(done) == 3)
    assert done == [17, 18, 19]


@pytest.fixture
def held(worker, until):
    """The worker at work on something until the event is set."""
    gate = threading.Event()
    worker.ask("held", lambda: gate.wait(60))
    until(lambda: worker.ask("held", lambda: None) is None and worker._running == "held")
    return gate


def test_what_nobody_waits_for_is_made_when_nothing_else_waits(worker, held, until):
    done = []
    worker.ask("ghost", lambda: done.append("ghost"), spare=True)
    worker.ask("playing", lambda: done.append("playing"))
    worker.later(lambda: done.append("errand"), lambda answer, error: None)
    worker.ask("following", lambda: done.append("following"))
    held.set()
    until(lambda: len(done) == 4)
    assert done == ["playing", "following", "errand", "ghost"]


def test_what_waits_is_forgotten_when_something_new_is_wanted(worker, held, until):
    done = []
    worker.ask("old", lambda: done.append("old"))
    worker.ask("old ghost", lambda: done.append("old ghost"), spare=True)
    worker.forget()
    worker.ask("new", lambda: done.append("new"))
    held.set()
    until(lambda: done)
    worker.close()
    assert done == ["new"]


def test_errands_are_run_in_order_and_answered_in_the_callers_thread(worker, until):
    heard = []
    for number in range(3):
        worker.later(lambda number=number: number, lambda answer, error: heard.append((answer, threading.get_ident())))
    until(lambda: len(heard) == 3, worker.poll)
    assert heard == [(number, threading.get_ident()) for number in range(3)]


def test_errors_reach_whoever_asked(worker, until):
    problems = []
    worker.later(lambda: 1 / 0, lambda answer, error: problems.append(error))
    until(lambda: problems, worker.poll)
    assert isinstance(problems[0], ZeroDivisionError)
    with pytest.raises(ZeroDivisionError):
        until(lambda: False, lambda: worker.ask("key", lambda: 1 / 0))


def test_closing_finishes_errands_and_wakes_the_owner():
    woken, done = [], []
    worker = Worker(lambda: woken.append(1))
    worker.later(lambda: done.append("saved"), lambda answer, error: None)
    worker.close()
    assert (done, woken) == (["saved"], [1])
