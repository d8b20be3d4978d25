"""Stored constraints: what rebuilds them, and the labels that they are asked for."""

import pytest
import torch

from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.nets import NetConfig
from lcvision.constraints.trained import ConstraintConfig, parse_labels, played, reading
from tests.lcvision.conftest import Linear, stored


def test_labels_are_drawn_as_they_occur_together():
    constraint, generator = stored(Linear()), torch.Generator().manual_seed(0)
    drawn_ny = constraint.draw_labels(200, {1: True}, generator)
    assert torch.equal(drawn_ny[:, 1:], torch.tensor([[1.0] + 8 * [0.0]]).expand(200, 9))
    assert 0.6 < drawn_ny[:, 0].mean() < 0.9
    never = constraint.draw_labels(3, {0: True, 9: True}, generator)
    assert never[:, [0, 9]].min() == 1


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["a=2"], r"'a=2' must end in =0 or =1\."),
        (["a"], r"'a' must end in =0 or =1\."),
        (["a=1", "a=0"], "a is set twice"),
    ],
)
def test_mistaken_labels_are_named(texts, message):
    with pytest.raises(UserError, match=message):
        parse_labels(texts)


def test_labels_are_parsed_and_found_by_their_names():
    wanted = parse_labels(["Smiling=0", "Bald=1"])
    assert wanted == {"Smiling": False, "Bald": True}
    assert stored(Linear()).columns(wanted) == {7: False, 0: True}
    with pytest.raises(UserError, match=r"There is no attribute 'Goatee'; choose from Bald, Black_Hair, .*, Young\."):
        stored(Linear()).columns({"Goatee": True})


@pytest.mark.parametrize(("task", "label"), [("attributes", 0), ("cgan", 3)])
def test_modules_are_rebuilt_by_their_own_config(task, label):
    """As many labels as they were trained on, whatever the data set has."""
    config = ConstraintConfig(
        task, "celeba", "", NetConfig(5, label, 1, 6), task == "cgan", 0.0, labels=("a", "b", "c")
    )
    again = from_dict(ConstraintConfig, to_dict(config))
    assert again == config
    critic = again.modules()["critic"]
    if task == "attributes":
        assert critic(torch.zeros(2, 5)).shape == (2, 3)
        assert critic.vector_yd.shape == (3, 5)
    else:
        assert critic(torch.zeros(2, 5), torch.zeros(2, 3)).shape == (2,)


@pytest.mark.parametrize(
    ("task", "label", "labels", "message"),
    [
        ("attributes", 0, (), "labels is empty"),
        ("realism", 0, ("a",), "labels is a; realism has none."),
        ("cgan", 2, ("a",), "net.label is 2; with labels a it must be 1."),
        ("attributes", 1, ("a",), "net.label is 1; only cgan takes labels beside a latent."),
    ],
)
def test_labels_fit_task_and_sizes(task, label, labels, message):
    with pytest.raises(UserError, match=message):
        ConstraintConfig(task, "celeba", "", NetConfig(5, label), False, 0.0, labels=labels)


def test_a_critic_that_reads_labels_is_told_from_one_that_does_not():
    z_nd, labels_ny = torch.zeros(2, 3), torch.tensor([[1.0, 0.0], [0.0, 0.0]])

    def likes_ones(z_nd, labels_ny):
        return labels_ny.sum(1)

    own, turned, larger = reading(likes_ones, z_nd, labels_ny)
    # Labels turned over: 00 and 11 of the first row, 10 and 01 of the second; only 00 is liked less.
    assert larger == 0.25
    assert own == pytest.approx((torch.tensor([1.0, 0.0]).sigmoid().mean()).item())
    assert turned == pytest.approx((torch.tensor([0.0, 2.0, 1.0, 1.0]).sigmoid().mean()).item())
    assert reading(lambda z_nd, labels_ny: z_nd.sum(1), z_nd, labels_ny)[2] == 0.5


def test_a_file_says_how_its_pair_was_trained():
    info = {
        "training_settings": {"fit": {"learning_rate": 3e-4, "betas": [0.0, 0.9], "ema_decay": None},
                              "learning": {"critic_steps": 10}},
        "training": {"progress": {"step": 1200}},
    }  # fmt: skip
    assert played(info) == "10:1, Adam 0.0003 0/0.9, 1,200 updates"
    info["training_settings"]["fit"] |= {"learning_rate": 1e-3, "betas": [0.5, 0.9], "ema_decay": 0.999}
    assert played(info) == "10:1, Adam 0.001 0.5/0.9, averaged, 1,200 updates"
