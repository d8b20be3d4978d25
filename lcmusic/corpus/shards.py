"""The parsing pass: chunks of files, each turned into one shard on disk by a pool of processes.

A shard is keyed by its source's files (names, sizes, times of modification) and its place among them, so a rerun
after an interruption takes up finished shards. It is written under another name first and renamed when whole.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from lc_common.errors import UserError
from lc_common.files import replacing
from lcmusic.corpus.sources import Convert, File, Source
from lcmusic.corpus.windows import WINDOW, file_windows, fingerprints

FORMAT = 2
"""Version of shards and corpus folders; counted up whenever the same input would give other bytes."""

BYTES_PER_SHARD = 32_000_000
"""Of files as large as a file may be, fewer make a shard: several wait in memory at a time."""

Progress = Callable[[str, int], None]
"""Called with a source's name and how many more of its files are done."""


@dataclass(frozen=True)
class FileReport:
    """What one file gave: its window counts, what was put right in it, why it is useless; or why it was refused."""

    name: str
    windows: int = 0
    empty: int = 0
    silent: int = 0
    clean: int = 0
    repaired: str = ""
    useless: str = ""
    refused: str = ""


class Shard:
    """One finished shard; the arrays are read when asked for."""

    def __init__(self, path: Path):
        self._path = path
        self.files = [FileReport(**report) for report in json.loads(self.array("files").tobytes())]

    def array(self, name: str) -> np.ndarray:
        """In file order: ``symbols`` uint8 ``[n, WINDOW]``, ``hash`` uint64, ``first`` (pitch) uint8 and ``melodic``
        float32 ``[n]``.
        """
        with np.load(self._path) as arrays:
            return arrays[name]


@dataclass(frozen=True)
class SourceShards:
    """One source, parsed: its ``shards`` in order, and the ``(file, reason)`` pairs ``refused`` before parsing."""

    name: str
    shards: list[Path] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Chunk:
    """Files that make one shard; ``files`` is None where the shard exists already."""

    source: str
    count: int
    path: Path
    convert: Convert | None
    files: list[File] | None


def parse(sources: list[Source], folder: Path, workers: int, progress: Progress) -> list[SourceShards]:
    """Make every shard that ``folder`` does not hold yet.

    Raises:
        UserError: a worker process died.
        OSError: a shard cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parsed = [SourceShards(source.name) for source in sources]
    chunks = (chunk for source, into in zip(sources, parsed, strict=True) for chunk in _chunks(source, folder, into))
    if workers == 1:
        for chunk in chunks:
            if chunk.files is not None:
                write_shard(chunk.path, chunk.files, chunk.convert)
            progress(chunk.source, chunk.count)
    else:
        _parse_in_processes(chunks, workers, progress)
    return parsed


def _parse_in_processes(chunks: Iterable[_Chunk], workers: int, progress: Progress) -> None:
    running: dict = {}

    def collect(finished: Iterable) -> None:
        for future in finished:
            future.result()
            chunk = running.pop(future)
            progress(chunk.source, chunk.count)

    # Forking a process that runs threads (PyTorch does) can deadlock, so workers start from scratch.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_leave_interrupts_to_parent) as pool:
        try:
            for chunk in chunks:
                if chunk.files is None:
                    progress(chunk.source, chunk.count)
                    continue
                running[pool.submit(write_shard, chunk.path, chunk.files, chunk.convert)] = chunk
                if len(running) > 2 * workers:  # enough to keep every worker busy, few enough to keep memory flat
                    collect(wait(running, return_when=FIRST_COMPLETED).done)
            collect(list(running))
        except BrokenProcessPool as error:
            raise UserError("A worker process died (out of memory?); run again with fewer workers.") from error
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _chunks(source: Source, folder: Path, into: SourceShards) -> Iterator[_Chunk]:
    identity = json.dumps([FORMAT, source.name, source.stamp, source.files_per_shard])
    count, size, finished = 0, 0, False
    files: list[File] = []

    def chunk() -> _Chunk:
        return _Chunk(source.name, count, into.shards[-1], source.convert, None if finished else files)

    for member in source.members(lambda name, reason: into.refused.append((name, reason))):
        if count == 0:
            key = hashlib.sha256(f"{identity} {len(into.shards)}".encode()).hexdigest()
            into.shards.append(folder / f"{key[:32]}.npz")
            files, size, finished = [], 0, into.shards[-1].exists()
        count += 1
        size += member.size
        if not finished:
            files.append((member.name, member.read()))
        if count == source.files_per_shard or size >= BYTES_PER_SHARD:
            yield chunk()
            count = 0
    if count:
        yield chunk()


def write_shard(path: Path, files: list[File], convert: Convert | None = None) -> None:
    """Parse and window files into one shard at ``path``."""
    reports = []
    symbols, melodic = [np.zeros((0, WINDOW), np.uint8)], [np.zeros(0, np.float32)]
    for file in files:
        for name, data in convert(*file) if convert else [file]:
            if isinstance(data, str):
                reports.append(FileReport(name, refused=data))
                continue
            try:
                found = file_windows(data, name)
            except UserError as error:
                reports.append(FileReport(name, refused=str(error).removeprefix(f"{name} ").removesuffix(".")))
            else:
                symbols.append(found.symbols_nt)
                melodic.append(found.melodic_n)
                counts = found.windows, found.empty, found.silent, len(found.symbols_nt)
                reports.append(FileReport(name, *counts, repaired="; ".join(found.repairs), useless=found.useless))
    symbols_nt = np.concatenate(symbols)
    hash_n, first_n = fingerprints(symbols_nt)
    text = np.frombuffer(json.dumps([asdict(report) for report in reports]).encode(), np.uint8)
    with replacing(path, sync=True) as stream:
        np.savez(stream, symbols=symbols_nt, hash=hash_n, first=first_n, melodic=np.concatenate(melodic), files=text)
