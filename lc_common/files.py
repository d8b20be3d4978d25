"""Small files that are either whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

from lc_common.errors import UserError


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, making the folder, so that it outlasts a crash of the system; else as ``write_bytes``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from error
    write_bytes(path, text.encode(), sync=True)


def write_bytes(path: Path, content: bytes, *, sync: bool = False) -> None:
    """Write a file; one that is there stays whole until the new one is. ``sync`` waits until the disk has it.

    Raises:
        UserError: the folder is not there or cannot be written to, or the disk is full.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        # On a full disk the half-written file is what fills it.
        if temporary.is_file():
            temporary.unlink()
        raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> UserError:
    return UserError(f"Cannot write {path}: {error.strerror}; free some space or choose another folder.")
