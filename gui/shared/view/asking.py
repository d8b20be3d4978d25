"""Asking a person for a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

AskFile = Callable[[QWidget, str, Path, str], Path | None]
"""Asks a person for a file: parent, title, suggested path, filter of names."""


def ask_save(parent: QWidget, title: str, suggested: Path, names: str) -> Path | None:
    """Where to save; None if the person changes their mind."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), names)
    return Path(name) if name else None


def ask_open(parent: QWidget, title: str, suggested: Path, names: str) -> Path | None:
    """What to open; None if the person changes their mind."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(suggested), names)
    return Path(name) if name else None
