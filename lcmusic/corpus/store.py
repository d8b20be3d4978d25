"""A corpus on disk: memory-mapped arrays and a card.

======================== ===========================================================================
card.json                ``Card``
pieces.json              names of the pieces inside their sources; the position is the piece number
SPLIT.npy                uint8 ``[n, 256]`` symbols; SPLIT is train, validation or test
SPLIT_piece.npy          int32 ``[n]`` piece number
SPLIT_source.npy         int16 ``[n]`` position of the source in the card
SPLIT_melodic.npy        float32 ``[n]`` in 0..1: how likely the part is its file's melody, by which a training may
                         weigh (``lcmusic.media.parts`` says how)
inputs.json              what the corpus was built from, to know it again
======================== ===========================================================================

The rows of a split are in order of source, piece and time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table

from lc_common.config import from_dict
from lc_common.errors import UserError
from lcmusic.corpus.merge import SPLITS
from lcmusic.corpus.shards import FORMAT
from lcmusic.corpus.windows import WINDOW
from lcmusic.music.melody import STEPS_PER_BAR

REFUSED_SHOWN = 10
"""Files named by ``card_view``."""


@dataclass(frozen=True)
class SourceCard:
    """Counts of one source.

    Attributes:
        name: archive stem or folder name.
        files: MIDI files read, ``repaired`` of them damaged; ``refused`` more were left out.
        pieces: files with at least one clean window.
        windows: 16-bar windows at every bar of every 4/4 stretch.
        empty, silent: dropped: no note; more than one whole bar of silence in a row.
        unique: clean windows that differ inside the source, before windows equal under transposition are merged.
        unique_tunes: the same after merging.
        kept: windows in the corpus per split, copies in earlier sources gone as well.
        kept_pieces: pieces with windows in the corpus, per split.
        notes_per_bar: bars of kept windows with 0..16 notes that start in them.
        pitches: notes of kept windows per MIDI pitch.
    """

    name: str
    files: int
    refused: int
    repaired: int
    pieces: int
    windows: int
    empty: int
    silent: int
    unique: int
    unique_tunes: int
    kept: dict[str, int]
    kept_pieces: dict[str, int]
    notes_per_bar: list[int]
    pitches: list[int]

    def __post_init__(self) -> None:
        if not list(self.kept) == list(self.kept_pieces) == list(SPLITS):
            raise ValueError(f"a corpus has the splits {', '.join(SPLITS)}")


@dataclass(frozen=True)
class Card:
    """What a corpus holds and where it comes from.

    Attributes:
        format: version of the folder.
        seed: of the split.
        unique: clean windows that differ anywhere in the corpus, before merging under transposition.
        unique_tunes: after merging: the windows kept.
        sources: one entry per source.
        refused: ``[source, file, reason]`` for every file left out.
        repaired: ``[source, file, what]`` for every damaged file that could be read.
    """

    format: int
    seed: int
    unique: int
    unique_tunes: int
    sources: list[SourceCard]
    refused: list[list[str]]
    repaired: list[list[str]]


MELODIC = 0.85
"""A window this melodic comes from a part that leads: a voice, a first violin, a tune (``lcmusic.media.parts``)."""


@dataclass(frozen=True)
class Split:
    """One split, memory-mapped: ``symbols_nt`` uint8 ``[n, t]``, ``piece_n`` int32, ``source_n`` int16.

    ``melodic_n``, float32: how likely each comes from the part that is its file's melody, 0..1; 1 where nobody says.
    """

    symbols_nt: np.ndarray
    piece_n: np.ndarray
    source_n: np.ndarray
    melodic_n: np.ndarray = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        if self.melodic_n is None:
            object.__setattr__(self, "melodic_n", np.ones(len(self.symbols_nt), np.float32))

    def __len__(self) -> int:
        return len(self.symbols_nt)

    def cut(self, bars: int) -> Split:
        """The first bars of each melody; ``UserError`` if the corpus's are shorter."""
        own = self.symbols_nt.shape[1] // STEPS_PER_BAR
        if bars > own:
            raise UserError(f"The corpus has melodies of {own} bars; a model of {bars} bars cannot learn from it.")
        return replace(self, symbols_nt=self.symbols_nt[:, : bars * STEPS_PER_BAR])

    def where(self, chosen_n: np.ndarray) -> Split:
        """Some of the melodies, in memory; bool ``[n]``."""
        return Split(*(column[chosen_n] for column in self.columns()))

    def melodies(self) -> Split:
        """What comes from parts that lead (``MELODIC``), in memory."""
        return self.where(self.melodic_n >= MELODIC)

    def columns(self) -> tuple[np.ndarray, ...]:
        """The arrays, in their order."""
        return self.symbols_nt, self.piece_n, self.source_n, self.melodic_n

    def draw(self, n: int, rng: np.random.Generator) -> np.ndarray:
        """So many different melodies (all, if there are no more), each as likely as any other, in their order."""
        return self.symbols_nt[np.sort(rng.choice(len(self), min(n, len(self)), replace=False))]


@dataclass(frozen=True)
class Corpus:
    """A finished corpus folder; arrays are mapped when asked for.

    Attributes:
        left_out: names of sources whose melodies are in no split, as if there were none.
    """

    folder: Path
    card: Card
    left_out: tuple[str, ...] = ()

    def without(self, sources: Sequence[str]) -> Corpus:
        """The same corpus without any melody of some sources; ``UserError`` if it has no such source."""
        self.numbers(sources)
        return replace(self, left_out=(*self.left_out, *sources))

    def numbers(self, sources: Sequence[str]) -> list[int]:
        """Positions of sources in the card; ``UserError`` if it has no such source."""
        known = [source.name for source in self.card.sources]
        for name in sources:
            if name not in known:
                raise UserError(f"{self.folder} has no source {name!r}; it has {', '.join(known)}.")
        return [known.index(name) for name in sources]

    def split(self, name: str) -> Split:
        """The split called ``train``, ``validation`` or ``test``; ``UserError`` if it is empty or torn."""
        if name not in SPLITS:
            raise ValueError(f"a split is one of {', '.join(SPLITS)}, got {name!r}")
        split = self._split(name)
        if self.left_out:
            split = split.where(~np.isin(split.source_n, self.numbers(self.left_out)))
        if not len(split):
            without = f" without {', '.join(self.left_out)}" if self.left_out else ""
            raise UserError(f"{self.folder} has no {name} melodies{without}; build it from more pieces.")
        return split

    def of_sources(self, sources: Sequence[str]) -> Split:
        """All melodies of sources, whatever their split, left out or not; ``UserError`` if it has no such source."""
        numbers = self.numbers(sources)
        parts = [split.where(np.isin(split.source_n, numbers)) for split in map(self._split, SPLITS)]
        columns = zip(*(part.columns() for part in parts), strict=True)
        return Split(*map(np.concatenate, columns))

    def check(self) -> None:
        """``UserError`` if any split's files are torn."""
        for name in SPLITS:
            self._split(name)

    def _split(self, name: str) -> Split:
        symbols_nt = self._map(f"{name}.npy", np.uint8, 2)
        piece_n = self._map(f"{name}_piece.npy", np.int32, 1)
        source_n = self._map(f"{name}_source.npy", np.int16, 1)
        melodic_n = self._map(f"{name}_melodic.npy", np.float32, 1)
        kept = sum(source.kept[name] for source in self.card.sources)
        fits = symbols_nt.shape == (kept, WINDOW) and piece_n.shape == source_n.shape == melodic_n.shape == (kept,)
        if not fits:
            raise UserError(f"{self.folder}: {name}.npy does not fit the card; build the corpus again.")
        return Split(symbols_nt, piece_n, source_n, melodic_n)

    @cached_property
    def pieces(self) -> list[str]:
        """Names of the pieces, by piece number."""
        try:
            return json.loads((self.folder / "pieces.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(f"{self.folder / 'pieces.json'} is missing or torn; build the corpus again.") from error

    def _map(self, name: str, dtype: type, ndim: int) -> np.ndarray:
        try:
            array = np.load(self.folder / name, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise UserError(f"{self.folder / name} is missing or torn; build the corpus again.") from error
        if array.dtype != dtype or array.ndim != ndim:
            raise UserError(f"{self.folder / name} is not part of a corpus; build the corpus again.")
        return array


def load(folder: Path) -> Corpus:
    """Open a corpus folder; ``UserError`` if it is not one, is torn, or is of another version."""
    folder = Path(folder)
    try:
        card = from_dict(Card, json.loads((folder / "card.json").read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UserError(f"{folder} is not a corpus (no card.json); make one with 'lcmusic corpus build'.") from error
    except (OSError, ValueError, UserError) as error:
        raise UserError(f"{folder / 'card.json'} is torn or foreign; build the corpus again.") from error
    if card.format != FORMAT:
        raise UserError(f"{folder} is a corpus of format {card.format}, this program reads {FORMAT}; build it again.")
    corpus = Corpus(folder, card)
    corpus.check()
    return corpus


def card_view(card: Card) -> Group:
    """The card for a terminal of 80 columns: what was found, what was kept, and which files were refused and why.

    A melody that several sources have counts for each, and once for all of them.
    """
    found = ("files", "refused", "repaired", "pieces", "windows", "empty", "silent")
    kept = ("unique", "merged", *SPLITS, "notes/bar")
    title = f"{card.unique_tunes:,} melodies, {card.unique:,} before merging transpositions"
    parts: list[Table | str] = [_table("found", card, found), _table(title, card, kept)]
    if card.unique < sum(source.unique for source in card.sources):
        parts.append("A melody that several sources have counts for each of them, and once for all.")
    for source, file, reason in card.refused[:REFUSED_SHOWN]:
        parts.append(f"refused: {source}: {file}: {reason}")
    if len(card.refused) > REFUSED_SHOWN:
        parts.append(f"and {len(card.refused) - REFUSED_SHOWN} more, listed in card.json")
    return Group(*parts)


def _table(title: str, card: Card, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=0, collapse_padding=True)
    table.add_column("source", overflow="fold")
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    for source in card.sources:
        table.add_row(source.name, *_cells([source], columns))
    table.add_section()
    together = {"unique": f"{card.unique:,}", "merged": f"{card.unique_tunes:,}"}
    cells = zip(columns, _cells(card.sources, columns), strict=True)
    table.add_row("all", *(together.get(column, cell) for column, cell in cells))
    return table


def _cells(sources: list[SourceCard], columns: tuple[str, ...]) -> list[str]:
    cells = []
    for column in columns:
        if column == "notes/bar":
            bars = np.sum([source.notes_per_bar for source in sources], axis=0)
            cells.append(f"{bars @ np.arange(bars.size) / max(1, bars.sum()):.2f}")
        elif column in SPLITS:
            cells.append(f"{sum(source.kept[column] for source in sources):,}")
        else:
            field = "unique_tunes" if column == "merged" else column
            cells.append(f"{sum(getattr(source, field) for source in sources):,}")
    return cells
