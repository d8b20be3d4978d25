from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lc_common.errors import UserError
from lcmusic.music.melody import HOLD, REST, STEPS, SYMBOLS, Melody, Note, bars_named, canonical
from lcmusic.music.pitches import note_name, parse_pitch

H, R = HOLD, REST

symbols = arrays(np.uint8, st.integers(1, 4).map(lambda bars: 16 * bars), elements=st.integers(0, SYMBOLS - 1))


def steps(*head: int) -> list[int]:
    """One bar that begins so and then rests."""
    return [*head, *[R] * (16 - len(head))]


def test_a_hold_with_nothing_sounding_is_spelled_as_a_rest():
    rows_nt = np.array([[H, H, 60, H, R, H, H, 62], [60, H, H, R, R, H, 61, H]])
    assert canonical(rows_nt).tolist() == [[R, R, 60, H, R, R, R, 62], [60, H, H, R, R, R, 61, H]]


def test_canonical_leaves_its_argument_alone():
    row_t = np.array([H, 60], np.uint8)
    canonical(row_t)
    assert row_t.tolist() == [H, 60]


@given(symbols)
def test_canonical_is_idempotent_and_moves_no_onset(symbols_t):
    once = canonical(symbols_t)
    assert np.array_equal(canonical(once), once)
    assert np.array_equal(once[once < 128], symbols_t[symbols_t < 128])
    assert np.array_equal(once < 128, symbols_t < 128)


@pytest.mark.parametrize("symbol", [-1, 130])
def test_a_symbol_outside_the_alphabet_is_an_error(symbol):
    with pytest.raises(ValueError, match=r"melody symbols lie in 0\.\.129"):
        Melody(np.array(steps(60, symbol)))


@pytest.mark.parametrize("shape", [(0,), (15,), (2, 16)])
def test_a_melody_is_a_row_of_whole_bars(shape):
    with pytest.raises(ValueError, match="a row of whole bars of 16 steps"):
        Melody(np.full(shape, R))


def test_a_melody_cannot_be_changed():
    melody = Melody(np.array(steps(60)))
    with pytest.raises(ValueError, match="read-only"):
        melody.symbols_t[0] = 61


@pytest.mark.parametrize(
    ("notes", "symbols_t"),
    [
        pytest.param([Note(0, 4, 60), Note(4, 6, 62)], steps(60, H, H, H, 62, H), id="one after the other"),
        pytest.param([Note(0, 2, 60), Note(2, 4, 60)], steps(60, H, 60, H), id="repeated"),
        pytest.param([Note(0, 4, 60), Note(0, 2, 67), Note(0, 3, 64)], steps(67, H), id="highest of a chord"),
        pytest.param([Note(0, 6, 67), Note(2, 8, 60)], steps(67, H, H, H, H, H), id="a lower one under it is dropped"),
        pytest.param([Note(0, 6, 60), Note(2, 4, 67)], steps(60, H, 67, H), id="a higher one cuts it off"),
        pytest.param([Note(0, 6, 60), Note(2, 4, 60)], steps(60, H, 60, H), id="an equal one cuts it off"),
        pytest.param(
            [Note(0, 9, 60), Note(2, 4, 67), Note(4, 6, 55)], steps(60, H, 67, H, 55, H), id="what was cut is over"
        ),
        pytest.param([Note(-2, 4, 60), Note(14, 20, 62)], [R] * 14 + [62, H], id="clipped"),
        pytest.param([Note(3, 3, 60), Note(16, 17, 60)], steps(), id="no length, or after the end"),
    ],
)
def test_from_notes(notes, symbols_t):
    assert Melody.from_notes(notes, 16).symbols_t.tolist() == symbols_t


def test_notes():
    melody = Melody(np.array(steps(60, H, 62, R, R, 64) + [H, H, H, R] + [H] * 11 + [65]))
    assert melody.notes() == [Note(0, 2, 60), Note(2, 3, 62), Note(5, 6, 64), Note(31, 32, 65)]
    held = Melody(np.array(steps(*[R] * 14, 64, H) + steps(H, H)))
    assert held.notes() == [Note(14, 18, 64)]


@given(symbols)
def test_notes_and_melody_are_two_spellings_of_one_thing(symbols_t):
    melody = Melody(symbols_t)
    assert Melody.from_notes(melody.notes(), len(melody)) == melody


def test_equal_melodies_are_equal_and_hash_alike():
    one, same, other = (Melody(np.array(steps(*head))) for head in ([60, H], [60, H], [60, R]))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != "melody"


def test_transposed():
    melody = Melody(np.array(steps(60, H, R, 127)))
    assert melody.transposed(-60).symbols_t.tolist() == steps(0, H, R, 67)
    with pytest.raises(ValueError, match=r"transposing by 1 semitones leaves the MIDI range 0\.\.127"):
        melody.transposed(1)
    with pytest.raises(ValueError, match="transposing by -61"):
        melody.transposed(-61)


def test_a_silent_melody_transposes_by_anything():
    silence = Melody(np.full(STEPS, R))
    assert silence.transposed(1000) == silence
    assert silence.notes() == []
    assert silence.bars == 16


def test_note_name():
    assert [note_name(pitch) for pitch in (0, 21, 60, 61, 127)] == ["C-1", "A0", "C4", "C#4", "G9"]


@pytest.mark.parametrize(("text", "pitch"), [
    ("60", 60), ("C4", 60), (" f#3 ", 54), ("Bb2", 46), ("Cb4", 59), ("C-1", 0), ("G9", 127),
])  # fmt: skip
def test_a_pitch_by_number_or_by_name(text, pitch):
    assert parse_pitch(text) == pitch


@pytest.mark.parametrize("text", ["", "H4", "C", "G#9", "Cb-1", "-1", "128", "60.5", "nan"])
def test_what_is_no_pitch(text):
    with pytest.raises(ValueError, match=r"MIDI pitch|invalid literal"):
        parse_pitch(text)


def test_bars_are_named_as_musicians_count_them():
    assert bars_named("1-4, 9", 10).tolist() == [True] * 4 + [False] * 4 + [True, False]
    assert bars_named("2 3", 4).tolist() == [False, True, True, False]


@pytest.mark.parametrize("text", ["", "0", "3-2", "1-17", "a", "1-2-3", "-4"])
def test_what_names_no_bars_is_one_line(text):
    with pytest.raises(UserError, match=r"(names no bars|Name the bars)"):
        bars_named(text, 16)
