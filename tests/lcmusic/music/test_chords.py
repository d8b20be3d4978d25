"""Chords and progressions, as text and back."""

import pytest

from lc_common.errors import UserError
from lcmusic.music.chords import CHORDS, Chord, parse_chord, parse_progression


@pytest.mark.parametrize(
    ("text", "chord", "classes"),
    [
        ("C", Chord(0), {0, 4, 7}),
        ("Am7", Chord(9, "m7"), {9, 0, 4, 7}),
        ("F#m", Chord(6, "m"), {6, 9, 1}),
        ("Bbmaj7", Chord(10, "maj7"), {10, 2, 5, 9}),
        ("E♭", Chord(3), {3, 7, 10}),
        ("C/E", Chord(0, "", 4), {0, 4, 7}),
        ("C/C", Chord(0), {0, 4, 7}),
        ("G7sus4", Chord(7, "7sus4"), {7, 0, 2, 5}),
        ("Bø", Chord(11, "m7b5"), {11, 2, 5, 9}),
        ("Amin", Chord(9, "m"), {9, 0, 4}),
    ],
)
def test_a_chord_is_read(text, chord, classes):
    assert parse_chord(text) == chord
    assert chord.classes == classes


@pytest.mark.parametrize(
    ("text", "name"), [("I", "D"), ("ii7", "Em7"), ("V7", "A7"), ("vi", "Bm"), ("bVII", "C"), ("vii°", "C#dim")]
)
def test_numerals_stand_in_the_key(text, name):
    assert str(parse_chord(text, root=2)) == name


@pytest.mark.parametrize("text", ["H7sus9", "Cx", "", "C/H", "iiii", "iV", "7", "C//E"])
def test_what_is_no_chord_is_one_line(text):
    with pytest.raises(UserError, match=r"cannot be read; write one like"):
        parse_chord(text)


def test_every_chord_is_read_back_from_its_name():
    for quality in CHORDS:
        for root in range(12):
            for bass in (None, (root + 4) % 12):
                chord = Chord(root, quality, bass)
                assert parse_chord(str(chord)) == chord


def test_a_progression_is_a_chord_for_each_beat():
    am, f, c, g = (parse_chord(name) for name in ("Am", "F", "C/E", "G7"))
    assert parse_progression("Am | F C/E | % | G7 % Am F").beats == (am,) * 4 + (f, f, c, c) + (c,) * 4 + (g, g, am, f)
    assert parse_progression("Am F C/E G7") == parse_progression("| Am | F | C/E | G7 |")
    assert parse_progression("pop", root=7) == parse_progression("G D Em C")


def test_a_progression_goes_round():
    progression = parse_progression("Am F")
    assert progression.bars == 2
    assert progression.bar(5) == progression.bar(1) == (parse_chord("F"),) * 4
    assert str(parse_progression("C G | Am")) == "C G | Am"


@pytest.mark.parametrize(
    ("text", "problem"),
    [("  ", "needs a chord"), ("| C D E |", "has 3 chords"), ("% C", "first chord"), ("C Q", "The chord 'Q'")],
)
def test_what_is_no_progression_is_one_line(text, problem):
    with pytest.raises(UserError, match=problem):
        parse_progression(text)


def test_chords_are_played_close_together_over_their_bass():
    assert parse_progression("Am | C/E G").voiced() == (
        *((45, 57, 60, 64),) * 4,
        *((40, 55, 60, 64),) * 2,
        *((43, 55, 59, 62),) * 2,
    )
