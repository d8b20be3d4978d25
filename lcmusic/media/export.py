"""A melody as files beside each other: MIDI, a picture and sound. Another format is one more row of ``EXPORTS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lc_common.errors import UserError
from lcmusic.media import render
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody


@dataclass(frozen=True)
class Details:
    """What a file says beside the notes: a name, beats per minute, a General MIDI program 0..127."""

    name: str
    tempo: float = 120.0
    program: int = 0


def _midi(melody: Melody, path: Path, details: Details) -> None:
    write_melody(path, melody, tempo=details.tempo, program=details.program, name=details.name)


def _picture(melody: Melody, path: Path, details: Details) -> None:
    render.piano_roll(melody, path, title=details.name)


def _sound(melody: Melody, path: Path, details: Details) -> None:
    render.wav(melody, path, tempo=details.tempo)


EXPORTS: dict[str, Callable[[Melody, Path, Details], None]] = {".mid": _midi, ".png": _picture, ".wav": _sound}
"""What is written of a melody, by suffix."""


def write(melody: Melody, folder: Path, name: str, *, tempo: float = 120.0, program: int = 0) -> list[Path]:
    """Write a melody into ``folder`` in every format of ``EXPORTS``; the folder is made if it is not there.

    Raises:
        UserError: the folder cannot be made or written to, or the disk is full.
    """
    make_folder(folder)
    paths = []
    for suffix, export in EXPORTS.items():
        paths.append(folder / f"{name}{suffix}")
        export(melody, paths[-1], Details(name, tempo, program))
    return paths


def make_folder(folder: Path) -> None:
    """Make a folder for output; ``UserError`` if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {folder}: {error.strerror}; choose another one.") from error
