"""The weights that ship with the package, and how any weights become a model again."""

from __future__ import annotations

from pathlib import Path

from lc_common import checkpoint
from lc_common.config import from_dict
from lc_common.errors import UserError
from lcvision.data.sets import DataName, check_name
from lcvision.kinds import CLASSIFIER_KIND, VAE_KIND, Model, weights_name
from lcvision.vae.models import ClassifierConfig, ImageClassifier, ImageVAE, ImageVAEConfig

FOLDER = Path(__file__).parent


def load_vae(path: Path | None = None, data: DataName | None = None) -> ImageVAE:
    """The image VAE of a checkpoint (float32, on the CPU, in eval mode); the one that ships if ``path`` is None.

    Args:
        data: what the VAE must be of; None: anything, and faces where the one that ships is meant.

    Raises:
        UserError: the file is missing, torn, or of another kind, shape or data set; none ships.
    """
    path = path or _shipped("vae", data)
    tensors, meta = checkpoint.load(path, VAE_KIND)
    model = ImageVAE(from_dict(ImageVAEConfig, meta["config"]))
    _check_data(path, model.config.data, data)
    checkpoint.restore(model, tensors, "vae")
    return model.eval().requires_grad_(False)


def load_classifier(path: Path | None = None, data: DataName | None = None) -> ImageClassifier:
    """The classifier of a checkpoint; otherwise as ``load_vae``."""
    path = path or _shipped("classifier", data)
    tensors, meta = checkpoint.load(path, CLASSIFIER_KIND)
    model = ImageClassifier(from_dict(ClassifierConfig, meta["config"]))
    _check_data(path, model.config.data, data)
    checkpoint.restore(model, tensors, "classifier")
    return model.eval().requires_grad_(False)


def _shipped(model: Model, data: DataName | None) -> Path:
    data = data or "celeba"
    check_name(data)
    path = FOLDER / weights_name(data, model)
    if not path.is_file():
        train = f"lcvision train {model} --data {data}"
        raise UserError(f"No {data} {model} comes with this version; train one with '{train}' or pass --model FILE.")
    return path


def _check_data(path: Path, theirs: DataName, wanted: DataName | None) -> None:
    if wanted and theirs != wanted:
        raise UserError(f"{path} is a model of {theirs}, not of {wanted}; leave --data out or pass another model.")
