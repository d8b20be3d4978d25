"""MIDI files in and out.

Reading: ``voices`` gives every monophonic 4/4 voice of a file (the corpus), ``read_clip`` one melody with its tempo and
instrument (what a user hands in); ``lcmusic.media.smf`` reads the bytes. Writing: ``write_melody``, and ``write_notes``
under it.

Time is rounded to sixteenths, half up.

Shapes: ``t`` steps of one voice, a multiple of 16; ``m`` notes of a line.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import mido
import numpy as np

from lc_common.errors import UserError
from lc_common.files import write_bytes
from lcmusic.media.parts import melodicness
from lcmusic.media.smf import MAX_BYTES, Part, Song, read_song
from lcmusic.music.line import top_line
from lcmusic.music.melody import PITCHES, REST, STEPS_PER_BAR, STEPS_PER_BEAT, Melody, on_grid

TICKS_PER_BEAT = 480
"""What is written; a sixteenth is 120 ticks."""
DEFAULT_TEMPO = 120.0
"""Beats per minute of a file that does not say, as the MIDI standard has it."""
TEMPOS = (10.0, 1000.0)
"""Beats per minute that music has; a file that says another is read at the default."""
MAX_BARS = 20_000
"""A longer stretch is refused (eleven hours at 120 beats a minute): a damaged or hostile time stamp."""
METERS = {(4, 4): 4, (2, 2): 4, (2, 4): 2}
"""Signatures that are read, and their quarter notes a bar; bars of 2/4 are taken in pairs."""


class TimedNote(NamedTuple):
    """A note in ticks: ``start`` inclusive, ``end`` exclusive; ``pitch`` 0..127, ``velocity`` 1..127."""

    start: int
    end: int
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Voice:
    """One part in one stretch of 4/4.

    Attributes:
        part: whose notes they are.
        melodic: how likely the part is its file's melody, 0..1 (``lcmusic.media.parts``).
        origin: tick of the stretch's first bar line.
        symbols_t: uint8, shape ``[t]``, canonical; from the stretch's first bar to the file's last note in it.
    """

    part: Part
    melodic: float
    origin: int
    symbols_t: np.ndarray


@dataclass(frozen=True)
class Clip:
    """What ``read_clip`` finds in a file.

    Attributes:
        melody: the voice.
        tempo: beats per minute that hold for most of it.
        program: General MIDI program of the voice, 0..127.
        name: the voice's track name, possibly empty.
    """

    melody: Melody
    tempo: float
    program: int
    name: str


def voices(song: Song, drums: bool = False) -> Iterator[Voice]:
    """Every part in every stretch of 4/4 in which it has a note (paper, appendix 9.1); its top line, if it has chords.

    2/2 is 4/4 under another name, and two bars of 2/4 are one of it. Bars are counted from the signature change that
    opens the stretch, so an upbeat written in another signature stays outside. A file that never says its signature is
    in 4/4, MIDI's default. A stretch that a later change closes loses its unfinished last bar; the last stretch of a
    file is filled up to a whole bar. A note that starts before its stretch is not in it, unless it rounds to its first
    step; one that passes the end is cut there.

    Args:
        song: a file.
        drums: also the percussion channel.

    Yields:
        Voices by part, stretches in order of time.

    Raises:
        UserError: longer than ``MAX_BARS``.
    """
    lines = [top_line(part.start_n, part.end_n, part.pitch_n) for part in song.parts]
    melodic_p = melodicness(song, lines)
    heard = [k for k, part in enumerate(song.parts) if drums or not part.drums]
    # A note lasts a sixteenth at least.
    end = max((int(max(lines[k][1].max(), lines[k][0][-1] + song.tpq // STEPS_PER_BEAT)) for k in heard), default=0)
    spans = _four_four(song, end)
    if any(bars > MAX_BARS for _, bars in spans):
        raise UserError(f"{song.name} runs over more than {MAX_BARS} bars; cut it into shorter files.")
    for k in heard:
        start_m, end_m, pitch_m = lines[k]
        for origin, bars in spans:
            steps = bars * STEPS_PER_BAR
            first_m, last_m = _to_steps(start_m - origin, song.tpq), _to_steps(end_m - origin, song.tpq)
            inside = (first_m >= 0) & (first_m < steps)
            if inside.any():
                symbols_t = on_grid(first_m[inside], last_m[inside], pitch_m[inside], steps)
                yield Voice(song.parts[k], float(melodic_p[k]), origin, symbols_t)


def read_clip(path: Path, bars: int | None = None) -> Clip:
    """The melody of a user's file: its most melodic part, in the stretch of 4/4 where that has the most notes.

    Args:
        path: a MIDI file, format 0 or 1.
        bars: how many bars the melody is to have, from the stretch's first; rests are added or bars cut off. With the
            number of bars that was written, reading gives back exactly what ``write_melody`` was given, if it has a
            note: a file does not say how many bars of rest follow its last note. None for the bars that sound: from
            that of the first note to that of the last, of which a bar that holds less than a beat of a note's end is
            none.

    Raises:
        UserError: a file that cannot be read as ``read_song`` says, or that has no note in 4/4.
    """
    path = Path(path)
    try:
        # One byte more than is allowed is enough to know.
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}; give a MIDI file.") from error
    song = read_song(data, str(path))
    # The first of the best: parts are in file order, stretches in order of time.
    voice = max(voices(song), key=lambda v: (v.melodic, np.sum(v.symbols_t < PITCHES)), default=None)
    if voice is None:
        raise UserError(f"{path} has no note in 4/4 outside the drum channel; give a file with a melody in 4/4.")
    first, last = (0, bars) if bars is not None else _sounding_bars(voice.symbols_t)
    symbols_t = voice.symbols_t[first * STEPS_PER_BAR : last * STEPS_PER_BAR]
    rests_t = np.full((last - first) * STEPS_PER_BAR - symbols_t.size, REST, np.uint8)
    melody = Melody(np.append(symbols_t, rests_t))
    return Clip(melody, _tempo(song, voice), voice.part.program, voice.part.name)


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
    program: int = 0,
    name: str = "melody",
) -> None:
    """Write notes as a MIDI file (format 0, 4/4, 480 ticks a beat, channel 1); an old file stays whole until then.

    Args:
        path: the file to write; its folder exists.
        notes: in any order; where one ends as another starts, the end is written first.
        length: ticks to the end of the track.
        tempo: beats per minute, 4 or more.
        program: General MIDI program, 0..127.
        name: of the track.

    Raises:
        UserError: the folder cannot be written, or the disk is full.
        ValueError: a number that MIDI cannot hold.
    """
    path = Path(path)
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=name))
    track.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(tempo)))
    track.append(mido.MetaMessage("time_signature", numerator=4, denominator=4))
    track.append(mido.Message("program_change", program=program))
    events = []
    for start, end, pitch, velocity in notes:
        if not 0 <= start < end <= length:
            raise ValueError(f"a note lies inside 0..{length} ticks and lasts, got {start}..{end}")
        events.append((start, 1, mido.Message("note_on", note=pitch, velocity=velocity)))
        events.append((end, 0, mido.Message("note_off", note=pitch)))
    now = 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=length - now))
    content = io.BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=TICKS_PER_BEAT, charset="utf-8", tracks=[track]).save(file=content)
    write_bytes(path, content.getvalue())


def _sounding_bars(symbols_t: np.ndarray) -> tuple[int, int]:
    """The first bar with an onset, and the one behind the last that sounds for a beat or in which a note begins."""
    bars_kt = symbols_t.reshape(-1, STEPS_PER_BAR)
    onset_k = (bars_kt < PITCHES).any(axis=1)
    counts_k = onset_k | ((bars_kt != REST).sum(axis=1) >= STEPS_PER_BEAT)
    return int(onset_k.argmax()), int(np.flatnonzero(counts_k)[-1]) + 1


def _tempo(song: Song, voice: Voice) -> float:
    """The median over the beats between the voice's first note and its last."""
    onsets = np.flatnonzero(voice.symbols_t < PITCHES) * song.tpq // STEPS_PER_BEAT + voice.origin
    first, last = onsets[0], onsets[-1] + 1
    tick_n = np.array([0, *(tick for tick, _ in song.tempos), last], np.int64)
    length_n = np.diff(np.clip(tick_n, first, last))
    tempo_n = np.array([DEFAULT_TEMPO, *(60e6 / max(micros, 1) for _, micros in song.tempos)])
    order = np.argsort(tempo_n, kind="stable")
    passed = np.cumsum(length_n[order])
    tempo = float(tempo_n[order][np.searchsorted(2 * passed, passed[-1])])
    return tempo if TEMPOS[0] <= tempo <= TEMPOS[1] else DEFAULT_TEMPO


def _to_steps(ticks_n: np.ndarray, tpq: int) -> np.ndarray:
    """Nearest sixteenth, half up."""
    return (2 * STEPS_PER_BEAT * ticks_n + tpq) // (2 * tpq)


def _four_four(song: Song, end: int) -> list[tuple[int, int]]:
    """``(first tick, whole bars)`` of each maximal stretch of a bar or more; ``end`` is the piece's last tick."""
    changes = {0: METERS[4, 4]}
    for tick, numerator, denominator in song.signatures:
        changes[tick] = METERS.get((numerator, denominator), 0)
    bar = 4 * song.tpq
    spans: list[tuple[int, int]] = []
    opened, meter = 0, 0
    for tick, changed in sorted(changes.items()):
        if changed != meter:
            if meter:
                spans.append((opened, (tick - opened) // bar))
            opened, meter = tick, changed
    if meter:
        steps = _to_steps(np.array(end - opened), song.tpq)
        spans.append((opened, int(-(-steps // STEPS_PER_BAR))))
    return [(tick, bars) for tick, bars in spans if bars > 0]
