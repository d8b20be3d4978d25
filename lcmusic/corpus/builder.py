"""From MIDI files to a corpus folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from lc_common.errors import UserError
from lcmusic.corpus.merge import SPLITS, Repeats, draw_splits, find_repeats, group_pieces
from lcmusic.corpus.shards import FORMAT, Progress, Shard, SourceShards, parse
from lcmusic.corpus.sources import find_sources
from lcmusic.corpus.store import Card, SourceCard, load
from lcmusic.melody import PITCHES, STEPS, STEPS_PER_BAR


def build(
    paths: Sequence[Path | str],
    out: Path,
    *,
    seed: int = 0,
    workers: int | None = None,
    progress: Progress = lambda source, files: None,
) -> Card:
    """Build a corpus from folders, MIDI files and archives.

    The rules: every 16-bar window, stride one bar, of every 4/4 stretch of every voice; windows without a note or
    with more than one whole bar of silence in a row are dropped; of windows that are equal up to transposition the
    first is kept, in its own key. Pieces that share a window in some key (editions of one tune) form a group, and
    groups are split 90/5/5 within each source. The same input gives the same bytes, whatever the number of workers.

    The folder ``out`` appears at the end by one rename. Until then the work lies in ``out`` + ``.partial``, and a
    rerun takes it up there. A rerun on a finished ``out`` of the same input and seed returns its card.

    Args:
        paths: see :func:`lcmusic.corpus.sources.find_sources`.
        out: the folder to make.
        seed: of the split.
        workers: number of processes; None for one per core. More than one needs a main module that can be imported.
        progress: called after every chunk of files.

    Raises:
        UserError: unusable paths; no usable window; ``out`` exists and is something else, or cannot be written.
    """
    out = Path(out)
    sources = find_sources(paths)
    inputs = _inputs_key(sources, seed)
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        return _finished(out, inputs)
    partial = out.with_name(out.name + ".partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        parsed = parse(sources, partial / "shards", workers or os.cpu_count() or 1, progress)
        card = _merge(parsed, partial / "corpus", seed)
        (partial / "corpus" / "inputs.json").write_text(json.dumps(inputs), encoding="utf-8")
        if out.exists():
            out.rmdir()  # empty, and Windows renames onto nothing that exists
        os.replace(partial / "corpus", out)
    except OSError as error:
        raise UserError(f"cannot write {out}: {error.strerror or error}; choose another folder or make room") from error
    shutil.rmtree(partial, ignore_errors=True)
    return card


def _inputs_key(sources: list, seed: int) -> str:
    text = json.dumps([FORMAT, seed, [(source.name, source.stamp) for source in sources]])
    return hashlib.sha256(text.encode()).hexdigest()


def _finished(out: Path, inputs: str) -> Card:
    corpus = load(out)
    try:
        same = json.loads((out / "inputs.json").read_text(encoding="utf-8")) == inputs
    except (OSError, ValueError):
        same = False
    if not same:
        raise UserError(f"{out} holds a corpus of other input or seed; choose another folder or remove it")
    return corpus.card


def _merge(parsed: list[SourceShards], folder: Path, seed: int) -> Card:
    shards = [(number, Shard(path)) for number, source in enumerate(parsed) for path in source.shards]
    pieces, source_p, clean_p = [], [], []
    for number, shard in shards:
        for report in shard.files:
            if report.clean:
                pieces.append(report.name)
                source_p.append(number)
                clean_p.append(report.clean)
    if not pieces:
        raise UserError(f"no usable window in {_names(parsed)}: a melody needs 16 bars of 4/4 without long silences")
    source_p = np.array(source_p, np.int16)
    piece_n = np.repeat(np.arange(len(pieces), dtype=np.int32), clean_p)
    hash_n = np.concatenate([shard.array("hash") for _, shard in shards])
    first_n = np.concatenate([shard.array("first") for _, shard in shards])
    repeats = find_repeats(hash_n, first_n, piece_n, source_p)
    split_p = draw_splits(group_pieces(len(pieces), repeats.edges), source_p, seed)

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    notes_per_bar, pitches = _write_splits(folder, shards, repeats.tune, piece_n, source_p, split_p)
    (folder / "pieces.json").write_text(json.dumps(pieces, ensure_ascii=False, indent=0), encoding="utf-8")
    card = _card(parsed, shards, repeats, piece_n, source_p, split_p, notes_per_bar, pitches, seed)
    (folder / "card.json").write_text(card.to_json(), encoding="utf-8")
    return card


def _names(parsed: list[SourceShards]) -> str:
    return ", ".join(source.name for source in parsed) or "the given paths (no MIDI file or archive in them)"


def _write_splits(folder, shards, kept_n, piece_n, source_p, split_p):
    """Copy the kept windows, one shard at a time; returns histograms ``[sources, 17]`` and ``[sources, 128]``."""
    split_n = split_p[piece_n]
    for index, split in enumerate(SPLITS):
        chosen = piece_n[kept_n & (split_n == index)]
        np.save(folder / f"{split}_piece.npy", chosen)
        np.save(folder / f"{split}_source.npy", source_p[chosen])
    sizes = [int((kept_n & (split_n == index)).sum()) for index in range(len(SPLITS))]
    arrays = [
        open_memmap(folder / f"{split}.npy", "w+", np.uint8, (size, STEPS))
        for split, size in zip(SPLITS, sizes, strict=True)
    ]
    sources = int(source_p.max()) + 1
    notes_per_bar = np.zeros((sources, STEPS_PER_BAR + 1), np.int64)
    pitches = np.zeros((sources, PITCHES), np.int64)
    filled = [0] * len(SPLITS)
    start = 0
    for source, shard in shards:
        symbols_nt = shard.array("symbols")
        rows = slice(start, start + len(symbols_nt))
        start = rows.stop
        for index, array in enumerate(arrays):
            chosen_nt = symbols_nt[kept_n[rows] & (split_n[rows] == index)]
            array[filled[index] : filled[index] + len(chosen_nt)] = chosen_nt
            filled[index] += len(chosen_nt)
            onsets = chosen_nt < PITCHES
            per_bar = onsets.reshape(-1, STEPS_PER_BAR).sum(axis=1)
            notes_per_bar[source] += np.bincount(per_bar, minlength=STEPS_PER_BAR + 1)
            pitches[source] += np.bincount(chosen_nt[onsets], minlength=PITCHES)
    for array in arrays:
        array.flush()
    return notes_per_bar, pitches


def _card(
    parsed: list[SourceShards], shards, repeats: Repeats, piece_n, source_p, split_p, notes_per_bar, pitches, seed: int
) -> Card:
    source_n, split_n = source_p[piece_n], split_p[piece_n]
    cards, refused = [], []
    for number, source in enumerate(parsed):
        reports = [report for owner, shard in shards if owner == number for report in shard.files]
        left_out = source.refused + [(report.name, report.refused) for report in reports if report.refused]
        refused += [[source.name, name, reason] for name, reason in left_out]
        mine = source_n == number
        kept = {split: mine & repeats.tune & (split_n == index) for index, split in enumerate(SPLITS)}
        cards.append(
            SourceCard(
                name=source.name,
                files=sum(not report.refused for report in reports),
                refused=len(left_out),
                pieces=int((source_p == number).sum()),
                windows=sum(report.windows for report in reports),
                empty=sum(report.empty for report in reports),
                silent=sum(report.silent for report in reports),
                unique=int(repeats.exact_in_source[mine].sum()),
                unique_tunes=int(repeats.tune_in_source[mine].sum()),
                kept={split: int(chosen.sum()) for split, chosen in kept.items()},
                kept_pieces={split: int(np.unique(piece_n[chosen]).size) for split, chosen in kept.items()},
                notes_per_bar=notes_per_bar[number].tolist() if number < len(notes_per_bar) else [0] * 17,
                pitches=pitches[number].tolist() if number < len(pitches) else [0] * PITCHES,
            )
        )
    return Card(FORMAT, seed, int(repeats.exact.sum()), int(repeats.tune.sum()), cards, refused)
