"""The commands that print and draw figures of the paper, mounted by ``lcvision.cli``."""

from __future__ import annotations

import typer


def register(evaluate_app: typer.Typer) -> None:
    """Mount the commands of this module."""
