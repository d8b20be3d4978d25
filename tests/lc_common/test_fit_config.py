"""What the loop's settings say: the learning rate of a step, the goal of a run, and what is out of range."""

import pytest

from lc_common.errors import UserError
from lc_common.fit import FitConfig, learning_rate


def test_learning_rates():
    def rates(at, **options):
        config = FitConfig(learning_rate=1.0, **options)
        return [round(learning_rate(config, step), 4) for step in at]

    assert rates([0, 1, 2, 3, 100], warmup_steps=3) == [0.25, 0.5, 0.75, 1.0, 1.0]
    linear = {"schedule": "linear", "steps": 10, "final_lr_fraction": 0.0}
    assert rates([0, 4, 5, 9, 10, 20], **linear) == [1.0, 0.6, 0.5, 0.1, 0.0, 0.0]
    assert rates([0, 6, 7, 8, 9], **linear, decay_steps=4) == [1.0, 1.0, 0.75, 0.5, 0.25]
    cosine = {"schedule": "cosine", "steps": 12, "warmup_steps": 2, "final_lr_fraction": 0.5}
    assert rates([0, 1, 2, 7, 12], **cosine) == [0.3333, 0.6667, 1.0, 0.75, 0.5]
    assert rates([0, 9, 99], schedule="linear") == [1.0, 1.0, 1.0]  # it falls where the end is known
    assert learning_rate(FitConfig(learning_rate=1.0), 500, fresh_since=500) == 1 / 101


def test_the_goal_is_the_end_but_at_least_so_many_steps():
    lengths = [{}, {"minutes": 1.0}, {"steps": 8}, {"steps": 900}, {"least_steps": 5}, {"steps": 9, "least_steps": 5}]
    assert [FitConfig(**length).goal for length in lengths] == [200, 200, 200, 900, 5, 9]
    assert FitConfig(least_steps=0).goal is None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"steps": 0}, "--steps is 0; it must be above 0."),
        ({"minutes": -1}, "--minutes is -1; it must be above 0."),
        ({"learning_rate": 0}, "learning_rate is 0; it must be above 0."),
        ({"betas": (0.9, 1.0)}, "betas is (0.9, 1.0); it must be in [0, 1)."),
        ({"weight_decay": -1}, "weight_decay is -1; it must be 0 or more."),
        ({"warmup_steps": -1}, "warmup_steps is -1; it must be 0 or more."),
        ({"final_lr_fraction": 2}, "final_lr_fraction is 2; it must be in [0, 1]."),
        ({"grad_clip": 0}, "grad_clip is 0; it must be above 0."),
        ({"ema_decay": 1}, "ema_decay is 1; it must be in [0, 1)."),
        ({"log_every": 0}, "log_every is 0; it must be above 0."),
        ({"seed": -1}, "--seed is -1; it must be 0 or more."),
        ({"least_steps": -1}, "least_steps is -1; it must be 0 or more."),
        ({"schedule": "step"}, "schedule is step; it must be one of constant, cosine, linear."),
        ({"precision": "16"}, "precision is 16; it must be one of auto, 32-true, bf16-mixed."),
        ({"device": "tpu"}, "--device is tpu; it must be one of auto, cpu, cuda, mps."),
        ({"schedule": "linear", "steps": 5, "warmup_steps": 5}, "warmup_steps is 5; it must be below --steps 5."),
        ({"schedule": "linear", "steps": 5, "decay_steps": 6}, "decay_steps is 6; it must be at most --steps 5."),
    ],
)
def test_a_setting_out_of_range(settings, message):
    with pytest.raises(UserError) as error:
        FitConfig(**settings)
    assert str(error.value) == message
