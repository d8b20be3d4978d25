"""A knob is one row: a field of a frozen dataclass that says all that anybody needs to know of the knob.

    density: float | None = knob(None, low=1, high=14, unit="notes per bar", off=None, turns=True, ...)

The dataclasses are the parts of a performance: ``lcmusic.music.knobs.Knobs``, ``lcmusic.perform.plan.Plan`` and
``lcmusic.live.expression.Expression``; ``lcmusic.perform.table`` has the rows of all of them, by name. Validation, the
options of the command line, MIDI controllers, the studio's panel and its ghost read the rows. Knows no torch.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from lc_common.errors import UserError
from lcmusic.music.pitches import note_name

Part = Literal["knobs", "plan", "expression", "tempo"]
"""What a knob belongs to: what is asked of a melody, how the music goes on, how notes are sent, and the clock."""
Group = Literal["front", "idea", "form", "sound"]
"""Where the studio shows a knob: always in sight, or with the others that make ideas, their form, or their sound."""
STAYS: Final = object()
"""``Row.off`` of a knob that is never off: it says how melodies are written, not what they are."""
OWN: Final = object()
"""``Option.default`` where it is the knob's own."""


@dataclass(frozen=True)
class Shown:
    """How a knob looks in the studio; a switch has no numbers to show.

    Attributes:
        label: under it.
        tip: what it does, in plain words.
        decimals, unit, sign: of its value: ``sign``, the number, a space and the unit.
        percent: its value is a share and shown as a percentage, in place of these.
        pitch: its value is a MIDI pitch and shown as the note's name, in place of these.
        group: what it is shown with; ``front`` for the few that are turned most.
        start: where turning begins if it is off.
        absent: what it says when it is off.
    """

    label: str
    tip: str
    decimals: int = 2
    unit: str = ""
    sign: str = ""
    percent: bool = False
    pitch: bool = False
    group: Group = "idea"
    start: float = 0.0
    absent: str = "off"

    def text(self, value: float) -> str:
        """A value as it is shown."""
        if self.percent:
            return f"{100 * value:.0f} %"
        if self.pitch:
            return note_name(round(value))
        return f"{self.sign}{value:.{self.decimals}f} {self.unit}".rstrip()


@dataclass(frozen=True)
class Option:
    """The option of the command line that turns a knob.

    Attributes:
        flag: such as ``--density``.
        help: ``{low}`` and ``{high}`` stand for the range.
        read: makes a value of what was typed, where that is a text of its own kind; or values of several fields of the
            part, by their names.
        default: what is typed if it is left out.
    """

    flag: str
    help: str
    read: Callable[[str], Any] | None = None
    default: Any = OWN


@dataclass(frozen=True)
class Row:
    """A knob.

    Attributes:
        name: of the knob, everywhere: sessions, controllers, messages.
        part: what it belongs to.
        field: its name there.
        type: of its values: bool, int, float, str or tuple.
        optional: it may be None, which is off.
        default: of the part.
        low, high: range of a number, both included; infinite where there is no bound.
        unit: words behind the range.
        choices: the values of a text; empty where the part checks them itself.
        off: the value at which it leaves a melody as it is, or STAYS.
        needs: what must be loaded for it to do anything: trained knobs, a rule, or a learned prior.
        turns: the range that a MIDI controller and a dial turn through; None if they cannot turn it.
        dice: the part of it that sounds good whatever else is turned, for chance to choose from; None if it may not.
        shown: how it looks; None where it is not shown by itself.
        option: None where it has none.
    """

    name: str
    part: Part
    field: str
    type: type
    default: Any
    optional: bool = False
    low: float = -math.inf
    high: float = math.inf
    unit: str = ""
    choices: tuple[str, ...] = ()
    off: Any = STAYS
    needs: Literal["knobs", "rule", "prior"] | None = None
    turns: tuple[float, float] | None = None
    dice: tuple[float, float] | None = None
    shown: Shown | None = None
    option: Option | None = None

    def check(self, value: Any) -> None:
        """Raise a ``UserError`` if a value is out of range or no choice."""
        if value is None and self.optional:
            return
        if self.choices and value not in self.choices:
            raise UserError(f"There is no {self.name} {value!r}; choose one of {', '.join(self.choices)}.")
        if self.type in (int, float) and not (math.isfinite(value) and self.low <= value <= self.high):
            lie = f"be {self.low:g} or more" if self.high == math.inf else f"lie between {self.low:g} and {self.high:g}"
            raise UserError(f"{self.name} is {value:g}; it must {f'{lie} {self.unit}'.rstrip()}.")

    def within(self, value: float) -> float:
        """The nearest value inside the range."""
        return min(self.high, max(self.low, value))

    def at(self, place: float) -> float:
        """The value at a place 0..1 of the way that a controller turns it."""
        low, high = self.turns or (self.low, self.high)
        value = low + place * (high - low)
        return round(value) if self.type is int else value

    def place(self, value: Any) -> float:
        """The inverse of ``at``: 0..1, the nearest end where a controller does not come; 0 for what is off."""
        low, high = self.turns or (self.low, self.high)
        return 0.0 if value is None else min(1.0, max(0.0, (value - low) / (high - low)))


def knob(
    default: Any,
    *,
    name: str = "",
    low: float = -math.inf,
    high: float = math.inf,
    unit: str = "",
    choices: tuple[str, ...] = (),
    off: Any = STAYS,
    needs: Literal["knobs", "rule", "prior"] | None = None,
    turns: bool | tuple[float, float] = False,
    dice: tuple[float, float] | None = None,
    shown: Shown | None = None,
    option: Option | None = None,
) -> Any:
    """A field of a part's dataclass with its row; arguments as ``Row``.

    ``name`` is the field's and ``turns`` through the whole range (True) if nothing else is said; the field's type is
    the values', and choices of a Literal need not be repeated.
    """
    turned = (low, high) if turns is True else turns or None
    columns = {
        "name": name, "low": low, "high": high, "unit": unit, "choices": choices, "off": off, "needs": needs,
        "turns": turned, "dice": dice, "shown": shown, "option": option,
    }  # fmt: skip
    return dataclasses.field(default=default, metadata={"row": columns})


@cache
def rows_of(part: type[Any]) -> Mapping[str, Row]:
    """The rows of a part's dataclass by name, in the order of its fields; ``part.part`` says which part it is."""
    hints = get_type_hints(part)
    rows = {}
    for field in dataclasses.fields(part):
        columns = dict(field.metadata["row"])
        kinds = get_args(hints[field.name]) if get_origin(hints[field.name]) in (Union, types.UnionType) else ()
        optional = type(None) in kinds
        (kind,) = [k for k in kinds if k is not type(None)] or [hints[field.name]]
        if get_origin(kind) is Literal:
            columns["choices"] = columns["choices"] or get_args(kind)
            kind = str
        columns["name"] = columns["name"] or field.name
        row = Row(
            part=part.part, field=field.name, type=get_origin(kind) or kind, default=field.default, optional=optional,
            **columns,
        )  # fmt: skip
        rows[row.name] = row
    return types.MappingProxyType(rows)


def settle(part: Any) -> None:
    """Check every value of a part, for its ``__post_init__``; ``UserError`` for the first that is wrong.

    A whole number, as a person or a file may give it where others are meant too, becomes a float: a tensor of it would
    be one of integers.
    """
    part_class: type = type(part)
    for row in rows_of(part_class).values():
        value = getattr(part, row.field)
        row.check(value)
        if row.type is float and value is not None:
            object.__setattr__(part, row.field, float(value))
