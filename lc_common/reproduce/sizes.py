"""How large weights are."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from lc_common import checkpoint
from lc_common.reproduce.blocks import Table


def size_table(files: Mapping[str, Path]) -> Table:
    """Numbers and megabytes of weights files, by what they are called; ``UserError`` if one is torn."""
    rows = []
    for name, path in files.items():
        numbers = sum(tensor.numel() for tensor in checkpoint.load(path)[0].values())
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        rows.append((name, f"{numbers:,}", f"{path.stat().st_size / 1e6:.2f} MB", digest))
    return Table("Weights", ("model", "numbers", "size", "SHA-256 begins"), (False, True, True, False), tuple(rows))
