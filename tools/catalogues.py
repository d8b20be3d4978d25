#!/usr/bin/env python
"""Bring the catalogues of the window's words up to date with the code, compile them, and print what is translated.

    .venv/bin/python tools/catalogues.py

Texts are the literals that go through ``tr`` or ``mark`` in the views, the rows of tables that know no Qt, and of the
pages' state whole sentences and those that ``sentence`` puts values into. A translation stays with its text; a new
text waits for one, marked unfinished.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gui.faces.state.face import ROWS  # noqa: E402
from gui.shared.state.settings import LANGUAGES, SYSTEM  # noqa: E402
from gui.shared.state.shortcuts import SHORTCUTS  # noqa: E402
from gui.shared.state.theme import PALETTES  # noqa: E402
from gui.shared.view.words import CONTEXT, ENGLISH, FOLDER  # noqa: E402
from gui.train.state.devices import DEVICES  # noqa: E402
from gui.train.state.jobs import PRESETS, Kind  # noqa: E402
from gui.train.state.library import IMAGES  # noqa: E402
from gui.train.view.fields import about, plain_name  # noqa: E402
from lcmusic.live.expression import ACCENTS  # noqa: E402
from lcmusic.live.sync import SOURCES  # noqa: E402
from lcmusic.media.sound import VOICES  # noqa: E402
from lcmusic.music.chords import PROGRESSIONS  # noqa: E402
from lcmusic.music.melody import LENGTHS  # noqa: E402
from lcmusic.music.rewards import REWARDS  # noqa: E402
from lcmusic.music.scales import SCALES  # noqa: E402
from lcmusic.perform.table import TABLE  # noqa: E402

SPEAKING = ("tr", "mark", "sentence")
TRANSLATED = [code for code in LANGUAGES if code not in (SYSTEM, ENGLISH)]


def texts() -> dict[str, str]:
    """Every text of the window, and the file that it is first found in."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "gui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text in (*(sentences(tree) if path.parent.name == "state" else ()), *spoken(tree)):
            found.setdefault(text, path.relative_to(ROOT).as_posix())
    for text in rows():
        found.setdefault(text, "tools/catalogues.py")
    return found


def spoken(tree: ast.AST) -> Iterator[str]:
    """The literals in calls of ``tr``, ``mark`` and ``sentence``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKING:
            yield from _literals(node.args[0])


def _literals(node: ast.expr) -> Iterator[str]:
    """Of an argument, whichever of its branches is taken."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_literals(node.body), *_literals(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in _literals(value))


def sentences(tree: ast.AST) -> Iterator[str]:
    """The whole sentences among the literals, without docstrings and those with values."""
    nodes = list(ast.walk(tree))
    aside = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    aside |= {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            text = node.value
            if text[:1].isupper() and text.endswith(".") and " " in text:
                yield text


def rows() -> Iterator[str]:
    """The words of the tables: knobs, scales, accents, voices, keys and what else the views show by its name."""
    for row in TABLE.values():
        if row.shown:
            yield from filter(None, (row.shown.label, row.shown.tip, row.shown.unit, row.shown.absent))
            yield row.shown.label.lower()
    yield from SCALES
    yield from (name.capitalize() for name in (*ACCENTS, *PALETTES, *PROGRESSIONS))
    yield from (voice.replace("-", " ").capitalize() for voice in VOICES)
    yield from (source.label for source in SOURCES.values())
    yield from (f"{n} bar{'' if n == 1 else 's'}" for n in LENGTHS)
    yield from (text for row in ROWS for text in (row.title, row.tip))
    yield from (*DEVICES.values(), *get_args(Kind), *IMAGES.values())
    yield from (what for presets in PRESETS.values() for what in presets.values())
    yield from (text for reward in REWARDS for text in (plain_name(reward), about(reward)))
    yield LANGUAGES[SYSTEM]
    for place, shortcuts in SHORTCUTS.items():
        yield place
        yield from (shortcut.what for shortcut in shortcuts)


def read(path: Path) -> dict[str, str]:
    """The translations of a catalogue; empty for what waits for one."""
    messages = ElementTree.parse(path).iter("message")
    return {message.findtext("source", ""): message.findtext("translation", "") for message in messages}


def write(path: Path, language: str, found: dict[str, str], known: dict[str, str]) -> None:
    """A catalogue of these texts, in Qt Linguist's format."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage=ENGLISH)
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in sorted(found, key=lambda text: (found[text], text)):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "location", filename=found[text])
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        translation.text = known.get(text, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def main() -> None:
    """Update, compile, and print the shares."""
    found = texts()
    for language in TRANSLATED:
        path = FOLDER / f"{language}.ts"
        known = read(path) if path.exists() else {}
        write(path, language, found, known)
        compiler = Path(sys.executable).with_name("pyside6-lrelease")
        subprocess.run([compiler, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)
        done = sum(bool(known.get(text)) for text in found)
        print(f"{LANGUAGES[language]}: {done} of {len(found)} texts are translated ({done / len(found):.0%})")


if __name__ == "__main__":
    main()
