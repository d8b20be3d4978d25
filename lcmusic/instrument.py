"""The instrument: the one path from an idea to a melody, and back.

Command line, live player, studio, transformation and evaluation all play it, so that the same idea, knobs and seed are
the same notes everywhere. The path:

    idea --latents--> z --move--> z --decode--> melody

Shapes: ``b`` melodies, ``d`` latent; an idea has the shape ``Instrument.idea_shape``, ``[d]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lcmusic.constraints.trained import KnobModel, RuleModel, knobs_that_fit, load_rule
from lcmusic.music import ideas
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import Melody
from lcmusic.pretrained import load_vae
from lcmusic.vae.clips import latent_means
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import allowed_symbols, decode


class Instrument:
    """A melody VAE with whatever constraints were trained for it (``lcmusic.perform.feed.Composer``).

    Args:
        vae: in eval mode.
        knobs: realism, scale and density; None leaves them without effect.
        rule: a rule of the person's own, which the knob ``taste`` turns; None for none.
        without: why there are no ``knobs``, for a person; empty where that needs no words.

    Attributes:
        idea_shape: of every idea.
    """

    def __init__(
        self, vae: MelodyVAE, knobs: KnobModel | None = None, rule: RuleModel | None = None, without: str = ""
    ) -> None:
        self.vae, self.knobs, self.rule, self.without = vae, knobs, rule, without
        self.idea_shape: tuple[int, ...] = (vae.config.latent,)

    @classmethod
    def load(cls, vae: Path | None = None, knobs: Path | None = None, rule: Path | None = None) -> Instrument:
        """Load the weights of files: the VAE and the knobs that ship where None, and no rule.

        Where the knobs that ship do not fit the VAE there are none, and ``without`` says why.

        Raises:
            UserError: a file is missing, torn or of another kind, or knobs or rule are of another VAE.
        """
        model = load_vae(vae)
        trained, without = knobs_that_fit(model, knobs)
        return cls(model, trained, load_rule(model, rule) if rule else None, without)

    def trained_knobs(self) -> KnobModel:
        """The knobs; ``UserError`` if there are none, for what cannot be done without."""
        if self.knobs is None:
            raise UserError(self.without or "This needs trained knobs; train some with 'lcmusic train knobs'.")
        return self.knobs

    def fresh(self, seed: int, number: int = 0) -> np.ndarray:
        """Idea ``number`` of a seed, float32 of ``idea_shape``: the feed of the live player takes the same ones."""
        return ideas.fresh(self.idea_shape, seed, number)

    def melody(self, idea: np.ndarray, knobs: Knobs) -> Melody:
        """The melody of an idea under the knobs; the same for the same arguments."""
        return self.melodies(idea[None], knobs)[0]

    def melodies(self, ideas_bd: np.ndarray | Tensor, knobs: Knobs) -> list[Melody]:
        """The melodies of many ideas at once, each drawn independently of the others: like those that ``melody`` makes
        of them one by one, but not note for note the same.
        """
        return self.decode(self.move(self.latents(ideas_bd, knobs), knobs), knobs)

    def idea(self, melody: Melody) -> np.ndarray:
        """The idea of a melody that somebody wrote or played, as long as the model's, float32: the posterior's mean."""
        return latent_means(self.vae, [melody])[0].cpu().numpy()

    def latents(self, ideas_bd: np.ndarray | Tensor, knobs: Knobs | Sequence[Knobs]) -> Tensor:
        """Where ideas lie in the VAE's latent space before they are moved, ``[b, d]``.

        An idea is its latent: the prior is the VAE's own, N(0, I), which no knob conditions.
        """
        return torch.as_tensor(ideas_bd).to(self.vae.device)

    @torch.inference_mode()
    def move(self, z_bd: Tensor, knobs: Knobs | Sequence[Knobs]) -> Tensor:
        """Latents moved to where the knobs are obeyed, ``[b, d]``; one set of knobs for all rows, or one for each.

        First realism, then the rule as far as ``taste`` says, then scale and density where they are asked for: a knob
        that names notes is turned after a rule that might leave them. Reach scales it all. A row whose knobs ask for
        nothing stays where it is.
        """
        rows = [knobs] * len(z_bd) if isinstance(knobs, Knobs) else list(knobs)
        realism_b1, taste_b1, reach_b1 = (
            z_bd.new_tensor([[getattr(row, name)] for row in rows]) for name in ("realism", "taste", "reach")
        )
        moved_bd = z_bd
        if self.knobs:
            moved_bd = self.knobs.make_real(moved_bd, realism_b1)
        if self.rule and taste_b1.any():
            moved_bd = self.rule.move(moved_bd, taste_b1)
        if self.knobs:
            moved_bd = self.knobs.obey(moved_bd, rows)
        return z_bd.lerp(moved_bd, reach_b1)

    def decode(self, z_bd: Tensor, knobs: Knobs) -> list[Melody]:
        """Latents to melodies, at the knobs' temperature; strict knobs bar notes outside the set.

        The draws come from a generator of ``knobs.seed`` alone: ideas that lie close together are drawn alike, so that
        a small step sounds small.
        """
        allowed_v = allowed_symbols(knobs.allowed) if knobs.strict and knobs.allowed else None
        generator = torch.Generator(z_bd.device).manual_seed(knobs.seed)
        symbols_bt = decode(self.vae, z_bd, temperature=knobs.temperature, generator=generator, allowed_v=allowed_v)
        return [Melody(symbols_t) for symbols_t in symbols_bt]
