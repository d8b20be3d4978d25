"""MIDI files and other clips on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from gui.melody.state.setting import Clip
from lc_common.errors import UserError
from lcmusic.media import render
from lcmusic.media.midi import read_clip, write_melody
from lcmusic.music.melody import BARS, STEPS, Melody


def read_melody(path: Path) -> tuple[Melody, tuple[str, ...]]:
    """The first 16 bars of a MIDI file, and sentences on how it was read; a shorter melody is heard again and again.

    Raises:
        UserError: it is not a MIDI file, or has no melody in 4/4.
    """
    clip = read_clip(path)
    remarks = clip.remarks
    if clip.melody.bars > BARS:
        remarks += (f"The first {BARS} of {clip.melody.bars} bars were taken.",)
    return Melody(np.resize(clip.melody.symbols_t, STEPS)), remarks


def export(clip: Clip, path: Path, tempo: float) -> None:
    """Write a clip as its suffix says.

    Raises:
        UserError: another suffix, or the file cannot be written.
    """
    match path.suffix.lower():
        case ".mid" | ".midi":
            write_melody(path, clip.melody, tempo=tempo, name=clip.name)
        case ".wav":
            render.wav(clip.melody, path, tempo=tempo)
        case ".png":
            allowed = clip.knobs.allowed
            barred = None if allowed is None else set(range(12)) - allowed
            render.piano_roll(clip.melody, path, out_of_scale=barred, title=clip.name)
        case _:
            raise UserError(f"{path.name}: choose a name that ends in .mid, .wav or .png.")
