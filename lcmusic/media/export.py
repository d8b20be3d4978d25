"""A melody as files beside each other: MIDI, a picture and sound. Another format is one more row of ``EXPORTS``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lc_common.errors import UserError
from lcmusic.media import render, sound
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody


@dataclass(frozen=True)
class Details:
    """What files say beside the notes.

    Attributes:
        name: of the files, without a suffix.
        tempo: beats per minute.
        program: General MIDI, 0..127.
        out_of_scale: pitch classes that the picture marks.
        panels: what the picture shows in place of the melody alone, as ``lcmusic.media.render.piano_roll`` takes it.
        voice: of the sound, one of ``lcmusic.media.sound.VOICES``.
    """

    name: str
    tempo: float = 120.0
    program: int = 0
    out_of_scale: Collection[int] = ()
    panels: Sequence[tuple[str, Melody]] = ()
    voice: str = sound.DEFAULT_VOICE


Export = Callable[[Melody, Path, Details], None]


def _midi(melody: Melody, path: Path, details: Details) -> None:
    write_melody(path, melody, tempo=details.tempo, program=details.program, name=details.name)


def _picture(melody: Melody, path: Path, details: Details) -> None:
    render.piano_roll(details.panels or melody, path, out_of_scale=details.out_of_scale, title=details.name)


def _sound(melody: Melody, path: Path, details: Details) -> None:
    sound.wav(melody, path, tempo=details.tempo, voice=details.voice)


EXPORTS: Mapping[str, Export] = {".mid": _midi, ".png": _picture, ".wav": _sound}
"""What is written of a melody, by suffix."""


def write(melody: Melody, folder: Path, details: Details, exports: Mapping[str, Export] = EXPORTS) -> list[Path]:
    """Write a melody into ``folder`` in every format of ``exports``; the folder is made if it is not there.

    Raises:
        UserError: the folder cannot be made or written to, or the disk is full.
    """
    make_folder(folder)
    paths = [folder / f"{details.name}{suffix}" for suffix in exports]
    for path, export in zip(paths, exports.values(), strict=True):
        export(melody, path, details)
    return paths


def make_folder(folder: Path) -> None:
    """Make a folder for output; ``UserError`` if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {folder}: {error.strerror}; choose another one.") from error
