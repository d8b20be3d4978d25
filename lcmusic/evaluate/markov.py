"""The trivial rival of a model of melodies: a Markov chain of variable order over the same 130 symbols.

A context is the step in the bar and up to 24 symbols before it. The chain starts from the longest context that training
saw and goes to the next shorter one with the probability of Witten and Bell (1991), ``d / (c + d)`` for a context seen
``c`` times with ``d`` different symbols after it.

Shapes: ``n`` melodies, ``t`` steps, ``m`` steps of all training melodies in a row, ``u`` different contexts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lcmusic.corpus import Split
from lcmusic.corpus.batches import AS_WRITTEN, MelodyBatches
from lcmusic.music.melody import STEPS_PER_BAR, SYMBOLS, canonical

ORDERS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24)
"""Symbols of a context, shortest first."""
START = SYMBOLS
"""Stands where a context reaches back past a melody's first step."""
ROWS = 256


@dataclass(frozen=True)
class Table:
    """What came after the contexts of one order.

    Attributes:
        keys_u: 64-bit keys of the contexts, in order.
        first_u: where the symbols after a context begin in ``symbols_m``.
        count_u: how many there are.
        different_u: how many different ones.
        symbols_m: the symbols after all contexts.
    """

    keys_u: np.ndarray
    first_u: np.ndarray
    count_u: np.ndarray
    different_u: np.ndarray
    symbols_m: np.ndarray

    @classmethod
    def of(cls, keys_m: np.ndarray, symbols_m: np.ndarray) -> Table:
        """From the contexts before symbols, and the symbols."""
        order_m = np.lexsort((symbols_m, keys_m))
        keys_m, symbols_m = keys_m[order_m], symbols_m[order_m]
        keys_u, first_u, count_u = np.unique(keys_m, return_index=True, return_counts=True)
        new_m = np.append(True, (keys_m[1:] != keys_m[:-1]) | (symbols_m[1:] != symbols_m[:-1]))
        return cls(keys_u, first_u, count_u, np.add.reduceat(new_m, first_u, dtype=np.int64), symbols_m)

    def draw(self, keys_n: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """A symbol after each context, and whether it stands: the context is known and was not left for a shorter one.

        The shortest contexts, whose only part is the step in the bar, are all known; leaving them is up to the caller.
        """
        place_n = np.minimum(np.searchsorted(self.keys_u, keys_n), len(self.keys_u) - 1)
        count_n, different_n = self.count_u[place_n], self.different_u[place_n]
        stays_n = rng.random(len(keys_n)) < count_n / (count_n + different_n)
        drawn_n = self.symbols_m[self.first_u[place_n] + rng.integers(count_n)]
        return drawn_n, stays_n & (self.keys_u[place_n] == keys_n)


class MarkovChain:
    """A chain trained on melodies ``[n, t]``; its own have as many steps."""

    def __init__(self, symbols_nt: np.ndarray) -> None:
        self._steps = symbols_nt.shape[1]
        symbols_m = canonical(symbols_nt).ravel()
        self._tables = [Table.of(keys_nt.ravel(), symbols_m) for keys_nt in _contexts(symbols_nt)]

    @classmethod
    def trained(cls, split: Split, windows: int = 12_000, seed: int = 0) -> MarkovChain:
        """From windows drawn with the balance of the VAE's training and moved to other keys, but not stretched."""
        batches = MelodyBatches(split, rows=ROWS, augment=AS_WRITTEN, seed=seed)
        drawn = [batches(step).numpy() for step in range(-(-windows // ROWS))]
        return cls(np.concatenate(drawn)[:windows].astype(np.uint8))

    def sample(self, n: int, seed: int = 0) -> np.ndarray:
        """Melodies, canonical uint8 ``[n, t]``."""
        rng = np.random.default_rng(seed)
        padded_nt = np.full((n, ORDERS[-1] + self._steps), START, np.uint8)
        for step in range(self._steps):
            before_nt = padded_nt[:, step : step + ORDERS[-1]]
            keys = [key_n1[:, 0] for key_n1 in _keys(before_nt, np.array([step % STEPS_PER_BAR]), 1)]
            symbol_n, _ = self._tables[0].draw(keys[0], rng)
            for table, keys_n in zip(self._tables[1:], keys[1:], strict=True):
                # From short to long: the longest context that is known and not left has the last word.
                drawn_n, stands_n = table.draw(keys_n, rng)
                symbol_n = np.where(stands_n, drawn_n, symbol_n)
            padded_nt[:, ORDERS[-1] + step] = symbol_n
        return canonical(padded_nt[:, ORDERS[-1] :])


def _contexts(symbols_nt: np.ndarray) -> Iterator[np.ndarray]:
    """For each order the keys of what stands before every step of melodies, uint64 ``[n, t]``."""
    n, t = symbols_nt.shape
    padded_nt = np.concatenate([np.full((n, ORDERS[-1]), START, np.uint8), symbols_nt], axis=1)
    yield from _keys(padded_nt[:, :-1], np.arange(t) % STEPS_PER_BAR, t)


def _keys(before_nt: np.ndarray, place_t: np.ndarray, t: int) -> Iterator[np.ndarray]:
    """Keys of the contexts of ``t`` steps; ``before_nt`` ends with the symbol before the last of them."""
    weights = np.random.default_rng(0).integers(1, 2**63, ORDERS[-1] + 1, dtype=np.uint64)
    keys_nt = np.zeros((len(before_nt), t), np.uint64) + place_t.astype(np.uint64) * weights[0]
    for lag in range(ORDERS[-1] + 1):
        if lag:
            last = before_nt.shape[1] - lag + 1
            keys_nt = keys_nt + (before_nt[:, last - t : last].astype(np.uint64) + np.uint64(1)) * weights[lag]
        if lag in ORDERS:
            yield keys_nt
