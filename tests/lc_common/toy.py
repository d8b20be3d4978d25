"""What the tests of the loop train: a linear map with dropout and noise.

Run as a script, this file trains the toy in a process of its own, which a test may kill.
"""

import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from rich.console import Console
from torch import nn

from lc_common.fit import FitConfig, fit

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
