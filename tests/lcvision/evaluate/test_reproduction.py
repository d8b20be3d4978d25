"""From data sets to a report, trained and as shipped, with tiny models; what is missing of the paper is said."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.table import Table

from lc_common import nets
from lcvision.constraints import training
from lcvision.evaluate import reproduction
from tests.lcvision.conftest import QUICK_CONSTRAINTS
from tests.lcvision.evaluate.test_evaluate import root  # noqa: F401, a fixture

CELEBA = ("--data", "celeba", "--n", 10, "--budget", 60, "--device", "cpu")


@pytest.fixture
def tiny_pairs(tiny_presets, monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper's pairs, nearly as tiny; the larger one is still known by its units."""
    monkeypatch.setitem(nets.SIZES, "paper", {"layers": 1, "units": 257})
    games = replace(QUICK_CONSTRAINTS.game, size="paper")
    monkeypatch.setitem(training.TRAINING, "paper", replace(QUICK_CONSTRAINTS, game=games))
    monkeypatch.setitem(training.TRAINING, "small", replace(QUICK_CONSTRAINTS, game=replace(games, size="small")))


def lacking(page: Path) -> dict[str, str]:
    """What a report says is missing, and why."""
    lines = [line[7:-5] for line in page.read_text().splitlines() if line.startswith("<li><b>")]
    return dict(line.split("</b>: ", 1) for line in lines)


def test_all_that_the_tables_ask_for_is_trained(run, root, tiny_pairs, monkeypatch, tmp_path):  # noqa: F811
    edits = "Edits of 2 held-out faces"
    monkeypatch.setattr(reproduction, "edit_table", lambda *editors, n: Table(title=edits))  # takes most of the time
    out = tmp_path / "out"
    asked = (*CELEBA, "--root", root, "--out", out, "--train", "--steps", 2, "--preset", "tiny", "--no-originals",
             "--cache", tmp_path / "cache")  # fmt: skip
    code, said, _ = run("reproduce", *asked)
    assert code == 0, said
    page = (out / "report.html").read_text()
    assert lacking(out / "report.html") == {}
    titles = ("Table 1, celeba: 10 images of the test part", "Table 4, celeba: 10 images", edits)
    assert [title for title in titles if title not in page] == []
    assert "0.942 · 0.914 · 0.904 · 0.906 · 80.7" in page  # the paper's full pair
    assert "-11360 · 30 · -11390" in page
    pictures = len(reproduction.CAPTIONS) - len(reproduction.ORIGINALS) - 1  # figure 3 is of digits
    assert page.count("<figure>") == pictures + 1 + 14  # samples, and the curves of the trainings
    assert "Figures that show images of the data set itself are left out." in page
    assert len(json.loads((out / "state.json").read_text())["steps"]) == 1 + 14 + 6

    code, said, _ = run("reproduce", *asked)
    assert (code, said.count("by an earlier call"), said.count("begins")) == (0, 21, 0)


def test_what_is_missing_of_what_ships_is_said(run, runs, root, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setattr(reproduction, "FOLDER", runs)
    monkeypatch.setattr(reproduction, "edit_table", lambda *editors, n: Table("edits"))
    asked = (*CELEBA, "--root", root, "--cache", tmp_path / "cache", "--out", tmp_path / "out")
    code, said, _ = run("reproduce", *asked)
    assert code == 0, said
    found = lacking(tmp_path / "out" / "report.html")
    assert found.pop("Figure 15, faces (CelebA)").startswith("it needs weights that are not there; train them with")
    table_4 = "no VAE was trained with it; the paper's LL, KL and ELBO are "
    assert {name: why for name, why in found.items() if "Table 4" in name} == {
        "Table 4 at sigma_x^2 = 1": f"{table_4}-11360 30 -11390.".replace("'", "&#39;"),
        "Table 4 at sigma_x^2 = 0.1": f"{table_4}-11325 150 -11475.".replace("'", "&#39;"),
        "Table 4 at sigma_x^2 = 0.001": f"{table_4}16090 1950 14140.".replace("'", "&#39;"),
        "Table 4 at sigma_x^2 = 0.0001": f"{table_4}16150 3650 12500.".replace("'", "&#39;"),
    }
    assert found["Table 1, the full pair at lambda 0"] == "no such pair was trained."


def test_a_data_set_that_is_not_there_does_not_take_the_other_with_it(run, mnist_root, tmp_path):
    code, said, _ = run(
        "reproduce", "--root", mnist_root, "--out", tmp_path / "out", "--n", 10, "--budget", 4,
        "--cache", tmp_path / "cache",
    )  # fmt: skip
    assert code == 1
    assert "Data, digits (MNIST): done" in said
    why = lacking(tmp_path / "out" / "report.html")["Data, faces (CelebA)"]
    assert why.startswith("list_attr_celeba.txt is in none of")
