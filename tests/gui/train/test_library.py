"""Cards of models, read from the heads of their files."""

import json

import pytest
import torch

from gui.train.state.jobs import Job
from gui.train.state.library import Card, Entry, Workshop, data_of, read_card, shipped
from lc_common import checkpoint
from lc_common.errors import UserError


def weights(path, kind="lcmusic.rule", config=None, info=None):
    tensors = {"model.actor.weight": torch.zeros(1000, 500), "optim.actor.weight": torch.zeros(1000, 500)}
    checkpoint.save(path, tensors, {"kind": kind, "config": config or {}, "info": info or {}})
    return path


def test_the_card_of_a_rule(tmp_path):
    config = {"rewards": ["density(96)", "stepwise()"], "combine": "mean"}
    info = {"training": {"progress": {"step": 1200, "seconds": 300.0}}}
    assert read_card(weights(tmp_path / "rule.safetensors", config=config, info=info)) == Card(
        "rule",
        ("0.5 million weights, 4 MB", "Rewards density(96), stepwise() (mean)", "Trained 1,200 steps in 5 minutes"),
    )


def test_what_was_trained_too_little_says_so(tmp_path):
    info = {"training": {"progress": {"step": 8, "seconds": 3.0}, "goal": 400}}
    card = read_card(weights(tmp_path / "rule.safetensors", info=info))
    assert (card.lines[-1], card.finished) == ("Stopped after 8 of 400 steps in a minute", False)
    info["training"]["progress"]["step"] = 400
    card = read_card(weights(tmp_path / "rule.safetensors", info=info))
    assert (card.lines[-1], card.finished) == ("Trained 400 steps in a minute", True)


def test_knobs_stopped_in_their_first_stage_can_go_on(tmp_path):
    workshop, job = Workshop(tmp_path), Job("knobs", "mine", ("lcmusic",), 5.0)
    stage = workshop.add(job) / "realism"
    stage.mkdir()
    weights(stage / "checkpoint.safetensors", kind="lcmusic.realism")
    lines = ("Stopped before it was finished.",)
    assert workshop.entries() == [Entry("mine", "knobs", None, lines, job, resumable=True, finished=False)]


def test_the_cards_of_what_image_models_are_taught(tmp_path):
    def card(task):
        config = {"task": task, "data": "celeba", "distance": 0.1}
        return read_card(weights(tmp_path / f"{task}.safetensors", "lcvision.constraint", config))

    lines = ("0.5 million weights, 4 MB", "Learned from faces (CelebA)")
    assert {task: card(task) for task in ("realism", "attributes", "cgan")} == {
        "realism": Card("image realism", lines),
        "attributes": Card("image attributes", lines),
        "cgan": Card("image knobs", lines),
    }
    assert data_of(tmp_path / "cgan.safetensors") == "celeba"
    info = {"training": {"progress": {"step": 1110, "seconds": 57.0}}}
    assert read_card(weights(tmp_path / "short.safetensors", info=info)).lines[-1] == "Trained 1,110 steps in a minute"
    assert card("spell") == Card(None, ("The file is torn or not a model of this program.",))


def test_a_foreign_file_has_no_kind(tmp_path):
    (tmp_path / "x.safetensors").write_bytes(b"no")
    assert read_card(tmp_path / "x.safetensors") == Card(None, ("The file is torn or not a model of this program.",))
    assert data_of(tmp_path / "x.safetensors") is None


def test_what_is_in_the_workshop(tmp_path):
    workshop = Workshop(tmp_path / "w")
    assert workshop.entries() == []
    corpus, rule = Job("corpus", "tunes", ("lcmusic",)), Job("rule", "calm", ("lcmusic",), 5.0)
    folder = workshop.add(corpus) / "corpus"
    folder.mkdir()
    (folder / "card.json").write_text(json.dumps({"unique_tunes": 1234, "sources": [{"pieces": 5}, {"pieces": 6}]}))
    path = weights(workshop.add(rule) / "rule.safetensors")
    (tmp_path / "w" / "foreign").mkdir()
    assert workshop.entries() == [
        Entry("calm", "rule", path, ("0.5 million weights, 4 MB",), rule),
        Entry("tunes", "corpus", folder, ("1,234 melodies of 16 bars", "from 11 pieces"), corpus),
    ]


def test_what_ships_is_there_with_a_card():
    for entry in shipped():
        assert entry.path.is_file()
        assert entry.lines


def test_a_full_disk_is_said_and_the_name_is_free_again(tmp_path, full_disk):
    workshop, job = Workshop(tmp_path), Job("corpus", "folk", ("lcmusic", "corpus", "build", "folder"))
    with full_disk(10), pytest.raises(UserError, match=r"folk.job\.json: File too large; free some space"):
        workshop.add(job)
    assert list(tmp_path.iterdir()) == []
    assert workshop.add(job) == tmp_path / "folk"
