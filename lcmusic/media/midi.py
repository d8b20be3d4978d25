"""MIDI files in and out: ``read_clip`` gives one melody with its tempo and instrument, what a user hands in;
``write_melody`` and ``write_notes`` under it write one.

``lcmusic.media.smf`` reads the bytes, ``lcmusic.media.voices`` lays the notes on the grid, and
``lcmusic.media.tracks`` writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lc_common.errors import UserError
from lcmusic.media.parts import part_called
from lcmusic.media.place import Place
from lcmusic.media.smf import MAX_BYTES, Song, read_song
from lcmusic.media.tracks import DEFAULT_TEMPO, TICKS_PER_BEAT, Signs, TimedNote, Track, write_tracks
from lcmusic.media.voices import Voice, bar_at, voices, why_none
from lcmusic.music.melody import BARS, PITCHES, REST, STEPS_PER_BAR, STEPS_PER_BEAT, Melody

SUFFIXES = (".mid", ".midi", ".kar", ".rmi", ".smf")
"""Of MIDI files, in lower case."""
TEMPOS = (10.0, 1000.0)
"""Beats per minute that music has; a file that says another is read at the default."""


@dataclass(frozen=True)
class Clip:
    """What ``read_clip`` finds in a file.

    Attributes:
        melody: the voice.
        tempo: beats per minute that hold for most of it.
        program: General MIDI program of the voice, 0..127.
        name: the voice's track name, possibly empty.
        remarks: sentences for a person: what was chosen, left out or put right.
        place: where in the file it lies; None where it is of none.
    """

    melody: Melody
    tempo: float
    program: int
    name: str
    remarks: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


def open_song(path: Path) -> Song:
    """Read a MIDI file; ``UserError`` if there is none or it cannot be read as ``read_song`` says."""
    try:
        # One byte more than is allowed is enough to know.
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}; give a MIDI file.") from error
    return read_song(data, str(path))


def read_clip(path: Path, bars: int | None = None, track: str | None = None) -> Clip:
    """The melody of a user's file: its most melodic part, in the stretch of 4/4 where that has the most notes.

    Args:
        path: a MIDI file, format 0 or 1.
        bars: how many bars the melody is to have, from the stretch's first; rests are added or bars cut off. With the
            number of bars that was written, reading gives back exactly what ``write_melody`` was given, if it has a
            note: a file does not say how many bars of rest follow its last note. None for the bars that sound: from
            that of the first note to that of the last; a bar that holds less than a beat of a note's end is none, and
            of windows of 16 bars those without a note are left out, but for the one in which a note goes on that began
            in the window before.
        track: another part, by number or name (``lcmusic.media.parts.part_called``).

    Raises:
        UserError: a file that cannot be read, has no such track, or has no note in 4/4.
    """
    return clip_of(open_song(path), bars, track)


def clip_of(song: Song, bars: int | None = None, track: str | None = None) -> Clip:
    """The melody of a file that is read already; else as ``read_clip``."""
    only = None if track is None else part_called(song, track)
    # The first of the best: parts are in file order, stretches in order of time.
    voice = max(voices(song, only), key=lambda v: (v.melodic, np.count_nonzero(v.symbols_t < PITCHES)), default=None)
    if voice is None:
        raise UserError(f"{song.name} {why_none(song, only)}")
    part = song.parts[voice.part]
    remarks = [f"Repaired: {'; '.join(song.repairs)}."] if song.repairs else []
    if len(song.parts) > 1:
        called = f" ({part.name})" if part.name else ""
        remarks.append(f"Took track {voice.part + 1}{called} of {len(song.parts)}.")
    stretches = sum(1 for _ in voices(song, voice.part))
    if stretches > 1:
        first = bar_at(song, voice.origin)
        remarks.append(f"Took the longest of {stretches} stretches of 4/4, from bar {first}.")
    tempo = _tempo(song, voice)
    if not TEMPOS[0] <= tempo <= TEMPOS[1]:
        remarks.append(f"A tempo of {tempo:,.0f} is none; read as {DEFAULT_TEMPO:.0f}.")
        tempo = DEFAULT_TEMPO
    bars_k = np.arange(voice.symbols_t.size // STEPS_PER_BAR)
    if bars is None:
        bars_k, silent = _sounding(voice.symbols_t)
        symbols_t = voice.symbols_t.reshape(-1, STEPS_PER_BAR)[bars_k].ravel()
        remarks += [f"Left out {silent:,} silent {'bar' if silent == 1 else 'bars'}."] if silent else []
    else:
        rests_t = np.full(max(0, bars * STEPS_PER_BAR - voice.symbols_t.size), REST, np.uint8)
        symbols_t = np.append(voice.symbols_t[: bars * STEPS_PER_BAR], rests_t)
    melody, place = Melody(symbols_t), Place(part, song.tpq, voice.origin, bars_k[:bars])
    return Clip(melody, tempo, part.program, part.name, (*remarks, *place.unused(song, melody)), place)


def write_melody(
    path: Path,
    melody: Melody,
    *,
    tempo: float = DEFAULT_TEMPO,
    program: int = 0,
    name: str = "melody",
    velocity: int = 80,
) -> None:
    """Write a melody as a MIDI file of one track that ends with the melody's last bar; see ``write_notes``."""
    step = TICKS_PER_BEAT // STEPS_PER_BEAT
    notes = [TimedNote(note.start * step, note.end * step, note.pitch, velocity) for note in melody.notes()]
    write_notes(path, notes, length=len(melody) * step, tempo=tempo, program=program, name=name)


def write_notes(
    path: Path,
    notes: Iterable[TimedNote],
    *,
    length: int,
    tempo: float = DEFAULT_TEMPO,
    changes: Iterable[tuple[int, float]] = (),
    program: int = 0,
    name: str = "melody",
) -> None:
    """Write notes as a MIDI file (format 0, 4/4, 480 ticks a beat, channel 1); an old file stays whole until then.

    Args:
        path: the file to write; its folder exists.
        notes: in any order; where one ends as another starts, the end is written first.
        length: ticks to the end of the track.
        tempo: beats per minute, 4 or more.
        changes: later tempos as (tick, beats per minute); what lies behind ``length`` is left out.
        program: General MIDI program, 0..127.
        name: of the track.

    Raises:
        UserError: the folder cannot be written, or the disk is full.
        ValueError: a number that MIDI cannot hold.
    """
    write_tracks(path, [Track(list(notes), name, program)], length, Signs(tempo, changes))


def _sounding(symbols_t: np.ndarray) -> tuple[np.ndarray, int]:
    """Which bars sound, as ``read_clip`` says, and how many before the last were left out."""
    bars_kt = symbols_t.reshape(-1, STEPS_PER_BAR)
    onset_k = np.any(bars_kt < PITCHES, axis=1)
    heard_k = onset_k | ((bars_kt != REST).sum(axis=1) >= STEPS_PER_BEAT)
    first, last = int(onset_k.argmax()), int(np.flatnonzero(heard_k)[-1]) + 1
    kept_k, began = np.zeros(len(bars_kt), bool), False
    for start in range(first, last, BARS):
        window = slice(start, min(start + BARS, last))
        kept_k[window] = onset_k[window].any() or (began and heard_k[window].any())
        began = bool(onset_k[window].any())
    return np.flatnonzero(kept_k), last - int(kept_k.sum())


def _tempo(song: Song, voice: Voice) -> float:
    """The median over the beats between the voice's first note and its last."""
    onsets = np.flatnonzero(voice.symbols_t < PITCHES) * song.tpq // STEPS_PER_BEAT + voice.origin
    first, last = onsets[0], onsets[-1] + 1
    tick_n = np.array([0, *(tick for tick, _ in song.tempos), last], np.int64)
    length_n = np.diff(np.clip(tick_n, first, last))
    tempo_n = np.array([DEFAULT_TEMPO, *(60e6 / max(micros, 1) for _, micros in song.tempos)])
    order = np.argsort(tempo_n, kind="stable")
    passed = np.cumsum(length_n[order])
    return float(tempo_n[order][np.searchsorted(2 * passed, passed[-1])])
