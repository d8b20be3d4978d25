"""Training image models: a step of each kind, resuming, the weights that come out; the figures that are measured."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from lightning_fabric import Fabric

from lc_common import checkpoint
from lc_common.errors import UserError
from lc_common.fit import TrainState
from lc_common.run import Run
from lc_common.vae import kl_to_standard_normal
from lcvision.data.batches import images_of
from lcvision.data.registry import DATA
from lcvision.pretrained import load_classifier, load_vae
from lcvision.vae import training as train
from lcvision.vae.config import preset_classifier, preset_vae
from lcvision.vae.measuring import recognition, reconstruction
from lcvision.vae.models import ImageClassifier, ImageVAE
from tests.lcvision.conftest import QUICK, TINY


@pytest.mark.parametrize("spec", DATA.values(), ids=DATA)
def test_the_paper_presets_take_a_step_on_the_meta_device(spec):
    settings = train.TRAINING["paper"][spec.network]
    fabric = Fabric(accelerator="cpu", devices=1)
    with torch.device("meta"):
        images_bchw, labels_bk = torch.zeros(2, *spec.shape), torch.zeros(2, 10)
        vae = TrainState({"vae": ImageVAE(preset_vae("paper", spec))}, settings.vae.fit, fabric)
        metrics = train.vae_step(vae, images_bchw, None)
        model = ImageClassifier(preset_classifier("paper", spec))
        classifier = TrainState({"classifier": model}, settings.classifier.fit, fabric)
        classified = train.classifier_step(classifier, (images_bchw, labels_bk), None)
    assert set(metrics) == {"loss", "log_likelihood", "kl", "gradient_norm"}
    assert set(classified) == {"loss", "gradient_norm"}


def test_the_papers_optimiser_is_appendix_92():
    fit = train.TRAINING["paper"]["convolutional"].vae.fit
    assert (fit.learning_rate, fit.betas, fit.weight_decay, fit.schedule) == (3e-4, (0.9, 0.999), 0.0, "constant")


def test_training_writes_weights_with_the_mean_posterior_scale(tmp_path, faces, tiny_presets):
    run = Run(tmp_path / "run", steps=3, device="cpu")
    weights = train.train_vae("tiny", faces, run, sigma_x=0.3).path
    assert weights == tmp_path / "run" / "celeba-vae.safetensors"
    tensors, meta = checkpoint.load(weights, "lcvision.vae")
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float16}
    assert meta["info"]["images"] == {"train": 12, "validation": 4, "test": 4}
    model = load_vae(weights)
    assert model.config == replace(TINY, sigma_x=0.3)
    sigma_bd = model.encode(images_of(faces.parts["train"]))[1]
    assert torch.allclose(model.sigma_bar_d, sigma_bd.mean(0), rtol=0.01)


def test_presets_train_without_bfloat16(tmp_path, faces, tiny_presets, monkeypatch, without_bfloat16):
    auto = replace(QUICK, fit=replace(QUICK.fit, precision="auto"))
    monkeypatch.setitem(train.TRAINING, "tiny", {"convolutional": train.Trained(auto, auto)})
    train.train_vae("tiny", faces, Run(tmp_path, steps=1, device="cpu"))
    _, meta = checkpoint.load(tmp_path / "checkpoint.safetensors")
    assert meta["info"]["training"]["fit"]["precision"] == "32-true"
    presets = [trained for sets in train.TRAINING.values() for trained in sets.values()]
    assert {part.fit.precision for trained in presets for part in (trained.vae, trained.classifier)} == {
        "auto",
        "32-true",
    }


def test_a_vae_learns_one_image(tmp_path, faces, tiny_presets, monkeypatch):
    """Its bound rises; an untrained decoder is grey."""
    part = faces.parts["train"].spread(1)
    part.images_nhwc[:] = 230
    parts = dict.fromkeys(faces.parts, part)
    weights = train.train_vae("tiny", replace(faces, parts=parts), Run(tmp_path / "run", steps=40, device="cpu")).path
    torch.manual_seed(0)
    before, after = reconstruction(ImageVAE(TINY), part), reconstruction(load_vae(weights), part)
    assert before.psnr < 10 < after.psnr
    assert before.elbo < after.elbo


def test_resume_goes_on_exactly_and_a_second_start_is_refused(tmp_path, faces, tiny_presets):
    def run(name: str, steps: int, resume: bool = False):
        return train.train_vae("tiny", faces, Run(tmp_path / name, steps=steps, device="cpu", resume=resume))

    run("straight", 4)
    run("halved", 2)
    with pytest.raises(UserError, match="already holds a run"):
        run("halved", 4)
    run("halved", 4, resume=True)
    straight, halved = (load_vae(tmp_path / name / "celeba-vae.safetensors") for name in ("straight", "halved"))
    assert all(torch.equal(a, b) for a, b in zip(straight.parameters(), halved.parameters(), strict=True))


def test_another_sigma_x_is_another_model(tmp_path, faces, tiny_presets):
    run = Run(tmp_path, steps=1, device="cpu")
    train.train_vae("tiny", faces, run, sigma_x=1.0)
    with pytest.raises(UserError, match=r"its sigma_x is 1.0, not 0.1"):
        train.train_vae("tiny", faces, replace(run, steps=2, resume=True))


def test_an_autoencoder_trains_without_a_divergence(tmp_path, faces, tiny_presets):
    weights = train.train_vae("tiny", faces, Run(tmp_path, steps=2, device="cpu"), autoencoder=True).path
    model = load_vae(weights)
    assert torch.equal(model.sigma_bar_d, torch.ones(5))
    measured = reconstruction(model, faces.parts["test"])
    assert (measured.kl, measured.elbo) == (None, None)
    assert '"kl"' not in (tmp_path / "metrics.jsonl").read_text()


def test_a_classifier_learns_what_it_is_shown(tmp_path, faces, tiny_presets):
    """Bright images carry the first label, dark ones the second."""
    part = faces.parts["train"]
    part.images_nhwc[:] = np.where(np.arange(12) % 2, 250, 5)[:, None, None, None]
    part.labels_nk[:] = 0
    part.labels_nk[1::2, 0] = part.labels_nk[::2, 1] = 1
    data = replace(faces, parts=dict.fromkeys(faces.parts, part))
    weights = train.train_classifier("tiny", data, Run(tmp_path, steps=60, device="cpu")).path
    assert weights == tmp_path / "celeba-classifier.safetensors"
    seen_nk = load_classifier(weights).labels(images_of(part))
    assert np.array_equal(seen_nk, part.labels_nk)


def test_a_short_run_of_a_preset_with_a_warm_up_and_an_end(tmp_path, faces, tiny_presets, monkeypatch):
    compact = train.TRAINING["compact"]["convolutional"].vae
    monkeypatch.setitem(train.TRAINING, "tiny", {"convolutional": train.Trained(replace(compact, rows=2), QUICK)})
    weights = train.train_vae("tiny", faces, Run(tmp_path, steps=2, device="cpu")).path
    assert checkpoint.load(weights)[1]["info"]["training"]["progress"]["step"] == 2


def test_reconstruction_measures_table_4(tiny_vae, faces, monkeypatch):
    """A decoder that is off by 0.1 everywhere: 20 dB, and half a nat a pixel below the best at sigma_x 0.1."""
    part = faces.parts["test"]
    images_bchw = images_of(part)
    monkeypatch.setattr(tiny_vae, "decode", lambda z_bd: images_bchw + 0.1)
    measured = reconstruction(tiny_vae, part)
    assert measured.psnr == pytest.approx(20, abs=1e-4)
    best = -12288 * np.log(0.1 * np.sqrt(2 * np.pi))
    assert measured.log_likelihood == pytest.approx(best - 12288 / 2, rel=1e-5)
    assert measured.kl == pytest.approx(kl_to_standard_normal(*tiny_vae.encode(images_bchw)).sum(1).mean().item())
    assert measured.elbo == measured.log_likelihood - measured.kl


def test_recognition_by_hand():
    seen_nk = np.array([[1, 0, 0], [1, 0, 0], [0, 0, 1], [1, 0, 1]])
    labels_nk = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]])
    measured = recognition(seen_nk, labels_nk)
    assert measured.support_k.tolist() == [2, 1, 2]
    assert measured.accuracy_k.tolist() == [0.75, 0.75, 1]
    assert measured.precision_k.tolist() == [2 / 3, 0, 1]
    assert measured.recall_k.tolist() == [1, 0, 1]
    assert measured.f1_k.tolist() == [0.8, 0, 1]
