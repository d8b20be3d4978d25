"""What melody VAEs keep of melodies: source by source, of any MIDI files, and of melodies played otherwise.

Shapes: ``n`` melodies, ``t`` steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from rich.markup import escape
from rich.table import Table

from lcmusic.corpus import Corpus, Split
from lcmusic.corpus.batches import AS_WRITTEN, MelodyBatches
from lcmusic.music.melody import PITCHES
from lcmusic.vae.batching import decode_all, encode_all
from lcmusic.vae.model import MelodyVAE

_UNMOVED = replace(AS_WRITTEN, articulation=0, phase=0, syncopation=0)
WAYS = {
    "as written": _UNMOVED,
    "articulation": replace(_UNMOVED, varied=1, articulation=1),
    "phase": replace(_UNMOVED, varied=1, phase=1),
    "syncopation": replace(_UNMOVED, varied=1, syncopation=1),
    "octave": replace(_UNMOVED, octave=1),
    "all of them": replace(_UNMOVED, varied=1, articulation=1, phase=1, syncopation=1, octave=1),
}
"""Ways to play a melody, by the name of their row; all of them move it to a random key as well."""


@dataclass(frozen=True)
class Kept:
    """Shares of steps, and of steps where the original has an onset, that come out of a VAE as they went in."""

    steps: float
    onsets: float

    @classmethod
    def of(cls, model: MelodyVAE, symbols_nt: np.ndarray, refined: bool = False) -> Kept:
        """Melodies with at least one note, decoded by argmax from the posterior's mean.

        The posterior is the encoder's, or, if ``refined``, that of ``MelodyVAE.encode_refined``.
        """
        mu_nd, _ = encode_all(model, symbols_nt, refined)
        right_nt = decode_all(model, mu_nd, temperature=0) == symbols_nt
        return cls(float(right_nt.mean()), float(right_nt[symbols_nt < PITCHES].mean()))


def source_sets(corpus: Corpus, melodies: Split) -> dict[str, np.ndarray]:
    """Melodies of a corpus by the name of their source, ``[n, t]`` each."""
    return {
        source.name: melodies.symbols_nt[melodies.source_n == number]
        for number, source in enumerate(corpus.card.sources)
        if np.any(melodies.source_n == number)
    }


def played_sets(melodies: Split, n: int, seed: int) -> dict[str, np.ndarray]:
    """``n`` melodies, drawn with the balance of training, the same ones in each of the ``WAYS``; ``[n, t]`` each."""
    return {
        name: MelodyBatches(melodies, rows=n, augment=way, seed=seed)(0).numpy().astype(np.uint8)
        for name, way in WAYS.items()
    }


def kept_table(
    title: str,
    models: Mapping[str, MelodyVAE],
    sets: Mapping[str, np.ndarray],
    *,
    refined: bool = False,
    means: bool = False,
) -> Table:
    """A row a set of melodies and two columns a model; ``means`` adds the means over sets and over melodies."""
    table = Table("melodies of", title=escape(title), title_justify="left")
    table.add_column("number", justify="right")
    for name in models:
        for column in ("steps", "onsets"):
            table.add_column(f"{escape(name)}: {column}", justify="right", overflow="fold")
    shares = np.zeros((len(sets), 2 * len(models)))
    for row, (name, symbols_nt) in enumerate(sets.items()):
        kept = [Kept.of(model, symbols_nt, refined) for model in models.values()]
        shares[row] = [share for each in kept for share in (each.steps, each.onsets)]
        table.add_row(escape(name), str(len(symbols_nt)), *_cells(shares[row]))
    if means and len(sets) > 1:
        counts = [len(symbols_nt) for symbols_nt in sets.values()]
        table.add_section()
        table.add_row("mean over sources", "", *_cells(shares.mean(axis=0)))
        table.add_row("mean over melodies", str(sum(counts)), *_cells(np.average(shares, axis=0, weights=counts)))
    return table


def _cells(shares: np.ndarray) -> list[str]:
    return [f"{share:.3f}" for share in shares]
