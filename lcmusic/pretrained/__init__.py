"""The weights that ship with the package, and how any weights become a model again."""

from __future__ import annotations

from pathlib import Path

import torch

from lc_common import checkpoint
from lc_common.config import from_dict
from lc_common.errors import UserError
from lcmusic.kinds import VAE_KIND, VAE_NAME
from lcmusic.vae.model import MelodyVAE, MelodyVAEConfig

VAE_PATH = Path(__file__).parent / VAE_NAME


def load_vae(path: Path | None = None) -> MelodyVAE:
    """The melody VAE of a checkpoint (float32, on the CPU, in eval mode); the one that ships if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, or of another kind or shape.
    """
    path = path or VAE_PATH
    tensors, meta = checkpoint.load(path, VAE_KIND)
    try:
        config = from_dict(MelodyVAEConfig, meta["config"])
    except ValueError as error:
        raise UserError(f"{path} describes an impossible model: {error}.") from error
    with torch.device("meta"):
        expected = {name: tensor.shape for name, tensor in MelodyVAE(config).state_dict().items()}
    # Before anything is built: a hostile file may name sizes that no memory holds.
    stored = {name: tensors[f"model.vae.{name}"].shape for name in expected if f"model.vae.{name}" in tensors}
    if stored != expected:
        raise UserError(
            f"{path} does not hold the weights that its own sizes call for; it is torn or was tampered with."
        )
    model = MelodyVAE(config)
    checkpoint.restore(model, tensors, "vae")
    return model.eval().requires_grad_(False)
