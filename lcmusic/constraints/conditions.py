"""What an actor is asked for: knobs as a label, random knobs to train on, and the loss of not obeying.

Shapes: ``b`` melodies, ``k`` bars, ``p`` 12 pitch classes, ``s`` 16 steps of a bar, ``y`` label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from lcmusic.constraints.predictor import BarStatistics
from lcmusic.music.knobs import ROWS, Knobs
from lcmusic.music.scales import all_sets, indicator, outside

ALL = frozenset(range(12))
DENSITY = ROWS["density"]
LABEL = 15
"""Numbers in the label: 12 pitch classes, a scale is asked for, density, a density is asked for."""


@dataclass(frozen=True)
class Conditions:
    """One condition a row.

    Attributes:
        allowed_bp: 1 where a pitch class is allowed; all 1 where no scale is asked for.
        scaled_b: 1 where a scale is asked for, else 0.
        density_b: notes per bar; 0 where none is asked for.
        dense_b: 1 where a density is asked for, else 0.
    """

    allowed_bp: Tensor
    scaled_b: Tensor
    density_b: Tensor
    dense_b: Tensor

    def label(self) -> Tensor:
        """The actor's label, ``[b, 15]``, numbers in 0..1."""
        numbers = (self.scaled_b, self.density_b / DENSITY.high, self.dense_b)
        return torch.cat([self.allowed_bp * self.scaled_b[:, None], torch.stack(numbers, dim=1)], dim=1)

    @classmethod
    def of(cls, knobs: Sequence[Knobs]) -> Conditions:
        """The conditions of some knobs, one a row; a scale that allows every pitch class asks for nothing."""
        allowed = [knob.allowed if knob.allowed != ALL else None for knob in knobs]
        rows = [indicator(ALL if a is None else a) for a in allowed]
        columns = (
            [float(a is not None) for a in allowed],
            [knob.density or 0.0 for knob in knobs],
            [float(knob.density is not None) for knob in knobs],
        )
        return cls(torch.tensor(rows), *(torch.tensor(column, dtype=torch.float32) for column in columns))

    def repeat(self, rows: int) -> Conditions:
        """A single condition for many rows."""
        return Conditions(*(getattr(self, name).expand(rows, *[-1] * extra) for name, extra in _COLUMNS.items()))


_COLUMNS = {"allowed_bp": 1, "scaled_b": 0, "density_b": 0, "dense_b": 0}


def random_conditions(
    rows: int, generator: torch.Generator, scale_off: float = 0.25, density_off: float = 0.4
) -> Conditions:
    """Conditions to train on: any scale on any root, any density 1..14, or both; never neither.

    Each different shape of scale (modes of one another are one shape) is as likely as another, major's twice.
    """
    shapes, weights = _shapes()
    device = generator.device
    shape_b = torch.multinomial(weights.to(device), rows, replacement=True, generator=generator)
    root_b = torch.randint(12, (rows,), generator=generator, device=device)
    turned_bp = (torch.arange(12, device=device) - root_b[:, None]) % 12
    allowed_bp = shapes.to(device)[shape_b].gather(1, turned_bp)
    kind_b, uniform_b = torch.rand(2, rows, generator=generator, device=device)
    scaled_b, dense_b = (kind_b >= scale_off).float(), (kind_b < 1 - density_off).float()
    allowed_bp = torch.where(scaled_b[:, None] > 0, allowed_bp, 1.0)
    density_b = DENSITY.low + (DENSITY.high - DENSITY.low) * uniform_b
    return Conditions(allowed_bp, scaled_b, density_b * dense_b, dense_b)


def _shapes() -> tuple[Tensor, Tensor]:
    """The pitch-class sets that differ by more than their root, as rows of 0 and 1, and how often to draw each."""
    sets = {name: allowed for (root, name), allowed in all_sets().items() if root == 0}
    shapes: dict[str, frozenset[int]] = {}
    for name, allowed in sets.items():
        turned = [frozenset((p + shift) % 12 for p in allowed) for shift in range(12)]
        if not any(known in turned for known in shapes.values()):
            shapes[name] = allowed
    rows = [indicator(allowed) for allowed in shapes.values()]
    return torch.tensor(rows), torch.tensor([2.0 if name == "major" else 1.0 for name in shapes])


@dataclass(frozen=True)
class ObedienceWeights:
    """Weights of the terms of ``obedience``."""

    scale: float = 2.0
    density: float = 4.0
    rhythm: float = 0.03
    pitch_classes: float = 0.5
    contour: float = 5.0


def obedience(
    before: BarStatistics,
    after: BarStatistics,
    conditions: Conditions,
    weights: ObedienceWeights,
    at_least: bool = False,
) -> dict[str, Tensor]:
    """What the actor minimises, by term: being asked for and not done, or done and not asked for. Each is weighted.

    The statistics are those predicted (``[b, k]``) of the latent before and after the move.

    - ``scale``: the notes outside the set where they are few, growing with their root where they are many:
      ``2 (sqrt(1 + notes) - 1)``. Notes being Poisson, their expected number is the negative log probability that the
      whole melody keeps to the set.
    - ``density``: squared difference of the square roots of notes per bar (a count's spread grows with its root) from
      what is asked for, or from what was there. With ``at_least`` more than asked is right as well.
    - ``rhythm``, ``pitch_classes``: divergence from what was there, where density or scale is off.
    - ``contour``: squared difference of the bars' mean pitches, in octaves.
    """
    after_bp, before_bp = after.notes_p.sum(1), before.notes_p.sum(1).detach()
    wrong_b = outside(after_bp, conditions.allowed_bp)
    bars = after.pitch.shape[1]
    density_b, was_b = after_bp.sum(1) / bars, before_bp.sum(1) / bars
    wanted_b = torch.where(conditions.dense_b > 0, conditions.density_b, was_b)
    miss_b = (density_b + 1e-3).sqrt() - (wanted_b + 1e-3).sqrt()
    if at_least:
        miss_b = torch.where(conditions.dense_b > 0, miss_b.clamp(max=0), miss_b)
    shift_b = _bernoulli_divergence(before.onsets_s.detach(), after.onsets_s).sum((1, 2))
    share_bp, now_bp = (n / (n.sum(1, keepdim=True) + 1e-6) + 1e-6 for n in (before_bp, after_bp))
    profile_b = (share_bp * (share_bp.log() - now_bp.log())).sum(1)
    terms = {
        "scale": weights.scale * 2 * ((1 + wrong_b).sqrt() - 1),
        "density": weights.density * miss_b.square(),
        "rhythm": weights.rhythm * shift_b * (1 - conditions.dense_b),
        "pitch_classes": weights.pitch_classes * profile_b * (1 - conditions.scaled_b),
        "contour": weights.contour * (after.pitch - before.pitch.detach()).square().mean(1),
    }
    return {name: term_b.mean() for name, term_b in terms.items()}


def _bernoulli_divergence(p_logits: Tensor, q_logits: Tensor) -> Tensor:
    """KL of one Bernoulli variable from another, given as logits."""
    p = p_logits.sigmoid()
    cross_entropy = functional.binary_cross_entropy_with_logits(q_logits, p, reduction="none")
    return cross_entropy - functional.binary_cross_entropy_with_logits(p_logits, p, reduction="none")
