"""What the melody page does, without a window: clip slots, files, likes.

A view calls ``update`` 30 to 60 times a second and shows what it finds; it keeps nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from gui.melody.state.by_hand import ByHand
from gui.melody.state.files import Found, clip_sound, export, read_file, read_offers, write_clips
from gui.melody.state.inference import Model
from gui.melody.state.played import Played
from gui.melody.state.saving import Saving
from gui.melody.state.setting import Clip, Idea, Remembered, Setting, Slots, Symbols, plain_idea, plain_melody
from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lc_common.worker import Worker
from lcmusic.live.expression import Expression
from lcmusic.live.protocol import Report
from lcmusic.media.sound import DEFAULT_VOICE
from lcmusic.music.locked import NOTHING
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session


class MelodySession(ByHand):
    """The melody page's behaviour.

    Args as ``Music``.

    Attributes:
        played: what comes in over MIDI.
        marks: how many melodies are liked, and how many not.
        plain_grid: MIDI files are written without swing, gate, accents and chance.
        saving: the last sound file that was or is being written; None if there is none.
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
        self.plain_grid = bool(remembered and remembered.plain_grid)
        self.saving: Saving | None = None
        self.played = Played(self, self.recall, remembered.programs if remembered else None)
        self.marks = (0, 0)
        self._marks: dict[Idea, bool] = {}
        self._listed: object = None

    def use(self, model: Model) -> None:
        """Compose with this model from now on."""
        self.marks = model.marks
        super().use(model)

    def update(self) -> list[Report]:
        """Take in what has happened since the last call; returns the engine's reports."""
        reports = super().update()
        self.played.update(reports)
        feed = self.performance.feed
        now = feed.phrase, feed.locked, feed.knobs
        if now != self._listed and feed.settled and not self._composer.behind and self.idea:
            self.ideas.hear(self.clip())
            self._listed = now
        return reports

    # ------------------------------------------------------------------------------------------------- slots and files

    @property
    def slots(self) -> Slots:
        """The clips that are kept; undo brings back what was in them."""
        return self._history.slots

    def clip(self, name: str = "") -> Clip:
        """What plays as a clip.

        Raises:
            UserError: nothing plays yet.
        """
        if self.playing is None:
            raise UserError("There is no melody to keep yet.")
        plan, expression = self.performance.feed.plan, self.performance.expression
        knobs, bars = self.knobs, self.bars
        if self.playing.bars != knobs.bars and self.idea:  # another length is being made
            knobs, bars = replace(knobs, bars=self.playing.bars), bars.fitted(self.playing.bars)
        kept = plain_melody(self.playing), self.idea, knobs, self._tune, bars, plan, expression
        return Clip(name or f"idea {sum(clip is not None for clip in self.slots) + 1}", *kept)

    def store(self, slot: int) -> None:
        """Keep what plays in a slot, over what was there; ``UserError`` if nothing plays."""
        self._put({slot: self.clip()})

    def recall(self, slot: int) -> None:
        """Go on from a slot's clip as it was kept; ``UserError`` if there is no model yet.

        The MIDI channels stay, and how the music goes on: it goes on being locked, or listening. An idea of another
        model is found again from the clip's melody.
        """
        clip = self.slots[slot]
        if clip is None:
            return

        def keep(again: Clip) -> None:
            if self.slots[slot] == clip:
                self._history.replace(slots=_with(self.slots, {slot: again}))

        self._recall(clip, keep)

    def go_back(self, number: int) -> None:
        """Go on from one of the last ideas, as it was heard; ``UserError`` if it is another model's."""
        self._go_back_to(self.ideas.clips[number])

    def compare(self) -> None:
        """Go on from the idea that played before this one; once more, and it is this one again."""
        if self.ideas.other is None:
            raise UserError("There is no other idea to compare with yet.")
        self._go_back_to(self.ideas.other)

    def move(self, source: int, target: int, copy: bool = False) -> None:
        """Take a slot's clip to another, with which it changes places, or copy it over what is there."""
        clips = self.slots
        self._put({target: clips[source], source: clips[source] if copy else clips[target]})

    def rename(self, slot: int, name: str) -> None:
        """Call a slot's clip otherwise."""
        if clip := self.slots[slot]:
            self._put({slot: replace(clip, name=name)})

    def clear(self, slot: int) -> None:
        """Empty a slot."""
        self._put({slot: None})

    def load(self, path: Path, slot: int | None = None) -> None:
        """Take the tune of a MIDI file as what plays, or into a slot; trouble is noticed.

        The tune is played as it is but for what the person has turned the knobs to; its key and chords are offered. One
        that is as long as a clip can be has its length, of another the first 16 bars are taken. A clip that the studio
        wrote comes back with its own. Locked bars are let go.
        """

        def read() -> Found:
            found = read_file(path)
            if found.whole:
                return found
            idea = self._need_model().idea_of(found.clip.melody)
            return found._replace(clip=replace(found.clip, idea=plain_idea(idea)))

        def take(found: Found) -> None:
            clip = found.clip
            if found.remarks:
                self.notices.append(f"{path.name}: {' '.join(found.remarks)}")
            if slot is not None:
                self._put({slot: clip})
                return
            if self.bars:
                self.notices.append("The locked bars were let go for the file; undo brings them back.")
            if found.whole:
                self._recall(clip)
                return
            knobs = self.knobs
            if knobs == Setting().knobs:  # its scale is no one's choice
                knobs = replace(knobs, scale=None)
            if found.exact:
                knobs = replace(knobs, bars=clip.knobs.bars)
            self._go_on_from(np.array(clip.idea, np.float32), knobs, clip.tune, NOTHING)
            self._later(lambda: read_offers(path), lambda offers: self.offers.make(*offers))

        try:
            self._need_model()
            if slot is None:
                self._need_unlocked()
        except UserError as problem:
            self.notices.append(str(problem))
        else:
            self._later(read, take)

    def save(self, clip: Clip, path: Path, tempo: float, voice: str = DEFAULT_VOICE) -> None:
        """Write a clip as ``.mid``, ``.png`` or, in a voice, ``.wav``, in the background; how it went is noticed.

        Raises:
            UserError: another sound is being written.
        """
        if path.suffix.lower() == ".wav":
            if self.saving and not self.saving.ended:
                raise UserError(
                    sentence("{name} is still being written; wait for it, or cancel it.", name=self.saving.path.name)
                )
            steps = clip_sound(clip, path, tempo, self.performance.expression, voice)
            self.saving = Saving(path, steps, self._worker, self.notices)
            return
        write = self._writer(clip, path, tempo)
        self._later(write, lambda _: self._saved(path))

    def save_slots(self, path: Path, tempo: float) -> None:
        """Write the clips of all slots into one MIDI file, one after another on tracks of their own; else as ``save``.

        Raises:
            UserError: all of them are empty.
        """
        clips = [clip for clip in self.slots if clip]
        if not clips:
            raise UserError("All slots are empty; keep something in one first.")
        expression, plain = self.performance.expression, self.plain_grid
        self._later(lambda: write_clips(clips, path, tempo, expression, plain), lambda _: self._saved(path))

    def write(self, clip: Clip, path: Path, tempo: float) -> None:
        """Write a clip at once, as ``save`` does; ``UserError`` if that fails."""
        self._writer(clip, path, tempo)()

    def mark(self, liked: bool) -> None:
        """Remember that this melody is liked, or not, for a taste to be learned; ``UserError`` if nothing plays."""
        model, idea = self._need_model(), self.idea
        if not idea:
            raise UserError("There is no melody to judge yet.")
        self._marks[idea] = liked
        add_like, marked = model.add_like, np.array(idea, np.float32)
        self._later(lambda: add_like(marked, liked), self._count)

    def _count(self, marks: tuple[int, int]) -> None:
        self.marks = marks

    @property
    def liked(self) -> bool | None:
        """How what plays was judged; None if it was not."""
        return self._marks.get(self.idea)

    def remember(self) -> Remembered:
        """What the next session goes on from."""
        setting = replace(self.setting(), idea=self.idea or self._history.now.idea, tune=self._tune)
        playing = plain_melody(self.playing)
        kept = self.plain_grid, self.played.programs
        return Remembered(setting, self.slots, self.lands, self._unlocked, playing, *kept)

    @property
    def _tune(self) -> Symbols:
        """That the idea which plays was found from; empty if it has wandered on."""
        return self._history.now.tune if self.idea in ((), self._history.now.idea) else ()

    def _go_back_to(self, clip: Clip) -> None:
        self._need_model()
        if not self._fits(clip.idea):
            raise UserError(sentence("{name} belongs to another model.", name=clip.name))
        if clip.idea != self.idea:
            self._play(clip)

    def _play(self, clip: Clip, plan: Plan | None = None, expression: Expression | None = None) -> None:
        """Go on from a clip, note for note."""
        idea = np.array(clip.idea, np.float32)
        self._composer.known.keep(idea, clip.knobs, clip.locked, clip.melody)
        self._go_on_from(idea, clip.knobs, clip.tune, clip.locked, plan, expression)

    def _recall(self, clip: Clip, found: Callable[[Clip], None] = lambda _: None) -> None:
        """Go on from a clip as it was kept; ``found`` is told if its idea had to be found again."""
        model, now, sent = self._need_model(), self.performance.feed.plan, self.performance.expression

        def play(clip: Clip) -> None:
            plan = clip.plan and replace(clip.plan, mode=now.mode, listen=now.listen)
            expression = clip.expression and clip.expression.on_channels_of(sent)
            self._play(clip, None if plan == now else plan, None if expression == sent else expression)

        def play_found(idea: np.ndarray) -> None:
            again = replace(clip, idea=plain_idea(idea), tune=clip.symbols)
            found(again)
            play(again)

        if self._fits(clip.idea):
            play(clip)
        else:
            self._later(lambda: model.idea_of(clip.melody), play_found)

    def _put(self, clips: Mapping[int, Clip | None]) -> None:
        """Put clips into slots; one step of undo."""
        slots = _with(self.slots, clips)
        if slots != self.slots:
            self._keep_idea()
            self._history.push_slots(slots, self._clock())

    def _saved(self, path: Path) -> None:
        self.notices.append(sentence("Saved {path}", path=path))

    def _writer(self, clip: Clip, path: Path, tempo: float) -> Callable[[], None]:
        expression, plain = self.performance.expression, self.plain_grid
        return lambda: export(clip, path, tempo, expression, plain)


def _with(slots: Slots, clips: Mapping[int, Clip | None]) -> Slots:
    return tuple(clips.get(number, clip) for number, clip in enumerate(slots))
