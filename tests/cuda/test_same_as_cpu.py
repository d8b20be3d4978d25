"""Every training step on a graphics card: the same loss and gradients as on the CPU, from the same noise; and resuming.

Needs a CUDA device; deselected elsewhere. ``python -m pytest tests/cuda`` is the check to run on a new card.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from lightning_fabric import Fabric
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from lc_common.actor_critic import AdversarialConfig, adversarial_step
from lc_common.fit import FitConfig, TrainState, fit
from lc_common.nets import SIZES, NetConfig
from lc_common.prior import Condition, FlowPrior, FlowPriorConfig
from lcmusic.constraints.predictor import embeddings, view
from lcmusic.constraints.trained import KnobsConfig
from lcmusic.prior.conditions import Conditions
from lcmusic.prior.model import MelodyPrior, MelodyPriorConfig
from lcmusic.prior.training import flow_step, reader_step
from lcmusic.vae.model import PRESETS, MelodyVAE
from lcmusic.vae.training import TRAINING, bar_step, melody_step
from lcvision.constraints.trained import ConstraintConfig
from lcvision.constraints.training import attribute_step
from lcvision.data.registry import find
from lcvision.vae.config import preset_classifier, preset_vae
from lcvision.vae.models import ImageClassifier, ImageVAE
from lcvision.vae.training import classifier_step, vae_step
from tests.lcmusic.conftest import random_melodies

pytestmark = pytest.mark.cuda
STYLES = ("tunes", "hymns")


class NoiseOfTheCPU(TorchFunctionMode):
    """Random numbers of any device are drawn on the CPU, in the order in which they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.generator = torch.Generator().manual_seed(0)

    def __torch_function__(self, function, types, arguments=(), named=None):
        named = dict(named or {})
        if function in (torch.randn, torch.rand, torch.randint):
            device = named.pop("device", None)
            return function(*arguments, **named | {"generator": self.generator}).to(device or "cpu")
        return function(*arguments, **named)


def melodies(rows: int) -> Tensor:
    return torch.from_numpy(random_melodies(rows).astype(np.int64))


def on(device: str, *modules: nn.Module) -> None:
    for module in modules:
        module.to(device)


def melody_vae(preset: str = "compact") -> MelodyVAE:
    return MelodyVAE(replace(PRESETS[preset], decoder_units=64, conductor_units=64, encoder_units=64))


def bars(device: str) -> tuple[dict, Callable, Any]:
    stage = TRAINING["compact"].bars
    assert stage
    return {"vae": melody_vae()}, bar_step(stage), melodies(4).reshape(-1, 16)


def whole_melodies(device: str, preset: str = "compact") -> tuple[dict, Callable, Any]:
    return {"vae": melody_vae(preset)}, melody_step(TRAINING[preset].melodies), melodies(8)


def prior() -> MelodyPrior:
    return MelodyPrior(MelodyPriorConfig("", STYLES, 128, token=16, width=32, layers=2, heads=2, reader=32))


def flow(device: str) -> tuple[dict, Callable, Any]:
    given = Conditions.none(8, 16)
    given.given_bk[:4, :3] = True
    return {"prior": prior()}, flow_step, (torch.randn(8, 16, 16), *given.condition(len(STYLES)).parts())


def reader(device: str) -> tuple[dict, Callable, Any]:
    vae = melody_vae().requires_grad_(False)
    on(device, vae)
    return {"prior": prior()}, reader_step(vae, 0.15), melodies(2).reshape(-1, 16)


def realism(device: str) -> tuple[dict, Callable, Any]:
    """Gradients through the frozen VAE's LSTMs, and gradients of gradients of the critic."""
    vae = melody_vae().eval().requires_grad_(False)
    on(device, vae)
    modules = KnobsConfig.of(vae, "small").modules()
    step = adversarial_step(
        AdversarialConfig(rows=8, critic_steps=2), vae.sigma_bar_d, view=lambda z_bd: view(embeddings(vae, z_bd))
    )
    batch = torch.randn(16, vae.config.latent)
    return {"critic": modules["realism"], "actor": modules["realism_actor"]}, step, batch


def faces(device: str) -> tuple[dict, Callable, Any]:
    config = preset_vae("compact", find("celeba"))
    return {"vae": ImageVAE(config)}, vae_step, torch.rand(4, *config.shape)


def classifier(device: str) -> tuple[dict, Callable, Any]:
    config = preset_classifier("compact", find("celeba"))
    labels = torch.randint(0, 2, (4, len(config.labels))).float()
    return {"classifier": ImageClassifier(config)}, classifier_step, (torch.rand(4, *config.shape), labels)


def pair(device: str) -> tuple[dict, Callable, Any]:
    net = NetConfig(16, 3, **SIZES["small"])
    config = ConstraintConfig("cgan", "celeba", "", net, True, 0.1, labels=("a", "b", "c"))
    step = adversarial_step(AdversarialConfig(rows=8, critic_steps=2, distance=0.1), torch.ones(16, device=device))
    return config.modules(), step, (torch.randn(16, 16), torch.randint(0, 2, (16, 3)).float())


def attributes(device: str) -> tuple[dict, Callable, Any]:
    config = ConstraintConfig("attributes", "celeba", "", NetConfig(16, 0, **SIZES["small"]), False, 0, labels=("a",))
    return config.modules(), attribute_step(1.0), (torch.randn(16, 16), torch.randint(0, 2, (16, 1)).float())


STEPS = {
    make.__name__: make for make in (bars, whole_melodies, reader, flow, realism, faces, classifier, pair, attributes)
}


def one_step(make: Callable, device: str) -> tuple[dict[str, float], dict[str, Tensor]]:
    """Metrics of one step, and each weight's gradient at its last ``descend``."""
    torch.manual_seed(0)
    modules, step, batch = make(device)
    fabric = Fabric(accelerator=device, devices=1)
    on(device, *modules.values())
    state = TrainState(modules, FitConfig(device=device, learning_rate=1e-6), fabric)
    with NoiseOfTheCPU():
        metrics = step(state, fabric.to_device(batch), torch.Generator(device))
    gradients = {
        f"{name}.{key}": parameter.grad.cpu()
        for name, module in modules.items()
        for key, parameter in module.named_parameters()
        if parameter.grad is not None
    }
    return {name: float(torch.as_tensor(value).detach()) for name, value in metrics.items()}, gradients


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_the_same_as_on_the_cpu(name, monkeypatch, without_bfloat16):
    monkeypatch.setattr(torch.backends.cudnn, "allow_tf32", False)
    (metrics, gradients), (metrics_cpu, gradients_cpu) = (one_step(STEPS[name], device) for device in ("cuda", "cpu"))
    assert metrics == pytest.approx(metrics_cpu, rel=1e-3, abs=1e-5)
    assert gradients.keys() == gradients_cpu.keys()
    for key, expected in gradients_cpu.items():
        error = (gradients[key] - expected).norm() / expected.norm().clamp(min=1e-6)
        assert error < 1e-3, key


def batches_by_number(step: int, rank: int, world_size: int) -> Tensor:
    return torch.full((2, 4), float(step))


def noting(seen: list[float]) -> Callable:
    def step(state: TrainState, x_bd: Tensor, generator: torch.Generator) -> dict[str, Tensor]:
        seen.append(float(x_bd[0, 0]))
        loss = (state.modules["net"](x_bd) - 1).square().mean()
        return {"loss": loss, "norm": state.descend("net", loss)}

    return step


@pytest.mark.parametrize("precision", ["32-true", "bf16-mixed"])
def test_batches_made_by_processes_come_in_their_order_and_a_run_goes_on_on_the_cpu(tmp_path, precision):
    torch.manual_seed(0)
    seen: list[float] = []
    config = FitConfig(steps=20, device="cuda", workers=3, precision=precision)
    net = {"net": nn.Linear(4, 1)}
    fit(noting(seen), net, batches_by_number, config, tmp_path, kind="toy", model_config=config)
    again = replace(config, steps=25, device="cpu", precision="32-true", workers=0)
    result = fit(noting(seen), net, batches_by_number, again, tmp_path, kind="toy", model_config=config, resume=True)
    assert seen == [*map(float, range(25))]
    assert (result.step, result.modules["net"].weight.device.type) == (25, "cpu")


def test_a_compiled_flow_learns_what_it_learns_uncompiled():
    torch.manual_seed(0)
    config = FlowPriorConfig(16, 16, width=32, layers=2, heads=2)
    nothing = (torch.zeros(4, 16, 0), torch.zeros(4, 0), torch.zeros(4, 16, 16, 0), torch.arange(16).expand(4, 16))
    made = FlowPrior(config).cuda()
    condition = Condition(*(part.cuda() for part in (*nothing, torch.zeros(4, 16, dtype=torch.bool))))
    x_bke, found_bke, time_bk = torch.randn(4, 16, 16).cuda(), torch.zeros(4, 16, 16).cuda(), torch.rand(4, 16).cuda()
    expected = made(x_bke, time_bk, condition, found_bke)
    made.compile()
    torch.testing.assert_close(made(x_bke, time_bk, condition, found_bke), expected, rtol=1e-4, atol=1e-4)
