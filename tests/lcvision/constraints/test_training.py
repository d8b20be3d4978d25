"""Training constraints of images: steps of each kind, files that fit their VAE only."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch
from lightning_fabric import Fabric

from lc_common import checkpoint, nets
from lc_common.actor_critic import PAPER_FIT, AdversarialConfig, adversarial_step
from lc_common.errors import UserError
from lc_common.fit import FitConfig, TrainState
from lc_common.latents import Encodings, vae_digest
from lc_common.nets import NetConfig
from lc_common.optimise import OptimiseConfig
from lc_common.run import Run
from lcvision.constraints import training as train_constraints
from lcvision.constraints.encodings import training_encodings
from lcvision.constraints.trained import ConstraintConfig, load_constraint
from lcvision.constraints.training import attribute_step, train_constraint
from lcvision.data.celeba import CELEBA
from lcvision.data.sets import Part
from lcvision.vae.models import ImageVAE
from tests.lcvision.conftest import TINY, Linear, stored


@pytest.mark.parametrize("size", ["paper", "small"])
@pytest.mark.parametrize("task", ["realism", "inner", "attributes", "cgan"])
def test_the_papers_sizes_take_a_step_on_the_meta_device(task, size):
    training = train_constraints.TRAINING[size]
    for fit in (training.game.fit, training.attributes.fit):
        assert (fit.learning_rate, fit.betas, fit.ema_decay) == (3e-4, (0.0, 0.9), 0)
    assert training.attributes.noise == 0
    assert training.game.learning == AdversarialConfig()
    latent = 1024
    with torch.device("meta"):
        net = NetConfig(latent, 10 if task == "cgan" else 0, **nets.SIZES[training.game.size])
        kind, labels = ("realism", ()) if task in ("inner", "realism") else (task, CELEBA.names)
        config = ConstraintConfig(kind, "celeba", "", net, task in ("realism", "cgan"), 0.1, labels=labels)
        modules = config.modules()
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
def test_training_writes_a_file_that_fits_its_vae(task, tmp_path, faces, tiny_vae, tiny_presets):
    run = Run(tmp_path, steps=3, device="cpu")
    path = train_constraint(task, "tiny", tiny_vae, faces, run, distance=0.1).path
    assert path == tmp_path / f"celeba-{task}.safetensors"
    loaded = load_constraint(tiny_vae, task, path)
    label = 10 if task == "cgan" else 0
    assert loaded.config == ConstraintConfig(
        task, "celeba", vae_digest(tiny_vae), NetConfig(5, label, 1, 6), task != "attributes", 0.1,
        labels=() if task == "realism" else CELEBA.names,
    )  # fmt: skip
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


def test_g_opt_stands_for_the_actor(tmp_path, faces, tiny_vae, tiny_presets):
    path = train_constraint("realism", "tiny", tiny_vae, faces, Run(tmp_path, steps=1, device="cpu"), inner=True).path
    assert load_constraint(tiny_vae, "realism", path).actor is None


def test_a_length_is_asked_for(tmp_path, faces, tiny_vae, tiny_presets):
    with pytest.raises(UserError, match="Say how long to train"):
        train_constraint("cgan", "tiny", tiny_vae, faces, Run(tmp_path))


def test_the_attribute_critic_learns_a_label():
    """The first label is the sign of the first dimension."""
    z_nd = torch.randn(200, 5, generator=torch.Generator().manual_seed(0))
    labels_ny = torch.zeros(200, 10)
    labels_ny[:, 0] = (z_nd[:, 0] > 0).float()
    modules = ConstraintConfig(
        "attributes", "celeba", "", NetConfig(5, 0, 1, 32), False, 0.0, labels=CELEBA.names
    ).modules()
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


def test_rare_labels_are_drawn_more_often():
    """One in four has the first label, half have the second: half of the draws are even, a quarter is by the first."""
    labels_ny = torch.tensor([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
    weight_n = train_constraints.rarity(labels_ny)
    assert weight_n.mean().item() == pytest.approx(1)
    assert weight_n.tolist() == pytest.approx([0.5 + 0.25 * (2 + 1), *3 * [0.5 + 0.25 * (2 / 3 + 1)]])


def test_an_edit_turns_one_label_over_and_other_hair_gives_way():
    blond, smiling = CELEBA.names.index("Blond_Hair"), CELEBA.names.index("Smiling")
    before_by = torch.zeros(2000, len(CELEBA.names))
    before_by[:, blond] = 1
    after_by = train_constraints.turning(CELEBA)(before_by, torch.Generator().manual_seed(0))
    turned_by = after_by != before_by
    asked_for = {tuple(row.nonzero().flatten().tolist()) for row in turned_by}
    hair = [CELEBA.names.index(name) for name in ("Bald", "Black_Hair", "Brown_Hair")]
    alone = [k for k in range(len(CELEBA.names)) if k not in hair]
    assert asked_for == {*((k,) for k in alone), *(tuple(sorted((k, blond))) for k in hair)}
    assert turned_by[:, smiling].float().mean().item() == pytest.approx(0.1, abs=0.02)


def test_a_guide_is_asked_through_the_noise_that_it_was_taught_through():
    guide, z_bd = replace(stored(Linear()), noise=0.5), torch.zeros(4000, 10)
    assert train_constraints.through_noise(guide)(z_bd).std().item() == pytest.approx(10 * 0.5, rel=0.05)
    assert torch.equal(train_constraints.through_noise(replace(guide, noise=0.0))(z_bd), z_bd)


def test_the_noise_of_an_attribute_critic_is_read_from_its_file(tmp_path, faces, tiny_vae, tiny_presets, monkeypatch):
    tiny = train_constraints.TRAINING["tiny"]
    noisy = replace(tiny, attributes=replace(tiny.attributes, noise=0.25))
    monkeypatch.setitem(train_constraints.TRAINING, "tiny", noisy)
    run = Run(tmp_path, steps=1, device="cpu")
    path = train_constraint("attributes", "tiny", tiny_vae, faces, run).path
    assert load_constraint(tiny_vae, "attributes", path).noise == 0.25


def test_a_pair_that_learns_to_edit_is_watched_every_so_many_updates(
    tmp_path, faces, tiny_vae, tiny_presets, monkeypatch
):
    tiny, seen = train_constraints.TRAINING["tiny"], []
    fit = replace(tiny.game.fit, evaluate_every=1)
    monkeypatch.setitem(train_constraints.TRAINING, "tiny", replace(tiny, game=replace(tiny.game, fit=fit)))
    monkeypatch.setattr(train_constraints, "WATCH_EVERY", 2)

    def watch(cgan):
        seen.append(cgan.move(torch.zeros(3, 5), torch.zeros(3, 10)).shape)
        return {"accuracy": 0.5}

    run = Run(tmp_path, steps=4, device="cpu")
    path = train_constraint("cgan", "tiny", tiny_vae, faces, run, edits=True, watch=watch).path
    assert seen == [(3, 5), (3, 5)]
    records = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    assert [each["step"] for each in records if each.get("validation/accuracy") == 0.5] == [2, 4]
    stored_settings = checkpoint.load(path)[1]["info"]["training_settings"]
    assert stored_settings["learning"]["data_share"] == 0.5


def test_encodings_are_kept_for_the_next_training_of_the_same_images(tmp_path, faces, tiny_vae, monkeypatch):
    first = training_encodings(tiny_vae, faces, tmp_path)
    assert len(first) == 2 * len(faces.parts["train"])
    others = replace(faces, parts=faces.parts | {"train": negatives(faces.parts["train"])})
    assert not torch.equal(training_encodings(tiny_vae, others, tmp_path).mu_nd, first.mu_nd)
    monkeypatch.setattr(ImageVAE, "encode", None)
    again = training_encodings(tiny_vae, faces, tmp_path)
    assert torch.allclose(again.mu_nd, first.mu_nd, atol=1e-2)
    assert torch.equal(again.labels_ny, first.labels_ny)


def negatives(part: Part) -> Part:
    return Part(255 - part.images_nhwc, part.labels_nk)


def test_unknown_presets_are_named():
    with pytest.raises(UserError, match="There is no preset 'huge'; choose one of paper, small, compact"):
        train_constraints.preset_training("huge")


def test_a_guide_of_other_labels_is_refused(tmp_path, faces, tiny_vae, tiny_presets):
    guide = stored(Linear())
    guide = replace(guide, config=replace(guide.config, labels=("Bald",)))
    with pytest.raises(UserError, match="The guide was trained on other labels than celeba has now"):
        train_constraint("cgan", "tiny", tiny_vae, faces, Run(tmp_path, steps=1, device="cpu"), guide=guide)
