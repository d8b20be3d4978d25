"""What a training does before its first step: it says so, and the run's minutes run already. Knows no torch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from rich.console import Console

from lc_common.run import Run
from lc_common.terminal import waiting

LEAST = 1e-6
"""Minutes that are left of a run whose preparation took them all: one step, so that it can be resumed."""


class Preparation:
    """Data encoded, first samples decoded, and what else comes before the first step of a run.

    Args:
        console: where to say what is done; the error stream if None, as of the training itself.
        clock: seconds.

    Raises:
        UserError: the folder holds another run.
    """

    def __init__(self, run: Run, console: Console | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        run.check_folder()
        self._run, self._clock = run, clock
        self._console = console or Console(stderr=True)
        self._began = clock()

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        """Say what is done now, such as "encoding 2,048 melodies"; in a terminal it is seen to go on."""
        self._console.print(f"Preparing: {what}", highlight=False, markup=False, soft_wrap=True)
        with waiting(self._console, what):
            yield

    def rest(self) -> Run:
        """The run with the minutes that are left of it."""
        if self._run.minutes is None:
            return self._run
        return replace(self._run, minutes=max(LEAST, self._run.minutes - (self._clock() - self._began) / 60))
