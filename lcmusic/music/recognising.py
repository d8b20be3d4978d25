"""Chords recognised: from pitches to a chord, the inverse of ``Chord.pitches``, and from notes to a progression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from lcmusic.music.chords import BEATS_PER_BAR, CHORDS, Chord, Progression

OFF = 1
"""Pitch classes that a name may be off by: a fifth that is left out; an eleventh or a note of a melody beside it."""
EARLY = 0.25
"""Beats before a bar at which a note belongs to it."""
MOST = 0.75
"""Of a beat, that a note has to go on through to belong to it."""
FIFTH, NINTH, THIRDS = 7, 2, frozenset((3, 4))


class Played(NamedTuple):
    """A note, in beats: ``end`` is exclusive."""

    start: float
    end: float
    pitch: int


def recognised(pitches: Iterable[int]) -> Chord | None:
    """The chord that these MIDI pitches are; None if they are none, or a single pitch class.

    The lowest note may be foreign to it, and its fifth be left out or one pitch class sound beside it. Of names for the
    same notes the one whose root is the lowest is taken: C E G A is C6, and A C E G Am7.
    """
    heard = sorted(set(pitches))
    classes = frozenset(pitch % 12 for pitch in heard)
    if len(classes) < 2:
        return None
    bass = heard[0] % 12
    # A bass that nothing doubles may be foreign to its chord.
    free = frozenset() if any(pitch % 12 == bass for pitch in heard[1:]) else frozenset((bass,))
    fits = []
    for place, (quality, steps) in enumerate(CHORDS.items()):
        for root in classes:
            tones = frozenset((root + step) % 12 for step in steps)
            missing, beside = tones - classes, classes - tones - free
            if missing - {(root + FIFTH) % 12} or (missing and len(steps) == 2) or len(missing) + len(beside) > OFF:
                continue
            ninth = (bass - root) % 12 == NINTH and not THIRDS.isdisjoint(steps)  # C/D rather than Cadd9/D
            odd = 2.0 * len(beside) + 1.5 * len(missing) + 1.5 * (ninth or bass not in tones) + (root != bass)
            fits.append((odd, place, Chord(root, quality, None if bass == root else bass)))
    return min(fits, key=lambda fit: fit[:2])[-1] if fits else None


def beats_recognised(notes: Sequence[Played], beats: int) -> list[Chord | None]:
    """The chord of each beat from 0 on; None where none is recognised.

    A beat has what is struck nearest to it, and what goes on through most of it: hands are a little early or late.
    A bar of broken chords, in which no beat has three pitch classes, has the chord of all its notes.
    """
    sounding = [
        [n.pitch for n in notes if -0.5 <= n.start - beat < 0.5 or n.start < beat <= n.end - MOST]
        for beat in range(beats)
    ]
    chords = []
    for first in range(0, beats, BEATS_PER_BAR):
        bar = sounding[first : first + BEATS_PER_BAR]
        whole = [n.pitch for n in notes if -EARLY <= n.start - first < BEATS_PER_BAR - EARLY]
        if all(_classes(pitches) < 3 for pitches in bar) and _classes(whole) >= 3:
            bar = [whole] * len(bar)
        chords += [recognised(pitches) for pitches in bar]
    return chords


def _classes(pitches: Iterable[int]) -> int:
    return len({pitch % 12 for pitch in pitches})


def filled(chords: Sequence[Chord | None]) -> Progression | None:
    """A progression of whole bars: a chord lasts until the next one, the first from the beginning, and what goes round
    is written once; None without a chord.
    """
    now = next((chord for chord in chords if chord), None)
    if now is None:
        return None
    beats: list[Chord] = []
    for chord in chords:
        now = chord or now
        beats.append(now)
    beats += [now] * (-len(beats) % BEATS_PER_BAR)
    round_trip = next(
        length
        for length in range(BEATS_PER_BAR, len(beats) + 1, BEATS_PER_BAR)
        if len(beats) % length == 0 and beats == beats[:length] * (len(beats) // length)
    )
    return Progression(tuple(beats[:round_trip]))
