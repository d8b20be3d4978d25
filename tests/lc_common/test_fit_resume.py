"""A run that ends early, or is over, and is taken up again: signals, time limits, checkpoints that do not fit."""

import io
import os
import signal
from dataclasses import replace

import pytest
import torch
from rich.console import Console
from torch import nn

from lc_common import checkpoint
from lc_common.errors import UserError
from lc_common.fit import ship
from lc_common.run import Outcome
from tests.lc_common.toy import (
    CONFIG,
    ToyConfig,
    assert_same_tensors,
    curve,
    interrupted_at,
    run_as_script,
    toy_evaluate,
    toy_modules,
    toy_step,
    train,
)


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


def test_a_finished_run_has_nothing_to_do(whole_run):
    before = curve(whole_run)
    result = train(whole_run, step=None, resume=True)
    assert (result.stopped, result.step) == ("steps", 40)
    assert curve(whole_run) == before


def test_a_run_is_not_overwritten(whole_run, tmp_path):
    with pytest.raises(
        UserError, match=r"already holds a run; go on with it \(--resume\) or choose another folder \(--out\)"
    ):
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
