"""A melody as files beside each other: MIDI, a picture and sound."""

from __future__ import annotations

from pathlib import Path

from lc_common.errors import UserError
from lcmusic.media import render
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody


def write(melody: Melody, folder: Path, name: str, *, tempo: float = 120.0, program: int = 0) -> list[Path]:
    """Write ``name`` as .mid, .png and .wav into ``folder``, which is made if it is not there.

    Raises:
        UserError: the folder cannot be made or written to, or the disk is full.
    """
    make_folder(folder)
    paths = [folder / f"{name}{suffix}" for suffix in (".mid", ".png", ".wav")]
    write_melody(paths[0], melody, tempo=tempo, program=program, name=name)
    render.piano_roll(melody, paths[1], title=name)
    render.wav(melody, paths[2], tempo=tempo)
    return paths


def make_folder(folder: Path) -> None:
    """Make a folder for output; ``UserError`` if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {folder}: {error.strerror}; choose another one.") from error
