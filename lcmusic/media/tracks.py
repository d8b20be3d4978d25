"""Tracks of notes as a standard MIDI file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import mido

from lc_common.files import legible, write_bytes

TICKS_PER_BEAT = 480
"""What is written; a sixteenth is 120 ticks."""
DEFAULT_TEMPO = 120.0
"""Beats per minute of a file that does not say, as the MIDI standard has it."""

Event = tuple[int, int, Any]
"""A message at a tick; at one tick the lower number comes first."""
HEAD, OFF, ON = range(3)


class TimedNote(NamedTuple):
    """A note in ticks: ``start`` inclusive, ``end`` exclusive; ``pitch`` 0..127, ``velocity`` 1..127."""

    start: int
    end: int
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Track:
    """One track of a file.

    Attributes:
        notes: in any order; where one ends as another starts, the end is written first.
        name: of the track.
        program: General MIDI program, 0..127; None says nothing of it.
        channel: 1..16.
        data: for the program that wrote it; others pass over it. It begins with a manufacturer's number.
    """

    notes: Sequence[TimedNote]
    name: str = "melody"
    program: int | None = 0
    channel: int = 1
    data: bytes = b""


@dataclass(frozen=True)
class Signs:
    """What a file says beside its notes.

    Attributes:
        tempo: beats per minute, 4 or more.
        changes: later tempos as (tick, beats per minute).
        keys: key signatures as (tick, key), such as ``Bb`` or ``F#m``.
        markers: texts as (tick, text).
    """

    tempo: float = DEFAULT_TEMPO
    changes: Iterable[tuple[int, float]] = ()
    keys: Iterable[tuple[int, str]] = ()
    markers: Iterable[tuple[int, str]] = ()


def write_tracks(path: Path, tracks: Sequence[Track], length: int, signs: Signs | None = None) -> None:
    """Write a MIDI file in 4/4, 480 ticks a beat; an old file stays whole until then.

    One track makes a file of format 0, several one of format 1 whose first track holds tempo, metre, keys and markers.

    Args:
        path: the file to write; its folder exists.
        tracks: at least one.
        length: ticks to the end of every track; signs behind it are left out.
        signs: the tempo of 120 alone if None.

    Raises:
        UserError: the folder cannot be written, or the disk is full.
        ValueError: a number that MIDI cannot hold.
    """
    head = [event for event in _head(signs or Signs()) if event[0] <= length]
    bodies = [_body(track, length) for track in tracks]
    if len(tracks) == 1:
        written = [_track([*_named(tracks[0]), *head, *bodies[0]], length)]
    else:
        parts = [_track([*_named(track), *body], length) for track, body in zip(tracks, bodies, strict=True)]
        written = [_track(head, length), *parts]
    content = io.BytesIO()
    file = mido.MidiFile(
        type=int(len(written) > 1), ticks_per_beat=TICKS_PER_BEAT, charset="utf-8", tracks=written
    )  # fmt: skip
    file.save(file=content)
    write_bytes(Path(path), content.getvalue())


def _head(signs: Signs) -> list[Event]:
    return [
        (0, HEAD, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(signs.tempo))),
        (0, HEAD, mido.MetaMessage("time_signature", numerator=4, denominator=4)),
        *((tick, HEAD, mido.MetaMessage("key_signature", key=key)) for tick, key in signs.keys),
        *((tick, HEAD, mido.MetaMessage("marker", text=legible(text))) for tick, text in signs.markers),
        *((tick, HEAD, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))) for tick, bpm in signs.changes),
    ]


def _named(track: Track) -> list[Event]:
    named = [(0, HEAD, mido.MetaMessage("track_name", name=legible(track.name)))]
    return named + ([(0, HEAD, mido.MetaMessage("sequencer_specific", data=track.data))] if track.data else [])


def _body(track: Track, length: int) -> list[Event]:
    channel = track.channel - 1
    events: list[Event] = []
    if track.program is not None:
        events.append((0, HEAD, mido.Message("program_change", program=track.program, channel=channel)))
    for start, end, pitch, velocity in track.notes:
        if not 0 <= start < end <= length:
            raise ValueError(f"a note lies inside 0..{length} ticks and lasts, got {start}..{end}")
        events.append((start, ON, mido.Message("note_on", note=pitch, velocity=velocity, channel=channel)))
        events.append((end, OFF, mido.Message("note_off", note=pitch, channel=channel)))
    return events


def _track(events: list[Event], length: int) -> mido.MidiTrack:
    track, now = mido.MidiTrack(), 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=length - now))
    return track
