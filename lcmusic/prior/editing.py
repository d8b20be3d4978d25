"""The learned prior on melodies that are there: changed in what is asked, and kept in all else.

Shapes: ``b`` melodies, ``k`` bars, ``t`` steps, ``e`` bar embedding.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from lc_common.prior import Guide, edit
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.music.statistics import onsets
from lcmusic.prior.asking import ask_for_contour, ask_for_notes, check_range, key_of, style_of, wished
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.labels import NONE, BarTable, labels_of, numbered, similarity
from lcmusic.prior.learned import INSISTENCE, LearnedPrior

STEPS, START = 16, 0.3
"""Evaluations of the network, and the time of the flow to begin at: an earlier one obeys more and keeps less."""
NOTES_INSISTENCE = 6.0
"""Weight of the pitch classes of scales and chords in excess of all else: a tune that is there is hard to move."""


def edited(prior: LearnedPrior, symbols_bt: np.ndarray, knobs: Knobs) -> tuple[Tensor, Tensor]:
    """What the bar decoder reads of melodies as they are, and as the knobs ask: ``[b, k, e]`` each.

    They keep which of their bars are alike, and, where nothing else is asked, how many notes each bar has and how high
    it lies. ``knobs.reach`` is how far it goes towards what is asked. The noise is that of ``knobs.seed``.

    Raises:
        UserError: a style that the prior does not know, or a range that has none of the notes that are asked for.
    """
    check_range(knobs)
    styles, tokens_bkf = len(prior.styles), prior.tokens_of(symbols_bt)
    before, after = told(symbols_bt), told(symbols_bt)
    names = _ask(after, knobs, prior)
    # Of labels, what they ask for alone is told.
    before, after = (each.without(each.whole.keys() - names) for each in (before, after))
    most = NOTES_INSISTENCE if "sets" in names else INSISTENCE
    weight_b = torch.full((len(symbols_bt),), 1 + (most - 1) * knobs.reach)
    moved_bkf = edit(
        prior.model.flow,
        tokens_bkf,
        [Guide(before.condition(styles), torch.ones_like(weight_b))],
        [Guide(after.condition(styles), weight_b), Guide(after.without(names).condition(styles), 1 - weight_b)],
        generator=torch.Generator().manual_seed(knobs.seed),
        start=START,
        steps=STEPS,
    )
    return prior.read(tokens_bkf), prior.read(moved_bkf)


def told(symbols_bt: np.ndarray) -> Conditions:
    """All that conditions can say of melodies, but for pitch classes, chords and style."""
    bars_bks = symbols_bt.reshape(len(symbols_bt), -1, STEPS_PER_BAR)
    b, k, s = bars_bks.shape
    table = BarTable.of(bars_bks.reshape(-1, s))
    conditions = Conditions.none(b, k)
    conditions.bars_bk[:] = numbered(table.bars_ms).reshape(b, k)
    conditions.rhythms_bk[:], conditions.shapes_bk[:] = table.rhythm_m.reshape(b, k), table.shape_m.reshape(b, k)
    conditions.similar_bkk[:] = similarity(bars_bks)
    conditions.notes_bk[:] = onsets(bars_bks).sum(-1)
    heard_bk = (table.mean_m != NONE).reshape(b, k)
    pitch_bk = np.where(heard_bk, table.mean_m.reshape(b, k), 0)
    centre_b = pitch_bk.sum(1) / np.maximum(heard_bk.sum(1), 1)
    conditions.pitch_bk[:] = np.where(heard_bk, pitch_bk - centre_b[:, None], np.nan)
    conditions.whole.update(labels_of(symbols_bt))
    return conditions


def _ask(conditions: Conditions, knobs: Knobs, prior: LearnedPrior) -> set[str]:
    """Put what knobs ask for in place of what was told; the names of it, as ``Conditions.without`` has them."""
    b, k = conditions.notes_bk.shape
    own = dict(conditions.whole)
    asked = {name: wish_b for name, wish_b in wished([knobs] * b).items() if not np.isnan(wish_b).any()}
    # Where one end of the range alone is asked for, the other goes with it.
    if knobs.lowest is not None or knobs.highest is not None:
        span_b = asked.get("span", own["span"])
        asked["lowest"] = asked.get("lowest", (knobs.highest or 0) - span_b)
        asked |= {"span": span_b, "highest": asked["lowest"] + span_b}
    asked = {name: own[name] + knobs.reach * (wish_b - own[name]) for name, wish_b in asked.items()}
    names = set(asked)
    if "density" in asked:
        share_b = asked["density"] / np.maximum(own["density"], 1 / STEPS_PER_BAR)
        conditions.notes_bk[:] = np.clip(conditions.notes_bk * share_b[:, None], 0, STEPS_PER_BAR)
        names.add("notes")
    for row in range(b):
        ask_for_notes(conditions, row, knobs, k)
        if knobs.contour is not None:
            ask_for_contour(conditions, row, knobs.reach * knobs.contour, k)
    if knobs.contour is not None:
        names.add("pitch")
    if knobs.allowed is not None or knobs.chords is not None:
        asked["key"] = np.array([key_of(knobs, key) for key in own["key"]])
        names |= {"sets", "key"}
    if knobs.style is not None:
        asked["style"] = np.full(b, style_of(knobs.style, prior.styles))
        names.add("style")
    conditions.whole.update(asked)
    return names
