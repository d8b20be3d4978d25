"""What the melody page does, without a window: knobs with undo, ideas, clip slots, files, likes.

A view calls ``update`` 30 to 60 times a second and shows what it finds; it keeps nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from gui.melody.state.files import export, read_melody
from gui.melody.state.ghost import Ghost
from gui.melody.state.inference import Model, NoComposer
from gui.melody.state.landing import Landing
from gui.melody.state.reasons import why_not
from gui.melody.state.setting import Clip, History, Hold, Idea, Remembered, Setting, plain_idea
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live.protocol import Report
from lcmusic.music.ideas import neighbour
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.perform.background import BackgroundComposer
from lcmusic.perform.session import Session

T = TypeVar("T")
VARY = 0.15
"""How far a variation lies: the share of the idea's variance that is new."""
LOADING = "The model is still being loaded."


class MelodySession:
    """The melody page's behaviour.

    Args:
        performance: the engine with its feed; the session gives it its composer.
        worker: runs the model and whatever takes long.
        rng: for new ideas.
        clock: seconds, for gestures.
        remembered: to go on from.

    Attributes:
        slots: clips, None where empty.
        lands: when a turned knob is heard.
        model: None until ``use`` was called.
        problem: why there is no model; empty while it loads, and once it is there.
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
        self.slots = list(remembered.slots)
        self.lands: Hold = remembered.lands
        self.model: Model | None = None
        self.problem = ""
        self.notices: list[str] = []
        self._worker, self._rng, self._clock = worker, rng, clock
        self._composer: BackgroundComposer | NoComposer = NoComposer()
        self._history = History(remembered.setting)
        self._unlocked = remembered.unlocked
        self._landing = Landing()
        self._ghost = Ghost()
        self._marks: dict[Idea, bool] = {}
        setting = remembered.setting
        performance.feed.compose_with(self._composer, performance.engine.status)
        performance.recall(setting.knobs, setting.plan, setting.expression)

    # ------------------------------------------------------------------------------------------------------ the model

    def use(self, model: Model) -> None:
        """Compose with this model from now on."""
        status = self.performance.engine.status
        self.model, self.problem = model, ""
        self._composer = BackgroundComposer(model.composer, self._worker)
        self.performance.feed.compose_with(self._composer, status)
        idea = self._history.now.idea
        if self._fits(idea):
            self.performance.feed.start_from(status, np.array(idea, np.float32))
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
        """The bar of the song at which what plays begins."""
        slot_bars = self.performance.feed.plan.slot_bars
        return self.performance.engine.status.bar // slot_bars * slot_bars

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

    def new_idea(self) -> None:
        """Go on from an idea that was never heard.

        Raises:
            UserError: there is no model yet.
        """
        self._need_model()
        self._go_on_from(self._never_heard())

    def vary(self) -> None:
        """Go on from a neighbour of the idea that plays.

        Raises:
            UserError: nothing plays yet.
        """
        self._need_model()
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

    # ------------------------------------------------------------------------------------------------- slots and files

    def clip(self, name: str = "") -> Clip:
        """What plays as a clip.

        Raises:
            UserError: nothing plays yet.
        """
        if self.playing is None:
            raise UserError("There is no melody to keep yet.")
        return Clip(name or self._name(), tuple(self.playing.symbols_t.tolist()), self.idea, self.knobs)

    def store(self, slot: int) -> None:
        """Keep what plays in a slot, over what was there; ``UserError`` if nothing plays."""
        self.slots[slot] = self.clip()

    def recall(self, slot: int) -> None:
        """Go on from a slot's clip, with its knobs; ``UserError`` if there is no model yet.

        An idea of another model is found again from the clip's melody, which is its ghost then.
        """
        clip = self.slots[slot]
        if clip is None:
            return
        model = self._need_model()
        if self._fits(clip.idea):
            self._go_on_from(np.array(clip.idea, np.float32), clip.knobs)
            return

        def play(found: np.ndarray) -> None:
            if self.slots[slot] == clip:
                self.slots[slot] = replace(clip, idea=plain_idea(found))
            self._ghost.dropped(plain_idea(found), clip.melody)
            self._go_on_from(found, clip.knobs)

        self._later(lambda: model.idea_of(clip.melody), play)

    def clear(self, slot: int) -> None:
        """Empty a slot."""
        self.slots[slot] = None

    def load(self, path: Path, slot: int | None = None) -> None:
        """Take the first 16 bars of a MIDI file as the idea that plays, or into a slot; trouble is noticed.

        The knobs that are on transform it; the file's own notes are the ghost.
        """

        def read() -> tuple[Melody, tuple[str, ...], np.ndarray]:
            melody, remarks = read_melody(path)
            return melody, remarks, self._need_model().idea_of(melody)

        def take(answer: tuple[Melody, tuple[str, ...], np.ndarray]) -> None:
            melody, remarks, found = answer
            if remarks:
                self.notices.append(f"{path.name}: {' '.join(remarks)}")
            idea = plain_idea(found)
            if slot is None:
                self._ghost.dropped(idea, melody)
                self._go_on_from(found)
            else:
                self.slots[slot] = Clip(path.stem, tuple(melody.symbols_t.tolist()), idea, self.knobs)

        try:
            self._need_model()
        except UserError as problem:
            self.notices.append(str(problem))
        else:
            self._later(read, take)

    def save(self, clip: Clip, path: Path, tempo: float) -> None:
        """Write a clip as ``.mid``, ``.wav`` or ``.png``, in the background; how it went is noticed."""
        self._later(lambda: export(clip, path, tempo), lambda _: self.notices.append(f"Saved {path}"))

    def mark(self, liked: bool) -> None:
        """Remember that this melody is liked, or not, for a taste to be learned; ``UserError`` if nothing plays."""
        model, idea = self._need_model(), self.idea
        if not idea:
            raise UserError("There is no melody to judge yet.")
        self._marks[idea] = liked
        add_like, marked = model.add_like, np.array(idea, np.float32)
        self._later(lambda: add_like(marked, liked), lambda _: None)

    @property
    def liked(self) -> bool | None:
        """How what plays was judged; None if it was not."""
        return self._marks.get(self.idea)

    def apply_preset(self, setting: Setting) -> None:
        """Put the knobs, plan and expression of a preset in place, and keep the idea."""
        self._keep_idea()
        self._landing.wait_for(setting.differs_from(self.setting()))
        self.performance.recall(setting.knobs, setting.plan, setting.expression, at=self.lands)
        self._push("")

    def remember(self) -> Remembered:
        """What the next session goes on from."""
        setting = replace(self.setting(), idea=self.idea or self._history.now.idea)
        return Remembered(setting, tuple(self.slots), self.lands, self._unlocked)

    def setting(self) -> Setting:
        """The state of the music, for a preset and for undo."""
        feed = self.performance.feed
        return Setting(feed.knobs, feed.plan, self.performance.expression, self._history.now.idea)

    # --------------------------------------------------------------------------------------------------------- within

    def _need_model(self) -> Model:
        if not self.model:
            raise UserError(self.problem or LOADING)
        return self.model

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

    def _name(self) -> str:
        return f"idea {sum(clip is not None for clip in self.slots) + 1}"

    def _keep_idea(self) -> None:
        if self.idea:
            self._history.remember_idea(self.idea)

    def _push(self, gesture: str) -> None:
        self._history.push(self.setting(), gesture, self._clock())

    def _never_heard(self) -> np.ndarray:
        return self._rng.standard_normal(self._composer.idea_shape).astype(np.float32)

    def _go_on_from(self, idea: np.ndarray, knobs: Knobs | None = None) -> None:
        self._keep_idea()
        self._worker.forget()
        self.performance.recall(knobs=knobs, idea=idea, at=self.lands)
        self._history.push(replace(self.setting(), idea=plain_idea(idea)), "", self._clock())
        self._landing.wait_for(("idea",))

    def _restore(self, before: Setting, to: Setting | None) -> None:
        if to is None:
            return
        moved = to.idea != before.idea and self.model is not None and self._fits(to.idea)
        self.performance.recall(
            to.knobs if to.knobs != before.knobs or moved else None,
            to.plan if to.plan != before.plan else None,
            to.expression if to.expression != before.expression else None,
            np.array(to.idea, np.float32) if moved else None,
            self.lands,
        )
        self._landing.wait_for(("idea",) if moved else to.differs_from(before))

    def _follow_controllers(self) -> None:
        now = self.setting()
        if now != self._history.now:
            turned = now.differs_from(self._history.now)
            self._history.push(now, "controller", self._clock())
            self._landing.wait_for(turned)
