"""Critic and actor: the appendix's shapes, labels, gates."""

import pytest
import torch

from lc_common.actor import Actor
from lc_common.critic import Critic
from lc_common.errors import UserError
from lc_common.nets import SIZES, NetConfig


def shapes(module: torch.nn.Module) -> dict[str, tuple[int, ...]]:
    return {name: tuple(parameter.shape) for name, parameter in module.named_parameters()}


def test_paper_critic_has_the_appendix_s_shapes():
    with torch.device("meta"):
        critic = Critic(NetConfig(latent=1024, label=10, **SIZES["paper"]))
    hidden = {f"mlp.layers.{i}.{n}": s for i in (2, 4, 6) for n, s in (("weight", (2048, 2048)), ("bias", (2048,)))}
    assert shapes(critic) == {
        "mlp.label.weight": (2048, 10),
        "mlp.label.bias": (2048,),
        "mlp.layers.0.weight": (2048, 1024 + 2048),
        "mlp.layers.0.bias": (2048,),
        **hidden,
        "mlp.layers.8.weight": (1, 2048),
        "mlp.layers.8.bias": (1,),
    }


def test_paper_actor_has_the_appendix_s_shapes():
    with torch.device("meta"):
        actor = Actor(NetConfig(latent=1024, **SIZES["paper"]))
    found = shapes(actor)
    assert found["mlp.layers.0.weight"] == (2048, 1024)
    assert found["mlp.layers.8.weight"] == (2 * 1024, 2048)
    assert len(found) == 10


def test_the_small_networks_have_about_85_times_fewer_weights():
    """Table 1, figure 14: a critic and an actor over CelebA's 1024 latents and 10 labels."""

    def weights(size: str) -> int:
        config = NetConfig(latent=1024, label=10, **SIZES[size])
        with torch.device("meta"):
            return sum(p.numel() for net in (Critic(config), Actor(config)) for p in net.parameters())

    assert 20 < weights("paper") / weights("small") < 85


@pytest.mark.parametrize(("gate", "expected"), [(-50.0, [1.0, 2.0]), (0.0, [2.0, 3.0]), (50.0, [3.0, 4.0])])
def test_gates_choose_between_the_latent_and_the_network(gate, expected):
    actor = Actor(NetConfig(latent=2, layers=1, units=3))
    torch.nn.init.zeros_(actor.mlp.layers[-1].weight)
    actor.mlp.layers[-1].bias.data = torch.tensor([3.0, 4.0, gate, gate])
    torch.testing.assert_close(actor(torch.tensor([[1.0, 2.0]])), torch.tensor([expected]))


def test_a_label_matters_and_must_be_given_exactly_where_one_is_needed():
    torch.manual_seed(0)
    z_bd, y_by = torch.randn(3, 4), torch.eye(3, 2)
    conditional, plain = Critic(NetConfig(4, 2, 1, 8)), Critic(NetConfig(4, 0, 1, 8))
    assert conditional(z_bd, y_by).shape == plain(z_bd).shape == (3,)
    assert not torch.equal(conditional(z_bd, y_by), conditional(z_bd, 1 - y_by))
    for critic, label in ((conditional, None), (plain, y_by)):
        with pytest.raises(ValueError, match="label"):
            critic(z_bd, label)


def test_sizes_are_validated():
    with pytest.raises(UserError, match=r"^units is 0; it must be at least 1\.$"):
        NetConfig(latent=4, units=0)
