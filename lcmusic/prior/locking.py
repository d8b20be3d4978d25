"""What locked bars say to the learned prior: which bars they are the same as, and what the others are made beside.

Shapes: ``b`` melodies, ``k`` bars.
"""

from __future__ import annotations

import numpy as np

from lcmusic.music.form import rhythm
from lcmusic.music.locked import Locked, by_bars
from lcmusic.music.melody import PITCHES, STEPS_PER_BEAT, canonical
from lcmusic.music.statistics import onsets
from lcmusic.prior.conditions import BEATS, Conditions
from lcmusic.prior.labels import labels_of, numbered, shape, similarity
from lcmusic.prior.outline import LABELS


def join(locked: Locked, conditions: Conditions) -> np.ndarray:
    """Give the locked bars to every row of conditions, which from then on say of them what they are.

    Two of them are the same, or have the same rhythm or shape, where they do, and each has its own number of notes,
    which may lie outside the scale and the chords.
    Another bar that a row's form says is like one of them will be like it.

    Returns:
        Which bar of the melody each bar of a row is, where it is given: ``[b, k]``.
    """
    bars_ks, locked_k = by_bars(locked.melody), locked.bars_k
    conditions.given_bk[:] = locked_k
    for forms_bk, parts_ks in (
        (conditions.bars_bk, bars_ks),
        (conditions.rhythms_bk, rhythm(bars_ks)),
        (conditions.shapes_bk, shape(bars_ks)),
    ):
        for form_k in forms_bk:
            _tie(form_k, parts_ks, locked_k)
    both_kk = locked_k[:, None] & locked_k
    conditions.similar_bkk[:, both_kk] = similarity(bars_ks[None])[0][both_kk]
    for bar in locked.bars:
        _allow(conditions.sets_bkp[:, bar], bars_ks[bar])
        for beat in range(BEATS):
            _allow(conditions.beats_bkqp[:, bar, beat], bars_ks[bar, beat * STEPS_PER_BEAT, None])
    conditions.notes_bk[:, locked_k] = onsets(bars_ks).sum(1)[locked_k]
    return conditions.bars_bk % len(locked_k)


def labels_around(locked: Locked) -> dict[str, np.ndarray]:
    """What the locked bars are like on their own, by the names of an outline's labels, but for its form's.

    Nothing where they are silent.
    """
    symbols_1t = canonical(by_bars(locked.melody)[locked.bars_k].reshape(1, -1))
    if not onsets(symbols_1t).any():
        return {}
    own = labels_of(symbols_1t)
    return {name: own[name] for name in (*LABELS, "key") if name not in ("repetition", "rhythm")}


def _allow(sets_bp: np.ndarray, symbols_s: np.ndarray) -> None:
    """Add the notes that are there to the pitch classes that are asked for, where some are."""
    classes = symbols_s[symbols_s < PITCHES] % 12
    sets_bp[:, classes] = np.maximum(sets_bp[:, classes], sets_bp.max(1, keepdims=True))


def _tie(form_k: np.ndarray, parts_ks: np.ndarray, locked_k: np.ndarray) -> None:
    """Number a row's bars so that the locked ones are alike where their parts are; beyond what a form numbers."""
    count = len(locked_k)
    own_k = count + numbered(parts_ks)
    first_k = count + ((own_k[:, None] == own_k) & locked_k).argmax(-1)
    for number in np.unique(form_k[form_k >= 0]):
        alike_k = form_k == number
        if (alike_k & locked_k).any():
            form_k[alike_k] = first_k[(alike_k & locked_k).argmax()]
    form_k[locked_k] = first_k[locked_k]
