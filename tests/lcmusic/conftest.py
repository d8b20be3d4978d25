"""Small models and corpora that the tests of this room share."""

from pathlib import Path

import numpy as np
import pytest
import torch

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.latents import vae_digest
from lc_common.nets import SIZES, NetConfig
from lcmusic.constraints.trained import KnobModel, KnobsConfig, RuleConfig
from lcmusic.corpus import Split
from lcmusic.kinds import KNOBS_KIND, RULE_KIND, VAE_KIND
from lcmusic.music.melody import HOLD, REST, STEPS, canonical
from lcmusic.vae.model import MelodyVAE, MelodyVAEConfig

TINY = MelodyVAEConfig(
    latent=6, embedding=8, symbol=5, encoder="bars", encoder_units=7, bar_encoder_units=4, conductor_units=6,
    position_read=3, decoder_units=9,
)  # fmt: skip


@pytest.fixture
def tiny_vae() -> MelodyVAE:
    """An untrained VAE of a few thousand weights."""
    torch.manual_seed(0)
    return MelodyVAE(TINY).eval().requires_grad_(False)


def random_melodies(n: int, seed: int = 0) -> np.ndarray:
    """Canonical melodies of notes, holds and rests at random, uint8 ``[n, 256]``."""
    rng = np.random.default_rng(seed)
    kind = rng.random((n, STEPS))
    pitch = rng.integers(48, 84, (n, STEPS))
    return canonical(np.where(kind < 0.3, pitch, np.where(kind < 0.8, HOLD, REST)))


@pytest.fixture
def small_split() -> Split:
    """Forty melodies of eight pieces and two sources."""
    return Split(
        random_melodies(40), np.repeat(np.arange(8), 5).astype(np.int32), np.repeat([0, 1], 20).astype(np.int16)
    )


@pytest.fixture
def weights(tmp_path: Path, tiny_vae: MelodyVAE) -> Path:
    """A weights file of the tiny VAE, as training exports it."""
    path = tmp_path / "tiny.safetensors"
    tensors = {f"model.vae.{name}": tensor for name, tensor in tiny_vae.state_dict().items()}
    checkpoint.save(path, tensors, {"kind": VAE_KIND, "config": to_dict(TINY), "info": {}}, half=True)
    return path


@pytest.fixture
def tiny_knobs(tiny_vae: MelodyVAE) -> KnobModel:
    """Untrained knobs of the tiny VAE; they move latents all the same."""
    torch.manual_seed(0)
    modules = KnobsConfig.of(tiny_vae, "small").modules()
    return KnobModel(tiny_vae, **{name: module.eval().requires_grad_(False) for name, module in modules.items()})


@pytest.fixture
def knobs_file(tmp_path: Path, tiny_knobs: KnobModel) -> Path:
    """A file of ``tiny_knobs``, as training exports it."""
    config = KnobsConfig.of(tiny_knobs.vae, "small")
    tensors = {f"model.{m}.{n}": t for m in config.modules() for n, t in getattr(tiny_knobs, m).state_dict().items()}
    path = tmp_path / "knobs.safetensors"
    checkpoint.save(path, tensors, {"kind": KNOBS_KIND, "config": to_dict(config)}, half=True)
    return path


def save_rule(path: Path, vae: MelodyVAE) -> Path:
    """Write an untrained rule of a VAE, as training exports it; it moves latents all the same."""
    config = RuleConfig(
        "calm", ["stepwise()"], "product", 0.1, vae_digest(vae), NetConfig(vae.config.latent, **SIZES["small"])
    )
    torch.manual_seed(0)
    tensors = {f"model.actor.{n}": t for n, t in config.modules()["actor"].state_dict().items()}
    checkpoint.save(path, tensors, {"kind": RULE_KIND, "config": to_dict(config)}, half=True)
    return path
