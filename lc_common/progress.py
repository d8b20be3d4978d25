"""What a training tells the program that started it: JSON lines in a file of that program's choice. Knows no torch.

Whoever starts a command line and wants to follow it names a file in the environment variable ``VARIABLE``. The command
appends one JSON object a line, whose ``event`` is one of

    {"event": "progress", "step": 50, "steps": 400, "seconds_left": 71.5}
        at each record of the log; ``steps`` and ``seconds_left`` are null where no end is known. Of a training of
        several stages each counts for itself.
    {"event": "result", "path": "RUN/rule.safetensors", "finished": false, "reached": "8 of 400 steps"}
        at the end of a training; ``path`` can be used, ``finished`` says whether it came as far as it was meant to.
    {"event": "failure", "kind": "mistake", "message": "There is no folder x."}
        before a command ends with an error: a ``mistake`` can be repaired by the person, and the message says how; a
        ``fault`` is one of the program or the machine.

A line is written whole; one that is not an event of this schema is skipped by readers.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from typing import Literal

from lc_common.config import from_dict
from lc_common.errors import UserError

VARIABLE = "LCS_PROGRESS"
"""Environment variable with the path of the file; unset or empty: nobody asked, and nothing is written."""


@dataclass(frozen=True)
class Progress:
    """How far the training is; see the module."""

    step: int
    steps: int | None
    seconds_left: float | None


@dataclass(frozen=True)
class Result:
    """What came of the training; see the module."""

    path: str
    finished: bool
    reached: str


@dataclass(frozen=True)
class Failure:
    """Why the command ended; see the module."""

    kind: Literal["mistake", "fault"]
    message: str


Event = Progress | Result | Failure
_EVENTS: dict[str, type[Event]] = {"progress": Progress, "result": Result, "failure": Failure}
_NAMES = {event: name for name, event in _EVENTS.items()}


def tell(event: Event) -> None:
    """Append an event to the file that the environment names, if it names one.

    Raises:
        UserError: the file cannot be written.
    """
    path = os.environ.get(VARIABLE)
    if not path:
        return
    line = json.dumps({"event": _NAMES[type(event)], **asdict(event)}) + "\n"
    try:
        with open(path, "a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror}; free some space or unset {VARIABLE}.") from error


def parse(line: str) -> Event | None:
    """The event of a line; None if it is none of this schema."""
    try:
        content = json.loads(line)
        return from_dict(_EVENTS[content.pop("event")], content)
    except (ValueError, KeyError, TypeError, AttributeError, UserError):
        return None


def clock_face(seconds: float) -> str:
    """A duration as a person reads it: "2:03:04", "12:34", "0:05"."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
