"""The lines that a training tells whoever follows it."""

import json

import pytest

from lc_common.errors import UserError
from lc_common.progress import VARIABLE, Failure, Progress, Result, clock_face, parse, tell
from lc_common.runlog import RunLog

EVENTS = {
    '{"event": "progress", "step": 50, "steps": 400, "seconds_left": 71.5}': Progress(50, 400, 71.5),
    '{"event": "progress", "step": 1, "steps": null, "seconds_left": null}': Progress(1, None, None),
    '{"event": "result", "path": "r/w", "finished": false, "reached": "8 of 400 steps"}': Result(
        "r/w", False, "8 of 400 steps"
    ),
    '{"event": "failure", "kind": "mistake", "message": "There is no folder x."}': Failure(
        "mistake", "There is no folder x."
    ),
}


@pytest.fixture
def told(tmp_path, monkeypatch):
    path = tmp_path / "told.jsonl"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_events_are_lines_and_lines_are_events(told):
    for event in EVENTS.values():
        tell(event)
    assert told.read_text().splitlines() == list(EVENTS)
    assert [parse(line) for line in EVENTS] == list(EVENTS.values())


@pytest.mark.parametrize(
    "line",
    ["", "null", "[]", "{}", '{"event": "news"}', '{"event": "progress", "step": "x"}', '{"event": "failure", "kind"',
     '{"event": "failure", "kind": "whim", "message": "x"}'],
)  # fmt: skip
def test_a_line_that_is_no_event_is_skipped(line):
    assert parse(line) is None


def test_nobody_asked_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for value in (None, ""):
        monkeypatch.delenv(VARIABLE, raising=False) if value is None else monkeypatch.setenv(VARIABLE, value)
        tell(Failure("fault", "x"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(UserError, match=f"Is a directory; free some space or unset {VARIABLE}"):
        tell(Failure("fault", "x"))


def test_the_log_tells_how_far_it_is(tmp_path, told):
    with RunLog(tmp_path, total_steps=9) as log:
        log.show(3, {"loss": 1.0}, 10.0, 5.5)
    assert json.loads(told.read_text()) == {"event": "progress", "step": 3, "steps": 9, "seconds_left": 5.5}


def test_durations_are_read_at_a_glance():
    assert [clock_face(seconds) for seconds in (5.0, 754.0, 7384.0)] == ["0:05", "12:34", "2:03:04"]
