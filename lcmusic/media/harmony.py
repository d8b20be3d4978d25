"""The key of a file, and the chords under a clip of it."""

from __future__ import annotations

import numpy as np

from lcmusic.media.place import Place
from lcmusic.media.smf import Part, Song
from lcmusic.music.chords import BEATS_PER_BAR, Progression
from lcmusic.music.keys import key_and_scale
from lcmusic.music.recognising import Played, beats_recognised, filled

FULL = 2.5
"""Notes that sound at once, on average, in a part that plays chords."""
LOW = 52
"""The median pitch under which a part is a bass."""


def key_of(song: Song) -> tuple[int, str] | None:
    """Root and scale of all that is no percussion, each note by its length; None without notes."""
    weights_p = np.zeros(12)
    for part in song.parts:
        if not part.drums:
            np.add.at(weights_p, part.pitch_n % 12, part.end_n - part.start_n)
    return key_and_scale(weights_p)


def chords_of(song: Song, place: Place, bars: int) -> Progression | None:
    """The chords under the first bars of a clip, where parts that play chords have some in half of them."""
    pitched = [part for part in song.parts if not part.drums]
    full = [_at_once(part) >= FULL for part in pitched]
    if not any(full):
        return None
    heard = [part for part, is_full in zip(pitched, full, strict=True) if is_full or np.median(part.pitch_n) < LOW]
    notes = [note for part in heard for note in _beats(part, song, place)]
    chords = []
    for bar in place.bars_k[:bars].tolist():
        shifted = [Played(n.start - bar * BEATS_PER_BAR, n.end - bar * BEATS_PER_BAR, n.pitch) for n in notes]
        near = [n for n in shifted if n.end > -1 and n.start < BEATS_PER_BAR + 1]
        chords.append(beats_recognised(near, BEATS_PER_BAR))
    if 2 * sum(any(bar) for bar in chords) < len(chords):
        return None
    return filled([chord for bar in chords for chord in bar])


def _at_once(part: Part) -> float:
    """How many notes sound at once while any does."""
    order = np.argsort(part.start_n, kind="stable")
    start_n, end_n = part.start_n[order], part.end_n[order]
    before_n = np.concatenate([start_n[:1], np.maximum.accumulate(end_n)[:-1]])
    covered = np.maximum(0, end_n - np.maximum(start_n, before_n)).sum()
    return float((end_n - start_n).sum() / covered)


def _beats(part: Part, song: Song, place: Place) -> list[Played]:
    start_n, end_n = (part.start_n - place.origin) / song.tpq, (part.end_n - place.origin) / song.tpq
    return [Played(*note) for note in zip(start_n.tolist(), end_n.tolist(), part.pitch_n.tolist(), strict=True)]
