"""From knobs to conditions of the learned prior.

Shapes: ``b`` melodies, ``k`` bars.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from lc_common.errors import UserError
from lcmusic.music.knobs import Knobs
from lcmusic.music.melody import STEPS_PER_BAR
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.outline import LABELS, Outline
from lcmusic.prior.per_bar import ask_for_counts, counts_of, looped

ALL = frozenset(range(12))
RISE = 6.0
"""Semitones by which the last bar lies above the middle where a contour of 1 is asked for."""
MINOR_THIRD, MAJOR_THIRD, FIFTH = 3, 4, 7
HOME_NOTES = 4.0
"""A last bar that ends on the tonic has no more notes than this."""


def wished(knobs: Sequence[Knobs]) -> dict[str, np.ndarray]:
    """The labels of an outline that knobs ask for, by name, float ``[b]``; nan where a knob is off."""

    def column(name: str) -> np.ndarray:
        return np.array([getattr(row, name) for row in knobs], float)  # None becomes nan

    lowest, highest = column("lowest"), column("highest")
    return {
        "density": column("density"), "repetition": column("repetition"), "motion": column("motion"),
        "contour": column("contour"), "syncopation": column("syncopation"), "lowest": lowest, "span": highest - lowest,
    }  # fmt: skip


def conditions_of(
    knobs: Sequence[Knobs],
    drawn_bl: np.ndarray,
    outline: Outline,
    styles: Sequence[str],
    bars: int,
    around: Mapping[str, np.ndarray] | None = None,
    labels: Mapping[str, np.ndarray] | None = None,
) -> Conditions:
    """What ideas with these outlines are asked for under the knobs.

    A knob replaces the idea's own label as far as ``reach`` says, and the other labels follow as they do in music. A
    scale or chords count as much as reach says. A named scale is a key, so its root is what the melody leans on.

    A melody of fewer bars than the prior's is one whose bars come round as a loop. Its length is the first row's.

    Args:
        drawn_bl: the numbers of the ideas' outlines, ``[b, DRAWN]``.
        styles: the names that ``Knobs.style`` may have.
        around: labels, and the key, of what surrounds the bars that are made, one number each; None: nothing does.
        labels: asked for beside the knobs, whose knobs are off: by a name in ``GRIDS``, float ``[b]``.

    Raises:
        UserError: a style that the prior does not know, or a range that has none of the notes that are asked for.
    """
    for asked in knobs:
        check_range(asked)
    conditions = Conditions.none(len(knobs), bars)
    style_b = outline.style(drawn_bl)
    for row, asked in enumerate(knobs):
        if asked.style is not None:
            style_b[row] = style_of(asked.style, styles)
    given = {name: np.repeat(value, len(knobs)) for name, value in (around or {}).items()}
    own, _ = outline.draw(drawn_bl, style_b, given)
    reach_b = np.array([asked.reach for asked in knobs])
    wishes = wished(knobs)
    # Where the highest note alone is asked for, the idea keeps its range below it.
    under_b = np.array([asked.highest for asked in knobs], float) - own["span"]
    wishes["lowest"] = np.where(np.isnan(wishes["lowest"]), under_b, wishes["lowest"])
    loop = min(knobs[0].bars, bars)
    count_bk = counts_of(knobs, bars)
    counted_b = ~np.isnan(count_bk).all(1)
    left_b = np.where(np.isnan(wishes["density"]), own["density"], wishes["density"])  # to bars that are not counted
    mean_b = np.where(np.isnan(count_bk), left_b[:, None], count_bk).mean(1)
    wishes["density"] = np.where(counted_b, mean_b, wishes["density"])
    wishes = {name: own[name] + reach_b * (wish_b - own[name]) for name, wish_b in wishes.items()}
    wishes = given | {n: np.where(np.isnan(wish_b), given.get(n, np.nan), wish_b) for n, wish_b in wishes.items()}
    wishes |= {name: value_b for name, value_b in (labels or {}).items() if name in LABELS}
    highest_b = np.array([asked.highest for asked in knobs], float)
    drawn, form = outline.draw(drawn_bl, style_b, wishes)
    if loop < bars:
        form = looped(form, loop)
    conditions.bars_bk[:], conditions.rhythms_bk[:], conditions.shapes_bk[:] = form[:3]
    conditions.similar_bkk[:] = form.similar_bkk
    # Each bar has its share of the notes that the form's melody gives it.
    left_b = np.where(counted_b, own["density"] + reach_b * (left_b - own["density"]), drawn["density"])
    conditions.notes_bk[:] = np.clip(left_b[:, None] * form.busy_bk, 0, STEPS_PER_BAR)
    if counted_b.any():
        ask_for_counts(conditions, count_bk, reach_b)
    if counted_b.any() or loop < bars:  # the form says what comes back, and more or less of it than in the outline
        drawn = {name: value_b for name, value_b in drawn.items() if name not in ("repetition", "rhythm")}
    conditions.whole.update({name: value_b for name, value_b in (labels or {}).items() if name not in LABELS} | drawn)
    conditions.whole["highest"] = np.where(np.isnan(highest_b), drawn["lowest"] + drawn["span"], highest_b)
    conditions.whole["style"] = style_b
    own_key_b = given.get("key", outline.key(drawn_bl))
    conditions.whole["key"] = np.array([key_of(asked, own) for asked, own in zip(knobs, own_key_b, strict=True)])
    conditions.whole["ending"] = np.array([asked.root if asked.comes_home else -1 for asked in knobs])
    for row, asked in enumerate(knobs):
        ask_for_notes(conditions, row, asked, bars)
        if asked.comes_home:
            ask_for_home(conditions, row, asked, counted=not np.isnan(count_bk[row, -1]))
        if asked.contour is not None:
            ask_for_contour(conditions, row, asked.reach * asked.contour, loop)
    return conditions


def ask_for_contour(conditions: Conditions, row: int, contour: float, loop: int) -> None:
    """A line from the first bar of a loop to its last; bars that are the same have the first one's place on it."""
    bars = conditions.pitch_bk.shape[1]
    line_k = np.resize(contour * RISE * np.linspace(-1, 1, loop), bars)
    conditions.pitch_bk[row] = line_k[(conditions.bars_bk[row][:, None] == conditions.bars_bk[row]).argmax(1)]


def ask_for_notes(conditions: Conditions, row: int, asked: Knobs, bars: int) -> None:
    """Ask a row for the notes of a scale and of chords, as much as reach says."""
    allowed = asked.allowed if asked.allowed != ALL else None
    chords = asked.progression
    for bar in range(bars):
        heard = chords.bar(bar) if chords else ()
        if allowed is not None:
            in_bar = allowed.union(*(chord.classes for chord in heard))
            conditions.sets_bkp[row, bar, sorted(in_bar)] = asked.reach
        for beat, chord in enumerate(heard):
            conditions.beats_bkqp[row, bar, beat, sorted(chord.classes)] = asked.reach


def ask_for_home(conditions: Conditions, row: int, asked: Knobs, counted: bool) -> None:
    """The last bar, and what is the same as it, has few notes unless they are ``counted``; those on a beat are the
    tonic, where chords have it.
    """
    home_k = conditions.bars_bk[row] == conditions.bars_bk[row, -1]
    if not counted:
        conditions.notes_bk[row, home_k] = np.minimum(conditions.notes_bk[row, home_k], HOME_NOTES)
    beats_kqp = conditions.beats_bkqp[row]
    fits_kq = home_k[:, None] & (~beats_kqp.any(-1) | (beats_kqp[..., asked.root] > 0))
    beats_kqp[fits_kq] = asked.reach * (np.arange(12) == asked.root)


def check_range(asked: Knobs) -> None:
    """``UserError`` if none of the notes that are asked for lies in the range that is asked for."""
    if asked.allowed is None or asked.lowest is None or asked.highest is None or not asked.reach:
        return
    chords = asked.progression
    classes = asked.allowed.union(*(chord.classes for chord in chords.beats)) if chords else asked.allowed
    if not any(pitch % 12 in classes for pitch in range(asked.lowest, asked.highest + 1)):
        raise UserError(
            f"There is none of the notes that are asked for from {asked.lowest} to {asked.highest}; ask for a wider "
            "range or for other notes."
        )


def key_of(asked: Knobs, own: int) -> int:
    """The key that knobs ask for, as ``Conditions`` has it; a melody's own where they leave it."""
    if asked.scale is None or asked.allowed is None:
        # Any notes: the idea's own key. Notes of one's own choice: whatever key they make.
        return own if asked.allowed is None and asked.chords is None else -1
    if asked.allowed == ALL:
        return -1
    from_root = {(pitch_class - asked.root) % 12 for pitch_class in asked.allowed}
    if FIFTH not in from_root or not from_root & {MINOR_THIRD, MAJOR_THIRD}:
        return -1
    return asked.root + 12 * (MAJOR_THIRD not in from_root)


def style_of(name: str, styles: Sequence[str]) -> int:
    """The place of a style; ``UserError`` if it was not learned."""
    if name not in styles:
        raise UserError(f"This prior has not learned the style {name!r}; choose one of {', '.join(styles)}.")
    return list(styles).index(name)
