"""Training the learned prior of melodies on a frozen melody VAE.

Two stages, each a call of ``lc_common.fit``:

1. ``reader``: from a bar's token to what the VAE's bar decoder reads, by the cross-entropy of single bars.
2. the flow (``lc_common.prior.flow_loss``), on the tokens of all bars in every key.

Tokens' coordinates, outlines and what melodies must not repeat are laid down in between, from the corpus, without
training.

Shapes: ``b`` rows, ``n`` bars, ``k`` bars of a melody, ``f`` numbers of a token, ``s`` 16 steps of a bar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from rich.console import Console
from torch import Tensor
from torch.nn import functional

from lc_common import checkpoint
from lc_common.config import to_dict
from lc_common.device import fast_autocast, pick
from lc_common.errors import UserError
from lc_common.fit import Batches, FitConfig, FitResult, Step, TrainState, fit, ship
from lc_common.latents import vae_digest
from lc_common.prior import Condition, flow_loss
from lc_common.run import CHECKPOINT_NAME, Outcome, Run
from lcmusic.corpus import Corpus, Split
from lcmusic.corpus.batches import BarBatches
from lcmusic.kinds import PRIOR_KIND, PRIOR_NAME, READER_STAGE
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.prior.data import Asked, PriorBatches, PriorData
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.vae.model import MelodyVAE

Evaluate = Callable[[TrainState], dict[str, float]]
ROWS = 4096
"""Bars that are embedded at a time."""
VALIDATION_ROWS = 2048
_READER = FitConfig(
    steps=1600, learning_rate=2e-3, betas=(0.9, 0.99), warmup_steps=50, schedule="linear", final_lr_fraction=0.0,
    grad_clip=1.0, precision="auto", log_every=100, save_minutes=2.0,
)  # fmt: skip
_FLOW = FitConfig(
    steps=9700, learning_rate=1.5e-3, betas=(0.9, 0.99), warmup_steps=50, schedule="linear", final_lr_fraction=0.02,
    grad_clip=1.0, ema_decay=0.999, precision="auto", log_every=50, evaluate_every=500, save_minutes=4.0,
)  # fmt: skip


@dataclass(frozen=True)
class PriorTraining:
    """How the prior is trained.

    Attributes:
        fit: optimiser and pace of the flow; ``rows`` melodies a step, asked for as ``asked`` says.
        reader: optimiser and pace of the reader; ``bars`` bars a step, with noise of this spread on their tokens.
    """

    fit: FitConfig = _FLOW
    rows: int = 128
    asked: Asked = field(default_factory=Asked)
    reader: FitConfig = _READER
    bars: int = 192
    noise: float = 0.15


ON_A_CARD = PriorTraining(
    replace(
        _FLOW, steps=35_500, learning_rate=1.2e-3, warmup_steps=400, decay_steps=17_000, weight_decay=0.01,
        ema_decay=0.9995, log_every=250, evaluate_every=1000, workers=8,
    ),
    rows=1024,
    reader=replace(_READER, steps=8000, workers=4),
    bars=1024,
)  # fmt: skip
"""On a graphics card, with eight times as many melodies a step and more steps: what ships was trained so."""


def reader_step(
    vae: MelodyVAE, noise: float
) -> Callable[[TrainState, Tensor, torch.Generator], dict[str, float | Tensor]]:
    """The training step of the reader on bars ``[n, s]``."""

    def step(state: TrainState, bars_ns: Tensor, generator: torch.Generator) -> dict[str, float | Tensor]:
        prior = state.modules["prior"]
        with torch.no_grad():
            tokens_nf = prior.tokens(vae.bar_encoder(bars_ns).float())
        tokens_nf += noise * torch.randn(tokens_nf.shape, generator=generator, device=tokens_nf.device)
        logits_nsv = vae.decoder(prior.reader(tokens_nf).float(), bars_ns)
        loss = STEPS_PER_BAR * functional.cross_entropy(logits_nsv.float().flatten(0, 1), bars_ns.flatten())
        return {"nats_per_bar": loss, "gradient_norm": state.descend("prior", loss)}

    return step


def flow_step(state: TrainState, batch: tuple[Tensor, ...], generator: torch.Generator) -> dict[str, float | Tensor]:
    """The training step of the flow on tokens ``[b, k, f]`` and the parts of their condition."""
    tokens_bkf, *condition = batch
    loss = flow_loss(state.modules["prior"].flow, tokens_bkf, Condition(*condition), generator)
    return {"velocity_error": loss, "gradient_norm": state.descend("prior", loss)}


def held_out_error(batch: tuple[Tensor, ...]) -> Evaluate:
    """The flow's error on some melodies that it does not learn, always at the same times and from the same noise."""

    def evaluate(state: TrainState) -> dict[str, float]:
        flow, device = state.shipped["prior"].flow, state.fabric.device
        tokens_bkf, *condition = (part.to(device) for part in batch)
        generator = torch.Generator(device).manual_seed(0)
        return {"velocity_error": float(flow_loss(flow, tokens_bkf, Condition(*condition), generator))}

    return evaluate


def train_prior(
    vae: MelodyVAE,
    corpus: Corpus,
    run: Run,
    *,
    config: MelodyPriorConfig | None = None,
    training: PriorTraining | None = None,
    console: Console | None = None,
) -> Outcome:
    """Train a prior for a VAE on a corpus; its sources are the styles that can be asked for.

    Args:
        run: its minutes and steps are the flow's. The reader's stage lies in ``reader/``.
        config: sizes; the VAE and the styles are filled in.

    Raises:
        UserError: the VAE's encoder does not embed bars; a source has no melody to train on; or see ``fit``.
    """
    if vae.config.encoder != "bars":
        raise UserError("A learned prior needs a VAE whose encoder embeds bars; this one's is flat.")
    device = pick(run.device)
    training = training or (ON_A_CARD if device.type == "cuda" else PriorTraining())
    styles = tuple(source.name for source in corpus.card.sources)
    sizes = {} if config is None else to_dict(config)
    sizes |= {"vae": vae_digest(vae), "styles": styles, "embedding": vae.config.embedding, "bars": vae.config.bars}
    config = MelodyPriorConfig(**sizes)
    torch.manual_seed(run.seed)
    model = MelodyPrior(config)
    vae.to(device).requires_grad_(False)
    train = corpus.split("train").cut(vae.config.bars)
    empty = [name for style, name in enumerate(styles) if not (train.source_n == style).any()]
    if empty:
        raise UserError(f"The corpus has no training melodies of {', '.join(empty)}; build it without or from more.")
    info = {"training_settings": to_dict(training)}

    def fitted(
        step: Step, batches: Batches, stage: Run, settings: FitConfig, evaluate: Evaluate | None = None
    ) -> FitResult:
        return fit(
            step,
            {"prior": model},
            batches,
            stage.settings(settings),
            stage.folder,
            kind=PRIOR_KIND,
            model_config=config,
            info=info,
            evaluate=evaluate,
            resume=stage.source,
            console=console,
        )

    bars = BarBatches(train.symbols_nt, rows=training.bars, seed=run.seed, held=True)
    if run.source:
        # What is gone on from has its own coordinates, which melodies have to be told in.
        source = run.folder / CHECKPOINT_NAME if run.source is True else run.source
        checkpoint.restore(model, checkpoint.load(source, PRIOR_KIND)[0], "prior", averaged=False)
    else:
        model.fit_tokens(embed(vae, bars.bars_ns), np.diff(bars.cumulative_n, prepend=0))
    if not run.begun and isinstance(run.resume, bool):
        for name, part in model.named_children():
            part.requires_grad_(name == "reader")
        stage = run.stage(READER_STAGE, None, None)
        result = fitted(reader_step(vae, training.noise), bars, stage, training.reader)
        if result.stopped == "signal":
            return result.outcome(stage=READER_STAGE)
        model = result.modules["prior"]
    model.cpu()

    def told(split: Split) -> PriorData:
        return PriorData.of(split, lambda bars_ms: tokens_of(model, embed(vae, bars_ms)))

    data = told(train)
    # Cut to fewer bars than the corpus's, some melodies may have no note.
    heard_n = ~np.isnan(data.labels["lowest"])
    labels = {name: value_n[heard_n] for name, value_n in data.labels.items()}
    weight_n = np.diff(data.cumulative_n, prepend=0)[heard_n]
    model.outline.fit(labels, data.table, data.bars_nk[heard_n], data.style_n[heard_n], weight_n, run.seed)
    model.known.fit(train.symbols_nt)
    for name, part in model.named_children():
        part.requires_grad_(name == "flow")
    if device.type == "cuda":
        model.flow.compile()
    held_out = told(corpus.split("validation").cut(vae.config.bars))
    seen, unseen = (
        PriorBatches(part, rows=rows, asked=training.asked, styles=len(styles), seed=run.seed)
        for part, rows in ((data, training.rows), (held_out, VALIDATION_ROWS))
    )
    result = fitted(flow_step, seen, run, training.fit, held_out_error(unseen(0)))
    return ship(result, run.folder / PRIOR_NAME)


@torch.inference_mode()
def embed(vae: MelodyVAE, bars_ms: np.ndarray) -> np.ndarray:
    """Embeddings of bars ``[m, e]``, float32."""
    parts = []
    for part_ns in torch.from_numpy(bars_ms.astype(np.int64)).split(ROWS):
        with fast_autocast(vae.device):
            parts.append(vae.bar_encoder(part_ns.to(vae.device)).float().cpu())
    return torch.cat(parts).numpy()


def tokens_of(model: MelodyPrior, embeddings_me: np.ndarray) -> np.ndarray:
    """Tokens of embeddings, float16 ``[m, f]``."""
    return model.tokens(torch.from_numpy(embeddings_me)).half().numpy()
