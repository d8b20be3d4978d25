"""The report of a reproduction: one HTML file that holds all that it shows, or Markdown with its pictures beside it."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from lc_common.config import to_dict
from lc_common.files import unwritten, write_text
from lc_common.reproduce.blocks import Audio, Block, Missing, Picture, files_of
from lc_common.reproduce.engine import Result, said
from lc_common.reproduce.steps import folder_of

TYPES = {".png": "image/png", ".wav": "audio/wav", ".mid": "audio/midi"}


@dataclass(frozen=True)
class About:
    """What stands above the results.

    Attributes:
        title: of the report.
        lead: what was reproduced, and how to read it.
        facts: such as machine and budget, by what they are called.
    """

    title: str
    lead: str
    facts: Mapping[str, str]


def missing(results: Sequence[Result]) -> list[tuple[str, str]]:
    """All that is not there, and why."""
    found = []
    for result in results:
        if result.why:
            found.append((result.step.name, result.why))
        found += [(block.what, block.why) for block in result.blocks if isinstance(block, Missing)]
    return found


def write_html(path: Path, about: About, results: Sequence[Result], root: Path, *, originals: bool = True) -> None:
    """Write the report as one file without anything beside it; ``UserError`` if it cannot be written.

    Args:
        root: folder of the reproduction.
        originals: whether images of the data set itself are in it.
    """
    write_text(path, _rendered("report.html", about, results, root, originals, _inlined))


def write_markdown(path: Path, about: About, results: Sequence[Result], root: Path) -> None:
    """Write the report as Markdown, its files in a folder of its name beside it; none shows images of the data set
    itself, and sound is MIDI alone. ``UserError`` if it cannot be written."""
    beside = path.with_suffix("")

    def copied(file: Path) -> str:
        if file.suffix == ".wav":
            return ""
        target = beside / f"{file.parent.name}-{file.name}"
        try:
            beside.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        except OSError as error:
            raise unwritten(target, error) from error
        return f"{beside.name}/{target.name}"

    write_text(path, _rendered("report.md", about, results, root, False, copied))


def _rendered(template: str, about: About, results: Sequence[Result], root: Path, originals: bool, place: Any) -> str:
    environment = Environment(
        loader=PackageLoader("lc_common.reproduce", "templates"), autoescape=template.endswith(".html"),
        trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
    )  # fmt: skip
    sections = [(result, _shown(result, folder_of(root, result.step.name), originals, place)) for result in results]
    sections = [section for section in sections if section[1]]
    return environment.get_template(template).render(
        about=about,
        missing=missing(results),
        sections=sorted(sections, key=lambda section: section[0].step.appendix),
        results=results,
        said=said,
        anchor=lambda name: folder_of(Path(), name).name,
        shows_originals=any(getattr(b, "originals", False) for result in results for b in result.blocks),
        originals=originals,
    )


def _shown(result: Result, folder: Path, originals: bool, place: Any) -> list[dict[str, Any]]:
    """The blocks of a step as the templates read them, their files put where the report finds them."""
    return [_plain(block, folder, place) for block in result.blocks if originals or not _original(block)]


def _original(block: Block) -> bool:
    return isinstance(block, Picture) and block.originals


def _plain(block: Block, folder: Path, place: Any) -> dict[str, Any]:
    placed = {name: place(folder / name) for name in files_of(block)}
    plain = {"kind": type(block).__name__.lower(), **to_dict(block)}
    if isinstance(block, Picture):
        plain["file"] = placed[block.file]
    if isinstance(block, Audio):
        plain |= {"sound": placed[block.sound], "notes": placed[block.notes], "name": Path(block.notes).name}
    return plain


def _inlined(file: Path) -> str:
    try:
        content = base64.b64encode(file.read_bytes()).decode()
    except OSError as error:
        raise unwritten(file, error, "the same command makes it again") from error
    return f"data:{TYPES[file.suffix]};base64,{content}"
