"""The figures of a melody VAE, as tables: what it keeps of melodies it never saw, and what its prior samples are like.

Shapes: ``n`` melodies, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

from dataclasses import astuple, fields

import numpy as np
import torch
from rich.table import Table

from lcmusic.corpus import Corpus
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.music.statistics import COPIED_BARS, copies, histograms, longest_silence, notes_per_bar, overlap
from lcmusic.vae.batching import decode_all, encode_all
from lcmusic.vae.measuring import Reconstruction, reconstruction
from lcmusic.vae.model import MelodyVAE

CURVES = {
    "share kept": ("validation/argmax", "validation/argmax_onsets", "validation/sampled", "validation/sampled_onsets"),
    "nats per step": ("validation/nll_per_step",),
    "nats per melody": ("kl",),
}
"""What the picture of a training run shows, by panel."""


def reconstruction_table(
    name: str, model: MelodyVAE, corpus: Corpus, split: str = "test", refined: bool = False
) -> Table:
    """How well a model keeps melodies of pieces it never saw: one row per source, their mean, and all windows.

    From the encoder's posterior, or, if ``refined``, from that of ``MelodyVAE.encode_refined``.
    """
    melodies = corpus.split(split).cut(model.config.bars)
    posterior = "refined posterior" if refined else "the encoder's posterior"
    table = Table(title=f"{name}: reconstruction of the {split} split from {posterior}", title_justify="left")
    for column in ("source", "windows", "NLL/step", "ELBO/step", "KL", "active", "teacher-forced", "argmax steps",
                   "argmax onsets", "sampled steps", "sampled onsets"):  # fmt: skip
        table.add_column(column, justify="left" if column == "source" else "right")
    rows = []
    for number in np.unique(melodies.source_n):
        symbols_nt = _tensor(melodies.symbols_nt[melodies.source_n == number])
        measured = reconstruction(model, symbols_nt, refined=refined)
        rows.append((len(symbols_nt), measured))
        table.add_row(corpus.card.sources[number].name, str(len(symbols_nt)), *_cells(measured))
    table.add_section()
    table.add_row("mean over sources", "", *_cells(_mean([m for _, m in rows], [1] * len(rows))))
    counts = [count for count, _ in rows]
    table.add_row("mean over windows", str(sum(counts)), *_cells(_mean([m for _, m in rows], counts)))
    return table


def _tensor(symbols_nt: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(symbols_nt.astype(np.int64))


def _mean(measured: list[Reconstruction], weights: list[int]) -> Reconstruction:
    return Reconstruction(*np.average([astuple(m) for m in measured], axis=0, weights=weights).tolist())


def _cells(measured: Reconstruction) -> list[str]:
    digits = {"kl": 1, "active": 0}
    return [f"{getattr(measured, f.name):.{digits.get(f.name, 3)}f}" for f in fields(measured)]


def prior_samples(model: MelodyVAE, n: int, temperature: float, seed: int) -> np.ndarray:
    """Melodies ``[n, t]`` decoded from ``z ~ N(0, I)`` at full variance."""
    generator = torch.Generator(model.device).manual_seed(seed)
    z_nd = torch.randn(n, model.config.latent, generator=generator, device=model.device)
    return decode_all(model, z_nd, temperature, generator)


def prior_table(
    model: MelodyVAE, corpus: Corpus, *, n: int = 1000, temperatures: tuple[float, ...] = (0.5, 1.0), seed: int = 0
) -> Table:
    """Prior samples beside held-out windows: shared mass of four histograms, silence, and what is copied.

    The held-out windows are drawn from the test split at random. The row ``validation`` says how alike two sets of real
    melodies from different pieces are; ``reconstructions`` are the held-out windows themselves, through the posterior.
    """
    rng = np.random.default_rng(seed)
    bars = model.config.bars
    copied = min(COPIED_BARS, bars)
    train = corpus.split("train")
    held_out_nt = corpus.split("test").cut(bars).draw(n, rng)
    sets = {"validation windows": corpus.split("validation").cut(bars).draw(n, rng)}
    mu_nd, _ = encode_all(model, held_out_nt)
    generator = torch.Generator(model.device).manual_seed(seed)
    for t in temperatures:
        sets[f"reconstructions, T = {t:g}"] = decode_all(model, mu_nd, t, generator)
    for t in temperatures:
        sets[f"prior, T = {t:g}"] = prior_samples(model, n, t, seed)
    names = list(histograms(held_out_nt))
    table = Table(title=f"{n} melodies beside {len(held_out_nt)} held-out windows (overlap 0..1)", title_justify="left")
    table.add_column("melodies")
    for column in (*names, "silent > 1 bar", f"{copied} bars copied", "distinct", "notes/bar"):
        table.add_column(column, justify="right")
    reference = histograms(held_out_nt)
    for name, symbols_nt in {"held-out windows": held_out_nt, **sets}.items():
        own = histograms(symbols_nt)
        table.add_row(
            name,
            *(f"{overlap(own[h], reference[h]):.3f}" for h in names),
            f"{(longest_silence(symbols_nt) > STEPS_PER_BAR).mean():.1%}",
            f"{copies(symbols_nt, train.symbols_nt, copied).mean():.2%}",
            f"{len(np.unique(symbols_nt, axis=0)) / len(symbols_nt):.1%}",
            f"{notes_per_bar(symbols_nt).mean():.2f}",
        )
    return table
