"""Chords and progressions, read from the text that musicians write: ``Am7 | F | C/E | G7``, ``ii7 V7 I``.

A progression is one chord for each beat of its bars, and goes round for as long as a melody lasts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lc_common.errors import UserError
from lcmusic.music.scales import ROOTS, SCALES, parse_root

BEATS_PER_BAR = 4
BASS_FROM, TONES_FROM = 36, 55
"""The lowest MIDI pitches of basses, C2, and of the tones of chords, G3."""
CHORDS = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "7": (0, 4, 7, 10),
    "maj7": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "6": (0, 4, 7, 9),
    "m6": (0, 3, 7, 9),
    "dim": (0, 3, 6),
    "dim7": (0, 3, 6, 9),
    "m7b5": (0, 3, 6, 10),
    "aug": (0, 4, 8),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "add9": (0, 2, 4, 7),
    "9": (0, 2, 4, 7, 10),
    "m9": (0, 2, 3, 7, 10),
    "maj9": (0, 2, 4, 7, 11),
    "mmaj7": (0, 3, 7, 11),
    "7sus4": (0, 5, 7, 10),
    "5": (0, 7),
}
"""Semitones above the root, by what stands behind it."""
SPELLINGS = {
    "M": "", "maj": "", "min": "m", "-": "m", "M7": "maj7", "Δ": "maj7", "Δ7": "maj7", "min7": "m7", "-7": "m7",
    "°": "dim", "o": "dim", "°7": "dim7", "o7": "dim7", "ø": "m7b5", "ø7": "m7b5", "+": "aug", "sus": "sus4",
    "min6": "m6", "M9": "maj9", "min9": "m9", "mM7": "mmaj7",
}  # fmt: skip
NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii")
PROGRESSIONS = {
    "pop": "I V vi IV",
    "fifties": "I vi IV V",
    "jazz": "ii7 V7 Imaj7 Imaj7",
    "minor": "i bVI bIII bVII",
}
"""Four that fit most songs, to start from."""


@dataclass(frozen=True)
class Chord:
    """A chord.

    Attributes:
        root: pitch class 0..11.
        quality: a name in ``CHORDS``.
        bass: pitch class of the lowest note; the root's, but for ``C/E``.
    """

    root: int
    quality: str = ""
    bass: int | None = None

    @property
    def classes(self) -> frozenset[int]:
        """Its pitch classes; a foreign bass is not one of them."""
        return frozenset((self.root + step) % 12 for step in CHORDS[self.quality])

    @property
    def pitches(self) -> tuple[int, ...]:
        """It as it is played: the bass below C3, then its tones from G3 up, each where it is in any chord."""
        bass = self.root if self.bass is None else self.bass
        return BASS_FROM + bass, *sorted(TONES_FROM + (pitch - TONES_FROM) % 12 for pitch in self.classes)

    def __str__(self) -> str:
        over = "" if self.bass is None else f"/{ROOTS[self.bass]}"
        return f"{ROOTS[self.root]}{self.quality}{over}"


@dataclass(frozen=True)
class Progression:
    """Chords over bars.

    Attributes:
        beats: the chord of each beat, whole bars of four.
    """

    beats: tuple[Chord, ...]

    def __post_init__(self) -> None:
        if not self.beats or len(self.beats) % BEATS_PER_BAR:
            raise ValueError("a progression has whole bars of four beats")

    @property
    def bars(self) -> int:
        """Its length."""
        return len(self.beats) // BEATS_PER_BAR

    def bar(self, number: int) -> tuple[Chord, ...]:
        """The four beats' chords of a bar of the music, counted from 0."""
        first = number % self.bars * BEATS_PER_BAR
        return self.beats[first : first + BEATS_PER_BAR]

    def looped(self, bars: int) -> Progression:
        """The same chords as a loop of so many bars has them, which begins with the first one each time."""
        return self if bars % self.bars == 0 else Progression(tuple(c for bar in range(bars) for c in self.bar(bar)))

    def begun_at(self, bar: int) -> Progression:
        """The same chords from a later bar on."""
        first = bar % self.bars * BEATS_PER_BAR
        return Progression(self.beats[first:] + self.beats[:first])

    def voiced(self) -> tuple[tuple[int, ...], ...]:
        """The pitches of each beat's chord, the bass first."""
        return tuple(chord.pitches for chord in self.beats)

    def __str__(self) -> str:
        bars = [" ".join(map(str, _shortest(self.bar(number)))) for number in range(self.bars)]
        text = " | ".join(bars)
        return f"| {text} |" if self.bars == 1 and " " in text else text  # otherwise it would be a chord a bar


def _shortest(bar: tuple[Chord, ...]) -> tuple[Chord, ...]:
    """As many chords as share the beats of a bar."""
    halves = bar[:2], bar[2:]
    if len(set(bar)) == 1:
        return bar[:1]
    return tuple(half[0] for half in halves) if all(a == b for a, b in halves) else bar


@lru_cache(64)  # a view asks 60 times a second
def parse_progression(text: str, root: int = 0) -> Progression:
    """A progression from its text.

    Bars are parted by ``|``, and the chords of a bar by spaces, which share its four beats; text without a ``|`` has a
    chord a bar. ``%`` repeats the chord before. Roman numerals stand on the major scale of ``root`` (``bVI`` on its
    lowered sixth); small ones are minor. The names in ``PROGRESSIONS`` are understood.

    Raises:
        UserError: a chord that cannot be read, or a bar that its chords cannot share.
    """
    text = PROGRESSIONS.get(text.strip().lower(), text)
    bars = [bar.split() for bar in text.split("|")] if "|" in text else [[word] for word in text.split()]
    bars = [bar for bar in bars if bar]
    if not bars:
        raise UserError("A progression needs a chord, such as 'Am F C G'.")
    beats: list[Chord] = []
    for bar in bars:
        if len(bar) not in (1, 2, 4):
            raise UserError(
                f"The bar '{' '.join(bar)}' has {len(bar)} chords; 1, 2 or 4 share the four beats of a bar."
            )
        for word in bar:
            if word == "%" and not beats:
                raise UserError("The first chord cannot be %, which repeats the one before.")
            chord = beats[-1] if word == "%" else parse_chord(word, root)
            beats += [chord] * (BEATS_PER_BAR // len(bar))
    return Progression(tuple(beats))


def parse_chord(text: str, root: int = 0) -> Chord:
    """A chord such as ``F#m7``, ``C/E`` or, in the major key on ``root``, ``ii7`` or ``bVII``.

    Raises:
        UserError: it cannot be read.
    """
    match = re.fullmatch(
        r"(?:(?P<root>[A-G][#♯b♭]?)|(?P<flat>[b♭#♯]?)(?P<numeral>[ivIV]+))(?P<rest>[^/]*)(?:/(?P<bass>.+))?", text
    )
    problem = UserError(f"The chord {text!r} cannot be read; write one like Am7, F#m, C/E, Bbmaj7, Gsus4 or ii7.")
    if not match:
        raise problem
    rest = SPELLINGS.get(match["rest"], match["rest"])
    if match["numeral"]:
        if match["numeral"].lower() not in NUMERALS or match["numeral"] not in (
            match["numeral"].lower(),
            match["numeral"].upper(),
        ):
            raise problem
        degree = SCALES["major"][NUMERALS.index(match["numeral"].lower())]
        shift = {"": 0, "b": -1, "♭": -1, "#": 1, "♯": 1}[match["flat"]]
        on = (root + degree + shift) % 12
        if match["numeral"].islower():
            rest = {"": "m", "7": "m7", "6": "m6", "9": "m9", "maj7": "mmaj7"}.get(rest, rest)
    else:
        on = parse_root(match["root"])
    if rest not in CHORDS:
        raise problem
    try:
        bass = parse_root(match["bass"]) if match["bass"] else None
    except UserError:
        raise problem from None
    return Chord(on, rest, None if bass == on else bass)
