"""How well two samples can be told apart by features of their members, and how far apart they lie.

Shapes: ``n`` members of a sample, ``f`` features.
"""

from __future__ import annotations

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedGroupKFold

FOLDS = 5


def c2st(
    real_nf: np.ndarray,
    fake_nf: np.ndarray,
    real_groups: np.ndarray | None = None,
    fake_groups: np.ndarray | None = None,
    *,
    seed: int = 0,
) -> float:
    """Classifier two-sample test (Lopez-Paz and Oquab 2017): how often boosted trees name the sample of a new member.

    Mean accuracy over five folds; .5 where the samples are alike. The larger sample is cut to the size of the smaller,
    at random, so that guessing is worth .5.

    Args:
        real_groups: int ``[n]``: members of a group, such as the windows of a piece, are never learned from and asked
            about. None: each member is a group of its own.
        fake_groups: the same for the other sample; a number in both is one group.

    Raises:
        ValueError: fewer groups than folds in a sample.
    """
    rng = np.random.default_rng(seed)
    n = min(len(real_nf), len(fake_nf))
    real_n, fake_n = (np.sort(rng.choice(len(sample_nf), n, replace=False)) for sample_nf in (real_nf, fake_nf))
    x_nf = np.concatenate([real_nf[real_n], fake_nf[fake_n]])
    y_n = np.repeat([0, 1], n)
    # Own groups are negative: other groups are numbers of pieces.
    real_groups = -1 - np.arange(len(real_nf)) if real_groups is None else real_groups
    fake_groups = -1 - len(real_nf) - np.arange(len(fake_nf)) if fake_groups is None else fake_groups
    groups_n = np.concatenate([real_groups[real_n], fake_groups[fake_n]])
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    right = []
    for learned_n, asked_n in folds.split(x_nf, y_n, groups_n):
        trees = HistGradientBoostingClassifier(random_state=seed).fit(x_nf[learned_n], y_n[learned_n])
        right.append((trees.predict(x_nf[asked_n]) == y_n[asked_n]).mean())
    return float(np.mean(right))


def frechet(real_nf: np.ndarray, fake_nf: np.ndarray) -> float:
    """The Frechet distance of two samples, each taken as a Gaussian: squared distance of means, and of covariances."""
    real_nf, fake_nf = np.asarray(real_nf, np.float64), np.asarray(fake_nf, np.float64)
    real_ff, fake_ff = np.cov(real_nf, rowvar=False), np.cov(fake_nf, rowvar=False)
    # The trace of the root of a product of covariances: its eigenvalues are real and not negative, but for rounding.
    shared = np.sqrt(np.linalg.eigvals(real_ff @ fake_ff).real.clip(0)).sum()
    apart = np.square(real_nf.mean(0) - fake_nf.mean(0)).sum()
    return float(apart + np.trace(real_ff) + np.trace(fake_ff) - 2 * shared)
