"""A person's taste: melodies marked up or down, with their latents, by the studio and by ``lcmusic like``.

JSON: ``{"format": "lcmusic.likes/1", "vae": DIGEST, "melodies": [{"z": [...], "liked": true}, ...]}``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.files import write_text
from lc_common.latents import vae_digest
from lcmusic.vae.model import MelodyVAE

FORMAT = "lcmusic.likes/1"
LEAST = 2
"""Melodies of each kind, liked and not, below which there is nothing to learn."""


def likes_file(folder: Path, vae: MelodyVAE) -> Path:
    """The file of likes of a VAE's melodies in a folder: latents of one mean nothing to another."""
    return folder / f"likes-{vae_digest(vae)[:8]}.json"


def write_likes(path: Path, vae: MelodyVAE, z_nd: Tensor, liked: Sequence[bool]) -> None:
    """Write latents ``[n, d]`` and whether each melody was liked; ``UserError`` if the file cannot be written."""
    melodies = [{"z": z, "liked": bool(up)} for z, up in zip(z_nd.tolist(), liked, strict=True)]
    content = {"format": FORMAT, "vae": vae_digest(vae), "melodies": melodies}
    write_text(path, json.dumps(content))


def add_likes(path: Path, vae: MelodyVAE, z_nd: Tensor, liked: bool) -> tuple[int, int]:
    """Write more latents ``[n, d]`` to a file, which is made if it is not there; the folder is made too.

    A latent that is in the file already is marked anew.

    Returns:
        How many of the file are liked, and how many are not.

    Raises:
        UserError: the file is torn, of another VAE, or cannot be written.
    """
    marks = dict(_marks(path, vae)) if path.exists() else {}
    marks |= {tuple(z_d): liked for z_d in z_nd.tolist()}
    write_likes(path, vae, torch.tensor(list(marks)), list(marks.values()))
    up = sum(marks.values())
    return up, len(marks) - up


def read_likes(path: Path, vae: MelodyVAE) -> tuple[Tensor, Tensor]:
    """Latents ``[n, d]`` and 1 for liked, 0 for not, ``[n]``.

    Raises:
        UserError: the file is missing, torn, of another VAE, or does not hold both kinds.
    """
    marks = _marks(path, vae)
    z_nd = torch.tensor([z for z, _ in marks])
    liked_n = torch.tensor([float(liked) for _, liked in marks])
    up = int(liked_n.sum())
    if min(up, len(liked_n) - up) < LEAST:
        raise UserError(f"{path} holds {up} likes and {len(liked_n) - up} dislikes; mark at least {LEAST} of each.")
    return z_nd, liked_n


def _marks(path: Path, vae: MelodyVAE) -> list[tuple[tuple[float, ...], bool]]:
    """The latents of a file, and whether each was liked."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError("another format")
        vae_name = content["vae"]
        marks = [(tuple(melody["z"]), melody["liked"] is True) for melody in content["melodies"]]
        z_nd = torch.tensor([z for z, _ in marks], dtype=torch.float32)
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is torn or not a file of likes ({FORMAT}); remove it and mark anew.") from error
    if vae_name != vae_digest(vae):
        raise UserError(f"{path} holds likes of melodies by another VAE; mark some by this one.")
    if marks and (z_nd.ndim != 2 or z_nd.shape[1] != vae.config.latent or not torch.isfinite(z_nd).all()):
        raise UserError(f"{path} is torn: its latents must be rows of {vae.config.latent} finite numbers.")
    return marks
