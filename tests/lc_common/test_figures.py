"""Training curves: what is read, what is drawn, what is refused."""

import json

import pytest
from PIL import Image

from lc_common.errors import UserError
from lc_common.figures import read_records, training_curves

RECORDS = [
    {"step": 10, "loss": 2.0, "seconds": 60.0},
    {"step": 10, "validation/onsets": 0.5},
    {"step": 20, "loss": 1.0, "seconds": 120.0},
    {"step": 20, "validation/onsets": None},
]


@pytest.fixture
def run_dir(tmp_path):
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return tmp_path


def test_records_come_back_in_order(run_dir):
    assert read_records(run_dir) == RECORDS


def test_a_picture_has_a_panel_for_each_axis(run_dir):
    path = run_dir / "curves.png"
    training_curves(run_dir, path, {"nats": ["loss"], "share": ["validation/onsets"]})
    with Image.open(path) as image:
        assert image.size == (960, 576)


def test_a_folder_without_a_log_is_named(tmp_path):
    with pytest.raises(UserError, match=r"holds no metrics\.jsonl"):
        read_records(tmp_path)


def test_another_file_is_refused(tmp_path):
    (tmp_path / "metrics.jsonl").write_text("loss: 3\n")
    with pytest.raises(UserError, match="not a training log"):
        read_records(tmp_path)


def test_an_unwritable_place_is_named(run_dir):
    with pytest.raises(UserError, match="Cannot write"):
        training_curves(run_dir, run_dir / "nowhere" / "curves.png", {"nats": ["loss"]})
