"""A performance without a window: the engine, the feed, the knobs, the controllers and the recording in one place.

The command line and the studio both drive this; it knows no torch (the composer does) and no Qt.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from lc_common.errors import UserError
from lcmusic.live.control import ControlMap
from lcmusic.live.expression import Expression
from lcmusic.live.grid import Chords, Symbols
from lcmusic.live.protocol import At, Command, ControlIn, NoteIn, Notice, Places, Report, Status, Tempo
from lcmusic.live.recording import Take
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import Locked
from lcmusic.perform.feed import Composer, Feed
from lcmusic.perform.key_in import Key, KeyIn
from lcmusic.perform.plan import Plan
from lcmusic.perform.recorder import Recorder
from lcmusic.perform.table import TABLE, TURNED


class Engine(Protocol):
    """What a session needs of ``lcmusic.live.player.Player``."""

    @property
    def status(self) -> Status: ...

    def send(self, command: Command) -> None: ...

    def supply(self, first_bar: int, symbols: Symbols, phrase: int, at: At = "bar", chords: Chords = ()) -> None: ...

    def poll(self) -> list[Report]: ...


class Session:
    """One performance. Call ``update`` 30 to 60 times a second.

    Attributes:
        feed: what plays and what follows, the knobs and the plan.
        expression: how notes are sent.
        controls: which controllers turn which knobs.
        take: the recording; ``record`` starts it.
        key: in which somebody played to us last, for four bars; None if nobody has.
        notices: sentences for the person, oldest first; the owner empties it.
    """

    def __init__(
        self, engine: Engine, composer: Composer, knobs: Knobs, plan: Plan, expression: Expression | None = None
    ) -> None:
        self.engine = engine
        self.feed = Feed(composer, engine.supply, knobs, plan)
        self.expression = expression or Expression()
        self.controls = ControlMap()
        self.take = Take()
        self.key: Key | None = None
        self.notices: list[str] = []
        self._key_in = KeyIn()
        self._recorder: Recorder | None = None
        self._places = Places(())  # that the engine knows
        engine.send(self.expression)

    def update(self) -> list[Report]:
        """Take in what the engine reports, obey controllers, keep it supplied; returns the reports for a view."""
        reports = self.engine.poll()
        self.take.add(reports)
        self._keep_take()
        self._obey([report for report in reports if isinstance(report, ControlIn)])
        self.notices += [report.text for report in reports if isinstance(report, Notice)]
        self._hear_key(report for report in reports if isinstance(report, NoteIn))
        self.feed.update(self.engine.status, reports)
        self._tell_places()
        return reports

    def turn(self, at: At = "bar", **values: Any) -> None:
        """Set knobs by name, any in ``lcmusic.perform.table.TABLE``.

        Raises:
            UserError: a value is out of range, or there is no such knob; nothing is changed then.
        """
        changed: dict[str, dict[str, Any]] = {}
        for name, value in values.items():
            if name not in TABLE:
                raise UserError(f"There is no knob {name!r}; there are {', '.join(TABLE)}.")
            changed.setdefault(TABLE[name].part, {})[TABLE[name].field] = value
        knobs = replace(self.feed.knobs, **changed["knobs"]) if "knobs" in changed else None
        plan = replace(self.feed.plan, **changed["plan"]) if "plan" in changed else None
        expression = replace(self.expression, **changed["expression"]) if "expression" in changed else None
        if "tempo" in changed:
            self.engine.send(Tempo(values["tempo"], at))
        if expression:
            self.expression = expression
            self.engine.send(expression)
        if knobs or plan:
            self.feed.turn(self.engine.status, knobs, plan, at)

    def value(self, name: str) -> Any:
        """The value of a knob, by its name."""
        row = TABLE[name]
        return self.engine.status.bpm if row.part == "tempo" else getattr(self._parts()[row.part], row.field)

    def recall(
        self,
        knobs: Knobs | None = None,
        plan: Plan | None = None,
        expression: Expression | None = None,
        idea: np.ndarray | None = None,
        at: At = "bar",
        locked: Locked | None = None,
    ) -> None:
        """Put knobs, plan, expression and locked bars in place, and go on from an idea; what is None stays."""
        if expression:
            self.expression = expression
            self.engine.send(expression)
        if plan:
            self.feed.turn(self.engine.status, knobs, plan, at, locked)
        if idea is not None:
            self.feed.start_from(self.engine.status, idea, knobs, at, locked)
        elif (knobs or locked is not None) and not plan:
            self.feed.turn(self.engine.status, knobs, at=at, locked=locked)

    def play_with(self, engine: Engine) -> None:
        """Another engine from now on, in place of one that has ended; its ports and clock are its owner's to set."""
        self.engine = engine
        self._places = Places(())
        engine.send(self.expression)
        self.feed.supply_to(engine.supply, engine.status)

    def record(self, path: Path) -> None:
        """Record from now on, into a MIDI file that is written as the music plays.

        Raises:
            UserError: there is no such folder.
        """
        self._recorder = Recorder(self.take, path, time.monotonic, lambda: self.expression)
        self.take.start()

    def stop_recording(self) -> str:
        """Record no more, and write the rest; says what has become of it, empty if nothing was being recorded.

        Raises:
            UserError: the file cannot be written.
        """
        self.take.stop()
        recorder, self._recorder = self._recorder, None
        return recorder.finish() if recorder else ""

    def _keep_take(self) -> None:
        if self._recorder:
            try:
                self._recorder.update()
            except UserError as problem:
                self.notices.append(str(problem))

    def _obey(self, moves: Iterable[ControlIn]) -> None:
        """Turn each knob to where its controller is now: a sweep passes through more places than can be composed."""
        places = dict(turned for moved in moves if (turned := self.controls.turn(moved)))
        for name, place in places.items():
            values: dict[str, Any] = {name: TABLE[name].at(place)}
            try:
                self.turn(**values)
            except UserError as problem:  # such as a lowest note above the highest; the knob stays where it was
                self.notices.append(str(problem))

    def _hear_key(self, notes: Iterable[NoteIn]) -> None:
        for note in notes:
            self._key_in.hear(note)
        self.key = self._key_in.at(self.engine.status.bar) or self.key

    def _tell_places(self) -> None:
        """Where the knobs stand that controllers turn, for those that can show it."""
        learned = self.controls.assignments().items()
        places = Places(
            tuple(
                (*controller, round(127 * TABLE[knob].place(self.value(knob))))
                for controller, knob in learned
                if knob in TURNED  # a settings file may know others
            )
        )
        if places != self._places:
            self._places = places
            self.engine.send(places)

    def _parts(self) -> dict[str, Knobs | Plan | Expression]:
        return {"knobs": self.feed.knobs, "plan": self.feed.plan, "expression": self.expression}
