"""The only training loop: batches, steps, records, evaluation, checkpoints, resume.

What happens at a step is a function of the seed and the step's number alone, so that a resumed run needs no state of
any generator or sampler to continue the same curve.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from lightning_fabric import Fabric
from lightning_fabric.plugins.environments import TorchElasticEnvironment
from rich.console import Console
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.device import hold_memory, pick, pick_precision
from lc_common.errors import UserError
from lc_common.fit_config import FitConfig, learning_rate
from lc_common.run import CHECKPOINT_NAME, Outcome, Stopped, check_unused
from lc_common.runlog import RunLog
from lc_common.train_state import TrainState

__all__ = ["FitConfig", "FitResult", "TrainState", "fit", "learning_rate", "ship"]

Batch = Any
"""A tensor, or a tuple or dict of tensors, with the same number of items first."""
Step = Callable[[TrainState, Batch, torch.Generator], Mapping[str, float | Tensor]]
Batches = Callable[[int, int, int], Batch]


@dataclass(frozen=True)
class FitResult:
    """What ``fit`` did: the trained modules (moving averages if kept; in eval mode), and where and why it stopped."""

    modules: dict[str, Any]
    step: int
    stopped: Stopped
    checkpoint: Path
    metrics: dict[str, float]
    """The last training record and the last evaluation."""
    goal: int | None
    """Steps after which the run is trained, if that is known."""

    def outcome(self, path: Path | None = None, stage: str = "") -> Outcome:
        """How the run ended; ``path``: the weights to use, the checkpoint if None."""
        return Outcome(path or self.checkpoint, self.step, self.goal, self.stopped, stage)


def fit(
    step: Step,
    modules: Mapping[str, nn.Module],
    batches: Batches,
    config: FitConfig,
    run_dir: str | Path,
    *,
    kind: str,
    model_config: Any,
    info: Mapping[str, Any] | None = None,
    evaluate: Callable[[TrainState], Mapping[str, float]] | None = None,
    on_save: Callable[[TrainState, Path], None] | None = None,
    resume: bool | str | Path = False,
    clock: Callable[[], float] = time.monotonic,
    console: Console | None = None,
) -> FitResult:
    """Train ``modules`` in place; write ``run_dir``/checkpoint.safetensors and metrics.jsonl.

    Ctrl-C and SIGTERM save and stop; a second one stops at once. Started by torchrun, every process trains on its own
    batches, gradients are averaged, and the first process records, evaluates and saves.

    Args:
        step: one training step (state, batch, generator) -> metrics. Calls state.descend once or more. The generator
            lives on the device and is seeded by (seed, step, rank), as is torch's global one (dropout).
        modules: by name; each gets an optimiser for what requires a gradient.
        batches: (step, rank, world_size) -> batch, a pure function; called ahead in a thread, or by
            ``config.workers`` processes.
        kind, model_config, info: stored with the checkpoint; model_config is the dataclass that rebuilds the model.
        evaluate: state -> metrics, recorded as validation/...; uses state.shipped (in eval mode, without gradients).
        on_save: called with the state and the path after each save.
        resume: True continues run_dir's own run, a path that checkpoint's: exactly if it is a full one; with fresh
            moments and a short warm-up if it holds weights only.

    Raises:
        UserError: run_dir holds a run and resume is off; the checkpoint is another model's; the device is absent, has
            not the numbers asked for, or too little memory; the folder cannot be written; a loss is not finite.
    """
    hold_memory()
    device = pick(config.device)
    precision = pick_precision(config.precision, device)
    config = replace(config, precision=precision)
    fabric = _fabric(device, precision)
    path = Path(run_dir) / CHECKPOINT_NAME
    source = path if resume is True else Path(resume) if resume else None
    check_unused(Path(run_dir), source)
    for module in modules.values():
        module.to(fabric.device).train()
    state = TrainState(modules, config, fabric)
    meta = {"kind": kind, "config": to_dict(model_config)}
    if source:
        _resume(state, source, meta)
    fabric.barrier()  # Every process has looked into the folder before the first one writes there.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {run_dir}: {error.strerror}.") from error

    def due(every: int | None) -> bool:
        return every is not None and state.step % every == 0

    def save() -> None:
        training = {"progress": state.progress_dict(), "fit": to_dict(config), "goal": config.goal}
        checkpoint.save(path, state.tensors(), meta | {"info": {**(info or {}), "training": training}})

    with contextlib.ExitStack() as stack:
        log = None
        if fabric.is_global_zero:
            log = stack.enter_context(
                RunLog(
                    path.parent,
                    resumed_step=state.step,
                    total_steps=config.steps,
                    tensorboard=config.tensorboard,
                    console=console,
                )
            )
            # Now rather than after an hour: a folder that cannot be written, a disk that is too small.
            save()
            if source:
                log.say(f"Resumed {source} at step {state.step}.")
        signals = stack.enter_context(_Signals())
        feed = stack.enter_context(contextlib.closing(_feed(batches, state.step, fabric, config.workers)))
        stack.enter_context(_own_global_generator(fabric.device))
        generator = torch.Generator(fabric.device)
        progress, pace = state.progress, _Pace(state.step)
        end = progress.seconds + 60 * config.minutes if config.minutes else None
        latest: dict[str, float] = {}
        saved = clock()
        stopped: Stopped | None = "steps" if config.steps and state.step >= config.steps else None
        while not stopped:
            began = clock()
            batch = next(feed)
            _seed(generator, config.seed, state.step, fabric.global_rank)
            with fabric.autocast(), _memory(batch, fabric.device):
                state.accumulate(step(state, batch, generator))
            progress.step += 1
            seconds = clock() - began
            progress.seconds += seconds
            pace.add(_size(batch) * fabric.world_size, seconds)
            stopped = _reason_to_stop(state, signals, end)
            if not log:
                continue
            if due(config.log_every) or stopped == "steps":
                means = state.take_means()
                log.show(state.step, means, pace.items_per_second, pace.seconds_left(state, end))
                rate = learning_rate(config, state.step - 1, progress.fresh_since)
                speed = {"items_per_second": pace.items_per_second, "seconds": progress.seconds}
                record = means | {"learning_rate": rate} | speed
                log.write(state.step, record)
                latest |= record
                pace = _Pace(state.step)
            if evaluate and (due(config.evaluate_every) or stopped in ("steps", "minutes")):
                metrics = _evaluate(evaluate, state)
                log.write(state.step, metrics)
                latest |= metrics
            since_save = clock() - saved
            if stopped or due(config.save_every) or (config.save_minutes and since_save >= 60 * config.save_minutes):
                save()
                saved = clock()
                if on_save:
                    on_save(state, path)
        if log:
            log.say(_last_words(stopped, signals, state.step, path))
        fabric.barrier()
    for module in state.shipped.values():
        module.eval()
    return FitResult(state.shipped, state.step, stopped, path, latest, config.goal)


def ship(
    result: FitResult,
    target: Path,
    measure: Callable[[], tuple[Mapping[str, Tensor], Mapping[str, Any]]] | None = None,
) -> Outcome:
    """Write the weights to use of a run, float16, unless a signal stopped it: then its checkpoint is what there is.

    Args:
        measure: tensors and info to add, known after training only (see ``checkpoint.export``); may take a while.
    """
    if result.stopped == "signal":
        return result.outcome()
    tensors, info = measure() if measure else ({}, {})
    checkpoint.export(result.checkpoint, target, tensors=tensors, info=info)
    return result.outcome(target)


def _fabric(device: torch.device, precision: Literal["32-true", "bf16-mixed"]) -> Fabric:
    processes, on_this_node = 1, 1
    if TorchElasticEnvironment.detect():
        processes, on_this_node = int(os.environ["WORLD_SIZE"]), int(os.environ["LOCAL_WORLD_SIZE"])
    fabric = Fabric(
        accelerator=device.type,
        devices=on_this_node,
        num_nodes=processes // on_this_node,
        strategy="ddp" if processes > 1 else "auto",
        precision=precision,
    )
    fabric.launch()
    return fabric


def _resume(state: TrainState, source: Path, meta: Mapping[str, Any]) -> None:
    tensors, stored = checkpoint.load(source, meta["kind"])
    ours, theirs = meta["config"], stored["config"]
    for key in sorted(ours.keys() | theirs.keys()):
        if ours.get(key) != theirs.get(key):
            raise UserError(
                f"{source} belongs to another model: its {key} is {theirs.get(key)!r}, not {ours.get(key)!r}; "
                "resume with the settings that it was trained with."
            )
    training = stored["info"].get("training")
    if not isinstance(training, dict) or "progress" not in training:
        raise UserError(f"{source} does not say how far it was trained; it can be used but not resumed.")
    state.load(tensors, training["progress"])


def _feed(batches: Batches, step: int, fabric: Fabric, workers: int) -> Generator[Batch, None, None]:
    """The batches from ``step`` on, on the device, made while those before are in use."""

    def make(number: int) -> Batch:
        return batches(number, fabric.global_rank, fabric.world_size)

    if workers and fabric.device.type == "cuda" and "fork" in torch.multiprocessing.get_all_start_methods():
        yield from map(fabric.to_device, _made_by_processes(make, step, workers))
        return
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="batches") as pool:
        upcoming = pool.submit(make, step)
        for following in itertools.count(step + 1):
            batch = upcoming.result()
            upcoming = pool.submit(make, following)
            yield fabric.to_device(batch)


@dataclass(frozen=True)
class _Made(Dataset):
    """Batches by their number, as a ``DataLoader`` takes them."""

    make: Callable[[int], Batch]

    def __getitem__(self, number: int) -> Batch:
        return self.make(number)


def _made_by_processes(make: Callable[[int], Batch], step: int, workers: int) -> DataLoader:
    """The batches from ``step`` on, in their order."""
    return DataLoader(
        _Made(make),
        batch_size=None,
        sampler=itertools.count(step),
        num_workers=min(workers, max(1, len(os.sched_getaffinity(0)) - 1)),
        multiprocessing_context="fork",
        pin_memory=torch.cuda.is_available(),
        prefetch_factor=4,
        worker_init_fn=_leave_signals,
    )


def _leave_signals(worker: int) -> None:
    """Ctrl-C reaches every process of a terminal: the training saves and stops, and then ends those of its batches."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def _memory(batch: Batch, device: torch.device) -> Generator[None, None, None]:
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise UserError(
            f"The memory of this {device.type.upper()} device is too small for a step of {_size(batch)} rows; "
            "close what else uses it, choose a smaller preset, or train with --device cpu."
        ) from error


def _size(batch: Batch) -> int:
    while not isinstance(batch, Tensor):
        batch = next(iter(batch.values() if isinstance(batch, Mapping) else batch))
    return len(batch)


def _seed(generator: torch.Generator, seed: int, step: int, rank: int) -> None:
    word = int(np.random.SeedSequence((seed, step, rank)).generate_state(1, np.uint64)[0] >> np.uint64(1))
    generator.manual_seed(word)
    torch.manual_seed(word)


def _own_global_generator(device: torch.device) -> contextlib.AbstractContextManager:
    """The caller's global generators are as they were when training is over."""
    if device.type == "cuda":
        return torch.random.fork_rng([device.index], device_type="cuda")
    return torch.random.fork_rng([])


def _evaluate(evaluate: Callable[[TrainState], Mapping[str, float]], state: TrainState) -> dict[str, float]:
    for module in state.shipped.values():
        module.eval()
    with torch.no_grad():
        metrics = evaluate(state)
    for module in state.modules.values():
        module.train()
    return {f"validation/{name}": float(value) for name, value in metrics.items()}


def _reason_to_stop(state: TrainState, signals: _Signals, end: float | None) -> Stopped | None:
    if state.config.steps and state.step >= state.config.steps:
        return "steps"
    if state.fabric.world_size > 1 and state.step % state.config.log_every:
        return None  # The processes agree about the rest now and then: it costs a message.
    over = end is not None and state.progress.seconds >= end
    return state.fabric.broadcast("signal" if signals.received else "minutes" if over else None)


def _last_words(stopped: Stopped, signals: _Signals, step: int, path: Path) -> str:
    reasons = {"steps": "All steps are done", "minutes": "The time is over", "signal": f"Stopped by {signals.received}"}
    rest = "" if stopped == "steps" else " Resume to go on."
    return f"{reasons[stopped]}: {step} steps in {path}.{rest}"


class _Pace:
    """Throughput since the last record."""

    def __init__(self, step: int):
        self._first_step, self._items, self._seconds = step, 0, 0.0

    def add(self, items: int, seconds: float) -> None:
        self._items += items
        self._seconds += seconds

    @property
    def items_per_second(self) -> float:
        return self._items / max(self._seconds, 1e-9)

    def seconds_left(self, state: TrainState, end: float | None) -> float | None:
        limits = [] if end is None else [end - state.progress.seconds]
        if state.config.steps:
            per_step = self._seconds / (state.step - self._first_step)
            limits.append((state.config.steps - state.step) * per_step)
        return max(0.0, min(limits)) if limits else None


class _Signals:
    """Remembers the first SIGINT or SIGTERM; a second one acts as it would have."""

    def __init__(self):
        self.received: str | None = None
        self._previous: dict[signal.Signals, Any] = {}

    def __enter__(self) -> _Signals:
        # Python allows handlers in the main thread only; a worker's owner stops it by other means.
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._previous[number] = signal.signal(number, self._remember)
        return self

    def __exit__(self, *exception) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._previous = {}

    def _remember(self, number: int, frame: object) -> None:
        self.received = signal.Signals(number).name
        self.__exit__()
