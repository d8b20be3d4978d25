"""The endless supply of bars: loop, renew, evolve, respond.

Knows no torch, no Qt and no MIDI: it decides what plays when.

The song is cut into slots of ``slot_bars`` bars, in which a shorter melody is heard again and again. Each slot has an
idea, which follows from the seed and the slot's number alone, so that any place of the song can be supplied after any
seek. A turned knob changes what is made of the ideas, never the ideas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from lcmusic.live.grid import STEPS_PER_BEAT, TICKS_PER_STEP, Chords
from lcmusic.live.protocol import At, NoteIn, Report, Status
from lcmusic.music.ideas import fresh, neighbour
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import BARS, REST, STEPS_PER_BAR, Melody
from lcmusic.perform.listening import Listener
from lcmusic.perform.plan import Plan

DEAF_STEPS = 2
"""In ``respond``, sixteenths before the answer that are not heard any more, at least: the time to compose it."""
ANSWER_TAKES = 0.5
"""Seconds that composing an answer is taken to need until the first was composed."""
VARIED = (0.05, 0.2, 1.0)
"""How far an answer lies from the call, as a share of its idea's variance: the first at which it has other pitches."""


class Composer(Protocol):
    """What makes melodies of ideas: ``lcmusic.instrument.Instrument``, or what runs one in the background."""

    @property
    def idea_shape(self) -> tuple[int, ...]:
        """Of every idea, a float32 array."""

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody | None:
        """The melody of an idea under the knobs, 16 bars; the same for the same arguments.

        Locked bars come back note for note, and the others are made to fit them.

        None where it is made in the background: ask again with the same arguments.
        """

    def idea(self, melody: Melody) -> np.ndarray | None:
        """The idea of 16 bars that somebody played; None as for ``melody``."""


class _Composed(NamedTuple):
    melody: Melody
    idea: np.ndarray | None
    phrase: int


@dataclass
class _Call:
    """What was played to us, and how far the answer is.

    Attributes:
        heard: None for silence, which is answered with a new idea.
        since: when composing the answer began, in seconds.
        idea: of ``heard``; None until it is found.
        tries: answers that had the call's pitches.
    """

    heard: Melody | None
    since: float
    idea: np.ndarray | None = None
    tries: int = 0

    def echoed_by(self, melody: Melody) -> bool:
        """Whether an answer plays the call's own pitches, one after the other; it is not varied for ever."""
        if self.heard is None or self.tries == len(VARIED) - 1:
            return False
        answer = Melody(melody.symbols_t[: len(self.heard)])
        return [note.pitch for note in answer.notes()] == [note.pitch for note in self.heard.notes()]


Supply = Callable[[int, np.ndarray, int, At, Chords], None]
"""``Player.supply``: first bar, symbols, phrase number, when it enters, the chords under it."""


class Feed:
    """Keeps a player supplied: the slot that plays and the one after it, always.

    Phrase numbers told to the player count up with every slot that is composed, so that a view knows what entered.

    Args:
        composer: makes the melodies.
        supply: takes them.
        knobs: to begin with; ``turn`` changes them.
        plan: how the music goes on; ``turn`` changes it.

    Attributes:
        locked: bars that every melody has; ``turn`` changes them.
        playing: melody of the slot that plays; after a turn, the one before until the new one is composed.
        following: melody of the slot after it; None in ``respond`` until the answer is composed.
        idea: of the slot that plays; None until it is composed, and while listening.
        phrase: number told to the player with the melody of the slot that plays; 0 before there is one.
        settled: what plays is composed under the knobs and the plan as they are.
    """

    def __init__(self, composer: Composer, supply: Supply, knobs: Knobs, plan: Plan) -> None:
        self.knobs = knobs
        self.plan = plan
        self.locked = NOTHING
        self.playing: Melody | None = None
        self.following: Melody | None = None
        self.idea: np.ndarray | None = None
        self.phrase = 0
        self.settled = False
        self._composer = composer
        self._supply = supply
        self._last_phrase = 0
        self._melodies: dict[int, _Composed] = {}
        self._due: dict[int, At] = {}
        self._start: tuple[int, np.ndarray] | None = None
        self._ideas: dict[int, np.ndarray] = {}
        self._listener = Listener()
        self._calls: dict[int, _Call] = {}  # by the slot of the answer
        self._takes = ANSWER_TAKES
        self._slot = 0

    def update(self, status: Status, reports: Iterable[Report] = ()) -> None:
        """Hear what was played and supply what is missing; call with every new status (cheap if nothing is due)."""
        slot = status.bar // self.slot_bars
        if slot not in (self._slot, self._slot + 1):
            self._listener.forget()
            self._calls.clear()
        self._slot = slot
        for report in reports:
            if isinstance(report, NoteIn):
                self._listener.hear(report, self.plan.listen)
        for number in (slot, slot + 1):
            if number not in self._melodies:
                self._due.setdefault(number, "bar")
        self._compose_due(status)
        # What lies far from the song position can be made again, or will not be answered any more.
        self._melodies = {number: m for number, m in self._melodies.items() if slot - 1 <= number <= slot + 2}
        self._calls = {number: call for number, call in self._calls.items() if number >= slot}
        self._listener.forget(before=(slot - 1) * self._slot_steps)

    def turn(
        self,
        status: Status,
        knobs: Knobs | None = None,
        plan: Plan | None = None,
        at: At = "bar",
        locked: Locked | None = None,
    ) -> None:
        """Compose what plays and what follows anew, under other knobs, another plan or with other locked bars.

        It enters ``at`` that moment.

        Under another plan with the same seed the music goes on from the idea that plays.
        """
        before, slot_bars = self.plan, self.slot_bars
        self._take(knobs, locked)
        self.plan = plan or self.plan
        if plan or self.slot_bars != slot_bars:
            goes_on = self.plan.seed == before.seed and self.plan.mode != "respond"
            self._slot = status.bar // self.slot_bars
            self._start = (self._slot, self.idea) if goes_on and self.idea is not None else None
            self._ideas.clear()
            self._calls.clear()
        self._compose_anew(status, at)

    def start_from(
        self,
        status: Status,
        idea: np.ndarray,
        knobs: Knobs | None = None,
        at: At = "bar",
        locked: Locked | None = None,
    ) -> None:
        """Go on from an idea that somebody chose, as the plan says; what came before is that idea."""
        self._take(knobs, locked)
        self._start = (status.bar // self.slot_bars, idea)
        self._ideas.clear()
        self._compose_anew(status, at)

    def compose_with(self, composer: Composer, status: Status) -> None:
        """Another composer from now on; its ideas may have another shape, so they start afresh."""
        self._composer = composer
        self._start, self.idea = None, None
        self._ideas.clear()
        self._calls.clear()
        self._compose_anew(status, "bar")

    def supply_to(self, supply: Supply, status: Status) -> None:
        """Supply another player from now on, which knows nothing yet."""
        self._supply = supply
        self._compose_anew(status, "bar")

    def new_idea(self, status: Status, at: At = "bar") -> None:
        """Go on with other ideas than the ones so far."""
        self.turn(status, plan=replace(self.plan, seed=self.plan.seed + 1), at=at)

    def _take(self, knobs: Knobs | None, locked: Locked | None) -> None:
        """Other knobs and locked bars; of clips of another length those stay locked that are in both."""
        bars = self.knobs.bars
        self.knobs = knobs or self.knobs
        self.locked = self.locked if locked is None else locked
        if self.knobs.bars != bars:
            self.locked = self.locked.fitted(self.knobs.bars)

    def _can_compose(self, slot: int, status: Status) -> bool:
        if not self._answers(slot):
            return True
        takes = self._takes * STEPS_PER_BEAT * status.bpm / 60
        deaf = min(max(DEAF_STEPS, takes), self._slot_steps / 2)
        return status.tick / TICKS_PER_STEP >= slot * self._slot_steps - deaf

    def _compose_anew(self, status: Status, at: At) -> None:
        slot = status.bar // self.slot_bars
        self._due = {slot: at, slot + 1: at}
        self._melodies = {number: m for number, m in self._melodies.items() if number in self._due}
        self._compose_due(status)

    def _compose_due(self, status: Status) -> None:
        slot = status.bar // self.slot_bars
        self._due = {number: at for number, at in self._due.items() if slot <= number <= slot + 1}
        for number, at in sorted(self._due.items()):
            if self._can_compose(number, status) and self._compose(number, at, status):
                del self._due[number]
        playing, following = self._melodies.get(slot), self._melodies.get(slot + 1)
        self.following = following.melody if following else None
        self.settled = slot not in self._due
        if playing:
            self.playing, self.idea, self.phrase = playing
        else:
            self.playing = None

    @property
    def slot_bars(self) -> int:
        """Bars of a slot: the plan's, and for a clip that is longer than the model's at least the whole of it."""
        return max(self.plan.slot_bars, self.knobs.bars) if self.knobs.bars > BARS else self.plan.slot_bars

    @property
    def _slot_steps(self) -> int:
        return self.slot_bars * STEPS_PER_BAR

    def _answers(self, slot: int) -> bool:
        return self.plan.mode == "respond" and slot % 2 == 1

    def _compose(self, slot: int, at: At, status: Status) -> bool:
        """Compose and supply a slot; False if that takes a while yet."""
        if self._answers(slot) and slot not in self._calls:
            self._calls[slot] = _Call(self._heard_before(slot), status.time)
        if self.plan.mode == "respond" and not self._answers(slot):
            melody: Melody | None = Melody(np.full(STEPS_PER_BAR, REST, np.uint8))  # listening
            idea = None
        else:
            idea = self._idea_of(slot)
            melody = None if idea is None else self._composer.melody(idea, self.knobs, self.locked)
        if melody is None:
            return False
        if self._answers(slot):
            call = self._calls[slot]
            if call.echoed_by(melody):
                call.tries += 1
                return False
            if slot not in self._melodies:
                if call.heard:
                    self._takes = status.time - call.since
                if slot == status.bar // self.slot_bars:  # it is late: what is left of it is heard
                    at = "step"
        self._last_phrase += 1
        self._melodies[slot] = _Composed(melody, idea, self._last_phrase)
        bars = np.resize(melody.symbols_t, self._slot_steps)
        chords = self.knobs.progression.voiced() if self.knobs.progression else ()
        self._supply(slot * self.slot_bars, bars, self._last_phrase, at, chords)
        return True

    def _idea_of(self, slot: int) -> np.ndarray | None:
        if self._start and slot <= self._start[0] and self.plan.mode != "respond":
            return self._start[1]
        match self.plan.mode:
            case "loop":
                return self._start[1] if self._start else self._fresh(0)
            case "renew":
                return self._fresh(slot)
            case "evolve":
                return self._wandered(slot)
            case "respond":
                return self._answer(slot)

    def _fresh(self, number: int) -> np.ndarray:
        return fresh(self._composer.idea_shape, self.plan.seed, number)

    def _wandered(self, slot: int) -> np.ndarray:
        # A stationary walk: every idea on its own is a draw from the prior, however long the music goes on.
        known = max((number for number in self._ideas if number <= slot), default=None)
        if known is None:
            known, first = self._start or (0, self._fresh(0))
            self._ideas[known] = first
        idea = self._ideas[known]
        for number in range(known + 1, slot + 1):
            idea = neighbour(idea, self._fresh(number), self.plan.evolve)
        self._ideas[slot] = idea
        return idea

    def _answer(self, slot: int) -> np.ndarray | None:
        call = self._calls[slot]
        if call.heard is None:
            return self._fresh(slot)
        if call.idea is None:
            # A phrase shorter than the model's is heard again and again, as a loop would be.
            looped = Melody(np.resize(call.heard.symbols_t, BARS * STEPS_PER_BAR))
            call.idea = self._composer.idea(looped)
        return None if call.idea is None else neighbour(call.idea, self._fresh(slot), VARIED[call.tries])

    def _heard_before(self, slot: int) -> Melody | None:
        """What was played in the slot before, as many bars as the model has; None if nothing was."""
        first, steps = (slot - 1) * self._slot_steps, min(self.slot_bars, BARS) * STEPS_PER_BAR
        notes = self._listener.between(first, first + steps)
        return Melody.from_notes(notes, steps) if notes else None
