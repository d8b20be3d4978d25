"""Locked bars: what they keep, what contradicts them, and what knobs find to change in a tune."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lcmusic.music.keys import found_key
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked, by_bars, obeyed
from lcmusic.music.melody import HOLD, REST, Melody, Note

C_MAJOR = (60, 62, 64, 65, 67, 69, 71, 72)
SCALE = Melody.from_notes([Note(4 * i, 4 * i + 4, C_MAJOR[i % 8]) for i in range(64)])
"""Quarters; odd bars begin on C, even ones on G."""
LONG = Melody.from_notes([Note(24 * i, 24 * i + 24, 60 + i) for i in range(10)])
"""Every other note is held over a bar line."""


def bars(*numbers: int) -> np.ndarray:
    return np.isin(np.arange(16), numbers)


def test_locked_bars_are_kept_in_any_melody():
    made = Locked.of(SCALE, bars(1, 2)).kept_in(LONG)
    assert np.array_equal(by_bars(made)[1:3], by_bars(SCALE)[1:3])
    assert np.array_equal(by_bars(made)[4:], by_bars(LONG)[4:])
    assert NOTHING.kept_in(LONG) == LONG


def test_no_note_sounds_into_a_locked_bar_or_out_of_one():
    locked = Locked.of(LONG, bars(1))  # a note is held into it, and its own one is held on
    assert by_bars(LONG)[1][:9].tolist() == [HOLD] * 8 + [61]
    assert by_bars(locked.melody)[1].tolist() == [REST] * 8 + [61] + [HOLD] * 7
    made = locked.kept_in(LONG)
    assert made.notes()[:3] == [Note(0, 16, 60), Note(24, 32, 61), Note(48, 72, 62)]


def test_the_same_bars_are_the_same_whatever_stood_beside_them():
    other = Melody(np.concatenate([SCALE.symbols_t[:64], LONG.symbols_t[64:]]))
    assert Locked.of(SCALE, bars(0, 3)) == Locked.of(other, bars(0, 3))
    assert hash(Locked.of(SCALE, bars(0, 3))) == hash(Locked.of(other, bars(0, 3)))
    assert Locked.of(SCALE, bars()) == NOTHING
    assert not NOTHING


def test_of_two_that_lock_a_bar_the_first_counts():
    both = Locked.of(SCALE, bars(0)).beside(Locked.of(LONG, bars(0, 4)))
    assert both.bars == (0, 4)
    assert np.array_equal(by_bars(both.melody)[0], by_bars(SCALE)[0])
    assert NOTHING.beside(both) == both.beside(NOTHING) == both


D, E = Note(2, 6, 70), Note(30, 34, 71)  # E is held over a bar line


def test_locked_notes_are_laid_over_what_is_made():
    made = Locked(notes=(D, E)).kept_in(SCALE)
    assert made.notes()[:8] == [
        Note(0, 2, 60), D, *SCALE.notes()[2:7], Note(28, 30, 72),
    ]  # fmt: skip
    assert made.notes()[8] == E
    assert made.notes()[9:] == SCALE.notes()[9:]  # what began under it is gone


def test_locked_notes_are_kept_beside_locked_bars():
    locked = Locked.of(SCALE, bars(1), [E])
    assert locked.kept_in(LONG).notes()[:6] == [Note(0, 16, 60), *SCALE.notes()[4:7], Note(28, 30, 72), E]
    both = Locked(notes=(D,)).beside(Locked.of(SCALE, bars(1)))
    assert (both.bars, both.notes) == ((1,), (D,))
    assert Locked.of(SCALE, bars(1), [D]).beside(Locked.of(LONG, bars(1, 2))).notes == (D,)
    assert Locked.of(SCALE, bars(1), [D]).beside(NOTHING).notes == (D,)


@given(st.lists(st.integers(0, 129), min_size=256, max_size=256), st.lists(st.integers(0, 129), min_size=256,
    max_size=256), st.sets(st.integers(0, 300), max_size=9), st.sets(st.integers(0, 15), max_size=4))  # fmt: skip
def test_what_is_locked_comes_back_note_for_note_in_anything(tune, made, notes, kept):
    tune, made = Melody(np.array(tune)), Melody(np.array(made))
    chosen = [note for number, note in enumerate(tune.notes()) if number in notes]
    locked = Locked.of(tune, bars(*kept), chosen)
    melody = locked.kept_in(made)
    assert set(chosen) <= set(melody.notes())
    assert locked.kept_in(melody) == melody
    inside = {note for note in tune.notes() if {note.start // 16, (note.end - 1) // 16} <= kept}
    assert inside <= set(melody.notes())
    assert from_dict(Locked, json.loads(json.dumps(to_dict(locked)))) == locked


@pytest.mark.parametrize("notes", [
    (Note(4, 4, 60),), (Note(0, 8, 60), Note(4, 8, 60)), (Note(0, 600, 60),), (Note(0, 4, 128),), (Note(-1, 4, 60),),
])  # fmt: skip
def test_notes_that_no_melody_has_are_refused(notes):
    with pytest.raises(UserError, match=r"Locked notes must be notes of one melody, in order\."):
        Locked(notes=notes)


def test_a_locked_note_that_contradicts_the_knobs_is_a_sentence():
    with pytest.raises(UserError) as error:
        Locked(notes=(Note(36, 40, 66),)).check(Knobs(scale="major"))
    assert str(error.value) == (
        "The locked note F#4 of bar 3 lies outside the scale; unlock it or ask for another scale."
    )
    held = Locked.of(SCALE, bars(0), [Note(16, 128, 60)])
    with pytest.raises(UserError) as error:
        held.check(Knobs(density=10))
    assert str(error.value) == (
        "With its locked bars and notes a melody has 0.3 to 8.3 notes a bar, not 10; turn density or unlock bars or "
        "notes."
    )
    held.check(Knobs(density=8))


@pytest.mark.parametrize(
    ("locked", "symbols"), [((0,), ()), ((1,), (60, *[HOLD] * 15)), ((0,), (60,) * 15), ((0,), (999,) * 16)]
)
def test_what_no_melody_has_is_refused(locked, symbols):
    with pytest.raises(UserError, match=r"Locked bars must be whole bars of a melody\."):
        Locked(locked, symbols)


@pytest.mark.parametrize(
    ("knobs", "expected"),
    [
        (Knobs(), bars(*range(16))),
        (Knobs(scale="major", temperature=1, strict=True), bars(*range(16))),
        (Knobs(root=9, scale="natural minor"), bars(*range(16))),  # the same notes
        (Knobs(root=7, scale="major", density=4.3), bars(*range(1, 16, 2))),  # there is an F in every odd bar
        (Knobs(root=7, scale="major", chords="F"), bars()),  # E stands on a beat, or G
        (Knobs(chords="C | % | Em | %", reach=1), bars()),
        (Knobs(density=4.6), bars()),
        (Knobs(density=9, motion=8, reach=0), bars(*range(16))),
        (Knobs(repetition=0.5), bars()),
        (Knobs(taste=1), bars()),
    ],
)
def test_knobs_find_nothing_to_change_in_bars_that_obey_them(knobs, expected):
    assert obeyed(SCALE, knobs).tolist() == expected.tolist()


def test_chord_tones_are_asked_for_on_the_beats():
    arpeggio = Melody.from_notes([Note(4 * i, 4 * i + 4, (57, 60, 64, 57)[i % 4]) for i in range(64)])
    assert obeyed(arpeggio, Knobs(chords="Am | C | Am7 | %")).tolist() == bars(*range(0, 16, 4), *range(2, 16, 4),
        *range(3, 16, 4)).tolist()  # fmt: skip


def test_a_tune_has_its_chromatic_notes_in_its_own_scale_and_loses_them_in_strict_mode():
    tune = Melody.from_notes([*SCALE.notes()[:-1], Note(252, 256, 68)])
    assert obeyed(tune, Knobs(scale="major")).all()
    assert obeyed(tune, Knobs(scale="major", strict=True)).tolist() == bars(*range(15)).tolist()


@pytest.mark.parametrize(
    ("density", "kept", "possible"), [(14, bars(*range(15)), "3.8 to 4.8"), (1, bars(*range(8)), "2.0 to 10.0")]
)
def test_a_density_that_they_rule_out_is_a_sentence(density, kept, possible):
    locked = Locked.of(SCALE, kept)
    with pytest.raises(UserError) as error:
        locked.check(Knobs(density=density))
    assert str(error.value) == (
        f"With its locked bars a melody has {possible} notes a bar, not {density}; turn density or unlock bars."
    )
    locked.check(Knobs(density=density, reach=0))
    locked.check(Knobs(density=4))


def test_a_locked_bar_outside_the_scale_is_a_sentence():
    with pytest.raises(UserError) as error:
        Locked.of(SCALE, bars(2, 5)).check(Knobs(scale="major", root=2))
    assert str(error.value) == (
        "Bar 3 is locked and has notes outside the scale (C, F); unlock it or ask for another scale."
    )


@pytest.mark.parametrize("knobs", [
    Knobs(), Knobs(scale="major"), Knobs(scale="major", root=2, reach=0), Knobs(scale="major", root=2, chords="F"),
    Knobs(pitch_classes=(0, 2, 4, 5)),
])  # fmt: skip
def test_what_does_not_contradict_them_is_no_trouble(knobs):
    Locked.of(SCALE, bars(0)).check(knobs)
    NOTHING.check(Knobs(scale="blues", density=14))


IN_A_MINOR = Melody.from_notes([
    Note(16 * bar + i, 16 * bar + i + 1, pitch)
    for bar in range(16)
    for i, pitch in enumerate([57, 60, 64, 57, 68, 57, 60, 69, 68, 64, 66, 57, 60, 59, 57, 57])
])  # fmt: skip
"""With the seventh of the harmonic and the sixth of the melodic scale."""


def test_the_key_that_a_tune_sounds_in_is_its_own_but_not_another_scale_on_its_root():
    assert obeyed(IN_A_MINOR, Knobs(scale="natural minor", root=9)).all()
    assert not obeyed(IN_A_MINOR, Knobs(scale="natural minor", root=9, strict=True)).any()
    assert not obeyed(IN_A_MINOR, Knobs(scale="phrygian", root=9)).any()


@given(st.integers(0, 2**32), st.floats(0.15, 0.7))
def test_any_tune_obeys_its_own_key_and_density(seed, share):
    rng = np.random.default_rng(seed)
    pitches = rng.choice(np.arange(48, 84), size=rng.integers(1, 20))
    tune = Melody(np.where(rng.random(256) < share, rng.choice(pitches, 256), rng.choice([HOLD, REST], 256)))
    key, density = int(found_key(tune.symbols_t[None])[0]), len(tune.notes()) / 16
    scale = "major" if key < 12 else "natural minor"
    assert obeyed(tune, Knobs(scale=scale, root=key % 12, density=round(density, 1))).all()


def test_what_is_kept_of_a_clip_that_becomes_shorter_or_longer():
    locked = Locked.of(SCALE, bars(1, 9), [Note(0, 4, 50), Note(130, 134, 51)])
    shorter = locked.fitted(4)
    assert (shorter.bars, len(shorter.symbols), shorter.notes) == ((1,), 64, (Note(0, 4, 50),))
    assert np.array_equal(by_bars(shorter.melody)[1], by_bars(SCALE)[1])
    assert (locked.fitted(16), locked.fitted(1)) == (locked, Locked(notes=(Note(0, 4, 50),)))
    longer = locked.fitted(32)
    assert (longer.bars, len(longer.symbols), longer.notes) == ((1, 9), 512, locked.notes)
    assert longer.fitted(16) == locked


def test_what_is_kept_in_every_round_of_a_loop_and_in_both_halves_of_a_long_clip():
    two = Locked.of(SCALE.looped(2), np.array([False, True]), [Note(2, 6, 50)])
    around = two.looped(2, 6)
    assert (around.bars, around.notes) == ((1, 3, 5), (Note(2, 6, 50), Note(34, 38, 50), Note(66, 70, 50)))
    assert around.melody == two.melody.looped(6)
    kept = np.isin(np.arange(32), (3, 16))
    first, second = Locked.of(SCALE.looped(32), kept, [Note(4, 6, 50), Note(250, 260, 51), Note(300, 301, 52)]).halves()
    assert (first.bars, first.notes) == ((3,), (Note(4, 6, 50), Note(250, 256, 51)))
    assert (second.bars, second.notes) == ((0,), (Note(44, 45, 52),))
    assert Locked(notes=(Note(300, 301, 52),)).halves() == (NOTHING, Locked(notes=(Note(44, 45, 52),)))


def test_a_locked_bar_with_other_notes_than_are_drawn_is_said_and_a_tune_obeys_where_they_are_its_own():
    drawn = Knobs(density_per_bar=(4, None, 5))
    with pytest.raises(UserError, match="Bar 3 is locked with its 4 notes, and 5 are asked for; unlock it or leave it"):
        Locked.of(SCALE, bars(0, 1, 2)).check(drawn)
    Locked.of(SCALE, bars(0, 1)).check(drawn)
    assert obeyed(SCALE, drawn).tolist() == [bar % 3 != 2 for bar in range(16)]
    assert obeyed(SCALE, Knobs(density_per_bar=(5,), reach=0)).all()
