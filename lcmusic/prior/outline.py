"""The outline of an idea: how dense, how wide, how repetitive it is, drawn as music draws them together.

The learned prior is told an outline before it makes a melody, which it then can make sure of (classifier-free
guidance), and which a knob replaces in part. An outline is a Gaussian copula: standard normal numbers, correlated as
the labels of the training melodies are, each read off on the label's own distribution. So an idea stays a draw of
N(0, I), its outline wanders with it, and what a knob says of one label moves the others as far as music would.

Shapes: ``b`` ideas, ``l`` labels, ``y`` styles, ``q`` quantiles.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

LABELS = ("density", "repetition", "rhythm", "motion", "contour", "syncopation", "complexity", "span", "lowest")
QUANTILES = 65
DRAWN = len(LABELS) + 1
"""Standard normal numbers of an idea's outline: its labels', then its style's."""
WIDEST = 3.5
"""Standard normal numbers beyond this are this: nothing of the training set is that rare."""


class Outline(nn.Module):
    """The labels' distributions in each style, as buffers.

    Attributes:
        quantiles_ylq: values of each label at even steps of probability.
        correlation_yll: of the labels' normal scores.
    """

    def __init__(self, styles: int) -> None:
        super().__init__()
        self.register_buffer("quantiles_ylq", torch.zeros(styles, len(LABELS), QUANTILES))
        self.register_buffer("correlation_yll", torch.eye(len(LABELS)).repeat(styles, 1, 1))

    @property
    def styles(self) -> int:
        """How many there are."""
        return len(self.quantiles_ylq)

    def fit(self, labels: Mapping[str, np.ndarray], style_n: np.ndarray, weight_n: np.ndarray) -> None:
        """Take the distributions of melodies' labels, each melody counting by its weight."""
        for style in range(self.styles):
            of_style = style_n == style
            share_n = weight_n[of_style] / weight_n[of_style].sum()
            values_nl = np.stack([np.asarray(labels[name], float)[of_style] for name in LABELS], axis=1)
            for label, value_n in enumerate(values_nl.T):
                order = np.argsort(value_n, kind="stable")
                reached = np.cumsum(share_n[order]) - share_n[order] / 2
                at = np.interp(np.linspace(0, 1, QUANTILES), reached, value_n[order])
                self.quantiles_ylq[style, label] = torch.from_numpy(at)
            scores_nl = self._scores(values_nl, np.full(len(values_nl), style))
            centred_nl = scores_nl - share_n @ scores_nl
            covariance_ll = centred_nl.T @ (share_n[:, None] * centred_nl)
            scale_l = np.sqrt(np.diag(covariance_ll)) + 1e-6
            # A little of the diagonal: labels that go together wholly have no inverse.
            correlation_ll = 0.98 * covariance_ll / np.outer(scale_l, scale_l) + 0.02 * np.eye(len(LABELS))
            self.correlation_yll[style] = torch.from_numpy(correlation_ll)

    def style(self, drawn_bl: np.ndarray) -> np.ndarray:
        """The style of each idea, all as likely, from its numbers ``[b, DRAWN]``."""
        return np.minimum((_probability(drawn_bl[:, -1]) * self.styles).astype(int), self.styles - 1)

    def draw(self, drawn_bl: np.ndarray, style_b: np.ndarray, asked: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """The labels of ideas, from their numbers ``[b, DRAWN]``.

        Args:
            style_b: their styles.
            asked: labels that are given, by name, float ``[b]``, nan where not: they come back as they are, and the
                others move as they do together in music.
        """
        correlation_bll = self.correlation_yll.double().numpy()[style_b]
        score_bl = np.einsum("bij,bj->bi", np.linalg.cholesky(correlation_bll), drawn_bl[:, : len(LABELS)])
        wish_bl = np.stack([asked.get(name, np.full(len(style_b), np.nan)) for name in LABELS], axis=1)
        wished_bl = ~np.isnan(wish_bl)
        wish_score_bl = self._scores(np.where(wished_bl, wish_bl, 0), style_b)
        for row in np.flatnonzero(wished_bl.any(1)):
            known = wished_bl[row]
            pull = np.linalg.solve(correlation_bll[row][np.ix_(known, known)], (wish_score_bl - score_bl)[row, known])
            score_bl[row, ~known] += correlation_bll[row][np.ix_(~known, known)] @ pull
        place_bl = _probability(score_bl) * (QUANTILES - 1)
        quantiles_ylq = self.quantiles_ylq.double().numpy()
        steps = np.arange(QUANTILES)
        value_bl = np.stack(
            [
                [np.interp(place, steps, of_label) for place, of_label in zip(row, quantiles_ylq[style], strict=True)]
                for row, style in zip(place_bl, style_b, strict=True)
            ]
        )
        value_bl = np.where(wished_bl, wish_bl, value_bl)
        return dict(zip(LABELS, value_bl.T, strict=True))

    def numbers(self, labels: Mapping[str, np.ndarray], style_b: np.ndarray) -> np.ndarray:
        """The numbers ``[b, DRAWN]`` of ideas with these labels and styles: what ``draw`` and ``style`` read back."""
        score_bl = self._scores(np.stack([labels[name] for name in LABELS], axis=1), style_b)
        root_bll = np.linalg.cholesky(self.correlation_yll.double().numpy()[style_b])
        drawn_bl = np.linalg.solve(root_bll, score_bl[..., None])[..., 0]
        return np.concatenate([drawn_bl, _score((style_b[:, None] + 0.5) / self.styles)], axis=1)

    def _scores(self, values_bl: np.ndarray, style_b: np.ndarray) -> np.ndarray:
        """Normal scores of labels; of a value that is common, the middle of its own."""
        quantiles_ylq = self.quantiles_ylq.double().numpy()
        scores_bl = np.empty(values_bl.shape)
        for style in np.unique(style_b):
            rows = style_b == style
            for label, at_q in enumerate(quantiles_ylq[style]):
                value_b = values_bl[rows, label]
                # Between its lowest and its highest place, where many share a value.
                rising_q = at_q + np.arange(QUANTILES) * 1e-9
                low_b = np.interp(value_b - 1e-6, rising_q, np.linspace(0, 1, QUANTILES))
                high_b = np.interp(value_b + 1e-6, rising_q, np.linspace(0, 1, QUANTILES))
                scores_bl[rows, label] = _score((low_b + high_b) / 2)
        return scores_bl


def _probability(score: np.ndarray) -> np.ndarray:
    return torch.special.ndtr(torch.from_numpy(np.clip(score, -WIDEST, WIDEST))).numpy()


def _score(probability: np.ndarray) -> np.ndarray:
    return np.clip(torch.special.ndtri(torch.from_numpy(np.asarray(probability, float))).numpy(), -WIDEST, WIDEST)


def outline_numbers(idea: Tensor | np.ndarray) -> np.ndarray:
    """The numbers of an idea's outline, the first of its first row: ``[b, k + 1, f] -> [b, DRAWN]``."""
    return np.asarray(idea)[:, 0, :DRAWN].astype(float)
