"""Files that are either whole or not there, and where a person's own lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import platformdirs

from lc_common.errors import UserError

REMEDY = "free some space or choose another folder"

NAME = "latent-constraints-studio"
"""What the program is called among a person's files."""


def kept_by_the_person() -> Path:
    """The folder of what a person makes with the programs and never sees as files: models, presets, likes."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


@contextmanager
def replacing(path: Path, *, sync: bool = False, shared: bool = False, remedy: str = REMEDY) -> Iterator[BinaryIO]:
    """A file to write to that takes ``path``'s place when the block ends well; until then what is there stays whole.

    Args:
        sync: wait until the disk has it, so that it outlasts a crash of the system.
        shared: several processes may write this path at once.
        remedy: what the person can do if it cannot be written.

    Raises:
        UserError: the folder is not there or cannot be written to, or the disk is full.
    """
    own = f".{os.getpid()}" if shared else ""
    temporary = path.with_name(f"{path.name}{own}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file
            if sync:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise unwritten(path, error, remedy) from error
    finally:
        # On a full disk the half-written file is what fills it.
        with suppress(OSError):
            temporary.unlink()


def legible(name: str) -> str:
    """A file's name as text: bytes that are not UTF-8 become replacement characters."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, making the folder, so that it outlasts a crash of the system; else as ``replacing``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(path, error) from error
    with replacing(path, sync=True) as file:
        file.write(text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a small file as ``replacing`` does."""
    with replacing(path) as file:
        file.write(content)


def unwritten(path: Path, error: OSError, remedy: str = REMEDY) -> UserError:
    """What to tell the person when a file cannot be written."""
    return UserError(f"Cannot write {path}: {error.strerror or error}; {remedy}.")
