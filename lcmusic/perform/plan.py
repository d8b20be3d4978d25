"""How the music goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from lcmusic.music.rows import Option, Part, Shown, knob, settle

Mode = Literal["loop", "renew", "evolve", "respond"]
"""``loop`` stays with one idea; ``renew`` takes a new one in every slot; ``evolve`` lets each slot's idea wander from
the one before; ``respond`` listens for a slot and answers in the next."""


@dataclass(frozen=True)
class Plan:
    """How the music goes on, slot after slot; a slot longer than 16 bars repeats its melody.

    Raises:
        UserError: a value out of range.
    """

    part: ClassVar[Part] = "plan"

    mode: Mode = knob("evolve", option=Option("--mode", "loop, renew, evolve or respond (listens on --in)."))
    slot_bars: int = knob(16, low=1, high=64, unit="bars", option=Option("--every", "Bars before the next idea."))
    evolve: float = knob(
        0.2, low=0, high=1, turns=True, dice=(0.05, 0.5),
        shown=Shown("Wander", "How far the idea wanders from one 16 bars to the next.", percent=True),
        option=Option("--evolve", "{low:g} to {high:g}: how far ideas wander from one to the next."),
    )  # fmt: skip
    seed: int = knob(0, name="idea_seed", low=0)
    listen: int | None = knob(
        None, low=1, high=16,
        option=Option("--listen", "MIDI channel that respond listens to, {low:g} to {high:g}; all but 10 if left out."),
    )  # fmt: skip

    def __post_init__(self) -> None:
        settle(self)
