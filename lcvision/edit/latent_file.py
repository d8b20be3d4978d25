"""Latents on disk: where a face began, where it was moved to, and by what; each file belongs to one VAE.

Shapes: ``d`` latent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from torch import Tensor

from lc_common import checkpoint
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lcvision.vae.models import ImageVAE

LATENT_KIND = "lcvision.latent"


@dataclass(frozen=True)
class StoredLatent:
    """A face and its edit.

    Attributes:
        start_d: before the edit.
        edited_d: after it.
        asked: what the edit was asked for, by name.
    """

    start_d: Tensor
    edited_d: Tensor
    asked: Mapping[str, float] = field(default_factory=dict)


def save_latent(path: Path, vae: ImageVAE, latent: StoredLatent) -> None:
    """Write a latent of this VAE; ``UserError`` if the file cannot be written."""
    tensors = {"latent.start": latent.start_d, "latent.edited": latent.edited_d}
    meta = {"kind": LATENT_KIND, "config": {"vae": vae_digest(vae)}, "info": {"asked": dict(latent.asked)}}
    checkpoint.save(path, tensors, meta)


def load_latent(path: Path, vae: ImageVAE) -> StoredLatent:
    """What ``save_latent`` wrote.

    Raises:
        UserError: the file is missing, torn, no latent, or of another VAE.
    """
    tensors, meta = checkpoint.load(path, LATENT_KIND)
    if meta["config"].get("vae") != vae_digest(vae):
        raise UserError(f"{path} was saved with another model of faces; load that model to open it.")
    rows = [tensors.get(f"latent.{name}") for name in ("start", "edited")]
    asked = meta["info"].get("asked")
    whole = [row.float() for row in rows if row is not None and row.shape == (vae.config.latent,)]
    if (
        len(whole) < len(rows)
        or not isinstance(asked, dict)
        or not all(isinstance(v, float | int) for v in asked.values())
    ):
        raise UserError(f"{path} is torn: {json.dumps(sorted(tensors))} is not a face and its edit.")
    start_d, edited_d = whole
    return StoredLatent(start_d, edited_d, asked)
