"""Notes in a hand: any edits leave a legal melody, and the last one wins."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lcmusic.music.editing import Held, edited_bars, laid, without
from lcmusic.music.melody import STEPS, Melody, Note, canonical

TUNE = Melody.from_notes([Note(0, 4, 60), Note(4, 12, 62), Note(14, 20, 64), Note(40, 44, 65)])


def test_a_note_ends_what_sounds_and_takes_away_what_begins_under_it():
    assert laid(TUNE, [Note(2, 6, 70)]).notes() == [Note(0, 2, 60), Note(2, 6, 70), Note(14, 20, 64), Note(40, 44, 65)]
    assert laid(TUNE, [Note(6, 8, 70)]).notes()[:3] == [Note(0, 4, 60), Note(4, 6, 62), Note(6, 8, 70)]
    assert without(TUNE, [Note(4, 12, 62)]).notes() == [Note(0, 4, 60), Note(14, 20, 64), Note(40, 44, 65)]


def test_what_is_carried_over_a_note_leaves_it_as_it_was():
    held = Held.of(TUNE, [Note(0, 4, 60)])
    assert held.melody == TUNE
    assert held.moved(5, 1).melody.notes()[:2] == [Note(4, 5, 62), Note(5, 9, 61)]
    assert held.moved(5, 1).moved(16, -1).melody.notes()[:3] == [Note(4, 12, 62), Note(14, 20, 64), Note(21, 25, 60)]
    assert held.moved(5, 1).moved(-5, -1).melody == TUNE


def test_notes_stop_at_the_ends_and_keep_their_pitches_at_the_edge_of_midi():
    both = Held.of(TUNE, [Note(0, 4, 60), Note(40, 44, 65)])
    assert both.moved(-3, 63).notes == (Note(0, 4, 60), Note(40, 44, 65))
    assert both.moved(999, 62).notes == (Note(212, 216, 122), Note(252, 256, 127))


def test_notes_are_stretched_up_to_the_next_of_them_and_never_to_nothing():
    both = Held.of(TUNE, [Note(0, 4, 60), Note(4, 12, 62)])
    assert both.stretched(6).notes == (Note(0, 4, 60), Note(4, 18, 62))
    assert both.stretched(6).melody.notes() == [Note(0, 4, 60), Note(4, 18, 62), Note(40, 44, 65)]
    assert both.stretched(-9).notes == (Note(0, 1, 60), Note(4, 5, 62))


def test_edited_are_all_bars_of_the_notes_that_changed():
    long = Melody.from_notes([Note(8, 40, 60), Note(64, 68, 62)])
    shorter = Held.of(long, [Note(8, 40, 60)]).stretched(-4).melody
    assert np.flatnonzero(edited_bars(long, shorter)).tolist() == [0, 1, 2]
    assert np.flatnonzero(edited_bars(long, without(long, [Note(64, 68, 62)]))).tolist() == [4]
    assert not edited_bars(long, long).any()


symbols = st.lists(st.integers(0, 129), min_size=STEPS, max_size=STEPS)
edits = st.lists(
    st.tuples(
        st.sampled_from(["move", "stretch", "delete", "draw"]),
        st.sets(st.integers(0, 300), max_size=5), st.integers(-300, 300), st.integers(-140, 140),
    ), max_size=12,
)  # fmt: skip


@given(symbols, edits)
def test_any_edits_leave_a_legal_melody_in_which_the_last_note_is_whole(start, edits):
    melody = Melody(np.array(start))
    for what, which, steps, semitones in edits:
        notes = melody.notes()
        held = Held.of(melody, [note for number, note in enumerate(notes) if number in which])
        assert held.melody == melody  # taking notes up and putting them down is nothing
        if what == "move":
            held = held.moved(steps, semitones)
        elif what == "stretch":
            held = held.stretched(steps)
        elif what == "delete":
            held = Held(held.under)
        else:
            first = steps % STEPS
            held = Held(melody, (Note(first, min(STEPS, first + 1 + abs(semitones)), abs(semitones) % 128),))
        before, melody = melody, held.melody
        assert np.array_equal(canonical(melody.symbols_t), melody.symbols_t)
        assert set(held.notes) <= set(melody.notes())
        same_k = ~edited_bars(before, melody)
        assert np.array_equal(before.symbols_t.reshape(16, 16)[same_k], melody.symbols_t.reshape(16, 16)[same_k])
