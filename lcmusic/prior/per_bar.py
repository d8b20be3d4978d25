"""What is asked of single bars: that they come round as a loop, and how many notes each of them has.

Shapes: ``b`` melodies, ``k`` bars.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lcmusic.music.knobs import Knobs
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.outline import Form


def looped(form: Form, bars: int) -> Form:
    """The form whose first bars come round, so many at a time: what plays after the last of them is the first again."""
    at_k = np.arange(form.bars_bk.shape[1]) % bars
    busy_bk = form.busy_bk[:, at_k]
    mean_b1 = busy_bk.mean(1, keepdims=True)
    return Form(
        form.bars_bk[:, at_k],
        form.rhythms_bk[:, at_k],
        form.shapes_bk[:, at_k],
        form.similar_bkk[:, at_k[:, None], at_k],
        np.where(mean_b1 > 0, busy_bk / np.maximum(mean_b1, 1e-6), 1),  # their mean is still the melody's
    )


def counts_of(knobs: Sequence[Knobs], bars: int) -> np.ndarray:
    """How many notes each bar is asked to have, float ``[b, k]``; nan for as many as come."""
    rows = [[asked.notes_in(bar % asked.bars) for bar in range(bars)] for asked in knobs]
    return np.array(rows, float)  # None becomes nan


def ask_for_counts(conditions: Conditions, count_bk: np.ndarray, reach_b: np.ndarray) -> None:
    """Ask for so many notes in each bar; bars that are to differ in it are the same no longer."""
    moved_bk = conditions.notes_bk + reach_b[:, None] * (count_bk - conditions.notes_bk)
    conditions.notes_bk[:] = np.where(np.isnan(count_bk), conditions.notes_bk, moved_bk)
    told_bk = np.where(np.isnan(count_bk), -1, count_bk)
    alike_bkk = told_bk[:, :, None] == told_bk[:, None]
    for form_bk in (conditions.bars_bk, conditions.rhythms_bk, conditions.shapes_bk):
        first_bk = (alike_bkk & (form_bk[:, :, None] == form_bk[:, None])).argmax(-1)
        form_bk[:] = np.where(form_bk < 0, form_bk, first_bk)
    conditions.similar_bkk[:] *= alike_bkk
