"""The knobs that the command line, the live player, the studio and its presets share. Knows no torch."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lc_common.errors import UserError
from lcmusic.music.scales import checked_set, pitch_classes, scale_name

DENSITY_RANGE = (1.0, 14.0)
"""Notes per bar that can be asked for."""
MAX_TEMPERATURE = 4.0


@dataclass(frozen=True)
class Knobs:
    """What a person asks of a melody. Knobs that are off leave the melody as it is.

    Attributes:
        root: pitch class 0..11 of the scale, C = 0.
        scale: a name in ``lcmusic.music.scales.SCALES``; None is off.
        pitch_classes: any set of pitch classes instead of a scale; None is off.
        density: notes per bar, 1..14; None is off.
        realism: 0..1, how strongly the latent is drawn to where music lies.
        reach: 0..1, how far the latent may move: 0 not at all, 1 as far as the actor would.
        taste: 0..1, how strongly a rule of the person's own moves the latent; nothing where none is loaded.
        temperature: of the decoder; 0 takes the most likely symbol at each step.
        seed: the same knobs give the same melodies.
        strict: bars notes outside the set while decoding, whatever the latent says; nothing where no set is asked for.

    Raises:
        UserError: a value is out of range, or both a scale and a set are given.
    """

    root: int = 0
    scale: str | None = None
    pitch_classes: tuple[int, ...] | None = None
    density: float | None = None
    realism: float = 0.5
    reach: float = 1.0
    temperature: float = 0.5
    seed: int = 0
    strict: bool = False
    taste: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.root <= 11:
            raise UserError(f"root is {self.root}; it must be a pitch class from 0 (C) to 11 (B).")
        if self.scale is not None and self.pitch_classes is not None:
            raise UserError("Give a scale or a set of pitch classes, not both.")
        if self.scale is not None:
            object.__setattr__(self, "scale", scale_name(self.scale))
        if self.pitch_classes is not None:
            object.__setattr__(self, "pitch_classes", tuple(sorted(checked_set(self.pitch_classes))))
        if self.density is not None:
            self._settle("density", *DENSITY_RANGE, " notes per bar")
        self._settle("realism", 0, 1)
        self._settle("reach", 0, 1)
        self._settle("taste", 0, 1)
        self._settle("temperature", 0, MAX_TEMPERATURE)
        if self.seed < 0:
            raise UserError(f"seed is {self.seed}; it must be 0 or more.")

    @property
    def allowed(self) -> frozenset[int] | None:
        """The pitch classes that are asked for; None is off."""
        if self.pitch_classes is not None:
            return frozenset(self.pitch_classes)
        return None if self.scale is None else pitch_classes(self.root, self.scale)

    def _settle(self, name: str, least: float, most: float, unit: str = "") -> None:
        value = getattr(self, name)
        if not (math.isfinite(value) and least <= value <= most):
            raise UserError(f"{name} is {value:g}; it must lie between {least:g} and {most:g}{unit}.")
        # A whole number, as a person or a file may give it, would become a tensor of integers.
        object.__setattr__(self, name, float(value))
