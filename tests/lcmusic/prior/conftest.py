"""A small corpus with form, and an untrained prior of the tiny VAE that is fitted to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.latents import vae_digest
from lcmusic.corpus import Split
from lcmusic.kinds import VAE_KIND
from lcmusic.music.melody import STEPS_PER_BAR, canonical
from lcmusic.prior.data import PriorData
from lcmusic.prior.labels import labels_of
from lcmusic.prior.learned import LearnedPrior
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.prior.training import embed
from lcmusic.vae.model import MelodyVAE
from tests.lcmusic.conftest import TINY, random_melodies

STYLES = ("folk", "pop")

WIDER = replace(TINY, embedding=16)
"""Bar embeddings that an idea's outline fits into."""


def melodies_with_form(n: int, seed: int = 0) -> np.ndarray:
    """Random melodies of which bars come back, as they are or two semitones higher, and some are silent."""
    rng = np.random.default_rng(seed)
    bars_nks = random_melodies(n, seed).reshape(n, -1, STEPS_PER_BAR).copy()
    for bars_ks in bars_nks:
        for k in range(1, len(bars_ks)):
            before, kind = bars_ks[rng.integers(0, k)], rng.random()
            if kind < 0.35:
                bars_ks[k] = before
            elif kind < 0.5:
                bars_ks[k] = np.where(before < 128, before + 2, before)
            elif kind < 0.55:
                bars_ks[k] = 129
    return canonical(bars_nks.reshape(n, -1))


@pytest.fixture(scope="module")
def split() -> Split:
    """Sixty melodies of twelve pieces and two sources."""
    return Split(
        melodies_with_form(60), np.repeat(np.arange(12), 5).astype(np.int32), np.repeat([0, 1], 30).astype(np.int16)
    )


@pytest.fixture
def tiny_vae() -> MelodyVAE:
    """An untrained VAE with embeddings that are wide enough for an outline."""
    torch.manual_seed(0)
    return MelodyVAE(WIDER).eval().requires_grad_(False)


@pytest.fixture
def weights(tmp_path: Path, tiny_vae: MelodyVAE) -> Path:
    """A weights file of the tiny VAE, as training exports it."""
    path = tmp_path / "tiny.safetensors"
    tensors = {f"model.vae.{name}": tensor for name, tensor in tiny_vae.state_dict().items()}
    checkpoint.save(path, tensors, {"kind": VAE_KIND, "config": to_dict(WIDER), "info": {}}, half=True)
    return path


@pytest.fixture
def data(tiny_vae: MelodyVAE, split: Split) -> PriorData:
    """The small corpus; its tokens are whole embeddings."""
    return PriorData.of(split, lambda bars_ms: embed(tiny_vae, bars_ms).astype(np.float16))


def tiny_config(vae: MelodyVAE) -> MelodyPriorConfig:
    """A prior of a few thousand weights for a VAE."""
    return MelodyPriorConfig(
        vae_digest(vae), STYLES, vae.config.embedding, vae.config.bars, token=14, width=16, layers=1, heads=2, reader=8
    )


@pytest.fixture
def tiny_model(tiny_vae: MelodyVAE, data: PriorData, split: Split) -> MelodyPrior:
    """Untrained, but with the coordinates and the outlines of the small corpus."""
    torch.manual_seed(0)
    model = MelodyPrior(tiny_config(tiny_vae))
    model.fit_tokens(data.tokens_rmf.reshape(-1, tiny_vae.config.embedding), np.ones(data.tokens_rmf[..., 0].size))
    weight_n = np.diff(data.cumulative_n, prepend=0)
    model.outline.fit(labels_of(np.asarray(split.symbols_nt)), data.table, data.bars_nk, data.style_n, weight_n, seed=0)
    return model.eval().requires_grad_(False)


@pytest.fixture
def tiny_prior(tiny_vae: MelodyVAE, tiny_model: MelodyPrior) -> LearnedPrior:
    return LearnedPrior(tiny_vae, tiny_model)
