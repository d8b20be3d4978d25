"""The endless supply of bars: loop, renew, evolve, respond.

Knows no torch, no Qt and no MIDI: it decides what plays when.

The song is cut into slots of ``slot_bars`` bars. Each slot has an idea, a latent that follows from the seed and the
slot's number alone, so that any place of the song can be supplied after any seek. A turned knob changes what is made
of the ideas, never the ideas.

Shapes: ``d`` latent.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np

from lc_common.errors import UserError
from lcmusic.knobs import Knobs
from lcmusic.live.protocol import At, NoteIn, Report, Status
from lcmusic.melody import BARS, REST, STEPS_PER_BAR, Melody, Note

TICKS_PER_STEP = 120  # of the live protocol: 480 to the beat
DEAF_STEPS = 2
"""In ``respond``, sixteenths before the answer that are not heard any more: the time to compose it."""

Mode = Literal["loop", "renew", "evolve", "respond"]


@dataclass(frozen=True)
class Plan:
    """How the music goes on.

    Attributes:
        mode: ``loop`` stays with one idea; ``renew`` takes a new one in every slot; ``evolve`` lets each slot's idea
            wander from the one before; ``respond`` listens for a slot and answers in the next.
        slot_bars: bars of a slot, 1..64; a slot longer than 16 bars repeats its melody.
        evolve: 0..1, how far an idea wanders from one slot to the next: the share of its variance that is new.
        seed: of the ideas.
    """

    mode: Mode = "evolve"
    slot_bars: int = BARS
    evolve: float = 0.2
    seed: int = 0

    def __post_init__(self) -> None:
        if self.mode not in ("loop", "renew", "evolve", "respond"):
            raise UserError(f"mode {self.mode!r} is none of loop, renew, evolve, respond.")
        if not 1 <= self.slot_bars <= 4 * BARS:
            raise UserError(f"slot_bars is {self.slot_bars}; it must lie between 1 and {4 * BARS}.")
        if not 0 <= self.evolve <= 1:
            raise UserError(f"evolve is {self.evolve:g}; it must lie between 0 and 1.")


class Composer(Protocol):
    """What makes melodies of latents (``lcmusic.compose`` has the one with the model)."""

    latent: int
    """Dimensions of z."""

    def compose(self, z_d: np.ndarray, knobs: Knobs) -> Melody:
        """The melody of an idea under the knobs, 16 bars; the same for the same arguments."""

    def idea(self, melody: Melody) -> np.ndarray:
        """The latent of 16 bars that somebody played, float32 ``[d]``."""


Supply = Callable[[int, np.ndarray, int, At], None]
"""``Player.supply``: first bar, symbols, phrase number, when it enters."""


class Feed:
    """Keeps a player supplied: the slot that plays and the one after it, always.

    Phrase numbers told to the player count up with every slot that is composed, so that a view knows what entered.

    Args:
        composer: makes the melodies.
        supply: takes them.
        knobs: the first setting; ``turn`` changes it.
        plan: how the music goes on; ``turn`` changes it.

    Attributes:
        playing: melody of the slot that plays.
        following: melody of the slot after it; None in ``respond`` until the answer is composed.
    """

    def __init__(self, composer: Composer, supply: Supply, knobs: Knobs, plan: Plan) -> None:
        self.knobs = knobs
        self.plan = plan
        self.playing: Melody | None = None
        self.following: Melody | None = None
        self._composer = composer
        self._supply = supply
        self._phrase = 0
        self._melodies: dict[int, Melody] = {}
        self._ideas: dict[int, np.ndarray] = {}
        self._heard: dict[int, list[Note]] = {}
        self._sounding: dict[int, int] = {}

    def update(self, status: Status, reports: Iterable[Report] = ()) -> None:
        """Hear what was played and supply what is missing; call with every new status (cheap if nothing is due)."""
        for report in reports:
            if isinstance(report, NoteIn):
                self._hear(report)
        slot = status.bar // self.plan.slot_bars
        for number in (slot, slot + 1):
            if number not in self._melodies and self._can_compose(number, status):
                self._compose(number, "bar")
        # What lies far from the song position can be made again, or will not be answered any more.
        self._melodies = {number: m for number, m in self._melodies.items() if slot - 1 <= number <= slot + 2}
        self._heard = {number: notes for number, notes in self._heard.items() if number >= slot - 1}
        self.playing, self.following = self._melodies.get(slot), self._melodies.get(slot + 1)

    def turn(self, status: Status, knobs: Knobs | None = None, plan: Plan | None = None, at: At = "bar") -> None:
        """Compose what plays and what follows anew, under other knobs or another plan; it enters ``at`` that moment."""
        self.knobs, self.plan = knobs or self.knobs, plan or self.plan
        self._melodies.clear()
        if plan:
            self._ideas.clear()
        slot = status.bar // self.plan.slot_bars
        for number in (slot, slot + 1):
            if self._can_compose(number, status):
                self._compose(number, at)
        self.playing, self.following = self._melodies.get(slot), self._melodies.get(slot + 1)

    def new_idea(self, status: Status, at: At = "bar") -> None:
        """Go on with other ideas than the ones so far."""
        self.turn(status, plan=replace(self.plan, seed=self.plan.seed + 1), at=at)

    def _can_compose(self, slot: int, status: Status) -> bool:
        if self.plan.mode != "respond" or slot % 2 == 0:
            return True
        answer_step = slot * self.plan.slot_bars * STEPS_PER_BAR
        return status.tick / TICKS_PER_STEP >= answer_step - DEAF_STEPS

    def _compose(self, slot: int, at: At) -> None:
        if self.plan.mode == "respond" and slot % 2 == 0:
            melody = Melody(np.full(STEPS_PER_BAR, REST, np.uint8))  # listening
            self._heard.pop(slot, None)
        else:
            melody = self._composer.compose(self._idea(slot), self.knobs)
        self._melodies[slot] = melody
        self._phrase += 1
        bars = np.resize(melody.symbols_t, self.plan.slot_bars * STEPS_PER_BAR)
        self._supply(slot * self.plan.slot_bars, bars, self._phrase, at)

    def _idea(self, slot: int) -> np.ndarray:
        match self.plan.mode:
            case "loop":
                return self._fresh(0)
            case "renew":
                return self._fresh(slot)
            case "evolve":
                return self._wandered(slot)
            case "respond":
                return self._answer(slot)

    def _fresh(self, number: int) -> np.ndarray:
        rng = np.random.default_rng((self.plan.seed, number))
        return rng.standard_normal(self._composer.latent).astype(np.float32)

    def _wandered(self, slot: int) -> np.ndarray:
        # A stationary walk: every idea on its own is a draw from the prior, however long the music goes on.
        known = max((number for number in self._ideas if number <= slot), default=None)
        if known is None:
            known, self._ideas[0] = 0, self._fresh(0)
        z_d = self._ideas[known]
        for number in range(known + 1, slot + 1):
            z_d = math.sqrt(1 - self.plan.evolve) * z_d + math.sqrt(self.plan.evolve) * self._fresh(number)
        self._ideas[slot] = z_d
        return z_d

    def _answer(self, slot: int) -> np.ndarray:
        notes = self._heard.get(slot - 1, [])
        if not notes:
            return self._fresh(slot)
        # A phrase shorter than the model's is heard again and again, as a loop would be.
        bars = min(self.plan.slot_bars, BARS)
        heard = Melody.from_notes(notes, bars * STEPS_PER_BAR)
        return self._composer.idea(Melody(np.resize(heard.symbols_t, BARS * STEPS_PER_BAR)))

    def _hear(self, note: NoteIn) -> None:
        step = round(note.tick / TICKS_PER_STEP)
        if note.velocity:
            self._sounding[note.pitch] = step
            return
        start = self._sounding.pop(note.pitch, None)
        if start is None:
            return
        slot_steps = self.plan.slot_bars * STEPS_PER_BAR
        first = start // slot_steps * slot_steps
        self._heard.setdefault(start // slot_steps, []).append(
            Note(start - first, max(step, start + 1) - first, note.pitch)
        )
