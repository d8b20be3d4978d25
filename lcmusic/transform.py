"""Changing a tune in what is asked of it and in nothing else: scale, density, form, or a rule (section 5).

A scale is snapped to (``lcmusic.music.snap``), which keeps every right note. What cannot be snapped is moved: by the
learned prior (``lcmusic.prior.editing``), or in the latent space of the VAE by the actor or by gradient descent. Bars
that are alike move alike, and what obeys already comes back note for note.

A tune of any length is taken in windows as long as the model's melodies; the last is filled up from the beginning.

Shapes: ``n`` windows, ``k`` bars of one, ``s`` 16 steps of a bar, ``t`` steps, ``d`` latent, ``e`` what the bar decoder
reads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, get_args

import numpy as np
import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.optimise import Constraint, LatentCritic, OptimiseConfig, optimise
from lcmusic.constraints.predictor import view
from lcmusic.constraints.trained import KnobModel
from lcmusic.instrument import Instrument
from lcmusic.music.knobs import ROWS, Knobs
from lcmusic.music.melody import STEPS_PER_BAR, Melody
from lcmusic.music.rewards import pitch_set
from lcmusic.music.rows import STAYS
from lcmusic.music.scales import indicator, outside
from lcmusic.music.snap import snap
from lcmusic.music.statistics import onsets
from lcmusic.prior.editing import edited
from lcmusic.vae.batching import encode_all

Method = Literal["snap", "prior", "actor", "gradient"]
METHODS: tuple[Method, ...] = get_args(Method)
REALISM_WEIGHT, REALISM_THRESHOLD = 0.1, 0.2
"""Figure 5's weight; the threshold is what most encodings of held-out melodies pass."""
ATTRIBUTE_THRESHOLD = 0.82
DENSITY_SHARPNESS = 4.0
"""Logits for one note per bar."""
NEAR = 0.5
"""Notes a bar by which a tune may miss the density that is asked for and is left alone: methods come no nearer."""

Tie = Callable[[Tensor], Tensor]
"""Makes bar embeddings ``[n, k, e]`` the same where bars are."""


def transform(
    instrument: Instrument, tunes: Sequence[Melody], knobs: Knobs, method: Method | None = None
) -> list[Melody]:
    """Tunes with what the knobs ask for, each as many bars as it had; ``knobs.reach`` is the strength of a move.

    How a tune repeats and ends is not asked for: it is the tune's own.

    Args:
        method: what moves them. None takes what keeps most of a tune: a scale is snapped to, after the rest has been
            done by the prior, or, for a rule and where there is no prior, by the actor.

    Raises:
        UserError: the method cannot do what is asked, or what it needs is not there.
    """
    knobs = knobs if instrument.rule else replace(knobs, taste=0.0)
    moving = replace(knobs, scale=None, pitch_classes=None) if method in (None, "snap") else knobs
    chosen = method or chosen_method(instrument, moving)
    check(instrument, moving, chosen)
    if chosen == "snap" and knobs.reach < 1:
        raise UserError("A snapped note has no strength; leave --strength out, or choose another --method.")
    if chosen != "snap":
        tunes = _moved(instrument, tunes, moving, chosen)
    if method in (None, "snap") and knobs.allowed is not None:
        tunes = [Melody(snap(tune.symbols_t, knobs.allowed)) for tune in tunes]
    return list(tunes)


def chosen_method(instrument: Instrument, moving: Knobs) -> Method:
    """What does best what cannot be snapped."""
    if instrument.rule and moving.taste:
        return "actor"
    if moving.density is None and not asked_form(moving):
        return "snap"
    return "prior" if instrument.prior else "actor"


def asked_form(knobs: Knobs) -> list[str]:
    """The flags of the knobs of form that are on: the learned prior's alone."""
    rows = [row for row in ROWS.values() if row.needs == "prior" and row.off is not STAYS]
    return [row.option.flag for row in rows if row.option and getattr(knobs, row.field) != row.off]


def check(instrument: Instrument, moving: Knobs, method: Method) -> None:
    """``UserError`` if a method cannot do what is asked, or has not what it needs."""
    form = asked_form(moving)
    if moving.repetition is not None:
        raise UserError("A tune repeats after a change what it repeated before; leave --repetition out.")
    if moving.taste and method != "actor":
        raise UserError("A rule moves a melody by its actor; use it with the actor method, and with no other.")
    if form and method != "prior":
        raise UserError(f"{form[0]} is the learned prior's to obey; choose --method prior, without a rule.")
    if method == "prior" and instrument.prior is None:
        raise UserError("There is no learned prior for this melody VAE; choose --method actor.")
    if method == "snap" and moving.density is not None:
        raise UserError("Snapping changes the scale alone; leave --density or --method out.")
    if method == "gradient" or (method == "actor" and not moving.taste):
        instrument.trained_knobs()


def _moved(instrument: Instrument, tunes: Sequence[Melody], knobs: Knobs, method: Method) -> list[Melody]:
    bars = instrument.vae.config.bars
    windows = [np.resize(tune.symbols_t, (-(-tune.bars // bars), bars * STEPS_PER_BAR)) for tune in tunes]
    symbols_nt, tune_n = np.concatenate(windows), np.repeat(np.arange(len(tunes)), [len(each) for each in windows])
    bars_ms, tune_m = symbols_nt.reshape(-1, STEPS_PER_BAR), np.repeat(tune_n, bars)
    _, first_u, number_m = np.unique(np.column_stack([tune_m, bars_ms]), axis=0, return_index=True, return_inverse=True)
    number_m = number_m.ravel()
    still_nke, moved_nke = _embeddings(instrument, symbols_nt, knobs, method, tied(number_m))
    still_ms, moved_ms = (
        np.concatenate([melody.symbols_t for melody in instrument.draw(each_nke, knobs)]).reshape(bars_ms.shape)
        for each_nke in (still_nke, moved_nke)
    )
    # What the model makes of a bar takes its place only where that is the move's doing.
    left_m = (still_ms == moved_ms).all(1) | np.concatenate([_obeying(each_nt, knobs) for each_nt in windows])
    changed_ms = np.where(left_m[:, None], bars_ms, moved_ms)[first_u][number_m]
    return [Melody(changed_ms[tune_m == number].ravel()[: len(tune)]) for number, tune in enumerate(tunes)]


def _obeying(symbols_nt: np.ndarray, knobs: Knobs) -> np.ndarray:
    """Which bars of a tune have all that is asked for already, bool ``[n * k]``."""
    bars_ms = symbols_nt.reshape(-1, STEPS_PER_BAR)
    obeying_m = np.full(len(bars_ms), not (knobs.taste or asked_form(knobs)))
    if knobs.density is not None:
        obeying_m &= abs(onsets(bars_ms).sum(1).mean() - knobs.density) <= NEAR
    if knobs.allowed is not None:
        obeying_m &= (pitch_set(bars_ms, knobs.allowed) == 1) | ~onsets(bars_ms).any(1)
    return obeying_m


def tied(number_m: np.ndarray) -> Tie:
    """Gives bars with the same number, ``[n * k]``, the mean of their embeddings."""
    which_m = torch.from_numpy(number_m)

    def tie(embeddings_nke: Tensor) -> Tensor:
        flat_me, which = embeddings_nke.flatten(0, 1), which_m.to(embeddings_nke.device)
        if len(flat_me) != len(which):  # those of a flat decoder are not bars
            return embeddings_nke
        mean_ue = flat_me.new_zeros(int(which.max()) + 1, flat_me.shape[1]).index_add(0, which, flat_me)
        return (mean_ue / which.bincount()[:, None])[which].view_as(embeddings_nke)

    return tie


def _embeddings(
    instrument: Instrument, symbols_nt: np.ndarray, knobs: Knobs, method: Method, tie: Tie
) -> tuple[Tensor, Tensor]:
    """What the bar decoder reads of melodies as they are, and moved; ``[n, k, e]`` each."""
    if method == "prior":
        assert instrument.prior is not None
        still_nke, moved_nke = edited(instrument.prior, symbols_nt, knobs)
        return still_nke, tie(moved_nke)
    vae, z_nd = instrument.vae, encode_all(instrument.vae, symbols_nt)[0]
    moved_nd = move_encodings(instrument, z_nd, knobs, method, tie)
    still_nke, moved_nke = (tie(vae.conduct(each_nd).unflatten(0, (len(z_nd), -1))) for each_nd in (z_nd, moved_nd))
    return still_nke, moved_nke


def untied(embeddings_nke: Tensor) -> Tensor:
    """The ``Tie`` of bars that nothing is known of."""
    return embeddings_nke


@torch.no_grad()
def move_encodings(instrument: Instrument, z_nd: Tensor, knobs: Knobs, method: Method, tie: Tie = untied) -> Tensor:
    """Encodings ``[n, d]`` moved by the actor or by the gradient of critics that see the bars tied."""
    if method == "actor":
        return instrument.move(z_nd, knobs)
    trained = instrument.trained_knobs()
    constraints = [
        Constraint(critic, threshold=ATTRIBUTE_THRESHOLD) for critic in attribute_critics(trained, knobs, tie)
    ]
    if not constraints:
        return z_nd

    def looks_real(z_bd: Tensor) -> Tensor:
        return trained.realism(view(tie(trained.vae.conductor(z_bd))))

    realism = Constraint(looks_real, weight=REALISM_WEIGHT, threshold=REALISM_THRESHOLD)
    moved_nd = optimise(z_nd, [*constraints, realism], OptimiseConfig(), until_satisfied=True)
    return z_nd.lerp(moved_nd, knobs.reach)


def attribute_critics(trained: KnobModel, knobs: Knobs, tie: Tie = untied) -> list[LatentCritic]:
    """The knobs that are on as critics D(z), by the predictor of statistics.

    Scale: the probability that no note lies outside the set, notes being Poisson. Density: even odds at one note per
    bar from what is asked.
    """
    vae = trained.vae
    critics: list[LatentCritic] = []
    if knobs.allowed is not None:
        allowed_p = torch.tensor(indicator(knobs.allowed), device=vae.device)

        def keeps_to_the_set(z_bd: Tensor) -> Tensor:
            wrong_b = outside(trained.bars(tie(vae.conductor(z_bd))).notes_p, allowed_p).sum(1) + 1e-4
            # The logit of exp(-wrong) is -log(exp(wrong) - 1).
            return -(wrong_b + torch.log(-torch.expm1(-wrong_b)))

        critics.append(keeps_to_the_set)
    if knobs.density is not None:

        def has_the_density(z_bd: Tensor) -> Tensor:
            density_b = trained.bars(tie(vae.conductor(z_bd))).notes_p.sum((1, 2)) / vae.config.bars
            return DENSITY_SHARPNESS * (1 - (density_b - knobs.density).abs())

        critics.append(has_the_density)
    return critics
