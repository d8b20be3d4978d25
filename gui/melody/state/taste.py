"""A taste learned from the thumbs while the music plays: a training of its own, then the knob *My taste*.

Knows no Qt. What is learned stands in the library as any other rule.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from gui.melody.state.inference import Chosen
from gui.melody.state.session import MelodySession
from gui.shared.state.sentence import sentence
from gui.train.state.jobs import rule_job
from gui.train.state.library import Entry, Workshop
from gui.train.state.session import PROGRAM, TrainSession
from lc_common.errors import UserError
from lcmusic.kinds import LEAST_MARKS

NAME = "my taste"
UPDATES = 100
"""That many teach what the thumbs can (``bench/taste.py``)."""
PREPARING = sentence("Preparing: 30 s")
"""While the ideas of the prior are heard that a taste starts from."""


class Taste:
    """Learns, switches, names and forgets the taste that plays.

    Args:
        melody: whose thumbs it learns from and whose knob it turns.
        workshop: where it is trained and kept.
        chosen: the weights that play.
        use: loads a rule, or goes on without one; ``chosen`` tells when that is done.
        program: put before the command line of the training.

    Attributes:
        notices: sentences for the person; the owner empties it.
    """

    def __init__(
        self,
        melody: MelodySession,
        workshop: Workshop,
        chosen: Callable[[], Chosen],
        use: Callable[[Entry | None], None],
        program: Sequence[str] = PROGRAM,
    ) -> None:
        self.notices: list[str] = []
        self._melody, self._workshop, self._chosen, self._use = melody, workshop, chosen, use
        self._program = program
        self._training: TrainSession | None = None
        self._likes: Path | None = None  # that the training learns from
        self._ready: Entry | None = None  # that is being loaded
        self._amount = 1.0  # of the knob while it is on

    @property
    def learning(self) -> bool:
        """Whether one is being learned now."""
        return bool(self._training and self._training.busy)

    def count(self) -> str:
        """How far the thumbs are, such as "4 of 6": so many are needed for both kinds; or how far the training is."""
        if self._training and self._training.busy:
            if self._training.state == "stopping":
                return sentence("Stopping")
            left = self._training.left
            return sentence("{left} left", left=left) if left else PREPARING
        up, down = self._melody.marks
        needed = max(up, LEAST_MARKS) + max(down, LEAST_MARKS)
        if up + down < needed:
            return sentence("{marks} of {needed}", marks=up + down, needed=needed)
        return sentence("{marks} marks", marks=needed)

    def count_tip(self) -> str:
        """The same in a sentence."""
        if self.learning:
            return "Your taste is being learned in a process of its own; before its first update it hears 128 ideas."
        up, down = self._melody.marks
        return sentence(
            "{up} liked and {down} not; at least {least} of each are needed, and twenty say more.",
            up=up,
            down=down,
            least=LEAST_MARKS,
        )

    def why_not_learn(self) -> str:
        """Why nothing can be learned now; empty if it can."""
        if why := self._melody.why_not("temperature"):
            return why
        up, down = (max(0, LEAST_MARKS - count) for count in self._melody.marks)
        if up and down:
            return sentence("Mark {up} more up and {down} more down first.", up=up, down=down)
        if up:
            return sentence("Mark {up} more up first.", up=up)
        return sentence("Mark {down} more down first.", down=down) if down else ""

    def learn(self) -> None:
        """Learn from all thumbs so far, beside the music; what was learned before stays in the library.

        Raises:
            UserError: there is nothing to learn from yet, or the folder cannot be written.
        """
        if why := self.why_not_learn():
            raise UserError(why)
        model, chosen = self._melody.model, self._chosen()
        assert model is not None  # which is why not, otherwise
        vae, knobs = (Path(path) if path else None for path in (chosen.vae, chosen.knobs))
        name = self._free_name()
        job = rule_job(name, "cpu", None, likes=model.likes, vae=vae, knobs=knobs, steps=UPDATES)
        if self._training is None:
            self._training = TrainSession(self._workshop, self._program, supplied=list)
        self._training.start(job, quiet=self._melody.performance.engine.status.playing)
        self._likes, self._ready = model.likes, None

    def cancel(self) -> None:
        """Stop learning; what was learned so far is thrown away."""
        if self._training:
            self._training.stop()

    def update(self) -> None:
        """Take in what the training and the loading did; call once a frame."""
        training = self._training
        if training and training.busy:
            training.poll()
            if not training.busy:
                self._take(training)
        if self._ready and self._chosen().rule == str(self._ready.path):
            self.notices.append(
                sentence("“{name}” is learned and on: the ear beside the thumbs compares.", name=self._ready.name)
            )
            self._ready = None
            self._melody.turn(taste=self._amount)

    # ------------------------------------------------------------------------------------------------- what is learned

    @property
    def learned(self) -> Entry | None:
        """The taste that plays, if it was learned here from thumbs."""
        path = self._chosen().rule
        entry = self._workshop.entry(Path(path).parent.name) if path else None
        ours = entry and str(entry.path) == path and entry.job and "--likes" in entry.job.arguments
        return entry if ours else None

    @property
    def has_rule(self) -> bool:
        """Whether any rule plays, to be compared with none."""
        return bool(self._melody.model and self._melody.model.rule)

    @property
    def on(self) -> bool:
        """Whether it is heard."""
        return self.has_rule and self._melody.knobs.taste > 0

    def compare(self) -> None:
        """Without the taste, or with it as strong as it was."""
        if self.on:
            self._amount = self._melody.knobs.taste
        self._melody.turn(taste=0.0 if self.on else self._amount)

    def rename(self, name: str) -> None:
        """Call the taste that plays otherwise.

        Raises:
            UserError: none plays, or the name is taken or not fit for a folder.
        """
        entry = self._need()
        if name != entry.name:
            self._use(self._workshop.rename(entry.name, name))

    def forget(self) -> None:
        """Go on without it and delete it; the thumbs stay.

        Raises:
            UserError: none plays, or it cannot be deleted.
        """
        entry = self._need()
        self._delete(entry.name)
        self._use(None)

    def close(self) -> None:
        """End a training."""
        if self._training:
            busy, job = self._training.busy, self._training.job
            self._training.close()
            if busy and job:
                self._delete(job.name)

    # --------------------------------------------------------------------------------------------------------- within

    def _take(self, training: TrainSession) -> None:
        job, model = training.job, self._melody.model
        assert job is not None  # it has ended
        entry = self._workshop.entry(job.name)
        if training.state != "done" or entry is None or entry.path is None:
            self.notices.append("Nothing was learned; the thumbs stay." if training.state == "stopped"
                                else training.message)  # fmt: skip
            if training.state == "stopped":
                self._delete(job.name)
        elif model is None or model.likes != self._likes:
            self.notices.append(
                sentence("“{name}” is learned, for another melody model than the one that plays.", name=entry.name)
            )
        else:
            self._ready = entry
            self._use(entry)

    def _need(self) -> Entry:
        if entry := self.learned:
            return entry
        raise UserError("No taste of yours plays now; learn one from your thumbs first.")

    def _free_name(self) -> str:
        """The name of the one that plays, counted on."""
        stem = re.sub(r" \d+$", "", self.learned.name if self.learned else NAME)
        number, name = 2, stem
        while self._workshop.folder(name).exists():
            name, number = f"{stem} {number}", number + 1
        return name

    def _delete(self, name: str) -> None:
        try:
            shutil.rmtree(self._workshop.folder(name))
        except OSError as error:
            raise UserError(sentence("Cannot delete {name}: {why}.", name=name, why=error.strerror)) from error
