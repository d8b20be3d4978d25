"""Which part of a file is the melody.

``melodicness`` gives every part a number in 0..1. Five shares, none of which needs to know the music, are weighed
(``WEIGHTS``):

======== ===========================================================================================
alone    how little of the part is chords and inner voices: notes of its top line / all its notes
active   bars in which its line begins a note / bars in which any part does
above    other parts whose median pitch is lower
register median pitch from C2 (0) to C4 (1): a bass stands at the bottom, a voice at the top
steps    intervals of its line that are seconds or thirds: figuration leaps, accompaniment repeats
======== ===========================================================================================

A part with less than a note a bar counts in proportion. Then what people wrote counts: a name such as Melody or
Vocals moves the number half of the way to 1, one such as Bass or Chords (or a General MIDI bass) half of the way to 0.
Where a file has lyrics, the number moves toward 1 as far as syllables and onsets fall on one another (their F1).

Shapes: ``p`` parts, ``m`` notes of a line.
"""

from __future__ import annotations

import re

import numpy as np

from lc_common.errors import UserError
from lcmusic.media.smf import Part, Song
from lcmusic.music.line import top_line
from lcmusic.music.melody import STEPS_PER_BEAT

Line = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Starts, ends and pitches, shape ``[m]`` each."""
WEIGHTS = {"alone": 0.5, "active": 0.05, "above": 0.15, "register": 0.15, "steps": 0.15}
BEATS_PER_BAR = 4
NAMED = 20
"""Parts that an error lists."""
LOW, HIGH = 36, 60
"""Median pitches that count as a bass's and as a voice's: C2 and C4."""
MELODY_NAMES = re.compile(
    r"melod|vocal|voice|voix|\bvox\b|\blead|\bsing|singer|\bsolo|soprano|\bcanto?\b|\bchant\b|gesang|stimme|\btune\b|\bmel\b",
    re.IGNORECASE,
)
OTHER_NAMES = re.compile(
    r"drum|perc|chord|\bpads?\b|accomp|rhythm|backing|harmony|continuo|\bleft\b|\blower\b|\bdown\b|\blh\b",
    re.IGNORECASE,
)
BASS_NAMES, BASS_BELOW = re.compile(r"\bbass", re.IGNORECASE), 48
BASS_PROGRAMS = range(32, 40)


def lines_of(song: Song) -> list[Line]:
    """The top line of each part."""
    return [top_line(part.start_n, part.end_n, part.pitch_n) for part in song.parts]


def melodicness(song: Song, lines: list[Line]) -> np.ndarray:
    """How likely each part is the one that a listener would sing.

    Args:
        song: a file.
        lines: ``lines_of`` it.

    Returns:
        float64 ``[p]`` in 0..1; 0 for percussion.
    """
    bar = BEATS_PER_BAR * song.tpq
    tuned = [k for k, part in enumerate(song.parts) if not part.drums]
    found_p = np.zeros(len(song.parts))
    if not tuned:
        return found_p
    bars_k = {k: np.unique(lines[k][0] // bar) for k in tuned}
    sounding = np.unique(np.concatenate(list(bars_k.values()))).size
    median_k = {k: float(np.median(lines[k][2])) for k in tuned}
    for k in tuned:
        start_m, _, pitch_m = lines[k]
        others = [median_k[other] for other in tuned if other != k]
        intervals = np.abs(np.diff(pitch_m))
        shares = {
            "alone": start_m.size / song.parts[k].start_n.size,
            "active": bars_k[k].size / sounding,
            "above": np.mean(np.sign(np.subtract(median_k[k], others)) / 2 + 0.5) if others else 1.0,
            "register": np.clip((median_k[k] - LOW) / (HIGH - LOW), 0, 1),
            "steps": np.mean((intervals > 0) & (intervals <= 4)) if intervals.size else 0.0,
        }
        likely = sum(WEIGHTS[name] * share for name, share in shares.items())
        likely *= min(1.0, start_m.size / sounding)
        likely = _named(song.parts[k], median_k[k], likely)
        found_p[k] = likely + (1 - likely) * _sung(start_m, song)
    return found_p


def part_called(song: Song, track: str) -> int:
    """The position of the part that a person names by its number, counted from 1, or by its name or some of it.

    Raises:
        UserError: none is called so, or more than one.
    """
    if track.isdecimal():
        found = [int(track) - 1] if 0 < int(track) <= len(song.parts) else []
    else:
        names = [part.name.casefold() for part in song.parts]
        wanted = track.casefold()
        found = [k for k, name in enumerate(names) if name == wanted]
        found = found or [k for k, name in enumerate(names) if wanted in name]
    if len(found) != 1:
        what = f"more than one track {track!r}" if found else f"no track {track!r}"
        named = [f"{k} {song.parts[k - 1].name}".rstrip() for k in range(1, min(len(song.parts), NAMED) + 1)]
        more = ", ..." if len(song.parts) > NAMED else ""
        raise UserError(f"{song.name} has {what}; name one of {', '.join(named)}{more}.")
    return found[0]


def _named(part: Part, median: float, likely: float) -> float:
    if MELODY_NAMES.search(part.name):
        return (1 + likely) / 2
    bass = median < BASS_BELOW and BASS_NAMES.search(part.name)  # a singer may be called so as well
    if bass or OTHER_NAMES.search(part.name) or part.program in BASS_PROGRAMS:
        return likely / 2
    return likely


def _sung(start_m: np.ndarray, song: Song) -> float:
    """F1 of syllables and onsets, within a sixteenth of one another."""
    if not song.lyric_n.size:
        return 0.0
    near = song.tpq // STEPS_PER_BEAT

    def met(ticks: np.ndarray, by: np.ndarray) -> float:
        after = np.searchsorted(by, ticks)
        distances = [np.abs(ticks - by[np.clip(after - back, 0, by.size - 1)]) for back in (0, 1)]
        return float(np.mean(np.minimum(*distances) <= near))

    precision, recall = met(start_m, song.lyric_n), met(song.lyric_n, start_m)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
