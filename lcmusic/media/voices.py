"""The voices of a file: what each of its parts plays in each stretch of 4/4, on the grid.

Time is rounded to sixteenths, half up.

Shapes: ``t`` steps of one voice, a multiple of 16; ``m`` notes of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lc_common.errors import UserError
from lcmusic.media.parts import lines_of, melodicness
from lcmusic.media.smf import Song
from lcmusic.music.melody import STEPS_PER_BAR, STEPS_PER_BEAT, on_grid

MAX_BARS = 20_000
"""A longer stretch is refused (eleven hours at 120 beats a minute): a damaged or hostile time stamp."""
NAMED = 5
"""Signatures that an error lists."""
METERS = {(4, 4): 4, (2, 2): 4, (2, 4): 2}
"""Signatures that are read, and their quarter notes a bar; bars of 2/4 are taken in pairs."""


@dataclass(frozen=True)
class Voice:
    """One part in one stretch of 4/4.

    Attributes:
        part: position of the part whose notes they are.
        melodic: how likely the part is its file's melody, 0..1 (``lcmusic.media.parts``).
        origin: tick of the stretch's first bar line.
        symbols_t: uint8, shape ``[t]``, canonical; from the stretch's first bar to the file's last note in it.
    """

    part: int
    melodic: float
    origin: int
    symbols_t: np.ndarray


def voices(song: Song, only: int | None = None) -> Iterator[Voice]:
    """Every part in every stretch of 4/4 in which it has a note (paper, appendix 9.1); its top line, if it has chords.

    2/2 is 4/4 under another name, and two bars of 2/4 are one of it. Bars are counted from the signature change that
    opens the stretch, so an upbeat written in another signature stays outside. A file that never says its signature is
    in 4/4, MIDI's default. A stretch that a later change closes loses its unfinished last bar; the last stretch of a
    file is filled up to a whole bar. A note that starts before its stretch is not in it, unless it rounds to its first
    step; one that passes the end is cut there.

    Args:
        song: a file.
        only: the position of one part, of percussion or not; None for all that are not.

    Yields:
        Voices by part, stretches in order of time.

    Raises:
        UserError: longer than ``MAX_BARS``.
    """
    lines = lines_of(song)
    melodic_p = melodicness(song, lines)
    heard = [k for k, part in enumerate(song.parts) if not part.drums] if only is None else [only]
    # A note lasts a sixteenth at least.
    end = max((int(max(lines[k][1].max(), lines[k][0][-1] + song.tpq // STEPS_PER_BEAT)) for k in heard), default=0)
    spans = _four_four(song, end)
    if any(bars > MAX_BARS for _, bars in spans):
        raise UserError(f"{song.name} runs over more than {MAX_BARS} bars; cut it into shorter files.")
    origin_s = np.array([origin for origin, _ in spans], np.int64)
    for k in heard:
        start_m, end_m, pitch_m = lines[k]
        # The last stretch before each note, or behind it by less than half a sixteenth.
        stretch_m = np.searchsorted(8 * origin_s, 8 * start_m + song.tpq, side="right") - 1
        for s in np.unique(stretch_m[stretch_m >= 0]):
            (origin, bars), its = spans[s], slice(*np.searchsorted(stretch_m, (s, s + 1)))
            first_m, last_m = to_steps(start_m[its] - origin, song.tpq), to_steps(end_m[its] - origin, song.tpq)
            inside = first_m < bars * STEPS_PER_BAR
            if inside.any():
                symbols_t = on_grid(first_m[inside], last_m[inside], pitch_m[its][inside], bars * STEPS_PER_BAR)
                yield Voice(k, float(melodic_p[k]), origin, symbols_t)


def why_none(song: Song, only: int | None = None) -> str:
    """Why a file, or one part of it, has no melody: the end of a sentence."""
    if not song.parts:
        return "has no notes; give a file with a melody."
    if only is None and all(part.drums for part in song.parts):
        return "has notes on channel 10 only, which is percussion; take them as a melody with --track 1."
    meters = sorted({f"{numerator}/{denominator}" for _, numerator, denominator in song.signatures})
    which = "has no melody" if only is None else f"has on track {only + 1} no note"
    return f"{which} in 4/4, 2/2 or 2/4 (it is in {', '.join(meters[:NAMED])}); give a file with a melody in 4/4."


def bar_at(song: Song, tick: int) -> int:
    """The number of the bar that begins at a tick or before it, counted from 1 through all signatures."""
    changes = [(0, 4, 4), *(change for change in song.signatures if change[0] < tick), (tick, 4, 4)]
    bars = 1
    for (start, numerator, denominator), (end, _, _) in pairwise(changes):
        bars += -(-(end - start) * denominator // (4 * numerator * song.tpq))
    return bars


def to_steps(ticks_n: np.ndarray, tpq: int) -> np.ndarray:
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
        steps = to_steps(np.array(end - opened), song.tpq)
        spans.append((opened, int(-(-steps // STEPS_PER_BAR))))
    return [(tick, bars) for tick, bars in spans if bars > 0]
