"""The rows of knobs as options: a command gets what was asked for, whatever else it takes."""

from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from lc_common.errors import UserError
from lcmusic.cli.options import with_knobs
from lcmusic.live.expression import Expression
from lcmusic.music.knobs import Knobs
from lcmusic.perform.plan import Plan
from lcmusic.perform.table import PARTS, TABLE


@pytest.fixture
def run():
    app, got = typer.Typer(), []

    @app.command()
    @with_knobs(flags={"reach": "--strength"}, defaults={"temperature": 0.0})
    def command(
        clip: Path, *, out: Path = Path("out"), knobs: Knobs, plan: Plan, expression: Expression, n: int = 1
    ) -> None:
        """What it does."""
        got.append((clip, out, knobs, plan, expression, n))

    def run(*arguments: str) -> tuple:
        result = CliRunner().invoke(app, arguments)
        if result.exception:
            raise result.exception
        return got.pop() if got else result.output

    return run


def test_what_is_left_out_is_the_row_s_default(run):
    asked = Knobs(taste=1.0, temperature=0.0)
    assert run("a.mid") == (Path("a.mid"), Path("out"), asked, Plan(), Expression(), 1)


def test_what_is_typed_arrives_in_its_part(run):
    options = "--key Bb --pitches C,E --density 6 --strength 0.5 --strict --mode renew --every 4 --swing 0.6 --n 3"
    assert run("a.mid", *options.split(" "))[2:] == (
        Knobs(10, None, (0, 4), 6.0, reach=0.5, taste=1.0, temperature=0.0, strict=True),
        Plan("renew", 4),
        Expression(swing=0.6),
        3,
    )


@pytest.mark.parametrize(("options", "asked"), [
    (("--key", "A minor"), Knobs(9, "natural minor")),
    (("--key", "Am", "--scale", "min"), Knobs(9, "natural minor")),
    (("--key", "F♯", "--scale", "pentatonic"), Knobs(6, "major pentatonic")),
    (("--scale", "ionian", "--lowest", "G3", "--highest", "C#6"), Knobs(0, "major", lowest=55, highest=85)),
])  # fmt: skip
def test_words_that_musicians_use(run, options, asked):
    assert run("a.mid", *options)[2] == replace(asked, taste=1.0, temperature=0.0)


@pytest.mark.parametrize(("options", "message"), [
    (("--key", "H"), "^--key: 'H' is not a root"),
    (("--key", "A minor", "--scale", "dorian"), "^--scale is 'dorian', and another option asks for 'natural mi"),
    (("--scale", "majr"), "^--scale: There is no scale 'majr'"),
    (("--chords", "Am H"), "^--chords: The chord 'H' cannot be read"),
    (("--lowest", "low"), "^--lowest: 'low' is not a note; write one like G3, F#4 or 60\\.$"),
    (("--lowest", "B0"), "^--lowest is 23; it must lie between 24 and 96"),
    (("--strength", "2"), r"^--strength is 2; it must lie between 0 and 1\.$"),
    (("--swing", "2"), r"^--swing is 2; it must lie between 0\.5 and 0\.75\."),
    (("--mode", "sleep"), "^There is no --mode 'sleep'"),
    (("--scale", "major", "--pitches", "C"), "not both"),
])  # fmt: skip
def test_what_cannot_be_asked_for_is_one_sentence(run, options, message):
    with pytest.raises(UserError, match=message):
        run("a.mid", *options)


def test_every_option_is_in_the_help_once(run):
    shown = run("--help").split()
    flags = [row.option.flag.partition("/")[0] for row in TABLE.values() if row.option and row.part != "tempo"]
    assert len(PARTS) == 3
    assert {flag: shown.count(flag) for flag in flags} == {flag: int(flag != "--reach") for flag in flags}
    assert "--strength" in shown
