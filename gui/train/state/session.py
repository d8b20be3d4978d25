"""What the training page does, without a window: one training at a time in a process of its own, and samples of it."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal

from gui.train.state.decoded import Sample, read_samples, sample_command
from gui.train.state.devices import absent_devices
from gui.train.state.jobs import CHECKPOINT, Job
from gui.train.state.library import OUTPUT_NAME, Entry, Workshop, data_of, keep_learned, shipped
from gui.train.state.runner import Runner
from gui.train.state.tail import Tail
from lc_common.errors import UserError
from lc_common.runlog import FILE_NAME

PROGRAM = (sys.executable, "-m", "gui.train.state.child")
State = Literal["idle", "starting", "running", "stopping", "done", "stopped", "failed"]
LEFT = re.compile(r"(?:\d+:)?\d?\d:\d\d(?= left$)")
"""The time left, at the end of a line that ``RunLog.show`` prints."""
ERROR = "error: "


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
        message: a sentence about how it stands, for the person.
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
        self._error = ""
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
        if not self.busy:
            return ""
        verb = {"stopping": "Saving", "starting": "Starting"}.get(self.state, "Training")
        verb = "Building" if self.job.kind == "corpus" and verb == "Training" else verb
        return f"{verb} {self.job.name}" + (f": {self.left} left" if self.left else "")

    def curves(self) -> dict[str, tuple[list[float], list[float]]]:
        """Metrics of the training by name: minutes, and values. Stages follow one another; gaps are left out."""
        curves: dict[str, tuple[list[float], list[float]]] = {}
        begin = 0.0
        for tail in self._tails:
            minutes = begin
            for record in tail.records:
                # An evaluation has no time of its own: it stands at that of the record before it.
                minutes = begin + record["seconds"] / 60 if "seconds" in record else minutes
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
            raise UserError(f"{entry.name} cannot go on; train it anew under another name.")
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
            raise UserError(f"{entry.name} came with the program and stays.")
        if self.busy and self.job.name == entry.name:
            raise UserError(f"{entry.name} is being trained; stop it first.")
        try:
            shutil.rmtree(self.workshop.folder(entry.name))
        except OSError as error:
            raise UserError(f"Cannot delete {entry.name}: {error.strerror}.") from error
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
            raise UserError(f"Cannot make the folder {folder}: {error.strerror}; free some space.") from error
        command = sample_command(kind, weights, vae, folder, data_of(weights))
        if command is None:
            raise UserError(f"There is nothing to hear or see of this kind: {kind}.")
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
        """Stop everything: a training saves first, and can go on another day, or what it has learned is kept."""
        if self._sampling:
            self._sampling[0].close(0)
        if self._training:
            self._training.close(patience)
            if not self.job.resumable:
                self._keep_learned()
        self._training = self._sampling = None
        self._worker.shutdown()

    def _refuse_if_busy(self) -> None:
        if self.busy:
            raise UserError(f"{self.job.name} is being trained; stop it or wait for its end.")

    def _launch(self, job: Job, *, resume: bool, quiet: bool) -> None:
        folder = self.workshop.folder(job.name)
        command = job.command(folder, resume=resume, quiet=quiet)
        self._training = Runner((*self.program, *command), folder / OUTPUT_NAME, quiet)
        self._tails = [Tail(folder / "bars" / FILE_NAME), Tail(folder / FILE_NAME)]
        self._error, self.left = "", ""
        self.job, self.state, self.message = job, "starting", "Getting ready."
        self.samples = []

    def _follow_training(self) -> bool:
        runner = self._training
        if not runner:
            return False
        code = runner.code
        lines = [line.strip() for line in runner.new_lines() if line.strip()]
        for line in lines:
            if line.startswith(ERROR):
                self._error = line.removeprefix(ERROR)
            found = LEFT.search(line)
            self.left = found[0] if found else self.left
        if lines:
            self.message = lines[-1]
            self.state = "running" if self.state == "starting" else self.state
        if code is None:
            return bool(lines)
        self._finish(code)
        return True

    def _finish(self, code: int) -> None:
        for tail in self._tails:
            tail.poll()
        if self._error:
            self.state, self.message = "failed", self._error
        elif self._training.stopping:
            self.state, self.message = "stopped", "Stopped; it can go on from the library."
            if not self.job.resumable:
                self._keep_learned()
        elif code == 0:
            self.state, self.message = "done", f"{self.job.name} is ready."
        else:
            output = self.workshop.folder(self.job.name) / OUTPUT_NAME
            self.state = "failed"
            self.message = f"The training ended unexpectedly ({code}): {self.message} Its output is in {output}."
        self._training.close()
        self._training, self.left = None, ""
        self.refresh()

    def _keep_learned(self) -> None:
        if any(tail.records for tail in self._tails):
            folder = self.workshop.folder(self.job.name)
            self._fetch(lambda: keep_learned(folder), lambda path: None)
            self.message = "Stopped; what it has learned so far is in the library."
        else:
            self.message = "Stopped before it had learned anything."

    def _to_sample(self, entry: Entry | None) -> tuple:
        if entry:
            if entry.path is None:
                raise UserError(f"{entry.name} is not finished; there is nothing to decode.")
            vae = entry.job.vae if entry.job else None
            return entry.kind, entry.path, vae, self.workshop.root / ".samples" / entry.name
        if not self.job:
            raise UserError("Nothing has been trained yet; start a training or choose a model of the library.")
        folder = self.workshop.folder(self.job.name)
        weights = folder / CHECKPOINT
        if not weights.exists():
            raise UserError("There is nothing to decode yet; samples come after its first save.")
        return self.job.kind, weights, self.job.vae, folder / "samples"

    def _follow_sampling(self) -> bool:
        if not self._sampling or self._sampling[0].code is None:
            return False
        runner, folder = self._sampling
        lines = runner.new_lines()
        runner.close()
        self._sampling = None
        if runner.code:
            errors = [line.removeprefix(ERROR) for line in lines if line.startswith(ERROR)]
            self.message = (errors or [f"The samples could not be decoded; see {folder / OUTPUT_NAME}."])[-1]
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
