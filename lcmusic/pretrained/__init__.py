"""The weights that ship with the package, and how any weights become a model again."""

from __future__ import annotations

from pathlib import Path

from lc_common import checkpoint
from lc_common.config import from_dict
from lcmusic.model import KIND, MelodyVAE, MelodyVAEConfig

VAE_PATH = Path(__file__).parent / "melody-vae.safetensors"


def load_vae(path: Path | None = None) -> MelodyVAE:
    """The melody VAE of a checkpoint (float32, on the CPU, in eval mode); the one that ships if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, or of another kind or shape.
    """
    tensors, meta = checkpoint.load(path or VAE_PATH, KIND)
    model = MelodyVAE(from_dict(MelodyVAEConfig, meta["config"]))
    checkpoint.restore(model, tensors, "vae")
    return model.eval().requires_grad_(False)
