"""The instrument: the one path from an idea to a melody, and back.

Command line, live player, studio, transformation and evaluation all play it, so that the same idea, knobs and seed are
the same notes everywhere. The path:

    idea --learned prior--> tokens --------------------------------> bar embeddings --> melody
                              '--encoder--> z --rule--> z --conductor--^

Without a learned prior an idea is its own latent, and realism, scale and density are the actors' (``move``):

    idea = z --realism--> z --rule--> z --scale, density--> z --conductor--> bar embeddings --> melody

Shapes: ``b`` melodies, ``d`` latent, ``k`` bars, ``f`` numbers of a token, ``e`` what the bar decoder reads; an idea
has the shape ``Instrument.idea_shape``.
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
from lcmusic.prior.learned import LearnedPrior, Locked, prior_that_fits
from lcmusic.vae.clips import latent_means
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import allowed_symbols, decode_embeddings

NO_PRIOR = Path("none")
"""In place of a prior's file: the VAE's own, N(0, I)."""


class Instrument:
    """A melody VAE with whatever constraints were trained for it (``lcmusic.perform.feed.Composer``).

    Args:
        vae: in eval mode.
        knobs: realism, scale and density; None leaves them without effect.
        rule: a rule of the person's own, which the knob ``taste`` turns; None for none.
        without: why there are no ``knobs``, for a person; empty where that needs no words.
        prior: where ideas become music; None for the VAE's own prior, N(0, I).

    Attributes:
        idea_shape: of every idea.
    """

    def __init__(
        self,
        vae: MelodyVAE,
        knobs: KnobModel | None = None,
        rule: RuleModel | None = None,
        without: str = "",
        prior: LearnedPrior | None = None,
    ) -> None:
        self.vae, self.knobs, self.rule, self.without, self.prior = vae, knobs, rule, without, prior
        self.idea_shape: tuple[int, ...] = prior.idea_shape if prior else (vae.config.latent,)

    @classmethod
    def load(
        cls,
        vae: Path | None = None,
        knobs: Path | None = None,
        rule: Path | None = None,
        prior: Path | None = None,
    ) -> Instrument:
        """Load the weights of files: the VAE, the knobs and the prior that ship where None, and no rule.

        Where the knobs that ship do not fit the VAE there are none, and ``without`` says why; where the prior does not
        there is none but the VAE's own, which ``NO_PRIOR`` asks for.

        Raises:
            UserError: a file is missing, torn or of another kind, or knobs, rule or prior are of another VAE.
        """
        model = load_vae(vae)
        trained, without = knobs_that_fit(model, knobs)
        ruled = load_rule(model, rule) if rule else None
        return cls(model, trained, ruled, without, None if prior == NO_PRIOR else prior_that_fits(model, prior))

    def trained_knobs(self) -> KnobModel:
        """The knobs; ``UserError`` if there are none, for what cannot be done without."""
        if self.knobs is None:
            raise UserError(self.without or "This needs trained knobs; train some with 'lcmusic train knobs'.")
        return self.knobs

    def fresh(self, seed: int, number: int = 0) -> np.ndarray:
        """Idea ``number`` of a seed, float32 of ``idea_shape``: the feed of the live player takes the same ones."""
        return ideas.fresh(self.idea_shape, seed, number)

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked | None = None) -> Melody:
        """The melody of an idea under the knobs; the same for the same arguments.

        Locked bars come back note for note, and the others are made to fit them.

        Raises:
            UserError: bars are locked and there is no learned prior, or the knobs ask for what locked bars are not.
        """
        return self.melodies(idea[None], knobs, locked)[0]

    @torch.inference_mode()
    def melodies(self, ideas: np.ndarray | Tensor, knobs: Knobs, locked: Locked | None = None) -> list[Melody]:
        """The melodies of many ideas at once, each drawn independently of the others: like those that ``melody`` makes
        of them one by one, but only the first is note for note the same.
        """
        if self.prior is None:
            if locked is not None:
                raise UserError("Bars are locked by the learned prior, and there is none for this melody VAE.")
            return self.decode(self.move(self.latents(ideas, knobs), knobs), knobs)
        rows = [knobs] * len(ideas)
        tokens_bkf = self.prior.tokens(torch.as_tensor(ideas), rows, locked)
        if self.rule and knobs.taste:
            z_bd = self.rule.move(self.prior.latents(tokens_bkf), knobs.taste * knobs.reach)
            embeddings_bke = self._conduct(self.knobs.obey(z_bd, rows) if self.knobs else z_bd)
            # A rule keeps the form: bars that were the same are the same after it.
            first_bk = (tokens_bkf[:, :, None] == tokens_bkf[:, None]).all(-1).int().argmax(-1)
            melodies = self.draw(embeddings_bke.take_along_dim(first_bk[..., None], dim=1), knobs)
        else:
            melodies = self.draw(self.prior.read(tokens_bkf), knobs)
        return melodies if locked is None else [locked.kept_in(melody) for melody in melodies]

    def idea(self, melody: Melody) -> np.ndarray:
        """The idea of a melody that somebody wrote or played, as long as the model's, float32.

        It is carried back to the prior's noise; without a learned prior it is the posterior's mean.
        """
        return self.prior.idea(melody) if self.prior else latent_means(self.vae, [melody])[0].cpu().numpy()

    @torch.inference_mode()
    def latents(self, ideas: np.ndarray | Tensor, knobs: Knobs | Sequence[Knobs]) -> Tensor:
        """Where ideas lie in the VAE's latent space before they are moved, ``[b, d]``."""
        ideas = torch.as_tensor(ideas).to(self.vae.device)
        if self.prior is None:
            return ideas
        rows = [knobs] * len(ideas) if isinstance(knobs, Knobs) else list(knobs)
        return self.prior.latents(self.prior.tokens(ideas, rows))

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
        """Latents to melodies: ``draw`` of what the conductor makes of them."""
        return self.draw(self._conduct(z_bd), knobs)

    def _conduct(self, z_bd: Tensor) -> Tensor:
        return self.vae.conduct(z_bd).unflatten(0, (len(z_bd), -1))

    def draw(self, embeddings_bke: Tensor, knobs: Knobs) -> list[Melody]:
        """What the bar decoder reads to melodies, at the knobs' temperature.

        Strict knobs bar notes outside the set. So does a rule: it may have left the scale, which holds all the same
        (under chords it does not, whose notes may lie outside).

        The draws come from a generator of ``knobs.seed`` alone: ideas that lie close together are drawn alike, so that
        a small step sounds small.
        """
        ruled = self.rule is not None and knobs.taste * knobs.reach > 0 and knobs.chords is None
        allowed_v = allowed_symbols(knobs.allowed) if (knobs.strict or ruled) and knobs.allowed else None
        generator = torch.Generator(embeddings_bke.device).manual_seed(knobs.seed)
        symbols_bt = decode_embeddings(
            self.vae, embeddings_bke, temperature=knobs.temperature, generator=generator, allowed_v=allowed_v
        )
        return [Melody(symbols_t) for symbols_t in symbols_bt]
