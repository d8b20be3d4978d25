"""A user's own rule: a Python file with one function from a melody to a number in [0, 1].

    def offbeat(melody):
        starts = [note.start for note in melody.notes()]
        return sum(start % 4 != 0 for start in starts) / max(1, len(starts))

The function gets a ``Melody``. It runs in a process of its own, so that one that hangs can be stopped. What counts is
the processor time that it takes: on a busy machine a sound rule may wait long for its turn.

Shapes: ``n`` melodies, ``t`` steps.
"""

from __future__ import annotations

import contextlib
import importlib.util
import inspect
import multiprocessing
import os
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType

import numpy as np

from lc_common.errors import UserError
from lcmusic.music.melody import Melody

WAITS = 20
"""Times its patience that a rule may wait for its turn, or for something else, before it is given up."""

TOO_LONG = 124
"""Exit code of the process of a rule that took too long."""


class RuleFile:
    """The function of a rule file as a reward: ``rule(symbols_nt)`` gives float ``[n]`` in [0, 1].

    A context manager; leaving it ends the process.

    Attributes:
        seconds_per_melody: processor time of the function so far, a melody.

    Raises:
        UserError: the file is missing, cannot be imported or has not exactly one function; the function raises, answers
            with something that is not a number in [0, 1], or takes longer than ``patience`` seconds for a batch.
    """

    def __init__(self, path: Path, patience: float = 30.0) -> None:
        self.path, self.patience = path, patience
        self._seconds, self._melodies = 0.0, 0
        if not path.is_file():
            raise UserError(f"There is no rule file {path}.")
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, str(path), patience), daemon=True)
        self._process.start()
        theirs.close()
        self._receive("importing it")

    def __enter__(self) -> RuleFile:
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()

    @property
    def seconds_per_melody(self) -> float:
        return self._seconds / max(1, self._melodies)

    def __call__(self, symbols_nt: np.ndarray) -> np.ndarray:
        self._pipe.send((symbols_nt, self.patience))
        answers, seconds = self._receive(f"{len(symbols_nt)} melodies")
        self._seconds += seconds
        self._melodies += len(symbols_nt)
        for answer in answers:
            if not isinstance(answer, int | float | np.number | np.bool_) or not 0 <= answer <= 1:
                raise UserError(f"{self.path} answered {answer!r}; a rule answers with a number from 0 to 1.")
        return np.array(answers, dtype=np.float64)

    def _receive(self, what: str) -> tuple[list, float]:
        try:
            if not self._pipe.poll(WAITS * self.patience):
                self.__exit__()
                raise UserError(
                    f"{self.path} has not answered in {WAITS * self.patience:g} seconds ({what}); it hangs."
                )
            failure, answers, seconds = self._pipe.recv()
        except (EOFError, ConnectionError) as error:
            self._process.join()
            if self._process.exitcode == TOO_LONG:
                raise UserError(
                    f"{self.path} took more than {self.patience:g} seconds of processor time ({what}); it hangs, or is "
                    "too slow to learn from."
                ) from error
            raise UserError(f"{self.path} ended its process ({what}); a rule must return a number.") from error
        if failure:
            self.__exit__()
            raise UserError(f"{self.path}: {failure.rstrip('.')}.")
        return answers, seconds


@contextlib.contextmanager
def _limited(patience: float) -> Iterator[None]:
    """End the process where so many seconds of its processor time have passed within."""
    end, done = time.process_time() + patience, threading.Event()

    def watch() -> None:
        while not done.wait(min(patience, 0.5)):
            if time.process_time() > end:
                os._exit(TOO_LONG)

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _serve(pipe: Connection, path: str, patience: float) -> None:
    """The process: answer batches of symbols with ``(failure, answers, seconds)`` until the pipe closes."""
    try:
        with _limited(patience):
            rule = _only_function(_import(path))
        pipe.send((None, [], 0.0))
        while True:
            try:
                symbols_nt, patience = pipe.recv()
            except EOFError:
                return
            began = time.process_time()
            with _limited(patience):
                answers = [rule(Melody(symbols_t)) for symbols_t in symbols_nt]
            pipe.send((None, answers, time.process_time() - began))
    except Exception as error:  # whatever a user's file may do
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
        where = f"line {lines[-1]}: " if lines else ""
        pipe.send((f"{where}{type(error).__name__}: {error}", [], 0.0))


def _import(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule", path)
    if spec is None or spec.loader is None:
        raise ImportError("it must be a Python file, named .py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _only_function(module: ModuleType) -> Callable[[Melody], float]:
    functions = {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == "rule" and not name.startswith("_")
    }
    if len(functions) != 1:
        found = ", ".join(functions) or "none"
        raise ValueError(f"it must define exactly one function whose name has no leading underscore; found {found}")
    return next(iter(functions.values()))
