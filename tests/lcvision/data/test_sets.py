"""What is known of data sets: their rows, and what is in their parts."""

import io
import subprocess
import sys

import numpy as np
import pytest
from rich.console import Console

from lc_common.errors import UserError
from lcvision.data.celeba import CELEBA
from lcvision.data.mnist import MNIST
from lcvision.data.registry import load
from lcvision.data.sets import DataSpec, Label, check_part, find_folder, info_table


def test_info_counts_images_and_labels(celeba_root, tmp_path):
    text = io.StringIO()
    Console(file=text, width=100).print(info_table(load("celeba", celeba_root, tmp_path)))
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in text.getvalue().splitlines() if "│" in line]
    assert rows[0] == ["images", "3", "", "1", "", "1", ""]
    assert rows[7] == ["Beard", "1", "33.3%", "0", "0.0%", "1", "100.0%"]


def test_a_part_is_spread_evenly(faces):
    part = faces.parts["train"]
    assert np.array_equal(part.spread(4).images_nhwc, part.images_nhwc[[0, 3, 7, 11]])
    assert len(part.spread(100)) == 12


def test_unknown_sets_parts_and_folders_are_named(tmp_path):
    with pytest.raises(UserError, match=r"There is no data set 'cifar'; choose one of mnist, celeba\."):
        load("cifar", tmp_path, tmp_path)
    with pytest.raises(UserError, match=r"There is no folder .*nowhere; name the one that holds"):
        load("mnist", tmp_path / "nowhere", tmp_path)
    with pytest.raises(UserError, match=r"There is no part 'all'; choose one of train, validation, test\."):
        check_part("all")


def test_a_file_that_is_nowhere_is_named_with_its_places(tmp_path):
    with pytest.raises(UserError, match=r"images is in none of .*, .*/below; get it\."):
        find_folder(tmp_path, (".", "below"), "images", "get it.")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"labels": (Label("a"), Label("a"))}, "has two labels of one name: a, a."),
        ({"combinations": {"Both": ("a", "c")}}, "combines labels that it does not have: c."),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(changes, message):
    row = {"labels": (Label("a"), Label("b"))} | changes
    with pytest.raises(UserError, match=message):
        DataSpec("toys", "toys", (1, 8, 8), read=lambda root, cache, progress: {}, **row)


def test_labels_of_one_group_give_way_to_one_another():
    assert CELEBA.give_way("Bald", "Blond_Hair")
    assert not CELEBA.give_way("Bald", "Beard")
    assert not CELEBA.give_way("Beard", "Smiling")
    assert MNIST.give_way("0", "9")


def test_weights_of_other_labels_are_refused():
    CELEBA.check_labels(CELEBA.names, "it")
    with pytest.raises(UserError, match=r"it was trained on other labels than celeba has now; train it again\."):
        CELEBA.check_labels(CELEBA.names[::-1], "it")


def test_the_columns_of_figure_4_are_table_3s():
    digits = {
        name: "".join(str(int(label in held)) for label in CELEBA.names) for name, held in CELEBA.combinations.items()
    }
    assert digits == {
        "Blond Hair": "0010000101",
        "Brown Hair": "0001000101",
        "Black Hair": "0100000101",
        "Male": "0100010101",
        "Facial Hair": "0100011101",
        "Eyeglasses": "0100111101",
        "Bald": "1000011101",
        "Aged": "1000011000",
    }


def test_what_is_known_of_data_sets_needs_no_torch():
    """In a process of its own: here torch is loaded already."""
    code = "import sys, lcvision.data.registry, lcvision.vae.config; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
