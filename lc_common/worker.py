"""One thread for what would hold up a window, or the hands at a terminal. Knows no torch."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from functools import partial
from typing import Any

WAITING = 3
"""Requests that wait at most: what plays, what follows, and one more. Older ones are dropped, and asked for again if
they still matter."""
KEPT = 8
"""Answers that wait at most to be fetched."""
BREATH = 0.01
"""Seconds without work after an answer: to show it takes a window 4 ms alone, and 20 beside the next request."""


class Worker:
    """Runs jobs one after the other: requests of which only the newest count, and errands that are all run.

    Args:
        wake: called from the worker's thread whenever something is done; it must not block.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._changed = threading.Condition()
        self._requests: OrderedDict[Hashable, Callable[[], Any]] = OrderedDict()
        self._spare: OrderedDict[Hashable, Callable[[], Any]] = OrderedDict()
        self._running: Hashable = None
        self._answers: OrderedDict[Hashable, tuple[Any, Exception | None]] = OrderedDict()
        self._errands: deque[tuple[Callable[[], Any], Callable[[Any, Exception | None], None]]] = deque()
        self._finished: deque[Callable[[], None]] = deque()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    def ask(self, key: Hashable, job: Callable[[], Any], spare: bool = False) -> Any:
        """The answer to a request, once; None while it is being worked on, in the order of asking.

        Args:
            key: says what is asked for; ask again with it.
            job: makes the answer.
            spare: nobody waits for it: it is worked on when no other request waits.

        Raises:
            Exception: whatever the job raised.
        """
        with self._changed:
            if key in self._answers:
                answer, error = self._answers.pop(key)
                if error:
                    raise error
                return answer
            waiting = self._spare if spare else self._requests
            if key not in waiting and key != self._running:
                waiting[key] = job
                while len(waiting) > WAITING:
                    waiting.popitem(last=False)
                self._changed.notify()
        return None

    def forget(self) -> None:
        """Drop what waits: something new is about to be asked for, and what still matters, asked again.

        The request that is worked on is finished.
        """
        with self._changed:
            self._requests.clear()
            self._spare.clear()
            self._answers.clear()

    def overtaken(self, like: Callable[[Any], bool]) -> Any:
        """The answer to a request that was worked on when it was forgotten; None if there is none with such a key."""
        with self._changed:
            key = next((key for key, (_, error) in self._answers.items() if error is None and like(key)), None)
            return None if key is None else self._answers.pop(key)[0]

    def later(self, job: Callable[[], Any], then: Callable[[Any, Exception | None], None]) -> None:
        """Run a job when no request waits; ``poll`` calls ``then`` with what it returned, or raised."""
        with self._changed:
            self._errands.append((job, then))
            self._changed.notify()

    def poll(self) -> None:
        """Call what waits for finished errands, in the caller's thread."""
        while self._finished:
            self._finished.popleft()()

    def close(self) -> None:
        """Finish the job that runs and the errands, drop requests, and end the thread."""
        with self._changed:
            self._closed = True
            self._requests.clear()
            self._spare.clear()
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._requests or self._spare or self._errands or self._closed)
                if self._requests or (self._spare and not self._errands):
                    self._running, job = (self._requests or self._spare).popitem(last=False)
                    then = None
                elif self._errands:
                    job, then = self._errands.popleft()
                else:
                    return
            answer, error = _outcome(job)
            if then:
                self._finished.append(partial(then, answer, error))
            else:
                with self._changed:
                    self._answers[self._running] = answer, error
                    self._running = None
                    while len(self._answers) > KEPT:
                        self._answers.popitem(last=False)
            self._wake()
            if not then:
                time.sleep(BREATH)


def _outcome(job: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return job(), None
    except Exception as error:  # told to whoever asked
        return None, error
