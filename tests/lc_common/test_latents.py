"""Latents of data: draws by step number, attribute vectors and distances by hand."""

import torch
from torch import nn

from lc_common.latents import Encodings, mean_difference, moved, vae_digest


def test_batches_draw_whole_rows_and_repeat_themselves():
    mu_nd = torch.tensor([[0.0, 0.0], [10.0, 10.0]])
    labels_ny = torch.tensor([[0.0], [1.0]])
    batches = Encodings(mu_nd, torch.zeros(2, 2), labels_ny).batches(6, seed=3)
    z_bd, y_by = batches(5)
    assert torch.equal(z_bd, 10 * y_by.expand(6, 2))
    assert set(y_by.flatten().tolist()) == {0.0, 1.0}
    again_bd, _ = batches(5)
    assert torch.equal(z_bd, again_bd)
    assert Encodings(mu_nd, torch.ones(2, 2)).batches(4, seed=0)(0).shape == (4, 2)


def test_rows_of_no_weight_are_never_drawn():
    mu_nd = torch.tensor([[0.0], [1.0], [2.0]])
    batches = Encodings(mu_nd, torch.zeros(3, 1)).batches(60, seed=0, weight_n=torch.tensor([1.0, 0.0, 3.0]))
    drawn = batches(0).flatten().tolist()
    assert set(drawn) == {0.0, 2.0}
    assert drawn.count(2.0) > drawn.count(0.0)


def test_a_mean_difference_by_hand():
    z_nd = torch.tensor([[1.0, 0.0], [3.0, 2.0], [0.0, 5.0]])
    assert mean_difference(z_nd, torch.tensor([True, True, False])).tolist() == [2.0, -4.0]


def test_distances_by_hand():
    start_nd, z_nd = torch.zeros(2, 2), torch.tensor([[1.0, 0.0], [0.0, 2.0]])
    assert moved(z_nd, start_nd, torch.tensor([1.0, 0.5])) == (1.25, 4.25)


def test_a_digest_names_the_weights_and_not_the_measured_scale():
    layer = nn.Linear(2, 2)
    layer.register_buffer("sigma_bar_d", torch.ones(2))
    before = vae_digest(layer)
    layer.sigma_bar_d += 1
    assert vae_digest(layer) == before
    layer.weight.data += 1
    assert vae_digest(layer) != before
