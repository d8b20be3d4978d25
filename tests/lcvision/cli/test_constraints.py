"""Drawing samples by constraints, from the command line."""

import numpy as np
import pytest
import torch
from PIL import Image

from lcvision.constraints.prior import load_prior
from lcvision.edit.animation import as_pixels
from lcvision.edit.moves import Editor
from lcvision.pretrained import load_vae


def test_samples_of_weights_of_ones_own(run, runs):
    files = (
        "--model", runs / "vae.safetensors", "--attributes", runs / "a" / "celeba-attributes.safetensors",
        "--realism", runs / "r" / "celeba-realism.safetensors", "--cgan", runs / "d" / "celeba-cgan.safetensors",
    )  # fmt: skip
    prior = ("--prior", runs / "p" / "celeba-prior.safetensors")
    for options, method in (
        (prior, "learned"), (("--attr", "Bald=1", *prior), "learned"), ((), "actors"), (("--attr", "Bald=1"), "actors"),
        (("--method", "gradient"), "gradient"), (("--method", "realism"), "realism"), (("--method", "cgan"), "cgan"),
    ):  # fmt: skip
        assert run("sample", "--n", 2, *options, *files)[:2] == (0, f"samples.png: 2 samples, method {method}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--method", "magic"), "There is no method 'magic'"),
        (("--method", "prior", "--attr", "Bald=1"), "The method prior takes no attributes; choose cgan, learned or"),
        (("--attr", "Blond_Hair=1", "--attr", "Brown_Hair=1"), "Blond_Hair=1 and Brown_Hair=1 contradict each other"),
        (("--data", "mnist", "--attr", "7=1", "--attr", "3=1"), "7=1 and 3=1 contradict each other; ask for one of"),
        (("--seed", 2**64), "Invalid value for '--seed'"),
        (("--seed", 2**200), "Invalid value for '--seed'"),
    ],
)
def test_a_mistake_is_one_line(run, options, message):
    code, _, err = run("sample", "--n", 1, *options)
    assert code == 2
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_the_largest_seed_draws(run):
    assert run("sample", "--data", "mnist", "--n", 1, "--seed", 2**63 - 1)[0] == 0


def test_the_command_line_and_the_studio_draw_the_same_face(run):
    """The studio asks the editor."""
    vae = load_vae()
    z_bd = Editor(vae, None, prior=load_prior(vae)).draw(1, torch.Generator().manual_seed(5))
    face_hwc = as_pixels(vae.decode(z_bd))[0]
    assert run("sample", "--n", 1, "--seed", 5)[:2] == (0, "samples.png: 1 samples, method learned")
    assert np.abs(np.asarray(Image.open("samples.png")).astype(int) - face_hwc).max() <= 1
