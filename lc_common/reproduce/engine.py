"""Runs the steps of a reproduction within a budget: what is done is skipped, what fails is said, and the rest goes on.

The budget is that of the whole reproduction, in minutes, over all calls. Steps are done in their order. What is left of
it, less what the tables and figures after them are expected to take, is divided among the trainings by their shares;
none gets less than it is worth beginning for, and what one does not use is there for the next. A step that does not fit
into what is left is left out, and the report says so.
"""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from lc_common.errors import UserError
from lc_common.files import unwritten, write_text
from lc_common.reproduce import blocks
from lc_common.reproduce.blocks import Block
from lc_common.reproduce.state import Entry, State, digest_of, outputs_of
from lc_common.reproduce.steps import Step, Work, folder_of

Standing = Literal["done", "kept", "left out", "failed"]
"""Of a step: done now; done by an earlier call; not begun, for a reason; begun, and ended by a mistake or a fault."""


@dataclass(frozen=True)
class Result:
    """How a step ended.

    Attributes:
        why: it was left out or failed.
        blocks: what it gave.
        seconds: that it took, all calls together.
        revision: of the program that did it.
    """

    step: Step
    standing: Standing
    why: str = ""
    blocks: tuple[Block, ...] = ()
    seconds: float = 0.0
    revision: str = ""


class Reproduction:
    """Steps in their order, in a folder.

    Args:
        steps: what one needs or uses stands before it.
        root: the folder; made if it is not there.
        budget: minutes, above 0.
        revision: of the program.
        say: tells the person how far it is, a line at a time.
        clock: seconds.

    Attributes:
        results: of the steps so far, in their order.
        stopped: whether a person stopped it.

    Raises:
        UserError: the folder cannot be made, or its state is torn.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        root: Path,
        budget: float,
        revision: str,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritten(root, error) from error
        self.steps, self.root, self.budget, self.revision = steps, root, budget, revision
        self.results: list[Result] = []
        self.stopped = False
        self._say, self._clock, self._state = say, clock, State(root)
        self._digests: dict[str, str] = {}
        self._spent = 0.0

    def run(self) -> None:
        """Do what is not done; Ctrl-C stops, and the next call goes on."""
        for number, step in enumerate(self.steps):
            if self.stopped:
                result = Result(step, "left out", "it was stopped before; the same command goes on.")
            else:
                result = self._result(number, step)
            self.results.append(result)
            self._say(f"{step.name}: {said(result)}")

    def _result(self, number: int, step: Step) -> Result:
        lacking = [name for name in step.needs if name not in self._digests]
        if lacking:
            return Result(step, "left out", f"it needs {' and '.join(lacking)}, which is not there.")
        identity, done = self._digests_of(step)
        if self._state.is_done(step.name, done):
            with suppress(UserError):  # of a torn file: the step is done anew
                return self._take(step, done, "kept")
        begun = self._begun(step, identity)
        minutes = self._minutes(number, step, begun)
        if minutes < step.minutes:
            if begun and begun.done and self._state.is_done(step.name, begun.done):
                with suppress(UserError):
                    return self._take(step, begun.done, "kept")
            left = max(0.0, minutes)
            return Result(step, "left out", f"it takes {step.minutes:g} minutes, and the budget leaves {left:.1f}.")
        share = f", {minutes:.1f} minutes" if step.share else f", about {step.minutes:g} minutes"
        self._say(f"{step.name}: begins{share}")
        return self._do(step, identity, done, minutes)

    def _do(self, step: Step, identity: str, done: str, minutes: float) -> Result:
        work = Work(self.root, step.name, minutes)
        before = self._begun(step, identity)
        earlier = before.seconds if before else 0.0
        began = self._clock()
        try:
            if not before:
                shutil.rmtree(work.folder, ignore_errors=True)
            work.folder.mkdir(exist_ok=True)
            self._state.set(step.name, Entry(identity, seconds=earlier, revision=self.revision))
            blocks.save(work.folder, step.make(work))
            outputs = outputs_of(self.root, work.folder)
            entry = Entry(identity, done, earlier + self._clock() - began, self.revision, outputs)
            self._state.set(step.name, entry)
            return self._take(step, done, "done")
        except KeyboardInterrupt:
            self.stopped = True
            return self._ended(step, began, "it was stopped; the same command goes on.", "left out")
        except UserError as error:
            return self._ended(step, began, str(error))
        except OSError as error:
            return self._ended(step, began, str(unwritten(work.folder, error)))
        except Exception as error:  # a fault of ours must not take the rest of a night with it
            with suppress(UserError):
                write_text(work.folder / "fault.txt", traceback.format_exc())
            return self._ended(step, began, f"a fault of the program, {type(error).__name__}: {error}")

    def _ended(self, step: Step, began: float, why: str, standing: Standing = "failed") -> Result:
        """A step that did not come to its end; what it took counts."""
        seconds = self._clock() - began
        self._spent += seconds
        entry = self._state.entries.get(step.name)
        if entry:
            self._spent += entry.seconds
            seconds += entry.seconds
            with suppress(UserError):  # said already, if the disk is full
                self._state.set(step.name, replace(entry, done="", seconds=seconds))
        return Result(step, standing, why, seconds=seconds)

    def _take(self, step: Step, done: str, standing: Standing) -> Result:
        entry = self._state.entries[step.name]
        found = tuple(blocks.load(folder_of(self.root, step.name)))
        self._digests[step.name] = done
        self._spent += entry.seconds
        return Result(step, standing, "", found, entry.seconds, entry.revision)

    def _digests_of(self, step: Step) -> tuple[str, str]:
        """What a step is made of, and the same with its budget, if that decides what it gives."""
        below = {name: self._digests[name] for name in (*step.needs, *step.uses) if name in self._digests}
        identity = digest_of(step.name, dict(step.settings), below)
        return identity, digest_of(identity, self.budget) if step.share else identity

    def _begun(self, step: Step, identity: str) -> Entry | None:
        """What is remembered of a step that was begun as it is now; what lies in its folder is gone on with."""
        entry = self._state.entries.get(step.name)
        return entry if entry and entry.begun == identity else None

    def _minutes(self, number: int, step: Step, begun: Entry | None) -> float:
        """What a step may take: all that is left, or of a training its share of that, or the least that is worth it.

        A training that was done within a smaller budget goes on where its share is so much larger, and is kept else.
        """
        earlier = begun.seconds / 60 if begun else 0.0
        left = self.budget - self._spent / 60
        if not step.share:
            return left - earlier
        todo = self.steps[number:]
        reserved = sum(each.minutes for each in todo if not each.share)
        own = (left - reserved) * step.share / sum(each.share for each in todo if each.share) - earlier
        return own if begun and begun.done else max(own, min(step.minutes, left - earlier))


def said(result: Result) -> str:
    """The standing of a step as a person reads it."""
    if result.standing in ("done", "kept"):
        again = "" if result.standing == "done" else ", by an earlier call"
        return f"done in {result.seconds / 60:.1f} minutes{again}"
    return f"{result.standing}: {result.why}"
