"""From the model to files and back: what ``lcmusic reconstruct`` and ``interpolate`` do, and how clips are written.

Shapes: ``n`` melodies, ``t`` 256 steps, ``d`` latent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lcmusic import render
from lcmusic.decode import decode
from lcmusic.melody import BARS, STEPS, Melody
from lcmusic.midi_io import Clip, write_melody
from lcmusic.model import MelodyVAE


def windows(clip: Clip) -> list[Melody]:
    """A clip cut into melodies of 16 bars, one after the other; the last is filled up with rests."""
    whole = clip.melody.padded(BARS * math.ceil(clip.melody.bars / BARS))
    return [Melody(symbols_t) for symbols_t in whole.symbols_t.reshape(-1, STEPS)]


@torch.no_grad()
def latent_means(model: MelodyVAE, melodies: Sequence[Melody], refined: bool = False) -> Tensor:
    """The posterior's mean of each melody, ``[n, d]``.

    ``refined`` says the melody more exactly. What will be moved by a constraint is better left where the encoder put
    it: constraints were trained from there, and keep more of a tune that begins there (docs/experiments.md).
    """
    symbols_nt = torch.from_numpy(np.stack([melody.symbols_t for melody in melodies]).astype(np.int64))
    return (model.encode_refined if refined else model.encode)(symbols_nt)[0]


def reconstruct(model: MelodyVAE, clip: Clip) -> tuple[Melody, Melody]:
    """A clip and what the VAE keeps of it (argmax from the posterior's refined mean), both in whole 16 bars."""
    originals = windows(clip)
    kept_nt = decode(model, latent_means(model, originals, refined=True), temperature=0)
    return Melody(np.concatenate([m.symbols_t for m in originals])), Melody(kept_nt.ravel())


def interpolate(model: MelodyVAE, first: Clip, last: Clip, steps: int) -> list[Melody]:
    """``steps`` melodies from the first 16 bars of one clip to those of another, both ends included.

    Latents are mixed along the great circle (White 2016, section 2): on a straight line the middle would lie nearer to
    the origin than any melody does.
    """
    z_2d = latent_means(model, [windows(first)[0], windows(last)[0]], refined=True)
    a_d, b_d = z_2d / z_2d.norm(dim=1, keepdim=True)
    angle = torch.acos(torch.dot(a_d, b_d).clamp(-1, 1))
    share_s1 = torch.linspace(0, 1, steps)[:, None]
    if angle < 1e-4:
        z_sd = torch.lerp(z_2d[:1], z_2d[1:], share_s1)
    else:
        z_sd = (torch.sin((1 - share_s1) * angle) * z_2d[0] + torch.sin(share_s1 * angle) * z_2d[1]) / torch.sin(angle)
    return [Melody(symbols_t) for symbols_t in decode(model, z_sd, temperature=0)]


def write(melody: Melody, folder: Path, name: str, *, tempo: float = 120.0, program: int = 0) -> list[Path]:
    """Write ``name`` as .mid, .png and .wav into ``folder``, which is made if it is not there.

    Raises:
        UserError: the folder cannot be made or written to, or the disk is full.
    """
    make_folder(folder)
    paths = [folder / f"{name}{suffix}" for suffix in (".mid", ".png", ".wav")]
    write_melody(paths[0], melody, tempo=tempo, program=program, name=name)
    render.piano_roll(melody, paths[1], title=name)
    render.wav(melody, paths[2], tempo=tempo)
    return paths


def make_folder(folder: Path) -> None:
    """Make a folder for output; ``UserError`` if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {folder}: {error.strerror}; choose another one.") from error
