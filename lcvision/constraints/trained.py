"""Trained constraints in the latent space of an image VAE: what is stored, how it is loaded.

A file holds one of three: a realism critic D(z), with an actor G(z) or without (section 3); the attribute critic
D_attr(z) with the attribute vectors (sections 5 and 7); or the pair G(z, y) and D(z, y) (section 4). Each belongs to
the one VAE in whose latent space it was trained, and is refused for another.

Shapes: ``b`` latents, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from lc_common import checkpoint
from lc_common.actor import Actor
from lc_common.config import from_dict
from lc_common.critic import Critic
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.nets import MLP, NetConfig
from lcvision import pretrained
from lcvision.kinds import CONSTRAINT_KIND, Task
from lcvision.vae.models import ImageVAE

THRESHOLD = 0.9995
"""D_attr at which an edit is done. In 1,024 dimensions a critic is soon sure: at .95 the picture of every other latent
does not show what was asked for yet."""
SURE = math.log(THRESHOLD / (1 - THRESHOLD))
"""Its logit: what a slider at its end asks for, and an actor that edits was taught to reach."""


@dataclass(frozen=True)
class ConstraintConfig:
    """What rebuilds the modules of a file, and the digest of its VAE.

    Attributes:
        net: sizes of the critic, and of the actor if there is one.
        actor: whether there is one; a realism critic may have been trained with G_opt in its place.
        distance: lambda_dist that the actor was trained with.
        guided: whether a conditional actor was trained with an attribute critic beside its own.
        labels: names of those that the modules know, in the order of their columns; none of realism.
        wrong_labels: whether the critic of a conditional pair was shown encodings with the labels of others.

    Raises:
        UserError: labels and sizes do not fit one another or the task.
    """

    task: Task
    data: str
    vae: str
    net: NetConfig
    actor: bool
    distance: float
    guided: bool = False
    labels: tuple[str, ...] = ()
    wrong_labels: bool = False

    def __post_init__(self) -> None:
        names = ", ".join(self.labels)
        if self.task == "realism" and self.labels:
            raise UserError(f"labels is {names}; realism has none.")
        if self.task != "realism" and not self.labels:
            raise UserError(f"labels is empty; {self.task} needs one at least.")
        if self.task == "cgan" and self.net.label != len(self.labels):
            raise UserError(f"net.label is {self.net.label}; with labels {names} it must be {len(self.labels)}.")
        if self.task != "cgan" and self.net.label:
            raise UserError(f"net.label is {self.net.label}; only cgan takes labels beside a latent.")

    def modules(self) -> dict[str, Any]:
        """Untrained modules, by their names in the file."""
        critic = AttributeCritic(self.net, len(self.labels)) if self.task == "attributes" else Critic(self.net)
        return {"critic": critic, "actor": Actor(self.net)} if self.actor else {"critic": critic}


class AttributeCritic(nn.Module):
    """D_attr(z): the probability of each label given a latent (section 5)."""

    vector_yd: Tensor

    def __init__(self, config: NetConfig, labels: int) -> None:
        super().__init__()
        self.config = config
        self.mlp = MLP(config, outputs=labels)
        # Attribute vectors (White 2016), measured once after training: rows of zeros until then.
        self.register_buffer("vector_yd", torch.zeros(labels, config.latent))

    def forward(self, z_bd: Tensor) -> Tensor:
        """Latents ``[b, d]`` to logits ``[b, y]``."""
        return self.mlp(z_bd)


@dataclass(frozen=True)
class ImageConstraint:
    """The modules of one file, in eval mode.

    Attributes:
        threshold: of a realism critic: D that 19 of 20 encodings of held-out images pass.
        played: of a game: how long and by which settings, such as "10:1, Adam 0.0003 0/0.9, 1,200 updates".
        label_counts: of a conditional pair: how often each set of labels occurs in the training part, such as
            ``{"0100010001": 812}``.
        noise: of an attribute critic: what was added to the latents that it learned from, its standard deviation.
    """

    config: ConstraintConfig
    critic: nn.Module
    actor: Actor | None
    threshold: float
    label_counts: Mapping[str, int]
    played: str = ""
    noise: float = 0.0

    def columns(self, wanted: Mapping[str, bool]) -> dict[int, bool]:
        """See ``columns_of``."""
        return columns_of(self.config.labels, wanted)

    @torch.no_grad()
    def move(self, z_bd: Tensor, y_by: Tensor | None = None) -> Tensor:
        """Latents ``[b, d]`` moved by the actor, to where the labels ``[b, y]`` hold if it is conditional.

        Raises:
            ValueError: there is no actor.
        """
        if self.actor is None:
            raise ValueError(f"this {self.config.task} has no actor")
        return self.actor(z_bd, y_by)

    def draw_labels(self, n: int, wanted: Mapping[int, bool], generator: torch.Generator) -> Tensor:
        """Labels ``[n, y]`` as the training part has them, given the wanted ones.

        Labels that never occur together take the others from the whole part.
        """
        all_counts = list(self.label_counts.items())
        fitting = [(row, count) for row, count in all_counts if all(row[k] == "01"[on] for k, on in wanted.items())]
        rows, counts = zip(*(fitting or all_counts), strict=True)
        drawn = torch.tensor(counts, dtype=torch.float).multinomial(n, replacement=True, generator=generator)
        labels_ny = torch.tensor([[float(digit) for digit in rows[i]] for i in drawn.tolist()])
        for k, on in wanted.items():
            labels_ny[:, k] = float(on)
        return labels_ny


def columns_of(labels: Sequence[str], wanted: Mapping[str, bool]) -> dict[int, bool]:
    """Labels that are to hold or not, by their columns in place of their names.

    Raises:
        UserError: a label is none of these.
    """
    for name in wanted:
        if name not in labels:
            raise UserError(f"There is no attribute {name!r}; choose from {', '.join(labels)}.")
    return {labels.index(name): on for name, on in wanted.items()}


def parse_labels(texts: Sequence[str]) -> dict[str, bool]:
    """``["Smiling=1"]`` as names and whether the label is to hold.

    Raises:
        UserError: a value that is neither 0 nor 1; a label twice.
    """
    wanted = {}
    for text in texts:
        name, _, value = text.partition("=")
        if value not in ("0", "1"):
            raise UserError(f"{text!r} must end in =0 or =1.")
        if name in wanted:
            raise UserError(f"{name} is set twice; set it once.")
        wanted[name] = value == "1"
    return wanted


def load_constraint(vae: ImageVAE, task: Task, path: Path | None = None) -> ImageConstraint:
    """The constraint of a file; the one that ships for the VAE's data set if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, of another kind or task, or trained for another VAE; none ships.
    """
    path = path or pretrained.shipped(vae.config.data, task)
    tensors, meta = checkpoint.load(path, CONSTRAINT_KIND)
    config = from_dict(ConstraintConfig, meta["config"])
    if config.task != task:
        raise UserError(f"{path} holds {config.task}; {task} is needed here.")
    if config.vae != vae_digest(vae):
        raise UserError(f"{path} was trained for another VAE; train it again for this one.")
    modules = config.modules()
    for name, module in modules.items():
        checkpoint.restore(module, tensors, name)
        module.eval().requires_grad_(False).to(vae.device)
    info = meta["info"]
    return ImageConstraint(
        config,
        modules["critic"],
        modules.get("actor"),
        info.get("threshold", 0.5),
        info.get("label_counts", {}),
        played(info) if config.actor else "",
        info.get("training_settings", {}).get("noise", 0.0),
    )


def played(info: Mapping[str, Any]) -> str:
    """How an actor and its critic were trained, as their file says; rows of tables are named by it.

    Critic updates for one of the actor's; Adam's learning rate and betas; whether the weights are a moving average;
    updates of the actor.
    """
    settings, steps = info["training_settings"], info["training"]["progress"]["step"]
    beta1, beta2 = settings["fit"]["betas"]
    adam = f"Adam {settings['fit']['learning_rate']:g} {beta1:g}/{beta2:g}"
    averaged = ", averaged" if settings["fit"]["ema_decay"] else ""
    return f"{settings['learning']['critic_steps']}:1, {adam}{averaged}, {steps:,} updates"


@torch.no_grad()
def reading(critic: nn.Module, z_nd: Tensor, labels_ny: Tensor) -> tuple[float, float, float]:
    """Whether D(z, y) reads y: mean D of encodings with their labels, with one label turned over, and how often the
    former is the larger; a critic that reads none of it has one half. Every label is turned over in turn.
    """
    own_n = critic(z_nd, labels_ny)
    turned_yn = torch.stack(
        [critic(z_nd, (labels_ny - one_y).abs()) for one_y in torch.eye(labels_ny.shape[1], device=z_nd.device)]
    )
    larger = (own_n > turned_yn).float() + 0.5 * (own_n == turned_yn)
    return own_n.sigmoid().mean().item(), turned_yn.sigmoid().mean().item(), larger.mean().item()
