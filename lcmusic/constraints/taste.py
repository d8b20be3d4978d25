"""A person's taste: melodies marked up or down, with their latents, by the studio and by ``lcmusic like``.

A latent has hundreds of dimensions, and twenty marks point nowhere in it: a critic of latents that has learned them by
heart is obeyed by moving anywhere. What can be heard of a melody has ten, in which they do (``Preference``).

JSON: ``{"format": "lcmusic.likes/1", "vae": DIGEST, "melodies": [{"z": [...], "liked": true}, ...]}``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.files import write_text
from lc_common.latents import vae_digest
from lcmusic.kinds import LEAST_MARKS
from lcmusic.music.statistics import onsets
from lcmusic.prior.labels import labels_of
from lcmusic.prior.outline import LABELS
from lcmusic.vae.model import MelodyVAE

FORMAT = "lcmusic.likes/1"
STRENGTH = 1.0
"""Of what marks say, by what is taken for granted: that no label matters (the inverse of the L2 penalty)."""
WIDEST = 2.0
"""Standard deviations of the marked melodies' labels beyond which more is not liked more."""


class Preference:
    """What some marks say of any melody: logistic regression on its labels (density, range, motion, ...).

    Args:
        symbols_nt: melodies that were marked.
        liked_n: 1 for liked, 0 for not; both are there.
    """

    def __init__(self, symbols_nt: np.ndarray, liked_n: np.ndarray) -> None:
        from sklearn.linear_model import LogisticRegression  # a second that nobody waits for who only marks

        measures_nl = _measures(symbols_nt)
        self._mean_l, self._scale_l = measures_nl.mean(0), measures_nl.std(0) + 1e-6
        self._model = LogisticRegression(C=STRENGTH).fit(self._scaled(measures_nl), liked_n)

    def __call__(self, symbols_nt: np.ndarray) -> np.ndarray:
        """How likely each melody is to be liked, ``[n]``; 0 for silence."""
        chance_n = self._model.predict_proba(self._scaled(_measures(symbols_nt)))[:, 1]
        return np.where(onsets(symbols_nt).any(1), chance_n, 0.0)

    def _scaled(self, measures_nl: np.ndarray) -> np.ndarray:
        # What lies beyond all that was marked is liked no better than what lies at the edge of it.
        return np.clip((measures_nl - self._mean_l) / self._scale_l, -WIDEST, WIDEST)


def _measures(symbols_nt: np.ndarray) -> np.ndarray:
    labels = labels_of(symbols_nt)
    return np.stack([labels[name] for name in LABELS], axis=1).astype(np.float64)


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


def count_likes(path: Path, vae: MelodyVAE) -> tuple[int, int]:
    """How many melodies of a file are liked, and how many are not; none if it is not there.

    Raises:
        UserError: the file is torn or of another VAE.
    """
    marks = _marks(path, vae) if path.exists() else []
    up = sum(liked for _, liked in marks)
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
    if min(up, len(liked_n) - up) < LEAST_MARKS:
        counted = f"{up} likes and {len(liked_n) - up} dislikes"
        raise UserError(f"{path} holds {counted}; mark at least {LEAST_MARKS} of each.")
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
