"""The clips that commands are given: which track of the file, what was read of it, and what results are called."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lcmusic.cli.options import console

if TYPE_CHECKING:
    from lcmusic.media.midi import Clip

LONGEST_STEM = 200
"""Bytes: file systems take 255, and something is added at the end."""

Track = Annotated[
    str | None, typer.Option("--track", help="The track, by number or name; the most melodic one if left out.")
]
ListTracks = Annotated[bool, typer.Option("--list-tracks", help="Show the tracks of the file and stop.")]


def read(path: Path, track: str | None = None) -> Clip:
    """``read_clip``; what was chosen, left out or put right is said."""
    from lcmusic.media.midi import read_clip

    clip = read_clip(path, track=track)
    for remark in clip.remarks:
        console.print(f"{path.name}: {remark}", highlight=False, soft_wrap=True)
    return clip


def say_what_is_left_out(path: Path, clip: Clip, bars: int) -> None:
    """Say so where only the first bars of a clip are used."""
    if clip.melody.bars > bars:
        sentence = f"{path.name}: Took the first {bars} of {clip.melody.bars} bars."
        console.print(sentence, highlight=False, soft_wrap=True)


def stem(path: Path) -> str:
    """What files made of this one begin with: its name without the suffix, ``shortened``."""
    return shortened(path.stem)


def shortened(text: str) -> str:
    """The beginning of a file's name, cut where it is very long."""
    name = os.fsencode(text)
    return text if len(name) <= LONGEST_STEM else name[:LONGEST_STEM].decode("utf-8", "ignore")


def show_tracks(path: Path) -> None:
    """Print the tracks of a file as ``--track`` knows them."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from lcmusic.media.midi import open_song
    from lcmusic.media.parts import lines_of, melodicness
    from lcmusic.music.pitches import note_name

    song = open_song(path)
    table = Table("track", "name", "channel", "program", "notes", "pitches", "melodic", box=SIMPLE_HEAD)
    for number, (part, melodic) in enumerate(zip(song.parts, melodicness(song, lines_of(song)), strict=True), 1):
        pitches = f"{note_name(int(part.pitch_n.min()))} to {note_name(int(part.pitch_n.max()))}"
        likely = "percussion" if part.drums else f"{melodic:.2f}"
        notes, program = f"{part.start_n.size:,}", f"{part.program + 1}"
        table.add_row(f"{number}", part.name, f"{part.channel + 1}", program, notes, pitches, likely)
    console.print(table)
