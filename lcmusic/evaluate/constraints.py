"""The figures of constraints, as tables: table 2 beside the paper's, and what the one conditional actor does.

Everything is measured on raw output: nothing is masked or rejected, except in rows that say so.

Shapes: ``n`` melodies, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
from rich.table import Table
from torch import Tensor

from lc_common.latents import moved
from lc_common.optimise import Constraint, OptimiseConfig, optimise
from lcmusic.constraints.trained import RuleModel
from lcmusic.corpus import Corpus
from lcmusic.evaluate.baselines import attribute_vector, best_of, snapped
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import Knobs
from lcmusic.music.rewards import density, pitch_set, repetition
from lcmusic.music.scales import SCALES, pitch_classes
from lcmusic.music.statistics import COPIED_BARS, copies, histograms, notes_per_bar, overlap
from lcmusic.transform import attribute_critics
from lcmusic.vae.batching import ROWS, decode_all, encode_all
from lcmusic.vae.encoding import Encodings, encode_split
from lcmusic.vae.model import MelodyVAE

C_MAJOR = pitch_classes(0, "major")
NOTES = 192.0
PAPER = {
    "prior": "0.579 (0.43%)  0.417 (0.04%)  -",
    "G(C major, d=0)": "0.991 (70.8%)  0.459 (0.01%)  0.015",
    "G(C major, d=192)": "0.982 (62.4%)  0.985 (84.9%)  0.039",
}
"""Rows of table 2 of the paper: pitch, density, z_MSE (which of the two it does not say)."""
TEMPERATURES = (0.0, 0.5, 1.0)
COMPARED = 0.5
"""The temperature whose row is compared with the paper's."""
REJECTION = 10
"""Candidates for each melody of the rejection baseline."""
BY_GRADIENT = 100
"""Melodies of the rows by gradient: each costs a hundred steps through the conductor and back."""
VECTOR_STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0)
CURVES = {
    "satisfied": ("in_scale", "wholly_in_scale", "reward"),
    "critics' losses": ("bar_loss", "critic_loss", "realism_loss"),
    "actor's losses": ("scale", "density", "realism", "distance", "actor_loss"),
    "z_MSE": ("z_mse",),
}
"""Metrics of a training run that figure 11 shows by panel, where it recorded them."""
DENSITIES = tuple(float(d) for d in range(1, 15))


def spread(symbols_nt: np.ndarray) -> float:
    """Mean share of the steps in which two melodies of a set differ, 0..1; each is compared with one other."""
    return float((symbols_nt != np.roll(symbols_nt, 1, axis=0)).mean())


def distinct(symbols_nt: np.ndarray) -> float:
    """Share of the melodies of a set that differ from all others before them."""
    return len(np.unique(symbols_nt, axis=0)) / len(symbols_nt)


@dataclass(frozen=True)
class Row:
    """One line of table 2: a name, melodies, and how far their latents moved (None: nothing moved)."""

    name: str
    symbols_nt: np.ndarray
    distance: tuple[float, float] | None = None


def table_2(
    instrument: Instrument, corpus: Corpus, actors: Mapping[str, RuleModel], *, n: int = 1000, seed: int = 0
) -> Table:
    """Table 2 with the paper's rows beside ours and the baselines, which start from N(0, I), as the paper does; where
    the instrument has a learned prior, also what is made of its ideas, as it is heard.

    Args:
        instrument: its conditional actor is asked for the same, and its critics serve the gradient baseline; without
            trained knobs these rows are left out.
        actors: rules for ``G(C major, d=0)`` and ``G(C major, d=192)``, by these names.
    """
    vae = instrument.vae
    generator = torch.Generator().manual_seed(seed)
    z_nd = torch.randn(n, vae.config.latent, generator=generator)
    table = Table(title=f"Table 2: {n} melodies a row; reward (satisfied)", title_justify="left")
    columns = (
        "actor", "T", "C major", "d = 192", "z_MSE", "z_MSE / sigma^2", "notes", "distinct", "spread", "bars repeated",
        "paper",
    )  # fmt: skip
    for column in columns:
        table.add_column(column, justify="left" if column in ("actor", "paper") else "right")
    moves: dict[str, Callable[[Tensor], Tensor]] = {"prior": lambda z: z}
    moves |= {name: rule.move for name, rule in actors.items()}
    if instrument.knobs:
        for name, per_bar in (("one actor, C major", None), ("one actor, C major, 12.7 notes/bar", 12.7)):
            moves[name] = partial(instrument.move, knobs=Knobs(scale="major", density=per_bar, realism=1.0))
    for name, move in moves.items():
        latents_nd = move(z_nd)
        distance = None if name == "prior" else moved(latents_nd, z_nd, vae.sigma_bar_d)
        for t in TEMPERATURES:
            symbols_nt = decode_all(vae, latents_nd, t, torch.Generator().manual_seed(seed))
            trained = f", lambda {actors[name].config.distance:g}" if name in actors else ""
            _add(table, Row(name + trained, symbols_nt, distance), t, PAPER.get(name, "") if t == COMPARED else "")
        table.add_section()
    if instrument.prior:
        for row in _of_ideas(instrument, actors, n, generator):
            _add(table, row, COMPARED, "")
        table.add_section()
    for row in _baselines(instrument, corpus, z_nd, generator):
        _add(table, row, COMPARED, "")
    return table


def _of_ideas(instrument: Instrument, actors: Mapping[str, RuleModel], n: int, generator: torch.Generator) -> list[Row]:
    """Melodies of ideas of the learned prior: as they come, with its own knobs, and moved by actors."""
    ideas_nd = torch.randn(n, *instrument.idea_shape, generator=generator)

    def heard(by: Instrument, **asked: Any) -> np.ndarray:
        return np.stack([melody.symbols_t for melody in by.melodies(ideas_nd, Knobs(temperature=COMPARED, **asked))])

    rows = [
        Row("ideas", heard(instrument)),
        Row("ideas asked for C major", heard(instrument, scale="major")),
        Row("ideas asked for C major, 12.7 notes/bar", heard(instrument, scale="major", density=12.7)),
    ]
    z_nd = instrument.latents(ideas_nd, Knobs()) if actors else ideas_nd
    for name, rule in actors.items():
        by = Instrument(instrument.vae, instrument.knobs, rule, prior=instrument.prior)
        distance = moved(rule.move(z_nd), z_nd, instrument.vae.sigma_bar_d)
        rows.append(Row(f"ideas, {name}", heard(by, taste=1.0), distance))
    return rows


def _add(table: Table, row: Row, temperature: float, paper: str) -> None:
    symbols_nt = row.symbols_nt
    rewards = (pitch_set(symbols_nt, C_MAJOR), density(symbols_nt, NOTES))
    table.add_row(
        row.name,
        f"{temperature:g}",
        *(f"{r.mean():.3f} ({(r == 1).mean():.1%})" for r in rewards),
        *(("-", "-") if row.distance is None else (f"{d:.3f}" for d in row.distance)),
        f"{np.median(notes_per_bar(symbols_nt).sum(1)):.0f}",
        f"{distinct(symbols_nt):.1%}",
        f"{spread(symbols_nt):.3f}",
        f"{repetition(symbols_nt).mean():.3f}",
        paper,
    )


def _baselines(instrument: Instrument, corpus: Corpus, z_nd: Tensor, generator: torch.Generator) -> list[Row]:
    """Rivals for C major alone and for both rules; each decodes a melody once but where its name says otherwise."""
    n, vae, trained = len(z_nd), instrument.vae, instrument.knobs
    prior_nt = decode_all(vae, z_nd, COMPARED, generator)
    candidates_cnt = np.stack(
        [
            decode_all(vae, torch.randn(z_nd.shape, generator=generator), COMPARED, generator)
            for _ in range(REJECTION - 1)
        ]
        + [prior_nt]
    )
    scores = {
        "C major": lambda s: pitch_set(s, C_MAJOR),
        "C major, d=192": lambda s: pitch_set(s, C_MAJOR) * density(s, NOTES),
    }
    data = encode_split(vae, corpus.split("train"), 4 * ROWS, seed=1)
    rows = []
    for name, score in scores.items():
        rows.append(Row(f"rejection, best of {REJECTION}: {name}", best_of(candidates_cnt, score)[0]))
        rows.append(_by_vector(vae, data, score, z_nd, generator, f"attribute vector: {name}"))
        if trained:
            knobs = Knobs(scale="major", density=12.7 if "192" in name else None)
            critics = [Constraint(critic) for critic in attribute_critics(trained, knobs)]
            realism = Constraint(trained.looks_real, weight=0.1)
            start_nd = z_nd[:BY_GRADIENT]
            latents_nd = optimise(start_nd, [*critics, realism], OptimiseConfig(), until_satisfied=False)
            symbols_nt = decode_all(vae, latents_nd, COMPARED, generator)
            title = f"gradient, {len(start_nd)} melodies: {name}"
            rows.append(Row(title, symbols_nt, moved(latents_nd, start_nd, vae.sigma_bar_d)))
    rows.append(Row("snapping of the prior: C major", snapped(prior_nt[:n], C_MAJOR)))
    return rows


def _by_vector(
    vae: MelodyVAE, data: Encodings, score: Callable, z_nd: Tensor, generator: torch.Generator, name: str
) -> Row:
    """White's attribute vector, at the strength that earns most on other prior samples."""
    vector_d = attribute_vector(data.mu_nd, score(data.symbols_nt))
    trial_nd = torch.randn(100, z_nd.shape[1], generator=generator)
    earned = [score(decode_all(vae, trial_nd + s * vector_d, COMPARED, generator)).mean() for s in VECTOR_STRENGTHS]
    strength = VECTOR_STRENGTHS[int(np.argmax(earned))]
    latents_nd = z_nd + strength * vector_d
    symbols_nt = decode_all(vae, latents_nd, COMPARED, generator)
    return Row(f"{name} x {strength:g}", symbols_nt, moved(latents_nd, z_nd, vae.sigma_bar_d))


@dataclass(frozen=True)
class ScaleFigures:
    """What the conditional actor does with one scale, over 12 roots."""

    in_scale: float
    wholly: float
    prior_in_scale: float
    notes: float
    distinct: float
    spread: float
    z_mse: float


def scale_figures(
    instrument: Instrument, names: Sequence[str], *, each: int = 100, realism: float = 0.5, seed: int = 0
) -> dict[str, ScaleFigures]:
    """Every scale on 12 roots, ``each`` melodies a root, at temperature 0.5."""
    vae = instrument.vae
    ideas_nd = torch.randn(each, *instrument.idea_shape, generator=torch.Generator().manual_seed(seed))
    z_nd = instrument.latents(ideas_nd, Knobs())
    prior_nt = decode_all(vae, z_nd, COMPARED, torch.Generator().manual_seed(seed))
    figures = {}
    for name in names:
        share, before, symbols, distance = [], [], [], []
        for root in range(12):
            allowed = pitch_classes(root, name)
            knobs = Knobs(root=root, scale=name, realism=realism)
            latents_nd = instrument.move(instrument.latents(ideas_nd, knobs), knobs)
            symbols_nt = decode_all(vae, latents_nd, COMPARED, torch.Generator().manual_seed(seed + 1 + root))
            share.append(pitch_set(symbols_nt, allowed))
            before.append(pitch_set(prior_nt, allowed))
            symbols.append(symbols_nt)
            distance.append(moved(latents_nd, z_nd, vae.sigma_bar_d)[0])
        share_n, all_nt = np.concatenate(share), np.concatenate(symbols)
        figures[name] = ScaleFigures(
            share_n.mean(),
            (share_n == 1).mean(),
            np.mean(before),
            np.median(notes_per_bar(all_nt).mean(1)),
            distinct(all_nt),
            spread(all_nt) / spread(prior_nt),
            float(np.mean(distance)),
        )
    return figures


def scale_table(figures: Mapping[str, ScaleFigures]) -> Table:
    """``scale_figures`` as a table."""
    table = Table(title="Scales: the one actor, 12 roots each, T = 0.5", title_justify="left")
    columns = ("scale", "in scale", "wholly", "prior in scale", "notes/bar", "distinct", "spread / prior's", "z_MSE")
    for column in columns:
        table.add_column(column, justify="left" if column == "scale" else "right")
    for name, f in figures.items():
        table.add_row(name, *_cells(f))
    table.add_section()
    values = np.array([list(vars(f).values()) for f in figures.values()])
    table.add_row("mean", *_cells(ScaleFigures(*values.mean(0))))
    return table


def _cells(f: ScaleFigures) -> tuple[str, ...]:
    return (
        f"{f.in_scale:.4f}", f"{f.wholly:.1%}", f"{f.prior_in_scale:.3f}", f"{f.notes:.2f}", f"{f.distinct:.1%}",
        f"{f.spread:.2f}", f"{f.z_mse:.3f}",
    )  # fmt: skip


@dataclass(frozen=True)
class DensityFigures:
    """Density asked and got, without a scale and within C major.

    Attributes:
        asked: notes per bar, and the medians got for each: ``got``; median absolute errors: ``error``.
        in_scale: share of the notes in C major for each density, C major being asked for too.
        spearman: of asked and got over all melodies; ``median_error`` over those asked for 2 to 12.
        leak_to_scale: how far the in-scale mean moves over all densities.
        leak_to_density: how far the median density moves over all scales on C, none being asked for.
    """

    asked: tuple[float, ...]
    got: list[float]
    error: list[float]
    in_scale: list[float]
    spearman: float
    median_error: float
    leak_to_scale: float
    leak_to_density: float


def density_figures(instrument: Instrument, *, each: int = 100, realism: float = 0.5, seed: int = 0) -> DensityFigures:
    """Sweep the density knob, with the scale off and in C major; then the scales, with the density off."""
    ideas_nd = torch.randn(each, *instrument.idea_shape, generator=torch.Generator().manual_seed(seed))

    def melodies(density: float | None = None, scale: str | None = None) -> np.ndarray:
        knobs = Knobs(scale=scale, density=density, realism=realism)
        latents_nd = instrument.move(instrument.latents(ideas_nd, knobs), knobs)
        return decode_all(instrument.vae, latents_nd, COMPARED, torch.Generator().manual_seed(seed))

    def per_bar(symbols_nt: np.ndarray) -> np.ndarray:
        return notes_per_bar(symbols_nt).mean(1)

    got_an = np.stack([per_bar(melodies(density=d)) for d in DENSITIES])
    asked_an = np.repeat(np.array(DENSITIES)[:, None], each, axis=1)
    error_an = np.abs(got_an - asked_an)
    middle_a = (np.array(DENSITIES) >= 2) & (np.array(DENSITIES) <= 12)
    in_scale = [pitch_set(melodies(density=d, scale="major"), C_MAJOR).mean() for d in DENSITIES]
    by_scale = [np.median(per_bar(melodies(scale=name))) for name in SCALES]
    return DensityFigures(
        DENSITIES,
        np.median(got_an, axis=1).tolist(),
        np.median(error_an, axis=1).tolist(),
        [float(share) for share in in_scale],
        spearman(asked_an.ravel(), got_an.ravel()),
        float(np.median(error_an[middle_a])),
        float(max(in_scale) - min(in_scale)),
        float(max(by_scale) - min(by_scale)),
    )


def density_table(f: DensityFigures) -> Table:
    """``density_figures`` as a table."""
    title = (
        f"Density: Spearman {f.spearman:.3f}, median error {f.median_error:.2f} notes/bar asked for 2 to 12\n"
        f"Leakage: density moves the in-scale mean by {f.leak_to_scale:.3f}, "
        f"the scale moves density by {f.leak_to_density:.2f} notes/bar"
    )
    table = Table(title=title, title_justify="left")
    for column in ("asked", "got (median)", "error (median)", "in C major, asked too"):
        table.add_column(column, justify="right")
    for asked, got, error, share in zip(f.asked, f.got, f.error, f.in_scale, strict=True):
        table.add_row(f"{asked:g}", f"{got:.2f}", f"{error:.2f}", f"{share:.3f}")
    return table


def spearman(a_n: np.ndarray, b_n: np.ndarray) -> float:
    """Spearman's rank correlation; equal values share their mean rank. 0 where either does not vary."""
    a_rank_n, b_rank_n = _ranks(a_n), _ranks(b_n)
    if a_rank_n.std() == 0 or b_rank_n.std() == 0:
        return 0.0
    return float(np.corrcoef(a_rank_n, b_rank_n)[0, 1])


def _ranks(values_n: np.ndarray) -> np.ndarray:
    _, which_n, count_u = np.unique(values_n, return_inverse=True, return_counts=True)
    return (np.cumsum(count_u) - (count_u - 1) / 2)[which_n]


def realism_table(instrument: Instrument, corpus: Corpus, *, n: int = 1000, seed: int = 0) -> Table:
    """How much of the gap between prior samples and reconstructions the realism knob closes, all else off.

    The gap is that to reconstructions of the held-out windows themselves, and, as two sets of music from different
    pieces are not alike either, that to reconstructions of as many validation windows.
    """
    vae = instrument.vae
    rng = np.random.default_rng(seed)
    held_out_nt, others_nt = (corpus.split(part).cut(vae.config.bars).draw(n, rng) for part in ("test", "validation"))
    generator = torch.Generator().manual_seed(seed)
    ideas_nd = torch.randn(n, *instrument.idea_shape, generator=generator)
    same, others = "reconstructions", "reconstructions, other pieces"
    sets = {same: encode_all(vae, held_out_nt)[0], others: encode_all(vae, others_nt)[0]}
    sets["prior"] = instrument.latents(ideas_nd, Knobs(realism=0.0))
    turned = {f"realism {r:g}": Knobs(realism=r) for r in (0.5, 1.0)}
    turned["C major, realism 1"] = Knobs(scale="major", realism=1.0)
    sets |= {name: instrument.move(instrument.latents(ideas_nd, knobs), knobs) for name, knobs in turned.items()}
    reference = histograms(held_out_nt)
    copied = min(COPIED_BARS, vae.config.bars)
    table = Table(title=f"Overlap with {len(held_out_nt)} held-out windows, T = 0.5", title_justify="left")
    gaps = ("mean", "gap closed", "gap to others")
    for column in ("latents", *reference, *gaps, f"{copied} bars copied", "distinct", "spread"):
        table.add_column(column, justify="left" if column == "latents" else "right")
    train_nt = corpus.split("train").symbols_nt
    means = {}
    for name, latents_nd in sets.items():
        symbols_nt = decode_all(vae, latents_nd, COMPARED, generator)
        own = histograms(symbols_nt)
        shared = [overlap(own[h], reference[h]) for h in reference]
        means[name] = np.mean(shared)
        closed = ["", ""]
        if name not in (same, others, "prior"):
            gained = means[name] - means["prior"]
            closed = [f"{gained / (means[full] - means['prior']):.0%}" for full in (same, others)]
        table.add_row(
            name,
            *(f"{s:.3f}" for s in shared),
            f"{means[name]:.3f}",
            *closed,
            f"{copies(symbols_nt, train_nt, copied).mean():.2%}",
            f"{distinct(symbols_nt):.1%}",
            f"{spread(symbols_nt):.3f}",
        )
    return table
