"""The weights that ship with the package, and how any weights become a model again."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from lc_common import checkpoint
from lc_common.config import from_dict
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lcvision.data import registry
from lcvision.kinds import (
    CLASSIFIER_KIND,
    CONSTRAINT_KIND,
    PERCEPTION_KIND,
    PRIOR_KIND,
    VAE_KIND,
    Model,
    Task,
    weights_name,
)
from lcvision.vae.config import ClassifierConfig, ImageVAEConfig, PerceptionConfig
from lcvision.vae.models import ImageClassifier, ImageVAE
from lcvision.vae.perception import Perception

FOLDER = Path(__file__).parent


def load_vae(path: Path | None = None, data: str | None = None) -> ImageVAE:
    """The image VAE of a checkpoint (float32, on the CPU, in eval mode); the one that ships if ``path`` is None.

    Args:
        data: what the VAE must be of; None: anything, and ``registry.DEFAULT`` where the one that ships is meant.

    Raises:
        UserError: the file is missing, torn, or of another kind, shape or data set; none ships.
    """
    path = path or shipped(data or registry.DEFAULT.name, "vae")
    tensors, meta = checkpoint.load(path, VAE_KIND)
    model = ImageVAE(from_dict(ImageVAEConfig, meta["config"]))
    _check_data(path, model.config.data, data)
    checkpoint.restore(model, tensors, "vae")
    return model.eval().requires_grad_(False)


def load_classifier(path: Path | None = None, data: str | None = None) -> ImageClassifier:
    """The classifier of a checkpoint; otherwise as ``load_vae``."""
    path = path or shipped(data or registry.DEFAULT.name, "classifier")
    tensors, meta = checkpoint.load(path, CLASSIFIER_KIND)
    model = ImageClassifier(from_dict(ClassifierConfig, meta["config"]))
    _check_data(path, model.config.data, data)
    checkpoint.restore(model, tensors, "classifier")
    return model.eval().requires_grad_(False)


def load_perception(path: Path, data: str) -> Perception:
    """The perception of a checkpoint, for a data set; none ships. Otherwise as ``load_vae``."""
    tensors, meta = checkpoint.load(path, PERCEPTION_KIND)
    model = Perception(from_dict(PerceptionConfig, meta["config"]))
    _check_data(path, model.config.data, data)
    checkpoint.restore(model, tensors, "perception")
    return model.eval().requires_grad_(False)


def shipped(data: str, what: Model | Task) -> Path:
    """The weights that ship of a data set.

    Raises:
        UserError: there is no such data set, or none ship.
    """
    registry.find(data)
    path = FOLDER / weights_name(data, what)
    if not path.is_file():
        train = f"lcvision train {what} --data {data}"
        raise UserError(f"No {data} {what} comes with this version; train it with '{train}' and name its file.")
    return path


def ships_for(vae: ImageVAE, what: Task | Literal["prior"]) -> bool:
    """Whether a learned prior, or a constraint of this task, for this very VAE comes with the package."""
    path = FOLDER / weights_name(vae.config.data, what)
    kind = PRIOR_KIND if what == "prior" else CONSTRAINT_KIND
    return path.is_file() and checkpoint.load(path, kind)[1]["config"].get("vae") == vae_digest(vae)


def _check_data(path: Path, theirs: str, wanted: str | None) -> None:
    if wanted and theirs != wanted:
        raise UserError(f"{path} is a model of {theirs}, not of {wanted}; leave --data out or choose another model.")
