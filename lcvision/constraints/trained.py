"""Trained constraints in the latent space of an image VAE: what is stored, how it is loaded.

A file holds one of three: a realism critic D(z), with an actor G(z) or without (section 3); the attribute critic
D_attr(z) with the attribute vectors (sections 5 and 7); or the pair G(z, y) and D(z, y) (section 4). Each belongs to
the one VAE in whose latent space it was trained, and is refused for another.

Shapes: ``b`` latents, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from lc_common import checkpoint
from lc_common.actor import Actor
from lc_common.config import from_dict
from lc_common.critic import Critic
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.nets import MLP, NetConfig
from lcvision.data.celeba import ATTRIBUTES
from lcvision.data.sets import DataName
from lcvision.kinds import CONSTRAINT_KIND, Task, weights_name
from lcvision.vae.models import LABELS, ImageVAE

FOLDER = Path(__file__).parents[1] / "pretrained"
NAMES: dict[DataName, tuple[str, ...]] = {"mnist": tuple("0123456789"), "celeba": ATTRIBUTES}
"""What the labels of a data set are called, in the order of their columns."""


@dataclass(frozen=True)
class ConstraintConfig:
    """What rebuilds the modules of a file, and the digest of its VAE.

    Attributes:
        net: sizes of the critic, and of the actor if there is one.
        actor: whether there is one; a realism critic may have been trained with G_opt in its place.
        distance: lambda_dist that the actor was trained with.
        guided: whether a conditional actor was trained with an attribute critic beside its own.
    """

    task: Task
    data: DataName
    vae: str
    net: NetConfig
    actor: bool
    distance: float
    guided: bool = False

    def modules(self) -> dict[str, nn.Module]:
        """Untrained modules, by their names in the file."""
        critic = AttributeCritic(self.net) if self.task == "attributes" else Critic(self.net)
        return {"critic": critic, "actor": Actor(self.net)} if self.actor else {"critic": critic}


class AttributeCritic(nn.Module):
    """D_attr(z): the probability of each label given a latent (section 5)."""

    def __init__(self, config: NetConfig) -> None:
        super().__init__()
        self.config = config
        self.mlp = MLP(config, outputs=LABELS)
        # Attribute vectors (White 2016), measured once after training: rows of zeros until then.
        self.register_buffer("vector_yd", torch.zeros(LABELS, config.latent))

    def forward(self, z_bd: Tensor) -> Tensor:
        """Latents ``[b, d]`` to logits ``[b, y]``."""
        return self.mlp(z_bd)


@dataclass(frozen=True)
class ImageConstraint:
    """The modules of one file, in eval mode.

    Attributes:
        threshold: of a realism critic: D that 19 of 20 encodings of held-out images pass.
        label_counts: of a conditional pair: how often each set of labels occurs in the training part, such as
            ``{"0100010001": 812}``.
    """

    config: ConstraintConfig
    critic: nn.Module
    actor: Actor | None
    threshold: float
    label_counts: Mapping[str, int]

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


def parse_labels(texts: Sequence[str], names: Sequence[str]) -> dict[int, bool]:
    """``["Smiling=1"]`` as columns and whether the label is to hold.

    Raises:
        UserError: no such label; a value that is neither 0 nor 1; a label twice.
    """
    wanted = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in names:
            raise UserError(f"There is no attribute {name!r}; choose of {', '.join(names)}.")
        if value not in ("0", "1"):
            raise UserError(f"{text!r} must end in =0 or =1.")
        if names.index(name) in wanted:
            raise UserError(f"{name} is set twice; set it once.")
        wanted[names.index(name)] = value == "1"
    return wanted


def load_constraint(vae: ImageVAE, task: Task, path: Path | None = None) -> ImageConstraint:
    """The constraint of a file; the one that ships for the VAE's data set if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, of another kind or task, or trained for another VAE; none ships.
    """
    if path is None:
        path = FOLDER / weights_name(vae.config.data, task)
        if not path.is_file():
            train = f"lcvision train {task} --data {vae.config.data}"
            raise UserError(f"No {vae.config.data} {task} comes with this version; train it with '{train}'.")
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
        config, modules["critic"], modules.get("actor"), info.get("threshold", 0.5), info.get("label_counts", {})
    )
