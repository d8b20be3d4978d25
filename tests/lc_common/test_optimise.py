"""G_opt: sampling takes all steps, a transformation stops sample by sample."""

import pytest
import torch

from lc_common.errors import UserError
from lc_common.optimise import Constraint, OptimiseConfig, optimise


def ramp(z_bd: torch.Tensor) -> torch.Tensor:
    return 4 * z_bd[:, 0]


def test_one_step_is_adam_s():
    moved_bd = optimise(torch.zeros(1, 2), [Constraint(ramp)], OptimiseConfig(steps=1), until_satisfied=False)
    torch.testing.assert_close(moved_bd, torch.tensor([[0.1, 0.0]]))


def test_sampling_goes_on_and_transformation_stops_at_the_threshold():
    z_bd = torch.tensor([[0.0, 5.0], [0.3, -1.0], [3.0, 2.0]])
    config, constraints = OptimiseConfig(), [Constraint(ramp, threshold=0.9)]
    far_bd = optimise(z_bd, constraints, config, until_satisfied=False)
    near_bd = optimise(z_bd, constraints, config, until_satisfied=True)
    assert torch.all(ramp(near_bd).sigmoid() > 0.9)
    assert torch.all(near_bd[:2, 0] < far_bd[:2, 0])
    assert torch.equal(near_bd[2], z_bd[2])
    assert torch.equal(near_bd[:, 1], z_bd[:, 1])
    # 0.9 lies at a logit of 2.197, and a step of Adam is 0.1 at most.
    assert torch.all((near_bd[:2, 0] > 2.197 / 4) & (near_bd[:2, 0] < 2.197 / 4 + 0.1))


def test_all_thresholds_must_be_passed_and_weights_share_the_effort():
    up, right = Constraint(lambda z_bd: z_bd[:, 0], threshold=0.6), Constraint(lambda z_bd: z_bd[:, 1], 0.1, 0.7)
    moved_bd = optimise(torch.zeros(1, 2), [up, right], OptimiseConfig(), until_satisfied=True)
    assert moved_bd.sigmoid()[0, 0] > 0.6
    assert moved_bd.sigmoid()[0, 1] > 0.7


def test_critics_and_input_are_left_as_they_were():
    critic = torch.nn.Linear(2, 1)
    z_bd = torch.zeros(3, 2)
    with torch.no_grad():
        moved_bd = optimise(z_bd, [Constraint(lambda z: critic(z)[:, 0])], OptimiseConfig(steps=3), False)
    assert critic.weight.grad is None
    assert torch.equal(z_bd, torch.zeros(3, 2))
    assert not moved_bd.requires_grad


@pytest.mark.parametrize(("build", "message"), [
    (lambda: OptimiseConfig(steps=0), "steps is 0"),
    (lambda: OptimiseConfig(learning_rate=0), "learning_rate is 0"),
    (lambda: Constraint(ramp, threshold=1.0), "threshold is 1.0"),
])  # fmt: skip
def test_bad_settings(build, message):
    with pytest.raises(UserError, match=message):
        build()


def test_nobody_waits_for_a_constraint_without_a_threshold():
    """The second one can never be satisfied; the first stops the search."""
    wanted, held = Constraint(lambda z_bd: z_bd[:, 0]), Constraint(lambda z_bd: -z_bd[:, 0] - 100, 0.01, None)
    moved_bd = optimise(torch.zeros(1, 2), [wanted, held], OptimiseConfig(steps=100), until_satisfied=True)
    assert 0.9 < moved_bd[0, 0].sigmoid() < 0.93
