"""What was heard, as a MIDI file: the notes of the voice that plays, the key, the chords and the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from lcmusic.live.expression import Expression
from lcmusic.live.grid import TICKS_PER_BAR, TICKS_PER_BEAT, TICKS_PER_STEP
from lcmusic.live.protocol import Role
from lcmusic.live.voice import performed
from lcmusic.media.tracks import Signs, TimedNote, Track, write_tracks
from lcmusic.music.chords import Progression
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.music.scales import key_signature

ACCOMPANIMENT: Mapping[Role, tuple[str, int]] = {"chords": ("Chords", 2), "bass": ("Bass", 3)}
"""Of what accompanies a melody in a file: the track's name and the channel."""


@dataclass(frozen=True)
class Piece:
    """A melody as it goes into a file.

    Attributes:
        melody: gives the length; the notes are ``notes``.
        notes: as ``sent_notes`` makes them, by what they are part of.
        name: of its track.
        knobs: say its key and chords.
        data: of its track, as ``lcmusic.media.tracks.Track`` has it.
    """

    melody: Melody
    notes: Mapping[Role, Sequence[TimedNote]]
    name: str
    knobs: Knobs
    data: bytes = b""


def sent_notes(
    melody: Melody, expression: Expression, tempo: float, plain: bool = False, chords: Progression | None = None
) -> dict[Role, list[TimedNote]]:
    """The notes that a melody is heard as: what the player sends when it plays it once, tick for tick.

    Args:
        melody: 128 bars at most.
        expression: how it is played.
        tempo: beats per minute.
        plain: on the grid, whole and all as loud, whatever swing, gate, accents and chance are.
        chords: that go round under it; they are played where the expression has a channel for them.

    Returns:
        The notes by what they are part of; ``melody`` is always there.
    """
    if plain:
        expression = replace(expression, swing=0.5, gate=1.0, accent="flat", humanise=0)
    notes: dict[Role, list[TimedNote]] = {"melody": []}
    for note in performed(melody.symbols_t, expression, tempo, chords.voiced() if chords else ()):
        notes.setdefault(note.role, []).append(TimedNote(note.start, note.end, note.pitch, note.velocity))
    return notes


def write_pieces(path: Path, pieces: Sequence[Piece], tempo: float, expression: Expression | None = None) -> None:
    """Write melodies one after another, each on a track of its own, and what accompanies them on tracks behind.

    Several begin at markers with their names. Chords and bass are on the channels of ``expression``, if it has some,
    and all parts have its programs.

    Raises:
        UserError: the folder cannot be written, or the disk is full.
    """
    expression = expression or Expression()
    lengths = [len(piece.melody) * TICKS_PER_STEP for piece in pieces]
    starts = list(accumulate(lengths, initial=0))
    tracks, keys, markers = [], [], []
    others: dict[Role, list[TimedNote]] = {role: [] for role in ACCOMPANIMENT}
    for piece, start in zip(pieces, starts, strict=False):
        melody = _moved(piece.notes["melody"], start)
        tracks.append(Track(melody, piece.name, program_of(expression, "melody"), data=piece.data))
        for role, notes in others.items():
            notes += _moved(piece.notes.get(role, ()), start)
        if key := key_signature(piece.knobs.root, piece.knobs.scale):
            keys.append((start, key))
        if len(pieces) > 1:
            markers.append((start, piece.name))
        if piece.knobs.progression:
            markers += chord_markers(piece.knobs.progression, piece.melody.bars, start)
    own = {"chords": expression.chord_channel, "bass": expression.bass_channel}
    for role, notes in others.items():
        if notes:
            name, channel = ACCOMPANIMENT[role]
            tracks.append(Track(notes, name, program_of(expression, role), own[role] or channel))
    write_tracks(path, tracks, starts[-1], Signs(tempo, keys=keys, markers=markers))


def program_of(expression: Expression, role: Role) -> int | None:
    """The program of a part as ``Track`` has it."""
    programs = {"melody": expression.program, "chords": expression.chord_program, "bass": expression.bass_program}
    program = programs[role]
    return None if program is None else program - 1


def _moved(notes: Iterable[TimedNote], by: int) -> list[TimedNote]:
    return [TimedNote(note.start + by, note.end + by, note.pitch, note.velocity) for note in notes]


def chord_markers(progression: Progression, bars: int, start: int = 0) -> list[tuple[int, str]]:
    """Where each chord of some bars begins, in ticks, and its name; ``start`` is the tick of the first bar."""
    markers, before = [], None
    for bar in range(bars):
        for beat, chord in enumerate(progression.bar(bar)):
            if chord != before:
                markers.append((start + bar * TICKS_PER_BAR + beat * TICKS_PER_BEAT, str(chord)))
            before = chord
    return markers
