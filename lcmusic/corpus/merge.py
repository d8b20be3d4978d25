"""The merging pass: repeats dropped, pieces grouped, splits drawn, arrays written.

It holds 13 bytes for every clean window found (hash, first pitch, piece) and up to 46 more while it sorts; the windows
themselves stay in the shards, of which one is open at a time.

Shapes: ``n`` windows, ``p`` pieces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

SPLITS = ("train", "validation", "test")
HELD_OUT = 0.05
"""Share of each source's pieces in validation, and in test."""


@dataclass(frozen=True)
class Repeats:
    """Which windows are new, per rule; bool, shape ``[n]``.

    Attributes:
        exact: the first copy of its symbols anywhere.
        tune: the first copy of its symbols in any key: what the corpus keeps.
        exact_in_source, tune_in_source: the same, looking at one source alone.
        edges: int32 ``[e, 2]``, pairs of pieces that share a window in some key.
    """

    exact: np.ndarray
    tune: np.ndarray
    exact_in_source: np.ndarray
    tune_in_source: np.ndarray
    edges: np.ndarray


def find_repeats(hash_n: np.ndarray, first_n: np.ndarray, piece_n: np.ndarray, source_p: np.ndarray) -> Repeats:
    """Find repeats by ``lcmusic.corpus.windows.fingerprints``; the windows are in order of source and piece."""
    exact, exact_in_source, _ = _first_copies(np.lexsort((first_n, hash_n)), (hash_n, first_n), piece_n, source_p)
    tune, tune_in_source, edges = _first_copies(np.argsort(hash_n, kind="stable"), (hash_n,), piece_n, source_p)
    return Repeats(exact, tune, exact_in_source, tune_in_source, edges)


def _first_copies(
    order: np.ndarray, keys: tuple[np.ndarray, ...], piece_n: np.ndarray, source_p: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """First copies by ``keys``: anywhere, inside a source, and the pairs of pieces with a copy between them.

    ``order`` sorts the windows by the keys and is stable: among equal ones they stay in corpus order.
    """
    same = np.ones(max(order.size - 1, 0), bool)
    for key in keys:
        same &= key[order[1:]] == key[order[:-1]]
    piece = piece_n[order]
    source = source_p[piece]
    first, first_in_source = np.ones(order.size, bool), np.ones(order.size, bool)
    first[order[1:]] = ~same
    first_in_source[order[1:]] = ~same | (source[1:] != source[:-1])
    crossing = same & (piece[1:] != piece[:-1])
    edges = np.stack([piece[:-1][crossing], piece[1:][crossing]], axis=1)
    return first, first_in_source, np.unique(edges, axis=0)


def group_pieces(pieces: int, edges: np.ndarray) -> np.ndarray:
    """Join pieces that share a tune.

    Returns:
        int32 ``[p]``: the lowest piece number of each piece's group.
    """
    parent = list(range(pieces))

    def root(piece: int) -> int:
        while parent[piece] != piece:
            parent[piece] = parent[parent[piece]]
            piece = parent[piece]
        return piece

    for one, other in edges.tolist():
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    return np.array([root(piece) for piece in range(pieces)], np.int32)


def draw_splits(group_p: np.ndarray, source_p: np.ndarray, seed: int) -> np.ndarray:
    """Give whole groups to the splits, so that each source has its 90/5/5 of pieces.

    A group belongs to the source of its first piece. Groups come in random order and fill validation, then test, as
    far as they fit; a source of three pieces or more holds out at least one for each where it can.

    Returns:
        int8 ``[p]``: index into ``SPLITS`` for each piece.
    """
    rng = np.random.default_rng(seed)
    size_g = np.bincount(group_p, minlength=group_p.size)
    split_g = np.zeros(group_p.size, np.int8)
    for source in range(int(source_p.max(initial=-1)) + 1):
        groups = np.flatnonzero((size_g > 0) & (source_p == source))
        pieces = int(size_g[groups].sum())
        quota = max(1, round(HELD_OUT * pieces)) if pieces >= 3 else 0
        room = {1: quota, 2: quota}
        for group in rng.permutation(groups):
            for split, left in room.items():
                if size_g[group] <= left:
                    room[split] -= size_g[group]
                    split_g[group] = split
                    break
    return split_g[group_p]
