"""A process beside this one that answers questions one after the other. Knows neither Qt nor torch.

What holds Python's lock, or takes and drops it thousands of times a second as a network does, holds up every thread of
its process: a window and a model are each better off alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.process import BaseProcess
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
NICE = 2
"""How far a child stands back: the hand on a knob goes first; a training that runs has less still."""

BEGINNING = threading.Lock()
"""Held while a process begins, so that it can be told from the others."""


class Child:
    """Answers are futures, which raise what the question raised, and ``BrokenProcessPool`` where the process has gone.

    The process begins with the first question, begins anew after it has gone, and ends with this one.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._process: BaseProcess | None = None
        self._closed = False

    def ask(self, question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Ask a function of a module; what it is given and answers must be picklable.

        Raises:
            BrokenProcessPool: it was closed.
        """
        if self._closed:
            raise BrokenProcessPool("closed")
        if self._pool:
            with suppress(BrokenProcessPool):  # it was killed since the last question
                return self._pool.submit(question, *args, **kwargs)
        with BEGINNING:
            others = set(multiprocessing.active_children())
            self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin)
            answer = self._pool.submit(question, *args, **kwargs)  # which begins the process
            self._process = next(iter(set(multiprocessing.active_children()) - others), None)
        return answer

    def close(self) -> None:
        """End the process, whatever it is at: the window is closing."""
        self._closed = True
        if self._process:
            self._process.terminate()
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
        self._pool = self._process = None


def _begin() -> None:
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and says when to end
    if hasattr(os, "nice"):
        os.nice(NICE)


def _end_with_parent() -> None:
    """A window that was killed could not say that it has gone."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this is a child
    parent.join()
    os._exit(0)
