"""Following a training log while it is written."""

from __future__ import annotations

import json
from pathlib import Path


class Tail:
    """The records of a JSON-lines log as they come; a line that is still being written waits for its end.

    A resumed run writes its log anew (see ``lc_common.runlog``): then all of it is read again.

    Attributes:
        records: all so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records: list[dict[str, float | None]] = []
        self._file, self._read = 0, 0

    def poll(self) -> bool:
        """Read what is new; whether there was anything."""
        try:
            with self.path.open("rb") as file:
                number, size = _identity(self.path)
                begins_anew = number != self._file or size < self._read
                if begins_anew:
                    self._file, self._read, self.records = number, 0, []
                file.seek(self._read)
                content = file.read()
        except OSError:
            return False  # not there yet
        content = content[: content.rfind(b"\n") + 1]
        self._read += len(content)
        fresh = [record for line in content.splitlines() if (record := _record(line))]
        self.records += fresh
        return bool(fresh) or begins_anew


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_size


def _record(line: bytes) -> dict[str, float | None] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) and "step" in record else None
