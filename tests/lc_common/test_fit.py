"""The loop, on a toy: a linear map with dropout and noise, and a critic and an actor.

Run as a script, this file trains the toy in a process of its own, which a test may kill.
"""

import errno
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import torch
from lightning_fabric import Fabric
from rich.console import Console
from torch import nn

from lc_common import checkpoint
from lc_common.errors import UserError
from lc_common.fit import FitConfig, TrainState, _made_by_processes, fit, learning_rate, ship
from lc_common.fit_config import LEAST_STEPS
from lc_common.run import Outcome

CONFIG = FitConfig(
    steps=40, learning_rate=1e-2, ema_decay=0.9, log_every=7, evaluate_every=10, save_every=10, device="cpu"
)
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class ToyConfig:
    size: int = 4
    dropout: float = 0.5


def toy_modules(config: ToyConfig = ToyConfig()):
    torch.manual_seed(0)
    return {"vae": nn.Sequential(nn.Dropout(config.dropout), nn.Linear(config.size, config.size))}


def toy_batches(step, rank, world_size):
    return torch.randn(8, 4, generator=torch.Generator().manual_seed(step * world_size + rank))


def toy_step(state, x_bd, generator):
    noise_bd = torch.randn(x_bd.shape, generator=generator)
    loss = (state.modules["vae"](x_bd + 0.1 * noise_bd) - x_bd).square().mean()
    return {"loss": loss, "grad_norm": state.descend("vae", loss)}


def plain_step(state, x_bd, generator):
    """Without dropout or noise."""
    loss = (state.modules["vae"][1](x_bd) - x_bd).square().mean()
    state.descend("vae", loss)
    return {"loss": loss}


def toy_evaluate(state):
    return {"error": (state.shipped["vae"](torch.eye(4)) - torch.eye(4)).square().mean()}


def train(run_dir, step=toy_step, config=CONFIG, modules=None, batches=toy_batches, console=None, **options):
    options = {"kind": "toy.vae", "model_config": ToyConfig(), "evaluate": toy_evaluate} | options
    console = console or Console(file=io.StringIO(), width=200)
    return fit(step, modules or toy_modules(), batches, config, run_dir, console=console, **options)


def interrupted_at(number, act):
    def step(state, x_bd, generator):
        if state.step == number:
            act()
        return toy_step(state, x_bd, generator)

    return step


def curve(run_dir):
    """The records of a run without what depends on the clock."""
    lines = [json.loads(line) for line in (Path(run_dir) / "metrics.jsonl").read_text().splitlines()]
    return [{key: line[key] for key in line if key not in ("seconds", "items_per_second")} for line in lines]


def assert_same_tensors(one, other):
    assert one.keys() == other.keys()
    for name, tensor in one.items():
        assert torch.equal(tensor, other[name]), name


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory):
    """The folder of a run that nothing interrupted."""
    torch.set_num_threads(1)
    run_dir = tmp_path_factory.mktemp("whole")
    train(run_dir)
    return run_dir


def assert_same_run(run_dir, whole_run):
    assert curve(run_dir) == curve(whole_run)
    ours, our_meta = checkpoint.load(run_dir / "checkpoint.safetensors", "toy.vae")
    whole, whole_meta = checkpoint.load(whole_run / "checkpoint.safetensors", "toy.vae")
    assert_same_tensors(ours, whole)
    for meta in (our_meta, whole_meta):
        del meta["info"]["training"]["progress"]["seconds"]
    assert our_meta == whole_meta


def test_records_and_result(tmp_path):
    saves = []
    result = train(tmp_path, info={"corpus": "abc"}, on_save=lambda state, path: saves.append((state.step, path)))
    steps = [(line["step"], tuple(line)) for line in curve(tmp_path)]
    training = ("step", "loss", "grad_norm", "learning_rate")
    validation = ("step", "validation/error")
    assert steps == [
        *[(7, training), (10, validation), (14, training), (20, validation), (21, training)],
        *[(28, training), (30, validation), (35, training), (40, training), (40, validation)],
    ]
    path = tmp_path / "checkpoint.safetensors"
    assert (result.step, result.stopped, result.checkpoint) == (40, "steps", path)
    assert saves == [(10, path), (20, path), (30, path), (40, path)]
    tensors, meta = checkpoint.load(path)
    shipped = toy_modules()["vae"]
    checkpoint.restore(shipped, tensors, "vae")
    assert_same_tensors(shipped.state_dict(), result.modules["vae"].state_dict())
    assert result.metrics["validation/error"] == curve(tmp_path)[-1]["validation/error"]
    assert (meta["kind"], meta["config"]) == ("toy.vae", {"size": 4, "dropout": 0.5})
    assert meta["info"]["corpus"] == "abc"
    training = meta["info"]["training"]
    assert (training["progress"]["step"], training["goal"]) == (40, LEAST_STEPS)
    assert sorted(tensors) == sorted(
        [f"{part}.vae.1.{name}" for part in ("model", "ema") for name in ("weight", "bias")]
        + [f"optim.vae.1.{n}.{m}" for n in ("weight", "bias") for m in ("step", "exp_avg", "exp_avg_sq")]
    )


def test_a_record_is_the_mean_since_the_last_one(tmp_path):
    def step(state, x_bd, generator):
        state.descend("vae", state.modules["vae"](x_bd).square().mean())
        rare = {"rare": 5} if state.step == 4 else {}
        return {"number": state.step, "tensor": torch.tensor(float(state.step))} | rare

    train(tmp_path, step, replace(CONFIG, steps=6, log_every=3, evaluate_every=None), evaluate=None)
    rate = {"learning_rate": 0.01}
    assert curve(tmp_path) == [
        {"step": 3, "number": 1.0, "tensor": 1.0} | rate,
        {"step": 6, "number": 4.0, "tensor": 4.0, "rare": 5.0} | rate,
    ]


def test_killed_in_mid_training_it_resumes_to_the_same_curve(tmp_path, whole_run):
    process = run_as_script("killed", tmp_path)
    assert process.returncode == -signal.SIGKILL, process.stderr
    assert curve(tmp_path)[-1]["step"] == 30
    with (tmp_path / "metrics.jsonl").open("a") as file:
        file.write('{"step": 33, "lo')
    train(tmp_path, resume=True)
    assert_same_run(tmp_path, whole_run)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves_and_stops(tmp_path, whole_run, number):
    console = Console(file=io.StringIO(), width=200)
    handler = signal.getsignal(number)
    result = train(tmp_path, interrupted_at(16, lambda: signal.raise_signal(number)), console=console)
    assert (result.stopped, result.step) == ("signal", 17)
    assert signal.getsignal(number) == handler
    path = tmp_path / "checkpoint.safetensors"
    assert console.file.getvalue().splitlines()[-1] == f"Stopped by {number.name}: 17 steps in {path}. Resume to go on."
    train(tmp_path, resume=True)
    assert_same_run(tmp_path, whole_run)


def test_weights_are_shipped_unless_a_signal_stopped_the_run(tmp_path):
    def measure():
        return {"model.vae.more": torch.ones(1)}, {"known": "late"}

    stop = interrupted_at(16, lambda: signal.raise_signal(signal.SIGTERM))
    config = replace(CONFIG, least_steps=50)
    outcome = ship(train(tmp_path, stop, config), tmp_path / "weights", measure)
    assert outcome == Outcome(tmp_path / "checkpoint.safetensors", 17, 50, "signal")
    assert not (tmp_path / "weights").exists()
    outcome = ship(train(tmp_path, config=config, resume=True), tmp_path / "weights", measure)
    assert outcome == Outcome(tmp_path / "weights", 40, 50, "steps")
    tensors, meta = checkpoint.load(tmp_path / "weights")
    assert (tensors["model.vae.more"].item(), meta["info"]["known"]) == (1.0, "late")


def test_a_second_signal_acts_at_once(tmp_path):
    def twice():
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            train(tmp_path, interrupted_at(16, twice))
    finally:
        signal.signal(signal.SIGINT, before)


def test_minutes_count_training_only(tmp_path, whole_run):
    class Clock:
        now = 0.0

        def __call__(self):
            return self.now

    clock = Clock()

    def step(state, x_bd, generator):
        clock.now += 2.0
        return toy_step(state, x_bd, generator)

    def evaluate(state):
        clock.now += 1000.0
        return toy_evaluate(state)

    options = {"evaluate": evaluate, "clock": clock}
    result = train(tmp_path, step, replace(CONFIG, minutes=0.5), **options)
    assert (result.stopped, result.step) == ("minutes", 15)
    assert (result.metrics["seconds"], result.metrics["items_per_second"]) == (28.0, 4.0)
    result = train(tmp_path, step, replace(CONFIG, minutes=1), **options, resume=True)
    assert (result.stopped, result.step, result.metrics["seconds"]) == ("steps", 40, 80.0)
    extra = [record for record in curve(tmp_path) if record["step"] == 15]
    assert [tuple(record) for record in extra] == [("step", "validation/error")]
    assert [record for record in curve(tmp_path) if record["step"] != 15] == curve(whole_run)


def test_saving_by_the_clock(tmp_path):
    saves = []
    config = replace(CONFIG, steps=20, save_every=None, save_minutes=0.25)
    now = iter(range(10**6))  # each look at the clock takes a second; a step looks three times
    train(tmp_path, config=config, clock=lambda: next(now), on_save=lambda state, _: saves.append(state.step))
    assert saves == [5, 10, 15, 20]


def test_a_finished_run_has_nothing_to_do(whole_run):
    before = curve(whole_run)
    result = train(whole_run, step=None, resume=True)
    assert (result.stopped, result.step) == ("steps", 40)
    assert curve(whole_run) == before


def test_a_run_is_not_overwritten(whole_run, tmp_path):
    with pytest.raises(UserError, match="already holds a run; resume that one or choose another folder"):
        train(whole_run)
    checkpoint.export(whole_run / "checkpoint.safetensors", tmp_path / "weights.safetensors")
    with pytest.raises(UserError, match="already holds a run"):
        train(whole_run, resume=tmp_path / "weights.safetensors")


def test_nothing_to_resume(tmp_path):
    with pytest.raises(UserError, match="There is no checkpoint"):
        train(tmp_path / "new", resume=True)
    assert not (tmp_path / "new").exists()


def test_a_torn_checkpoint_is_not_resumed(tmp_path, whole_run):
    whole = (whole_run / "checkpoint.safetensors").read_bytes()
    (tmp_path / "checkpoint.safetensors").write_bytes(whole[:-5])
    with pytest.raises(UserError, match="is torn or not a checkpoint"):
        train(tmp_path, resume=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"model_config": ToyConfig(dropout=0.1)}, "belongs to another model: its dropout is 0.5, not 0.1; resume"),
        ({"kind": "toy.critic"}, "holds a 'toy.vae' checkpoint; a 'toy.critic' one is needed"),
        ({"modules": {"vae": nn.Linear(4, 4)}}, "The checkpoint's vae does not fit this model"),
    ],
)
def test_another_models_run_is_not_resumed(tmp_path, whole_run, options, message):
    source = whole_run / "checkpoint.safetensors"
    with pytest.raises(UserError, match=message):
        train(tmp_path, resume=source, **options)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ({"optim.vae.1.weight.exp_avg": torch.tensor(1.0)}, "The checkpoint's moments of vae.1.weight do not fit"),
        ({"optim.vae.1.bias.more": torch.zeros(4)}, "The checkpoint's moments of vae.1.bias do not fit"),
        ({"step": -1}, "progress.step is -1; it must be at least fresh_since = 0 >= 0"),
        ({"window": {"loss": "x"}}, "progress.window.loss is 'x'; it must be a list"),
    ],
)
def test_a_hostile_checkpoint_is_not_resumed(tmp_path, whole_run, spoil, message):
    tensors, meta = checkpoint.load(whole_run / "checkpoint.safetensors")
    progress = meta["info"]["training"]["progress"]
    for name, value in spoil.items():
        (progress if name in progress else tensors)[name] = value
    checkpoint.save(tmp_path / "checkpoint.safetensors", tensors, meta)
    with pytest.raises(UserError, match=message):
        train(tmp_path, resume=True)


def test_weights_alone_of_unknown_origin_are_not_resumed(tmp_path):
    tensors = {f"model.vae.{name}": tensor for name, tensor in toy_modules()["vae"].state_dict().items()}
    meta = {"kind": "toy.vae", "config": {"size": 4, "dropout": 0.5}, "info": {}}
    checkpoint.save(tmp_path / "weights.safetensors", tensors, meta)
    with pytest.raises(UserError, match="does not say how far it was trained; it can be used but not resumed"):
        train(tmp_path / "run", resume=tmp_path / "weights.safetensors")


def test_weights_only_resume_has_fresh_moments_and_a_short_warm_up(tmp_path, whole_run):
    weights = tmp_path / "weights.safetensors"
    checkpoint.export(whole_run / "checkpoint.safetensors", weights)
    shipped, _ = checkpoint.load(weights)
    assert {tensor.dtype for tensor in shipped.values()} == {torch.float16}
    config = replace(CONFIG, steps=42, log_every=1, evaluate_every=None)
    train(tmp_path / "run", config=config, resume=weights, evaluate=None)
    first, second = curve(tmp_path / "run")
    assert (first["step"], second["step"]) == (41, 42)
    assert first["learning_rate"] == pytest.approx(0.01 / 101)
    assert second["learning_rate"] == pytest.approx(0.01 * 2 / 101)
    tensors, meta = checkpoint.load(tmp_path / "run" / "checkpoint.safetensors")
    assert tensors["optim.vae.1.weight.step"].item() == 2
    assert meta["info"]["training"]["progress"]["fresh_since"] == 40
    # Adam's first two steps move each weight by about their learning rates at most.
    moved = tensors["model.vae.1.weight"] - shipped["model.vae.1.weight"].float()
    assert 0 < moved.abs().max() < 0.01 * 3.1 / 101


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda weight: weight.sum() * float("nan"), "loss"),
        (lambda weight: weight.sum() * float("inf"), "loss"),
        (lambda weight: (weight * 0).sqrt().sum(), "gradient"),
    ],
)
def test_what_is_not_finite_stops_before_the_weights_change(tmp_path, spoil, what):
    modules = toy_modules()
    before = {}

    def step(state, x_bd, generator):
        if state.step == 13:
            before.update({name: tensor.clone() for name, tensor in state.tensors().items()})
            state.descend("vae", spoil(state.modules["vae"][1].weight))
        return toy_step(state, x_bd, generator)

    with pytest.raises(UserError) as error:
        train(tmp_path, step, modules=modules)
    assert str(error.value) == (
        f"Step 13: the vae {what} is not finite; the weights are unchanged. Resume from the last checkpoint with a "
        "learning rate below 0.01 or a smaller grad_clip."
    )
    assert torch.equal(modules["vae"][1].weight, before["model.vae.1.weight"])
    _, meta = checkpoint.load(tmp_path / "checkpoint.safetensors")
    assert meta["info"]["training"]["progress"]["step"] == 10


def test_a_full_disk_keeps_the_last_checkpoint(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match=r"Cannot write .*: No space left on device"):
        train(tmp_path, interrupted_at(15, lambda: monkeypatch.setattr("os.replace", fail)))
    _, meta = checkpoint.load(tmp_path / "checkpoint.safetensors")
    assert meta["info"]["training"]["progress"]["step"] == 10


def test_an_unwritable_folder_shows_before_the_first_step(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="Cannot make the folder"):
        train(tmp_path / "file" / "run", step=None)


def test_an_error_in_a_step_leaves_no_thread(tmp_path):
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        train(tmp_path, interrupted_at(3, fail))


def test_the_callers_random_numbers_are_left_alone(tmp_path):
    modules = toy_modules()
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    train(tmp_path, modules=modules)
    assert torch.equal(torch.rand(3), expected)


def test_the_moving_average(tmp_path):
    weights = []

    def step(state, x_bd, generator):
        metrics = toy_step(state, x_bd, generator)
        weights.append(state.modules["vae"][1].weight.detach().clone())
        return metrics

    modules = toy_modules()
    average = modules["vae"][1].weight.detach().clone()
    result = train(tmp_path, step, replace(CONFIG, steps=300, save_every=None), modules=modules)
    for number, weight in enumerate(weights):
        average.lerp_(weight, 1 - min(0.9, (1 + number) / (10 + number)))
    torch.testing.assert_close(result.modules["vae"][1].weight.detach(), average)
    assert torch.equal(modules["vae"][1].weight, weights[-1])
    assert not result.modules["vae"].training


def test_without_an_average_the_modules_are_shipped(tmp_path):
    modules = toy_modules()
    result = train(tmp_path, config=replace(CONFIG, ema_decay=0.0), modules=modules)
    assert result.modules["vae"] is modules["vae"]
    assert not any(name.startswith("ema.") for name in checkpoint.load(result.checkpoint)[0])


def test_gradients_are_clipped_and_the_norm_before_is_told():
    state = TrainState(
        {"vae": nn.Linear(2, 1, bias=False)}, FitConfig(grad_clip=1.0), Fabric(accelerator="cpu", devices=1)
    )
    norm = state.descend("vae", state.modules["vae"](torch.tensor([3.0, 4.0])).sum())
    assert norm.item() == 5.0
    torch.testing.assert_close(state.modules["vae"].weight.grad, torch.tensor([[0.6, 0.8]]))


def test_weight_decay_is_for_matrices():
    module = nn.Linear(2, 2)
    nn.init.ones_(module.weight)
    nn.init.ones_(module.bias)
    state = TrainState(
        {"vae": module}, FitConfig(learning_rate=0.1, weight_decay=0.5), Fabric(accelerator="cpu", devices=1)
    )
    state.descend("vae", 0 * (module.weight.sum() + module.bias.sum()))
    torch.testing.assert_close(module.weight, torch.full((2, 2), 0.95))
    assert torch.equal(module.bias, torch.ones(2))


def test_a_critic_descends_often_and_an_actor_once(tmp_path):
    def modules():
        torch.manual_seed(0)
        return {"critic": nn.Linear(4, 1), "actor": nn.Linear(4, 4)}

    def step(state, z_bd, generator):
        critic, actor = state.modules["critic"], state.modules["actor"]
        for _ in range(10):
            fake_bd = actor(torch.randn(z_bd.shape, generator=generator)).detach().requires_grad_()
            logit_b1 = critic(fake_bd)
            (slope_bd,) = torch.autograd.grad(logit_b1.sum(), fake_bd, create_graph=True)
            penalty = (slope_bd.norm(dim=1) - 1).square().mean()
            state.descend("critic", (logit_b1 - critic(z_bd)).mean() + 10 * penalty)
        before = [parameter.grad.clone() for parameter in critic.parameters()]
        loss = -critic(actor(torch.randn(z_bd.shape, generator=generator))).mean()
        state.descend("actor", loss)
        for parameter, gradient in zip(critic.parameters(), before, strict=True):
            assert torch.equal(parameter.grad, gradient)
        return {"actor_loss": loss, "penalty": penalty}

    config = replace(CONFIG, betas=(0.0, 0.9), evaluate_every=None)
    options = {"config": config, "kind": "toy.constraint", "evaluate": None}
    train(tmp_path / "whole", step, modules=modules(), **options)
    tensors, _ = checkpoint.load(tmp_path / "whole" / "checkpoint.safetensors")
    assert tensors["optim.critic.weight.step"].item() == 400
    assert tensors["optim.actor.weight.step"].item() == 40

    options["config"] = replace(config, steps=23)
    train(tmp_path / "parts", step, modules=modules(), **options)
    options["config"] = config
    train(tmp_path / "parts", step, modules=modules(), **options, resume=True)
    resumed, _ = checkpoint.load(tmp_path / "parts" / "checkpoint.safetensors")
    assert_same_tensors(resumed, tensors)


def test_a_step_runs_on_the_meta_device():
    with torch.device("meta"):
        state = TrainState(
            {"vae": nn.Linear(4, 4)}, FitConfig(ema_decay=0.9, grad_clip=1.0), Fabric(accelerator="cpu", devices=1)
        )
        metrics = toy_step(state, torch.zeros(8, 4), torch.Generator())
    assert {name: (value.shape, value.is_meta) for name, value in metrics.items()} == {
        "loss": ((), True),
        "grad_norm": ((), True),
    }


@pytest.mark.parametrize(("fast", "precision"), [(True, "bf16-mixed"), (False, "32-true")])
def test_products_are_in_the_numbers_that_are_fast_and_weights_in_float32(tmp_path, monkeypatch, fast, precision):
    monkeypatch.setattr("lc_common.device.has_fast_bfloat16", lambda device: fast)
    seen = []

    def step(state, x_bd, generator):
        y_bd = state.modules["vae"](x_bd)
        seen.append(y_bd.dtype)
        loss = (y_bd.float() - x_bd).square().mean()
        state.descend("vae", loss)
        seen.append(state.modules["vae"][1].weight.grad.dtype)
        return {"loss": loss}

    result = train(tmp_path, step, replace(CONFIG, steps=1, precision="auto"))
    assert seen == [torch.bfloat16 if fast else torch.float32, torch.float32]
    assert result.modules["vae"][1].weight.dtype == torch.float32
    _, meta = checkpoint.load(result.checkpoint)
    assert meta["info"]["training"]["fit"]["precision"] == precision


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
        ({"steps": 0}, "steps is 0; it must be above 0."),
        ({"minutes": -1}, "minutes is -1; it must be above 0."),
        ({"learning_rate": 0}, "learning_rate is 0; it must be above 0."),
        ({"betas": (0.9, 1.0)}, "betas is (0.9, 1.0); it must be in [0, 1)."),
        ({"weight_decay": -1}, "weight_decay is -1; it must be 0 or more."),
        ({"warmup_steps": -1}, "warmup_steps is -1; it must be 0 or more."),
        ({"final_lr_fraction": 2}, "final_lr_fraction is 2; it must be in [0, 1]."),
        ({"grad_clip": 0}, "grad_clip is 0; it must be above 0."),
        ({"ema_decay": 1}, "ema_decay is 1; it must be in [0, 1)."),
        ({"log_every": 0}, "log_every is 0; it must be above 0."),
        ({"seed": -1}, "seed is -1; it must be 0 or more."),
        ({"least_steps": -1}, "least_steps is -1; it must be 0 or more."),
        ({"schedule": "step"}, "schedule is step; it must be one of constant, cosine, linear."),
        ({"precision": "16"}, "precision is 16; it must be one of auto, 32-true, bf16-mixed."),
        ({"device": "tpu"}, "device is tpu; it must be one of auto, cpu, cuda, mps."),
        ({"schedule": "linear", "steps": 5, "warmup_steps": 5}, "warmup_steps is 5; it must be below steps = 5."),
        ({"schedule": "linear", "steps": 5, "decay_steps": 6}, "decay_steps is 6; it must be at most steps = 5."),
    ],
)
def test_a_setting_out_of_range(settings, message):
    with pytest.raises(UserError) as error:
        FitConfig(**settings)
    assert str(error.value) == message


def test_two_processes_train_as_one_on_both_their_batches(tmp_path):
    process = run_as_script(
        "two", tmp_path / "two", "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"
    )
    assert process.returncode == 0, process.stderr

    def both(step, rank, world_size):
        return torch.cat([toy_batches(step, 0, 2), toy_batches(step, 1, 2)])

    train(tmp_path / "one", plain_step, batches=both)
    two, _ = checkpoint.load(tmp_path / "two" / "checkpoint.safetensors")
    one, _ = checkpoint.load(tmp_path / "one" / "checkpoint.safetensors")
    torch.testing.assert_close(two, one)
    assert [record["step"] for record in curve(tmp_path / "two")] == [7, 10, 14, 20, 21, 25, 25, 28, 30, 35, 40, 40]


def run_as_script(mode, run_dir, *launcher):
    command = [sys.executable, *launcher, __file__, mode, str(run_dir)]
    return subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=280
    )


def main(mode, run_dir):
    torch.set_num_threads(1)
    if mode == "killed":
        train(run_dir, interrupted_at(33, lambda: os.kill(os.getpid(), signal.SIGKILL)))
    if mode == "two":
        modules = toy_modules()
        if os.environ["RANK"] == "1":
            nn.init.ones_(modules["vae"][1].weight)  # the first process's weights are the ones that count
        train(run_dir, plain_step, replace(CONFIG, steps=25), modules=modules)
        train(run_dir, plain_step, resume=True)


if __name__ == "__main__":
    main(*sys.argv[1:])


def test_processes_make_the_batches_in_their_order():
    made = iter(_made_by_processes(lambda number: torch.full((2,), number), step=5, workers=3))
    assert [next(made).tolist() for _ in range(4)] == [[5, 5], [6, 6], [7, 7], [8, 8]]
