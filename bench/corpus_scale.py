"""A corpus of very many MIDI files: time, memory and disk of building it, going on after kill -9, and batches of it.

    python bench/corpus_scale.py FOLDER [FILES]    (default: 200,000 files, about 3 GB beside 12 of work)

The files are made here: two voices and drums, 32 to 48 bars of a random walk in a scale, in folders of a thousand.
The build is killed when half the shards are written, and started again. POSIX only, for memory is read of /proc.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FILES = 200_000
FILES_PER_SHARD = 64
PAPERS_FILES = 1_500_000
PPQ = 960
SCALE = np.array([0, 2, 4, 5, 7, 9, 11])


def main() -> None:
    folder = Path(sys.argv[1])
    files = int(sys.argv[2]) if sys.argv[2:] else FILES
    made = make(folder / "midi", files)
    out = folder / "corpus"
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(folder / "corpus.partial", ignore_errors=True)
    print(f"{files:,} files, {made / 1e6:,.0f} MB, written in {folder}", flush=True)

    first = build(folder, out, kill_at=files // 2)
    saved = len(list((folder / "corpus.partial" / "shards").rglob("*.npz")))
    again = build(folder, out)
    work = first.processor + again.processor
    windows = sum(len(np.load(out / f"{split}.npy", mmap_mode="r")) for split in ("train", "validation", "test"))
    print(f"killed after {first.wall:,.0f} s with {saved} shards whole; went on and was done {again.wall:,.0f} s later")
    print(f"{work:,.0f} s of processors, {1000 * work / files:.2f} ms a file; ", end="")
    print(f"{PAPERS_FILES * work / files / 3600:.1f} hours of a core for 1.5 million")
    print(f"memory of all its processes: {max(first.memory, again.memory) / 1e6:,.0f} MB at most")
    print(f"corpus: {windows:,} windows, {size(out) / 1e6:,.0f} MB")
    subprocess.run([sys.executable, __file__, "--batches", str(out)], check=True)


def make(folder: Path, files: int) -> int:
    """Write the files that are not there; bytes in all."""
    total = 0
    for k in range(files):
        path = folder / f"{k // 1000:04}" / f"{k:07}.mid"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(song(np.random.default_rng(k)))
        total += path.stat().st_size
    return total


def song(rng: np.random.Generator) -> bytes:
    bars = int(rng.integers(32, 49))
    tracks = [
        voice(rng, bars, 0, 60, 6),
        voice(rng, bars, 1, 40, 3),
        notes(9, np.full(4 * bars, 36), np.full(4 * bars, 4)),
    ]
    return b"".join([b"MThd", *(n.to_bytes(size, "big") for n, size in ((6, 4), (1, 2), (3, 2), (PPQ, 2))), *tracks])


def voice(rng: np.random.Generator, bars: int, channel: int, low: int, per_bar: int) -> bytes:
    """A walk in a scale, to one of four rhythms in each bar."""
    onsets = np.sort(rng.permuted(np.tile(np.arange(1, 16), (4, 1)), axis=1)[:, : per_bar - 1], axis=1)
    lengths = np.diff(onsets, axis=1, prepend=0, append=16)[rng.integers(4, size=bars)]
    degrees = np.abs(np.cumsum(rng.integers(-2, 3, lengths.size)) % 28 - 14)
    return notes(channel, low + rng.integers(12) + 12 * (degrees // 7) + SCALE[degrees % 7], lengths.ravel())


def notes(channel: int, pitches: np.ndarray, sixteenths: np.ndarray) -> bytes:
    """A track of notes one after the other; every length takes two bytes at this resolution."""
    ticks = sixteenths * PPQ // 4
    same = np.ones_like(pitches)
    on, off = 0x90 | channel, 0x80 | channel
    columns = [0 * same, on * same, pitches, 90 * same, 0x80 | ticks >> 7, ticks & 127, off * same, pitches, 0 * same]
    return track(np.stack(columns, 1).astype(np.uint8).tobytes())


def track(events: bytes) -> bytes:
    body = events + b"\x00\xff\x2f\x00"
    return b"MTrk" + len(body).to_bytes(4, "big") + body


@dataclass
class Cost:
    """Of a process and its children: seconds by the clock and of processors, and the most memory, in bytes."""

    wall: float = 0.0
    processor: float = 0.0
    memory: int = 0


def build(folder: Path, out: Path, kill_at: int | None = None) -> Cost:
    """What ``lcmusic corpus build`` takes.

    Args:
        kill_at: a SIGKILL for all of them once the shards hold so many files; None: run to the end.
    """
    command = [sys.executable, "-m", "lcmusic", "corpus", "build", str(folder / "midi"), "--out", str(out)]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL)
    began, cost = time.monotonic(), Cost()
    while process.poll() is None:
        processor, memory = usage(process.pid)
        cost = Cost(time.monotonic() - began, max(cost.processor, processor), max(cost.memory, memory))
        shards = len(list((folder / "corpus.partial" / "shards").rglob("*.npz")))
        if kill_at is not None and shards * FILES_PER_SHARD >= kill_at:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return cost
        time.sleep(1)
    if process.returncode:
        sys.exit(f"lcmusic corpus build ended with {process.returncode}")
    return cost


def usage(session: int) -> tuple[float, int]:
    """Seconds of processors and resident bytes of all processes of a session that live."""
    ticks = pages = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[3]) == session:
            ticks, pages = ticks + int(fields[11]) + int(fields[12]), pages + int(fields[21])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGESIZE")


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def batches(out: Path) -> None:
    """What training takes of the corpus: how soon the first batch is there, how fast the others, in how much memory."""
    import resource

    from lcmusic.corpus.batches import Augment, MelodyBatches
    from lcmusic.corpus.store import load

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    draw = MelodyBatches(load(out).split("train"), rows=64, augment=Augment(), seed=0)
    draw(0)
    ready = time.monotonic() - began
    for step in range(1, 201):
        draw(step)
    each = (time.monotonic() - began - ready) / 200
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    print(f"batches of 64 melodies: the first after {ready:.1f} s, the others {1000 * each:.1f} ms, ", end="")
    print(f"{grown:,.0f} MB more memory")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--batches"]:
        batches(Path(sys.argv[2]))
    else:
        main()
