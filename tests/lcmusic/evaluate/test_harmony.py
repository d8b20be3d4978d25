"""Scales, chords and keys that melodies keep to, by hand."""

import numpy as np

from lcmusic.evaluate.harmony import in_some_key, on_chord, tonic_figures
from lcmusic.music.chords import parse_progression
from lcmusic.music.melody import HOLD, REST, STEPS, canonical


def melodies(pitches_nm) -> np.ndarray:
    """Melodies of quarter notes, which go round."""
    symbols_nt = np.full((len(pitches_nm), STEPS), HOLD, np.uint8)
    for symbols_t, pitches_m in zip(symbols_nt, pitches_nm, strict=True):
        symbols_t[::4] = np.resize(pitches_m, STEPS // 4)
    return canonical(symbols_nt)


def test_melodies_in_some_key_of_a_scale():
    c_major, d_flat_pentatonic, chromatic = [60, 62, 64, 65, 67, 69, 71], [61, 63, 65, 68, 70], range(60, 72)
    symbols_nt = melodies([c_major, d_flat_pentatonic, chromatic])
    assert in_some_key(symbols_nt, "major").tolist() == [True, True, False]
    assert in_some_key(symbols_nt, "dorian").tolist() == [True, True, False]
    assert in_some_key(symbols_nt, "major pentatonic").tolist() == [False, True, False]


def test_chord_notes_on_strong_beats_by_hand():
    # Beats 1 and 3 of C: a chord note and one that is not; of G: both; the beats between do not count.
    heard = parse_progression("C G")
    symbols_nt = melodies([[60, 61, 62, 61, 67, 61, 71, 61]])
    assert on_chord(symbols_nt, [heard], best=False) == 3 / 4
    assert on_chord(symbols_nt + np.where(symbols_nt < HOLD, 1, 0).astype(np.uint8), [heard], best=True) == 3 / 4


def test_the_tonic_by_hand():
    # Two bars: C is on beats 1 of the first and 3 of the second; the second melody never has it there.
    home, away = [60, 62, 64, 65, 67, 64, 60, 60], [62, 60, 66, 69, 62, 66, 69, 62]
    figures = tonic_figures(melodies([home, away]), np.array([0, 0]))
    assert figures.ends == 1 / 2
    assert figures.strong == 2 / 8
    assert figures.krumhansl == figures.temperley == 1 / 2
    assert tonic_figures(melodies([[REST]]), np.array([0])).strong == 0
