"""A sound file that is being written: slice by slice, so that knobs do not wait for it, and it can be given up."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lc_common.worker import Worker

SLICE = 0.03  # seconds of work that the next melody may wait for


class Saving:
    """The writing of one file; it begins at once.

    Args:
        path: the file, which has the sound once all is done, and else stays as it was.
        steps: write it, and tell how much is done, 0..1.
        worker: whose thread does it.
        notices: take what has become of it.

    Attributes:
        path: the file.
        share: how much is done, 0..1.
        ended: it is done, was given up, or failed.
    """

    def __init__(self, path: Path, steps: Generator[float], worker: Worker, notices: list[str]) -> None:
        self.path, self.share, self.ended = path, 0.0, False
        self._steps, self._worker, self._notices = steps, worker, notices
        self._cancelled = False
        self._worker.later(self._work, self._worked)

    def cancel(self) -> None:
        """Give it up."""
        self._cancelled = True

    def _work(self) -> bool:
        """Write a slice, on the worker's thread; whether that was the last one."""
        until = time.perf_counter() + SLICE
        while not self._cancelled and time.perf_counter() < until:
            share = next(self._steps, None)
            if share is None:
                return True
            self.share = share
        if self._cancelled:
            self._steps.close()
        return self._cancelled

    def _worked(self, last: bool | None, error: Exception | None) -> None:
        if error is None and not last:
            self._worker.later(self._work, self._worked)
            return
        self.ended = True
        if isinstance(error, UserError):
            self._notices.append(str(error))
        elif error:
            raise error
        else:
            given_up = sentence("{name} was given up.", name=self.path.name)
            self._notices.append(given_up if self._cancelled else sentence("Saved {path}", path=self.path))
