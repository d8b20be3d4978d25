"""What a step gives to the report, as plain data: text, tables, pictures (curves are pictures), sound, what is missing.

Files are named relative to the folder of the step that made them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import rich.table

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.files import write_text

FILE_NAME = "blocks.json"
"""What a step gave, in its folder."""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells.

    Attributes:
        right: by column, whether it holds figures.
        ends: rows after which a line is drawn.
    """

    title: str
    columns: tuple[str, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    ends: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A PNG.

    Attributes:
        originals: it shows images of the data set itself, which are not ours to hand on; whom they show was not asked.
    """

    caption: str
    file: str
    originals: bool = False


@dataclass(frozen=True)
class Audio:
    """Something to hear (WAV), and the notes of it (MIDI)."""

    caption: str
    sound: str
    notes: str


@dataclass(frozen=True)
class Missing:
    """A part of the paper that is not there, and why not."""

    what: str
    why: str


Block = Text | Table | Picture | Audio | Missing
KINDS: dict[str, type[Block]] = {"text": Text, "table": Table, "picture": Picture, "audio": Audio, "missing": Missing}
_NAMES = {kind: name for name, kind in KINDS.items()}


def table_of(printed: rich.table.Table) -> Table:
    """A table as it is printed on a terminal."""
    columns = printed.columns
    return Table(
        str(printed.title or ""),
        tuple(str(column.header) for column in columns),
        tuple(column.justify == "right" for column in columns),
        tuple(zip(*([_cell(cell) for cell in column.cells] for column in columns), strict=True)),
        tuple(i for i, row in enumerate(printed.rows[:-1]) if row.end_section),
    )


def _cell(printed: object) -> str:
    """Several figures in one cell stand apart by spaces on a terminal."""
    return re.sub(" {2,}", " · ", str(printed).strip())


def files_of(block: Block) -> tuple[str, ...]:
    """The files that a block shows."""
    if isinstance(block, Picture):
        return (block.file,)
    return (block.sound, block.notes) if isinstance(block, Audio) else ()


def save(folder: Path, blocks: Sequence[Block]) -> None:
    """Write what a step gave; ``UserError`` if it cannot be written."""
    write_text(folder / FILE_NAME, json.dumps([{"kind": _NAMES[type(b)], **to_dict(b)} for b in blocks], indent=1))


def load(folder: Path) -> list[Block]:
    """What a step gave.

    Raises:
        UserError: the file is not there or torn.
    """
    path = folder / FILE_NAME
    try:
        return [from_dict(KINDS[content.pop("kind")], content) for content in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"{path} is not what a step of a reproduction leaves; remove it, and it is made again."
        ) from error
