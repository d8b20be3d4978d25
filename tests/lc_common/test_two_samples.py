"""Samples told apart, and distances of Gaussians that are known."""

import numpy as np
import pytest

from lc_common.two_samples import c2st, frechet


def test_samples_of_one_distribution_are_not_told_apart_and_those_of_two_are():
    rng = np.random.default_rng(0)
    a_nf, b_nf = rng.normal(size=(2, 150, 3))
    assert c2st(a_nf, b_nf) == pytest.approx(0.5, abs=0.1)
    assert c2st(a_nf, b_nf + 10) == 1


def test_the_larger_sample_is_cut_so_that_guessing_is_worth_one_half():
    rng = np.random.default_rng(0)
    assert c2st(rng.normal(size=(60, 2)), rng.normal(size=(600, 2))) == pytest.approx(0.5, abs=0.15)


def test_a_group_is_never_learned_from_and_asked_about():
    # Each piece has a place of its own in the features, which says nothing of the sample that another piece is in.
    rng = np.random.default_rng(0)
    place_gf = rng.normal(size=(40, 2))
    piece_n = np.repeat(np.arange(40), 10)
    members_nf = place_gf[piece_n] + 0.01 * rng.normal(size=(400, 2))
    real, fake = members_nf[:200], members_nf[200:]
    assert c2st(real, fake) > 0.9
    assert c2st(real, fake, piece_n[:200], piece_n[200:]) < 0.7


def test_the_frechet_distance_of_gaussians():
    rng = np.random.default_rng(0)
    a_nf = rng.normal(size=(4000, 2))
    assert frechet(a_nf, a_nf) == pytest.approx(0, abs=1e-6)
    # Means 3 apart: 9. Deviations 1 and 2: (2 - 1)^2 for each of two features.
    a_nf = (a_nf - a_nf.mean(0)) / a_nf.std(0, ddof=1)
    assert frechet(a_nf, a_nf + np.array([3, 0])) == pytest.approx(9, abs=1e-6)
    assert frechet(a_nf, 2 * a_nf) == pytest.approx(2, abs=1e-6)
