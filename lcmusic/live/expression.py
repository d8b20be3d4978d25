"""From a melody's note to the note that is sent: channel, range, velocity, gate and swing."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lc_common.errors import UserError
from lcmusic.live.grid import STEPS_PER_BAR, TICKS_PER_STEP

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


@dataclass(frozen=True)
class Expression:
    """How notes are sent. Changes are heard from the next note on.

    Attributes:
        channel: MIDI channel as musicians count, 1..16.
        transpose: semitones, -48..48.
        lowest, highest: MIDI pitches, 0..127, at least an octave apart; notes outside move in by octaves.
        velocity: of a note without accent, 1..127.
        accent: name of a pattern in ``ACCENTS``.
        accent_amount: 0 (even) to 1.
        humanise: largest random change of velocity either way, 0..40.
        gate: share of its written length for which a note sounds, 0.05..1.
        swing: where the second of two sixteenths falls within the pair, 0.5 (straight) to 0.75 (dotted).

    Raises:
        UserError: a value outside its range.
    """

    channel: int = 1
    transpose: int = 0
    lowest: int = 0
    highest: int = 127
    velocity: int = 96
    accent: str = "four-four"
    accent_amount: float = 0.5
    humanise: int = 6
    gate: float = 0.95
    swing: float = 0.5

    def __post_init__(self) -> None:
        for name, low, high in (
            ("channel", 1, 16),
            ("transpose", -48, 48),
            ("lowest", 0, 127),
            ("highest", 0, 127),
            ("velocity", 1, 127),
            ("accent_amount", 0, 1),
            ("humanise", 0, 40),
            ("gate", 0.05, 1),
            ("swing", 0.5, 0.75),
        ):
            if not low <= getattr(self, name) <= high:
                raise UserError(f"{name} is {getattr(self, name)}; it must lie between {low} and {high}.")
        if self.highest - self.lowest < 11:
            raise UserError(f"A range of {self.lowest} to {self.highest} is less than an octave; widen it to 12 notes.")
        if self.accent not in ACCENTS:
            raise UserError(f"There is no accent pattern {self.accent!r}; choose one of {', '.join(ACCENTS)}.")

    def sent_pitch(self, pitch: int) -> int:
        """The MIDI pitch that is sent for a melody's pitch."""
        pitch += self.transpose
        if pitch < self.lowest:
            pitch += -(-(self.lowest - pitch) // 12) * 12
        elif pitch > self.highest:
            pitch -= -(-(pitch - self.highest) // 12) * 12
        return pitch

    def sent_velocity(self, step: int, rng: random.Random) -> int:
        """Velocity, 1..127, of a note that starts at an absolute step."""
        accent = ACCENTS[self.accent][step % STEPS_PER_BAR] * self.accent_amount * ACCENT_DEPTH
        return min(127, max(1, round(self.velocity + accent + rng.uniform(-self.humanise, self.humanise))))

    def step_tick(self, step: int) -> int:
        """The tick at which an absolute step begins, swing included."""
        late = round((2 * self.swing - 1) * TICKS_PER_STEP) if step % 2 else 0
        return step * TICKS_PER_STEP + late
