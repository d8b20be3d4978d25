"""What is printed and drawn of constraints: figures by hand, tables and pictures of tiny models."""

import numpy as np
import pytest
import torch
from PIL import Image

from lc_common import checkpoint, nets
from lc_common.config import to_dict
from lc_common.errors import UserError
from lc_common.run import Run
from lcvision.constraints import training as train_constraints
from lcvision.constraints.training import train_constraint
from lcvision.data.celeba import ATTRIBUTES
from lcvision.evaluate.costs import cost_table, multiply_adds
from lcvision.evaluate.costs import weights as count_of_weights
from lcvision.evaluate.edits import Edits
from lcvision.evaluate.figures import TABLE_3
from lcvision.evaluate.realism import area, diversity, frechet
from lcvision.evaluate.weights import find_weights
from lcvision.kinds import CLASSIFIER_KIND
from lcvision.vae.models import ClassifierConfig, ImageClassifier
from tests.lcvision.conftest import TINY_NET, encoded, random_pixels, write_lists, write_zip
from tests.lcvision.test_constraints import TINY_TRAINING

FACES = {f"{i:06d}": (part, " ".join("1" if (i >> k) & 1 else "-1" for k in range(11)))
         for part, first in enumerate((1, 100, 200)) for i in range(first, first + 12)}  # fmt: skip


@pytest.fixture
def classifier():
    torch.manual_seed(1)
    return ImageClassifier(ClassifierConfig("celeba", TINY_NET)).eval().requires_grad_(False)


@pytest.fixture
def runs(tmp_path, tiny_vae, weights, classifier, faces, monkeypatch):
    """A folder with a VAE, a classifier and a constraint of each kind."""
    monkeypatch.setitem(nets.SIZES, "tiny", {"layers": 1, "units": 6})
    monkeypatch.setitem(train_constraints.TRAINING, "tiny", TINY_TRAINING)
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "vae.safetensors").write_bytes(weights.read_bytes())
    tensors = {f"model.classifier.{name}": tensor for name, tensor in classifier.state_dict().items()}
    meta = {"kind": CLASSIFIER_KIND, "config": to_dict(classifier.config), "info": {}}
    checkpoint.save(folder / "judge.safetensors", tensors, meta)
    for name, task, distance in (("r", "realism", 0.1), ("a", "attributes", 0), ("c", "cgan", 0), ("d", "cgan", 0.1)):
        train_constraint(task, "tiny", tiny_vae, faces, Run(folder / name, steps=1, device="cpu"), distance=distance)
    return folder


@pytest.fixture
def root(tmp_path):
    """36 faces, a dozen in each part."""
    folder = tmp_path / "root"
    folder.mkdir()
    write_lists(folder, FACES)
    pixels = random_pixels(len(FACES), 64, 64, 3)
    write_zip(folder / "celeba64_subset.zip", {f"{n}.png": encoded(p) for n, p in zip(FACES, pixels, strict=True)})
    return folder


def test_weights_are_told_apart_by_what_they_say(runs):
    found = find_weights(runs, "celeba")
    vae = found.main_vae()
    assert [path.name for path in found.vaes] == ["vae.safetensors"]
    assert [c.config.distance for c in found.of(vae, "cgan")] == [0, 0.1]
    assert [len(found.of(vae, task)) for task in ("realism", "attributes")] == [1, 1]
    with pytest.raises(UserError, match="holds 0 classifiers of mnist"):
        find_weights(runs, "mnist")
    with pytest.raises(UserError, match="There is no folder"):
        find_weights(runs / "none", "celeba")


def test_tables_and_figures_of_everything_that_was_trained(run, runs, root, tmp_path):
    data = ("--data", "celeba", "--root", root, "--cache", tmp_path / "cache", "--weights", runs)
    code, out, _ = run("evaluate", "tables", *data, "--n", 12, "--faces", 4, "--persons", 0)
    assert code == 0
    for title in ("Table 1, celeba: 12 images of the test part", "Table 4, celeba: 12 images", "Realism, celeba",
                  "Realism critics, celeba", "Edits of 4 held-out faces", "Cost of one forward pass"):  # fmt: skip
        assert title in out
    code, out, _ = run("evaluate", "figures", *data, "--out", "f")
    assert code == 0
    assert "figure 15: not drawn: it needs weights that are not there" in out
    drawn = sorted(path.name for path in (tmp_path / "f").iterdir())
    assert drawn == sorted(f"celeba-figure-{n}.png" for n in (2, 4, 5, 7, 8, 9, 10, 16))
    assert Image.open(tmp_path / "f" / "celeba-figure-4.png").size == (8 * 66 + 2, 8 * 66 + 2)


def test_edit_and_sample_with_files_of_ones_own(run, runs, tmp_path):
    files = ("--model", runs / "vae.safetensors", "--attributes", runs / "a" / "celeba-attributes.safetensors",
             "--realism", runs / "r" / "celeba-realism.safetensors", "--cgan", runs / "d" / "celeba-cgan.safetensors",
             )  # fmt: skip
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "one.png").write_bytes(encoded(random_pixels(1, 64, 64, 3)[0]))
    (photos / "notes.txt").write_text("no photo")
    for method in ("gradient", "actor", "vector"):
        code, out, _ = run("edit", photos / "one.png", "--set", "Smiling=1", "--method", method, *files)
        assert (code, out) == (0, "edited.png: original, reconstruction, edit")
        assert Image.open("edited.png").size == (3 * 66 + 2, 66 + 2)
    code, out, _ = run("edit", photos, "--set", "Smiling=0", "--out", "many", *files)
    assert code == 0
    assert "many/one.png: original, reconstruction, edit" in out
    assert "notes.txt is not an image" in out
    for options in (("--attr", "Bald=1"), ("--method", "gradient"), ("--method", "realism")):
        assert run("sample", "--n", 2, *options, *files)[:2] == (0, "samples.png: 2 samples")
    for options, message in (
        (("edit", photos / "one.png", "--set", "Beards=1"), "There is no attribute 'Beards'"),
        (("edit", photos / "one.png", "--set", "Beard=3"), "'Beard=3' must end in =0 or =1."),
        (("edit", photos / "one.png", "--set", "Beard=1", "--threshold", 1.5), "it must lie between 0 and 1"),
        (("edit", photos / "notes.txt", "--set", "Beard=1"), "is not an image"),
        (("sample", "--method", "magic"), "There is no method 'magic'"),
        (("sample", "--method", "prior", "--attr", "Bald=1"), "knows no attributes; choose cgan or gradient."),
    ):
        code, _, err = run(*options, *files)
        assert code == 2
        assert message in err
        assert len(err.strip().splitlines()) == 1


def test_edits_are_compared_at_equal_success():
    edits = Edits(np.array([0.5, 0.9]), np.array([0.1, 0.3]), np.array([0.2, 0.4]))
    assert edits.at(0.7) == pytest.approx((0.2, 0.3))
    assert edits.at(0.25) == pytest.approx((0.05, 0.1))
    assert edits.at(0.95) is None
    assert edits.at(0.0) == (0.0, 0.0)


def test_the_frechet_distance_is_none_between_like_sets_and_grows_with_noise(classifier):
    a_nchw = torch.rand(40, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    near, far = frechet(classifier, a_nchw, a_nchw), frechet(classifier, a_nchw, a_nchw * 0.5)
    assert near == pytest.approx(0, abs=1e-5)
    assert far > 10 * abs(near)
    assert diversity(classifier, a_nchw[:1].expand(5, -1, -1, -1)) == 0


def test_the_area_under_the_curve_by_hand():
    assert area(torch.tensor([1.0, 3.0]), torch.tensor([2.0, 0.0])) == 0.75
    assert area(torch.tensor([1.0]), torch.tensor([-1.0])) == 1


def test_the_papers_costs():
    layer = torch.nn.Linear(3, 4)
    assert (multiply_adds(layer, torch.zeros(2, 3)), count_of_weights(layer)) == (24, 16)
    columns = cost_table().columns
    assert list(columns[1].cells) == ["144,019,715", "42,008,577", "1,451,265"]
    assert list(columns[3].cells) == ["", "186", "5396"]


def test_table_3_names_attributes_in_their_order():
    named = {
        name: [attribute for attribute, digit in zip(ATTRIBUTES, row, strict=True) if digit == "1"]
        for name, row in TABLE_3.items()
    }
    assert named == {
        "Blond Hair": ["Blond_Hair", "Smiling", "Young"],
        "Brown Hair": ["Brown_Hair", "Smiling", "Young"],
        "Black Hair": ["Black_Hair", "Smiling", "Young"],
        "Male": ["Black_Hair", "Male", "Smiling", "Young"],
        "Facial Hair": ["Black_Hair", "Male", "Beard", "Smiling", "Young"],
        "Eyeglasses": ["Black_Hair", "Eyeglasses", "Male", "Beard", "Smiling", "Young"],
        "Bald": ["Bald", "Male", "Beard", "Smiling", "Young"],
        "Aged": ["Bald", "Male", "Beard"],
    }
