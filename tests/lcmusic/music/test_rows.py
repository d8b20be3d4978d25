"""A knob is one row: what a field says of itself is what everybody reads."""

from dataclasses import dataclass
from typing import ClassVar, Literal

import pytest

from lc_common.errors import UserError
from lcmusic.music.rows import STAYS, Option, Part, Row, Shown, knob, rows_of, settle

SHOWN = Shown("Leaps", "How wide.", decimals=1, unit="semitones", sign="± ")
OPTION = Option("--leaps", "{low:g} to {high:g}.")


@dataclass(frozen=True)
class Sample:
    part: ClassVar[Part] = "knobs"
    leaps: float | None = knob(None, low=1, high=12, unit="semitones", off=None, needs="knobs", turns=True,
                               shown=SHOWN, option=OPTION)  # fmt: skip
    count: int = knob(4, name="how_many", low=0, turns=(1, 8))
    way: Literal["up", "down"] = knob("up")
    mood: str = knob("calm", choices=("calm", "wild"))
    loud: bool = knob(False, off=False)
    notes: tuple[int, ...] | None = knob(None)

    def __post_init__(self) -> None:
        settle(self)


def test_the_rows_of_a_part():
    assert list(rows_of(Sample).values()) == [
        Row("leaps", "knobs", "leaps", float, None, optional=True, low=1, high=12, unit="semitones", off=None,
            needs="knobs", turns=(1, 12), shown=SHOWN, option=OPTION),
        Row("how_many", "knobs", "count", int, 4, low=0, turns=(1, 8)),
        Row("way", "knobs", "way", str, "up", choices=("up", "down")),
        Row("mood", "knobs", "mood", str, "calm", choices=("calm", "wild")),
        Row("loud", "knobs", "loud", bool, False, off=False),
        Row("notes", "knobs", "notes", tuple, None, optional=True),
    ]  # fmt: skip
    assert list(rows_of(Sample)) == ["leaps", "how_many", "way", "mood", "loud", "notes"]
    assert rows_of(Sample)["how_many"].off is STAYS


@pytest.mark.parametrize(("values", "message"), [
    ({"leaps": 0.5}, r"^leaps is 0\.5; it must lie between 1 and 12 semitones\.$"),
    ({"leaps": float("nan")}, r"^leaps is nan; it must lie between 1 and 12 semitones\.$"),
    ({"count": -1}, r"^how_many is -1; it must be 0 or more\.$"),
    ({"count": float("inf")}, r"^how_many is inf; it must be 0 or more\.$"),
    ({"way": "left"}, r"^There is no way 'left'; choose one of up, down\.$"),
    ({"mood": None}, r"^There is no mood None; choose one of calm, wild\.$"),
])  # fmt: skip
def test_a_value_that_its_row_forbids(values, message):
    with pytest.raises(UserError, match=message):
        Sample(**values)


def test_every_value_that_the_rows_allow():
    assert Sample(12, 1_000_000, "down", "wild", True, (1, 2)).count == 1_000_000


def test_where_a_controller_turns_a_knob():
    leaps, count = rows_of(Sample)["leaps"], rows_of(Sample)["how_many"]
    assert [leaps.at(place) for place in (0.0, 0.5, 1.0)] == [1.0, 6.5, 12.0]
    assert [count.at(place) for place in (0.0, 0.5, 1.0)] == [1, 4, 8]
    assert [leaps.within(value) for value in (0, 3, 13)] == [1, 3, 12]


def test_values_as_they_are_shown():
    assert SHOWN.text(3) == "± 3.0 semitones"
    assert Shown("", "").text(0.5) == "0.50"
    assert Shown("", "", percent=True).text(0.456) == "46 %"
    assert Shown("", "", pitch=True).text(61.0) == "C#4"
