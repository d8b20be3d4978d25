"""Sets of melodies whose form is compared: held-out windows, nulls made of them, a model's, and anybody's MIDI files.

Shapes: ``n`` melodies, ``t`` steps, ``k`` bars, ``s`` 16 steps of a bar, ``d`` latent.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.optimise import Constraint, OptimiseConfig, optimise
from lcmusic.corpus import Corpus, Split
from lcmusic.instrument import Instrument
from lcmusic.media.midi import SUFFIXES, read_clip
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import BARS, STEPS_PER_BAR, canonical
from lcmusic.vae.batching import ROWS, decode_all, encode_all
from lcmusic.vae.clips import windows
from lcmusic.vae.model import MelodyVAE

LEARNED = "learned prior"
"""The row of melodies as the instrument makes them, with no knob turned."""
CHUNK = 100
"""Melodies that the learned prior makes at a time."""
BY_GRADIENT = 250
"""Melodies by gradient: each costs a hundred steps through the conductor and back, a quarter of a second."""
LEAST_SHARE = 0.75
"""A file's last window counts if so much of it is of the file."""

Maker = Callable[[int, int], np.ndarray]
"""``maker(n, seed)``: that many melodies of a model, canonical uint8 ``[n, t]``."""


@dataclass(frozen=True)
class Sample:
    """Melodies, and the pieces that they are from.

    Attributes:
        symbols_nt: canonical symbols, ``[n, t]``.
        piece_n: numbers of pieces; melodies of a piece are never on both sides of a split. None: each is on its own.
    """

    symbols_nt: np.ndarray
    piece_n: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.symbols_nt)


@dataclass(frozen=True)
class Quota:
    """How held-out windows are drawn, so that neither a long piece nor a large collection speaks for all music.

    Attributes:
        per_piece: windows of a piece, as far apart as the piece allows.
        per_source: windows of a source; about the shares that sources have in training.
        bars: of each window; a model is compared with windows as long as its melodies.
    """

    per_piece: int = 2
    per_source: int = 60
    bars: int = BARS

    def __post_init__(self) -> None:
        if min(self.per_piece, self.per_source, self.bars) < 1:
            raise UserError("At least one window of a piece and of a source is drawn, and it has at least one bar.")


def held_out(corpus: Corpus, quota: Quota, seed: int) -> tuple[Sample, Sample]:
    """Test windows, and as many validation windows of the same sources: two sets of music from different pieces.

    All from parts that lead, as those are that the learned prior mostly learns from.
    """
    rng = np.random.default_rng(seed)
    splits = [corpus.split(name).cut(quota.bars).melodies() for name in ("test", "validation")]
    candidates = [_spread_windows(split, quota.per_piece, rng) for split in splits]
    chosen: tuple[list[np.ndarray], list[np.ndarray]] = [], []
    for source in np.unique(splits[0].source_n):
        of_source = [rows[split.source_n[rows] == source] for split, rows in zip(splits, candidates, strict=True)]
        n = min(quota.per_source, *(len(rows) for rows in of_source))
        for kept, rows in zip(chosen, of_source, strict=True):
            kept.append(rng.permutation(rows)[:n])
    test, validation = (_sample(split, np.concatenate(k)) for split, k in zip(splits, chosen, strict=True))
    return test, validation


def drawn_windows(split: Split, quota: Quota, rng: np.random.Generator) -> Sample:
    """Windows of one split's leading parts, with no other set to be like."""
    split = split.cut(quota.bars).melodies()
    rows = rng.permutation(_spread_windows(split, quota.per_piece, rng))
    of_source = (rows[split.source_n[rows] == source][: quota.per_source] for source in np.unique(split.source_n))
    return _sample(split, np.concatenate(list(of_source)))


def _spread_windows(split: Split, per_piece: int, rng: np.random.Generator) -> np.ndarray:
    """Rows of so many windows of each piece, at even distances in it."""
    rows = []
    for piece in np.unique(split.piece_n):
        of_piece = np.flatnonzero(split.piece_n == piece)
        n = min(per_piece, len(of_piece))
        stride = len(of_piece) // n
        rows.append(of_piece[rng.integers(stride) + stride * np.arange(n)])
    return np.concatenate(rows)


def _sample(split: Split, rows: np.ndarray) -> Sample:
    rows = np.sort(rows)
    return Sample(np.asarray(split.symbols_nt[rows]), split.piece_n[rows])


def shuffled(sample: Sample, seed: int) -> Sample:
    """A null: the bars of each melody in random order."""
    rng = np.random.default_rng(seed)
    bars_nks = sample.symbols_nt.reshape(len(sample), -1, STEPS_PER_BAR)
    order_nk = rng.permuted(np.tile(np.arange(bars_nks.shape[1]), (len(sample), 1)), axis=1)
    mixed_nks = np.take_along_axis(bars_nks, order_nk[..., None], axis=1)
    return Sample(canonical(mixed_nks.reshape(len(sample), -1)), sample.piece_n)


def spliced(sample: Sample, seed: int) -> Sample:
    """A null: each bar from another melody, at the place it has there."""
    rng = np.random.default_rng(seed)
    bars_nks = sample.symbols_nt.reshape(len(sample), -1, STEPS_PER_BAR)
    bars = bars_nks.shape[1]
    from_nk = rng.permuted(np.tile(np.arange(len(sample))[:, None], (1, bars)), axis=0)
    mixed_nks = bars_nks[from_nk, np.arange(bars)]
    return Sample(canonical(mixed_nks.reshape(len(sample), -1)))


def midi_folder(folder: Path, bars: int = BARS, say: Callable[[str], None] = print) -> Sample:
    """Every MIDI file under a folder, in windows of so many bars; a last one that is less than three quarters full is
    left out.

    Of a file it is the melody that ``read_clip`` finds; one without, or that cannot be read, is named and left out.

    Raises:
        UserError: no such folder, or no melody in it.
    """
    if not folder.is_dir():
        raise UserError(f"{folder} is not a folder; name one with .mid files.")
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    found, file_n, least = [], [], math.ceil(LEAST_SHARE * bars)
    for number, path in enumerate(files):
        try:
            clip = read_clip(path)
        except UserError as problem:
            say(f"Left out: {problem}")
            continue
        melodies = windows(clip, bars)
        if 0 < clip.melody.bars % bars < least:
            melodies.pop()
        found += [melody.symbols_t for melody in melodies]
        file_n += [number] * len(melodies)
    if not found:
        raise UserError(f"{folder} has no .mid file with {least} bars of melody in 4/4; name another folder.")
    return Sample(np.stack(found), np.array(file_n))


def reconstructions(vae: MelodyVAE, sample: Sample, temperature: float, seed: int) -> Sample:
    """Melodies through the encoder's mean and back."""
    mu_nd, _ = encode_all(vae, sample.symbols_nt)
    generator = torch.Generator().manual_seed(seed)
    return Sample(decode_all(vae, mu_nd, temperature, generator), sample.piece_n)


def makers(instrument: Instrument, temperature: float) -> dict[str, Maker]:
    """Every way to a melody, by the name of its row; those whose weights the instrument has not are left out.

    The learned prior as it plays, without a second choice, and its latents through the VAE's conductor; the VAE's own
    prior, and what the
    realism constraint (section 3) makes of that: its actor, and its critic by gradient. By gradient there are no more
    than ``BY_GRADIENT`` melodies, whatever is asked for.
    """
    knobs = Knobs(temperature=temperature)
    found: dict[str, Maker] = {}
    if instrument.prior is not None:
        found[LEARNED] = lambda n, seed: played(instrument, [knobs] * n, seed)
        found["learned prior, first draws"] = lambda n, seed: played(instrument.raw(), [knobs] * n, seed)
        found["learned prior, through z"] = lambda n, seed: played(instrument, [knobs] * n, seed, through_z=True)

    def moved(move: Callable[[Tensor], Tensor], most: int | None, n: int, seed: int) -> np.ndarray:
        n = n if most is None else min(n, most)
        generator = torch.Generator().manual_seed(seed)
        z_nd = torch.randn(n, instrument.vae.config.latent, generator=generator)
        moved_nd = torch.cat([move(part_bd) for part_bd in z_nd.split(ROWS)])
        return decode_all(instrument.vae, moved_nd, temperature, generator)

    found["prior N(0, I)"] = partial(moved, lambda z_bd: z_bd, None)
    if instrument.knobs is not None:
        critic = Constraint(instrument.knobs.looks_real)
        found["realism actor"] = partial(moved, lambda z_bd: instrument.move(z_bd, Knobs(realism=1.0)), None)
        found["realism by G_opt"] = partial(
            moved, lambda z_bd: optimise(z_bd, [critic], OptimiseConfig(), until_satisfied=False), BY_GRADIENT
        )
    return found


def played(
    instrument: Instrument,
    knobs: Sequence[Knobs],
    seed: int,
    *,
    labels: Mapping[str, np.ndarray] | None = None,
    through_z: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> np.ndarray:
    """A melody of an idea for each set of knobs, which share a temperature, ``[n, t]``, as the instrument makes it.

    Args:
        labels: asked for beside the knobs (``LearnedPrior.tokens``), ``[n]`` each.
        through_z: by the latents of the ideas and the VAE's own conductor instead.
        say: told how far it is.
    """
    ideas_nkf = torch.randn(len(knobs), *instrument.idea_shape, generator=torch.Generator().manual_seed(seed))
    parts = []
    for first in range(0, len(knobs), CHUNK):
        say(f"{first} of {len(knobs)} melodies")
        chunk = slice(first, first + CHUNK)
        asked = {name: value_n[chunk] for name, value_n in (labels or {}).items()}
        ideas_bkf, rows = ideas_nkf[chunk], [replace(row, seed=seed + first) for row in knobs[chunk]]
        if through_z:
            parts += instrument.decode(instrument.latents(ideas_bkf, rows), rows)
        else:
            parts += instrument.melodies(ideas_bkf, rows, labels=asked)
    return np.stack([melody.symbols_t for melody in parts])
