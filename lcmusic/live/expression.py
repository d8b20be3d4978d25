"""From a melody's note to the note that is sent: channel, range, velocity, gate and swing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import ClassVar

from lc_common.errors import UserError
from lcmusic.live.grid import TICKS_PER_BEAT, TICKS_PER_STEP
from lcmusic.music.rows import Option, Part, Shown, knob, settle

ACCENTS: dict[str, tuple[float, ...]] = {
    "flat": (0.0,) * 16,
    "beats": (1.0, -1.0, -0.5, -1.0) * 4,
    "four-four": (1.0, -1.0, -0.5, -1.0, 0.3, -1.0, -0.5, -1.0, 0.7, -1.0, -0.5, -1.0, 0.3, -1.0, -0.5, -1.0),
    "off-beats": (0.0, -1.0, 1.0, -1.0) * 4,
    "backbeat": (0.0, -1.0, -0.5, -1.0, 1.0, -1.0, -0.5, -1.0) * 2,
    "tresillo": (1.0, -1.0, -1.0, 1.0, -1.0, -1.0, 1.0, -1.0) * 2,
}
"""Accent of each sixteenth of a bar, -1 (softest) to 1 (loudest), by name."""

ACCENT_DEPTH = 30  # velocity steps between an accent of 0 and one of 1, at full amount
SHORTEST = 0.02  # seconds that a note sounds at least, if it is written so long: shorter ones are clicks, or unheard


@dataclass(frozen=True)
class Expression:
    """How notes are sent. Changes are heard from the next note on.

    ``lowest`` and ``highest`` are at least an octave apart; notes outside move in by octaves. ``accent`` is a pattern
    in ``ACCENTS``, and ``accent_amount`` how much of it is heard. Chords and bass are sent where they have a channel,
    which is no one else's. A part without a program leaves the instrument at the other end as it is. The rest is said
    by the rows.

    Raises:
        UserError: a value outside its range.
    """

    part: ClassVar[Part] = "expression"

    channel: int = knob(1, low=1, high=16, option=Option("--channel", "MIDI channel, {low:g} to {high:g}."))
    transpose: int = knob(
        0, low=-48, high=48, unit="semitones", turns=(-24, 24),
        shown=Shown("Transpose", "Semitones by which everything is sent higher or lower; 12 are an octave.", decimals=0,
                    unit="st", group="sound"),
        option=Option("--transpose", "Semitones by which everything is sent higher, {low:g} to {high:g}."),
    )  # fmt: skip
    lowest: int = knob(
        0, name="sent_lowest", low=0, high=127, turns=(0, 84),
        shown=Shown("From", "The lowest note that is sent; what lies below moves up by octaves. Type a name, such as "
                            "C2.", pitch=True, group="sound"),
        option=Option("--sent-lowest", "Lowest MIDI note that is sent; what lies below moves up by octaves."),
    )  # fmt: skip
    highest: int = knob(
        127, name="sent_highest", low=0, high=127, turns=(43, 127),
        shown=Shown("To", "The highest note that is sent; what lies above moves down by octaves. Type a name, such as "
                          "C6.", pitch=True, group="sound"),
        option=Option("--sent-highest", "Highest MIDI note that is sent; what lies above moves down by octaves."),
    )  # fmt: skip
    accent: str = knob("four-four", choices=tuple(ACCENTS))
    accent_amount: float = knob(
        0.5, low=0, high=1, turns=True, dice=(0.2, 0.9),
        shown=Shown("Accent", "How much louder the accented notes are; the pattern says which.", percent=True,
                    group="sound"),
    )  # fmt: skip
    swing: float = knob(
        0.5, low=0.5, high=0.75, turns=True, dice=(0.5, 0.67),
        shown=Shown("Swing", "Where the second of two sixteenths falls: 50 % straight, 67 % a triplet.", percent=True,
                    group="sound"),
        option=Option("--swing", "{low:g} (straight) to {high:g} (dotted)."),
    )  # fmt: skip
    gate: float = knob(
        0.95, low=0.05, high=1, turns=True, dice=(0.35, 1),
        shown=Shown("Gate", "How much of its written length a note sounds.", percent=True, group="sound"),
    )  # fmt: skip
    velocity: int = knob(
        96, low=1, high=127, turns=True, dice=(72, 108),
        shown=Shown("Velocity", "How hard a note without accent is played.", decimals=0, group="sound"),
    )  # fmt: skip
    humanise: int = knob(
        6, low=0, high=40, turns=True, dice=(0, 20),
        shown=Shown("Humanise", "How much velocities vary by chance, either way.", decimals=0, sign="± ",
                    group="sound"),
    )  # fmt: skip
    chord_channel: int | None = knob(
        None, low=1, high=16,
        option=Option("--chord-channel", "Play the chords too, on this MIDI channel, {low:g} to {high:g}."),
    )  # fmt: skip
    bass_channel: int | None = knob(
        None, low=1, high=16,
        option=Option("--bass-channel", "Play the chords' roots as a bass, on this MIDI channel, {low:g} to {high:g}."),
    )  # fmt: skip
    program: int | None = knob(
        None, low=1, high=128,
        option=Option("--program", "General MIDI program, {low:g} to {high:g}, sent before the melody."),
    )  # fmt: skip
    chord_program: int | None = knob(
        None, low=1, high=128,
        option=Option("--chord-program", "The same for the chords, on their channel."),
    )  # fmt: skip
    bass_program: int | None = knob(
        None, low=1, high=128,
        option=Option("--bass-program", "The same for the bass."),
    )  # fmt: skip

    def __post_init__(self) -> None:
        settle(self)
        if self.highest - self.lowest < 11:
            raise UserError(f"A range of {self.lowest} to {self.highest} is less than an octave; widen it to 12 notes.")
        channels = [c for c in (self.channel, self.chord_channel, self.bass_channel) if c]
        if twice := next((c for c in channels if channels.count(c) > 1), None):
            raise UserError(f"Melody, chords and bass cannot share channel {twice}; give each one of its own.")

    @property
    def programs(self) -> tuple[tuple[int, int], ...]:
        """Channel and program, from 1, of each part that is sent and has one."""
        parts = (
            (self.channel, self.program),
            (self.chord_channel, self.chord_program),
            (self.bass_channel, self.bass_program),
        )
        return tuple((channel, program) for channel, program in parts if channel and program)

    def on_channels_of(self, other: Expression) -> Expression:
        """The same, sent on another's channels with its programs."""
        return replace(
            self,
            channel=other.channel,
            chord_channel=other.chord_channel,
            bass_channel=other.bass_channel,
            program=other.program,
            chord_program=other.chord_program,
            bass_program=other.bass_program,
        )

    def sent_pitch(self, pitch: int) -> int:
        """The MIDI pitch that is sent for a melody's pitch."""
        pitch += self.transpose
        if pitch < self.lowest:
            pitch += -(-(self.lowest - pitch) // 12) * 12
        elif pitch > self.highest:
            pitch -= -(-(pitch - self.highest) // 12) * 12
        return pitch

    def sent_velocity(self, symbols: Sequence[int], place: int) -> int:
        """Velocity, 1..127, of the note that starts at a sixteenth, 0..15, of a bar of melody symbols.

        What varies by chance is drawn from the bar itself: it is played the same way whenever it comes round, so that
        a file holds what was heard.
        """
        accent = ACCENTS[self.accent][place] * self.accent_amount * ACCENT_DEPTH
        return min(127, max(1, round(self.velocity + accent + self.humanise * _chance(symbols, place))))

    def step_tick(self, step: int) -> int:
        """The tick at which an absolute step begins, swing included."""
        late = round((2 * self.swing - 1) * TICKS_PER_STEP) if step % 2 else 0
        return step * TICKS_PER_STEP + late

    def sent_ticks(self, written: int, bpm: float) -> int:
        """How long a note sounds that is written so many ticks long, at a tempo; ``SHORTEST`` whatever the gate is."""
        shortest = round(SHORTEST * TICKS_PER_BEAT * bpm / 60)
        return max(1, min(shortest, written), round(written * self.gate))


def _chance(symbols: Sequence[int], place: int) -> float:
    """A number from -1 to 1 that any change of the bar changes."""
    drawn = int.from_bytes(blake2b(bytes((*symbols, place)), digest_size=4).digest())
    return 2 * drawn / 0xFFFFFFFF - 1
