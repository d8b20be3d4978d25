"""Where the command lines write to."""

from __future__ import annotations

import os
import sys

from rich.console import Console

TABLE_WIDTH = 160


def output() -> Console:
    """Standard output: as wide as its terminal, and in a file or a pipe wide enough for a table of figures."""
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if known else TABLE_WIDTH)
