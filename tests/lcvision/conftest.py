"""Small image sets in the forms that the real ones come in, and small models."""

import gzip
import hashlib
import io
import struct
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from matplotlib import cbook
from PIL import Image
from torch import nn

from lc_common import checkpoint, nets
from lc_common.actor_critic import AdversarialConfig
from lc_common.config import to_dict
from lc_common.fit import FitConfig
from lc_common.nets import NetConfig
from lc_common.run import Run
from lcvision.cli import app as cli
from lcvision.constraints import training as train_constraints
from lcvision.constraints.prior_training import PriorTraining, train_prior
from lcvision.constraints.trained import ConstraintConfig, ImageConstraint
from lcvision.constraints.training import AttributeTraining, ConstraintTraining, GameTraining, train_constraint
from lcvision.data import mnist
from lcvision.data.celeba import CELEBA
from lcvision.data.sets import PARTS, ImageData, Part
from lcvision.kinds import CLASSIFIER_KIND, VAE_KIND
from lcvision.vae import config as vae_config
from lcvision.vae import training as train
from lcvision.vae.config import ClassifierConfig, ConvNet, DenseNet, ImageVAEConfig, ResidualNet, Sizes
from lcvision.vae.models import ImageClassifier, ImageVAE

TINY_NET = ConvNet(
    encoder_channels=(2, 3, 4), encoder_kernels=(3, 3, 5), decoder_channels=(4, 3, 2), decoder_kernels=(5, 3, 3)
)
TINY = ImageVAEConfig("celeba", CELEBA.shape, TINY_NET, latent=5)
TINY_RESIDUAL_NET = ResidualNet((2, 3, 4), 1, (4, 3, 2), (1, 1, 1))
TINY_RESIDUAL = ImageVAEConfig("celeba", CELEBA.shape, TINY_RESIDUAL_NET, latent=128)
QUICK = train.Training(FitConfig(least_steps=0, learning_rate=1e-2, ema_decay=0.5), rows=4)
QUICK_FIT = FitConfig(least_steps=0, learning_rate=1e-2)
QUICK_PRIOR = PriorTraining(QUICK_FIT, rows=4, width=8, layers=1, heads=2)
QUICK_CONSTRAINTS = ConstraintTraining(
    GameTraining(QUICK_FIT, "tiny", AdversarialConfig(rows=4, critic_steps=2)),
    AttributeTraining(QUICK_FIT, "tiny", rows=4),
)

COLUMNS = "5_o_Clock_Shadow Bald Black_Hair Blond_Hair Brown_Hair Eyeglasses Male No_Beard Smiling Wearing_Hat Young"
FACES = {  # photo: part and the values of COLUMNS
    "000001": (0, "-1 -1  1 -1 -1 -1  1 -1  1 -1  1"),
    "000004": (0, "-1 -1 -1  1 -1 -1 -1  1  1 -1  1"),
    "000017": (2, " 1  1 -1 -1 -1  1  1 -1 -1 -1 -1"),
    "000030": (0, "-1 -1 -1 -1  1 -1 -1  1 -1  1 -1"),
    "000100": (1, "-1 -1 -1 -1  1 -1 -1  1  1  1  1"),
}


PORTRAIT = Path(cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))
"""A photo of 512x600 that comes with matplotlib: Rear Admiral Grace Hopper, by the US Navy, in the public domain."""
PORTRAIT_EYES = (221 + 192j, 303 + 190j)
"""The middles of her eyes, x + iy, as a person sees them."""


def random_pixels(n: int, height: int, width: int, channels: int, seed: int = 0) -> np.ndarray:
    """uint8 noise ``[n, height, width, channels]``."""
    return np.random.default_rng(seed).integers(0, 256, (n, height, width, channels)).astype(np.uint8)


def encoded(pixels_hwc: np.ndarray, form: str = "png") -> bytes:
    """An image file; PNG keeps every pixel."""
    file = io.BytesIO()
    Image.fromarray(pixels_hwc).save(file, form)
    return file.getvalue()


def write_lists(folder: Path, faces: dict[str, tuple[int, str]] = FACES) -> None:
    """CelebA's two lists, with its CR LF."""
    rows = [f"{photo}.jpg {values}" for photo, (_, values) in faces.items()]
    (folder / "list_attr_celeba.txt").write_bytes("\r\n".join([str(len(rows)), COLUMNS + " ", *rows, ""]).encode())
    partition = "".join(f"{photo}.jpg {part}\n" for photo, (part, _) in faces.items())
    (folder / "list_eval_partition.txt").write_text(partition)


def counts(data: ImageData) -> dict[str, list[int]]:
    return {part: [len(data.parts[part]), *data.parts[part].labels_nk.sum(0).tolist()] for part in PARTS}


def write_zip(path: Path, photos: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in photos.items():
            archive.writestr(name, content)


class Linear(nn.Module):
    """D_attr that reads each label off a dimension of its own, ten logits to a unit."""

    def __init__(self):
        super().__init__()
        self.register_buffer("vector_yd", 2 * torch.eye(10))

    def forward(self, z_bd):
        return 10 * z_bd


def stored(critic: nn.Module, actor: nn.Module | None = None) -> ImageConstraint:
    """What a file with these modules would hold, of CelebA's labels."""
    config = ConstraintConfig("attributes", CELEBA.name, "", NetConfig(10), actor is not None, 0.0, labels=CELEBA.names)
    return ImageConstraint(config, critic, actor, 0.5, {"1100000000": 3, "0100000000": 1, "0011111111": 4})


@pytest.fixture
def face_pixels() -> dict[str, np.ndarray]:
    """The 64x64 pixels of each face, by its six digits."""
    return dict(zip(FACES, random_pixels(len(FACES), 64, 64, 3), strict=True))


@pytest.fixture
def celeba_root(tmp_path: Path, face_pixels: dict[str, np.ndarray]) -> Path:
    """Five faces in the form of the 64x64 subset; PNG in place of WebP, so that pixels are exact."""
    root = tmp_path / "celeba-root"
    root.mkdir()
    write_lists(root)
    write_zip(root / "celeba64_subset.zip", {f"{photo}.png": encoded(face_pixels[photo]) for photo in FACES})
    return root


@pytest.fixture
def mnist_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """24 training and 3 test digits in gzipped IDX files, whose checksums stand in for MNIST's."""
    root = tmp_path / "mnist-root"
    root.mkdir()
    for name, n, seed in (("train", 24, 1), ("t10k", 3, 2)):
        images = struct.pack(">IIII", 2051, n, 28, 28) + random_pixels(n, 28, 28, 1, seed).tobytes()
        labels = struct.pack(">II", 2049, n) + bytes(i % 10 for i in range(n))
        for file, content in ((f"{name}-images-idx3-ubyte", images), (f"{name}-labels-idx1-ubyte", labels)):
            (root / f"{file}.gz").write_bytes(gzip.compress(content))
            monkeypatch.setitem(mnist.MD5, file, hashlib.md5(content).hexdigest())
    return root


@pytest.fixture
def faces() -> ImageData:
    """Random faces and labels, in memory."""
    rng = np.random.default_rng(3)
    sizes = {"train": 12, "validation": 4, "test": 4}
    parts = {
        name: Part(random_pixels(n, 64, 64, 3, seed=n), rng.integers(0, 2, (n, 10)).astype(np.uint8))
        for name, n in sizes.items()
    }
    return ImageData(CELEBA, parts)


@pytest.fixture
def tiny_presets(monkeypatch: pytest.MonkeyPatch) -> None:
    """A preset ``tiny`` of everything that is trained."""
    sizes = {"convolutional": Sizes(TINY_NET, TINY.latent), "dense": Sizes(DenseNet(units=6, layers=1), TINY.latent)}
    monkeypatch.setitem(vae_config.PRESETS, "tiny", sizes)
    monkeypatch.setitem(train.TRAINING, "tiny", dict.fromkeys(sizes, train.Trained(QUICK, QUICK)))
    monkeypatch.setitem(nets.SIZES, "tiny", {"layers": 1, "units": 6})
    monkeypatch.setitem(train_constraints.TRAINING, "tiny", QUICK_CONSTRAINTS)


@pytest.fixture
def residual_presets(tiny_presets, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preset ``tiny`` with residual networks."""
    sizes = Sizes(TINY_RESIDUAL_NET, TINY_RESIDUAL.latent)
    monkeypatch.setitem(vae_config.PRESETS, "tiny", {"convolutional": sizes})
    learning = replace(QUICK, perceptual=0.5)
    monkeypatch.setitem(train.TRAINING, "tiny", {"convolutional": train.Trained(learning, QUICK, QUICK)})


@pytest.fixture
def tiny_vae() -> ImageVAE:
    """An untrained VAE of a few thousand weights."""
    torch.manual_seed(0)
    return ImageVAE(TINY).eval().requires_grad_(False)


@pytest.fixture
def weights(tmp_path: Path, tiny_vae: ImageVAE) -> Path:
    """A weights file of the tiny VAE, as training exports it."""
    path = tmp_path / "tiny.safetensors"
    tensors = {f"model.vae.{name}": tensor for name, tensor in tiny_vae.state_dict().items()}
    checkpoint.save(path, tensors, {"kind": VAE_KIND, "config": to_dict(TINY), "info": {}}, half=True)
    return path


@pytest.fixture
def classifier() -> ImageClassifier:
    """An untrained classifier of faces."""
    torch.manual_seed(1)
    config = ClassifierConfig(CELEBA.name, CELEBA.shape, TINY_NET, CELEBA.names)
    return ImageClassifier(config).eval().requires_grad_(False)


@pytest.fixture
def runs(tmp_path, tiny_vae, weights, classifier, faces, tiny_presets) -> Path:
    """A folder with a VAE, a classifier, a constraint of each kind and a learned prior."""
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "vae.safetensors").write_bytes(weights.read_bytes())
    tensors = {f"model.classifier.{name}": tensor for name, tensor in classifier.state_dict().items()}
    meta = {"kind": CLASSIFIER_KIND, "config": to_dict(classifier.config), "info": {}}
    checkpoint.save(folder / "judge.safetensors", tensors, meta)
    for name, task, distance in (("r", "realism", 0.1), ("a", "attributes", 0), ("c", "cgan", 0), ("d", "cgan", 0.1)):
        train_constraint(task, "tiny", tiny_vae, faces, Run(folder / name, steps=1, device="cpu"), distance=distance)
    train_prior(tiny_vae, faces, Run(folder / "p", steps=1, device="cpu"), training=QUICK_PRIOR)
    return folder


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run lcvision in a folder of its own: exit code, standard output as one line, error stream."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lcvision", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, " ".join(out.split()), err

    return command
