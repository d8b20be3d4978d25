"""The only reader and writer of MIDI files.

Reading: ``stretches`` gives every monophonic 4/4 voice of a file (the corpus), ``read_clip`` one melody with
its tempo and instrument (what a user hands in). Writing: ``write_melody``, and ``write_notes`` under it.

Time is rounded to sixteenths, half up. symusic reads the bytes (mido would take some fifty times as long); it splits a
track by channel and program, and each part is a voice of its own.

Shapes: ``t`` steps of one voice, a multiple of 16.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import mido
import numpy as np
from symusic.core import ScoreTick, TrackTick

from lc_common.errors import UserError
from lc_common.files import write_bytes
from lcmusic.music.melody import HOLD, REST, STEPS_PER_BAR, STEPS_PER_BEAT, Melody

TICKS_PER_BEAT = 480
"""What is written; a sixteenth is 120 ticks."""
DEFAULT_TEMPO = 120.0
"""Beats per minute of a file that does not say, as the MIDI standard has it."""
MAX_BYTES = 10_000_000
"""A longer file is refused unread: the longest symphonies take well under a tenth of it."""
MAX_BARS = 20_000
"""A longer stretch is refused (eleven hours at 120 beats a minute): a damaged or hostile time stamp."""


class TimedNote(NamedTuple):
    """A note in ticks: ``start`` inclusive, ``end`` exclusive; ``pitch`` 0..127, ``velocity`` 1..127."""

    start: int
    end: int
    pitch: int
    velocity: int


@dataclass(frozen=True)
class Clip:
    """What ``read_clip`` finds in a file.

    Attributes:
        melody: the voice, from the first bar of its 4/4 stretch.
        tempo: beats per minute where the stretch begins.
        program: General MIDI program of the voice, 0..127.
        name: the voice's track name, possibly empty.
    """

    melody: Melody
    tempo: float
    program: int
    name: str


def stretches(data: bytes, name: str) -> Iterator[np.ndarray]:
    """Every 4/4 stretch of every voice that is not percussion and has a note in it (paper, appendix 9.1).

    Bars are counted from the signature change that opens the stretch, so an upbeat written in another signature stays
    outside. A file that never says its signature is in 4/4, MIDI's default. A stretch that a later change closes
    loses its unfinished last bar; the last stretch of a file is filled up to a whole bar. Where notes overlap the
    highest wins, as in ``Melody.from_notes``. A note that starts before its stretch is not in it;
    one that passes the end is cut there.

    Args:
        data: the file's bytes.
        name: what an error calls the file.

    Yields:
        uint8 symbols, shape ``[t]``, canonical; voices in file order, stretches in order of time.

    Raises:
        UserError: not a MIDI file that can be read in beats; longer than ``MAX_BYTES`` or ``MAX_BARS``.
    """
    for _, _, symbols_t in _voices(_parse(data, name), name):
        yield symbols_t


def read_clip(path: Path, bars: int | None = None) -> Clip:
    """The melody of a user's file: the first voice in file order that has a note in 4/4, from its stretch's first bar.

    Args:
        path: a MIDI file, format 0 or 1.
        bars: how many bars the melody is to have; rests are added or bars cut off. With the number of bars that was
            written, reading gives back exactly what ``write_melody`` was given, if it has a note: a file does not
            say how many bars of rest follow its last note. None for the bars up to the file's last note.

    Raises:
        UserError: a file that cannot be read as ``stretches`` says, or that has no note in 4/4.
    """
    path = Path(path)
    try:
        # One byte more than is allowed is enough to know.
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"Cannot read {path}: {error.strerror}; give a MIDI file.") from error
    score = _parse(data, str(path))
    voice = next(_voices(score, str(path)), None)
    if voice is None:
        raise UserError(f"{path} has no note in 4/4 outside the drum channel; give a file with a melody in 4/4.")
    track, origin, symbols_t = voice
    if bars is not None:
        rests_t = np.full(max(0, bars * STEPS_PER_BAR - symbols_t.size), REST, np.uint8)
        symbols_t = np.append(symbols_t[: bars * STEPS_PER_BAR], rests_t)
    tempos = [tempo.qpm for tempo in sorted(score.tempos, key=lambda t: t.time) if tempo.time <= origin]
    return Clip(Melody(symbols_t), tempos[-1] if tempos else DEFAULT_TEMPO, track.program, track.name)


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
    path = Path(path)
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=name))
    track.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(tempo)))
    track.append(mido.MetaMessage("time_signature", numerator=4, denominator=4))
    track.append(mido.Message("program_change", program=program))
    events = [(tick, 0, mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(bpm))) for tick, bpm in changes]
    events = [event for event in events if event[0] <= length]
    for start, end, pitch, velocity in notes:
        if not 0 <= start < end <= length:
            raise ValueError(f"a note lies inside 0..{length} ticks and lasts, got {start}..{end}")
        events.append((start, 2, mido.Message("note_on", note=pitch, velocity=velocity)))
        events.append((end, 1, mido.Message("note_off", note=pitch)))
    now = 0
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        track.append(message.copy(time=tick - now))
        now = tick
    track.append(mido.MetaMessage("end_of_track", time=length - now))
    content = io.BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=TICKS_PER_BEAT, charset="utf-8", tracks=[track]).save(file=content)
    write_bytes(path, content.getvalue())


def _voices(score: ScoreTick, name: str) -> Iterator[tuple[TrackTick, int, np.ndarray]]:
    """``(track, tick where the stretch starts, symbols_t)`` for every voice and stretch with a note in it."""
    tracks = [track for track in score.tracks if not track.is_drum and len(track.notes)]
    end = max((track.end() for track in tracks), default=0)
    spans = _four_four(score, end)
    if any(bars > MAX_BARS for _, bars in spans):
        raise UserError(f"{name} runs over more than {MAX_BARS} bars; cut it into shorter files.")
    for track in tracks:
        notes = track.notes.numpy()
        start_n, pitch_n = notes["time"].astype(np.int64), notes["pitch"].astype(np.int16)
        end_n = start_n + notes["duration"]
        for origin, bars in spans:
            steps = bars * STEPS_PER_BAR
            first_n, last_n = _to_steps(start_n - origin, score.tpq), _to_steps(end_n - origin, score.tpq)
            inside = (start_n >= origin) & (first_n < steps)
            if inside.any():
                yield track, origin, _lay(first_n[inside], last_n[inside], pitch_n[inside], steps)


def _to_steps(ticks_n: np.ndarray, tpq: int) -> np.ndarray:
    """Nearest sixteenth, half up."""
    return (2 * STEPS_PER_BEAT * ticks_n + tpq) // (2 * tpq)


def _four_four(score: ScoreTick, end: int) -> list[tuple[int, int]]:
    """``(first tick, whole bars)`` of each maximal 4/4 stretch of a bar or more; ``end`` is the piece's last tick."""
    changes = {0: (4, 4)}
    for change in sorted(score.time_signatures, key=lambda s: s.time):
        changes[change.time] = (change.numerator, change.denominator)
    bar = 4 * score.tpq
    spans, opened = [], None
    for tick, signature in sorted(changes.items()):
        if signature == (4, 4):
            opened = tick if opened is None else opened
        elif opened is not None:
            spans.append((opened, (tick - opened) // bar))
            opened = None
    if opened is not None:
        spans.append((opened, -((opened - end) // bar)))
    return [(tick, bars) for tick, bars in spans if bars > 0]


def _lay(start_n: np.ndarray, end_n: np.ndarray, pitch_n: np.ndarray, steps: int) -> np.ndarray:
    """``Melody.from_notes`` on arrays, for stretches of thousands of notes."""
    end_n = np.minimum(np.maximum(end_n, start_n + 1), steps)
    order = np.lexsort((-pitch_n, start_n))
    start_n, end_n, pitch_n = start_n[order], end_n[order], pitch_n[order]
    highest = np.append(True, start_n[1:] != start_n[:-1])
    start_n, end_n, pitch_n = start_n[highest], end_n[highest], pitch_n[highest]
    if (start_n[1:] < end_n[:-1]).any():
        kept, sounding_end, sounding_pitch = [], 0, 0
        for i, (start, end, pitch) in enumerate(zip(start_n.tolist(), end_n.tolist(), pitch_n.tolist(), strict=True)):
            if start >= sounding_end or pitch >= sounding_pitch:
                kept.append(i)
                sounding_end, sounding_pitch = end, pitch
        start_n, end_n, pitch_n = start_n[kept], end_n[kept], pitch_n[kept]
        end_n[:-1] = np.minimum(end_n[:-1], start_n[1:])
    # Notes no longer overlap, so the running sum of starts and ends is 1 while something sounds and 0 otherwise.
    edges_t = np.zeros(steps + 1, np.int8)
    edges_t[start_n] += 1
    edges_t[end_n] -= 1
    symbols_t = np.where(np.cumsum(edges_t[:-1], dtype=np.int8), np.uint8(HOLD), np.uint8(REST))
    symbols_t[start_n] = pitch_n
    return symbols_t


def _parse(data: bytes, name: str) -> ScoreTick:
    if not data:
        raise UserError(f"{name} is empty; give a standard MIDI file.")
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; cut it into shorter files.")
    if not data.startswith(b"MThd"):
        raise UserError(f"{name} is not a MIDI file; export it as a standard MIDI file (.mid).")
    if len(data) < 14:
        raise UserError(f"{name} breaks off in its header; export it again.")
    if data[8:10] == b"\0\2":
        raise UserError(f"{name} is a MIDI file of format 2; export it in format 0 or 1.")
    if data[12] & 0x80:
        raise UserError(f"{name} counts time in SMPTE frames, not in beats; export it with ticks per quarter note.")
    if data[12:14] == b"\0\0":
        raise UserError(f"{name} has zero ticks per quarter note; export it again.")
    try:
        score = ScoreTick.from_midi(data)
    except (RuntimeError, ValueError) as error:
        raise UserError(f"{name} is damaged and cannot be read; export it again.") from error
    if any(track.notes and (track.start() < 0 or track.end() < 0) for track in score.tracks):
        raise UserError(f"{name} has time stamps past the 31 bits that MIDI programs count in; export it again.")
    return score
