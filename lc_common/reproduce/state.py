"""What of a reproduction is done, in a small file beside it: by step, a digest of its settings, and its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.files import write_text

FILE_NAME = "state.json"


@dataclass(frozen=True)
class Entry:
    """A step that was begun.

    Attributes:
        begun: digest of what it is made of; what lies in its folder is gone on with while this stays.
        done: digest of the same and of its budget, once it is done.
        seconds: that it took, all calls together.
        revision: of the program that did it.
        outputs: sizes in bytes, by path relative to the reproduction's folder.
    """

    begun: str
    done: str = ""
    seconds: float = 0.0
    revision: str = ""
    outputs: dict[str, int] = field(default_factory=dict)


class State:
    """The entries of a reproduction, in its folder; every change is written at once, whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.entries = self._read()

    def set(self, step: str, entry: Entry) -> None:
        """Remember a step; ``UserError`` if it cannot be written, and then nothing is remembered."""
        entries = self.entries | {step: entry}
        plain = {name: to_dict(each) for name, each in entries.items()}
        write_text(self.root / FILE_NAME, json.dumps({"steps": plain}, indent=1))
        self.entries = entries

    def is_done(self, step: str, digest: str) -> bool:
        """Whether a step was done as it would be now, and all of its files are there."""
        entry = self.entries.get(step)
        return entry is not None and entry.done == digest and _sizes(self.root, entry.outputs) == entry.outputs

    def _read(self) -> dict[str, Entry]:
        path = self.root / FILE_NAME
        try:
            steps = json.loads(path.read_text("utf-8"))["steps"]
            return {name: from_dict(Entry, entry) for name, entry in steps.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, UserError) as error:
            raise UserError(f"{path} is torn; remove it, and all steps are done anew.") from error


def outputs_of(root: Path, folder: Path) -> dict[str, int]:
    """The files below a step's folder, as an entry names them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.stat().st_size for path in files}


def digest_of(*parts: Any) -> str:
    """A digest of plain data."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _sizes(root: Path, outputs: Mapping[str, int]) -> dict[str, int]:
    return {name: (root / name).stat().st_size for name in outputs if (root / name).is_file()}
