"""What a training run changes: weights, moments, moving average, step."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from lightning_fabric import Fabric
from torch import Tensor, nn
from torch.nn.utils import clip_grad_norm_, parameters_to_vector, vector_to_parameters
from torch.optim import AdamW, Optimizer

from lc_common import checkpoint
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.fit_config import FitConfig, learning_rate


@dataclass
class Progress:
    """How far a run is; stored with the checkpoint."""

    step: int = 0
    """Completed steps; during a step, its own number from 0."""
    seconds: float = 0.0
    """Training time so far, resumes included, evaluating and saving excluded."""
    fresh_since: int = 0
    """Step at which the moments were last fresh: 0, or where a weights-only file was resumed."""
    window: dict[str, tuple[float | Tensor, int]] = field(default_factory=dict)
    """Sum and count of each metric since the last record; plain numbers where it is stored."""

    def __post_init__(self):
        if not 0 <= self.fresh_since <= self.step:
            raise UserError(f"progress.step is {self.step}; it must be at least fresh_since = {self.fresh_since} >= 0.")


class TrainState:
    """Named modules, an Adam optimiser for each, and how far they are.

    A VAE is one module; a critic and an actor are two, and their training step calls ``descend`` with either name as
    often as it likes. Modules that only help (a frozen decoder) stay out of it.

    Attributes:
        modules: in training. Each is of its run's own class, which a step says where it takes one:
            ``vae: MelodyVAE = state.modules["vae"]``.
        shipped: evaluated and exported: moving averages of ``modules`` if config.ema_decay is set, else ``modules``.
    """

    def __init__(self, modules: Mapping[str, nn.Module], config: FitConfig, fabric: Fabric):
        self.modules: dict[str, Any] = dict(modules)
        self.config = config
        self.fabric = fabric
        self.progress = Progress()
        self.optimizers = {name: _optimizer(module, config) for name, module in self.modules.items()}
        if fabric.world_size > 1:
            for tensor in (t for module in self.modules.values() for t in module.state_dict().values()):
                torch.distributed.broadcast(tensor, src=0)
        self.shipped = self.modules
        if config.ema_decay:
            self.shipped = {n: copy.deepcopy(m).requires_grad_(False).eval() for n, m in self.modules.items()}

    @property
    def step(self) -> int:
        """Completed steps; inside a training step, its own number from 0."""
        return self.progress.step

    def descend(self, name: str, loss: Tensor) -> Tensor:
        """One optimiser step of the module ``name`` on a scalar loss; no other module gets a gradient.

        Across processes gradients are averaged. Returns the gradient norm before clipping, a scalar tensor.

        Raises:
            UserError: loss or gradient is not finite; raised before the weights change.
        """
        optimizer = self.optimizers[name]
        parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        optimizer.zero_grad()
        # The training step runs under autocast, where backward must not.
        with torch.autocast(self.fabric.device.type, enabled=False):
            self.fabric.backward(loss, inputs=parameters)
        if self.fabric.world_size > 1:
            self._average_gradients(parameters)
        norm = clip_grad_norm_(parameters, self.config.grad_clip or float("inf"))
        # One sum, so that a GPU is waited for once.
        if not loss.is_meta and not torch.isfinite(loss.detach() + norm):
            what = "loss" if not torch.isfinite(loss) else "gradient"
            raise UserError(
                f"Step {self.step}: the {name} {what} is not finite; the weights are unchanged. Go on from the last "
                "checkpoint with other batches: --resume with another --seed."
            )
        rate = learning_rate(self.config, self.step, self.progress.fresh_since)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        if self.config.ema_decay:
            self._average_weights(name)
        return norm

    def tensors(self) -> dict[str, Tensor]:
        """Everything a resume needs, named as in ``checkpoint``."""
        tensors: dict[str, Tensor] = {}
        for name, module in self.modules.items():
            tensors |= {f"model.{name}.{key}": tensor for key, tensor in module.state_dict().items()}
            if self.config.ema_decay:
                tensors |= {f"ema.{name}.{key}": tensor for key, tensor in self.shipped[name].state_dict().items()}
            optimizer = self.optimizers[name].state_dict()
            for index, key in _indexed_names(optimizer):
                moments = optimizer["state"].get(index, {})
                tensors |= {f"optim.{name}.{key}.{moment}": tensor for moment, tensor in moments.items()}
        return tensors

    def load(self, tensors: Mapping[str, Tensor], progress: Mapping[str, object]) -> None:
        """Take over a checkpoint's tensors and its stored ``progress``; moments are fresh if it holds none.

        Raises:
            UserError: the tensors do not fit the modules, or the progress is not one.
        """
        self.progress = from_dict(Progress, progress, "progress")
        for name, module in self.modules.items():
            checkpoint.restore(module, tensors, name, averaged=False)
            if self.config.ema_decay:
                checkpoint.restore(self.shipped[name], tensors, name)
            self._load_moments(name, tensors)
        if not any(key.startswith("optim.") for key in tensors):
            self.progress.fresh_since, self.progress.window = self.step, {}

    def progress_dict(self) -> dict[str, object]:
        """``progress`` as plain data."""
        self.progress.window = {name: (float(total), count) for name, (total, count) in self.progress.window.items()}
        return to_dict(self.progress)

    def accumulate(self, metrics: Mapping[str, float | Tensor]) -> None:
        """Add a step's metrics to the window; tensors stay on their device, so that nothing waits for a GPU."""
        for name, value in metrics.items():
            total, count = self.progress.window.get(name, (0.0, 0))
            value = value.detach().float() if isinstance(value, Tensor) else value
            self.progress.window[name] = (total + value, count + 1)

    def take_means(self) -> dict[str, float]:
        """The window's means; empties it."""
        means = {name: float(total) / count for name, (total, count) in self.progress.window.items()}
        self.progress.window = {}
        return means

    def _load_moments(self, name: str, tensors: Mapping[str, Tensor]) -> None:
        state = self.optimizers[name].state_dict()
        parameters = dict(self.modules[name].named_parameters())
        for index, key in _indexed_names(state):
            prefix = f"optim.{name}.{key}."
            moments = {k.removeprefix(prefix): tensor for k, tensor in tensors.items() if k.startswith(prefix)}
            if not moments:
                continue
            # The fused optimiser trusts these shapes; the file is not to be trusted.
            shape = parameters[key].shape
            if {k: t.shape for k, t in moments.items()} != {"step": (), "exp_avg": shape, "exp_avg_sq": shape}:
                raise UserError(f"The checkpoint's moments of {name}.{key} do not fit this model.")
            state["state"][index] = moments
        self.optimizers[name].load_state_dict(state)

    def _average_gradients(self, parameters: list[nn.Parameter]) -> None:
        # One collective instead of DistributedDataParallel: its hooks forbid what critics and actors do (several
        # forwards a backward, forwards without one, gradients of gradients), and a step may call any method.
        gradients = []
        for parameter in parameters:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
            gradients.append(parameter.grad)
        mean = self.fabric.all_reduce(parameters_to_vector(gradients), reduce_op="mean")
        assert isinstance(mean, Tensor)  # as what was given
        vector_to_parameters(mean, gradients)

    @torch.no_grad()
    def _average_weights(self, name: str) -> None:
        # A short memory at first, or the average would long remember the initial weights.
        decay = min(self.config.ema_decay, (1 + self.step) / (10 + self.step))
        shipped = self.shipped[name].state_dict()
        for key, tensor in self.modules[name].state_dict().items():
            if tensor.is_floating_point():
                shipped[key].lerp_(tensor, 1 - decay)
            else:
                shipped[key].copy_(tensor)


def _optimizer(module: nn.Module, config: FitConfig) -> Optimizer:
    named = [(name, parameter) for name, parameter in module.named_parameters() if parameter.requires_grad]
    groups = [
        {"params": [item for item in named if item[1].ndim >= 2], "weight_decay": config.weight_decay},
        {"params": [item for item in named if item[1].ndim < 2], "weight_decay": 0.0},
    ]
    groups = [group for group in groups if group["params"]]
    # Fused is ten times faster than the default on a CPU (10M weights, two cores: 14 ms and 135 ms).
    fused = not any(parameter.is_meta for _, parameter in named)
    return AdamW(groups, lr=config.learning_rate, betas=config.betas, fused=fused)


def _indexed_names(optimizer_state: dict) -> list[tuple[int, str]]:
    groups = optimizer_state["param_groups"]
    return [pair for group in groups for pair in zip(group["params"], group["param_names"], strict=True)]
