"""What the command lines have in common: where they write to, how results and mistakes look. Knows no torch."""

from __future__ import annotations

import errno
import io
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from lc_common.errors import UserError
from lc_common.progress import Failure, Result, tell
from lc_common.run import Outcome

TABLE_WIDTH = 160
PATIENCE = 2.0
"""Seconds."""
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE)
"""Why standard output takes no more."""
UsageError: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "UsageError")
"""What typer raises where something is typed wrongly; it shows but this child of it."""


def output() -> Console:
    """Standard output: as wide as its terminal, and in a file or a pipe wide enough for a table of figures."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    # What people named may look like markup, as in song [k].mid.
    return Console(width=None if known else TABLE_WIDTH, markup=False, emoji=False)


@contextmanager
def waiting(console: Console, what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show in a terminal that work goes on, and since when, from the moment that it has taken ``PATIENCE`` seconds.

    What it gives is called when one of ``total`` parts is done: it shows how many are, and how long the rest will take.
    """
    if not console.is_terminal:
        yield lambda: None
        return
    counted = [MofNCompleteColumn(), TimeRemainingColumn()] if total else []
    columns = [TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn(), *counted]
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(what, total=total)
    timer = threading.Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        timer.cancel()
        timer.join()
        if bar.live.is_started:
            bar.stop()


def one_of(choices: Mapping[str, str]) -> str:
    """Choices and what they are for as help: "compact (minutes on a laptop), paper (published size)."."""
    return ", ".join(f"{name} ({what})" for name, what in choices.items()) + "."


def show_outcome(console: Console, what: str, outcome: Outcome) -> None:
    """Print how good a training's result is, if that is known, and its result line, such as "Rule:
    RUN/rule.safetensors"; tell who follows it."""
    if outcome.standing:
        console.print(outcome.standing, highlight=False, markup=False, soft_wrap=True)
    console.print(f"{what}: {outcome}", highlight=False, markup=False, soft_wrap=True)
    tell(Result(str(outcome.path), outcome.finished, outcome.reached))


def run_command_line(app: Callable[[], int | None]) -> None:
    """Entry point: a user's mistake is one line on the error stream and exit code 2; who follows is told of any end.

    Args:
        app: the commands, not standing alone: mistakes of typing are raised, and an exit code is returned.
    """
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be text, and a terminal need not know every letter.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app()
        if sys.stdout:
            sys.stdout.flush()
        sys.exit(code)
    except UserError as error:
        _mistaken(str(error))
    except UsageError as error:
        # Without a sentence it is a group of commands without a command, and the help stands there already.
        if sentence := " ".join(error.format_message().split()).removesuffix("."):
            _mistaken(f"{sentence}; see '{error.ctx.command_path if error.ctx else sys.argv[0]} --help'.")
        sys.exit(2)
    except OSError as error:
        if error.errno not in FULL or error.filename is not None or not sys.stdout:
            raise
        # Without a name it is a stream. What it still has to write goes nowhere, lest Python complains again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _mistaken(f"Cannot write the output: {error.strerror or error}; free some space or send it elsewhere.")
    except Exception as error:
        _tell(Failure("fault", f"{type(error).__name__}: {error}"))
        raise


def _mistaken(sentence: str) -> NoReturn:
    _tell(Failure("mistake", sentence))
    line = Text.assemble(("error:", "red"), f" {sentence}")
    Console(stderr=True).print(line, highlight=False, soft_wrap=True)
    sys.exit(2)


def _tell(failure: Failure) -> None:
    try:
        tell(failure)
    except UserError as error:
        # The first error is what matters; this one may well be the same full disk.
        Console(stderr=True).print(str(error), highlight=False, markup=False, soft_wrap=True)
