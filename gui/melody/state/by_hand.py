"""What a hand does to the melody that plays: bars and notes are locked, made anew, edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from gui.melody.state.ideas import Ideas
from gui.melody.state.music import LOADING
from gui.melody.state.setting import Idea, Remembered, plain_idea, plain_melody
from gui.melody.state.shape import Shape
from gui.shared.state.sentence import Sentence, sentence
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.music.editing import edited_bars
from lcmusic.music.ideas import neighbour
from lcmusic.music.locked import Locked
from lcmusic.music.melody import STEPS_PER_BAR, Melody, Note
from lcmusic.perform.session import Session

EDITED = 1e-4
"""How far the idea of an edited melody lies from the one before until its own is found: beside it, but another."""

OVERTAKEN = "The bars were not made anew, since the music went on meanwhile; press R again."


class ByHand(Shape):
    """The music, and the bars of it that somebody holds or has changed.

    Attributes:
        ideas: the last ones that were heard.
    """

    def __init__(
        self,
        performance: Session,
        worker: Worker,
        rng: np.random.Generator,
        clock: Callable[[], float],
        remembered: Remembered | None = None,
    ) -> None:
        super().__init__(performance, worker, rng, clock, remembered)
        self.ideas = Ideas()
        self._edited: set[Idea] = set()

    def why_no_bars(self) -> str:
        """Why bars cannot be locked now; empty if they can."""
        if self.problem or not self.model:
            return self.problem or LOADING
        feed = self.performance.feed
        playing = self.playing if feed.idea is not None else None
        if playing is None and feed.plan.mode == "respond":  # while it listens
            return self.model.no_prior or "There is no melody now whose bars could be locked."
        if playing is None or playing.bars != self.knobs.bars:
            made = sentence(
                "The {bars} bars are being made; lock some as soon as they are there.", bars=self.knobs.bars
            )
            return self.model.no_prior or made
        return self.model.no_prior

    def lock_bars(self, bars: Iterable[int], on: bool) -> None:
        """Keep some bars (from 0) of what plays, note for note, or keep them no longer; what plays stays as it is.

        Bars that are let go let their notes go.

        Raises:
            UserError: bars cannot be locked now, and why.
        """
        playing = self._need_bars()
        chosen_k, locked_k = _among(bars, playing), self.bars.among(playing.bars)
        notes = [note for note in self.bars.notes if on or not chosen_k[note.start // STEPS_PER_BAR]]
        locked_k = locked_k | chosen_k if on else locked_k & ~chosen_k
        self._hold(Locked.of(self.bars.kept_in(playing), locked_k, notes), playing, "lock bars")

    def lock_notes(self, notes: Iterable[Note], on: bool) -> None:
        """Keep some notes of what plays, whatever else is in their bars, or keep them no longer.

        Raises:
            UserError: notes cannot be locked now, and why.
        """
        playing = self._need_bars()
        chosen, kept = set(notes).intersection(playing.notes()), set(self.bars.notes)
        locked = replace(self.bars, notes=tuple(sorted(kept | chosen if on else kept - chosen)))
        self._hold(locked, playing, "lock notes")

    def renew_bars(self, bars: Iterable[int]) -> None:
        """Make some bars (from 0) of what plays anew, to fit all the others, which stay as they are.

        If something else plays once they are made, or the knobs were turned, they are not played, which is noticed.

        Raises:
            UserError: bars cannot be made anew now, and why.
        """
        playing = self._need_bars()
        self._need_unlocked()
        self._need_settled(sentence("press R"))
        chosen_k = _among(bars, playing) & ~self.bars.among(playing.bars)
        if not chosen_k.any():
            raise UserError("These bars are locked; unlock them to make them anew.")
        model, idea, asked = self._need_model(), self._never_heard(), (self.knobs, self.bars, playing)
        knobs, locked, _ = asked
        others = Locked.of(self.bars.kept_in(playing), ~chosen_k, self.bars.notes)

        def play(melody: Melody | None) -> None:
            # Its idea may be another by now: that of an edited melody is found in the background.
            if melody is None or (self.knobs, self.bars, self.playing) != asked:
                self.notices.append(OVERTAKEN)
                return
            self._composer.known.keep(idea, knobs, locked, melody)
            self._go_on_from(idea, tune=plain_melody(melody))

        self._later(lambda: model.composer.melody(idea, knobs, others), play)

    def edit(self, melody: Melody) -> None:
        """Go on from what plays as a hand has changed it, note for note, with the bars locked in which it has.

        The idea of it is found in the background; until then it is as good as the one before.

        Raises:
            UserError: it cannot be edited now, and why.
        """
        playing, model, feed = self._need_bars(), self._need_model(), self.performance.feed
        self._need_settled(sentence("edit that one"))
        assert feed.idea is not None  # of what has bars and is settled
        if melody == playing:
            return
        before, known = self.idea, self._composer.known
        known.keep(feed.idea, self.knobs, self.bars, playing)  # to come back to
        idea = neighbour(feed.idea, self._never_heard(), EDITED)
        edited, locked = plain_idea(idea), self.bars.among(playing.bars) | edited_bars(playing, melody)
        kept = Locked.of(melody, locked, set(self.bars.notes).intersection(melody.notes()))
        known.keep(idea, self.knobs, kept, melody)
        if before in self._edited:
            self.ideas.go_on(before, edited)
        self._edited.add(edited)
        self._go_on_from(idea, tune=plain_melody(melody), locked=kept)

        def find() -> np.ndarray | None:  # of edits in a row the last one's
            return model.idea_of(melody) if self._history.now.idea == edited else None

        self._later(find, lambda found: self._found(edited, found))

    def _found(self, edited: Idea, found: np.ndarray | None) -> None:
        """The idea of an edited melody, which goes on sounding as it does."""
        feed = self.performance.feed
        if found is None or self.idea != edited or not feed.settled or self._composer.behind:
            return
        now = replace(self._history.now, idea=plain_idea(found))
        self._know_tune(found, now.tune)
        if self.playing:
            self._composer.known.keep(found, self.knobs, self.bars, self.playing)
        self.ideas.go_on(edited, now.idea)
        self._edited.add(now.idea)
        self.performance.recall(idea=found, at=self.lands)
        self._history.replace(now)

    def _hold(self, locked: Locked, playing: Melody, gesture: str) -> None:
        """Keep other bars and notes of what plays from now on."""
        if locked == self.bars:
            return
        self._keep_idea()
        feed = self.performance.feed
        if feed.idea is not None and feed.settled and not self._composer.behind:
            self._composer.known.keep(feed.idea, self.knobs, locked, playing)
        self.performance.recall(locked=locked, at=self.lands)
        self._push(gesture)

    def _need_settled(self, instead: Sentence) -> None:
        feed = self.performance.feed
        if feed.idea is None or not feed.settled or self._composer.behind:
            raise UserError(
                sentence("Another melody is being made; {instead} as soon as it is there.", instead=instead)
            )

    def _need_bars(self) -> Melody:
        if why := self.why_no_bars():
            raise UserError(why)
        assert self.playing is not None  # which is why not, otherwise
        return self.playing


def _among(bars: Iterable[int], melody: Melody) -> np.ndarray:
    return np.isin(np.arange(melody.bars), list(bars))
