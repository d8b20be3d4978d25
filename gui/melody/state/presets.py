"""Presets: knobs under a name. Twenty come with the studio; a person's own are files in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from gui.melody.state.offers import key_name
from gui.melody.state.setting import Setting
from gui.shared.state.sentence import sentence
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.files import unwritten, write_text
from lcmusic.music.locked import NOTHING
from lcmusic.music.rows import Shown
from lcmusic.music.scales import ROOTS
from lcmusic.perform.table import TABLE

FORMAT, VERSION = "lcstudio.preset", 1
FACTORY = Path(__file__).parent / "factory.json"
LONGEST = 40
"""Letters of a name."""


@dataclass(frozen=True)
class Preset:
    """Knobs under a name.

    Attributes:
        name: for people.
        setting: its knobs, plan and expression; the idea and its bars are no one's.
        tags: words that it is found by, too.
        path: its file; None for one that comes with the studio, which cannot be changed.
    """

    name: str
    setting: Setting
    tags: tuple[str, ...] = ()
    path: Path | None = None

    def __post_init__(self) -> None:
        if not self.name or self.name != self.name.strip() or len(self.name) > LONGEST or not self.name.isprintable():
            raise UserError(
                sentence(
                    "{name!r} is no name for a preset; give it one of 1 to {most} letters.",
                    name=self.name,
                    most=LONGEST,
                )
            )

    @property
    def words(self) -> tuple[str, ...]:
        """That it is found by beside its name: its tags, and whose it is."""
        return ("yours", *self.tags) if self.path else self.tags

    def matches(self, text: str) -> bool:
        """Whether every word of a text is in its name or tags."""
        found = " ".join((self.name, *self.words)).casefold()
        return all(word in found for word in text.casefold().split())


def described(setting: Setting) -> list[str]:
    """What a preset asks for, as one says it: the key, and each knob that is not as it is by itself."""
    knobs = setting.knobs
    said: list[str] = [key_name(knobs.root, knobs.scale) if knobs.scale else sentence("any notes")]
    if knobs.pitch_classes is not None:
        said = [" ".join(ROOTS[pitch] for pitch in knobs.pitch_classes)]
    said += [sentence("chords {chords}", chords=knobs.chords)] if knobs.chords else []
    for row in TABLE.values():
        if row.shown and row.part != "tempo" and (value := setting.value(row.name)) != row.default:
            label = sentence(row.shown.label.lower())
            text = _text(row.shown, value)
            said.append(label if value is True else sentence("{knob} {value}", knob=label, value=text))
    return said


def _text(shown: Shown, value: Any) -> str:
    if value is False or value is None:
        return sentence(shown.absent if value is None else "off")
    if not shown.unit:
        return shown.text(value)
    return sentence("{number} {unit}", number=replace(shown, unit="").text(value), unit=sentence(shown.unit))


def write_preset(path: Path, preset: Preset) -> None:
    """Write a preset as JSON, without the idea and its bars; ``UserError`` if that fails."""
    without = to_dict(replace(preset.setting, idea=(), tune=(), locked=NOTHING))
    head = {"format": f"{FORMAT}/{VERSION}", "name": preset.name, "tags": list(preset.tags)}
    write_text(path, json.dumps(head | without, indent=2))


def read_preset(path: Path) -> Preset:
    """What ``write_preset`` wrote; one without a name has its file's.

    Raises:
        UserError: the file cannot be read, is not a preset or one of a later version, or holds a value out of range.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise UserError(f"{path} is not a preset; choose a file that the studio saved.") from error
    kind, _, version = str(content.pop("format", "") if isinstance(content, dict) else "").partition("/")
    if kind != FORMAT or not version.isdecimal():
        raise UserError(f"{path} is not a preset; choose a file that the studio saved.")
    if int(version) > VERSION:
        raise UserError(f"{path} is a preset of a later version ({kind}/{version}); update the studio to use it.")
    try:
        return _made({"name": path.stem[:LONGEST].strip() or "preset"} | content, path)
    except UserError as error:
        raise UserError(f"{path}: {error}") from error


@cache
def factory() -> tuple[Preset, ...]:
    """The presets that come with the studio."""
    return tuple(_made(row) for row in json.loads(FACTORY.read_text(encoding="utf-8")))


def _made(row: dict[str, Any], path: Path | None = None) -> Preset:
    name, tags = row.pop("name"), row.pop("tags", [])
    if not isinstance(name, str) or not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise UserError("The name of a preset must be a text, and its tags a list of texts.")
    return Preset(name, from_dict(Setting, row), tuple(tags), path)


class Shelf:
    """All presets, a person's own first.

    Args:
        folder: of a person's own; it is made when the first is saved.

    Attributes:
        own: a person's, by name.
        problem: a sentence if files of the folder could not be read; empty if all could.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._deleted: list[Preset] = []
        self.own: list[Preset] = []
        self.problem = ""

    def read(self) -> None:
        """Look into the folder; a file that cannot be read is left out, and the others are there."""
        own, problems = [], []
        for path in sorted(self._folder.glob("*.json")):
            try:
                own.append(read_preset(path))
            except UserError as problem:
                problems.append(str(problem))
        self.own = sorted(own, key=lambda preset: preset.name.casefold())
        more = f" So it is with {len(problems) - 1} more in that folder." if len(problems) > 1 else ""
        self.problem = problems[0] + more if problems else ""

    def found(self, text: str) -> list[Preset]:
        """The presets that match a text, a person's own first."""
        return [preset for preset in (*self.own, *factory()) if preset.matches(text)]

    def save(self, name: str, tags: Iterable[str], setting: Setting) -> Preset:
        """Keep knobs under a name; ``UserError`` if there is a preset of that name, or it cannot be written."""
        preset = Preset(name, setting, tuple(tags))
        self._need_free(name)
        return self._write(replace(preset, path=self._free_path(name)))

    def rename(self, preset: Preset, name: str, tags: Iterable[str]) -> Preset:
        """Call one of a person's own otherwise; errors as ``save``."""
        renamed = replace(preset, name=name, tags=tuple(tags))
        self._need_free(name, but=preset)
        return self._write(renamed)

    def delete(self, preset: Preset) -> None:
        """Take one of a person's own away; ``bring_back`` undoes it. ``UserError`` if its file cannot be removed."""
        assert preset.path is not None  # it is a person's own
        try:
            preset.path.unlink(missing_ok=True)
        except OSError as error:
            raise unwritten(preset.path, error) from error
        self._deleted.append(preset)
        self.read()

    @property
    def deleted(self) -> Preset | None:
        """The last one that was deleted, and not brought back."""
        return self._deleted[-1] if self._deleted else None

    def bring_back(self) -> Preset | None:
        """Undo the last ``delete``; None if there is none. Errors as ``save``."""
        if not self._deleted:
            return None
        preset = self._deleted[-1]
        self._need_free(preset.name)
        taken = preset.path is None or preset.path.exists()
        back = self._write(replace(preset, path=self._free_path(preset.name)) if taken else preset)
        self._deleted.pop()
        return back

    def _write(self, preset: Preset) -> Preset:
        assert preset.path is not None  # it is a person's own
        write_preset(preset.path, preset)
        self.read()
        return next(own for own in self.own if own.path == preset.path)

    def _need_free(self, name: str, but: Preset | None = None) -> None:
        for preset in (*self.own, *factory()):
            if preset != but and preset.name.casefold() == name.casefold():
                raise UserError(sentence("There is a preset {name!r} already; choose another name.", name=preset.name))

    def _free_path(self, name: str) -> Path:
        stem = "".join(c if c.isalnum() or c in " -_" else "_" for c in name)
        numbers = ["", *(f" {n}" for n in range(2, 1000))]
        return next(path for n in numbers if not (path := self._folder / f"{stem}{n}.json").exists())
