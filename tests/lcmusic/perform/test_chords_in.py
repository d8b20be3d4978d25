"""Chords that are played in, in time with the song and without."""

import pytest

from lcmusic.live.protocol import NoteIn
from lcmusic.music.chords import parse_chord
from lcmusic.perform.chords_in import ChordsIn

BEAT = 480


def play(hears, text, beat, length=3.9, rolling=True, channel=1):
    """A chord from a beat on, all of its keys."""
    pitches = parse_chord(text).pitches
    for velocity, at in ((90, beat), (0, beat + length)):
        for pitch in pitches:
            hears.hear(NoteIn(channel, pitch, velocity, at * BEAT, 0.0), rolling)


def test_chords_stand_at_the_beats_at_which_they_were_played():
    hears = ChordsIn()
    assert (hears.progression(), hears.full) == (None, False)
    for beat, text in ((0.1, "Am7"), (3.8, "F/A"), (8, "C"), (9.9, "E7/G#"), (12, "Am")):
        play(hears, text, beat, 2.0 if text in ("C", "E7/G#") else 3.9)
    assert str(hears.progression()) == "Am7 | F/A | C E7/G# | Am"


def test_they_come_again_at_the_bars_in_which_they_were_played():
    hears = ChordsIn(origin=16)
    for number, text in enumerate(("Am", "F", "C", "G")):
        play(hears, text, 4 * (22 + number))
    progression = hears.progression()
    assert str(progression) == "C | G | Am | F"
    assert [str(progression.bar(bar - 16)[0]) for bar in range(22, 26)] == ["Am", "F", "C", "G"]


def test_the_last_chord_fills_an_odd_bar_and_a_late_release_is_none():
    hears = ChordsIn()
    for number, text in enumerate(("Am", "F", "G")):
        play(hears, text, 4 * number, 4.6)
    assert str(hears.progression()) == "Am | F | G | G"


def test_a_chord_that_is_held_lasts_until_now():
    hears = ChordsIn()
    for pitch in (57, 60, 64):
        hears.hear(NoteIn(1, pitch, 90, 0.0, 0.0), True)
    hears.go_on(3.9 * BEAT)
    assert str(hears.progression()) == "Am"
    hears.go_on(64 * BEAT)
    assert hears.full


def test_while_the_song_stands_still_each_chord_is_a_bar():
    hears = ChordsIn()
    for text in ("Am", "F", "C/E", "G7"):
        play(hears, text, 0, 0, rolling=False)
    assert (str(hears.progression()), hears.in_time) == ("Am | F | C/E | G7", False)
    for pitch in (60, 61, 62, 63):  # no chord
        hears.hear(NoteIn(1, pitch, 90, 0.0, 0.0), False)
        hears.hear(NoteIn(1, pitch, 0, 0.0, 0.0), False)
    assert str(hears.progression()) == "Am | F | C/E | G7"


@pytest.mark.parametrize("rolling", [True, False])
def test_sixteen_bars_are_heard_at_most_and_no_drums(rolling):
    hears = ChordsIn()
    play(hears, "C", 0, channel=10, rolling=rolling)
    assert hears.progression() is None
    texts = [str(parse_chord(f"{root}{quality}")) for quality in ("", "m", "7") for root in "CDEFGA"]
    for number, text in enumerate(texts):
        play(hears, text, 4 * number, rolling=rolling)
    assert hears.full
    assert str(hears.progression()) == " | ".join(texts[:16])
