"""Actor-critic training on a plane, where what is right can be seen."""

import math

import pytest
import torch
from lightning_fabric import Fabric

from lc_common.actor import Actor
from lc_common.actor_critic import AdversarialConfig, Game, RewardConfig, adversarial_step, prior_batches, reward_step
from lc_common.critic import Critic
from lc_common.errors import UserError
from lc_common.fit import FitConfig, fit
from lc_common.nets import SIZES, NetConfig
from lc_common.optimise import OptimiseConfig
from lc_common.pool import Pool
from lc_common.train_state import TrainState

PLANE = NetConfig(latent=2, layers=2, units=32)
FIT = FitConfig(steps=60, learning_rate=3e-3, betas=(0.0, 0.9), device="cpu")
SMALL = AdversarialConfig(rows=32, critic_steps=5)
CENTRE = torch.tensor([2.0, 0.0])


def encodings(step: int, rank: int = 0, world_size: int = 1) -> torch.Tensor:
    """Data lies in a small cloud around (2, 0)."""
    return CENTRE + 0.3 * prior_batches(160, 2, seed=1)(step)


def modules(config: NetConfig = PLANE) -> dict[str, torch.nn.Module]:
    torch.manual_seed(0)
    return {"critic": Critic(config), "actor": Actor(config)}


def train(step, nets, batches, tmp_path, fit_config=FIT):
    return fit(step, nets, batches, fit_config, tmp_path / "run", kind="test", model_config=PLANE)


@pytest.mark.parametrize("wasserstein", [False, True])
def test_realism_actor_moves_the_prior_to_the_data(tmp_path, wasserstein):
    config = AdversarialConfig(rows=32, critic_steps=5, wasserstein=wasserstein)
    result = train(adversarial_step(config, torch.ones(2)), modules(), encodings, tmp_path)
    z_bd = torch.randn(500, 2, generator=torch.Generator().manual_seed(5))
    before = (z_bd - CENTRE).norm(dim=1).mean().item()
    after = (result.modules["actor"](z_bd) - CENTRE).norm(dim=1).mean().item()
    assert after < 0.5 * before
    assert set(result.metrics) >= {"critic_loss", "gradient_penalty", "actor_loss", "d_data", "d_prior", "d_actor"}


def test_distance_penalty_keeps_the_actor_near_its_start(tmp_path):
    moved = []
    for i, distance in enumerate((0.0, 3.0)):
        step = adversarial_step(AdversarialConfig(rows=32, critic_steps=5, distance=distance), torch.ones(2))
        moved.append(train(step, modules(), encodings, tmp_path / str(i)).metrics["z_mse"])
    assert moved[1] < 0.5 * moved[0]


def test_a_critic_may_see_latents_through_a_view(tmp_path):
    """It sees the first coordinate alone."""
    torch.manual_seed(0)
    nets = {"critic": Critic(NetConfig(latent=1, layers=2, units=32)), "actor": modules()["actor"]}
    step = adversarial_step(SMALL, torch.ones(2), view=lambda z_bd: z_bd[:, :1])
    result = train(step, nets, encodings, tmp_path)
    d = result.modules["critic"](torch.tensor([[2.0], [-2.0]])).sigmoid()
    assert d[0] > d[1] + 0.2
    z_bd = torch.randn(500, 2, generator=torch.Generator().manual_seed(5))
    assert (result.modules["actor"](z_bd)[:, 0] - 2).abs().mean() < 0.5 * (z_bd[:, 0] - 2).abs().mean()


def test_the_actor_starts_from_the_share_of_data_that_is_asked_for():
    seen = []

    class Watched(Actor):
        def forward(self, z_bd, y_by=None):
            seen.append(z_bd.clone())
            return super().forward(z_bd, y_by)

    nets = {"critic": Critic(PLANE), "actor": Watched(PLANE)}
    config = AdversarialConfig(rows=4, critic_steps=1, data_share=0.25)
    z_nd = torch.full((4, 2), 7.0)
    state = TrainState(nets, FIT, Fabric(accelerator="cpu"))
    adversarial_step(config, torch.ones(2))(state, z_nd, torch.Generator().manual_seed(0))
    assert [(starts == 7).all(1).tolist() for starts in seen] == [[True, False, False, False]] * 2
    with pytest.raises(UserError, match="data_share"):
        AdversarialConfig(data_share=1.5)


def test_where_the_actor_starts_from_data_it_is_asked_for_other_labels_and_its_critic_is_told_so():
    seen = {"actor": [], "critic": []}

    class WatchedActor(Actor):
        def forward(self, z_bd, y_by=None):
            seen["actor"].append(y_by.flatten().tolist())
            return super().forward(z_bd, y_by)

    class WatchedCritic(Critic):
        def forward(self, z_bd, y_by=None):
            seen["critic"].append(y_by.flatten().tolist())
            return super().forward(z_bd, y_by)

    net = NetConfig(latent=2, label=1, layers=1, units=4)
    state = TrainState({"critic": WatchedCritic(net), "actor": WatchedActor(net)}, FIT, Fabric(accelerator="cpu"))
    config = AdversarialConfig(rows=4, critic_steps=1, prior_share=0.0, data_share=0.5)
    batch = torch.zeros(4, 2), torch.tensor([[0.0], [1.0], [1.0], [0.0]])
    step = adversarial_step(config, torch.ones(2), turn=lambda y_by, generator: 1 - y_by)
    step(state, batch, torch.Generator().manual_seed(0))
    own, asked = [0, 1, 1, 0], [1, 0, 1, 0]
    assert seen["actor"] == [asked, asked]
    data, fakes, prior, between, last = seen["critic"]
    assert (data, fakes, prior, between, last) == (own, asked, [], own, asked)


@pytest.mark.parametrize("wrong_labels", [False, True])
def test_wrong_labels_are_shown_to_the_critic_as_what_to_refuse(wrong_labels):
    """Rows whose neighbour has the same label have no wrong one."""
    seen = []

    class Watched(Critic):
        def forward(self, z_bd, y_by=None):
            seen.append((z_bd.flatten().tolist(), y_by.flatten().tolist()))
            return super().forward(z_bd, y_by)

    net = NetConfig(latent=1, label=1, layers=1, units=4)
    state = TrainState({"critic": Watched(net), "actor": Actor(net)}, FIT, Fabric(accelerator="cpu"))
    config = AdversarialConfig(rows=4, critic_steps=1, wrong_labels=wrong_labels)
    z_nd, y_ny = torch.tensor([[1.0], [2.0], [3.0], [4.0]]), torch.tensor([[0.0], [0.0], [1.0], [1.0]])
    adversarial_step(config, torch.ones(1))(state, (z_nd, y_ny), torch.Generator().manual_seed(0))
    assert (([1.0, 3.0], [1.0, 0.0]) in seen) == wrong_labels


def test_a_guide_pulls_where_its_labels_are(tmp_path):
    """The critic's own labels say nothing; the guide's logit is the second coordinate."""

    def batches(step: int, rank: int = 0, world_size: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
        return prior_batches(160, 2, seed=2)(step), (torch.arange(160) % 2).float()[:, None]

    nets = modules(NetConfig(latent=2, label=1, layers=2, units=32))
    step = adversarial_step(SMALL, torch.ones(2), guide=lambda z_bd: 4 * z_bd[:, 1:])
    result = train(step, nets, batches, tmp_path)
    z_bd, one_b1 = torch.zeros(1, 2), torch.ones(1, 1)
    heights = [result.modules["actor"](z_bd, y).flatten()[1].item() for y in (0 * one_b1, one_b1)]
    assert heights[0] < -0.3 < 0.3 < heights[1]
    assert result.metrics["missed"] < math.log(2)


def test_a_guide_is_to_be_convinced_of_what_was_turned_over_by_as_much_as_is_asked():
    """Of two labels the first is turned over in the one row that starts from data; the guide is in no doubt of it."""
    net = NetConfig(latent=2, label=2, layers=1, units=4)
    batch = torch.zeros(2, 2), torch.ones(2, 2)
    config = AdversarialConfig(rows=2, critic_steps=1, data_share=0.5)

    def turn(labels_by, generator):
        return labels_by * torch.tensor([0.0, 1.0])

    missed, guide_by = [], torch.tensor([[-2.0, 1.0], [1.0, 1.0]])
    for sure in (0.0, 3.0):
        state = TrainState(modules(net), FIT, Fabric(accelerator="cpu"))
        step = adversarial_step(config, torch.ones(2), guide=lambda z_bd: guide_by + 0 * z_bd, turn=turn, sure=sure)
        missed.append(step(state, batch, torch.Generator().manual_seed(0))["missed"].item())
    others = 3 * math.log1p(math.exp(-1))
    expected = [(math.log1p(math.exp(sure - 2)) + others) / 2 for sure in (0, 3)]
    assert missed == pytest.approx(expected, abs=1e-5)


def test_realism_critic_with_an_inner_loop_of_optimisation(tmp_path):
    inner = OptimiseConfig(steps=5)
    result = train(adversarial_step(SMALL, torch.ones(2), inner), {"critic": modules()["critic"]}, encodings, tmp_path)
    d = result.modules["critic"](torch.tensor([[2.0, 0.0], [-2.0, 0.0]])).sigmoid()
    assert d[0] > d[1] + 0.2


def test_conditional_actor_obeys_its_label(tmp_path):
    """Data labelled 1 lies right, data labelled 0 left."""

    def batches(step: int, rank: int = 0, world_size: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
        z_nd = 0.3 * prior_batches(160, 2, seed=2)(step)
        y_n1 = (torch.arange(160) % 2).float()[:, None]
        return z_nd + (2 * y_n1 - 1) * CENTRE, y_n1

    nets = modules(NetConfig(latent=2, label=1, layers=2, units=32))
    result = train(adversarial_step(SMALL, torch.ones(2)), nets, batches, tmp_path)
    z_bd = torch.randn(200, 2, generator=torch.Generator().manual_seed(5))
    left, right = (result.modules["actor"](z_bd, torch.full((200, 1), y))[:, 0].mean().item() for y in (0.0, 1.0))
    assert left < -0.7
    assert right > 0.7


def test_reward_actor_finds_what_the_rule_rewards(tmp_path):
    """The rule is a step function: no gradient, noise on top."""

    def reward(z_bd: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        return (z_bd[:, 1] + 0.2 * torch.randn(len(z_bd), generator=generator) > 1).float()

    pool = Pool(2000)
    z_nd = prior_batches(500, 2, seed=3)(0)
    pool.add(z_nd, reward(z_nd, torch.Generator().manual_seed(0)))
    config = RewardConfig(rows=32, critic_steps=5, penalty=0.1)
    step = reward_step(config, torch.ones(2), reward, pool)
    result = train(step, modules(), prior_batches(32, 2, seed=4), tmp_path)
    assert result.metrics["reward"] > 0.8
    assert result.metrics["reward_prior"] < 0.4
    # 500 to begin with; each of 60 steps adds 32 of the actor and a tenth as many of the prior.
    assert len(pool) == 2000


def test_a_resumed_run_first_rewards_samples_of_its_actor():
    """The pool is not saved: a tenth of prior samples, the step's own starts, and so many more of the actor."""
    pool, rewarded = Pool(1000), []
    pool.add(torch.zeros(1, 2), torch.zeros(1))

    def reward(z_bd: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        rewarded.append(len(z_bd))
        return z_bd[:, 1].sigmoid()

    step = reward_step(RewardConfig(rows=20, critic_steps=1), torch.ones(2), reward, pool, seeds=50)
    state = TrainState(modules(), FIT, Fabric(accelerator="cpu", devices=1))
    state.progress.step = 7
    for _ in range(2):
        step(state, torch.zeros(20, 2), torch.Generator().manual_seed(0))
    assert rewarded == [72, 22]
    assert len(pool) == 95


def test_a_frozen_realism_critic_holds_the_reward_actor_back(tmp_path):
    def reward(z_bd: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
        return z_bd[:, 1].sigmoid()

    ends = []
    for i, realism in enumerate((None, lambda z_bd: -5 * z_bd[:, 1])):
        pool = Pool(500)
        step = reward_step(RewardConfig(rows=32, critic_steps=5, realism=1.0), torch.ones(2), reward, pool, realism)
        result = train(step, modules(), prior_batches(32, 2, seed=4), tmp_path / str(i))
        ends.append(result.metrics["reward"])
    assert ends[1] < ends[0] - 0.1


@pytest.mark.parametrize("conditional", [False, True])
def test_the_paper_s_sizes_train_on_the_meta_device(conditional):
    from lightning_fabric import Fabric

    from lc_common.train_state import TrainState

    label = 10 if conditional else 0
    config = NetConfig(latent=512, label=label, **SIZES["paper"])
    with torch.device("meta"):
        state = TrainState({"critic": Critic(config), "actor": Actor(config)}, FIT, Fabric(accelerator="cpu"))
        batch = torch.randn(128, 512)
        batch = (batch, torch.zeros(128, label)) if conditional else batch
        step = adversarial_step(AdversarialConfig(critic_steps=2, distance=0.1), torch.ones(512))
        metrics = step(state, batch, None)
    assert all(value.shape == () for value in metrics.values())


def test_prior_batches_are_a_function_of_the_step():
    batches = prior_batches(1000, 3, seed=0)
    assert torch.equal(batches(7), batches(7))
    assert not torch.equal(batches(7), batches(8))
    assert not torch.equal(batches(7), batches(7, 1, 2))
    assert batches(0).std().item() == pytest.approx(1, abs=0.05)
    assert math.isclose(batches(0).mean().item(), 0, abs_tol=0.05)


def test_a_game_may_name_its_critic_and_draw_its_own_prior_samples():
    """All that the critic tells apart are data at 7 and samples at 1: nothing of p(z) is shown to it."""
    seen = []

    class Watched(Critic):
        def forward(self, z_bd, y_by=None):
            seen.append(z_bd.detach().clone())
            return super().forward(z_bd, y_by)

    config = AdversarialConfig(rows=4, critic_steps=2, prior_share=0.0, data_share=0.25)
    game = Game(config, torch.ones(2), critic="realism", prior=lambda rows, generator: torch.ones(rows, 2))
    state = TrainState({"realism": Watched(PLANE)}, FIT, Fabric(accelerator="cpu", devices=1))
    z_nd, generator = torch.full((config.step_rows, 2), 7.0), torch.Generator().manual_seed(0)
    values = game.teach_critic(state, z_nd, None, lambda z_bd, y_by: z_bd, generator)
    assert set(values) == {"realism_loss", "gradient_penalty", "d_data", "d_actor"}
    data_bd, fakes_bd, prior_bd = seen[:3]
    assert data_bd[:, 0].tolist() == [7, 7, 7, 7]
    assert fakes_bd[:, 0].tolist() == [7, 1, 1, 1]
    assert len(prior_bd) == 0


def test_the_actor_s_terms_are_equation_3_by_hand():
    shifted_bd, start_bd, logits_b = torch.tensor([[1.0, 0.0]]), torch.zeros(1, 2), torch.tensor([0.0])
    terms = [
        Game(AdversarialConfig(distance=0.5, wasserstein=on), torch.ones(2)).actor_terms(logits_b, shifted_bd, start_bd)
        for on in (False, True)
    ]
    assert [term["realism"].item() for term in terms] == pytest.approx([math.log(2), 0.0])
    assert terms[0]["distance"].item() == pytest.approx(0.5 * math.log(2) / 2)


def test_settings_are_validated():
    with pytest.raises(UserError, match=r"^critic_steps is 0; it must be at least 1\.$"):
        AdversarialConfig(critic_steps=0)
    with pytest.raises(UserError, match=r"^distance is -1; it must be 0 or more\.$"):
        RewardConfig(distance=-1)
    with pytest.raises(UserError, match=r"^realism is -1; it must be 0 or more\.$"):
        RewardConfig(realism=-1)
