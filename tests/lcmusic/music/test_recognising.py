"""From pitches to a chord's name and back, and from notes to a progression."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcmusic.music.chords import CHORDS, Chord, parse_chord, parse_progression
from lcmusic.music.recognising import Played, beats_recognised, filled, recognised


@pytest.mark.parametrize("quality", CHORDS)
@pytest.mark.parametrize("root", range(12))
def test_every_chord_in_every_inversion_is_named_and_its_notes_named_again(quality, root):
    for step in CHORDS[quality]:
        bass = (root + step) % 12
        chord = Chord(root, quality, None if step == 0 else bass)
        named = recognised(chord.pitches)
        assert named.pitches == chord.pitches  # the same notes, the same bass
        assert parse_chord(str(named)) == named == recognised(named.pitches)
        if step == 0:
            assert named == chord


def test_inversions_keep_their_name_but_where_another_is_as_good():
    inverted = [Chord(0, quality, step) for quality, steps in CHORDS.items() for step in steps[1:]]
    renamed = {str(chord): str(named) for chord in inverted if (named := recognised(chord.pitches)) != chord}
    assert renamed == {
        "C6/E": "Am7/E", "C6/G": "Am7/G", "C6/A": "Am7", "Cm7/D#": "D#6",
        "Cm6/A": "Am7b5", "Cm7b5/D#": "D#m6", "Cm7b5/F#": "D#m6/F#", "Cm7b5/A#": "D#m6/A#",
        "Csus4/F": "Fsus2", "Csus2/G": "Gsus4", "Csus2/D": "Gsus4/D",
        "Cdim7/D#": "D#dim7", "Cdim7/F#": "F#dim7", "Cdim7/A": "Adim7", "Caug/E": "Eaug", "Caug/G#": "G#aug",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pitches", "name"),
    [
        ((60, 64, 67), "C"), ((64, 67, 72), "C/E"), ((43, 60, 64), "C/G"), ((57, 60, 64, 67), "Am7"),
        ((60, 64, 67, 69), "C6"), ((59, 62, 65), "Bdim"), ((48, 60, 64, 68), "Caug"), ((50, 60, 64, 67), "C/D"),
        ((53, 67, 71, 74), "G7/F"), ((55, 60, 62), "Gsus4"), ((60, 64, 70), "C7"), ((60, 64), "C"), ((60, 67), "C5"),
        ((50, 53, 57, 60, 64, 67), "Dm9"), ((36, 60, 63, 66, 69), "Cdim7"), ((60,), None), ((60, 72), None),
        ((60, 61, 62, 63), None), (range(60, 72), None), ((), None),
    ],
)  # fmt: skip
def test_what_hands_play(pitches, name):
    assert (recognised(pitches) and str(recognised(pitches))) == name


@given(st.sets(st.integers(0, 127), max_size=10))
def test_a_name_has_no_notes_that_were_not_played_but_for_its_fifth(pitches):
    chord = recognised(pitches)
    if chord:
        heard = {pitch % 12 for pitch in pitches}
        assert chord.classes - heard <= {(chord.root + 7) % 12}
        assert len(heard - chord.classes - {min(pitches) % 12}) <= 1
        assert (chord.root if chord.bass is None else chord.bass) == min(pitches) % 12


def struck(text, at=0.0, length=4.0):
    return [Played(at, at + length, pitch) for pitch in parse_chord(text).pitches]


def named(notes, beats):
    return [chord and str(chord) for chord in beats_recognised(notes, beats)]


def test_a_chord_stands_at_the_beat_nearest_to_which_it_was_played():
    early = struck("Am", 0, 3.9) + struck("F", 3.8, 2.3) + struck("G", 6.2, 0.3)
    assert named(early, 8) == ["Am"] * 4 + ["F", "F", "G", None]


def test_a_bar_of_broken_chords_has_the_chord_of_its_notes():
    broken = [Played(i / 2, i / 2 + 0.4, (57, 60, 64, 69)[i % 4] + 5 * (i // 8)) for i in range(16)]
    assert named(broken, 8) == ["Am"] * 4 + ["Dm"] * 4


def test_gaps_are_filled_and_what_goes_round_is_written_once():
    am, f = parse_chord("Am"), parse_chord("F")
    assert filled([None, None]) is None
    assert filled([None, am, None, None, None, None, f]) == parse_progression("Am | Am F")
    assert filled([am, *[None] * 3, f, *[None] * 3] * 4) == parse_progression("Am | F")


@given(st.lists(st.sampled_from(["C", "Am7", "F/A", "G7", "Bdim"]), min_size=4, max_size=32))
def test_a_progression_is_read_back_from_its_text(names):
    progression = filled([parse_chord(name) for name in names])
    assert parse_progression(str(progression)) == progression
