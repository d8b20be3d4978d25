"""The realism constraint of melodies (section 3): where the latents of music lie, and an actor that goes there.

Its critic does not look at z but at the 16 bar embeddings that the VAE's frozen conductor makes of it, which are all
that the decoder ever sees: what tells music from noise lies much nearer to the surface there (docs/experiments.md).
The actor moves z itself, as everywhere.

It learns from melodies as they are, neither moved to other keys nor stretched, so that what it makes has the keys,
rhythms and densities of music and not of the VAE's augmented training set.

Shapes: ``b`` melodies, ``d`` latent, ``k`` 16 bars, ``e`` bar embedding, ``x`` all 16 embeddings in a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from rich.console import Console
from torch import nn

from lc_common.actor_critic import AdversarialConfig, adversarial_step
from lc_common.config import to_dict
from lc_common.fit import FitConfig, FitResult, fit
from lc_common.preparation import Preparation
from lc_common.run import Run
from lcmusic.constraints.predictor import embeddings, view
from lcmusic.corpus import Corpus
from lcmusic.kinds import REALISM_KIND
from lcmusic.vae.encoding import encode_split
from lcmusic.vae.model import MelodyVAE


@dataclass(frozen=True)
class RealismTraining:
    """How realism is trained.

    Attributes:
        fit: optimiser and pace; the run says how long.
        encodings: melodies of the corpus that stand for q(z).
        learning: rows, critic updates a step, gradient penalty, lambda_dist, share of starts that are encodings.
    """

    fit: FitConfig = field(
        default_factory=lambda: FitConfig(
            learning_rate=5e-4, betas=(0.5, 0.9), schedule="linear", ema_decay=0.99, log_every=50, save_minutes=2.0
        )
    )
    encodings: int = 16_384
    learning: AdversarialConfig = field(
        default_factory=lambda: AdversarialConfig(critic_steps=3, data_share=0.1, wasserstein=True)
    )


def fit_realism(
    vae: MelodyVAE, corpus: Corpus, run: Run, critic: nn.Module, actor: nn.Module, settings: RealismTraining,
    config: object, console: Console | None,
) -> FitResult:  # fmt: skip
    """Train a realism critic and its actor by ``lc_common``'s adversarial step; ``config`` rebuilds them."""
    preparation = Preparation(run, console)
    with preparation.doing(f"encoding {settings.encodings:,} melodies"):
        data = encode_split(vae, corpus.split("train"), settings.encodings, run.seed, augment=None)
    run = preparation.rest()
    step = adversarial_step(settings.learning, vae.sigma_bar_d, view=lambda z_bd: view(embeddings(vae, z_bd)))
    return fit(
        step,
        {"critic": critic, "actor": actor},
        data.batches(settings.learning.step_rows, run.seed),
        run.settings(settings.fit),
        run.folder,
        kind=REALISM_KIND,
        model_config=config,
        info={"training_settings": to_dict(settings)},
        resume=run.source,
        console=console,
    )
