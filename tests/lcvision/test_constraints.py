"""Constraints of images: steps of each kind, files that fit their VAE only, and edits that obey."""

import numpy as np
import pytest
import torch
from lightning_fabric import Fabric
from torch import nn

from lc_common import nets
from lc_common.actor_critic import PAPER_FIT, AdversarialConfig, adversarial_step
from lc_common.errors import UserError
from lc_common.fit import FitConfig, TrainState
from lc_common.latents import Encodings, vae_digest
from lc_common.nets import NetConfig
from lc_common.optimise import OptimiseConfig
from lc_common.run import Run
from lcvision.constraints import training as train_constraints
from lcvision.constraints.trained import ConstraintConfig, ImageConstraint, load_constraint, parse_labels
from lcvision.constraints.training import (
    AttributeTraining,
    ConstraintTraining,
    GameTraining,
    attribute_step,
    train_constraint,
)
from lcvision.edit.moves import Editor, agrees, load_editor
from lcvision.vae.models import ImageVAE
from tests.lcvision.conftest import TINY

TINY_FIT = FitConfig(learning_rate=1e-2)
TINY_TRAINING = ConstraintTraining(
    GameTraining(TINY_FIT, "tiny", AdversarialConfig(rows=4, critic_steps=2)),
    AttributeTraining(TINY_FIT, "tiny", rows=4),
)
NAMES = ("a", "b")


@pytest.fixture
def tiny_preset(monkeypatch):
    monkeypatch.setitem(nets.SIZES, "tiny", {"layers": 1, "units": 6})
    monkeypatch.setitem(train_constraints.TRAINING, "tiny", TINY_TRAINING)


class Linear(nn.Module):
    """D_attr that reads each label off a dimension of its own, ten logits to a unit."""

    vector_yd = 2 * torch.eye(10)

    def forward(self, z_bd):
        return 10 * z_bd


def stored(critic: nn.Module, actor: nn.Module | None = None) -> ImageConstraint:
    config = ConstraintConfig("attributes", "celeba", "", NetConfig(10), actor is not None, 0.0)
    return ImageConstraint(config, critic, actor, 0.5, {"1100000000": 3, "0100000000": 1, "0011111111": 4})


@pytest.mark.parametrize("size", ["paper", "small"])
@pytest.mark.parametrize("task", ["realism", "inner", "attributes", "cgan"])
def test_the_papers_sizes_take_a_step_on_the_meta_device(task, size):
    training = train_constraints.TRAINING[size]
    assert (training.game.fit, training.attributes.fit) == (PAPER_FIT, PAPER_FIT)
    assert training.game.learning == AdversarialConfig()
    latent = 1024
    with torch.device("meta"):
        config = NetConfig(latent, 10 if task == "cgan" else 0, **nets.SIZES[training.game.size])
        kind = "realism" if task == "inner" else task
        modules = ConstraintConfig(kind, "celeba", "", config, task in ("realism", "cgan"), 0.1).modules()
        state = TrainState(modules, PAPER_FIT, Fabric(accelerator="cpu", devices=1))
        learning = training.game.learning
        z_nd, y_ny = torch.zeros(learning.step_rows, latent), torch.zeros(640, 10)
        if task == "attributes":
            step, batch = attribute_step(training.attributes.penalty), (z_nd[:128], y_ny[:128])
        else:
            inner = OptimiseConfig(steps=1) if task == "inner" else None
            step = adversarial_step(learning, torch.ones(latent), inner)
            batch = (z_nd, y_ny) if task == "cgan" else z_nd
        metrics = step(state, batch, None)
    assert "gradient_penalty" in metrics
    assert ("actor_loss" in metrics) == (task in ("realism", "cgan"))


@pytest.mark.parametrize("task", ["realism", "attributes", "cgan"])
def test_training_writes_a_file_that_fits_its_vae(task, tmp_path, faces, tiny_vae, tiny_preset):
    run = Run(tmp_path, steps=3, device="cpu")
    path = train_constraint(task, "tiny", tiny_vae, faces, run, distance=0.1).path
    assert path == tmp_path / f"celeba-{task}.safetensors"
    loaded = load_constraint(tiny_vae, task, path)
    label = 10 if task == "cgan" else 0
    assert loaded.config == ConstraintConfig(
        task, "celeba", vae_digest(tiny_vae), NetConfig(5, label, 1, 6), task != "attributes", 0.1
    )
    assert (loaded.actor is None) == (task == "attributes")
    assert 0.01 <= loaded.threshold <= 0.99
    if task == "cgan":
        assert sum(loaded.label_counts.values()) == len(faces.parts["train"])
        # A run that goes on can be sampled from as well.
        assert load_constraint(tiny_vae, task, tmp_path / "checkpoint.safetensors").label_counts == loaded.label_counts
    with pytest.raises(UserError, match="was trained for another VAE"):
        load_constraint(ImageVAE(TINY), task, path)
    with pytest.raises(UserError, match=f"holds {task}"):
        load_constraint(tiny_vae, "realism" if task != "realism" else "cgan", path)


def test_g_opt_stands_for_the_actor(tmp_path, faces, tiny_vae, tiny_preset):
    path = train_constraint("realism", "tiny", tiny_vae, faces, Run(tmp_path, steps=1, device="cpu"), inner=True).path
    assert load_constraint(tiny_vae, "realism", path).actor is None


def test_a_length_is_asked_for(tmp_path, faces, tiny_vae, tiny_preset):
    with pytest.raises(UserError, match="Say how long to train"):
        train_constraint("cgan", "tiny", tiny_vae, faces, Run(tmp_path))


def test_the_attribute_critic_learns_a_label():
    """The first label is the sign of the first dimension."""
    z_nd = torch.randn(200, 5, generator=torch.Generator().manual_seed(0))
    labels_ny = torch.zeros(200, 10)
    labels_ny[:, 0] = (z_nd[:, 0] > 0).float()
    modules = ConstraintConfig("attributes", "celeba", "", NetConfig(5, 0, 1, 32), False, 0.0).modules()
    state = TrainState(modules, FitConfig(learning_rate=1e-2), Fabric(accelerator="cpu", devices=1))
    step, generator = attribute_step(0.0), torch.Generator().manual_seed(0)
    batches = Encodings(z_nd, torch.zeros_like(z_nd), labels_ny).batches(64, seed=0)
    for i in range(100):
        step(state, batches(i), generator)
    seen_ny = modules["critic"](z_nd) > 0
    assert (seen_ny == labels_ny.bool()).float().mean() > 0.99


def test_attribute_vectors_and_label_counts_by_hand():
    z_nd = torch.tensor([[1.0, 0.0], [3.0, 2.0], [0.0, 5.0]])
    labels_ny = torch.tensor([[1.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    vectors_yd = train_constraints.attribute_vectors(Encodings(z_nd, z_nd, labels_ny))
    assert vectors_yd.tolist() == [[2.0, -4.0], [0.0, 0.0]]
    assert train_constraints.label_counts(np.array([[0, 1], [1, 0], [0, 1]])) == {"01": 2, "10": 1}


def test_labels_are_drawn_as_they_occur_together():
    constraint, generator = stored(Linear()), torch.Generator().manual_seed(0)
    drawn_ny = constraint.draw_labels(200, {1: True}, generator)
    assert torch.equal(drawn_ny[:, 1:], torch.tensor([[1.0] + 8 * [0.0]]).expand(200, 9))
    assert 0.6 < drawn_ny[:, 0].mean() < 0.9
    never = constraint.draw_labels(3, {0: True, 9: True}, generator)
    assert never[:, [0, 9]].min() == 1


def test_agreement_is_the_probability_that_all_targets_hold():
    logits_by = torch.tensor([[2.0, -1.0]])
    logit_b = agrees(nn.Identity(), torch.tensor([0, 1]), torch.tensor([[1.0, 0.0]]))(logits_by)
    assert logit_b.sigmoid().item() == pytest.approx((torch.sigmoid(torch.tensor([2.0, 1.0])).prod()).item(), rel=1e-4)
    at_targets = agrees(nn.Identity(), torch.tensor([0, 1]), logits_by.sigmoid())
    assert at_targets(logits_by).sigmoid().item() == pytest.approx(1, abs=1e-5)


def test_a_gradient_edit_changes_what_is_asked_and_little_else():
    z_bd = torch.full((2, 10), -0.3)
    z_bd[1, 5] = 0.4
    moved_bd = _edited(z_bd)
    logits_by = 10 * moved_bd
    assert (logits_by[:, [5, 7]].sigmoid().prod(1) > 0.9).all()
    others = [k for k in range(10) if k not in (5, 7)]
    assert torch.allclose(moved_bd[:, others], z_bd[:, others], atol=0.05)


def _edited(z_bd):
    vae = type("Faces", (), {"config": TINY})()
    return Editor(vae, stored(Linear())).edit(z_bd, {5: True, 7: True}, "gradient")


def test_a_gradient_edit_of_what_holds_already_moves_nothing():
    z_bd = torch.full((1, 10), 0.5)
    assert torch.equal(_edited(z_bd), z_bd)


def test_a_vector_edit_by_hand():
    z_bd = torch.zeros(1, 10)
    moved_bd = Editor(None, stored(Linear())).edit(z_bd, {0: True, 9: False}, "vector", strength=0.5)
    assert moved_bd.tolist() == [[1.0] + 8 * [0.0] + [-1.0]]


def test_an_actor_is_asked_for_the_present_labels_with_the_wanted_ones():
    class Asked(nn.Module):
        def forward(self, z_bd, y_by):
            return y_by

    z_bd = torch.full((1, 10), -1.0)
    z_bd[0, 2] = 1.0
    editor = Editor(None, stored(Linear()), cgan=stored(Linear(), Asked()))
    assert editor.edit(z_bd, {4: True}, "actor").tolist() == [[0, 0, 1, 0, 1, 0, 0, 0, 0, 0]]
    halfway = editor.edit(z_bd, {2: False}, "actor", strength=0.5)
    assert halfway.tolist() == [[-0.5, -0.5, 0.5] + 7 * [-0.5]]


def test_all_labels_at_once_from_prior_samples():
    z_bd = torch.randn(3, 10, generator=torch.Generator().manual_seed(0))
    labels_by = (torch.arange(30).reshape(3, 10) % 3 == 0).float()
    moved_bd = Editor(None, stored(Linear())).satisfy(z_bd, labels_by)
    assert torch.equal((moved_bd > 0).float(), labels_by)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["c=1"], r"There is no attribute 'c'; choose of a, b\."),
        (["a=2"], r"'a=2' must end in =0 or =1\."),
        (["a"], r"'a' must end in =0 or =1\."),
        (["a=1", "a=0"], "a is set twice"),
    ],
)
def test_mistaken_labels_are_named(texts, message):
    with pytest.raises(UserError, match=message):
        parse_labels(texts, NAMES)


def test_labels_are_parsed():
    assert parse_labels(["b=0", "a=1"], NAMES) == {1: False, 0: True}


def test_unknown_methods_presets_and_missing_files_are_named(tiny_vae):
    with pytest.raises(UserError, match="There is no method 'magic'; choose one of gradient, actor, vector"):
        load_editor(tiny_vae, "magic")
    with pytest.raises(UserError, match="There is no preset 'huge'; choose one of paper, small, compact"):
        train_constraints.preset_training("huge")
    with pytest.raises(UserError, match="There is no checkpoint nowhere"):
        load_editor(tiny_vae, "vector", {"attributes": "nowhere"})
    with pytest.raises(UserError, match="Say what to change"):
        Editor(tiny_vae, stored(Linear())).edit(torch.zeros(1, 5), {}, "vector")


@pytest.mark.parametrize("amount", [-1.0, -0.4, 0.3, 1.0])
def test_a_slider_moves_its_label_by_degrees_and_holds_the_others(amount):
    z_bd = torch.linspace(-0.2, 0.2, 20).reshape(2, 10)
    moved_bd = _slid(z_bd, {7: amount})
    target_b = (10 * z_bd[:, 7]).lerp(torch.full((2,), 4.0 if amount > 0 else -4.0), abs(amount)).sigmoid()
    assert (10 * moved_bd[:, 7]).sigmoid().tolist() == pytest.approx(target_b.tolist(), abs=0.2)
    others = [k for k in range(10) if k != 7]
    assert torch.allclose(moved_bd[:, others], z_bd[:, others], atol=0.03)


def _slid(z_bd, amounts, **options):
    vae = type("Faces", (), {"config": TINY})()
    return Editor(vae, stored(Linear())).slide(z_bd, amounts, **options)


def test_sliders_at_rest_move_nothing_and_hardly_moved_ones_hardly_anything():
    z_bd = torch.full((1, 10), 0.1)
    assert torch.equal(_slid(z_bd, {}), z_bd)
    assert torch.equal(_slid(z_bd, {3: 0.0}), z_bd)
    assert (_slid(z_bd, {3: 0.01}) - z_bd).abs().max() < 0.02


def test_a_slider_asks_for_more_of_what_is_there_already():
    z_bd = torch.full((1, 10), 0.6)
    assert _slid(z_bd, {7: 1.0})[0, 7] > 0.62


def test_another_hair_gives_way_to_the_one_that_is_asked_for():
    z_bd = torch.full((1, 10), 0.2)

    class Either(nn.Module):  # blond and brown are one dimension
        def forward(self, z_bd):
            return torch.cat([10 * z_bd[:, :3], -10 * z_bd[:, 2:3], 10 * z_bd[:, 4:]], dim=1)

    vae = type("Faces", (), {"config": TINY})()
    moved_bd = Editor(vae, stored(Either())).slide(z_bd, {2: 1.0})
    assert 10 * moved_bd[0, 2] > 3


def test_a_slid_latent_goes_no_farther_than_it_may():
    z_bd = torch.zeros(2, 10)
    reach = 0.05
    length_b = (_slid(z_bd, {1: 1.0}, reach=reach) - z_bd).norm(dim=1)
    assert length_b.tolist() == pytest.approx([reach * 20**0.5] * 2, rel=1e-4)


def test_realism_weighs_as_much_as_is_asked():
    class Without(nn.Module):  # real is where the first label is not
        def forward(self, z_bd):
            return -10 * z_bd[:, 0]

    vae = type("Faces", (), {"config": TINY})()
    editor = Editor(vae, stored(Linear()), stored(Without()))
    at_0 = [float(editor.slide(torch.zeros(1, 10), {0: 1.0}, realism=weight)[0, 0]) for weight in (0.0, 0.3, 1.0)]
    assert at_0[0] > at_0[1] > at_0[2]


def test_an_amount_out_of_range_is_named():
    with pytest.raises(UserError, match="can be moved by -1 to 1"):
        _slid(torch.zeros(1, 10), {0: 1.5})
