"""From knobs to conditions: reach, key, chords, notes by bar, what is locked beside them, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.prior.asking import conditions_of, wished
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.model import MelodyPrior
from lcmusic.prior.outline import DRAWN, Form, Outline
from tests.lcmusic.prior.conftest import STYLES

BARS = 16
C_MAJOR = [0, 2, 4, 5, 7, 9, 11]


@pytest.fixture
def outline(tiny_model: MelodyPrior) -> Outline:
    return tiny_model.outline


def drawn(rows: int = 1, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, DRAWN))


def asked_of(outline: Outline, *knobs: Knobs, **beside: dict[str, np.ndarray]) -> Conditions:
    """The conditions of the same idea under each of some knobs."""
    return conditions_of(knobs, drawn().repeat(len(knobs), 0), outline, STYLES, BARS, **beside)


def test_wishes_are_nan_where_a_knob_is_off() -> None:
    wishes = wished([Knobs(), Knobs(density=4, lowest=50, highest=70, contour=-1), Knobs(lowest=50)])
    assert np.isnan([value[0] for value in wishes.values()]).all()
    assert {n: v[1] for n, v in wishes.items() if not np.isnan(v[1])} == {
        "density": 4, "lowest": 50, "span": 20, "contour": -1,
    }  # fmt: skip
    assert {n: v[2] for n, v in wishes.items() if not np.isnan(v[2])} == {"lowest": 50}


class TestOwn:
    def test_knobs_that_are_off_leave_the_idea_s_outline(self, outline: Outline) -> None:
        asked, style_b = asked_of(outline, Knobs()), outline.style(drawn())
        own = outline.draw(drawn(), style_b, {})[0]
        assert {name: asked.whole[name].tolist() for name in own} == {n: value.tolist() for n, value in own.items()}
        assert asked.whole["style"].tolist() == style_b.tolist()
        assert asked.whole["key"].tolist() == outline.key(drawn()).tolist()
        assert asked.whole["ending"].tolist() == [-1]
        assert asked.whole["highest"].tolist() == (own["lowest"] + own["span"]).tolist()
        assert not asked.sets_bkp.any()
        assert not asked.beats_bkqp.any()
        assert not asked.given_bk.any()

    def test_bars_have_their_share_of_the_notes(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(density=4))
        wanted = {"density": np.array([4.0])}
        _, form = outline.draw(drawn(), outline.style(drawn()), wanted)
        assert asked.whole["density"].tolist() == [4]
        assert asked.notes_bk == pytest.approx(np.clip(4 * form.busy_bk, 0, STEPS_PER_BAR))
        assert asked.notes_bk.mean() == pytest.approx(4, abs=0.05)


class TestReach:
    def test_it_is_how_far_a_label_moves_from_the_idea_s(self, outline: Outline) -> None:
        knobs = Knobs(density=9, motion=6, contour=1)
        none, half, full = (asked_of(outline, replace(knobs, reach=reach)) for reach in (0.0, 0.5, 1.0))
        own = outline.draw(drawn(), outline.style(drawn()), {})[0]
        for name, value in (("density", 9), ("motion", 6), ("contour", 1)):
            assert none.whole[name] == pytest.approx(own[name])
            assert half.whole[name] == pytest.approx((own[name] + value) / 2)
            assert full.whole[name].tolist() == [value]

    def test_it_is_how_much_notes_count(self, outline: Outline) -> None:
        asked = asked_of(outline, *(Knobs(scale="major", chords="F", reach=reach) for reach in (0.0, 0.5, 1.0)))
        assert [sorted(set(sets_kp.ravel().tolist())) for sets_kp in asked.sets_bkp] == [[0], [0, 0.5], [0, 1]]
        assert [sorted(set(beats.ravel().tolist())) for beats in asked.beats_bkqp] == [[0], [0, 0.5], [0, 1]]


class TestNotes:
    def test_a_scale_is_asked_of_every_bar(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="major"))
        assert [np.flatnonzero(set_p).tolist() for set_p in asked.sets_bkp[0]] == [C_MAJOR] * BARS

    def test_all_twelve_ask_nothing(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="chromatic"))
        assert not asked.sets_bkp.any()
        assert asked.whole["key"].tolist() == [-1]

    def test_chords_go_round_and_are_asked_of_their_beats(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(chords="C Am | F#"))
        beats_kq = [[np.flatnonzero(beat_p).tolist() for beat_p in bar_qp] for bar_qp in asked.beats_bkqp[0]]
        assert beats_kq == [[[0, 4, 7], [0, 4, 7], [0, 4, 9], [0, 4, 9]], [[1, 6, 10]] * 4] * (BARS // 2)
        assert not asked.sets_bkp.any()
        assert asked.whole["key"].tolist() == [-1]

    def test_a_chord_s_notes_are_allowed_in_its_bar(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="major", chords="C E7"))
        sets = [np.flatnonzero(set_p).tolist() for set_p in asked.sets_bkp[0, :2]]
        assert sets == [C_MAJOR, sorted([*C_MAJOR, 8])]

    def test_numerals_stand_on_the_root(self) -> None:
        assert str(Knobs(chords="I V", root=2).progression) == "D | A"
        assert Knobs().progression is None

    def test_rows_ask_for_themselves(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="major"), Knobs(), Knobs(pitch_classes=(1,), root=1))
        assert [np.flatnonzero(sets_kp[0]).tolist() for sets_kp in asked.sets_bkp] == [C_MAJOR, [], [1]]


class TestHome:
    """What a scale asks of the last bar."""

    def test_its_root_is_on_every_beat_of_the_last_bar_and_of_those_that_are_the_same(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="dorian", root=2, density=12))
        same_k = asked.bars_bk[0] == asked.bars_bk[0, -1]
        assert asked.whole["ending"].tolist() == [2]
        assert [np.flatnonzero(beat_p).tolist() for beat_p in asked.beats_bkqp[0, -1]] == [[2]] * 4
        assert asked.beats_bkqp[0].any((1, 2)).tolist() == same_k.tolist()
        assert (asked.notes_bk[0, same_k] <= 4).all()
        assert (asked.notes_bk[0, ~same_k] > 4).any()

    def test_modes_of_one_set_are_asked_for_different_notes(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="major"), Knobs(scale="dorian", root=2), Knobs(scale="minor", root=9))
        assert (asked.sets_bkp == asked.sets_bkp[0]).all()
        assert asked.whole["key"].tolist() == [0, 14, 21]
        assert asked.whole["ending"].tolist() == [0, 2, 9]

    def test_chords_without_it_are_left_alone(self, outline: Outline) -> None:
        asked = asked_of(outline, Knobs(scale="major", chords="C | F G"))
        beats = [np.flatnonzero(beat_p).tolist() for beat_p in asked.beats_bkqp[0, -1]]
        assert beats == [[0], [0], [2, 7, 11], [2, 7, 11]]

    @pytest.mark.parametrize("knobs", [Knobs(), Knobs(scale="major", ending=False), Knobs(pitch_classes=(0, 2, 4))])
    def test_not_asked_for(self, outline: Outline, knobs: Knobs) -> None:
        asked = asked_of(outline, knobs)
        assert asked.whole["ending"].tolist() == [-1]
        assert not asked.beats_bkqp.any()


@pytest.mark.parametrize(
    ("knobs", "key"),
    [
        (Knobs(scale="major", root=2), 2),
        (Knobs(scale="mixolydian", root=7), 7),
        (Knobs(scale="dorian", root=2), 14),
        (Knobs(scale="minor pentatonic", root=9), 21),
        (Knobs(scale="whole tone"), -1),
        (Knobs(pitch_classes=(0, 4, 7)), -1),
        (Knobs(chords="Am F"), -1),
        (Knobs(scale="major", chords="Am F"), 0),
    ],
)
def test_the_key(outline: Outline, knobs: Knobs, key: int) -> None:
    assert asked_of(outline, knobs).whole["key"].tolist() == [key]


class TestRange:
    def test_the_highest_alone_moves_the_idea_s_range(self, outline: Outline) -> None:
        own = outline.draw(drawn(), outline.style(drawn()), {})[0]
        asked = asked_of(outline, Knobs(highest=90))
        assert asked.whole["highest"].tolist() == [90]
        assert asked.whole["lowest"] == pytest.approx(90 - own["span"])

    def test_both_ends(self, outline: Outline) -> None:
        whole = asked_of(outline, Knobs(lowest=50, highest=62)).whole
        assert [whole[name].tolist() for name in ("lowest", "highest", "span")] == [[50], [62], [12]]


class TestBeside:
    def test_what_surrounds_the_bars_counts_where_no_knob_is_turned(self, outline: Outline) -> None:
        around = {"density": np.array([7.0]), "lowest": np.array([40.0]), "key": np.array([16])}
        asked = asked_of(outline, Knobs(), Knobs(density=3), Knobs(scale="major", root=5), around=around)
        assert asked.whole["density"].tolist() == [7, 3, 7]
        assert asked.whole["lowest"].tolist() == [40] * 3
        assert asked.whole["key"].tolist() == [16, 16, 5]

    def test_labels_may_be_asked_for_beside_the_knobs(self, outline: Outline) -> None:
        labels = {"complexity": np.array([7.5]), "travel": np.array([20.0])}
        whole = asked_of(outline, Knobs(density=5), labels=labels).whole
        assert [whole[name].tolist() for name in ("complexity", "travel", "density")] == [[7.5], [20], [5]]


class TestStyle:
    def test_a_style_by_name(self, outline: Outline) -> None:
        assert asked_of(outline, *(Knobs(style=name) for name in STYLES)).whole["style"].tolist() == [0, 1]

    def test_one_that_was_not_learned_is_refused(self, outline: Outline) -> None:
        with pytest.raises(UserError) as error:
            asked_of(outline, Knobs(style="polka"))
        assert str(error.value) == "This prior has not learned the style 'polka'; choose one of folk, pop."


class TestContradictions:
    def test_a_range_without_a_note_that_is_asked_for(self, outline: Outline) -> None:
        with pytest.raises(UserError) as error:
            asked_of(outline, Knobs(pitch_classes=(0,), lowest=61, highest=66))
        assert str(error.value) == (
            "There is none of the notes that are asked for from 61 to 66; ask for a wider range or for other notes."
        )

    @pytest.mark.parametrize(
        "knobs",
        [
            Knobs(pitch_classes=(0,), lowest=60, highest=66),
            Knobs(pitch_classes=(6,), lowest=61, highest=66),
            Knobs(pitch_classes=(0,), lowest=61),
            Knobs(pitch_classes=(0,), chords="D", lowest=61, highest=66),
            Knobs(pitch_classes=(0,), lowest=61, highest=66, reach=0),
            Knobs(lowest=61, highest=66),
        ],
    )
    def test_one_note_is_enough(self, outline: Outline, knobs: Knobs) -> None:
        assert len(asked_of(outline, knobs)) == 1

    def test_a_chord_that_cannot_be_read(self) -> None:
        with pytest.raises(UserError) as error:
            Knobs(chords="C H")
        assert str(error.value) == ("The chord 'H' cannot be read; write one like Am7, F#m, C/E, Bbmaj7, Gsus4 or ii7.")


class TestBars:
    def form(self, outline: Outline, density: float) -> tuple[float, Form]:
        """The idea's own density, and its form where another one is asked for."""
        style_b = outline.style(drawn())
        own = outline.draw(drawn(), style_b, {})[0]["density"][0]
        return own, outline.draw(drawn(), style_b, {"density": np.array([density])})[1]

    def test_the_bars_of_a_short_clip_come_round(self, outline: Outline) -> None:
        asked, whole = asked_of(outline, Knobs(density=4, bars=4)), asked_of(outline, Knobs(density=4))
        at_k = np.arange(BARS) % 4
        for part, of_whole in ((asked.bars_bk, whole.bars_bk), (asked.rhythms_bk, whole.rhythms_bk)):
            assert np.array_equal(part, of_whole[:, at_k])
        assert np.array_equal(asked.similar_bkk, whole.similar_bkk[:, at_k[:, None], at_k])
        assert np.array_equal(asked.notes_bk, asked.notes_bk[:, at_k])
        assert asked.notes_bk.mean() == pytest.approx(4, abs=0.05)
        assert whole.whole.keys() - asked.whole.keys() == {"repetition", "rhythm"}
        rising = asked_of(outline, Knobs(bars=4, contour=1))
        assert np.array_equal(rising.pitch_bk, rising.pitch_bk[:, at_k])

    def test_each_bar_is_asked_for_its_own_notes_as_far_as_reach_says(self, outline: Outline) -> None:
        knobs = Knobs(density_per_bar=(2, None, 9, 16), root=2, scale="major")
        own, _ = self.form(outline, 4)
        _, form = self.form(outline, (2 + own + 9 + 16) / 4)
        (full,) = asked_of(outline, knobs).notes_bk
        assert (full[0::4].tolist(), full[2::4].tolist()) == ([2] * 4, [9] * 4)
        assert full[3::4].tolist() == [16] * 4  # the last bar, too, which comes home otherwise
        assert full[1::4] == pytest.approx(np.clip(own * form.busy_bk, 0, STEPS_PER_BAR)[0, 1::4])
        (half,) = asked_of(outline, replace(knobs, reach=0.5, scale=None)).notes_bk
        _, form = self.form(outline, (own + (2 + own + 9 + 16) / 4) / 2)
        assert half[2::4] == pytest.approx((np.clip(own * form.busy_bk, 0, STEPS_PER_BAR)[0, 2::4] + 9) / 2)

    def test_bars_that_are_to_differ_are_the_same_no_longer(self, outline: Outline) -> None:
        _, form = self.form(outline, 5)
        asked = asked_of(outline, Knobs(density_per_bar=(2, 8)))
        alike_kk = np.arange(BARS)[:, None] % 2 == np.arange(BARS) % 2
        for part_k, own_k in ((asked.bars_bk[0], form.bars_bk[0]), (asked.rhythms_bk[0], form.rhythms_bk[0])):
            own_kk = own_k[:, None] == own_k
            assert (own_kk & ~alike_kk).any()  # some come back
            assert np.array_equal(part_k[:, None] == part_k, own_kk & alike_kk)
        assert not asked.similar_bkk[0][~alike_kk].any()
