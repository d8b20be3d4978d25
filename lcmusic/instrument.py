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

import hashlib
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lcmusic.constraints.trained import KnobModel, RuleModel, knobs_that_fit, load_rule
from lcmusic.music import ideas
from lcmusic.music.asked import can_err, errors
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import BARS, SYMBOLS, Melody
from lcmusic.pretrained import load_vae
from lcmusic.prior.learned import LearnedPrior, prior_that_fits
from lcmusic.vae.clips import latent_means
from lcmusic.vae.model import MelodyVAE
from lcmusic.vae.sampling import allowed_symbols, decode_embeddings

NO_PRIOR = Path("none")
"""In place of a prior's file: the VAE's own, N(0, I)."""
OTHERWISE = 5
"""Other ideas that are tried, at most, in place of one whose melody repeats the training set."""
DRAWS = 4
"""Melodies that the decoder draws of an idea where notes, or their number in a bar, are asked for; the one that errs
least is kept."""
VARIED = 0.3
"""How far the second half of a long melody lies from the first: the share of the idea's variance that is new."""


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
        choosy: whether a melody that repeats the training set, or has notes that were not asked for, is drawn again.
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
        self.choosy = True

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

    def raw(self) -> Instrument:
        """The same, but each melody is the first that is drawn, to measure what the model does by itself."""
        other = copy(self)
        other.choosy = False
        return other

    def trained_knobs(self) -> KnobModel:
        """The knobs; ``UserError`` if there are none, for what cannot be done without."""
        if self.knobs is None:
            raise UserError(self.without or "This needs trained knobs; train some with 'lcmusic train knobs'.")
        return self.knobs

    def fresh(self, seed: int, number: int = 0) -> np.ndarray:
        """Idea ``number`` of a seed, float32 of ``idea_shape``: the feed of the live player takes the same ones."""
        return ideas.fresh(self.idea_shape, seed, number)

    def melody(self, idea: np.ndarray, knobs: Knobs, locked: Locked = NOTHING) -> Melody:
        """The melody of an idea under the knobs; the same for the same arguments.

        Locked bars come back note for note, and the others are made to fit them.

        Raises:
            UserError: bars are locked and there is no learned prior, or the knobs ask for what there is not.
        """
        return self.melodies(idea[None], knobs, locked)[0]

    @torch.inference_mode()
    def melodies(
        self,
        ideas: np.ndarray | Tensor,
        knobs: Knobs | Sequence[Knobs],
        locked: Locked = NOTHING,
        labels: Mapping[str, np.ndarray] | None = None,
    ) -> list[Melody]:
        """The melodies of many ideas at once, each drawn independently of the others: like those that ``melody`` makes
        of them one by one, but only the first is note for note the same.

        Where the learned prior repeats what it was trained on (``KnownStretches``), another idea is taken in its place,
        like it if that will do; not where bars are locked, for what is beside them may be somebody's own tune.

        A melody that is shorter than the model's is made as a loop: its bars come round in the model's. A longer one is
        two, of which the second goes on from the first as its variation.

        Args:
            knobs: of all ideas, or of each; temperature, seed, taste and bars are the first one's.
            labels: asked of the learned prior beside the knobs (``LearnedPrior.tokens``), ``[b]`` each.
        """
        rows, ideas = self._rows(knobs, len(ideas)), torch.as_tensor(ideas)
        bars, whole = self.bars(rows[0]), self.vae.config.bars
        if bars > whole:
            return self._joined(ideas, rows, locked, labels or {})
        if bars < whole:
            melodies = self._made(ideas, rows, locked.looped(bars, whole), labels or {})
            return [melody.looped(bars) for melody in melodies]
        return self._made(ideas, rows, locked, labels or {})

    def bars(self, knobs: Knobs) -> int:
        """The length of what is made under knobs, in bars; the model's own where they ask for no other."""
        return self.vae.config.bars if knobs.bars == BARS else knobs.bars

    def _joined(
        self, ideas: Tensor, rows: Sequence[Knobs], locked: Locked, labels: Mapping[str, np.ndarray]
    ) -> list[Melody]:
        """Two melodies in a row for each idea."""
        first, second = zip(*(row.halves() for row in rows), strict=True)
        begins, goes_on = locked.halves()
        others = torch.stack([torch.from_numpy(self._variation(idea)) for idea in ideas.numpy()])
        melodies = self._made(ideas, first, begins, labels), self._made(others, second, goes_on, labels)
        return [locked.kept_in(Melody(np.append(a.symbols_t, b.symbols_t))) for a, b in zip(*melodies, strict=True)]

    def _variation(self, idea: np.ndarray) -> np.ndarray:
        """The idea of the second half of a long melody: a neighbour, with the same outline where there is one."""
        digest = int.from_bytes(hashlib.blake2b(idea.tobytes(), digest_size=8).digest())
        varied = ideas.neighbour(idea, self.fresh(digest), VARIED)
        if self.prior:
            varied[0] = idea[0]
        return varied

    def _made(
        self, ideas: Tensor, rows: Sequence[Knobs], locked: Locked, labels: Mapping[str, np.ndarray]
    ) -> list[Melody]:
        """Melodies of the model's own length."""
        if self.prior is None:
            if locked:
                raise UserError("Bars are locked by the learned prior, and there is none for this melody VAE.")
            return self.decode(self.move(self.latents(ideas, rows), rows), rows)
        melodies = self._played(ideas, rows, locked, labels)
        for again in range(OTHERWISE if self.choosy and not locked else 0):
            symbols_bt = np.stack([melody.symbols_t for melody in melodies])
            copied = np.flatnonzero(self.prior.model.known.copied(symbols_bt))
            if not len(copied):
                break
            others = self.prior.otherwise(ideas[copied], again)
            asked = {name: value_b[copied] for name, value_b in labels.items()}
            for row, melody in zip(
                copied, self._played(others, [rows[int(row)] for row in copied], locked, asked), strict=True
            ):
                melodies[row] = melody
        return melodies

    def _played(
        self, ideas_bkf: Tensor, rows: Sequence[Knobs], locked: Locked, labels: Mapping[str, np.ndarray]
    ) -> list[Melody]:
        assert self.prior is not None  # whoever asks has looked
        tokens_bkf = self.prior.tokens(ideas_bkf, rows, locked, labels)
        if self.rule and rows[0].taste:
            z_bd = self.rule.move(self.prior.latents(tokens_bkf), rows[0].taste * rows[0].reach)
            embeddings_bke = self._conduct(self.knobs.obey(z_bd, rows) if self.knobs else z_bd)
            # A rule keeps the form: bars that were the same are the same after it.
            first_bk = (tokens_bkf[:, :, None] == tokens_bkf[:, None]).all(-1).int().argmax(-1)
            embeddings_bke = embeddings_bke.take_along_dim(first_bk[..., None], dim=1)
        else:
            embeddings_bke = self.prior.read(tokens_bkf)
        return [locked.kept_in(melody) for melody in self._best(embeddings_bke, rows)]

    def _best(self, embeddings_bke: Tensor, rows: Sequence[Knobs]) -> list[Melody]:
        """``draw``, but of several draws the one that errs least, where notes or their number are asked for."""
        draws = DRAWS if self.choosy and rows[0].temperature and any(map(can_err, rows)) else 1
        drawn = self.draw(embeddings_bke.repeat(draws, 1, 1), [*rows] * draws)
        each = (drawn[row :: len(rows)] for row in range(len(rows)))
        return [min(of_row, key=lambda m: errors(m, asked)) for of_row, asked in zip(each, rows, strict=True)]

    def idea(self, melody: Melody) -> np.ndarray:
        """The idea of a melody that somebody wrote or played, float32; a shorter one counts as a loop, and of a longer
        one the beginning.

        It is carried back to the prior's noise; without a learned prior it is the posterior's mean.
        """
        melody = melody.looped(self.vae.config.bars)
        return self.prior.idea(melody) if self.prior else latent_means(self.vae, [melody])[0].cpu().numpy()

    @torch.inference_mode()
    def latents(self, ideas: np.ndarray | Tensor, knobs: Knobs | Sequence[Knobs]) -> Tensor:
        """Where ideas lie in the VAE's latent space before they are moved, ``[b, d]``."""
        ideas = torch.as_tensor(ideas).to(self.vae.device)
        if self.prior is None:
            return ideas
        return self.prior.latents(self.prior.tokens(ideas, self._rows(knobs, len(ideas))))

    @torch.inference_mode()
    def move(self, z_bd: Tensor, knobs: Knobs | Sequence[Knobs]) -> Tensor:
        """Latents moved to where the knobs are obeyed, ``[b, d]``; one set of knobs for all rows, or one for each.

        First realism, then the rule as far as ``taste`` says, then scale and density where they are asked for: a knob
        that names notes is turned after a rule that might leave them. Reach scales it all. A row whose knobs ask for
        nothing stays where it is.
        """
        rows = self._rows(knobs, len(z_bd))
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

    def decode(self, z_bd: Tensor, knobs: Knobs | Sequence[Knobs]) -> list[Melody]:
        """Latents to melodies: ``draw`` of what the conductor makes of them."""
        return self.draw(self._conduct(z_bd), knobs)

    def _conduct(self, z_bd: Tensor) -> Tensor:
        return self.vae.conduct(z_bd).unflatten(0, (len(z_bd), -1))

    def _rows(self, knobs: Knobs | Sequence[Knobs], count: int) -> list[Knobs]:
        return [knobs] * count if isinstance(knobs, Knobs) else list(knobs)

    def draw(self, embeddings_bke: Tensor, knobs: Knobs | Sequence[Knobs]) -> list[Melody]:
        """What the bar decoder reads to melodies, at the knobs' temperature.

        Strict knobs bar notes outside the set. So does a rule: it may have left the scale, which holds all the same
        (under chords it does not, whose notes may lie outside).

        The draws come from a generator of the first knobs' seed alone: ideas that lie close together are drawn alike,
        so that a small step sounds small.
        """
        rows = self._rows(knobs, len(embeddings_bke))
        first = rows[0]
        ruled = self.rule is not None and first.taste * first.reach > 0
        barred = [row.allowed if row.strict or (ruled and row.chords is None) else None for row in rows]
        every_v = np.ones(SYMBOLS, bool)
        allowed_bv = np.stack([every_v if allowed is None else allowed_symbols(allowed) for allowed in barred])
        generator = torch.Generator(embeddings_bke.device).manual_seed(first.seed)
        symbols_bt = decode_embeddings(
            self.vae,
            embeddings_bke,
            temperature=first.temperature,
            generator=generator,
            allowed_v=allowed_bv if any(barred) else None,
        )
        return [Melody(symbols_t) for symbols_t in symbols_bt]
