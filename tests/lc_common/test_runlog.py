import io
import json

import pytest
from rich.console import Console
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from lc_common.errors import UserError
from lc_common.runlog import RunLog


@pytest.fixture
def paper():
    """A console that is no terminal."""
    return Console(file=io.StringIO(), width=40)


def records(folder):
    return [json.loads(line) for line in (folder / "metrics.jsonl").read_text().splitlines()]


def test_a_record_is_a_line(tmp_path, paper):
    with RunLog(tmp_path, console=paper) as log:
        log.write(10, {"loss": 1.5, "share": float("nan")})
        log.write(20, {"loss": 1.25})
    assert (tmp_path / "metrics.jsonl").read_text() == (
        '{"step": 10, "loss": 1.5, "share": null}\n{"step": 20, "loss": 1.25}\n'
    )


def test_a_resume_drops_what_came_later_and_what_was_torn(tmp_path, paper):
    lines = [
        '{"step": 10, "loss": 3}',
        '{"step": 20, "loss": 2}',
        "not json",
        "[1]",
        '{"step": "x"}',
        '{"step": 30, "loss": 1}',
    ]
    (tmp_path / "metrics.jsonl").write_text("\n".join(lines) + '\n{"step": 20, "lo')
    with RunLog(tmp_path, resumed_step=20, console=paper) as log:
        log.write(30, {"loss": 1.5})
    assert records(tmp_path) == [{"step": 10, "loss": 3}, {"step": 20, "loss": 2}, {"step": 30, "loss": 1.5}]


def test_a_new_run_starts_an_empty_file(tmp_path, paper):
    (tmp_path / "metrics.jsonl").write_text('{"step": 10}\n')
    with RunLog(tmp_path, console=paper):
        pass
    assert records(tmp_path) == []


def test_off_a_terminal_each_record_is_a_plain_line(tmp_path, paper):
    with RunLog(tmp_path, total_steps=100, console=paper) as log:
        log.show(50, {"loss": 1.23456, "kl": 250.0}, 312.4, 3725)
        log.show(100, {"loss": 1.0}, 312.4, None)
        log.say("Stopped by [SIGINT], and a sentence longer than a line.")
    assert paper.file.getvalue() == (
        "step 50/100  loss 1.235  kl 250  312/s  1:02:05 left\n"
        "step 100/100  loss 1  312/s\n"
        "Stopped by [SIGINT], and a sentence longer than a line.\n"
    )


def test_on_a_terminal_there_is_a_bar(tmp_path):
    terminal = Console(file=io.StringIO(), force_terminal=True, width=100)
    with RunLog(tmp_path, total_steps=100, console=terminal) as log:
        log.show(50, {"loss": 1.5, "kl": 250.0}, 312.4, 65)
    assert "step 50/100  loss 1.5  312/s  1:05 left" in terminal.file.getvalue()


def test_tensorboard_gets_the_same_numbers(tmp_path, paper):
    with RunLog(tmp_path, tensorboard=True, console=paper) as log:
        log.write(10, {"loss": 1.5})
        log.write(20, {"loss": 1.25})
    events = EventAccumulator(str(tmp_path / "tensorboard")).Reload()
    assert [(event.step, event.value) for event in events.Scalars("loss")] == [(10, 1.5), (20, 1.25)]


def test_a_log_that_cannot_be_written(tmp_path, paper):
    with RunLog(tmp_path, console=paper) as log:
        (tmp_path / "metrics.jsonl").mkdir()
        with pytest.raises(UserError, match=r"Cannot write .*metrics.jsonl: Is a directory; free some space"):
            log.write(10, {"loss": 1.5})
