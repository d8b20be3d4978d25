"""Clips through the model: windows as long as its melodies, what the model keeps of them, and what lies between two.

Shapes: ``n`` melodies, ``t`` steps, ``d`` latent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from lcmusic.media.midi import Clip
from lcmusic.music.melody import STEPS_PER_BAR, Melody
from lcmusic.vae.batching import decode_all, encode_all
from lcmusic.vae.model import MelodyVAE


def windows(clip: Clip, bars: int) -> list[Melody]:
    """A clip cut into melodies of so many bars, one after the other; the last is filled up with rests."""
    whole = clip.melody.padded(bars * math.ceil(clip.melody.bars / bars))
    return [Melody(symbols_t) for symbols_t in whole.symbols_t.reshape(-1, bars * STEPS_PER_BAR)]


def latent_means(model: MelodyVAE, melodies: Sequence[Melody], refined: bool = False) -> Tensor:
    """The posterior's mean of each melody, ``[n, d]``.

    ``refined`` says the melody more exactly. What will be moved by a constraint is better left where the encoder put
    it: constraints were trained from there, and keep more of a tune that begins there (docs/experiments.md).
    """
    return encode_all(model, np.stack([melody.symbols_t for melody in melodies]), refined)[0]


def reconstruct(model: MelodyVAE, clip: Clip) -> tuple[Melody, Melody]:
    """A clip and what the VAE keeps of it (argmax from the posterior's refined mean), both in whole windows."""
    originals = windows(clip, model.config.bars)
    kept_nt = decode_all(model, latent_means(model, originals, refined=True), temperature=0)
    return Melody(np.concatenate([m.symbols_t for m in originals])), Melody(kept_nt.ravel())


def interpolate(model: MelodyVAE, first: Clip, last: Clip, steps: int) -> list[Melody]:
    """``steps`` melodies from the first window of one clip to that of another, both ends included.

    Latents are mixed along the great circle (White 2016, section 2): on a straight line the middle would lie nearer to
    the origin than any melody does.
    """
    z_2d = latent_means(model, [windows(clip, model.config.bars)[0] for clip in (first, last)], refined=True)
    a_d, b_d = z_2d / z_2d.norm(dim=1, keepdim=True)
    angle = torch.acos(torch.dot(a_d, b_d).clamp(-1, 1))
    share_s1 = torch.linspace(0, 1, steps)[:, None]
    if angle < 1e-4:
        z_sd = torch.lerp(z_2d[:1], z_2d[1:], share_s1)
    else:
        z_sd = (torch.sin((1 - share_s1) * angle) * z_2d[0] + torch.sin(share_s1 * angle) * z_2d[1]) / torch.sin(angle)
    return [Melody(symbols_t) for symbols_t in decode_all(model, z_sd, temperature=0)]
