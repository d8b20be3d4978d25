"""From MIDI files to a corpus folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lc_common.config import to_dict
from lc_common.errors import UserError
from lcmusic.corpus.merge import SPLITS, Repeats, draw_splits, find_repeats, group_pieces
from lcmusic.corpus.shards import FORMAT, Progress, Shard, SourceShards, parse
from lcmusic.corpus.sources import Source, find_sources
from lcmusic.corpus.store import Card, SourceCard, load
from lcmusic.corpus.windows import WINDOW
from lcmusic.music.melody import PITCHES, STEPS_PER_BAR

REASONS_SHOWN = 5
"""Files named where none is of use."""


def build(
    paths: Iterable[Path | str],
    out: Path,
    *,
    seed: int = 0,
    workers: int | None = None,
    progress: Progress = lambda source, files: None,
    say: Callable[[str], None] = lambda sentence: None,
) -> Card:
    """Build a corpus from folders, MIDI files and archives.

    The rules: every 16-bar window, stride one bar, of every 4/4 stretch of every voice; windows without a note or
    with more than one whole bar of silence in a row are dropped; of windows that are equal up to transposition the
    first is kept, in its own key. Pieces that share a window in some key (editions of one tune) form a group, and
    groups are split 90/5/5 within each source. The same input gives the same bytes, whatever the number of workers.

    The folder ``out`` appears at the end by one rename. Until then the work lies in ``out`` + ``.partial``, and a
    rerun takes it up there. A rerun on a finished ``out`` of the same input and seed returns its card.

    Args:
        paths: see ``lcmusic.corpus.sources.find_sources``.
        out: the folder to make.
        seed: of the split.
        workers: number of processes; None for one per core. More than one needs a main module that can be imported.
        progress: called after every chunk of files.
        say: called with a sentence if there is nothing to do.

    Raises:
        UserError: unusable paths; no usable window; ``out`` exists and is something else, or cannot be written.
    """
    out = Path(out)
    sources = find_sources(paths)
    inputs = _inputs_key(sources, seed)
    if out.exists() and any(out.iterdir() if out.is_dir() else [out]):
        card = _finished_card(out, inputs)
        say(f"{out} is already built from the same files")
        return card
    partial = out.resolve().with_name(out.resolve().name + ".partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        parsed = parse(sources, partial / "shards", workers or os.cpu_count() or 1, progress)
        card = _write(_find(parsed, seed), partial / "corpus", seed)
        _write_text(partial / "corpus" / "inputs.json", json.dumps(inputs))
        if out.exists():
            out.rmdir()  # empty, and Windows renames onto nothing that exists
        os.replace(partial / "corpus", out)
    except OSError as error:
        raise UserError(f"Cannot write {out}: {error.strerror}; free some space or choose another folder.") from error
    shutil.rmtree(partial, ignore_errors=True)
    return card


def _inputs_key(sources: list[Source], seed: int) -> str:
    text = json.dumps([FORMAT, seed, [(source.name, source.stamp) for source in sources]])
    return hashlib.sha256(text.encode()).hexdigest()


def _finished_card(out: Path, inputs: str) -> Card:
    try:
        card = load(out).card
        same = json.loads((out / "inputs.json").read_text(encoding="utf-8")) == inputs
    except (UserError, OSError, ValueError) as error:
        raise UserError(f"{out} exists and is not a whole corpus; choose another folder or remove it.") from error
    if not same:
        raise UserError(f"{out} holds a corpus of other files or another seed; choose another folder or remove it.")
    return card


@dataclass(frozen=True)
class _Found:
    """Everything but the windows themselves; ``n`` clean windows, ``p`` pieces.

    Attributes:
        sources: the parsed sources.
        shards: ``(position of the source, shard)`` in order.
        pieces: names of the files with a clean window.
        source_p: int16 ``[p]``, position of the source.
        piece_n: int32 ``[n]``, piece number.
        repeats: which windows are new.
        split_p: int8 ``[p]``, index into ``SPLITS``.
    """

    sources: list[SourceShards]
    shards: list[tuple[int, Shard]]
    pieces: list[str]
    source_p: np.ndarray
    piece_n: np.ndarray
    repeats: Repeats
    split_p: np.ndarray

    def kept(self, split: int) -> np.ndarray:
        """bool ``[n]``: the windows of one split."""
        return self.repeats.tune & (self.split_p[self.piece_n] == split)


def _find(sources: list[SourceShards], seed: int) -> _Found:
    shards = [(number, Shard(path)) for number, source in enumerate(sources) for path in source.shards]
    found = [(report, number) for number, shard in shards for report in shard.files if report.clean]
    if not found:
        raise UserError(_useless(sources, shards))
    source_p = np.array([number for _, number in found], np.int16)
    piece_n = np.repeat(np.arange(len(found), dtype=np.int32), [report.clean for report, _ in found])
    hash_n = np.concatenate([shard.array("hash") for _, shard in shards])
    first_n = np.concatenate([shard.array("first") for _, shard in shards])
    repeats = find_repeats(hash_n, first_n, piece_n, source_p)
    split_p = draw_splits(group_pieces(len(found), repeats.edges), source_p, seed)
    return _Found(sources, shards, [report.name for report, _ in found], source_p, piece_n, repeats, split_p)


def _useless(sources: list[SourceShards], shards: list[tuple[int, Shard]]) -> str:
    """What to tell the person where no file has a window of use: the reasons of the first ones."""
    names = ", ".join(source.name for source in sources) or "these paths, which hold no MIDI file"
    reasons = [pair for source in sources for pair in source.refused]
    reasons += [(report.name, report.refused or report.useless) for _, shard in shards for report in shard.files]
    listed = [f"{name} {reason.partition('; ')[0]}" for name, reason in reasons[:REASONS_SHOWN]]
    if len(reasons) > REASONS_SHOWN:
        listed.append(f"and so on for {len(reasons) - REASONS_SHOWN:,} more")
    why = f" ({'; '.join(listed)})" if listed else ""
    return f"No usable window in {names}{why}; a melody needs 16 bars of 4/4 without long silences."


def _write(found: _Found, folder: Path, seed: int) -> Card:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    notes_per_bar = np.zeros((len(found.sources), STEPS_PER_BAR + 1), np.int64)
    pitches = np.zeros((len(found.sources), PITCHES), np.int64)
    melodic_n = np.concatenate([shard.array("melodic") for _, shard in found.shards])
    for index, split in enumerate(SPLITS):
        kept_n = found.kept(index)
        piece_n = found.piece_n[kept_n]
        np.save(folder / f"{split}_piece.npy", piece_n)
        np.save(folder / f"{split}_source.npy", found.source_p[piece_n])
        np.save(folder / f"{split}_melodic.npy", melodic_n[kept_n])
        # Written row by row, not through a memory map: there a full disk kills the process instead of raising.
        with (folder / f"{split}.npy").open("wb") as file:
            header = {"descr": "|u1", "fortran_order": False, "shape": (piece_n.size, WINDOW)}
            np.lib.format.write_array_header_1_0(file, header)
            start = 0
            for source, shard in found.shards:
                symbols_nt = shard.array("symbols")
                start, rows = start + len(symbols_nt), slice(start, start + len(symbols_nt))
                symbols_nt = symbols_nt[kept_n[rows]]
                file.write(symbols_nt.tobytes())
                onsets_nt = symbols_nt < PITCHES
                per_bar = onsets_nt.reshape(-1, STEPS_PER_BAR).sum(axis=1)
                notes_per_bar[source] += np.bincount(per_bar, minlength=STEPS_PER_BAR + 1)
                pitches[source] += np.bincount(symbols_nt[onsets_nt], minlength=PITCHES)
    card = _card(found, notes_per_bar, pitches, seed)
    _write_text(folder / "pieces.json", json.dumps(found.pieces, indent=0))
    _write_text(folder / "card.json", json.dumps(to_dict(card), indent=1))
    return card


def _write_text(path: Path, text: str) -> None:
    # One spelling on every system: the same input gives the same bytes.
    path.write_text(text, encoding="utf-8", newline="\n")


def _card(found: _Found, notes_per_bar: np.ndarray, pitches: np.ndarray, seed: int) -> Card:
    source_n = found.source_p[found.piece_n]
    cards, refused, repaired = [], [], []
    for number, source in enumerate(found.sources):
        reports = [report for owner, shard in found.shards if owner == number for report in shard.files]
        left_out = source.refused + [(report.name, report.refused) for report in reports if report.refused]
        refused += [[source.name, name, reason] for name, reason in left_out]
        put_right = [[source.name, report.name, report.repaired] for report in reports if report.repaired]
        repaired += put_right
        mine_n = source_n == number
        kept = {split: found.piece_n[mine_n & found.kept(index)] for index, split in enumerate(SPLITS)}
        cards.append(
            SourceCard(
                name=source.name,
                files=sum(not report.refused for report in reports),
                refused=len(left_out),
                repaired=len(put_right),
                pieces=int((found.source_p == number).sum()),
                windows=sum(report.windows for report in reports),
                empty=sum(report.empty for report in reports),
                silent=sum(report.silent for report in reports),
                unique=int(found.repeats.exact_in_source[mine_n].sum()),
                unique_tunes=int(found.repeats.tune_in_source[mine_n].sum()),
                kept={split: piece_n.size for split, piece_n in kept.items()},
                kept_pieces={split: np.unique(piece_n).size for split, piece_n in kept.items()},
                notes_per_bar=notes_per_bar[number].tolist(),
                pitches=pitches[number].tolist(),
            )
        )
    return Card(FORMAT, seed, int(found.repeats.exact.sum()), int(found.repeats.tune.sum()), cards, refused, repaired)
