"""How well a tune survives a change of scale: transformations of held-out clips beside the baselines.

Shapes: ``n`` clips, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rich.table import Table
from torch import Tensor

from lcmusic.corpus import Corpus
from lcmusic.evaluate.baselines import attribute_vector, snapped
from lcmusic.instrument import Instrument
from lcmusic.music.form import LEAP
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import HOLD, PITCHES
from lcmusic.music.rewards import pitch_set
from lcmusic.music.statistics import intervals, onsets
from lcmusic.transform import move_encodings
from lcmusic.vae.batching import ROWS, decode_all, encode_all
from lcmusic.vae.encoding import encode_split

STRENGTHS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
REACHES = (0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Kept:
    """What a transformation does to clips; means over them.

    Attributes:
        wholly: share of clips with all notes in the scale.
        in_scale: share of notes in the scale.
        onset_f1: agreement of the onsets' places with the original's.
        contour: correlation of the pitch curve with the original's, where both sound.
        repeats, leaps: share of the moves from note to note that go nowhere, or further than an octave.
    """

    wholly: float
    in_scale: float
    onset_f1: float
    contour: float
    repeats: float
    leaps: float


def kept(original_nt: np.ndarray, changed_nt: np.ndarray, allowed: frozenset[int]) -> Kept:
    """Compare transformed melodies with their originals."""
    share_n = pitch_set(changed_nt, allowed)
    a_nt, b_nt = onsets(original_nt), onsets(changed_nt)
    f1_n = 2 * (a_nt & b_nt).sum(1) / np.maximum(a_nt.sum(1) + b_nt.sum(1), 1)
    moves_m = np.abs(intervals(changed_nt))
    return Kept(
        (share_n == 1).mean(),
        share_n.mean(),
        f1_n.mean(),
        _contour(original_nt, changed_nt),
        (moves_m == 0).mean(),
        (moves_m > LEAP).mean(),
    )


def pitch_curve(symbols_nt: np.ndarray) -> np.ndarray:
    """The pitch that sounds at each step, NaN in silence; float ``[n, t]``."""
    steps = np.arange(symbols_nt.shape[1])
    last_nt = np.maximum.accumulate(np.where(symbols_nt != HOLD, steps, 0), axis=1)
    pitch_nt = np.take_along_axis(symbols_nt, last_nt, axis=1).astype(float)
    return np.where(pitch_nt < PITCHES, pitch_nt, np.nan)


def _contour(original_nt: np.ndarray, changed_nt: np.ndarray) -> float:
    correlations = []
    for a_t, b_t in zip(pitch_curve(original_nt), pitch_curve(changed_nt), strict=True):
        both_t = ~np.isnan(a_t) & ~np.isnan(b_t)
        a_t, b_t = a_t[both_t], b_t[both_t]
        flat = len(a_t) < 2 or a_t.std() == 0 or b_t.std() == 0
        correlations.append(0.0 if flat else np.corrcoef(a_t, b_t)[0, 1])
    return float(np.mean(correlations))


def transform_table(instrument: Instrument, corpus: Corpus, knobs: Knobs, *, n: int = 100, seed: int = 0) -> Table:
    """Held-out clips that are not in the scale already, brought into it by each method; argmax decoding.

    The actor and the attribute vector are shown at several strengths, so that they can be compared at equal success.
    """
    vae, allowed = instrument.vae, knobs.allowed
    if allowed is None:
        raise ValueError("the knobs ask for no scale")
    rng = np.random.default_rng(seed)
    pool_nt = corpus.split("test").cut(vae.config.bars).symbols_nt
    outside = np.flatnonzero(pitch_set(pool_nt, allowed) < 1)
    original_nt = pool_nt[np.sort(rng.choice(outside, min(n, len(outside)), replace=False))]
    mu_nd, _ = encode_all(vae, original_nt)
    table = Table(title=f"{len(original_nt)} held-out clips into another scale", title_justify="left")
    for column in ("method", "wholly", "in scale", "onset F1", "contour r", "repeats", "leaps", "z_MSE"):
        table.add_column(column, justify="left" if column == "method" else "right")

    def add(name: str, changed_nt: np.ndarray, latents_nd: Tensor | None = None) -> None:
        k = kept(original_nt, changed_nt, allowed)
        distance = "-" if latents_nd is None else f"{(latents_nd - mu_nd).square().mean():.3f}"
        cells = [f"{value:.3f}" for value in (k.in_scale, k.onset_f1, k.contour, k.repeats, k.leaps)]
        table.add_row(name, f"{k.wholly:.0%}", *cells, distance)

    add("originals", original_nt)
    add("reconstructions", decode_all(vae, mu_nd, 0), mu_nd)
    for reach in REACHES:
        moved_nd = mu_nd.lerp(move_encodings(instrument, mu_nd, knobs, "actor"), reach)
        add(f"actor, reach {reach:g}", decode_all(vae, moved_nd, 0), moved_nd)
    moved_nd = move_encodings(instrument, mu_nd, knobs, "gradient")
    add("gradient", decode_all(vae, moved_nd, 0), moved_nd)
    data = encode_split(vae, corpus.split("train"), 4 * ROWS, seed=1)
    vector_d = attribute_vector(data.mu_nd, pitch_set(data.symbols_nt, allowed))
    for strength in STRENGTHS:
        moved_nd = mu_nd + strength * vector_d
        add(f"attribute vector x {strength:g}", decode_all(vae, moved_nd, 0), moved_nd)
    table.add_section()
    add("snapping the original", snapped(original_nt, allowed))
    add("snapping the reconstruction", snapped(decode_all(vae, mu_nd, 0), allowed), mu_nd)
    return table
