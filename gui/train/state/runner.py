"""A command as a child process that is watched without waiting, stopped politely, and does not outlive the app."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lc_common.errors import UserError
from lc_common.progress import VARIABLE, Event, parse

QUIET_NICENESS = 15
PROGRESS_NAME = "progress.jsonl"
"""Beside a command's output: what it tells of its progress (``lc_common.progress``)."""


class Runner:
    """A running command in a session of its own; what it prints and what it tells of its progress goes to files.

    Nothing here waits but ``close``.

    Args:
        command: program and arguments. It must take the end of its standard input as the wish to stop (``child`` does).
        output: file that its output is appended to; the folder exists.
        quiet: leave the machine to what plays: one thread, and only the time that nobody else wants.

    Raises:
        UserError: ``output`` cannot be written or the process not started.
    """

    def __init__(self, command: Sequence[str], output: Path, quiet: bool = False) -> None:
        told = output.with_name(PROGRESS_NAME)
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", VARIABLE: str(told)}
        if quiet:
            environment |= {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        group: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
            group = {"creationflags": flags | (subprocess.IDLE_PRIORITY_CLASS if quiet else 0)}
        self.stopping = False
        self._output, self._told = _Appended(output), _Appended(told)
        try:
            with output.open("ab") as file:
                self._process = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=file, stderr=subprocess.STDOUT, env=environment, **group
                )
        except OSError as error:
            raise UserError(f"Cannot start {command[0]} with output to {output}: {error.strerror}.") from error
        if quiet and sys.platform != "win32":
            os.setpriority(os.PRIO_PROCESS, self._process.pid, QUIET_NICENESS)  # its threads will inherit it

    @property
    def pid(self) -> int:
        """Process number of the child."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs."""
        return self._process.poll()

    def new_lines(self) -> list[str]:
        """Whole lines that were printed since the last call; the rest as well once the process has ended."""
        return self._output.new_lines(ended=self.code is not None)

    def new_events(self) -> list[Event]:
        """What was told since the last call."""
        return [event for line in self._told.new_lines() if (event := parse(line))]

    def stop(self) -> None:
        """Ask it to save and stop."""
        self.stopping = True
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()

    def close(self, patience: float = 10.0) -> None:
        """Stop it; after ``patience`` seconds end it and what it started."""
        self.stop()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._kill()
            self._process.wait()

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        else:
            os.killpg(self._process.pid, signal.SIGKILL)


class _Appended:
    """The lines that are appended to a file from now on; it need not be there yet."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_from = path.stat().st_size if path.exists() else 0

    def new_lines(self, ended: bool = False) -> list[str]:
        """Whole lines since the last call; ``ended``: nobody writes any more, and the rest is a line as well."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._read_from)
                content = file.read()
        except FileNotFoundError:
            return []
        if not ended:
            content = content[: content.rfind(b"\n") + 1]
        self._read_from += len(content)
        return content.decode(errors="replace").splitlines()
