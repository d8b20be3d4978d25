"""The measures of form, on melodies whose values one can see."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcmusic.music import form
from lcmusic.music.form import Notes
from lcmusic.music.melody import HOLD, REST, STEPS, Melody, Note
from tests.lcmusic.conftest import random_melodies


def melody(*bars: str) -> np.ndarray:
    """One melody ``[1, t]``, from four words a bar: what starts on each beat, ``-`` holds and ``.`` rests.

    A word is a pitch; pitches with ``/`` between them share the beat evenly.
    """
    symbols = []
    for bar in bars:
        words = bar.split()
        assert len(words) == 4
        for word in words:
            parts = word.split("/")
            for part in parts:
                symbol = {"-": HOLD, ".": REST}.get(part)
                symbols += [int(part) if symbol is None else symbol]
                symbols += [REST if symbol == REST else HOLD] * (4 // len(parts) - 1)
    return np.array([symbols], np.uint8)


SCALE = melody("60 62 64 65", "67 69 71 72")


def test_repeats_of_bars():
    tune_nt = melody("60 62 64 60", "67 - 65 -", "60 62 64 60", "72 74 76 77", ". . . .", ". . . .")
    # Of five bars after the first, the third repeats the first and silence does not count.
    values = dict(zip(*(column for column in _features(tune_nt)), strict=True))
    assert values["bars repeated"] == pytest.approx(1 / 5)
    assert values["rhythms repeated"] == pytest.approx(2 / 5)


def _features(symbols_nt):
    names, values_nf = form.form_features(symbols_nt)
    return names, values_nf[0].tolist()


def test_agreement_is_the_jaccard_index_of_onsets_with_their_pitches():
    tune_nt = melody("60 62 64 65", "60 62 64 67", ". . . .", "60 62 64 65")
    # Bar 2 shares three of five onsets with bar 1; bar 3 shares none with bar 2 and bar 4 none with bar 3.
    assert form.agreement(tune_nt, 1).tolist() == pytest.approx([(3 / 5 + 0 + 0) / 3])
    assert form.agreement(tune_nt, 2).tolist() == pytest.approx([(0 + 3 / 5) / 2])
    silent_nt = melody(". . . .", ". . . .")
    assert form.agreement(silent_nt, 1).tolist() == [0]


def test_the_same_pitch_on_another_step_is_no_agreement():
    tune_nt = melody("60 62 . .", "62 60 . .")
    assert form.agreement(tune_nt, 1).tolist() == [0]


def test_motifs_recur_at_another_pitch_but_not_in_another_rhythm():
    up = melody("60 62 64 65", "70 72 74 75")
    # Of five motifs the last is the first again, ten semitones higher.
    assert form.recurring_motifs(Notes.of(up)).tolist() == pytest.approx([1 / 5])
    slower = melody("60 62 64 65", "70 - 72 -", "74 - 75 -")
    assert form.recurring_motifs(Notes.of(slower)).tolist() == [0]


def test_a_motif_does_not_recur_in_its_own_notes():
    level = melody("60 60 60 60", "60 60 60 60")
    # Five motifs, all alike; only the fifth shares no note with the first.
    assert form.recurring_motifs(Notes.of(level)).tolist() == pytest.approx([1 / 5])


def test_motifs_do_not_reach_from_one_melody_into_the_next():
    two_nt = np.concatenate([melody("60 62 64 65", "60 . . .")] * 2)
    assert form.recurring_motifs(Notes.of(two_nt)).tolist() == [0, 0]


def test_intervals_within_bars_and_over_bar_lines():
    tune_nt = np.concatenate([melody("60 62 59 59", "72 73 . ."), melody("60 - - -", "73 - - -")])
    names, values_nf = form.form_features(tune_nt)
    column = {name: values_nf[:, i].tolist() for i, name in enumerate(names)}
    assert column["interval in bars"] == pytest.approx([(2 + 3 + 0 + 1) / 4, 0])
    assert column["interval over bar lines"] == pytest.approx([13, 13])
    assert column["leaps"] == pytest.approx([1 / 5, 1])
    assert column["range"] == [14, 13]
    assert column["different pitches"] == [5, 2]


def test_turns_and_trend():
    tune_nt = np.concatenate([melody("60 62 62 60", "65 64 63 62"), SCALE])
    # Ups and downs + - + - - -, the repeated note left out: three turns in five.
    assert form.turns(Notes.of(tune_nt)).tolist() == pytest.approx([3 / 5, 0])
    assert form.trend(melody("60 61 62 63", "64 65 66 67")).tolist() == pytest.approx([1])
    assert form.trend(melody("67 66 65 64", "63 62 61 60")).tolist() == pytest.approx([-1])


def test_key_fit_takes_the_best_of_twelve_major_scales():
    d_major = melody("62 64 66 67", "69 71 73 74")
    assert form.key_fit(d_major).tolist() == [1]
    assert form.key_fit(melody("60 61 62 63", ". . . .")).tolist() == [3 / 4]


def test_entropy_of_pitch_classes():
    tune_nt = melody("60 72 60 48", "60 62 60 62", "60 62 64 65", ". . . .")
    # One pitch class, two, four, and a silent bar that does not count.
    assert form.pitch_class_entropy(tune_nt, 1).tolist() == pytest.approx([(0 + 1 + 2) / 3])
    shares = np.array([7, 3, 1, 1]) / 12
    assert form.pitch_class_entropy(tune_nt, 4).tolist() == pytest.approx([-(shares * np.log2(shares)).sum()])


def test_grooving_similarity_of_every_pair_of_bars():
    tune_nt = melody("60 60 60 60", "60 60 60 60", "60 - - -")
    # The last bar lacks three of sixteen onsets of either other.
    assert form.grooving_similarity(tune_nt).tolist() == pytest.approx([1 - (0 + 3 + 3) / 16 / 3])


def test_durations_rests_and_notes_per_bar():
    names, values = _features(melody("60/62 64 . .", "65 - - ."))
    column = dict(zip(names, values, strict=True))
    assert column["duration"] == pytest.approx((2 + 2 + 4 + 12) / 4)
    assert column["rests"] == pytest.approx(12 / 32)
    assert (column["notes per bar"], column["spread of notes per bar"]) == (2, 1)


def test_syncopation_counts_notes_held_over_a_stronger_step():
    # The second note starts between two beats and is held over the third.
    names, values = _features(melody("60 ./62 - 64", ". . . ."))
    assert dict(zip(names, values, strict=True))["syncopation"] == pytest.approx(1 / 3)


def test_metrical_complexity_by_hand():
    # Four onsets could take 5 + 4 + 3 + 3; on the beats they do.
    assert form.metrical_complexity(melody("60 60 60 60")).tolist() == [0]
    # Eighths after each beat take 2 + 2 + 2 + 2.
    assert form.metrical_complexity(melody("./60 ./60 ./60 ./60")).tolist() == [15 - 8]
    # Over two bars, two onsets could take 5 + 5.
    assert form.metrical_complexity(melody("60 - 60 -", ". . . .")).tolist() == [10 - 9]
    assert form.metrical_complexity(melody(". . . .")).tolist() == [0]


def test_the_attributes_of_lc_diff():
    found = form.lc_diff_attributes(np.concatenate([melody("60 64 62 62", "74 - . ."), melody(*[". . . ."] * 2)]))
    assert {name: value_n.tolist() for name, value_n in found.items()} == {
        "contour": [(4 + 2 + 0 + 12) / 88, 0],
        "note density": [5 / 32, 0],
        "range": [14 / 88, 0],
        "rhythmic complexity": [(5 + 5 + 4 + 4 + 3) - (5 + 3 + 4 + 3 + 5), 0],
    }


def test_no_feature_fails_on_silence_one_note_or_no_melody():
    silent_t = np.full(STEPS, REST, np.uint8)
    one_t = Melody.from_notes([Note(8, 12, 127)]).symbols_t
    names, values_nf = form.form_features(np.stack([silent_t, one_t]))
    assert values_nf.shape == (2, len(names))
    assert np.isfinite(values_nf).all()
    assert form.form_features(np.zeros((0, STEPS), np.uint8))[1].shape == (0, len(names))


@given(st.integers(0, 1000), st.integers(-40, 40))
def test_no_feature_depends_on_the_key(seed, semitones):
    tune = Melody(random_melodies(1, seed)[0])
    both_nt = np.stack([tune.symbols_t, tune.transposed(semitones).symbols_t])
    here_f, there_f = form.form_features(both_nt)[1]
    np.testing.assert_allclose(here_f, there_f, atol=1e-9)


def test_a_melody_is_measured_alike_alone_and_among_many():
    many_nt = random_melodies(30)
    together_nf = form.form_features(many_nt)[1]
    alone_nf = np.concatenate([form.form_features(row_t[None])[1] for row_t in many_nt])
    np.testing.assert_array_equal(together_nf, alone_nf)
