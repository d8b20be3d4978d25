"""What a person has set: one state of the music, a clip slot; and the memory that undo walks through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from gui.shared.state import history
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import STEPS_PER_BAR, Melody
from lcmusic.perform.plan import Mode, Plan
from lcmusic.perform.table import TABLE

SLOTS = 8

Hold = Literal["bar", "step"]
Idea = tuple[float, ...] | tuple[tuple[float, ...], ...]
"""An idea as plain data, its shape in its nesting: a vector, or a matrix as a tuple of rows; empty for none."""
Symbols = tuple[int, ...]
"""A melody as plain data; empty for none."""


def plain_idea(idea: np.ndarray) -> Idea:
    """An idea as plain data; ``np.array(..., np.float32)`` is the inverse."""
    return tuple(map(tuple, idea.tolist())) if idea.ndim == 2 else tuple(idea.tolist())


def plain_melody(melody: Melody | None) -> Symbols:
    """A melody as plain data; None is empty."""
    return tuple(melody.symbols_t.tolist()) if melody else ()


def melody_of(symbols: Symbols) -> Melody | None:
    """The inverse of ``plain_melody``; ``UserError`` if these are not the symbols of a melody."""
    try:
        return Melody(np.array(symbols)) if symbols else None
    except ValueError as error:
        raise UserError(f"These are not the symbols of a melody: {error}.") from error


def _check_idea(idea: Idea) -> None:
    if len({np.size(row) for row in idea}) > 1:
        raise UserError("The rows of an idea must have as many numbers each.")


def _check_locked(locked: Locked, bars: int) -> None:
    if len(locked.symbols) not in (0, bars * STEPS_PER_BAR):  # notes alone lie within as many
        raise UserError(f"Locked bars must stand in a melody of {bars}.")


@dataclass(frozen=True)
class Setting:
    """One state of the music.

    Attributes:
        knobs, plan, expression: as the live player takes them.
        idea: empty for what the plan's seed says.
        tune: that the idea was found from, and that is played as far as the knobs let it be; empty for none.
        locked: bars that are kept whatever else changes.
    """

    knobs: Knobs = field(default_factory=lambda: Knobs(scale="major"))
    plan: Plan = field(default_factory=Plan)
    expression: Expression = field(default_factory=Expression)
    idea: Idea = ()
    tune: Symbols = ()
    locked: Locked = NOTHING

    def __post_init__(self) -> None:
        _check_idea(self.idea)
        melody_of(self.tune)
        _check_locked(self.locked, self.knobs.bars)

    def value(self, name: str) -> object:
        """The value of a knob by its name, but for the tempo, which is the transport's."""
        return getattr(getattr(self, TABLE[name].part), TABLE[name].field)

    def differs_from(self, other: Setting) -> list[str]:
        """Names of the knobs that are turned otherwise."""
        return [name for name in TABLE if name != "tempo" and self.value(name) != other.value(name)]


@dataclass(frozen=True)
class Clip:
    """A melody that was kept, with the idea and the knobs that made it.

    Attributes:
        name: for people, and of its file.
        symbols: the melody.
        idea: empty if it is not known.
        knobs, tune, locked: as they were.
        plan, expression: likewise; None for a melody that somebody else wrote, which is played as all the rest is.
    """

    name: str
    symbols: Symbols
    idea: Idea = ()
    knobs: Knobs = field(default_factory=Knobs)
    tune: Symbols = ()
    locked: Locked = NOTHING
    plan: Plan | None = None
    expression: Expression | None = None

    def __post_init__(self) -> None:
        _check_idea(self.idea)
        melody_of(self.tune)
        _check_locked(self.locked, self.knobs.bars)

    @cached_property  # views look at it 60 times a second
    def melody(self) -> Melody:
        """The melody; ``ValueError`` if its symbols are not those of a melody."""
        return Melody(np.array(self.symbols))


Slots = tuple[Clip | None, ...]
"""Clips that are kept; None where a slot is empty."""


@dataclass(frozen=True)
class Remembered:
    """What the page comes back with after a restart, however it ended.

    Attributes:
        setting: knobs, plan, expression and idea.
        slots: the clips, ``SLOTS`` of them.
        lands: when a turned knob is heard: at the next bar or the next sixteenth.
        unlocked: the mode that unlocking goes back to.
        playing: what was heard; empty if it is not known.
        plain_grid: MIDI files are written without swing, gate, accents and chance.
        programs: the channel whose program changes recall slots, 0 for any; None if they do nothing.
    """

    setting: Setting = field(default_factory=Setting)
    slots: Slots = (None,) * SLOTS
    lands: Hold = "bar"
    unlocked: Mode = "evolve"
    playing: Symbols = ()
    plain_grid: bool = False
    programs: int | None = None

    def __post_init__(self) -> None:
        melody_of(self.playing)
        if self.programs is not None and not 0 <= self.programs <= 16:
            raise UserError(f"Program changes come on channel 1 to 16, or 0 for any, not {self.programs}.")
        if len(self.slots) != SLOTS:
            raise UserError(f"There are {SLOTS} clip slots, not {len(self.slots)}.")
        for clip in self.slots:
            if clip:
                try:
                    _ = clip.melody
                except ValueError as error:
                    raise UserError(f"The clip {clip.name!r} holds no melody.") from error


class History:
    """The states that undo walks through: one of the music, and the slots beside it.

    Args:
        first: the state that holds.
        slots: the clips that are kept.
    """

    def __init__(self, first: Setting, slots: Slots = ()) -> None:
        self._steps = history.History((first, slots))

    @property
    def now(self) -> Setting:
        """The state that holds."""
        return self._steps.now[0]

    @property
    def slots(self) -> Slots:
        """The slots as they are."""
        return self._steps.now[1]

    def push(self, setting: Setting, gesture: str, time: float) -> None:
        """Go on to another state of the music, as ``gui.shared.state.history.History.push`` does."""
        self._steps.push((setting, self.slots), gesture, time)

    def push_slots(self, slots: Slots, time: float) -> None:
        """Go on to other slots; the music stays."""
        self._steps.push((self.now, slots), "", time)

    def replace(self, setting: Setting | None = None, slots: Slots | None = None) -> None:
        """Put another state, or other slots, in the place of what holds; what was undone stays."""
        self._steps.replace((setting or self.now, self.slots if slots is None else slots))

    def remember_idea(self, idea: Idea) -> None:
        """The music has wandered on: this is the idea that coming back to the present state brings back."""
        if idea != self.now.idea:
            self.replace(replace(self.now, idea=idea, tune=()))

    def undo(self) -> Setting | None:
        """Go back by a step; None if there is none."""
        step = self._steps.undo()
        return step[0] if step else None

    def redo(self) -> Setting | None:
        """Take an undo back; None if there is none."""
        step = self._steps.redo()
        return step[0] if step else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back to."""
        return self._steps.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return self._steps.can_redo
