"""The loop, on a toy, and on a critic and an actor: records, weights, averages, errors, processes."""

import errno
from dataclasses import replace

import pytest
import torch
from lightning_fabric import Fabric
from torch import nn

from lc_common import checkpoint
from lc_common.errors import UserError
from lc_common.fit import FitConfig, TrainState, _made_by_processes
from lc_common.fit_config import LEAST_STEPS
from tests.lc_common.toy import (
    CONFIG,
    assert_same_tensors,
    curve,
    interrupted_at,
    plain_step,
    run_as_script,
    toy_batches,
    toy_modules,
    toy_step,
    train,
)


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


def test_saving_by_the_clock(tmp_path):
    saves = []
    config = replace(CONFIG, steps=20, save_every=None, save_minutes=0.25)
    now = iter(range(10**6))  # each look at the clock takes a second; a step looks three times
    train(tmp_path, config=config, clock=lambda: next(now), on_save=lambda state, _: saves.append(state.step))
    assert saves == [5, 10, 15, 20]


def test_too_little_memory_names_the_rows_of_a_step(tmp_path):
    def step(state, x_bd, generator):
        if state.step == 15:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return toy_step(state, x_bd, generator)

    with pytest.raises(UserError) as error:
        train(tmp_path, step)
    assert str(error.value) == (
        "The memory of this CPU device is too small for a step of 8 rows; "
        "close what else uses it, choose a smaller preset, or train with --device cpu."
    )
    assert checkpoint.load(tmp_path / "checkpoint.safetensors")[1]["info"]["training"]["progress"]["step"] == 10


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
        f"Step 13: the vae {what} is not finite; the weights are unchanged. Go on from the last checkpoint with other "
        "batches: --resume with another --seed."
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


def test_processes_make_the_batches_in_their_order():
    made = iter(_made_by_processes(lambda number: torch.full((2,), number), step=5, workers=3))
    assert [next(made).tolist() for _ in range(4)] == [[5, 5], [6, 6], [7, 7], [8, 8]]
