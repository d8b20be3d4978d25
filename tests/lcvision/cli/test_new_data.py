"""A data set that the program was not written for: its row is all that the commands need."""

import numpy as np
import pytest
from PIL import Image

from lcvision.data import registry
from lcvision.data.sets import PARTS, DataSpec, Label, Part
from tests.lcvision.conftest import random_pixels

SHAPE = (1, 8, 8)


def read(root, cache, progress) -> dict[str, Part]:
    """A dozen images a part with three labels, each held by half of them."""
    labels_nk = (np.arange(12)[:, None] >> np.arange(3)) % 2
    return {part: Part(random_pixels(12, 8, 8, 1, seed), labels_nk.astype(np.uint8)) for seed, part in enumerate(PARTS)}


@pytest.fixture
def toys(monkeypatch, tiny_presets) -> DataSpec:
    labels = tuple(Label(name) for name in ("Round", "Red", "Wooden"))
    figures = ("2", "3", "4", "5", "9", "16")
    spec = DataSpec("toys", "toys", SHAPE, labels, read, network="dense", figures=figures,
                    combinations={"Ball": ("Round", "Red"), "Block": ("Wooden",)})  # fmt: skip
    monkeypatch.setitem(registry.DATA, spec.name, spec)
    return spec


def test_a_new_data_set_is_trained_sampled_and_judged(run, toys, tmp_path):
    budget = ("--preset", "tiny", "--steps", 2, "--device", "cpu", "--root", tmp_path, "--cache", tmp_path)
    model = ("--model", "r/toys-vae.safetensors")
    for what, options in (
        ("vae", ("--data", "toys")),
        ("classifier", ("--data", "toys")),
        ("attributes", model),
        ("realism", model),
        ("cgan", (*model, "--guide", "r/toys-attributes.safetensors")),
    ):
        # Each into a folder of its own, and the weights into one.
        trained = run("train", what, "--out", what, *options, *budget)
        assert trained[:2] == (0, f"Weights: {what}/toys-{what}.safetensors")
        (tmp_path / "r").mkdir(exist_ok=True)
        (tmp_path / what / f"toys-{what}.safetensors").rename(tmp_path / "r" / f"toys-{what}.safetensors")
    files = (*model, "--cgan", "r/toys-cgan.safetensors", "--attributes", "r/toys-attributes.safetensors",
             "--realism", "r/toys-realism.safetensors")  # fmt: skip
    assert run("sample", "--n", 2, "--attr", "Wooden=1", *files)[:2] == (0, "samples.png: 2 samples, method actors")
    assert Image.open("samples.png").size == (2 * 10 + 2, 10 + 2)
    code, _, err = run("sample", "--n", 2, "--attr", "Smiling=1", *files)
    assert (code, err) == (2, "error: There is no attribute 'Smiling'; choose from Round, Red, Wooden.\n")
    found = ("--data", "toys", "--root", tmp_path, "--cache", tmp_path, "--weights", "r")
    code, out, _ = run("evaluate", "tables", *found, "--n", 6)
    assert code == 0
    for title in (
        "Table 1, toys: 6 images",
        "Table 4, toys: 6 images",
        "Realism, toys",
        "Cost of one forward pass, toys",
    ):
        assert title in out
    code, out, _ = run("evaluate", "figures", *found, "--out", "f")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "f").iterdir()) == sorted(
        f"toys-figure-{name}.png" for name in toys.figures
    )
    lines = 5  # labels, the larger pair that is missing, the pair in two lines, lambda above 0 that is missing
    assert Image.open("f/toys-figure-4.png").size == (300, 4 * 10 + 2 + 4 * 4 + 12 * lines)


def test_a_label_more_makes_older_weights_old(run, toys, tmp_path, monkeypatch):
    budget = ("--preset", "tiny", "--steps", 1, "--device", "cpu", "--root", tmp_path, "--cache", tmp_path)
    run("train", "classifier", "--data", "toys", "--out", "c", *budget)
    more = DataSpec("toys", "toys", SHAPE, (*toys.labels, Label("Loud")), read, network="dense")
    monkeypatch.setitem(registry.DATA, "toys", more)
    code, _, err = run("evaluate", "classifier", "--model", "c/toys-classifier.safetensors", *budget[-4:])
    assert code == 2
    assert err == (
        "error: c/toys-classifier.safetensors was trained on other labels than toys has now; train it again.\n"
    )
