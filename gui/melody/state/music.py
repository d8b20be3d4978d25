"""The music that plays and what shapes it: model, knobs, ideas, undo.

Knows no window, nor what is kept of the music: that is ``gui.melody.state.session``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from gui.melody.state.ghost import Ghost
from gui.melody.state.inference import Model, NoComposer
from gui.melody.state.landing import Landing
from gui.melody.state.offers import Offers
from gui.melody.state.reasons import why_not
from gui.melody.state.setting import (
    History,
    Hold,
    Idea,
    Remembered,
    Setting,
    Symbols,
    melody_of,
    plain_idea,
)
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live.expression import Expression
from lcmusic.live.protocol import Report
from lcmusic.music.ideas import neighbour
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import Melody
from lcmusic.perform.background import BackgroundComposer
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session

T = TypeVar("T")
VARY = 0.15
"""How far a variation lies: the share of the idea's variance that is new."""
LOADING = "The model is still being loaded."
LOCKED = "The idea is locked; unlock it first (L)."


class Music:
    """What plays and how it is shaped.

    Args:
        performance: the engine with its feed; the session gives it its composer.
        worker: runs the model and whatever takes long.
        rng: for new ideas.
        clock: seconds, for gestures.
        remembered: to go on from.

    Attributes:
        lands: when a turned knob is heard.
        model: None until ``use`` was called.
        problem: why there is no model; empty while it loads, and once it is there.
        offers: what was found in music that came in.
        notices: sentences for the person; the owner empties it.
    """

    def __init__(
        self,
        performance: Session,
        worker: Worker,
        rng: np.random.Generator,
        clock: Callable[[], float],
        remembered: Remembered | None = None,
    ) -> None:
        remembered = remembered or Remembered()
        self.performance = performance
        self.lands: Hold = remembered.lands
        self.model: Model | None = None
        self.problem = ""
        self.notices: list[str] = []
        self.offers = Offers(self.turn, performance.value)
        self._worker, self._rng, self._clock = worker, rng, clock
        self._composer: BackgroundComposer | NoComposer = NoComposer()
        self._history = History(remembered.setting, remembered.slots)
        self._unlocked = remembered.unlocked
        self._heard = melody_of(remembered.playing)  # before the last restart
        self._landing = Landing()
        self._ghost = Ghost()
        self._contradicted = ""
        setting = remembered.setting
        performance.feed.compose_with(self._composer, performance.engine.status)
        performance.recall(setting.knobs, setting.plan, setting.expression, locked=setting.locked)

    # ------------------------------------------------------------------------------------------------------ the model

    def use(self, model: Model) -> None:
        """Compose with this model from now on."""
        status = self.performance.engine.status
        self.model, self.problem = model, ""
        self._composer = BackgroundComposer(model.composer, self._worker)
        if model.no_prior and self.bars:
            self._history.replace(replace(self._history.now, locked=NOTHING))
            self.performance.feed.locked = NOTHING
            self.notices.append(f"Its bars were unlocked. {model.no_prior}")
        self.performance.feed.compose_with(self._composer, status)
        idea, tune = self._history.now.idea, self._history.now.tune
        if self._fits(idea):
            start = np.array(idea, np.float32)
            self._know_tune(start, tune)
            if self._heard:
                self._composer.known.keep(start, self.knobs, self.bars, self._heard)
            self.performance.feed.start_from(status, start)
        elif idea:
            self._history.remember_idea(())
            self.notices.append("The idea of the last session belongs to another model; a new one plays.")
        if model.without:
            self.notices.append(model.without)

    def fail(self, problem: str) -> None:
        """There is no model, and why."""
        self.problem = problem
        self.notices.append(problem)

    def why_not(self, knob: str) -> str:
        """Why a knob does nothing now and what to do about it; empty if it works."""
        if self.problem or not self.model:
            return self.problem or LOADING
        return why_not(knob, self.model, self.knobs, self.performance.feed.plan)

    # --------------------------------------------------------------------------------------------------- what is heard

    @property
    def pending(self) -> set[str]:
        """Names of knobs whose turn has not yet reached the music."""
        return self._landing.pending

    @property
    def knobs(self) -> Knobs:
        """The knobs as they are."""
        return self.performance.feed.knobs

    @property
    def bars(self) -> Locked:
        """The bars and notes that are kept whatever else changes."""
        return self.performance.feed.locked

    @property
    def playing(self) -> Melody | None:
        """What plays, or would; None until it is composed."""
        return self.performance.feed.playing

    @property
    def following(self) -> Melody | None:
        """What comes after it."""
        return self.performance.feed.following

    @property
    def idea(self) -> Idea:
        """The idea of what plays; empty if there is none."""
        idea = self.performance.feed.idea
        return () if idea is None or self.model is None else plain_idea(idea)

    @property
    def ghost(self) -> Melody | None:
        """What the idea sounds like without the knobs, or the file that was dropped; None if that is not known."""
        return self._ghost.melody

    @property
    def first_bar(self) -> int:
        """The bar of the song at which what plays begins, or began anew."""
        slot_bars = self.performance.feed.slot_bars
        bar = self.performance.engine.status.bar
        return bar - bar % slot_bars % self.length

    @property
    def length(self) -> int:
        """Bars of what plays."""
        return self.playing.bars if self.playing and self.performance.feed.idea is not None else self.knobs.bars

    def update(self) -> list[Report]:
        """Take in what has happened since the last call; returns the engine's reports."""
        self._worker.poll()
        self._composer.catch_up(self.performance.feed, self.performance.engine.status, self.lands)
        reports = self.performance.update()
        self.notices += self.performance.notices
        self.performance.notices.clear()
        if self._composer.trouble:
            self.notices.append(self._composer.trouble)
            self._composer.trouble = ""
        self._follow_controllers()
        if not self._composer.behind:
            self._landing.watch(self.performance.feed, self.performance.engine.status, reports)
            self._ghost.look(self.performance.feed, self.idea, self._composer)
        return reports

    # ------------------------------------------------------------------------------------------------ knobs and ideas

    def turn(self, gesture: str = "", **values: object) -> None:
        """Set knobs by name, as the performance does; a gesture of the same name is one step of undo.

        Raises:
            UserError: a value out of range; nothing is changed then.
        """
        self._keep_idea()
        self.performance.turn(self.lands, **values)
        self._push(gesture)
        self._landing.wait_for(values)
        self._mention_contradiction()

    def new_idea(self) -> None:
        """Go on from an idea that was never heard.

        Raises:
            UserError: there is no model yet, or the idea is locked.
        """
        self._need_model()
        self._need_unlocked()
        self._go_on_from(self._never_heard())

    def vary(self) -> None:
        """Go on from a neighbour of the idea that plays.

        Raises:
            UserError: nothing plays yet, or the idea is locked.
        """
        self._need_model()
        self._need_unlocked()
        if not self.idea:
            raise UserError("There is nothing to vary yet; wait until a melody plays.")
        self._go_on_from(neighbour(np.array(self.idea, np.float32), self._never_heard(), VARY))

    @property
    def locked(self) -> bool:
        """Whether the music stays with the idea that plays."""
        return self.performance.feed.plan.mode == "loop"

    def lock(self, on: bool) -> None:
        """Stay with the idea that plays, or go on as before."""
        if on != self.locked:
            if on:
                self._unlocked = self.performance.feed.plan.mode
            self.turn(mode="loop" if on else self._unlocked if self._unlocked != "loop" else "evolve")

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._history.can_redo

    def undo(self) -> None:
        """Go back by a step, knobs and idea."""
        self._keep_idea()
        before = self._history.now
        self._restore(before, self._history.undo())

    def redo(self) -> None:
        """Take an undo back."""
        before = self._history.now
        self._restore(before, self._history.redo())

    def setting(self) -> Setting:
        """The state of the music, for a preset and for undo."""
        feed = self.performance.feed
        now = self._history.now
        return Setting(feed.knobs, feed.plan, self.performance.expression, now.idea, now.tune, feed.locked)

    # --------------------------------------------------------------------------------------------------------- within

    def _need_model(self) -> Model:
        if not self.model:
            raise UserError(self.problem or LOADING)
        return self.model

    def _need_unlocked(self) -> None:
        if self.locked:
            raise UserError(LOCKED)

    def _know_tune(self, idea: np.ndarray, tune: Symbols) -> None:
        if melody := melody_of(tune):
            self._composer.known.keep_tune(idea, melody)

    def _mention_contradiction(self) -> None:
        """Say, once, that what is locked is not what the knobs ask for; the rest obeys."""
        try:
            self.bars.check(self.knobs)
            contradicted = ""
        except UserError as problem:
            contradicted = str(problem)
        if contradicted and contradicted != self._contradicted:
            self.notices.append(contradicted)
        self._contradicted = contradicted

    def _fits(self, idea: Idea) -> bool:
        return np.shape(idea) == self._composer.idea_shape

    def _later(self, job: Callable[[], T], then: Callable[[T], object]) -> None:
        """Run a job in the background, and then what is to be done with its answer; trouble is noticed."""

        def done(answer: T, error: Exception | None) -> None:
            if error is None:
                then(answer)
            elif isinstance(error, UserError):
                self.notices.append(str(error))
            else:
                raise error

        self._worker.later(job, done)

    def _keep_idea(self) -> None:
        if self.idea:
            self._history.remember_idea(self.idea)

    def _push(self, gesture: str) -> None:
        self._history.push(self.setting(), gesture, self._clock())

    def _never_heard(self) -> np.ndarray:
        return self._rng.standard_normal(self._composer.idea_shape).astype(np.float32)

    def _go_on_from(
        self,
        idea: np.ndarray,
        knobs: Knobs | None = None,
        tune: Symbols = (),
        locked: Locked | None = None,
        plan: Plan | None = None,
        expression: Expression | None = None,
    ) -> None:
        self._keep_idea()
        self._worker.forget()
        self._know_tune(idea, tune)
        self.performance.recall(knobs, plan, expression, idea, self.lands, locked)
        self._history.push(replace(self.setting(), idea=plain_idea(idea), tune=tune), "", self._clock())
        self._landing.wait_for(("idea",))

    def _restore(self, before: Setting, to: Setting | None) -> None:
        if to is None:
            return
        moved = to.idea != before.idea and self.model is not None and self._fits(to.idea)
        if moved:
            self._know_tune(np.array(to.idea, np.float32), to.tune)
        self.performance.recall(
            to.knobs if to.knobs != before.knobs or moved else None,
            to.plan if to.plan != before.plan else None,
            to.expression if to.expression != before.expression else None,
            np.array(to.idea, np.float32) if moved else None,
            self.lands,
            to.locked if to.locked != before.locked else None,
        )
        self._landing.wait_for(("idea",) if moved else to.differs_from(before))

    def _follow_controllers(self) -> None:
        now = self.setting()
        if now != self._history.now:
            turned = now.differs_from(self._history.now)
            self._history.push(now, "controller", self._clock())
            self._landing.wait_for(turned)
            self._mention_contradiction()
