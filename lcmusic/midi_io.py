"""The only reader and writer of MIDI files.

Reading: :func:`stretches` gives every monophonic 4/4 voice of a file (the corpus), :func:`read_clip` one melody with
its tempo and instrument (what a user hands in). Writing: :func:`write_melody`, and :func:`write_notes` under it.

Time is rounded to sixteenths, half up. symusic reads the bytes; it splits a track by channel and program, and each
part is a voice of its own.

Shapes: ``t`` steps of one voice, a multiple of 16.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import mido
import numpy as np
import symusic

from lc_common.errors import UserError
from lcmusic.melody import HOLD, REST, STEPS_PER_BAR, STEPS_PER_BEAT, Melody

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
    """What :func:`read_clip` finds.

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
    highest wins, as in :meth:`lcmusic.melody.Melody.from_notes`. A note that starts before its stretch is not in it;
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


def _voices(score: symusic.Score, name: str) -> Iterator[tuple[symusic.Track, int, np.ndarray]]:
    """``(track, tick where the stretch starts, symbols_t)`` for every voice and stretch with a note in it."""
    tracks = [track for track in score.tracks if not track.is_drum and len(track.notes)]
    end = max((track.end() for track in tracks), default=0)
    spans = _four_four(score, end)
    if any(bars > MAX_BARS for _, bars in spans):
        raise UserError(f"{name} runs over more than {MAX_BARS} bars; cut it into shorter files")
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


def _four_four(score: symusic.Score, end: int) -> list[tuple[int, int]]:
    """``(first tick, whole bars)`` of each maximal 4/4 stretch of at least one bar; ``end`` is the piece's last tick."""
    changes = {0: (4, 4)}
    for signature in sorted(score.time_signatures, key=lambda s: s.time):
        changes[signature.time] = (signature.numerator, signature.denominator)
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
    """:meth:`Melody.from_notes` on arrays, for stretches of thousands of notes."""
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


def _parse(data: bytes, name: str) -> symusic.Score:
    if not data:
        raise UserError(f"{name} is empty; give a standard MIDI file")
    if len(data) > MAX_BYTES:
        raise UserError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB; cut it into shorter files")
    if not data.startswith(b"MThd"):
        raise UserError(f"{name} is not a MIDI file; export it as a standard MIDI file (.mid)")
    if len(data) < 14:
        raise UserError(f"{name} breaks off in its header; export it again")
    if data[8:10] == b"\0\2":
        raise UserError(f"{name} is a MIDI file of format 2; export it in format 0 or 1")
    if data[12] & 0x80:
        raise UserError(f"{name} counts time in SMPTE frames, not in beats; export it with ticks per quarter note")
    if data[12:14] == b"\0\0":
        raise UserError(f"{name} has zero ticks per quarter note; export it again")
    try:
        score = symusic.Score.from_midi(data)
    except (RuntimeError, ValueError) as error:
        raise UserError(f"{name} is damaged and cannot be read; export it again") from error
    if any(track.notes and (track.start() < 0 or track.end() < 0) for track in score.tracks):
        raise UserError(f"{name} has time stamps past the 31 bits that MIDI programs count in; export it again")
    return score
