"""What a training does before its first step."""

from pathlib import Path

from rich.console import Console

from lc_common.preparation import Preparation
from lc_common.run import Run


def prepared(run: Run, seconds: float) -> Run:
    now = iter([100.0, 100.0 + seconds])
    console = Console(quiet=True)
    preparation = Preparation(run, console, clock=lambda: next(now))
    with preparation.doing("nothing"):
        pass
    return preparation.rest()


def test_preparing_takes_of_the_run_s_minutes(tmp_path):
    run = Run(tmp_path, minutes=2.5)
    assert prepared(run, 30.0) == Run(tmp_path, minutes=2.0)
    assert 0 < prepared(run, 200.0).minutes < 1e-3  # a step, so that it can be resumed
    assert prepared(Run(Path("r"), steps=7), 30.0) == Run(Path("r"), steps=7)
