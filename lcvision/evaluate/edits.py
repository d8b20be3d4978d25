"""Edits of held-out faces by every method: success, what else changed, and whether the person stayed (section 5).

Each method is run at several strengths; what is compared is what it costs at equal success, interpolated.

Shapes: ``n`` faces, ``k`` labels, ``s`` strengths.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from rich.table import Table
from torch import Tensor

from lcvision.constraints.trained import THRESHOLD
from lcvision.data.batches import images_of
from lcvision.data.sets import Part
from lcvision.edit.moves import Editor
from lcvision.evaluate.actors import seen_on
from lcvision.faces.finding import FaceTools
from lcvision.vae.measuring import decode, encode
from lcvision.vae.models import ImageClassifier

THRESHOLDS = (0.8, 0.95, 0.995, THRESHOLD, 0.99999)
VECTOR_STRENGTHS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)
ACTOR_STRENGTHS = (0.25, 0.5, 0.75, 1.0)
GUIDANCES = (1.0, 1.5, 2.0, 3.0)


Cost = tuple[float, float] | None
"""Share of the other labels changed, and distance of persons (NaN if not measured), at a success; None where that is
not reached."""


@dataclass(frozen=True)
class Edits:
    """What one method does in one direction at rising strength, each array ``[s]``; means over faces.

    Attributes:
        success: share of the faces on which the classifier sees what was asked.
        changed: share of the other labels that it sees otherwise than on the reconstruction.
        identity: dlib's distance from the reconstruction; NaN where it was not measured.
    """

    success_s: np.ndarray
    changed_s: np.ndarray
    identity_s: np.ndarray

    def at(self, success: float) -> Cost:
        """``changed`` and ``identity`` where this success is reached first, interpolated; None if it never is.

        Below its weakest setting a method is taken to go straight from doing nothing, which costs nothing.
        """
        success_s = np.concatenate([[0.0], self.success_s])
        reached = np.flatnonzero(success_s >= success)
        if not len(reached):
            return None
        last = reached[0]
        if last == 0:
            return 0.0, 0.0
        share = (success - success_s[last - 1]) / (success_s[last] - success_s[last - 1])
        columns = (np.concatenate([[0.0], column_s]) for column_s in (self.changed_s, self.identity_s))
        changed, identity = (column[last - 1] + share * (column[last] - column[last - 1]) for column in columns)
        return float(changed), float(identity)


Move = Callable[[Tensor, dict[int, bool], float], Tensor]


def methods(editors: Mapping[str, Editor]) -> dict[str, tuple[Move, tuple[float, ...]]]:
    """Each method's move and its strengths.

    Args:
        editors: by the name of their actor; those without one serve gradient, vector and learned prior.
    """
    first = next(iter(editors.values()))
    found: dict[str, tuple[Move, tuple[float, ...]]] = {
        "gradient": (lambda z, wanted, s: first.edit(z, wanted, "gradient", threshold=s), THRESHOLDS),
        "vector": (lambda z, wanted, s: first.edit(z, wanted, "vector", strength=s), VECTOR_STRENGTHS),
    }
    if first.prior is not None:
        found["learned prior"] = (lambda z, wanted, s: first.edit(z, wanted, "learned", strength=s), GUIDANCES)
    for name, editor in editors.items():
        if editor.cgan is not None:
            found[name] = _by_actor(editor), ACTOR_STRENGTHS
    return found


def _by_actor(editor: Editor) -> Move:
    return lambda z, wanted, s: editor.edit(z, wanted, "actor", strength=s)


def measure_edits(
    editor: Editor,
    classifier: ImageClassifier,
    images: Part,
    column: int,
    moves: Mapping[str, tuple[Move, tuple[float, ...]]],
    tools: FaceTools | None,
    n: int,
    identity_n: int,
) -> dict[bool, dict[str, Edits]]:
    """Turn one label on in ``n / 2`` faces that lack it, and off in as many that have it, by every method.

    Returns:
        By the direction, on or off, and the method; a small set may hold no face for one of the directions.

    Args:
        images: held-out faces; their labels say which have it.
        tools: what tells persons apart; None: identity is not measured.
        identity_n: faces of each direction whose identity is measured.
    """
    measured: dict[bool, dict[str, Edits]] = {}
    for on in (True, False):
        rows_n = np.flatnonzero(images.labels_nk[:, column] != on)
        if not len(rows_n):
            continue
        rows_n = rows_n[np.linspace(0, len(rows_n) - 1, min(n // 2, len(rows_n))).astype(int)]
        part = Part(images.images_nhwc[rows_n], images.labels_nk[rows_n])
        z_nd = encode(editor.vae, part).mu_nd
        before_nchw = decode(editor.vae, z_nd)
        before_nk = seen_on(classifier, before_nchw)
        others = [k for k in range(before_nk.shape[1]) if k != column]
        persons = tools.descriptors(before_nchw[:identity_n]) if tools else None
        measured[on] = {}
        for name, (move, strengths) in moves.items():
            figures = []
            for strength in strengths:
                after_nchw = decode(editor.vae, move(z_nd, {column: on}, strength))
                after_nk = seen_on(classifier, after_nchw)
                changed = (after_nk != before_nk)[:, others].mean()
                identity = np.nan
                if tools:
                    moved_nf = tools.descriptors(after_nchw[:identity_n])
                    identity = np.linalg.norm(moved_nf - persons, axis=1).mean()
                figures.append(((after_nk[:, column] == on).mean(), changed, identity))
            measured[on][name] = Edits(*np.array(figures).T)
    return measured


def edit_table(
    editors: Mapping[str, Editor],
    classifier: ImageClassifier,
    images: Part,
    tools: FaceTools | None,
    *,
    n: int = 200,
    identity_n: int = 20,
) -> Table:
    """Gradient edits of each attribute at the default threshold, on and off; the other methods at the same success."""
    moves = methods(editors)
    editor = next(iter(editors.values()))
    title = f"Edits of {n} held-out faces an attribute, half of them each way, until D = {THRESHOLD}; changed others"
    if tools:
        title += f" / distance of persons ({identity_n} faces each way)"
    table = Table(title=title, title_justify="left")
    rivals = [name for name in moves if name != "gradient"]
    columns = [column for name in rivals for column in (f"{name}: success at most", "equal success")]
    for column in ("attribute", "turned", "success", "gradient", *columns):
        table.add_column(column, justify="left" if column in ("attribute", "turned") else "right")
    default = THRESHOLDS.index(THRESHOLD)
    rows: dict[bool, list[tuple[list[float], list[Cost]]]] = {True: [], False: []}
    for k, label in enumerate(editor.attributes.config.labels):
        measured = measure_edits(editor, classifier, images, k, moves, tools, n, identity_n)
        for on in (True, False):
            if on not in measured:
                table.add_row(label, _turned(on), "no such face")
                continue
            gradient = measured[on]["gradient"]
            success = float(gradient.success_s[default])
            costs: list[Cost] = [(float(gradient.changed_s[default]), float(gradient.identity_s[default]))]
            costs += [measured[on][name].at(success) for name in rivals]
            reached = [success, *(float(measured[on][name].success_s.max()) for name in rivals)]
            rows[on].append((reached, costs))
            table.add_row(label, _turned(on), *_cells(reached, costs))
    table.add_section()
    for on, of_direction in rows.items():
        if of_direction:
            reached_rm, costs_rm = zip(*of_direction, strict=True)
            costs = [_mean(each) for each in zip(*costs_rm, strict=True)]
            table.add_row("mean", _turned(on), *_cells(np.mean(reached_rm, axis=0), costs))
    return table


def _turned(on: bool) -> str:
    return "on" if on else "off"


def _mean(costs: Sequence[Cost]) -> Cost:
    """Of those that were reached."""
    reached = [cost for cost in costs if cost is not None]
    return tuple(np.mean(reached, axis=0)) if reached else None


def _cells(success_m: Sequence[float], costs: list[Cost]) -> list[str]:
    """Of each method its success, and its cost or that there is none, as the gradient's success is not reached."""
    cells = []
    for success, cost in zip(success_m, costs, strict=True):
        persons = "" if cost is None or np.isnan(cost[1]) else f" / {cost[1]:.3f}"
        cells += [f"{success:.2f}", "not reached" if cost is None else f"{cost[0]:.3f}{persons}"]
    return cells


@torch.no_grad()
def identity_table(editor: Editor, images: Part, tools: FaceTools, n: int) -> Table:
    """dlib's distance between originals, their reconstructions and other persons: what the distances above mean."""
    part = images.spread(n)
    real_nchw = images_of(part)
    kept_nchw = decode(editor.vae, encode(editor.vae, part).mu_nd)
    table = Table(title=f"Distance of persons, {len(part)} held-out faces (below 0.6: the same)", title_justify="left")
    table.add_column("between")
    table.add_column("mean", justify="right")
    table.add_column("below 0.6", justify="right")
    real_nf, kept_nf = tools.descriptors(real_nchw), tools.descriptors(kept_nchw)
    for name, other_nf in (
        ("original and reconstruction", kept_nf),
        ("original and another original", np.roll(real_nf, 1, axis=0)),
        ("original and another's reconstruction", np.roll(kept_nf, 1, axis=0)),
    ):
        distance_n = np.linalg.norm(real_nf - other_nf, axis=1)
        table.add_row(name, f"{distance_n.mean():.3f}", f"{(distance_n < 0.6).mean():.0%}")
    return table
