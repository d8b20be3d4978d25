"""What a person has set: one state of the music, a clip slot, a preset; and the memory that undo walks through."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.files import write_text
from lcmusic.knobs import Knobs
from lcmusic.live.expression import Expression
from lcmusic.melody import Melody
from lcmusic.perform import Plan

SLOTS = 8
SAME_GESTURE = 1.0  # seconds within which turning the same knob again is one step of undo
PRESET_FORMAT = "lcstudio.preset/1"


@dataclass(frozen=True)
class Setting:
    """One state of the music.

    Attributes:
        knobs, plan, expression: as the live player takes them.
        idea: the latent; empty for what the plan's seed says.
    """

    knobs: Knobs = field(default_factory=lambda: Knobs(scale="major"))
    plan: Plan = field(default_factory=Plan)
    expression: Expression = field(default_factory=Expression)
    idea: tuple[float, ...] = ()


@dataclass(frozen=True)
class Clip:
    """A melody that was kept, with the latent and the knobs that made it.

    Attributes:
        name: for people, and of its file.
        symbols: the melody.
        idea: its latent; empty if it is not known.
        knobs: as they were.
    """

    name: str
    symbols: tuple[int, ...]
    idea: tuple[float, ...] = ()
    knobs: Knobs = field(default_factory=Knobs)

    @property
    def melody(self) -> Melody:
        """The melody; ``ValueError`` if the symbols are none."""
        return Melody(np.array(self.symbols))


class History:
    """States that can be gone back to, without end. A gesture is one step, however many values it runs through.

    Attributes:
        now: the state that holds.
    """

    def __init__(self, first: Setting) -> None:
        self.now = first
        self._past: list[Setting] = []
        self._future: list[Setting] = []
        self._gesture: tuple[str, float] = ("", 0.0)

    def push(self, state: Setting, gesture: str, time: float) -> None:
        """Go on to another state; within a second of the same gesture it replaces the last one."""
        last, since = self._gesture
        if not (gesture and gesture == last and time - since < SAME_GESTURE):
            self._past.append(self.now)
        self._gesture = gesture, time
        self._future.clear()
        self.now = state

    def remember_idea(self, idea: tuple[float, ...]) -> None:
        """The music has wandered on: this is the idea that coming back to the present state brings back."""
        self.now = replace(self.now, idea=idea)

    def undo(self) -> Setting | None:
        """Go back by a step; None if there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> Setting | None:
        """Take an undo back; None if there is none."""
        return self._step(self._future, self._past)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return bool(self._future)

    def _step(self, source: list[Setting], target: list[Setting]) -> Setting | None:
        if not source:
            return None
        target.append(self.now)
        self.now = source.pop()
        self._gesture = ("", 0.0)
        return self.now


def write_preset(path: Path, setting: Setting) -> None:
    """Write knobs, plan and expression as JSON, without the idea; ``UserError`` if that fails."""
    write_text(path, json.dumps({"format": PRESET_FORMAT} | to_dict(replace(setting, idea=())), indent=2))


def read_preset(path: Path) -> Setting:
    """What ``write_preset`` wrote.

    Raises:
        UserError: the file cannot be read, is no preset, or holds a value out of range.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise UserError(f"{path} is no preset; choose a file that the studio saved.") from error
    if not isinstance(content, dict) or content.pop("format", None) != PRESET_FORMAT:
        raise UserError(f"{path} is no preset; choose a file that the studio saved.")
    try:
        return from_dict(Setting, content)
    except UserError as error:
        raise UserError(f"{path}: {error}") from error
