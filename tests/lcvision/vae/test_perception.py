"""What judges how alike images look: its difference, its weight beside the likelihood, its training, its use."""

import numpy as np
import pytest
import torch

from lc_common.errors import UserError
from lc_common.run import Run
from lcvision.data.batches import images_of
from lcvision.pretrained import load_perception, load_vae
from lcvision.vae import training as train
from lcvision.vae.config import PerceptionConfig
from lcvision.vae.perception import Perception, recognition_loss, view, weight_beside
from tests.lcvision.conftest import TINY_RESIDUAL, TINY_RESIDUAL_NET


@pytest.fixture
def perception() -> Perception:
    torch.manual_seed(0)
    config = PerceptionConfig("celeba", (3, 64, 64), TINY_RESIDUAL_NET, ("a", "b"), embedding=4)
    return Perception(config).eval().requires_grad_(False)


def test_images_do_not_differ_from_themselves_and_blurred_ones_do(perception):
    images_bchw = torch.rand(3, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    seen = perception.seen(images_bchw)
    assert [tuple(each.shape) for each in seen] == [(3, 2, 32, 32), (3, 3, 16, 16), (3, 4, 8, 8), (3, 4, 1, 1)]
    assert perception.difference(seen, images_bchw).tolist() == [0, 0, 0]
    assert (perception.difference(seen, images_bchw.mean((2, 3), keepdim=True).expand(-1, -1, 64, 64)) > 1e-4).all()


def test_its_weight_makes_its_pull_a_share_of_the_likelihoods(perception):
    images_bchw = torch.rand(4, 3, 64, 64, generator=torch.Generator().manual_seed(0))
    weight = weight_beside(perception, images_bchw, sigma_x=0.1, share=0.5)
    assert weight > 0
    assert weight_beside(perception, images_bchw, sigma_x=0.2, share=1.0) == pytest.approx(weight / 2)


def test_knowing_again_costs_nothing_where_views_agree_and_log_n_where_none_does():
    own_be = torch.eye(8)
    assert recognition_loss(own_be, own_be).item() == pytest.approx(0, abs=1e-3)
    same_be = torch.ones(8, 1)
    assert recognition_loss(same_be, same_be).item() == pytest.approx(np.log(8))


def test_views_are_images_of_their_own_and_follow_from_the_generator():
    images_bchw = torch.rand(4, 3, 64, 64)
    first, again, other = (view(images_bchw, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2))
    assert first.shape == images_bchw.shape
    assert torch.equal(first, again)
    assert not torch.allclose(first, other)
    assert 0 <= first.min() < first.max() <= 1


def test_a_vae_is_trained_with_a_trained_perception(tmp_path, faces, residual_presets):
    path = train.train_perception("tiny", faces, Run(tmp_path / "p", steps=2, device="cpu")).path
    assert path == tmp_path / "p" / "celeba-perception.safetensors"
    perception = load_perception(path, "celeba")
    assert perception.config.labels == faces.spec.names
    run = Run(tmp_path / "v", steps=2, device="cpu")
    weights = train.train_vae("tiny", faces, run, perception=perception).path
    assert load_vae(weights).config == TINY_RESIDUAL
    assert '"difference"' in (tmp_path / "v" / "metrics.jsonl").read_text()
    with pytest.raises(UserError, match="is a model of celeba, not of mnist"):
        load_perception(path, "mnist")


def test_the_perceptual_term_is_the_weighted_difference(tmp_path, faces, residual_presets, perception):
    images_bchw = images_of(faces.parts["train"])

    def loss(weight: float) -> dict:
        torch.manual_seed(0)
        state = train.TrainState({"vae": train.ImageVAE(TINY_RESIDUAL)}, train.FitConfig(), _fabric())
        return train.vae_step(state, images_bchw, torch.Generator().manual_seed(0), perception, weight)

    without, with_it = loss(0.0), loss(50.0)
    assert with_it["difference"] == without["difference"] > 0
    assert (with_it["loss"] - without["loss"]).item() == pytest.approx(50 * with_it["difference"].item(), rel=0.05)


def _fabric():
    from lightning_fabric import Fabric

    return Fabric(accelerator="cpu", devices=1)
