"""Have melodies form? Sets of melodies beside held-out music, by the features of ``lcmusic.music.form``.

Shapes: ``n`` melodies, ``t`` steps, ``f`` features.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from rich.box import SIMPLE_HEAD
from rich.table import Table

from lc_common.errors import UserError
from lc_common.two_samples import c2st, frechet
from lcmusic.corpus import Corpus
from lcmusic.evaluate.constraints import distinct
from lcmusic.evaluate.samples import Maker, Quota, Sample, held_out, reconstructions, shuffled, spliced
from lcmusic.music.form import FEATURES, form_features
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.music.statistics import COPIED_BARS, Stretches, onsets, pitch_class_counts
from lcmusic.vae.model import MelodyVAE

REPEATS = 5
"""Draws over which C2ST and Frechet distance are averaged: one C2ST scatters by .02 with a few hundred melodies."""
LEAST = 50
"""Melodies that a set must have: fewer say nothing."""
REAL, FLOOR = "held-out music", "other held-out music"
COLUMN = 9
"""Widest heading of a column of figures that is not wrapped, if it has no longer word."""
FEATURE_TABLES = {
    "Repetition": (
        "bars repeated", "rhythms repeated", "like the bar before", "like 2 bars before", "like 4 bars before",
        "like 8 bars before", "motifs recurring", "grooving similarity",
    ),
    "Pitch": (
        "interval in bars", "interval over bar lines", "leaps", "turns", "trend", "range", "different pitches",
        "key fit", "entropy, 1 bar", "entropy, 4 bars",
    ),
    "Rhythm": (
        "notes per bar", "spread of notes per bar", "duration", "rests", "syncopation", "metrical complexity",
    ),
}  # fmt: skip
"""The features by table."""


@dataclass(frozen=True)
class Figures:
    """What a set of melodies is like beside held-out music.

    Attributes:
        melodies: how many.
        features: mean of each of ``FEATURES``.
        c2st: accuracy of the classifier two-sample test, .5 is perfect; None: held-out music itself.
        frechet: Frechet distance of the features, in held-out music's standard deviations.
        copied: share of the melodies with ``COPIED_BARS`` bars of the training set, or all of one that has fewer.
        distinct: share that differ from all before them.
        variety: mean distance of two melodies, as ``variety`` has it, by held-out music's own.
        furthest: the features whose means are furthest off, in standard deviations, the furthest first.
    """

    melodies: int
    features: dict[str, float]
    c2st: float | None
    frechet: float | None
    copied: float
    distinct: float
    variety: float
    furthest: dict[str, float]


class FormReference:
    """Held-out music that sets of melodies are compared with, and the training set that they must not copy.

    Attributes:
        real: the held-out windows.
        repeats: draws over which C2ST and Frechet distance are averaged.
    """

    def __init__(self, real: Sample, train_mt: np.ndarray, repeats: int = REPEATS) -> None:
        self.real = real
        self.repeats = repeats
        self._known = Stretches.of(train_mt, min(COPIED_BARS, train_mt.shape[1] // STEPS_PER_BAR))
        self._features_nf = form_features(real.symbols_nt)[1]
        self._mean_f, self._scale_f = self._features_nf.mean(0), self._features_nf.std(0)
        self._scale_f[self._scale_f == 0] = 1.0  # a feature that is the same everywhere
        self._variety = variety(real.symbols_nt)

    def figures(self, sample: Sample, name: str, seed: int = 0) -> Figures:
        """The figures of a set; ``UserError``, which names it, if it has too few melodies."""
        if len(sample) < LEAST:
            raise UserError(f"{name}: {len(sample)} melodies are too few to compare; at least {LEAST} are needed.")
        features_nf = form_features(sample.symbols_nt)[1]
        off_f = (features_nf.mean(0) - self._mean_f) / self._scale_f
        order = np.argsort(-np.abs(off_f))
        names = list(FEATURES)
        apart = (None, None) if sample is self.real else self._apart(features_nf, sample.piece_n, seed)
        return Figures(
            len(sample),
            dict(zip(names, features_nf.mean(0).tolist(), strict=True)),
            apart[0],
            apart[1],
            float(self._known.copied(sample.symbols_nt).mean()),
            distinct(sample.symbols_nt),
            variety(sample.symbols_nt[: len(self.real)]) / self._variety,
            {names[i]: float(off_f[i]) for i in order[:3]},
        )

    def _apart(self, features_nf: np.ndarray, piece_n: np.ndarray | None, seed: int) -> tuple[float, float]:
        """C2ST and Frechet distance, with as many melodies as there are held-out ones, so that rows compare."""
        rng = np.random.default_rng(seed)
        scores = []
        for repeat in range(self.repeats):
            row_n = rng.permutation(len(features_nf))[: len(self._features_nf)]
            drawn_nf, drawn_n = features_nf[row_n], None if piece_n is None else piece_n[row_n]
            scores.append((
                c2st(self._features_nf, drawn_nf, self.real.piece_n, drawn_n, seed=seed + repeat),
                frechet(self._scaled(self._features_nf), self._scaled(drawn_nf)),
            ))  # fmt: skip
        return tuple(np.mean(scores, axis=0).tolist())

    def _scaled(self, features_nf: np.ndarray) -> np.ndarray:
        return (features_nf - self._mean_f) / self._scale_f


def variety(symbols_nt: np.ndarray) -> float:
    """Mean distance of two melodies of a set, 0..1, half by rhythm and half by pitch.

    By rhythm: the Jaccard distance of the steps on which notes start. By pitch: half the sum of the absolute
    differences of the shares of the pitch classes.
    """
    onset_nt = onsets(symbols_nt).astype(np.float64)
    shared_nn = onset_nt @ onset_nt.T
    count_n = onset_nt.sum(1)
    either_nn = count_n[:, None] + count_n - shared_nn
    by_rhythm_nn = 1 - shared_nn / np.maximum(either_nn, 1)
    share_np = pitch_class_counts(symbols_nt) / np.maximum(count_n, 1)[:, None]
    by_pitch_nn = np.abs(share_np[:, None] - share_np).sum(-1) / 2
    pairs = np.triu_indices(len(symbols_nt), 1)
    return float((by_rhythm_nn + by_pitch_nn)[pairs].mean() / 2)


def form_samples(
    corpus: Corpus, vae: MelodyVAE, makers: Mapping[str, Maker], *, n: int, seed: int, temperature: float,
    quota: Quota,
) -> dict[str, Sample]:  # fmt: skip
    """The sets of the table, by name: held-out music, its floor, what the VAE keeps of it, models, and nulls.

    Args:
        makers: sets of ``n`` melodies each, by name; another model is one more entry.
    """
    real, others = held_out(corpus, quota, seed)
    samples = {REAL: real, FLOOR: others, "reconstructions": reconstructions(vae, real, temperature, seed)}
    samples |= {name: Sample(make(n, seed)) for name, make in makers.items()}
    return samples | {"null: bars shuffled": shuffled(real, seed), "null: bars spliced": spliced(real, seed)}


def form_tables(figures: Mapping[str, Figures]) -> list[Table]:
    """The verdict, then the features' means, as tables of at most 120 columns."""
    real = figures[REAL]
    verdict = _table(
        f"Form, beside {real.melodies} windows of held-out music (C2ST .5 is perfect; its floor is that of {FLOOR})",
        ("number", "C2ST", "Frechet", "8 bars copied", "distinct", "variety", "furthest off (deviations)"),
    )
    for name, f in figures.items():
        measured = ("-", "-") if f.c2st is None else (f"{f.c2st:.3f}", f"{f.frechet:.2f}")
        feature, by = next(iter(f.furthest.items()))
        shares = (f"{f.copied:.1%}", f"{f.distinct:.1%}", f"{f.variety:.0%}")
        verdict.add_row(name, str(f.melodies), *measured, *shares, "-" if f.c2st is None else f"{feature} {by:+.1f}")
    tables = [verdict]
    for title, names in FEATURE_TABLES.items():
        table = _table(title, names)
        for name, f in figures.items():
            table.add_row(name, *(_cell(f.features[feature]) for feature in names))
        tables.append(table)
    return tables


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("melodies", no_wrap=True)
    for column in columns:
        left = column.startswith("furthest")
        width = max(COLUMN, *map(len, column.split()))
        table.add_column(column, justify="left" if left else "right", max_width=None if left else width)
    return table


def _cell(value: float) -> str:
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}"


def form_json(figures: Mapping[str, Figures], settings: Mapping[str, object]) -> dict[str, object]:
    """All numbers, and what they were measured with, for a file."""
    return {"settings": dict(settings), "rows": {name: asdict(f) for name, f in figures.items()}}
