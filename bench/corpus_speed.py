"""Parse and window 200 real MIDI files on one core: our reader against the same job done with pretty_midi.

Usage: python bench/corpus_speed.py [FOLDER]    (default: the folder named shared/data/music beside the checkout)
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import time
import warnings
from pathlib import Path

import pretty_midi

from lc_common.errors import UserError
from lcmusic.corpus.sources import find_sources
from lcmusic.corpus.windows import file_windows, stretch_windows
from lcmusic.media.voices import METERS
from lcmusic.music.melody import STEPS, STEPS_PER_BAR, Melody, Note

FILES = 200
SEED = 0
PASSES = 5  # of ours, which is over in an instant; the median counts
TARGET = 5  # a parser in C gave 64, and could not read what real programs write


def sample(folder: Path) -> list[bytes]:
    """The bytes of 200 files, drawn over all sources."""
    files = [
        data
        for source in find_sources([folder])
        for member in source.members(lambda name, reason: None)
        if isinstance(data := member.read(), bytes)
    ]
    return random.Random(SEED).sample(files, FILES)


def ours(data: bytes) -> list[bytes]:
    """The clean windows of one file."""
    return [row.tobytes() for row in file_windows(data, "file").symbols_nt]


def with_pretty_midi(data: bytes) -> list[bytes]:
    """The same windows from pretty_midi's notes."""
    score = pretty_midi.PrettyMIDI(io.BytesIO(data))
    step_ticks = score.resolution / 4
    changes = {0: METERS[4, 4]}
    for change in score.time_signature_changes:
        meter = METERS.get((change.numerator, change.denominator), 0)
        changes[score.time_to_tick(change.time)] = meter
    voices = [
        [(score.time_to_tick(n.start), score.time_to_tick(n.end), n.pitch) for n in instrument.notes]
        for instrument in score.instruments
        if not instrument.is_drum
    ]
    end = max((note[1] for voice in voices for note in voice), default=0)
    windows = []
    for voice in voices:
        for origin, bars in four_four(sorted(changes.items()), end, score.resolution * 4):
            notes = []
            for start, stop, pitch in voice:
                if start >= origin:
                    first, last = (int((tick - origin) / step_ticks + 0.5) for tick in (start, stop))
                    notes.append(Note(first, max(last, first + 1), pitch))
            symbols_t = Melody.from_notes(notes, bars * STEPS_PER_BAR).symbols_t
            if symbols_t.size >= STEPS:
                windows += [row.tobytes() for row in stretch_windows(symbols_t).symbols_nt]
    return windows


def four_four(changes: list, end: int, bar: int) -> list[tuple[int, int]]:
    """``(first tick, whole bars)`` of each 4/4 stretch."""
    spans, opened, meter = [], 0, 0
    for tick, changed in changes:
        if changed != meter:
            if meter:
                spans.append((opened, (tick - opened) // bar))
            opened, meter = tick, changed
    if meter:
        spans.append((opened, -((opened - end) // bar)))
    return [(tick, bars) for tick, bars in spans if bars > 0]


def timed(job, files: list[bytes]) -> tuple[float, list[list[bytes]]]:
    """Seconds of one core a file, and what the job gave for each; other programs do not count."""
    start = time.process_time()
    found = [job(data) for data in files]
    return (time.process_time() - start) / len(files), found


def main() -> None:
    """Print both times and their ratio."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data" / "music"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else beside
    try:
        files = sample(folder)
    except UserError as error:
        print(f"no corpora to measure on: {error}")
        return
    warnings.simplefilter("ignore")  # pretty_midi's, on tempo changes outside the first track
    passes = [timed(ours, files) for _ in range(PASSES)]
    fast, mine = statistics.median(seconds for seconds, _ in passes), passes[0][1]
    slow, theirs = timed(with_pretty_midi, files)
    same = sum(one == other for one, other in zip(mine, theirs, strict=True))
    print(f"{FILES} files, {sum(map(len, mine)):,} clean windows; the same windows from both in {same} files")
    print(f"lcmusic      {1e3 * fast:8.3f} ms a file, parse and window, one core")
    print(f"pretty_midi  {1e3 * slow:8.3f} ms a file")
    print(f"ratio        {slow / fast:8.1f} (target: {TARGET})")


if __name__ == "__main__":
    main()
