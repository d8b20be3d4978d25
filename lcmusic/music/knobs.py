"""What a person asks of a melody: the knobs that command line, live player, studio and its presets share.

A new knob is a row here and its meaning to the model (``lcmusic.constraints.conditions``, ``lcmusic.instrument``).
Knows no torch.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from lc_common.errors import UserError
from lcmusic.music.chords import Progression, parse_progression
from lcmusic.music.grid import BARS, LENGTHS, STEPS_PER_BAR
from lcmusic.music.pitches import parse_pitch
from lcmusic.music.rows import STAYS, Option, Part, Shown, knob, rows_of, settle
from lcmusic.music.scales import checked_set, parse_key, parse_set, pitch_classes, scale_name

AS_IT_COMES = "-"
"""In place of a bar's number of notes: the bar has as many as it has by itself."""
NARROWEST = 5
"""Semitones that a range must have: every scale then has notes in it."""


def _key(text: str) -> dict[str, Any]:
    root, scale = parse_key(text)
    return {"root": root} if scale is None else {"root": root, "scale": scale}


def _chords(text: str) -> str:
    parse_progression(text)
    return text


def _pitch(text: str) -> int:
    try:
        return parse_pitch(text)
    except ValueError:
        raise UserError(f"{text!r} is not a note; write one like G3, F#4 or 60.") from None


def _counts(text: str) -> tuple[int | None, ...]:
    words = text.replace(",", " ").split()
    for word in words:
        if word != AS_IT_COMES and not word.isdecimal():
            raise UserError(
                f"{word!r} is no number of notes; write 0 to {STEPS_PER_BAR} for each bar, such as '2,4,-,8', where "
                f"{AS_IT_COMES} leaves a bar as it comes."
            )
    return checked_counts(None if word == AS_IT_COMES else int(word) for word in words)


def checked_counts(counts: Iterable[int | None]) -> tuple[int | None, ...]:
    """Notes of bars, None for as many as come; ``UserError`` if there are none, or a bar has no room for so many."""
    checked = tuple(counts)
    if not checked:
        raise UserError("Say how many notes a bar has, such as '2,4,-,8'.")
    for count in checked:
        if count is not None and not 0 <= count <= STEPS_PER_BAR:
            raise UserError(f"A bar has 0 to {STEPS_PER_BAR} notes, not {count}.")
    return checked


@dataclass(frozen=True)
class Knobs:
    """Knobs that are off leave the melody as it is.

    ``pitch_classes`` is any set of them instead of a scale. The rest is said by the rows.

    Raises:
        UserError: a value is out of range, or both a scale and a set are given.
    """

    part: ClassVar[Part] = "knobs"

    root: int = knob(
        0, low=0, high=11, unit="(0 is C, 11 is B)", off=0, turns=True,
        option=Option("--key", "Root of the scale, such as C, F# or Bb, or both: 'A minor', Am.", _key, default="C"),
    )  # fmt: skip
    scale: str | None = knob(
        None, off=None,
        option=Option("--scale", "major, dorian, harmonic minor, blues, ...; off if left out.", scale_name),
    )  # fmt: skip
    pitch_classes: tuple[int, ...] | None = knob(
        None, off=None,
        option=Option("--pitches", "Pitch classes instead of a scale: 'C E G' or '0 4 7'.", parse_set),
    )  # fmt: skip
    density: float | None = knob(
        None, low=1, high=14, unit="notes per bar", off=None, needs="knobs", turns=True,
        shown=Shown("Density", "How many notes a bar has. Double click: as many as the idea has by itself.",
                    decimals=1, unit="notes/bar", group="front", start=6.0, absent="as it comes"),
        option=Option("--density", "Notes per bar, {low:g} to {high:g}; off if left out."),
    )  # fmt: skip
    density_per_bar: tuple[int | None, ...] | None = knob(
        None, off=None, needs="prior",
        option=Option("--density-per-bar", "Notes of each bar, such as '2,4,-,8'; - leaves one as it comes. They go "
                                           "round.", _counts),
    )  # fmt: skip
    bars: int = knob(
        BARS, low=1, high=max(LENGTHS), unit="bars",
        option=Option("--bars", f"Length: {', '.join(map(str, LENGTHS))}. A short clip is made to be looped."),
    )  # fmt: skip
    chords: str | None = knob(
        None, off=None, needs="prior",
        option=Option("--chords", "Such as 'Am F C G', 'Dm7 | G7 | C % Am G' or 'ii7 V7 I'; they go round.",
                      _chords),
    )  # fmt: skip
    repetition: float | None = knob(
        None, low=0, high=1, off=None, needs="prior", turns=True, dice=(0.1, 0.6),
        shown=Shown("Repetition", "How many bars come back, as a share of all.", percent=True, group="form",
                    start=0.25, absent="free"),
        option=Option("--repetition", "{low:g} to {high:g}: share of the bars that repeat an earlier one."),
    )  # fmt: skip
    motion: float | None = knob(
        None, low=0.5, high=8, unit="semitones", off=None, needs="prior", turns=True, dice=(1, 5),
        shown=Shown("Motion", "From stepwise to leaping: how far a note is from the one before.", decimals=1,
                    unit="st", group="form", start=3.0, absent="free"),
        option=Option("--motion", "Mean interval in semitones, {low:g} (stepwise) to {high:g} (leaping)."),
    )  # fmt: skip
    syncopation: float | None = knob(
        None, low=0, high=1, off=None, needs="prior", turns=(0, 0.6), dice=(0, 0.4),
        shown=Shown("Syncopation", "How many notes start between the beats and are held over them.", percent=True,
                    group="form", start=0.1, absent="free"),
        option=Option("--syncopation", "{low:g} to {high:g}: share of the notes that are held over a stronger beat."),
    )  # fmt: skip
    contour: float | None = knob(
        None, low=-1, high=1, off=None, needs="prior", turns=True, dice=(-0.8, 0.8),
        shown=Shown("Contour", "Falling, level or rising over the 16 bars.", group="form", absent="free"),
        option=Option("--contour", "{low:g} (falling) to {high:g} (rising)."),
    )  # fmt: skip
    lowest: int | None = knob(
        None, low=24, high=96, unit="(60 is middle C)", off=None, needs="prior", turns=(36, 84), dice=(48, 60),
        shown=Shown("Lowest", "The lowest note; type a name such as G3, or a MIDI number.", pitch=True, group="form",
                    start=55, absent="free"),
        option=Option("--lowest", "Lowest note, such as G3, or a MIDI number from {low:g} to {high:g}.", _pitch),
    )  # fmt: skip
    highest: int | None = knob(
        None, low=36, high=108, unit="(60 is middle C)", off=None, needs="prior", turns=(48, 96), dice=(67, 84),
        shown=Shown("Highest", "The highest note; type a name such as G5, or a MIDI number.", pitch=True, group="form",
                    start=79, absent="free"),
        option=Option("--highest", "Highest note, such as G3, or a MIDI number from {low:g} to {high:g}.", _pitch),
    )  # fmt: skip
    ending: bool = knob(
        True, needs="prior",
        shown=Shown("Comes home", "End on the root of the scale, where one is asked for", group="form"),
        option=Option("--home/--no-home", "With a scale: end on its root."),
    )  # fmt: skip
    style: str | None = knob(
        None, off=None, needs="prior",
        option=Option("--style", "A collection that the model has learned from, such as nottingham."),
    )  # fmt: skip
    realism: float = knob(
        0.5, low=0, high=1, off=0.0, needs="knobs", turns=True,
        shown=Shown("Realism",
                    "How strongly the idea is drawn to where real music lies, while neither a scale nor chords are "
                    "asked for (guidance of the learned prior; without one, the realism constraint).",
                    percent=True, group="front"),
        option=Option("--realism", "{low:g} to {high:g}: how strongly to stay where music lies, while neither a "
                                   "scale nor chords are asked for."),
    )  # fmt: skip
    reach: float = knob(
        1.0, low=0, high=1, off=1.0, needs="knobs", turns=True, dice=(0.5, 1),
        shown=Shown("Reach", "How far the knobs may move the idea. Less stays close to the idea, more obeys the knobs "
                             "(distance in latent space).", percent=True),
        option=Option("--reach", "{low:g} to {high:g}: how far the latent may move."),
    )  # fmt: skip
    taste: float = knob(
        0.0, low=0, high=1, off=0.0, needs="rule", turns=True, dice=(0.3, 1),
        shown=Shown("My taste", "How strongly a rule that you taught moves the idea, such as your taste.",
                    percent=True),
        option=Option("--taste", "{low:g} to {high:g}: how strongly to obey the --rule.", default=1.0),
    )  # fmt: skip
    temperature: float = knob(
        0.5, low=0, high=4, turns=(0, 1.5), dice=(0.2, 1),
        shown=Shown("Surprise",
                    "How daring the choice of each note is: 0 takes the likeliest (the decoder's temperature)."),
        option=Option("--temperature", "0 plays it safe, 1 samples as trained."),
    )  # fmt: skip
    seed: int = knob(0, low=0, option=Option("--seed", "The same seed gives the same result."))
    strict: bool = knob(
        False, off=False,
        shown=Shown("Strict", "No note outside the scale, whatever the idea says", group="front"),
        option=Option("--strict", "Bar wrong notes while decoding, whatever the latent says."),
    )  # fmt: skip

    def __post_init__(self) -> None:
        settle(self)
        if self.scale is not None and self.pitch_classes is not None:
            raise UserError("Give a scale or a set of pitch classes, not both.")
        if self.scale is not None:
            object.__setattr__(self, "scale", scale_name(self.scale))
        if self.pitch_classes is not None:
            object.__setattr__(self, "pitch_classes", tuple(sorted(checked_set(self.pitch_classes))))
        if self.bars not in LENGTHS:
            raise UserError(f"bars is {self.bars}; a clip has {', '.join(map(str, LENGTHS[:-1]))} or {LENGTHS[-1]}.")
        if self.density_per_bar is not None:
            counts = checked_counts(self.density_per_bar)
            object.__setattr__(self, "density_per_bar", None if set(counts) == {None} else counts)
        _ = self.progression  # which says what cannot be read
        if self.lowest is not None and self.highest is not None and self.highest - self.lowest < NARROWEST:
            raise UserError(
                f"The notes from {self.lowest} to {self.highest} are too few; leave at least {NARROWEST} semitones."
            )

    @property
    def allowed(self) -> frozenset[int] | None:
        """The pitch classes that are asked for; None is off."""
        if self.pitch_classes is not None:
            return frozenset(self.pitch_classes)
        return None if self.scale is None else pitch_classes(self.root, self.scale)

    @property
    def progression(self) -> Progression | None:
        """The chords that are asked for; Roman numerals stand in the major key of the root. None is off.

        Under a clip that is shorter than the model's they begin anew with it.
        """
        if self.chords is None:
            return None
        chords = parse_progression(self.chords, self.root)
        return chords.looped(self.bars) if self.bars < BARS else chords

    def notes_in(self, bar: int) -> int | None:
        """How many notes a bar, counted from 0, is asked to have; None for as many as come."""
        counts = self.density_per_bar
        return counts[bar % len(counts)] if counts else None

    @property
    def comes_home(self) -> bool:
        """Whether the last note is to be a tonic: the root of the scale that is asked for."""
        return self.ending and self.scale is not None

    def halves(self) -> tuple[Knobs, Knobs]:
        """What is asked of the two melodies of 16 bars that a longer one is made of."""
        parts = []
        for first in (0, BARS):
            counts = self.density_per_bar and tuple(self.notes_in(first + bar) for bar in range(BARS))
            chords = self.chords
            if self.progression and first % self.progression.bars:
                chords = str(self.progression.begun_at(first))
            parts.append(replace(self, bars=BARS, density_per_bar=counts, chords=chords))
        return parts[0], parts[1]

    def plain(self) -> Knobs:
        """The same with every knob off that can be: what is then made of an idea is the idea's own melody."""
        return replace(self, **{row.field: row.off for row in rows_of(Knobs).values() if row.off is not STAYS})


ROWS = rows_of(Knobs)
"""Every knob of ``Knobs``, by name."""
