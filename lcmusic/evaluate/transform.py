"""How well a tune survives a change of scale or density: transformations of held-out clips beside the baselines.

Shapes: ``n`` clips, ``t`` steps, ``k`` bars, ``d`` latent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from rich.table import Table

from lcmusic.corpus import Corpus
from lcmusic.evaluate.baselines import attribute_vector, snapped
from lcmusic.instrument import Instrument
from lcmusic.music.form import LEAP
from lcmusic.music.knobs import ROWS as KNOBS
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import HOLD, PITCHES, STEPS_PER_BAR, Melody
from lcmusic.music.rewards import pitch_set, repetition
from lcmusic.music.scales import ROOTS
from lcmusic.music.statistics import intervals, notes_per_bar, onsets
from lcmusic.transform import NEAR, Method, move_encodings, transform
from lcmusic.vae.batching import ROWS, decode_all, encode_all
from lcmusic.vae.encoding import encode_split

STRENGTHS = (1.0, 2.0, 4.0, 6.0)
REACHES = (0.5, 1.0)


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


def repeats_kept(original_nt: np.ndarray, changed_nt: np.ndarray) -> float:
    """Of the bars that an earlier bar of their clip is the same as, and sounds, the share of pairs that still are."""
    was_nkk, is_nkk = (
        (bars[:, :, None] == bars[:, None]).all(-1)
        for bars in (each.reshape(len(each), -1, STEPS_PER_BAR) for each in (original_nt, changed_nt))
    )
    pairs_nkk = np.tril(was_nkk, -1) & (notes_per_bar(original_nt) > 0)[:, None]
    return float((pairs_nkk & is_nkk).sum() / max(1, pairs_nkk.sum()))


def obeyed(symbols_nt: np.ndarray, knobs: Knobs) -> np.ndarray:
    """Which melodies have every note in the scale and a density within ``NEAR``, where these are asked for."""
    obeyed_n = np.ones(len(symbols_nt), bool)
    if knobs.allowed is not None:
        obeyed_n &= pitch_set(symbols_nt, knobs.allowed) == 1
    if knobs.density is not None:
        obeyed_n &= np.abs(notes_per_bar(symbols_nt).mean(1) - knobs.density) <= NEAR
    return obeyed_n


def transform_table(
    instrument: Instrument, corpus: Corpus, knobs: Knobs, *, n: int = 100, seed: int = 0, split: str = "test"
) -> Table:
    """Held-out clips that do not obey the knobs already, changed by each method; argmax decoding, nothing masked.

    What moves in a latent space is shown at several strengths, so that methods can be compared at equal success; and
    with every window moved whole, its bars as if they had nothing to do with each other ("untied").
    """
    vae, knobs = instrument.vae, replace(knobs, temperature=0.0, realism=0.0)
    rng = np.random.default_rng(seed)
    pool_nt = corpus.split(split).cut(vae.config.bars).symbols_nt
    others = np.flatnonzero(~obeyed(pool_nt, knobs))
    original_nt = pool_nt[np.sort(rng.choice(others, min(n, len(others)), replace=False))]
    tunes = [Melody(symbols_t) for symbols_t in original_nt]
    mu_nd, _ = encode_all(vae, original_nt)
    asked = [f"{ROOTS[knobs.root]} {knobs.scale}"] if knobs.scale else []
    asked += [f"{knobs.density:g} notes a bar"] if knobs.density is not None else []
    table = Table(title=f"{len(original_nt)} clips of the {split} split, asked for {', '.join(asked)}",
                  title_justify="left")  # fmt: skip
    columns = (
        "obeyed",
        "in scale",
        "density error",
        "onset F1",
        "contour r",
        "repeats",
        "leaps",
        "bars repeated",
        "kept",
    )
    table.add_column("method")
    for column in columns:
        table.add_column(column, justify="right")

    def add(name: str, changed_nt: np.ndarray) -> None:
        k = kept(original_nt, changed_nt, knobs.allowed or frozenset(range(12)))
        error = (
            "-" if knobs.density is None else f"{np.abs(notes_per_bar(changed_nt).mean(1) - knobs.density).mean():.2f}"
        )
        cells = [f"{value:.3f}" for value in (k.onset_f1, k.contour, k.repeats, k.leaps, repetition(changed_nt).mean(),
                                              repeats_kept(original_nt, changed_nt))]  # fmt: skip
        in_scale = "-" if knobs.allowed is None else f"{k.in_scale:.3f}"
        table.add_row(name, f"{obeyed(changed_nt, knobs).mean():.0%}", in_scale, error, *cells)

    def by(method: Method | None, reach: float = 1.0) -> np.ndarray:
        changed = transform(instrument, tunes, replace(knobs, reach=reach), method)
        return np.stack([melody.symbols_t for melody in changed])

    add("originals", original_nt)
    add("reconstructions", decode_all(vae, mu_nd, 0))
    add("as the command does", by(None))
    table.add_section()
    for reach in REACHES:
        moved_nd = move_encodings(
            instrument, mu_nd, replace(knobs, realism=KNOBS["realism"].default, reach=reach), "actor"
        )
        add(f"actor, untied, reach {reach:g}", decode_all(vae, moved_nd, 0))
    add("gradient, untied", decode_all(vae, move_encodings(instrument, mu_nd, knobs, "gradient"), 0))
    table.add_section()
    methods: tuple[Method, ...] = ("prior", "actor") if instrument.prior else ("actor",)
    for method in methods:
        for reach in REACHES:
            add(f"{method}, reach {reach:g}", by(method, reach))
    add("gradient", by("gradient"))
    if knobs.allowed is None:
        return table
    table.add_section()
    data = encode_split(vae, corpus.split("train"), 4 * ROWS, seed=1)
    vector_d = attribute_vector(data.mu_nd, pitch_set(data.symbols_nt, knobs.allowed))
    for strength in STRENGTHS:
        add(f"attribute vector x {strength:g}", decode_all(vae, mu_nd + strength * vector_d, 0))
    add("snapping the reconstruction", snapped(decode_all(vae, mu_nd, 0), knobs.allowed))
    return table
