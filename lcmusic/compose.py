"""The model behind a live player: ideas and knobs to melodies (``lcmusic.perform.feed.Composer``)."""

from __future__ import annotations

import numpy as np
import torch

from lcmusic.constraints.trained import KnobModel, RuleModel
from lcmusic.generate import decode_obeying
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.vae.clips import latent_means
from lcmusic.vae.model import MelodyVAE


class ModelComposer:
    """Composes with a melody VAE and, if there are any, trained knobs; on one thread, beside which a DAW can live.

    Args:
        vae: in eval mode.
        knobs: None leaves every idea where it is; only temperature, seed and strict are then obeyed.
        rule: a rule of the person's own, which the knob ``taste`` turns; None for none.
    """

    def __init__(self, vae: MelodyVAE, knobs: KnobModel | None, rule: RuleModel | None = None) -> None:
        self.latent = vae.config.latent
        self._vae = vae
        self._knobs = knobs
        self._rule = rule

    def compose(self, z_d: np.ndarray, knobs: Knobs) -> Melody:
        """The melody of an idea, float32 ``[d]``; the same draws for every idea, so that a small step sounds small."""
        z_1d = torch.from_numpy(z_d)[None]
        if self._rule and knobs.taste:
            z_1d = self._rule.move(z_1d, knobs.taste)
        if self._knobs:
            z_1d = self._knobs.move(z_1d, knobs)
        return decode_obeying(self._vae, z_1d, knobs, torch.Generator().manual_seed(knobs.seed))[0]

    def idea(self, melody: Melody) -> np.ndarray:
        """The posterior's mean of 16 bars, float32 ``[d]``."""
        return latent_means(self._vae, [melody])[0].numpy()
