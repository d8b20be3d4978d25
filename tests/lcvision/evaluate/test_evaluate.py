"""What is printed and drawn of constraints: figures by hand, tables and pictures of tiny models."""

import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lcvision.data.celeba import CELEBA
from lcvision.evaluate.costs import cost_table, multiply_adds
from lcvision.evaluate.costs import weights as count_of_weights
from lcvision.evaluate.edits import Edits
from lcvision.evaluate.realism import area, diversity, frechet
from lcvision.evaluate.weights import find_weights
from tests.lcvision.conftest import encoded, random_pixels, write_lists, write_zip

FACES = {f"{i:06d}": (part, " ".join("1" if (i >> k) & 1 else "-1" for k in range(11)))
         for part, first in enumerate((1, 100, 200)) for i in range(first, first + 12)}  # fmt: skip


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
    assert "nan" not in out.lower()
    assert "Does D(z, y) read y" in out
    assert out.count("│ on │") == out.count("│ off │") == 11
    code, out, _ = run("evaluate", "figures", *data, "--out", "f")
    assert code == 0
    assert "figure 15: not drawn: it needs weights that are not there" in out
    drawn = sorted(path.name for path in (tmp_path / "f").iterdir())
    assert drawn == sorted(f"celeba-figure-{n}.png" for n in (2, 4, 5, 7, 8, 9, 10, 16))
    pictures = {n: (tmp_path / "f" / f"celeba-figure-{n}.png").read_bytes() for n in (4, 7, 8)}
    assert len(set(pictures.values())) == 3


def test_one_table_alone_is_printed(run, runs, root, tmp_path):
    data = ("--data", "celeba", "--root", root, "--cache", tmp_path / "cache", "--weights", runs)
    code, out, _ = run("evaluate", "tables", *data, "--n", 12, "--only", "1", "--only", "costs")
    assert code == 0
    printed = ("Table 1, celeba", "Table 4", "Realism", "Edits of", "Cost of one forward pass")
    assert [title in out for title in printed] == [True, False, False, False, True]
    code, _, err = run("evaluate", "tables", *data, "--only", "2")
    assert (code, "There is no table '2'; choose from classifier, 1, 4, realism, edits, costs." in err) == (2, True)


def test_what_is_missing_of_a_figure_is_said(run, runs, root, tmp_path):
    """Without the pair of lambda 0 figure 7 is not the one of lambda 0.1 by another name."""
    (runs / "c" / "celeba-cgan.safetensors").unlink()
    data = ("--data", "celeba", "--root", root, "--cache", tmp_path / "cache", "--weights", runs)
    code, out, _ = run("evaluate", "figures", *data, "--out", "f")
    assert code == 0
    assert "figure 7: not drawn: the larger pair: missing" in out
    assert "lambda 0: missing" in out
    assert (tmp_path / "f" / "celeba-figure-8.png").is_file()
    assert not (tmp_path / "f" / "celeba-figure-7.png").is_file()


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
    columns = cost_table(CELEBA).columns
    assert list(columns[1].cells) == ["144,019,715", "42,008,577", "1,451,265"]
    assert list(columns[3].cells) == ["", "186", "5396"]
    assert list(columns[4].cells) == ["", "96", "2884"]
    assert list(columns[5].cells) == ["", "", "29 (paper: 85)"]
