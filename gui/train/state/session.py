"""What the training page does, without a window: one training at a time in a process of its own, and samples of it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal, TypeGuard

from gui.shared.state.sentence import Sentence, sentence
from gui.train.state.decoded import Sample, read_samples, sample_command
from gui.train.state.devices import absent_devices
from gui.train.state.jobs import Job
from gui.train.state.library import OUTPUT_NAME, STAGES, Entry, Workshop, begun, data_of, shipped, unmade
from gui.train.state.runner import Runner
from gui.train.state.tail import Tail
from lc_common.errors import UserError
from lc_common.progress import Failure, Progress, Result, clock_face
from lc_common.run import CHECKPOINT_NAME
from lc_common.runlog import FILE_NAME

PROGRAM = (sys.executable, "-m", "gui.train.state.child")
State = Literal["idle", "starting", "running", "stopping", "done", "stopped", "failed"]


NOTHING_LEARNED = "Stopped before it had learned anything."


class TrainSession:
    """The training that runs, its curves and its samples, and the library.

    Nothing waits except ``close``; ``poll`` is called some times a second and says whether anything changed.

    Args:
        workshop: where trainings live.
        program: put before a job's command line.
        supplied: finds what came with the program, for the library.

    Attributes:
        state: of the training.
        job: the one that runs or ran last.
        message: a sentence about how it stands, for the person; while it runs, the last line that it printed.
        left: time left as the trainer tells it, such as "12:31"; empty if unknown.
        entries: the library; ``refresh`` reads it in the background.
        samples: the newest melodies or pictures that were asked for.
        absent: devices that this machine lacks -> why; None until that is known.
    """

    def __init__(
        self,
        workshop: Workshop,
        program: Sequence[str] = PROGRAM,
        supplied: Callable[[], list[Entry]] = shipped,
    ) -> None:
        self.workshop, self.program, self._supplied = workshop, tuple(program), supplied
        self.state: State = "idle"
        self.job: Job | None = None
        self.message, self.left = "", ""
        self.entries: list[Entry] = []
        self.samples: list[Sample] = []
        self.absent: dict[str, str] | None = None
        self._training: Runner | None = None
        self._sampling: tuple[Runner, Path] | None = None
        self._tails: list[Tail] = []
        self._failure: Failure | None = None
        self._result: Result | None = None
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="library")
        self._awaited: list[tuple[Future, Callable]] = []
        self.refresh()
        self._fetch(absent_devices, self._learn_devices)

    @property
    def busy(self) -> bool:
        """Whether a training runs."""
        return self._training is not None

    @property
    def sampling(self) -> bool:
        """Whether samples are being decoded."""
        return self._sampling is not None

    @property
    def reading(self) -> bool:
        """Whether the library or the devices are being looked at."""
        return bool(self._awaited)

    def line(self) -> str:
        """The training that runs as one line for the window, such as "Training bass line: 12:31 left"; else empty."""
        if not self._training or not self.job:
            return ""
        doing = self._doing(self.job)
        return sentence("{doing}: {left} left", doing=doing, left=self.left) if self.left else doing

    def curves(self) -> dict[str, tuple[list[float], list[float]]]:
        """Metrics of the training by name: minutes, and values. Stages follow one another; gaps are left out."""
        curves: dict[str, tuple[list[float], list[float]]] = {}
        begin = 0.0
        for tail in self._tails:
            minutes = begin
            for record in tail.records:
                # An evaluation has no time of its own: it stands at that of the record before it.
                seconds = record.get("seconds")
                minutes = minutes if seconds is None else begin + seconds / 60
                for name, value in record.items():
                    if value is not None and name not in ("step", "seconds"):
                        xs, ys = curves.setdefault(name, ([], []))
                        xs.append(minutes)
                        ys.append(value)
            begin = minutes
        return curves

    def start(self, job: Job, *, quiet: bool = False) -> None:
        """Start a new training; ``quiet`` while music plays.

        Raises:
            UserError: another one runs, the name is taken, or the folder cannot be written.
        """
        self._refuse_if_busy()
        self.workshop.add(job)
        self._launch(job, resume=False, quiet=quiet)

    def resume(self, entry: Entry, minutes: float | None, *, quiet: bool = False) -> None:
        """Go on with a stopped training, or train a finished one for longer.

        Raises:
            UserError: another one runs, or this one cannot go on.
        """
        self._refuse_if_busy()
        if entry.job is None or not entry.resumable:
            raise UserError(sentence("{name} cannot go on; train it anew under another name.", name=entry.name))
        job = Job(entry.job.kind, entry.job.name, entry.job.arguments, minutes, entry.job.vae)
        self._launch(job, resume=True, quiet=quiet)

    def stop(self) -> None:
        """Ask the training to save and stop."""
        if self._training:
            self._training.stop()
            self.state, self.message = "stopping", "Saving, then it stops."

    def remove(self, entry: Entry) -> None:
        """Delete what was made here, files and all.

        Raises:
            UserError: it ships, it is being trained, or it cannot be deleted.
        """
        if entry.job is None:
            raise UserError(sentence("{name} came with the program and stays.", name=entry.name))
        if self._training and self.job and self.job.name == entry.name:
            raise UserError(sentence("{name} is being trained; stop it first.", name=entry.name))
        try:
            shutil.rmtree(self.workshop.folder(entry.name))
        except OSError as error:
            raise UserError(sentence("Cannot delete {name}: {why}.", name=entry.name, why=error.strerror)) from error
        self.refresh()

    def sample(self, entry: Entry | None = None, *, quiet: bool = False) -> None:
        """Decode a few melodies or pictures in a process of their own: of an entry, or of the training's last save.

        Raises:
            UserError: there is nothing to decode yet, or this kind has no samples.
        """
        if self.sampling:
            return
        kind, weights, vae, folder = self._to_sample(entry)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(unmade(folder, error)) from error
        command = sample_command(kind, weights, vae, folder, data_of(weights))
        if command is None:
            raise UserError(sentence("There is nothing to hear or see of this kind: {kind}.", kind=sentence(kind)))
        self._sampling = (Runner((*self.program, *command), folder / OUTPUT_NAME, quiet), folder)

    def refresh(self) -> None:
        """Read the library again, in the background."""
        self._fetch(lambda: [*self.workshop.entries(), *self._supplied()], self._learn_entries)

    def poll(self) -> bool:
        """Take in what happened; whether anything did."""
        news = [tail.poll() for tail in self._tails] + [self._follow_training(), self._follow_sampling()]
        arrived = [pair for pair in self._awaited if pair[0].done()]
        self._awaited = [pair for pair in self._awaited if not pair[0].done()]
        for future, learn in arrived:
            try:
                learn(future.result())
            except UserError as error:
                self.message = str(error)
        return any(news) or bool(arrived)

    def close(self, patience: float = 10.0) -> None:
        """Stop everything: a training saves first, and can go on another day."""
        if self._sampling:
            self._sampling[0].close(0)
        if self._training:
            self._training.close(patience)
        self._training = self._sampling = None
        self._worker.shutdown()

    def _doing(self, job: Job) -> Sentence:
        if self.state == "stopping":
            return sentence("Saving {name}", name=job.name)
        if self.state == "starting":
            return sentence("Starting {name}", name=job.name)
        if job.kind == "corpus":
            return sentence("Building {name}", name=job.name)
        return sentence("Training {name}", name=job.name)

    def _refuse_if_busy(self) -> None:
        if self._training and self.job:
            raise UserError(sentence("{name} is being trained; stop it or wait for its end.", name=self.job.name))

    def _launch(self, job: Job, *, resume: bool, quiet: bool) -> None:
        folder = self.workshop.folder(job.name)
        command = job.command(folder, resume=resume, quiet=quiet)
        self._training = Runner((*self.program, *command), folder / OUTPUT_NAME, quiet)
        self._tails = [Tail(folder / stage / FILE_NAME) for stage in (*STAGES, "")]
        self._failure, self._result, self.left = None, None, ""
        self.job, self.state, self.message = job, "starting", "Getting ready."
        self.samples = []

    def _follow_training(self) -> bool:
        runner = self._training
        if not runner:
            return False
        code = runner.code
        lines = [line.strip() for line in runner.new_lines() if line.strip()]
        events = runner.new_events()
        for event in events:
            match event:
                case Progress(seconds_left=seconds):
                    self.left = "" if seconds is None else clock_face(seconds)
                case Result():
                    self._result = event
                case Failure():
                    self._failure = event
        if lines:
            self.message = lines[-1]
            self.state = "running" if self.state == "starting" else self.state
        if code is None:
            return bool(lines or events)
        self._finish(runner, code)
        return True

    def _finish(self, runner: Runner, code: int) -> None:
        for tail in self._tails:
            tail.poll()
        self.state, self.message = self._ending(runner, code)
        runner.close()
        self._training, self.left = None, ""
        self.refresh()

    def _ending(self, runner: Runner, code: int) -> tuple[State, str]:
        """How a training ended, and the sentence that says so."""
        job, result, failure = self.job, self._result, self._failure
        assert job is not None  # a training is of one
        folder = self.workshop.folder(job.name)
        if _is_mistake(failure):
            return "failed", failure.message
        unfinished = None if result is None or result.finished else result
        if runner.stopping and not (result and result.finished):
            if job.kind != "corpus" and not begun(folder):
                return "stopped", NOTHING_LEARNED
            if not unfinished:
                return "stopped", sentence("Stopped; it can go on from the library.")
            return "stopped", sentence(
                "Stopped after {steps}; it can go on from the library.", steps=unfinished.reached
            )
        if code == 0 and unfinished:
            return "stopped", sentence(
                "{name} stopped after {steps}; it can go on from the library.", name=job.name, steps=unfinished.reached
            )
        if code == 0:
            return "done", sentence("{name} is ready.", name=job.name)
        why = (failure.message if failure else self.message).rstrip(".")
        return "failed", sentence(
            "The training ended unexpectedly ({code}): {why}. Its output is in {path}.",
            code=code,
            why=why,
            path=folder / OUTPUT_NAME,
        )

    def _to_sample(self, entry: Entry | None) -> tuple:
        if entry:
            if entry.path is None:
                raise UserError(sentence("{name} is not finished; there is nothing to decode.", name=entry.name))
            vae = entry.job.vae if entry.job else None
            return entry.kind, entry.path, vae, self.workshop.root / ".samples" / entry.name
        if not self.job:
            raise UserError("Nothing has been trained yet; start a training or choose a model of the library.")
        folder = self.workshop.folder(self.job.name)
        weights = folder / CHECKPOINT_NAME
        if not weights.exists():
            raise UserError("There is nothing to decode yet; samples come after its first save.")
        return self.job.kind, weights, self.job.vae, folder / "samples"

    def _follow_sampling(self) -> bool:
        if not self._sampling or self._sampling[0].code is None:
            return False
        runner, folder = self._sampling
        runner.close()
        self._sampling = None
        if runner.code:
            mistakes = [event.message for event in runner.new_events() if _is_mistake(event)]
            unsaid = sentence("The samples could not be decoded; see {path}.", path=folder / OUTPUT_NAME)
            self.message = (mistakes or [unsaid])[-1]
            return True
        self._fetch(lambda: read_samples(folder), self._learn_samples)
        return True

    def _fetch(self, what: Callable, learn: Callable) -> None:
        self._awaited.append((self._worker.submit(what), learn))

    def _learn_devices(self, absent: dict[str, str]) -> None:
        self.absent = absent

    def _learn_samples(self, samples: list[Sample]) -> None:
        self.samples = samples

    def _learn_entries(self, entries: list[Entry]) -> None:
        self.entries = entries


def _is_mistake(event: object) -> TypeGuard[Failure]:
    return isinstance(event, Failure) and event.kind == "mistake"
