"""The outline of an idea: how dense, how wide, how repetitive it is, its key, and which of its bars come back.

The learned prior is told an outline before it makes a melody, which it then can make sure of (classifier-free
guidance), and which a knob replaces in part. An outline is that of one training melody, without any of its notes: its
labels, and which of its bars and rhythms come back. Labels that are drawn each on their own, even as they go together
in the mean, are told from music more easily (docs/experiments.md).

Which melody it is, is said by a Gaussian copula: standard normal numbers, correlated as the labels of the training
melodies are, each read off on the label's own distribution; the outline is that of a melody with nearly these labels.
So an idea stays a draw of N(0, I), its outline wanders with it, and what a knob says of one label moves the others as
far as music would.

Shapes: ``b`` ideas, ``l`` labels, ``y`` styles, ``q`` quantiles, ``f`` forms of a style, ``k`` bars.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from lcmusic.music.statistics import onsets
from lcmusic.prior.labels import BarTable, similarity

LABELS = (
    "density", "repetition", "rhythm", "motion", "turns", "contour", "syncopation", "complexity", "span", "lowest",
)  # fmt: skip
QUANTILES = 65
FORMS = 512
"""Melodies of each style whose outlines are kept."""
NEAREST = 3
"""Melodies that an idea's labels leave to choose from."""
ASKED_FOR = 100.0
"""How much more a label that is asked for counts in the choice than one that is the idea's own."""
STYLE, FORM, KEY = range(len(LABELS), len(LABELS) + 3)
DRAWN = len(LABELS) + 3
"""Standard normal numbers of an idea's outline: its labels', then its style's, its form's and its key's."""
FIFTHS = np.array([(7 * i + lean) % 12 + 12 * minor for i in range(12) for lean, minor in ((0, 0), (0, 0), (9, 1))])
"""Keys (tonic, + 12 in minor) around the circle of fifths, each major one before its relative minor and twice as
likely: an idea that wanders on comes to a neighbouring key."""
WIDEST = 3.5
"""Standard normal numbers beyond this are this: nothing of the training set is that rare."""


class Form(NamedTuple):
    """Which bars of melodies come back, as ``Conditions`` has it, and each bar's notes by the mean of all."""

    bars_bk: np.ndarray
    rhythms_bk: np.ndarray
    shapes_bk: np.ndarray
    similar_bkk: np.ndarray
    busy_bk: np.ndarray


class Outline(nn.Module):
    """The labels' distributions and the forms of each style, as buffers.

    Attributes:
        quantiles_ylq: values of each label at even steps of probability.
        correlation_yll: of the labels' normal scores.
        bars_yfk, rhythms_yfk, shapes_yfk: forms: the first of the bars that each bar is the same as, has the rhythm of,
            or is the same as in some key.
        similar_yfkk: how much each two bars share, in 255ths.
        busy_yfk: notes of each bar by the mean of all, float16.
        labels_yfl: the labels of the same melodies.
        share_y: how much of the training set is of each style.
    """

    quantiles_ylq: Tensor
    correlation_yll: Tensor
    bars_yfk: Tensor
    rhythms_yfk: Tensor
    shapes_yfk: Tensor
    similar_yfkk: Tensor
    busy_yfk: Tensor
    labels_yfl: Tensor
    share_y: Tensor

    def __init__(self, styles: int, bars: int) -> None:
        super().__init__()
        for name in ("bars_yfk", "rhythms_yfk", "shapes_yfk"):
            self.register_buffer(name, torch.zeros(styles, FORMS, bars, dtype=torch.uint8))
        self.register_buffer("busy_yfk", torch.ones(styles, FORMS, bars, dtype=torch.float16))
        self.register_buffer("similar_yfkk", torch.zeros(styles, FORMS, bars, bars, dtype=torch.uint8))
        self.register_buffer("labels_yfl", torch.zeros(styles, FORMS, len(LABELS)))
        self.register_buffer("share_y", torch.full((styles,), 1 / styles))
        self.register_buffer("quantiles_ylq", torch.zeros(styles, len(LABELS), QUANTILES))
        self.register_buffer("correlation_yll", torch.eye(len(LABELS)).repeat(styles, 1, 1))

    @property
    def styles(self) -> int:
        """How many there are."""
        return len(self.quantiles_ylq)

    def fit(
        self,
        labels: Mapping[str, np.ndarray],
        table: BarTable,
        bars_nk: np.ndarray,
        style_n: np.ndarray,
        weight_n: np.ndarray,
        seed: int,
    ) -> None:
        """Take the distributions of melodies' labels, each melody counting by its weight, and outlines at random.

        Args:
            bars_nk: the melodies' bars, as rows of the table.
        """
        rng = np.random.default_rng(seed)
        self.share_y.copy_(torch.from_numpy(np.bincount(style_n, weight_n, self.styles) / weight_n.sum()))
        for style in range(self.styles):
            of_style = style_n == style
            share_n = weight_n[of_style] / weight_n[of_style].sum()
            row_f = np.flatnonzero(of_style)[rng.choice(len(share_n), FORMS, p=share_n)]
            bars_fk = bars_nk[row_f]
            self.bars_yfk[style] = torch.from_numpy(first_alike(bars_fk))
            self.rhythms_yfk[style] = torch.from_numpy(first_alike(table.rhythm_m[bars_fk]))
            self.shapes_yfk[style] = torch.from_numpy(first_alike(table.shape_m[bars_fk]))
            shared_fkk = similarity(table.bars_ms[bars_fk])
            notes_fk = onsets(table.bars_ms[bars_fk]).sum(-1)
            self.busy_yfk[style] = torch.from_numpy(notes_fk / notes_fk.mean(1, keepdims=True))
            self.similar_yfkk[style] = torch.from_numpy((255 * shared_fkk).round().astype(np.uint8))
            self.labels_yfl[style] = torch.from_numpy(np.stack([labels[name][row_f] for name in LABELS], axis=1))
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
        """The style of each idea, as likely as it is in the training set, from its numbers ``[b, DRAWN]``."""
        above_y = self.share_y.double().cumsum(0).numpy()
        place_b = _probability(drawn_bl[:, STYLE]) * above_y[-1]
        return np.minimum(np.searchsorted(above_y, place_b, side="right"), self.styles - 1)

    def key(self, drawn_bl: np.ndarray) -> np.ndarray:
        """The key of each idea: tonic 0..11, + 12 in minor."""
        return FIFTHS[_choice(drawn_bl[:, KEY], len(FIFTHS))]

    def draw(
        self, drawn_bl: np.ndarray, style_b: np.ndarray, asked: Mapping[str, np.ndarray]
    ) -> tuple[dict[str, np.ndarray], Form]:
        """The labels and the form of ideas, from their numbers ``[b, DRAWN]``: those of a melody of their style.

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
        score_bl = np.where(wished_bl, wish_score_bl, score_bl)
        choices = zip(style_b, score_bl, wished_bl, _choice(drawn_bl[:, FORM], NEAREST), strict=True)
        form_b = np.array([self._nearest(style, *scores)[choice] for style, *scores, choice in choices], int)
        value_bl = np.where(wished_bl, wish_bl, self.labels_yfl.double().numpy()[style_b, form_b])
        parts = (self.bars_yfk, self.rhythms_yfk, self.shapes_yfk, self.similar_yfkk, self.busy_yfk)
        form = Form(*(part.numpy()[style_b, form_b] for part in parts))
        form = form._replace(similar_bkk=form.similar_bkk / np.float32(255), busy_bk=form.busy_bk.astype(np.float32))
        return dict(zip(LABELS, value_bl.T, strict=True)), form

    def _nearest(self, style: int, score_l: np.ndarray, wished_l: np.ndarray) -> np.ndarray:
        """The melodies of a style whose labels are nearest to these, by their normal scores."""
        values_fl = self.labels_yfl[style].double().numpy()
        far_fl = self._scores(values_fl, np.full(len(values_fl), style)) - np.clip(score_l, -WIDEST, WIDEST)
        weight_l = np.where(wished_l, ASKED_FOR, 1.0)
        return np.argsort(np.square(far_fl) @ weight_l, kind="stable")[:NEAREST]

    def numbers(
        self, labels: Mapping[str, np.ndarray], bars_bk: np.ndarray, rhythms_bk: np.ndarray, style_b: np.ndarray
    ) -> np.ndarray:
        """The numbers ``[b, DRAWN]`` of melodies with these labels (``key`` too), forms and styles.

        They read back as those of the most similar melody at hand.
        """
        score_bl = self._scores(np.stack([labels[name] for name in LABELS], axis=1), style_b)
        root_bll = np.linalg.cholesky(self.correlation_yll.double().numpy()[style_b])
        drawn_bl = np.linalg.solve(root_bll, score_bl[..., None])[..., 0]
        form_b = np.empty(len(style_b), int)
        for row, style in enumerate(style_b):
            near = self._nearest(style, score_bl[row], np.zeros(len(LABELS), bool))
            wrong_f = (self.bars_yfk[style].numpy()[near] != first_alike(bars_bk[row])).sum(1)
            wrong_f += (self.rhythms_yfk[style].numpy()[near] != first_alike(rhythms_bk[row])).sum(1)
            form_b[row] = wrong_f.argmin()
        # Silence has no key; its idea is in C.
        key_b = np.array([np.flatnonzero(max(key, 0) == FIFTHS)[0] for key in labels["key"]])
        share_y = self.share_y.double().numpy()
        places = (
            (share_y.cumsum() - share_y / 2)[style_b] / share_y.sum(),
            (form_b + 0.5) / NEAREST,
            (key_b + 0.5) / len(FIFTHS),
        )
        return np.column_stack([drawn_bl, *map(_score, places)])

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


def first_alike(numbers_bk: np.ndarray) -> np.ndarray:
    """The first place where each number of a row stands, uint8."""
    return (numbers_bk[..., :, None] == numbers_bk[..., None, :]).argmax(-1).astype(np.uint8)


def _choice(score_b: np.ndarray, count: int) -> np.ndarray:
    return np.minimum((_probability(score_b) * count).astype(int), count - 1)


def _probability(score: np.ndarray) -> np.ndarray:
    return torch.special.ndtr(torch.from_numpy(np.clip(score, -WIDEST, WIDEST))).numpy()


def _score(probability: np.ndarray) -> np.ndarray:
    return np.clip(torch.special.ndtri(torch.from_numpy(np.asarray(probability, float))).numpy(), -WIDEST, WIDEST)
