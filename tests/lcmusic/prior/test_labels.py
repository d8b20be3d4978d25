"""What melodies are like, on melodies made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from lcmusic.music.keys import NONE, found_key
from lcmusic.music.melody import HOLD, REST, STEPS_PER_BAR, Melody, Note
from lcmusic.prior.labels import WHOLE, BarTable, labels_of, last_class, measured, shape, similarity
from tests.lcmusic.conftest import random_melodies

SILENT = [REST] * STEPS_PER_BAR


def bar(**notes: int) -> list[int]:
    """A bar with notes that last a step, by ``at4=60``."""
    symbols = list(SILENT)
    for place, pitch in notes.items():
        symbols[int(place.removeprefix("at"))] = pitch
    return symbols


def row(pitches: list[int], length: int = 4) -> np.ndarray:
    """A melody of 16 bars that begins with notes of a length, in a row; ``[1, 256]``."""
    return Melody.from_notes([Note(length * i, length * (i + 1), p) for i, p in enumerate(pitches)]).symbols_t[None]


class TestBarTable:
    def test_what_bars_hold(self) -> None:
        table = BarTable.of(np.array([bar(at0=60, at4=64, at10=72), bar(at2=71), SILENT], np.uint8))
        assert table.classes_m.tolist() == [1 << 0 | 1 << 4, 1 << 11, 0]
        assert table.beats_mq.tolist() == [[0, 4, NONE, NONE], [NONE] * 4, [NONE] * 4]
        assert table.lowest_m.tolist() == [60, 71, NONE]
        assert table.highest_m.tolist() == [72, 71, NONE]
        assert table.mean_m.tolist() == pytest.approx([(60 + 64 + 72) / 3, 71, NONE])

    def test_a_note_that_is_held_over_the_bar_line_starts_no_second_time(self) -> None:
        table = BarTable.of(np.array([[HOLD] * 4 + SILENT[4:]], np.uint8))
        assert (table.classes_m[0], table.beats_mq[0].tolist(), table.lowest_m[0]) == (0, [NONE] * 4, NONE)

    def test_rhythms_and_shapes_are_numbered(self) -> None:
        first = bar(at0=60, at4=64)
        bars = [first, bar(at0=62, at4=66), bar(at0=60, at4=65), bar(at0=60, at5=64), SILENT, first]
        table = BarTable.of(np.array(bars, np.uint8))
        rhythms, shapes = table.rhythm_m.tolist(), table.shape_m.tolist()
        assert [rhythms.index(number) for number in rhythms] == [0, 0, 0, 3, 4, 0]
        assert [shapes.index(number) for number in shapes] == [0, 0, 2, 3, 4, 0]

    def test_a_silent_bar_and_one_that_is_held_have_different_rhythms(self) -> None:
        table = BarTable.of(np.array([SILENT, [HOLD] * STEPS_PER_BAR], np.uint8))
        assert table.rhythm_m[0] != table.rhythm_m[1]
        assert table.shape_m[0] != table.shape_m[1]


def test_a_shape_is_told_from_the_first_note() -> None:
    bars_ms = np.array([bar(at2=70, at3=67), bar(at2=50, at3=47)], np.uint8)
    shapes_ms = shape(bars_ms)
    assert shapes_ms[0, 2:4].tolist() == [0, -3]
    assert np.array_equal(shapes_ms[0], shapes_ms[1])
    assert (shapes_ms[:, 4:] == 2 * 128 + 1).all()


def test_similarity_is_the_share_of_common_notes() -> None:
    bars_bks = np.array([[bar(at0=60, at4=64), bar(at0=60, at4=65), bar(at0=60, at4=64, at8=67), SILENT]], np.uint8)
    assert similarity(bars_bks)[0] == pytest.approx(
        np.array([[1, 1 / 3, 2 / 3, 0], [1 / 3, 1, 1 / 4, 0], [2 / 3, 1 / 4, 1, 0], [0, 0, 0, 0]])
    )


class TestKeys:
    @pytest.mark.parametrize("root", range(12))
    def test_a_major_scale_that_leans_on_its_triad(self, root: int) -> None:
        degrees = [0, 4, 7, 0, 2, 4, 5, 7, 9, 11, 12, 7, 4, 0]
        assert found_key(row([54 + (root + 6) % 12 + d for d in degrees])).tolist() == [root]

    @pytest.mark.parametrize("root", range(12))
    def test_a_minor_scale_that_leans_on_its_triad(self, root: int) -> None:
        degrees = [0, 3, 7, 0, 2, 3, 5, 7, 8, 11, 12, 7, 3, 0]
        assert found_key(row([54 + (root + 6) % 12 + d for d in degrees])).tolist() == [root + 12]

    def test_long_notes_count_more(self) -> None:
        notes = [Note(0, 32, 60), Note(32, 64, 64), Note(64, 96, 67), *[Note(96 + i, 97 + i, 66) for i in range(8)]]
        assert found_key(Melody.from_notes(notes).symbols_t[None]).tolist() == [0]

    def test_silence_has_neither_key_nor_ending(self) -> None:
        silent_1t = np.array([SILENT * 16], np.uint8)
        assert found_key(silent_1t).tolist() == [NONE]
        assert last_class(silent_1t).tolist() == [NONE]

    def test_the_ending_is_the_last_note_that_starts(self) -> None:
        assert last_class(np.concatenate([row([60, 67]), row([60, 62, 74])])).tolist() == [7, 2]


class TestWhole:
    def test_a_scale_that_goes_up(self) -> None:
        labels = {name: value[0] for name, value in labels_of(row([60, 62, 64, 65])).items()}
        expected = {
            "density": 4 / 16, "motion": 5 / 3, "travel": 5 / 16, "turns": 0, "syncopation": 0, "ending": 5,
            "lowest": 60, "highest": 65, "span": 5,
        }  # fmt: skip
        assert {name: labels[name] for name in expected} == pytest.approx(expected)
        assert labels["contour"] > 0.9

    def test_a_zigzag_always_turns(self) -> None:
        assert measured(row([60, 67] * 8))["turns"].tolist() == [1]

    def test_bars_that_come_back(self) -> None:
        one = bar(at0=60, at8=64)
        same_rhythm = bar(at0=62, at8=60)
        symbols_nt = np.array([one * 16, one * 8 + same_rhythm * 8], np.uint8)
        labels = measured(symbols_nt)
        assert labels["repetition"] == pytest.approx([1, 14 / 15])
        assert labels["rhythm"].tolist() == [1, 1]

    def test_all_of_them_stay_under_transposition(self) -> None:
        symbols_nt = random_melodies(6)
        moved_nt = np.where(symbols_nt < 128, symbols_nt + 5, symbols_nt).astype(np.uint8)
        labels, moved = measured(symbols_nt), measured(moved_nt)
        for name in WHOLE:
            assert moved[name] == pytest.approx(labels[name], abs=1e-5), name
        assert moved["ending"].tolist() == ((labels["ending"] + 5) % 12).tolist()
        assert moved["key"].tolist() == ((labels["key"] + 5) % 12 + 12 * (labels["key"] >= 12)).tolist()

    def test_parts_are_measured_as_the_whole(self) -> None:
        symbols_nt = random_melodies(7)
        whole, parts = measured(symbols_nt), measured(symbols_nt, rows=3)
        assert all(np.array_equal(whole[name], parts[name]) for name in whole)

    def test_silence_has_labels_that_are_numbers(self) -> None:
        labels = labels_of(np.array([SILENT * 16], np.uint8))
        assert {name: value.tolist() for name, value in labels.items() if not np.isfinite(value).all()} == {}
        assert (labels["density"][0], labels["key"][0], labels["ending"][0]) == (0, NONE, NONE)
