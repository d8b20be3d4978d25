"""What commands share: options, and how the rows of knobs become options.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lc_common.errors import UserError
from lc_common.terminal import output
from lcmusic.music.rows import OWN, Option, Row, rows_of
from lcmusic.perform.table import PARTS, TABLE

if TYPE_CHECKING:
    from lcmusic.instrument import Instrument

console = output()

CorpusDir = Annotated[Path, typer.Option("--corpus", help="A corpus made by 'lcmusic corpus build'.")]
Model = Annotated[Path | None, typer.Option("--model", help="A trained melody VAE; the one that ships if left out.")]
KnobsFile = Annotated[Path | None, typer.Option("--knobs", help="Trained knobs; those that ship if left out.")]
RuleFile = Annotated[Path | None, typer.Option("--rule", help="A rule of 'lcmusic train constraint', obeyed as well.")]
PriorFile = Annotated[
    Path | None, typer.Option("--prior", help="A learned prior; that which ships if left out, 'none' for N(0, I).")
]
Out = Annotated[Path, typer.Option("--out", help="Folder to write to; made if it is not there.")]
Minutes = Annotated[float | None, typer.Option("--minutes", min=0.01, help="Stop after this long.")]
Steps = Annotated[int | None, typer.Option("--steps", min=1, help="Stop at this step.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run in --out.")]
ResumeFrom = Annotated[Path | None, typer.Option("--resume-from", help="Start from this checkpoint or weights file.")]
Device = Annotated[str, typer.Option("--device", help="auto, cpu, cuda or mps.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same result.")]


def _option(row: Row) -> Option:
    assert row.option is not None, row.name
    return row.option


def option_of(row: Row, flag: str = "") -> Any:
    """The type of a parameter that is a knob's option; its flag is the row's if no other is given."""
    option = _option(row)
    kind = str if option.read else row.type
    text = option.help.format(low=row.low, high=row.high)
    return Annotated[kind | None if row.optional else kind, typer.Option(flag or option.flag, help=text)]


Realism = option_of(TABLE["realism"])
Temperature = option_of(TABLE["temperature"])
Tempo = Annotated[float, typer.Option("--tempo", min=TABLE["tempo"].low, max=TABLE["tempo"].high,
                                      help=_option(TABLE["tempo"]).help)]  # fmt: skip


def with_knobs(
    *, flags: Mapping[str, str] | None = None, defaults: Mapping[str, Any] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command's parameters of the types ``Knobs``, ``Plan`` and ``Expression`` become options, one for each row that
    has one; the command gets what was asked for.

    Args:
        flags: other flags than the rows', by knob.
        defaults: other defaults than the rows', by knob.
    """

    def flag_of(row: Row) -> str:
        return (flags or {}).get(row.name, _option(row).flag)

    def parameter_of(row: Row) -> inspect.Parameter:
        own = _option(row).default
        default = row.default if own is OWN else own
        return inspect.Parameter(
            row.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=(defaults or {}).get(row.name, default),
            annotation=option_of(row, flag_of(row)),
        )

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        parameters: list[inspect.Parameter] = []
        parts: dict[str, tuple[Callable[..., Any], list[Row]]] = {}
        for parameter in inspect.signature(command, eval_str=True).parameters.values():
            if parameter.annotation in PARTS:
                rows = [row for row in rows_of(parameter.annotation).values() if row.option]
                parts[parameter.name] = parameter.annotation, rows
                parameters += [parameter_of(row) for row in rows]
            else:
                parameters.append(parameter)

        @functools.wraps(command)
        def with_parts(**options: Any) -> None:
            for name, (part, rows) in parts.items():
                asked = {row: options.pop(row.name) for row in rows}
                options[name] = part(**_values({row: (flag_of(row), value) for row, value in asked.items()}))
            command(**options)

        return takes(with_parts, parameters)

    return decorate


def takes(command: Callable[..., None], parameters: Iterable[inspect.Parameter]) -> Callable[..., None]:
    """A command whose parameters are by keyword: what typer reads in place of the command's own."""
    by_keyword = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    vars(command)["__signature__"] = inspect.Signature(by_keyword)
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in by_keyword}
    return command


def typed(context: typer.Context) -> dict[str, str]:
    """What was typed and not left out: the flag of an option, or the name of an argument, by the parameter's name."""
    flags = {}
    for parameter in context.command.params:
        name = str(parameter.name)
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            off = context.params.get(name) is False and parameter.secondary_opts
            flags[name] = (parameter.secondary_opts if off else parameter.opts)[0]
    return flags


def _values(asked: Mapping[Row, tuple[str, Any]]) -> dict[str, Any]:
    """The fields of a part from what was typed, by row with the flag; ``UserError`` names the flag."""
    values: dict[str, Any] = {}
    for row, (flag, text) in asked.items():
        read = _option(row).read
        try:
            value = read(text) if read and text is not None else text
        except UserError as problem:
            raise UserError(f"{flag}: {problem}") from problem
        if not isinstance(value, dict):
            replace(row, name=flag).check(value)
            value = {row.field: value}
        for field, each in value.items():
            if None not in (each, values.get(field)) and each != values[field]:
                raise UserError(f"{flag} is {text!r}, and another option asks for {values[field]!r}; leave one out.")
            values[field] = values.get(field) if each is None else each
    return values


def load_instrument(
    model: Path | None, knobs: Path | None, rule: Path | None = None, prior: Path | None = None
) -> Instrument:
    """``Instrument.load``, on one thread; says so where nothing obeys the knobs.

    Two threads on a busy machine are slower than one, and beside a DAW there is no second to spare.
    """
    import torch

    from lcmusic.instrument import Instrument

    torch.set_num_threads(1)
    instrument = Instrument.load(model, knobs, rule, prior)
    if instrument.without and instrument.prior is None:
        idle = ", ".join(row.name for row in TABLE.values() if row.needs == "knobs")
        until = f"Until then these knobs do nothing: {idle}; and a scale counts with --strict only."
        console.print(f"{instrument.without} {until}", highlight=False, soft_wrap=True)
    return instrument
