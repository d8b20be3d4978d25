"""MIDI files and other clips on disk. A MIDI file that the studio wrote comes back as the clip that it was."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn
from zlib import crc32

from gui.melody.state.offers import Offer, chords_offer, key_name, key_offer
from gui.melody.state.setting import Clip, plain_melody
from gui.shared.state.sentence import sentence
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.live.expression import Expression
from lcmusic.live.grid import TICKS_PER_STEP
from lcmusic.media import render
from lcmusic.media.harmony import chords_of, key_of
from lcmusic.media.midi import clip_of, open_song
from lcmusic.media.smf import Song
from lcmusic.media.tracks import TimedNote
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import BARS, LENGTHS
from lcmusic.perform.sounding import write_sound
from lcmusic.perform.writing import Piece, sent_notes, write_pieces

MARK = b"\x7dlcstudio.clip/1 "
"""What a clip in a MIDI file begins with: the manufacturer's number of nobody, and our format."""


class Found(NamedTuple):
    """What a MIDI file holds.

    Attributes:
        clip: its melody, where that is as long as a clip can be; else its first 16 bars, in which a shorter one is
            heard again and again.
        whole: it is a clip of the studio's, with its idea and knobs.
        exact: the clip is as long as the file's melody.
        remarks: sentences on how it was read.
    """

    clip: Clip
    whole: bool
    remarks: tuple[str, ...]
    exact: bool = True


def read_file(path: Path) -> Found:
    """The clip that the studio wrote into a MIDI file, or else the melody that it holds.

    Raises:
        UserError: it is not a MIDI file, or has no melody in 4/4.
    """
    song = open_song(path)
    remarks: tuple[str, ...] = ()
    ours = [(track, data) for track, data in song.private if data.startswith(MARK)]
    if ours:
        try:
            clip = _unpacked(song, *ours[0])
        except UserError as problem:
            remarks = (str(problem),)
        else:
            several = sentence("The first of {clips} clips was taken.", clips=len(ours))
            return Found(clip, True, (several,) if len(ours) > 1 else ())
    read = clip_of(song)
    remarks += read.remarks
    bars, exact = read.melody.bars, read.melody.bars in LENGTHS
    if bars > BARS and not exact:
        remarks += (sentence("The first {taken} of {bars} bars were taken.", taken=BARS, bars=bars),)
    knobs = Knobs(bars=bars if exact else BARS)
    symbols = plain_melody(read.melody.looped(knobs.bars))
    return Found(Clip(path.stem, symbols, knobs=knobs, tune=symbols), False, remarks, exact)


def read_offers(path: Path) -> tuple[Offer, ...]:
    """The key of a MIDI file and the chords under its first 16 bars, where it has some; errors as ``read_file``."""
    song, name = open_song(path), path.name
    key, place = key_of(song), clip_of(song).place
    chords = chords_of(song, place, BARS) if place else None
    return (
        *([key_offer(sentence("{name} is in {key}.", name=name, key=key_name(*key)), key)] if key else []),
        *([chords_offer(name, str(chords))] if chords else []),
    )


def export(clip: Clip, path: Path, tempo: float, expression: Expression, plain: bool = False) -> None:
    """Write a clip as its suffix says; ``clip_sound`` writes sound.

    Args:
        expression: how it is played, if the clip does not say; and the channels of chords and bass.
        plain: MIDI notes lie on the grid, as ``lcmusic.perform.writing.sent_notes`` says.

    Raises:
        UserError: another suffix, or the file cannot be written.
    """
    match path.suffix.lower():
        case ".mid" | ".midi":
            write_clips([clip], path, tempo, expression, plain)
        case ".png":
            allowed = clip.knobs.allowed
            barred = None if allowed is None else set(range(12)) - allowed
            render.piano_roll(clip.melody, path, out_of_scale=barred, title=clip.name)
        case _:
            raise UserError(sentence("{name}: choose a name that ends in .mid, .wav or .png.", name=path.name))


def clip_sound(clip: Clip, path: Path, tempo: float, expression: Expression, voice: str) -> Generator[float]:
    """Write a clip as the WAV file that is heard of it, bit by bit, as ``lcmusic.perform.sounding.write_sound`` does.

    Args:
        expression: as in ``export``.
        voice: of the melody.
    """
    notes = sent_notes(clip.melody, _played(clip, expression), tempo, chords=clip.knobs.progression)
    return write_sound(path, notes, len(clip.melody) * TICKS_PER_STEP, tempo, voice)


def write_clips(clips: Iterable[Clip], path: Path, tempo: float, expression: Expression, plain: bool) -> None:
    """Write clips one after another, each on a track of its own, as they sound; else as ``export``."""
    pieces = []
    for clip in clips:
        notes = sent_notes(clip.melody, _played(clip, expression), tempo, plain, clip.knobs.progression)
        pieces.append(Piece(clip.melody, notes, clip.name, clip.knobs, _packed(clip, notes["melody"])))
    write_pieces(path, pieces, tempo, expression)


def _played(clip: Clip, expression: Expression) -> Expression:
    """How a clip is played, if it does not say so itself."""
    return clip.expression.on_channels_of(expression) if clip.expression else expression


def _packed(clip: Clip, notes: Sequence[TimedNote]) -> bytes:
    """A clip as a track of notes carries it: all of it, and what tells whether the notes were changed since."""
    content = {"notes": _check_sum(notes), "clip": to_dict(clip)}
    return MARK + json.dumps(content, separators=(",", ":")).encode()


def _unpacked(song: Song, track: int, data: bytes) -> Clip:
    """The inverse of ``_packed``; ``UserError`` if it is torn, or the notes of its track are others by now."""
    try:
        content = json.loads(data.removeprefix(MARK), parse_constant=_refused)
        clip, expected = from_dict(Clip, content["clip"]), content["notes"]
        melody = clip.melody
    except (ValueError, KeyError, TypeError, RecursionError, UserError) as error:
        raise UserError("What the studio wrote beside the notes cannot be read; the notes alone were taken.") from error
    if expected != _check_sum(_notes_of(song, track)):
        raise UserError("The notes were changed since the studio wrote them; they were taken without idea and knobs.")
    if melody.bars != clip.knobs.bars:
        raise UserError(f"The clip has {melody.bars} bars, not {clip.knobs.bars}; its notes alone were taken.")
    return clip


def _notes_of(song: Song, track: int) -> list[tuple[int, int, int]]:
    return [
        note
        for part in song.parts
        if part.track == track
        for note in zip(part.start_n.tolist(), part.end_n.tolist(), part.pitch_n.tolist(), strict=True)
    ]


def _check_sum(notes: Iterable[Sequence[int]]) -> int:
    """Of when notes start and end and which they are, from the first on, in any order."""
    ordered = sorted(tuple(note[:3]) for note in notes)
    first = ordered[0][0] if ordered else 0
    return crc32(repr([(start - first, end - first, pitch) for start, end, pitch in ordered]).encode())


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
