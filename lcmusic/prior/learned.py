"""The learned prior at work: ideas and knobs to bar embeddings, and melodies back to ideas.

An idea is a draw of N(0, I) of ``1 + k`` rows: the first holds its outline (``lcmusic.prior.outline``), the others the
noise that the flow makes bars of.

Shapes: ``b`` ideas, ``k`` bars, ``f`` numbers of a token, ``e`` bar embedding, ``d`` latent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import HOLD, PITCHES, REST, STEPS_PER_BAR, Melody, canonical
from lcmusic.music.scales import ROOTS
from lcmusic.music.statistics import onsets
from lcmusic.prior.asking import conditions_of
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.labels import labels_of, numbered
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.prior.outline import DRAWN, LABELS
from lcmusic.vae.model import MelodyVAE

STEPS, STEPS_BESIDE = 24, 16
"""Evaluations of the network from noise to bars: alone, and where each goes with one of less that is asked. The more,
the more like music, and the later."""
SHIFT, CHURN = 3.0, 0.7
"""Of the steps, most of which are early, when it is decided what a melody will be; and of the noise in each, which
mends what few steps get wrong. A melody that was carried back to noise has no churn, and comes back."""
GUIDANCE = 0.5, 1.5
"""Weight of classifier-free guidance at realism 0 and 1, where nothing is insisted on: halfway, at 1, there is none,
and more is less like music."""
INSISTENCE = 3.0
"""Weight, in excess of all else, of the pitch classes of scales and chords, which are rules, and of how far a melody
moves where that is asked for. Other knobs are obeyed without any, and cost less of what makes music."""
PRIOR_PATH = Path(__file__).parents[1] / "pretrained" / PRIOR_NAME


@dataclass(frozen=True)
class Locked:
    """Bars that are kept.

    Attributes:
        melody: where they stand, as long as the prior's melodies.
        bars_k: which they are, bool.

    Raises:
        UserError: the melody has another number of bars.
    """

    melody: Melody
    bars_k: np.ndarray

    def __post_init__(self) -> None:
        if self.melody.bars != len(self.bars_k):
            raise UserError(f"The melody has {self.melody.bars} bars; to lock some it must have {len(self.bars_k)}.")

    def check_density(self, knobs: Sequence[Knobs]) -> None:
        """``UserError`` if no choice of the other bars makes the melody as dense as a row asks."""
        bars_ks = self.melody.symbols_t.reshape(len(self.bars_k), -1)
        notes, bars = int(onsets(bars_ks[self.bars_k]).sum()), len(self.bars_k)
        least, most = notes / bars, (notes + STEPS_PER_BAR * int((~self.bars_k).sum())) / bars
        for row in knobs:
            if row.density is not None and row.reach and not least <= row.density <= most:
                raise UserError(
                    f"With its locked bars a melody has {least:.1f} to {most:.1f} notes a bar, not {row.density:g}; "
                    "turn density or unlock bars."
                )

    def join(self, conditions: Conditions) -> np.ndarray:
        """Give the locked bars to every row. A bar that a row's form says is the same as a locked one will be.

        Returns:
            Which bar of the melody each bar of a row is, where it is given: ``[b, k]``.

        Raises:
            UserError: a locked bar has a note outside the pitch classes that a row asks its bar for.
        """
        bars_ks = self.melody.symbols_t.reshape(len(self.bars_k), -1)
        for bar in np.flatnonzero(self.bars_k):
            classes = np.unique(bars_ks[bar][bars_ks[bar] < PITCHES] % 12)
            sets_bp = conditions.sets_bkp[:, bar]
            wrong_bx = sets_bp.any(1, keepdims=True) & (sets_bp[:, classes] == 0)
            if wrong_bx.any():
                names = ", ".join(ROOTS[p] for p in classes[wrong_bx.any(0)])
                raise UserError(
                    f"Bar {bar + 1} is locked and has notes outside the scale ({names}); unlock it or ask for another "
                    "scale."
                )
        conditions.given_bk[:] = self.bars_k
        same_kk = (bars_ks[:, None] == bars_ks).all(-1) & self.bars_k
        own_k = len(self.bars_k) + same_kk.argmax(-1)
        for form_k in conditions.bars_bk:
            for number in np.unique(form_k):
                alike_k = form_k == number
                if (alike_k & self.bars_k).any():
                    form_k[alike_k] = own_k[(alike_k & self.bars_k).argmax()]
            form_k[self.bars_k] = own_k[self.bars_k]
        return conditions.bars_bk % len(self.bars_k)

    def kept_in(self, melody: Melody) -> Melody:
        """A melody with the locked bars put back, note for note.

        No note sounds from a locked bar into one that was made, or the other way round.
        """
        bars_ks, kept_ks = (each.symbols_t.reshape(len(self.bars_k), -1) for each in (melody, self.melody))
        whole_ks = np.where(self.bars_k[:, None], kept_ks, bars_ks)
        for bar in 1 + np.flatnonzero(self.bars_k[1:] != self.bars_k[:-1]):
            whole_ks[bar][np.logical_and.accumulate(whole_ks[bar] == HOLD)] = REST
        return Melody(whole_ks.ravel())

    def labels(self) -> dict[str, np.ndarray]:
        """What the locked bars are like on their own, by the names of an outline's labels, but for its form's.

        Nothing where they are silent.
        """
        bars_ks = self.melody.symbols_t.reshape(len(self.bars_k), -1)
        symbols_1t = canonical(bars_ks[self.bars_k].reshape(1, -1))
        if not onsets(symbols_1t).any():
            return {}
        labels = labels_of(symbols_1t)
        return {name: labels[name] for name in (*LABELS, "key") if name not in ("repetition", "rhythm")}


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
        locked: Locked | None = None,
        labels: Mapping[str, np.ndarray] | None = None,
    ) -> Tensor:
        """The tokens of ideas ``[b, 1 + k, f]`` under each row's knobs, ``[b, k, f]``.

        Args:
            locked: bars that are given, the same for all rows; the others are made to fit them.
            labels: asked for beside the knobs, for what no knob asks (``conditions_of``).

        Raises:
            UserError: as ``conditions_of``; a locked bar has a note outside the scale that is asked for; or the density
                that is asked for cannot be reached beside the locked bars.
        """
        model = self.model
        drawn_bl = ideas_bkf[:, 0, :DRAWN].double().numpy()
        around = None if locked is None else locked.labels()
        conditions = conditions_of(knobs, drawn_bl, model.outline, self.styles, model.config.bars, around, labels)
        data_bkf = None
        if locked is not None:
            locked.check_density(knobs)
            data_bkf = self.tokens_of(locked.melody.symbols_t[None])[0, torch.from_numpy(locked.join(conditions))]
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
            insistence_b = torch.tensor([1 + (INSISTENCE - 1) * row.reach for row in knobs])
            guides = [Guide(asked, insistence_b), Guide(without, 1 - insistence_b)]
        steps = STEPS if guides[0].weight_b.eq(1).all() else STEPS_BESIDE
        # The numbers of the first row that no outline reads: 1 in the mean square of a draw, 0 of somebody's melody.
        churn_b = (CHURN * ideas_bkf[:, 0, DRAWN:].square().mean(1).sqrt()).clamp(max=1)
        return generate(
            model.flow, ideas_bkf[:, 1:], guides, data_bke=data_bkf, steps=steps, shift=SHIFT, churn_b=churn_b
        )

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
