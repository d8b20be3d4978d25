"""Edits that obey: by gradient, by actor, along vectors, by sliders."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from lc_common.errors import UserError
from lc_common.nets import NetConfig
from lcvision.constraints.trained import SURE, ConstraintConfig
from lcvision.data.celeba import CELEBA
from lcvision.data.mnist import MNIST
from lcvision.edit.moves import REACH, Editor, agrees, load_editor, parse_method
from tests.lcvision.conftest import TINY, Linear, stored


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
    z_bd = torch.full((1, 10), 0.9)
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
    its_own = 1 / REACH
    asked_bd = editor.edit(z_bd, {4: True}, "actor", strength=its_own)
    assert asked_bd.tolist() == [pytest.approx([0, 0, 1, 0, 1, 0, 0, 0, 0, 0], abs=1e-6)]
    halfway = editor.edit(z_bd, {2: False}, "actor", strength=its_own / 2)
    assert halfway.tolist() == [pytest.approx([-0.5, -0.5, 0.5] + 7 * [-0.5])]
    assert editor.edit(z_bd, {2: False}, "actor").tolist() == [pytest.approx([0.5, 0.5, -0.5] + 7 * [0.5])]


def test_all_labels_at_once_from_prior_samples():
    z_bd = torch.randn(3, 10, generator=torch.Generator().manual_seed(0))
    labels_by = (torch.arange(30).reshape(3, 10) % 3 == 0).float()
    moved_bd = Editor(None, stored(Linear())).satisfy(z_bd, labels_by)
    assert torch.equal((moved_bd > 0).float(), labels_by)


def test_unknown_methods_and_missing_files_are_named(tiny_vae):
    with pytest.raises(UserError, match="There is no method 'magic'; choose one of gradient, actor, vector, learned"):
        parse_method("magic")
    with pytest.raises(UserError, match="There is no checkpoint nowhere"):
        load_editor(tiny_vae, "vector", {"attributes": "nowhere"})
    with pytest.raises(UserError, match="Say what to change"):
        Editor(tiny_vae, stored(Linear())).edit(torch.zeros(1, 5), {}, "vector")


@pytest.mark.parametrize("amount", [-1.0, -0.4, 0.3, 1.0])
def test_a_slider_moves_its_label_by_degrees_and_holds_the_others(amount):
    z_bd = torch.linspace(-0.2, 0.2, 20).reshape(2, 10)
    moved_bd = _slid(z_bd, {7: amount})
    target_b = (10 * z_bd[:, 7]).lerp(torch.full((2,), SURE if amount > 0 else -SURE), abs(amount)).sigmoid()
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
    with pytest.raises(UserError, match=r"cannot be moved by 1\.5; choose from -1 to 1"):
        _slid(torch.zeros(1, 10), {0: 1.5})


def test_every_other_digit_gives_way_to_the_one_that_is_asked_for():
    class OneOfTen(nn.Module):  # what makes a 2 unmakes all others
        def forward(self, z_bd):
            return torch.cat([-10 * z_bd[:, :2], 10 * z_bd[:, :1], -10 * z_bd[:, :1].expand(-1, 7)], dim=1)

    config = ConstraintConfig("attributes", "mnist", "", NetConfig(10), False, 0.0, labels=MNIST.names)
    digits = replace(stored(OneOfTen()), config=config)
    vae = type("Digits", (), {"config": replace(TINY, data="mnist")})()
    moved_bd = Editor(vae, digits).slide(torch.full((1, 10), 0.2), {2: 1.0})
    assert 10 * moved_bd[0, 0] > 3


def test_a_critic_and_an_actor_of_other_labels_do_not_edit_together():
    ours, theirs = stored(Linear()), stored(Linear(), nn.Identity())
    theirs = replace(theirs, config=replace(theirs.config, labels=CELEBA.names[1:]))
    with pytest.raises(UserError, match=r"know different labels; train one again\."):
        Editor(None, ours, cgan=theirs)


def test_the_learned_prior_is_asked_for_what_is_seen_with_what_is_wanted():
    """Other hair is left open where hair is asked for."""

    class Prior:
        def change(self, z_nd, before_ny, after_ny, guidance):
            return torch.cat([before_ny, after_ny]) * guidance

    z_bd = torch.full((1, 10), -1.0)
    z_bd[0, 1] = z_bd[0, 9] = 1.0
    vae = type("Faces", (), {"config": TINY})()
    editor = Editor(vae, stored(Linear()), prior=Prior())
    before = [-1, 1, -1, -1, -1, -1, -1, -1, -1, 1]
    assert editor.edit(z_bd, {2: True, 9: False}, "learned", strength=2.0).tolist() == [
        [2 * label for label in before],
        [0, 0, 2, 0, -2, -2, -2, -2, -2, -2],
    ]
