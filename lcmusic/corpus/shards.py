"""The parsing pass: chunks of files, each turned into one shard on disk by a pool of processes.

A shard is keyed by its source's files (names, sizes, times of modification) and its place among them, so a rerun
after an interruption takes up finished shards. It is written under another name first and renamed when whole.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from lc_common.errors import UserError
from lcmusic.corpus.sources import READ_ERRORS, Source
from lcmusic.corpus.windows import file_windows, fingerprints
from lcmusic.melody import STEPS

FORMAT = 1
"""Version of shards and corpus folders; counted up whenever the same input would give other bytes."""
FILES_PER_SHARD = 64

Progress = Callable[[str, int], None]
"""Called with a source's name and how many of its files are done."""


@dataclass(frozen=True)
class FileReport:
    """What one file gave: its window counts, or why it was refused (then the counts are 0)."""

    name: str
    windows: int = 0
    empty: int = 0
    silent: int = 0
    clean: int = 0
    refused: str = ""


class Shard:
    """One finished shard; the arrays are read when asked for."""

    def __init__(self, path: Path):
        with np.load(path) as arrays:
            self.files = [FileReport(**report) for report in json.loads(arrays["files"].tobytes())]
        self._path = path

    def array(self, name: str) -> np.ndarray:
        """``symbols`` uint8 ``[n, 256]``, ``hash`` uint64 ``[n]``, or ``first`` uint8 ``[n]`` pitch, in file order."""
        with np.load(self._path) as arrays:
            return arrays[name]


@dataclass(frozen=True)
class SourceShards:
    """One source, parsed: its ``shards`` in order, and the ``(file, reason)`` pairs ``refused`` before parsing."""

    name: str
    shards: list[Path]
    refused: list[tuple[str, str]]


def parse(sources: list[Source], folder: Path, workers: int, progress: Progress) -> list[SourceShards]:
    """Make every shard that ``folder`` does not hold yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if workers == 1:
        return [_parse_source(source, folder, None, 0, progress) for source in sources]
    # Forking a process that runs threads (PyTorch does) can deadlock, so workers start from scratch.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_leave_interrupts_to_parent) as pool:
        try:
            return [_parse_source(source, folder, pool, 2 * workers, progress) for source in sources]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _parse_source(source: Source, folder: Path, pool: Executor | None, ahead: int, progress: Progress) -> SourceShards:
    refused: list[tuple[str, str]] = []
    shards: list[Path] = []
    running: dict = {}
    done = 0

    def finish(futures) -> None:
        nonlocal done
        for future in futures:
            future.result()
            done += running.pop(future)
            progress(source.name, done)

    for files, count, path in _chunks(source, folder, refused):
        shards.append(path)
        if files is None:
            done += count
            progress(source.name, done)
        elif pool is None:
            write_shard(files, path)
            done += count
            progress(source.name, done)
        else:
            running[pool.submit(write_shard, files, path)] = count
            if len(running) >= ahead:
                finish(wait(running, return_when=FIRST_COMPLETED).done)
    finish(list(running))
    return SourceShards(source.name, shards, refused)


def _chunks(
    source: Source, folder: Path, refused: list[tuple[str, str]]
) -> Iterator[tuple[list[tuple[str, bytes | str]] | None, int, Path]]:
    """``(files with their bytes, how many, shard path)``; files is None where the shard exists already."""
    identity = json.dumps([FORMAT, FILES_PER_SHARD, source.name, source.stamp])
    names: list[str] = []
    files: list[tuple[str, bytes | str]] = []
    index = 0

    def shard_path() -> Path:
        return folder / f"{hashlib.sha256(f'{identity} {index}'.encode()).hexdigest()[:24]}.npz"

    path = shard_path()
    finished = path.exists()
    for member in source.members(lambda *refusal: refused.append(refusal)):
        names.append(member.name)
        if not finished:
            try:
                files.append((member.name, member.read()))
            except READ_ERRORS as error:
                files.append((member.name, f"cannot be read: {error}"))
        if len(names) == FILES_PER_SHARD:
            yield (None if finished else files), len(names), path
            names, files, index = [], [], index + 1
            path = shard_path()
            finished = path.exists()
    if names:
        yield (None if finished else files), len(names), path


def write_shard(files: list[tuple[str, bytes | str]], path: Path) -> None:
    """Parse and window files into one shard at ``path``; each is ``(name, bytes or why it could not be read)``."""
    reports, parts = [], [np.zeros((0, STEPS), np.uint8)]
    for name, data in files:
        if isinstance(data, str):
            reports.append(FileReport(name, refused=data))
            continue
        try:
            found = file_windows(data, name)
        except UserError as error:
            reports.append(FileReport(name, refused=str(error).removeprefix(f"{name} ")))
        else:
            parts.append(found.symbols_nt)
            reports.append(FileReport(name, found.windows, found.empty, found.silent, len(found.symbols_nt)))
    symbols_nt = np.concatenate(parts)
    hash_n, first_n = fingerprints(symbols_nt)
    text = np.frombuffer(json.dumps([asdict(report) for report in reports]).encode(), np.uint8)
    unfinished = path.with_suffix(".tmp")
    with unfinished.open("wb") as stream:
        np.savez(stream, symbols=symbols_nt, hash=hash_n, first=first_n, files=text)
    os.replace(unfinished, path)
