"""Clips through the model: windows of 16 bars, what the model keeps of them, and what lies between two.

Shapes: ``n`` melodies, ``t`` 256 steps, ``d`` latent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from lcmusic.media.midi import Clip
from lcmusic.music.melody import BARS, STEPS, Melody
from lcmusic.vae.batching import decode_all, encode_all
from lcmusic.vae.model import MelodyVAE


def windows(clip: Clip) -> list[Melody]:
    """A clip cut into melodies of 16 bars, one after the other; the last is filled up with rests."""
    whole = clip.melody.padded(BARS * math.ceil(clip.melody.bars / BARS))
    return [Melody(symbols_t) for symbols_t in whole.symbols_t.reshape(-1, STEPS)]


def latent_means(model: MelodyVAE, melodies: Sequence[Melody], refined: bool = False) -> Tensor:
    """The posterior's mean of each melody, ``[n, d]``.

    ``refined`` says the melody more exactly. What will be moved by a constraint is better left where the encoder put
    it: constraints were trained from there, and keep more of a tune that begins there (docs/experiments.md).
    """
    return encode_all(model, np.stack([melody.symbols_t for melody in melodies]), refined)[0]


def reconstruct(model: MelodyVAE, clip: Clip) -> tuple[Melody, Melody]:
    """A clip and what the VAE keeps of it (argmax from the posterior's refined mean), both in whole 16 bars."""
    originals = windows(clip)
    kept_nt = decode_all(model, latent_means(model, originals, refined=True), temperature=0)
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
    return [Melody(symbols_t) for symbols_t in decode_all(model, z_sd, temperature=0)]
