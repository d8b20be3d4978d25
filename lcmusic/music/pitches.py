"""MIDI pitches by number and by name."""

from __future__ import annotations

import re

from lcmusic.music.scales import ROOTS

PITCHES = 128


def note_name(pitch: int) -> str:
    """Scientific name of a MIDI pitch with middle C (60) as C4, e.g. ``61 -> 'C#4'``."""
    return f"{ROOTS[pitch % 12]}{pitch // 12 - 1}"


def parse_pitch(text: str) -> int:
    """A MIDI pitch from its number or its name, such as ``60``, ``C4``, ``f#3``, ``F♯3`` or ``Bb-1``; ``ValueError`` if
    it is neither, or outside 0..127.
    """
    named = re.fullmatch(r"([A-Ga-g])([#♯b♭]?)(-?\d)", text.strip())
    if named:
        sharpened = {"#": 1, "♯": 1, "b": -1, "♭": -1, "": 0}[named[2]]
        pitch = ROOTS.index(named[1].upper()) + sharpened + 12 * (int(named[3]) + 1)
    else:
        pitch = int(text)
    if not 0 <= pitch < PITCHES:
        raise ValueError(f"there is no MIDI pitch {text!r}")
    return pitch
