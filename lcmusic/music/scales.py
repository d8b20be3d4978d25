"""Scales: named sets of pitch classes over a root. Pitch classes are 0..11 with C = 0."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from lc_common.errors import UserError

ROOTS = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
FLATS = {"Db": 1, "Eb": 3, "Gb": 6, "Ab": 8, "Bb": 10, "Cb": 11, "Fb": 4, "E#": 5, "B#": 0}
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "natural minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic minor": (0, 2, 3, 5, 7, 8, 11),
    "melodic minor": (0, 2, 3, 5, 7, 9, 11),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "major pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
    "blues": (0, 3, 5, 6, 7, 10),
    "whole tone": (0, 2, 4, 6, 8, 10),
    "chromatic": tuple(range(12)),
}
"""Semitones above the root, by name."""


OTHER_SCALES = {"locrian": (0, 1, 3, 5, 6, 8, 10)}
"""Understood, but not among those that knobs are trained and measured on: no fifth stands above its root."""
SPELLINGS = {"m": "minor", "min": "minor", "M": "major", "maj": "major"}
SYNONYMS = {
    "minor": "natural minor", "aeolian": "natural minor", "ionian": "major", "pentatonic": "major pentatonic",
}  # fmt: skip
MAJOR_KEYS = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
MINOR_KEYS = ("Cm", "C#m", "Dm", "Ebm", "Em", "Fm", "F#m", "Gm", "G#m", "Am", "Bbm", "Bm")
"""The keys on each root, with the fewest accidentals."""
ACCIDENTALS = {"♯": "#", " sharp": "#", "-sharp": "#", "♭": "b", " flat": "b", "-flat": "b"}
ROOT = r"[A-G](?:[#♯b♭]|[ -](?:sharp|flat))?"


def parse_root(text: str) -> int:
    """A root such as ``C``, ``f#``, ``F♯``, ``Bb`` or ``B flat`` as a pitch class.

    Raises:
        UserError: it is not a root.
    """
    name = text.strip().capitalize()
    for spelt, accidental in ACCIDENTALS.items():
        name = name.replace(spelt, accidental)
    if name in ROOTS:
        return ROOTS.index(name)
    if name in FLATS:
        return FLATS[name]
    raise UserError(f"{text!r} is not a root; choose one of {', '.join(ROOTS)} or a flat such as Bb.")


def parse_key(text: str) -> tuple[int, str | None]:
    """A key such as ``Bb``, ``A minor``, ``Am`` or ``D dorian`` as its root and its scale, None where it names none.

    Raises:
        UserError: it does not begin with a root, or there is no such scale.
    """
    match = re.fullmatch(rf"({ROOT})(?:[\s_-]+(.+)|(m|min|minor|maj|major))?", text.strip(), re.IGNORECASE)
    if not match:
        return parse_root(text.strip().partition(" ")[0]), None
    scale = match[2] or match[3]
    return parse_root(match[1]), scale_name(scale) if scale else None


def key_signature(root: int, scale: str | None) -> str:
    """A scale's key as MIDI files spell it, such as ``Bb`` or ``F#m``; empty where it is neither major nor minor.

    By the scale's third: D dorian is D minor. A root outside 0..11 raises ``IndexError``.
    """
    degrees = (SCALES | OTHER_SCALES).get(scale or "", ())
    if 7 not in degrees or (3 in degrees) == (4 in degrees):
        return ""
    return MAJOR_KEYS[root] if 4 in degrees else MINOR_KEYS[root]


def scale_name(text: str) -> str:
    """A scale's name as in ``SCALES``: ``Harmonic_Minor``, ``harmonic-minor``, ``min`` and ``aeolian`` are understood.

    Raises:
        UserError: there is no such scale.
    """
    words = text.replace("_", " ").replace("-", " ").split()
    name = " ".join(SPELLINGS.get(word, SPELLINGS.get(word.lower(), word.lower())) for word in words)
    name = SYNONYMS.get(name, name)
    if name not in SCALES | OTHER_SCALES:
        known = ", ".join([*SCALES, *OTHER_SCALES])
        raise UserError(f"There is no scale {text!r}; choose one of {known}.")
    return name


def pitch_classes(root: int, scale: str) -> frozenset[int]:
    """The pitch classes of a scale by its name (``scale_name``) on a root 0..11."""
    return frozenset((root + semitones) % 12 for semitones in (SCALES | OTHER_SCALES)[scale])


def indicator(allowed: frozenset[int]) -> list[float]:
    """A set of pitch classes as twelve numbers: 1 where one is allowed, 0 where not."""
    return [float(p in allowed) for p in range(12)]


def outside(notes: Any, allowed: Any) -> Any:
    """How many notes lie outside a set of pitch classes: what every constraint on scales is about.

    Args:
        notes: of each pitch class, counted or expected, ``[..., 12]``; an array or a tensor.
        allowed: the set's ``indicator``, or one for each row of notes, of the same kind.

    Returns:
        ``[...]``, of the same kind.
    """
    return (notes * (1 - allowed)).sum(-1)


def parse_set(text: str) -> frozenset[int]:
    """Pitch classes from ``D dorian``, from roots as ``C E G`` or from numbers as ``0, 4, 7``.

    Raises:
        UserError: it is not one of these.
    """
    words = text.replace(",", " ").split()
    if not words:
        raise UserError("A set of pitch classes is needed, such as 'C major' or '0 4 7'.")
    if all(word.isdigit() for word in words):
        return checked_set(int(word) for word in words)
    if all(re.fullmatch(ROOT, word, re.IGNORECASE) for word in words):
        return frozenset(parse_root(word) for word in words)
    root, scale = parse_key(" ".join(words))
    return frozenset([root]) if scale is None else pitch_classes(root, scale)


def checked_set(numbers: Iterable[int]) -> frozenset[int]:
    """A set of pitch classes; ``UserError`` if it is empty or a number is not in 0..11."""
    numbers = frozenset(numbers)
    if not numbers or not numbers <= frozenset(range(12)):
        raise UserError(f"Pitch classes are numbers from 0 (C) to 11 (B), at least one; got {sorted(numbers)}.")
    return numbers


def all_sets(skip: Iterable[str] = ("chromatic",)) -> dict[tuple[int, str], frozenset[int]]:
    """Every scale on every root, by ``(root, name)``, but those to skip."""
    names = [name for name in SCALES if name not in set(skip)]
    return {(root, name): pitch_classes(root, name) for name in names for root in range(12)}
