"""Equations 2 and 3, and the gradient penalty, against numbers worked out by hand."""

import math

import pytest
import torch

from lc_common.losses import (
    actor_loss,
    critic_loss,
    gradient_penalty,
    latent_distance,
    reward_loss,
    satisfied,
    unsatisfied,
)


def logit(*probabilities: float) -> torch.Tensor:
    return torch.tensor(probabilities).logit()


def test_satisfied_and_unsatisfied_are_cross_entropies():
    torch.testing.assert_close(satisfied(logit(0.25, 0.5)), -torch.tensor([0.25, 0.5]).log())
    torch.testing.assert_close(unsatisfied(logit(0.25, 0.5)), -torch.tensor([0.75, 0.5]).log())
    assert torch.equal(satisfied(torch.tensor([-1e4])), torch.tensor([1e4]))


def test_equation_2():
    loss = critic_loss(logit(0.8, 0.5), logit(0.1), logit(0.2, 0.3))
    expected = -(math.log(0.8) + math.log(0.5)) / 2 - (math.log(0.9) + math.log(0.8) + math.log(0.7)) / 3
    assert loss.item() == pytest.approx(expected, rel=1e-5)


def test_reward_loss_is_least_at_the_expected_reward():
    logits_b = torch.zeros(4, requires_grad=True)
    reward_loss(logits_b, torch.tensor([0.5, 0.5, 1.0, 0.0])).backward()
    torch.testing.assert_close(logits_b.grad, torch.tensor([0.0, 0.0, -0.125, 0.125]))


def test_latent_distance_weighs_by_use():
    z_bd, shifted_bd = torch.zeros(2, 2), torch.tensor([[1.0, 0.0], [0.0, 2.0]])
    sigma_bar_d = torch.tensor([0.5, 1.0])
    expected = (math.log(2) / 0.25 + math.log(5)) / 4
    assert latent_distance(shifted_bd, z_bd, sigma_bar_d).item() == pytest.approx(expected, rel=1e-6)


def test_equation_3():
    z_bd, shifted_bd, sigma_bar_d = torch.zeros(1, 2), torch.ones(1, 2), torch.ones(2)
    assert actor_loss(logit(0.25), shifted_bd, z_bd, sigma_bar_d, 0.0).item() == pytest.approx(math.log(4), rel=1e-6)
    with_distance = actor_loss(logit(0.25), shifted_bd, z_bd, sigma_bar_d, 0.1).item()
    assert with_distance == pytest.approx(math.log(4) + 0.1 * math.log(2), rel=1e-6)


@pytest.mark.parametrize(("slope", "expected"), [((0.6, 0.8), 0.0), ((3.0, 4.0), 16.0)])
def test_gradient_penalty_of_a_linear_critic(slope, expected):
    slope_d = torch.tensor(slope)
    penalty = gradient_penalty(lambda z_bd: z_bd @ slope_d, torch.randn(5, 2), torch.randn(5, 2))
    assert penalty.item() == pytest.approx(expected, abs=1e-5)


def test_gradient_penalty_teaches_the_critic_and_survives_a_dead_one():
    weight = torch.zeros(2, requires_grad=True)
    penalty = gradient_penalty(lambda z_bd: z_bd @ weight, torch.randn(5, 2), torch.randn(5, 2))
    penalty.backward()
    assert torch.isfinite(weight.grad).all()


def test_gradient_penalty_looks_between_the_two_rows_only():
    seen = []

    def critic(z_bd):
        seen.append(z_bd.detach())
        return z_bd.sum(1)

    a_bd, b_bd = torch.zeros(50, 2), torch.tensor([1.0, -2.0]).expand(50, 2)
    gradient_penalty(critic, a_bd, b_bd, torch.Generator().manual_seed(0))
    share_b = seen[0][:, 0]
    torch.testing.assert_close(seen[0], share_b[:, None] * b_bd)
    assert 0 <= share_b.min() < 0.2 < 0.8 < share_b.max() <= 1
