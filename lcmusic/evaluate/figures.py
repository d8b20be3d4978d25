"""Pictures of melodies: figure 6 of the paper, and the melodies of many seeds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch

from lcmusic.constraints.trained import RuleModel
from lcmusic.instrument import Instrument
from lcmusic.media.render import piano_roll
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.music.scales import pitch_classes
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import decode


def figure_6_melodies(
    vae: MelodyVAE, actors: Mapping[str, RuleModel], *, temperature: float = 0.5, seed: int = 0
) -> dict[str, Melody]:
    """One prior sample, and what each actor makes of it."""
    generator = torch.Generator().manual_seed(seed)
    z_1d = torch.randn(1, vae.config.latent, generator=generator)
    latents = {"prior sample": z_1d} | {name: actor.move(z_1d) for name, actor in actors.items()}
    melodies = {}
    for name, moved_1d in latents.items():
        symbols_nt = decode(vae, moved_1d, temperature=temperature, generator=torch.Generator().manual_seed(seed))
        melodies[name] = Melody(symbols_nt[0])
    return melodies


def figure_6(melodies: Mapping[str, Melody], path: Path) -> None:
    """``figure_6_melodies`` below each other; notes outside C major are red."""
    piano_roll(list(melodies.items()), path, out_of_scale=set(range(12)) - pitch_classes(0, "major"), title="C major")


def by_seed(instrument: Instrument, path: Path, *, n: int = 20, temperature: float = 0.5) -> None:
    """What ``lcmusic generate --seed S`` writes for the seeds 1 to ``n``, under each other."""
    panels = []
    for seed in range(1, n + 1):
        knobs = Knobs(seed=seed, temperature=temperature)
        panels.append((f"seed {seed}", instrument.melody(instrument.fresh(seed), knobs)))
    piano_roll(panels, path, title="Melodies by seed")
