"""Small text files that are either whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

from lc_common.errors import UserError


def write_text(path: Path, text: str) -> None:
    """Write UTF-8, making the folder; a file that is there stays whole until the new one is.

    Raises:
        UserError: the folder cannot be made or written to, or the disk is full.
    """
    temporary = path.with_name(path.name + ".tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        # On a full disk the half-written file is what fills it.
        if temporary.is_file():
            temporary.unlink()
        raise UserError(f"Cannot write {path}: {error.strerror}; free some space or choose another folder.") from error
