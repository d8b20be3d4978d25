"""What a run is asked for, and what is said of how it ended."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from lc_common.errors import UserError
from lc_common.fit_config import FitConfig
from lc_common.run import CHECKPOINT_NAME, Outcome, Run

PRESET = FitConfig(steps=1000, minutes=9.0, warmup_steps=100, schedule="linear")


def test_what_a_run_leaves_open_is_the_preset_s():
    assert Run(Path("r")).settings(PRESET) == PRESET
    asked = Run(Path("r"), minutes=0.5, steps=50, device="cpu", seed=3).settings(PRESET)
    assert asked == replace(PRESET, minutes=0.5, steps=50, warmup_steps=5, device="cpu", seed=3)


def test_resuming_begins_what_was_not_begun(tmp_path):
    assert [Run(tmp_path, resume=resume).source for resume in (False, True, Path("x"))] == [False, False, Path("x")]
    (tmp_path / CHECKPOINT_NAME).touch()
    assert [Run(tmp_path, resume=resume).source for resume in (False, True, Path("x"))] == [False, True, Path("x")]


def test_a_stage_lies_inside_and_is_never_begun_from_another_s_checkpoint(tmp_path):
    run = Run(tmp_path, minutes=10, steps=7, device="cpu", seed=2, resume=True)
    assert run.stage("bars", 4.0, None) == Run(tmp_path / "bars", 4.0, None, "cpu", 2, True)
    assert run.stage("bars", None, 7).begun is False
    assert replace(run, resume=Path("weights")).stage("bars", None, 7).resume is False


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"minutes": 0.0}, "--minutes is 0.0; it must be above 0."),
        ({"steps": -1}, "--steps is -1; it must be above 0."),
        ({"seed": -1}, "--seed is -1; it must be 0 or more."),
    ],
)
def test_a_run_that_cannot_be(options, message):
    with pytest.raises(UserError) as error:
        Run(Path("r"), **options)
    assert str(error.value) == message


def test_a_length_is_asked_for():
    with pytest.raises(UserError, match=r"^Say how long to train: --minutes or --steps\.$"):
        Run(Path("r")).check_length()
    Run(Path("r"), steps=1).check_length()


@pytest.mark.parametrize(
    ("outcome", "finished", "line"),
    [
        (Outcome(Path("r/w"), 400, 400, "minutes"), True, "r/w"),
        (Outcome(Path("r/w"), 5, None, "minutes"), True, "r/w"),
        (Outcome(Path("r/w"), 8, 400, "steps"), False, "stopped after 8 of 400 steps; go on with --resume. r/w"),
        (Outcome(Path("r/c"), 1500, None, "signal"), False, "stopped after 1,500 steps; go on with --resume. r/c"),
        (
            Outcome(Path("r/c"), 8, 9, "signal", "realism"),
            False,
            "stopped after 8 of 9 steps of stage realism; go on with --resume. r/c",
        ),
    ],
)
def test_only_what_came_to_its_end_is_called_trained(outcome, finished, line):
    assert (outcome.finished, str(outcome)) == (finished, line)


@pytest.mark.parametrize("module", ["lc_common.run", "lc_common.progress", "lcmusic.kinds", "lcvision.kinds"])
def test_names_and_the_protocol_know_no_torch(module):
    code = f"import sys, {module}; print('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_a_short_run_decays_shortly(tmp_path):
    config = FitConfig(steps=100, decay_steps=60, schedule="linear")
    assert [Run(tmp_path, steps=steps).settings(config).decay_steps for steps in (40, 80, None)] == [40, 60, 60]
