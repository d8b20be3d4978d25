import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lcmusic.music.scales import (
    SCALES,
    all_sets,
    indicator,
    outside,
    parse_key,
    parse_root,
    parse_set,
    pitch_classes,
    scale_name,
)


def test_scales_on_roots():
    assert pitch_classes(0, "major") == {0, 2, 4, 5, 7, 9, 11}
    assert pitch_classes(2, "dorian") == pitch_classes(0, "major")
    assert pitch_classes(9, "natural minor") == pitch_classes(0, "major")
    assert pitch_classes(4, "phrygian") == pitch_classes(5, "lydian") == pitch_classes(7, "mixolydian")
    assert pitch_classes(9, "harmonic minor") == {9, 11, 0, 2, 4, 5, 8}
    assert pitch_classes(10, "major pentatonic") == pitch_classes(7, "minor pentatonic") == {10, 0, 2, 5, 7}
    assert pitch_classes(9, "blues") == {9, 0, 2, 3, 4, 7}
    assert pitch_classes(5, "chromatic") == set(range(12))


@pytest.mark.parametrize(("text", "root"), [
    ("C", 0), ("f#", 6), ("Bb", 10), (" eb ", 3), ("B", 11), ("F♯", 6), ("b♭", 10), ("F sharp", 6), ("E-flat", 3),
])  # fmt: skip
def test_roots(text, root):
    assert parse_root(text) == root


@pytest.mark.parametrize(("text", "name"), [
    ("Harmonic_Minor", "harmonic minor"), ("whole-tone", "whole tone"), ("minor", "natural minor"), ("blues", "blues"),
    ("ionian", "major"), ("Aeolian", "natural minor"), ("locrian", "locrian"), ("min", "natural minor"),
    ("maj", "major"), ("M", "major"), ("m", "natural minor"), ("pentatonic", "major pentatonic"),
    ("min pentatonic", "minor pentatonic"), ("harmonic min", "harmonic minor"),
])  # fmt: skip
def test_names(text, name):
    assert scale_name(text) == name


@pytest.mark.parametrize(("text", "key"), [
    ("A", (9, None)), ("A minor", (9, "natural minor")), ("Am", (9, "natural minor")), ("bbm", (10, "natural minor")),
    ("b", (11, None)), ("b blues", (11, "blues")), ("F♯", (6, None)), ("F#maj", (6, "major")), ("CM", (0, "major")),
    ("Eb-min", (3, "natural minor")), ("d DORIAN", (2, "dorian")), ("F sharp minor", (6, "natural minor")),
    ("C pentatonic", (0, "major pentatonic")), ("B locrian", (11, "locrian")),
    ("a_harmonic_minor", (9, "harmonic minor")),
])  # fmt: skip
def test_keys(text, key):
    assert parse_key(text) == key


@pytest.mark.parametrize(("text", "message"), [
    ("H", "'H' is not a root"), ("H minor", "'H' is not a root"), ("", "'' is not a root"),
    ("dorian", "'dorian' is not"), ("A mionr", "There is no scale 'mionr'"),
])  # fmt: skip
def test_bad_keys(text, message):
    with pytest.raises(UserError, match=message):
        parse_key(text)


def test_locrian_is_the_major_scale_a_semitone_higher():
    assert pitch_classes(11, "locrian") == pitch_classes(0, "major")


@pytest.mark.parametrize(("text", "expected"), [
    ("C major", {0, 2, 4, 5, 7, 9, 11}), ("c# Minor Pentatonic", {1, 4, 6, 8, 11}), ("C, E, G", {0, 4, 7}),
    ("0 4 7", {0, 4, 7}), ("Bb", {10}), ("F♯ B♭", {6, 10}), ("Am", {9, 11, 0, 2, 4, 5, 7}),
    ("D min", {2, 4, 5, 7, 9, 10, 0}),
])  # fmt: skip
def test_sets(text, expected):
    assert parse_set(text) == expected


@pytest.mark.parametrize(("text", "message"), [
    ("C majr", "There is no scale 'majr'; choose one of major, "), ("H major", "'H' is not a root"), ("", "is needed"),
    ("0 12", "numbers from 0"),
])  # fmt: skip
def test_bad_sets(text, message):
    with pytest.raises(UserError, match=message):
        parse_set(text)


def test_all_sets_is_every_scale_on_every_root():
    assert len(all_sets()) == 12 * (len(SCALES) - 1)
    assert all_sets()[7, "major"] == {7, 9, 11, 0, 2, 4, 6}


@pytest.mark.parametrize("kind", [np.array, torch.tensor])
def test_notes_outside_a_set_are_counted(kind):
    c_major = indicator(pitch_classes(0, "major"))
    assert c_major == [1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1]
    notes_np = kind([[3.0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0], [1.0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]])
    assert outside(notes_np, kind(c_major)).tolist() == [2.5, 0.0]
    each_np = kind([c_major, indicator(frozenset({0}))])
    assert outside(notes_np, each_np).tolist() == [2.5, 4.0]
