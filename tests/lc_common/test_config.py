import json
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    width: int
    rate: float = 0.5


class Point(NamedTuple):
    x: int
    y: float


@dataclass(frozen=True)
class Outer:
    name: str
    inner: Inner
    sizes: tuple[int, ...] = ()
    pair: tuple[int, float] = (1, 2.0)
    mode: Literal["fast", "slow"] = "fast"
    colour: Colour = Colour.RED
    limit: int | None = None
    extra: Inner | None = None
    on: bool = False
    weights: dict[str, float] = field(default_factory=dict)
    layers: list[Inner] = field(default_factory=list)
    points: tuple[Point, ...] = ()


def test_to_dict_is_plain():
    outer = Outer(
        "a",
        Inner(3),
        sizes=(1, 2),
        colour=Colour.BLUE,
        extra=Inner(4, 0.25),
        layers=[Inner(5)],
        points=(Point(1, 2.0),),
    )
    assert to_dict(outer) == {
        "name": "a",
        "inner": {"width": 3, "rate": 0.5},
        "sizes": [1, 2],
        "pair": [1, 2.0],
        "mode": "fast",
        "colour": "blue",
        "limit": None,
        "extra": {"width": 4, "rate": 0.25},
        "on": False,
        "weights": {},
        "layers": [{"width": 5, "rate": 0.5}],
        "points": [[1, 2.0]],
    }


inners = st.builds(Inner, st.integers(), st.floats(allow_nan=False))


@given(
    st.builds(
        Outer,
        name=st.text(),
        inner=inners,
        sizes=st.lists(st.integers()).map(tuple),
        pair=st.tuples(st.integers(), st.floats(allow_nan=False)),
        mode=st.sampled_from(["fast", "slow"]),
        colour=st.sampled_from(Colour),
        limit=st.none() | st.integers(),
        extra=st.none() | inners,
        on=st.booleans(),
        weights=st.dictionaries(st.text(), st.floats(allow_nan=False)),
        layers=st.lists(inners),
        points=st.lists(st.builds(Point, st.integers(), st.floats(allow_nan=False))).map(tuple),
    )
)
def test_json_round_trip_is_the_identity(outer):
    again = from_dict(Outer, json.loads(json.dumps(to_dict(outer))))
    assert again == outer
    assert all(isinstance(point, Point) for point in again.points)


def test_defaults_may_be_left_out_and_a_whole_number_is_a_number():
    assert from_dict(Outer, {"name": "a", "inner": {"width": 3, "rate": 1}}) == Outer("a", Inner(3, 1.0))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"nmae": 1}, "Unknown setting nmae; allowed: name, inner, sizes"),
        ({"inner": {"width": 3, "depth": 1}}, "Unknown setting inner.depth; allowed: width, rate."),
        ({"inner": {}}, "Missing setting inner.width; needed: width, rate."),
        ({"inner": 3}, "inner must be a table of settings, not 3."),
        ({"inner": {"width": 3.0}}, "inner.width is 3.0; it must be a whole number."),
        ({"inner": {"width": True}}, "inner.width is True; it must be a whole number."),
        ({"sizes": [1, "2"]}, "sizes[1] is '2'; it must be a whole number."),
        ({"sizes": 1}, "sizes is 1; it must be a list."),
        ({"pair": [1]}, "pair must have 2 entries, not 1."),
        ({"mode": "medium"}, "mode is 'medium'; allowed: fast, slow."),
        ({"mode": ["fast"]}, "mode is ['fast']; allowed: fast, slow."),
        ({"colour": "green"}, "colour is 'green'; allowed: red, blue."),
        ({"limit": "x"}, "limit is 'x'; it must be a whole number or null."),
        ({"extra": {"depth": 1}}, "Unknown setting extra.depth; allowed: width, rate."),
        ({"on": 1}, "on is 1; it must be true or false."),
        ({"weights": {"a": "b"}}, "weights.a is 'b'; it must be a number."),
        ({"layers": [{"width": None}]}, "layers[0].width is None; it must be a whole number."),
    ],
)
def test_a_mistake_is_named(change, message):
    with pytest.raises(UserError) as error:
        from_dict(Outer, {"name": "a", "inner": {"width": 3}} | change)
    assert str(error.value).startswith(message)


def test_the_whole_must_be_a_table():
    with pytest.raises(UserError, match="Inner must be a table of settings, not None"):
        from_dict(Inner, None)
