"""The learned prior's flow: what is given, tied and asked; what it learns of two clusters, and back to noise."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.prior import (
    Condition,
    FlowPrior,
    FlowPriorConfig,
    Guide,
    edit,
    flow_loss,
    generate,
    guided,
    invert,
    times,
    waves,
)

B, K, E = 5, 3, 2
TINY = FlowPriorConfig(tokens=K, size=E, token_condition=2, whole_condition=2, relations=1, width=32, layers=2, heads=2)
CLUSTERS_YE = torch.tensor([[2.0, -1.0], [-2.0, 1.0]])
SPREAD = 0.1


def nothing(rows: int) -> Condition:
    """Nothing asked, tied or given."""
    return Condition(
        torch.zeros(rows, K, 2),
        torch.zeros(rows, 2),
        torch.zeros(rows, K, K, 1),
        torch.arange(K).repeat(rows, 1),
        torch.zeros(rows, K, dtype=torch.bool),
    )


def asking(cluster_b: Tensor) -> Condition:
    """One of the two clusters asked for in each row; -1 asks for none."""
    whole_bg = (cluster_b[:, None] == torch.arange(2)).float()
    return replace(nothing(len(cluster_b)), whole_bg=whole_bg)


def given(*tokens: int, rows: int = B) -> Condition:
    """Nothing asked, some tokens given."""
    return replace(nothing(rows), given_bk=torch.tensor([k in tokens for k in range(K)]).repeat(rows, 1))


def noise(rows: int = B, seed: int = 0) -> Tensor:
    return torch.randn(rows, K, E, generator=torch.Generator().manual_seed(seed))


def of_clusters(cluster_b: Tensor, generator: torch.Generator) -> Tensor:
    """Rows whose tokens all lie near the centre of their cluster."""
    centre_b1e = CLUSTERS_YE[cluster_b][:, None]
    return centre_b1e + SPREAD * torch.randn(len(cluster_b), K, E, generator=generator)


@pytest.fixture
def prior() -> FlowPrior:
    """Untrained, and different in every token, time and condition all the same."""
    torch.manual_seed(0)
    prior = FlowPrior(TINY).eval().requires_grad_(False)
    for parameter in prior.parameters():
        parameter.add_(0.1 * torch.randn(parameter.shape))
    return prior


@pytest.fixture(scope="module")
def trained() -> tuple[FlowPrior, list[float]]:
    """A prior of two clusters, one of which is asked for in two rows of three, and the losses on the way."""
    torch.manual_seed(0)
    prior = FlowPrior(TINY)
    optimiser = torch.optim.Adam(prior.parameters(), 3e-3)
    generator = torch.Generator().manual_seed(0)
    losses = []
    for _ in range(300):
        cluster_b = torch.randint(0, 2, (48,), generator=generator)
        asked_b = torch.where(torch.rand(48, generator=generator) < 0.67, cluster_b, -1)
        condition = asking(asked_b)
        condition.given_bk[:] = torch.rand(48, K, generator=generator) < 0.2
        loss = flow_loss(prior, of_clusters(cluster_b, generator), condition, generator)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return prior.eval().requires_grad_(False), losses


def free(condition: Condition) -> list[Guide]:
    """The conditional model as it is."""
    return guided(condition, torch.ones(len(condition.given_bk)))


class TestConfig:
    @pytest.mark.parametrize("field", ["tokens", "size", "width", "layers", "heads"])
    def test_sizes_are_at_least_one(self, field: str) -> None:
        with pytest.raises(UserError) as error:
            replace(TINY, **{field: 0})
        assert str(error.value) == "tokens, size, width, layers and heads of a prior must be at least 1."

    @pytest.mark.parametrize("field", ["token_condition", "whole_condition", "relations"])
    def test_conditions_have_no_negative_size(self, field: str) -> None:
        with pytest.raises(UserError) as error:
            replace(TINY, **{field: -1})
        assert str(error.value) == ("token_condition, whole_condition and relations of a prior must not be negative.")

    def test_the_heads_share_the_width(self) -> None:
        with pytest.raises(UserError) as error:
            replace(TINY, width=30, heads=4)
        assert str(error.value) == "The width of a prior, 30, must be a multiple of twice its 4 heads."

    def test_a_prior_may_do_without_any_condition(self) -> None:
        prior = FlowPrior(FlowPriorConfig(tokens=K, size=E, width=8, layers=1, heads=1)).eval()
        empty = replace(
            nothing(B),
            tokens_bkc=torch.zeros(B, K, 0),
            whole_bg=torch.zeros(B, 0),
            relations_bkkr=torch.zeros(B, K, K, 0),
        )
        assert generate(prior, noise(), free(empty), steps=2).shape == (B, K, E)


class TestCondition:
    def test_tied_tokens_share_a_mean(self) -> None:
        condition = replace(nothing(1), first_bk=torch.tensor([[0, 1, 0]]))
        assert condition.alike_bkk.tolist() == [[[0.5, 0, 0.5], [0, 1, 0], [0.5, 0, 0.5]]]

    def test_nothing_keeps_what_is_given_and_what_is_alike(self) -> None:
        asked = replace(asking(torch.tensor([0])), first_bk=torch.tensor([[0, 0, 2]]), given_bk=torch.ones(1, K) > 0)
        plain = asked.nothing()
        assert not plain.whole_bg.any()
        assert not plain.tokens_bkc.any()
        assert plain.first_bk is asked.first_bk
        assert plain.given_bk is asked.given_bk


def test_times_and_waves_have_the_ends() -> None:
    assert times(4).tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert waves(torch.zeros(1, 1), 8).tolist() == [[[0] * 4 + [1] * 4]]


class TestGenerate:
    def test_the_same_noise_makes_the_same(self, prior: FlowPrior) -> None:
        first_bke, again_bke = (generate(prior, noise(), free(nothing(B)), steps=5) for _ in range(2))
        assert torch.equal(first_bke, again_bke)

    def test_noise_is_left_alone(self, prior: FlowPrior) -> None:
        noise_bke = noise()
        generate(prior, noise_bke, free(given(0)), data_bke=torch.ones(B, K, E), steps=3)
        assert torch.equal(noise_bke, noise())

    def test_tied_tokens_come_out_equal_and_others_do_not(self, prior: FlowPrior) -> None:
        tied = replace(nothing(B), first_bk=torch.tensor([[0, 1, 0]]).repeat(B, 1))
        made_bke = generate(prior, noise(), free(tied), steps=5)
        assert torch.allclose(made_bke[:, 0], made_bke[:, 2], atol=1e-6)
        assert (made_bke[:, 0] - made_bke[:, 1]).abs().amax(-1).min() > 1e-3

    def test_given_tokens_stay_and_the_others_react_to_them(self, prior: FlowPrior) -> None:
        data_bke = torch.full((B, K, E), 0.7)
        first_bke, other_bke = (
            generate(prior, noise(), free(given(1)), data_bke=given_bke, steps=5) for given_bke in (data_bke, -data_bke)
        )
        assert torch.equal(first_bke[:, 1], data_bke[:, 1])
        assert torch.equal(other_bke[:, 1], -data_bke[:, 1])
        assert (first_bke - other_bke)[:, [0, 2]].abs().amax(-1).min() > 1e-4

    def test_what_is_not_given_of_the_data_does_not_matter(self, prior: FlowPrior) -> None:
        data_bke, other_bke = torch.ones(B, K, E), torch.ones(B, K, E)
        other_bke[:, [0, 2]] = 9
        made = [generate(prior, noise(), free(given(1)), data_bke=each, steps=4) for each in (data_bke, other_bke)]
        assert torch.equal(*made)

    def test_rows_do_not_see_each_other(self, prior: FlowPrior) -> None:
        together_bke = generate(prior, noise(), free(nothing(B)), steps=4)
        alone_1ke = generate(prior, noise()[2:3], free(nothing(1)), steps=4)
        assert torch.allclose(together_bke[2:3], alone_1ke, atol=1e-5)


class TestGuidance:
    def test_weight_one_is_the_conditional_model(self, prior: FlowPrior) -> None:
        asked = asking(torch.tensor([0, 1, 0, 1, 1]))
        alone = [Guide(asked, torch.ones(B))]
        assert torch.equal(generate(prior, noise(), free(asked), steps=4), generate(prior, noise(), alone, steps=4))

    def test_weight_zero_is_the_unconditional_model(self, prior: FlowPrior) -> None:
        asked = asking(torch.zeros(B, dtype=torch.int64))
        made_bke = generate(prior, noise(), guided(asked, torch.zeros(B)), steps=4)
        assert torch.equal(made_bke, generate(prior, noise(), free(nothing(B)), steps=4))

    def test_weights_compose(self, prior: FlowPrior) -> None:
        """One evaluation from t = 0 is what was found: the weighted sum of what each guide finds."""
        first, second = asking(torch.zeros(B, dtype=torch.int64)), asking(torch.ones(B, dtype=torch.int64))
        weight_b = torch.linspace(-1, 3, B)
        alone_bke, other_bke = (generate(prior, noise(), free(each), steps=1) for each in (first, second))
        both_bke = generate(prior, noise(), [Guide(first, weight_b), Guide(second, 1 - weight_b)], steps=1)
        weight_b11 = weight_b[:, None, None]
        assert torch.allclose(both_bke, weight_b11 * alone_bke + (1 - weight_b11) * other_bke, atol=1e-5)

    def test_before_guidance_begins_only_the_first_guide_is_followed(self, prior: FlowPrior) -> None:
        asked, twice_b = asking(torch.ones(B, dtype=torch.int64)), torch.full((B,), 2.0)
        alone_bke = generate(prior, noise(), free(asked), steps=4)
        guided_bke, late_bke, never_bke = (
            generate(prior, noise(), guided(asked, twice_b), steps=4, guided_from=begun) for begun in (0.0, 0.5, 1.0)
        )
        assert torch.equal(never_bke, alone_bke)
        assert not torch.equal(late_bke, alone_bke)
        assert not torch.equal(late_bke, guided_bke)

    def test_halves_of_a_guide_are_the_guide(self, prior: FlowPrior) -> None:
        asked, half_b = asking(torch.tensor([0, 1, 0, 1, 1])), torch.full((B,), 0.5)
        halves_bke = generate(prior, noise(), [Guide(asked, half_b)] * 2, steps=4)
        assert torch.allclose(halves_bke, generate(prior, noise(), free(asked), steps=4), atol=1e-5)


class TestLoss:
    def test_given_tokens_do_not_count(self, prior: FlowPrior) -> None:
        data_bke = torch.ones(B, K, E)
        assert flow_loss(prior, data_bke, given(0, 1, 2), torch.Generator().manual_seed(0)) == 0

    def test_the_same_generator_gives_the_same_loss(self, prior: FlowPrior) -> None:
        first, again = (flow_loss(prior, noise(), nothing(B), torch.Generator().manual_seed(3)) for _ in range(2))
        assert torch.equal(first, again)
        assert first > 0

    def test_every_weight_is_trained(self) -> None:
        torch.manual_seed(0)
        prior, condition = FlowPrior(TINY), asking(torch.tensor([0, 1, 0, 1, 1]))
        condition = replace(condition, tokens_bkc=torch.rand(B, K, 2), relations_bkkr=torch.rand(B, K, K, 1))
        for seed in range(4):  # half of the steps train what reads what was found before
            flow_loss(prior, noise(), condition, torch.Generator().manual_seed(seed)).backward()
        assert [name for name, weight in prior.named_parameters() if weight.grad is None or not weight.grad.any()] == []


class TestTwoClusters:
    def test_the_loss_falls(self, trained: tuple[FlowPrior, list[float]]) -> None:
        _, losses = trained
        assert sum(losses[-50:]) < 0.3 * sum(losses[:10]) * 5

    def test_samples_land_near_the_clusters(self, trained: tuple[FlowPrior, list[float]]) -> None:
        prior, _ = trained
        made_bke = generate(prior, noise(200), free(nothing(200)), steps=12)
        near_by = (made_bke[:, None] - CLUSTERS_YE[:, None]).norm(dim=-1).amax(-1)
        assert (near_by.amin(1) < 0.8).float().mean() > 0.95
        share = (near_by.argmin(1) == 0).float().mean()
        assert 0.3 < share < 0.7

    def test_a_cluster_that_is_asked_for_is_made(self, trained: tuple[FlowPrior, list[float]]) -> None:
        prior, _ = trained
        cluster_b = torch.arange(100) % 2
        made_bke = generate(prior, noise(100), free(asking(cluster_b)), steps=12)
        assert (made_bke - CLUSTERS_YE[cluster_b][:, None]).norm(dim=-1).amax(-1).median() < 0.5

    def test_tokens_fit_one_that_is_given(self, trained: tuple[FlowPrior, list[float]]) -> None:
        prior, _ = trained
        cluster_b = torch.arange(100) % 2
        data_bke = CLUSTERS_YE[cluster_b][:, None].expand(-1, K, -1)
        made_bke = generate(prior, noise(100), free(given(0, rows=100)), data_bke=data_bke, steps=12)
        assert torch.equal(made_bke[:, 0], data_bke[:, 0])
        assert (made_bke - data_bke).norm(dim=-1).amax(-1).median() < 0.5

    def test_back_to_noise_and_forth_again_is_near_the_data(self, trained: tuple[FlowPrior, list[float]]) -> None:
        prior, _ = trained
        cluster_b = torch.arange(20) % 2
        data_bke = of_clusters(cluster_b, torch.Generator().manual_seed(9))
        for condition in (nothing(20), asking(cluster_b)):
            noise_bke = invert(prior, data_bke, condition)
            assert torch.equal(noise_bke, invert(prior, data_bke, condition))
            made_bke = generate(prior, noise_bke, free(condition), steps=24)
            assert (made_bke - data_bke).norm(dim=-1).amax(-1).median() < 0.4


class TestInvert:
    def test_of_tokens_that_are_tied_the_first_counts_and_they_share_its_noise(self, prior: FlowPrior) -> None:
        tied = replace(nothing(B), first_bk=torch.tensor([[0, 1, 0]]).repeat(B, 1))
        data_bke = noise()
        noise_bke = invert(prior, data_bke, tied)
        assert torch.allclose(noise_bke[:, 0], noise_bke[:, 2], atol=1e-5)
        other_bke = data_bke.clone()
        other_bke[:, 2] += 1
        assert torch.equal(invert(prior, other_bke, tied), noise_bke)


def test_an_edit_moves_nothing_that_is_not_asked_and_ties_what_is_alike():
    prior = FlowPrior(TINY)
    torch.nn.init.normal_(prior.write.weight)
    data_bke = noise(seed=3)
    data_bke[:, 2] = data_bke[:, 0]
    one, other = (
        replace(asking(torch.full((B,), cluster)), first_bk=torch.tensor([0, 1, 0]).repeat(B, 1)) for cluster in (0, 1)
    )

    def edited(after: Condition, seed: int = 0) -> Tensor:
        guides = guided(one, torch.ones(B)), guided(after, torch.ones(B))
        return edit(prior, data_bke, *guides, generator=torch.Generator().manual_seed(seed), start=0.3, steps=4)

    torch.testing.assert_close(edited(one), data_bke, rtol=0, atol=1e-3)
    moved_bke = edited(other)
    assert not torch.allclose(moved_bke, data_bke, atol=1e-3)
    torch.testing.assert_close(moved_bke[:, 2], moved_bke[:, 0])
    assert torch.equal(edited(other), moved_bke)
    assert not torch.equal(edited(other, seed=1), moved_bke)
