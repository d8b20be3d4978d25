"""The learned prior at work: ideas and knobs to bar embeddings, and melodies back to ideas.

An idea is a draw of N(0, I) of ``1 + k`` rows: the first holds its outline (``lcmusic.prior.outline``), the others the
noise that the flow makes bars of.

Shapes: ``b`` ideas, ``k`` bars, ``f`` numbers of a token, ``e`` bar embedding, ``d`` latent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lc_common import checkpoint
from lc_common.config import from_dict
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.prior import Guide, generate, guided, invert
from lcmusic.kinds import PRIOR_KIND, PRIOR_NAME
from lcmusic.music.form import rhythm
from lcmusic.music.ideas import fresh
from lcmusic.music.knobs import Knobs
from lcmusic.music.locked import NOTHING, Locked
from lcmusic.music.melody import STEPS_PER_BAR, Melody
from lcmusic.prior.asking import conditions_of
from lcmusic.prior.labels import labels_of, numbered
from lcmusic.prior.locking import join, labels_around
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.prior.outline import DRAWN, LABELS
from lcmusic.vae.model import MelodyVAE

STEPS, STEPS_BESIDE = 24, 16
"""Evaluations of the network from noise to bars: alone, and where each goes with one of less that is asked. The more,
the more like music, and the later."""
SHIFT = 3.0
"""Of the steps, most of which are early, when it is decided what a melody will be."""
GUIDED_FROM = 0.05
"""The time before which nothing is insisted on."""
GUIDANCE = 0.5, 1.5
"""Weight of classifier-free guidance at realism 0 and 1, where nothing is insisted on: halfway, at 1, there is none,
and more is less like music."""
INSISTENCE, NARROW_INSISTENCE = 3.0, 6.0
"""Weight, in excess of all else, of the pitch classes of scales and chords, which are rules, and of how far a melody
moves where that is asked for; and of scales of fewer than seven notes, which music seldom keeps to. Other knobs are
obeyed without any, and cost less of what makes music."""
SAME_OUTLINES = 2
"""Other noise under the outline of an idea that is tried before another outline: of some outlines one tune is known."""
PRIOR_PATH = Path(__file__).parents[1] / "pretrained" / PRIOR_NAME


class LearnedPrior:
    """A trained prior with its VAE; on the CPU.

    Attributes:
        idea_shape: of every idea.
        styles: what ``Knobs.style`` may ask for.
    """

    def __init__(self, vae: MelodyVAE, model: MelodyPrior) -> None:
        self.vae, self.model = vae, model
        self.idea_shape = (1 + model.config.bars, model.config.token)
        self.styles = model.config.styles

    @torch.inference_mode()
    def tokens(
        self,
        ideas_bkf: Tensor,
        knobs: Sequence[Knobs],
        locked: Locked = NOTHING,
        labels: Mapping[str, np.ndarray] | None = None,
    ) -> Tensor:
        """The tokens of ideas ``[b, 1 + k, f]`` under each row's knobs, ``[b, k, f]``.

        Args:
            locked: bars that are given, the same for all rows; the others are made to fit them.
            labels: asked for beside the knobs, for what no knob asks (``conditions_of``).

        Raises:
            UserError: as ``conditions_of``.
        """
        model = self.model
        drawn_bl = ideas_bkf[:, 0, :DRAWN].double().numpy()
        around = labels_around(locked) if locked.bars else None
        conditions = conditions_of(knobs, drawn_bl, model.outline, self.styles, model.config.bars, around, labels)
        data_bkf = None
        if locked.bars:
            data_bkf = self.tokens_of(locked.melody.symbols_t[None])[0, torch.from_numpy(join(locked, conditions))]
        low, high = GUIDANCE
        weight_b = torch.tensor([low + (high - low) * row.realism for row in knobs])
        asked = conditions.condition(len(self.styles))
        guides = guided(asked, weight_b)
        insisted = set(labels or ())
        if any(row.motion is not None for row in knobs):
            insisted.add("motion")
        if conditions.sets_bkp.any() or conditions.beats_bkqp.any():
            insisted |= {"sets", "key", "ending"}
        if insisted:
            without = conditions.without(insisted).condition(len(self.styles))
            narrow = [row.allowed is not None and len(row.allowed) < 7 for row in knobs]
            most_b = torch.where(torch.tensor(narrow), NARROW_INSISTENCE, INSISTENCE)
            insistence_b = 1 + (most_b - 1) * torch.tensor([row.reach for row in knobs])
            guides = [Guide(asked, insistence_b), Guide(without, 1 - insistence_b)]
        steps = STEPS if guides[0].weight_b.eq(1).all() else STEPS_BESIDE
        return generate(
            model.flow, ideas_bkf[:, 1:], guides, data_bke=data_bkf, steps=steps, shift=SHIFT, guided_from=GUIDED_FROM
        )

    def otherwise(self, ideas_bkf: Tensor, number: int) -> Tensor:
        """Other ideas in place of these, ``[b, 1 + k, f]``: the same one for the same idea and number.

        The first ones have the same outline, the others from ``SAME_OUTLINES`` on another one.
        """
        others = []
        for idea_kf in ideas_bkf.numpy():
            digest = int.from_bytes(hashlib.blake2b(idea_kf.tobytes(), digest_size=8).digest())
            other_kf = fresh(self.idea_shape, digest, number)
            if number < SAME_OUTLINES:
                other_kf[0] = idea_kf[0]
            others.append(torch.from_numpy(other_kf))
        return torch.stack(others)

    def read(self, tokens_bkf: Tensor) -> Tensor:
        """What the bar decoder reads of tokens, ``[b, k, e]``."""
        return self.model.reader(tokens_bkf)

    def latents(self, tokens_bkf: Tensor) -> Tensor:
        """Where the VAE's encoder puts melodies with these tokens, ``[b, d]``."""
        return self.vae.encode_embeddings(self.model.embeddings(tokens_bkf))[0]

    def idea(self, melody: Melody) -> np.ndarray:
        """The idea of 16 bars that somebody wrote or played, float32 of ``idea_shape``.

        Its outline is the melody's own; its noise is where the flow, run backwards, begins. The first row's numbers
        that no outline reads are zero.
        """
        symbols_1t, every_y = melody.symbols_t[None], np.arange(len(self.styles))
        many = {name: np.repeat(value, len(every_y)) for name, value in labels_of(symbols_1t).items()}
        bars_yk, rhythms_yk = (
            np.repeat(_numbered(part_1t), len(every_y), axis=0) for part_1t in (symbols_1t, rhythm(symbols_1t))
        )
        drawn_yl = self.model.outline.numbers(many, bars_yk, rhythms_yk, every_y)
        # The style in which such labels are least surprising.
        drawn_bl = drawn_yl[[np.square(drawn_yl[:, : len(LABELS)]).sum(1).argmin()]]
        idea_kf = torch.zeros(self.idea_shape)
        idea_kf[0, :DRAWN] = torch.from_numpy(drawn_bl[0]).float()
        conditions = conditions_of([Knobs()], drawn_bl, self.model.outline, self.styles, self.model.config.bars)
        tokens_1kf = self.tokens_of(symbols_1t)
        condition = conditions.condition(len(self.styles))
        idea_kf[1:] = invert(self.model.flow, tokens_1kf, condition, shift=SHIFT)[0]
        return idea_kf.numpy()

    @torch.inference_mode()
    def tokens_of(self, symbols_bt: np.ndarray) -> Tensor:
        """The tokens of melodies that are there, ``[b, k, f]``."""
        return self.model.tokens(self.vae.embed_bars(torch.from_numpy(symbols_bt.astype(np.int64))))


def _numbered(symbols_1t: np.ndarray) -> np.ndarray:
    """The bars of a melody as numbers that are equal where the bars are, ``[1, k]``."""
    return numbered(symbols_1t.reshape(-1, STEPS_PER_BAR))[None]


def prior_that_fits(vae: MelodyVAE, path: Path | None = None) -> LearnedPrior | None:
    """``load_prior``, but where no file is named and the one that ships does not fit: None.

    Raises:
        UserError: as ``load_prior``, of a file that is named.
    """
    try:
        return load_prior(vae, path)
    except UserError:
        if path is not None:
            raise
        return None


def load_prior(vae: MelodyVAE, path: Path | None = None) -> LearnedPrior:
    """The prior of a file; the one that ships if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, of another kind, or was trained for another VAE.
    """
    path = path or PRIOR_PATH
    tensors, meta = checkpoint.load(path, PRIOR_KIND)
    try:
        config = from_dict(MelodyPriorConfig, meta["config"])
    except UserError as problem:
        raise UserError(f"{path} is of another version ({problem}) Train it again with this one.") from problem
    if config.vae != vae_digest(vae):
        raise UserError(f"{path} was trained for another melody VAE; train it again for this one.")
    model = MelodyPrior(config)
    checkpoint.restore(model, tensors, "prior")
    return LearnedPrior(vae, model.eval().requires_grad_(False))
