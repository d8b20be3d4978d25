import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.distributions import Normal, kl_divergence

from lc_common.vae import (
    elbo,
    free_bits,
    kl_to_standard_normal,
    kl_weight,
    mean_posterior_scale,
    posterior,
    refine,
    reparameterise,
    training_loss,
)


def test_posterior_is_half_mean_half_softplus():
    mu_bd, sigma_bd = posterior(torch.tensor([[1.0, -2.0, 0.0, math.log(math.e - 1)]]))
    torch.testing.assert_close(mu_bd, torch.tensor([[1.0, -2.0]]))
    torch.testing.assert_close(sigma_bd, torch.tensor([[math.log(2), 1.0]]))


def test_posterior_is_float32_under_autocast():
    assert [t.dtype for t in posterior(torch.zeros(1, 4, dtype=torch.bfloat16))] == [torch.float32] * 2


def test_reparameterise_is_mu_plus_sigma_times_the_generators_noise():
    mu_bd, sigma_bd = torch.tensor([[1.0, 2.0]]), torch.tensor([[0.5, 3.0]])
    z_bd = reparameterise(mu_bd, sigma_bd, torch.Generator().manual_seed(1))
    epsilon_bd = torch.randn(1, 2, generator=torch.Generator().manual_seed(1))
    torch.testing.assert_close(z_bd, mu_bd + sigma_bd * epsilon_bd)


@given(st.floats(-5, 5), st.floats(0.01, 5))
def test_kl_agrees_with_torch(mu, sigma):
    mu_bd, sigma_bd = torch.tensor([[mu]]), torch.tensor([[sigma]])
    expected_bd = kl_divergence(Normal(mu_bd, sigma_bd), Normal(torch.zeros(1, 1), torch.ones(1, 1)))
    torch.testing.assert_close(kl_to_standard_normal(mu_bd, sigma_bd), expected_bd, atol=1e-5, rtol=1e-5)


def test_refining_finds_the_posterior_of_a_linear_model_row_by_row():
    """x = w z + noise of variance 0.5: the posterior's mean and variance are known; each step halves the distance."""
    w, noise = torch.tensor([2.0, 0.1, 0.0]), 0.5
    x_bd = torch.tensor([[1.0, -2.0, 3.0], [0.0, 5.0, 0.0]])
    variance_d = 1 / (w**2 / noise + 1)
    exact_bd = variance_d * w * x_bd / noise
    start_bd = exact_bd + torch.tensor([[1.0, -1.0, 2.0], [0.0, 0.0, 0.0]])

    def log_likelihood(z_bd):
        return -((x_bd - w * z_bd) ** 2).sum(1) / (2 * noise)

    sigma_bd = variance_d.sqrt().expand(2, 3)
    with torch.no_grad():
        halfway_bd = refine(start_bd, sigma_bd, log_likelihood, steps=1)
        there_bd = refine(start_bd, sigma_bd, log_likelihood, steps=20)
    torch.testing.assert_close(halfway_bd, (start_bd + exact_bd) / 2)
    torch.testing.assert_close(there_bd, exact_bd, atol=1e-5, rtol=0)
    assert not there_bd.requires_grad


def test_refining_weighs_the_prior_as_training_did():
    refined_bd = refine(torch.ones(1, 1), torch.ones(1, 1), lambda z_bd: 0 * z_bd.sum(1), prior_weight=0.2, steps=1)
    torch.testing.assert_close(refined_bd, torch.tensor([[0.9]]))


def test_elbo_is_the_batch_mean_of_likelihood_minus_kl():
    kl_bd = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert elbo(torch.tensor([-10.0, -20.0]), kl_bd).item() == -20.0
    assert training_loss(torch.tensor([-10.0, -20.0]), kl_bd).item() == 20.0


def test_training_loss_weighs_the_kl():
    kl_bd = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    assert training_loss(torch.tensor([-10.0, -20.0]), kl_bd, weight=0.5).item() == 17.5
    assert training_loss(torch.tensor([-10.0, -20.0]), kl_bd, weight=0.5, floor=8.0).item() == 19.0


@pytest.mark.parametrize(("floor", "value", "gradient"), [(4.0, 5.0, 0.5), (6.0, 6.0, 0.0)])
def test_free_bits_floors_the_batch_mean_and_frees_it_below(floor, value, gradient):
    kl_bd = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    kept = free_bits(kl_bd, floor)
    kept.backward()
    assert kept.item() == value
    assert torch.equal(kl_bd.grad, torch.full((2, 2), gradient))


def test_kl_weight_rises_linearly():
    assert [kl_weight(step, 0.2, 4) for step in (0, 1, 2, 4, 100)] == [0.0, 0.05, 0.1, 0.2, 0.2]
    assert kl_weight(0, 0.2, 0) == 0.2


def test_mean_posterior_scale_weighs_rows_not_batches():
    sigmas = [torch.tensor([[1.0, 2.0], [3.0, 4.0]]), torch.tensor([[5.0, 9.0]])]
    assert torch.equal(mean_posterior_scale(iter(sigmas)), torch.tensor([3.0, 5.0]))


def test_mean_posterior_scale_of_nothing():
    with pytest.raises(ValueError, match="no posterior scales"):
        mean_posterior_scale([])
