"""The command line as a person uses it: files that appear, one clear line for a mistake."""

import sys
from importlib.metadata import version

import numpy as np
import pytest
import torch
from PIL import Image

from lc_common.cards import Build, Card
from lcvision import pretrained
from lcvision.evaluate import pictures
from tests.lcvision.conftest import encoded


def test_info_prints_counts_and_fills_the_cache(run, celeba_root, tmp_path):
    code, out, _ = run("data", "info", "--data", "celeba", "--root", celeba_root, "--cache", tmp_path / "cache")
    assert code == 0
    assert "celeba: images, and images with each label" in out
    assert "Eyeglasses │ 0 │ 0.0% │ 0 │ 0.0% │ 1 │ 100.0%" in out
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_the_doctor_tells_of_card_and_driver_and_of_what_finds_faces(run, monkeypatch):
    small = Card("NVIDIA T400", 2 << 30, "580.65.06")
    monkeypatch.setattr("lc_common.cards.find_cards", lambda: [small])
    monkeypatch.setattr("lc_common.cards.find_build", lambda: Build("13.0", True, (7, 5), (7, 5)))
    monkeypatch.setattr("lcvision.cli.app.find_spec", lambda name: None)
    code, out, _ = run("doctor")
    assert code == 0
    assert "graphics card │ NVIDIA T400, 2.0 GiB, driver 580.65.06 │ 2.0 GiB is little memory: trainings may not" in out
    assert "faces in photos │ not found │ pip install 'latent-constraints-studio[faces]'" in out


def test_train_reconstruct_and_evaluate_follow_one_another(run, celeba_root, tmp_path, tiny_presets):
    data = ("--root", celeba_root, "--cache", tmp_path / "cache")
    budget = ("--data", "celeba", "--preset", "tiny", "--steps", 2, "--device", "cpu", *data)
    assert run("train", "vae", "--out", "v", "--sigma-x", 0.5, *budget)[:2] == (0, "Weights: v/celeba-vae.safetensors")
    assert run("train", "classifier", "--out", "c", *budget)[:2] == (0, "Weights: c/celeba-classifier.safetensors")
    code, out, _ = run("reconstruct", "--model", "v/celeba-vae.safetensors", "--part", "train", "--n", 2, *data)
    assert (code, out) == (0, "reconstructions.png: 2 originals above their reconstructions")
    assert Image.open("reconstructions.png").size == (2 * 66 + 2, 2 * 66 + 2)
    code, out, _ = run("evaluate", "vae", "--model", "v/celeba-vae.safetensors", "--part", "train", *data)
    assert code == 0
    assert "celeba: train part, 3 images" in out
    assert "sigma_x^2 ┃ LL ┃ KL ┃ ELBO ┃ PSNR" in out
    assert "│ 0.25 │" in out
    code, out, _ = run("evaluate", "classifier", "--model", "c/celeba-classifier.safetensors", *data)
    assert code == 0
    assert "celeba: test part, 1 images" in out


def test_samples_repeat_themselves_and_stand_in_rows(run, weights, tmp_path, tiny_vae):
    for name in ("a/one.png", "b/two.png"):
        code, out, _ = run("sample", "--n", 6, "--columns", 3, "--seed", 4, "--model", weights, "--out", name)
        assert (code, out) == (0, f"{name}: 6 samples, method prior")
    assert (tmp_path / "a" / "one.png").read_bytes() == (tmp_path / "b" / "two.png").read_bytes()
    grid = np.asarray(Image.open(tmp_path / "a" / "one.png"))
    assert grid.shape == (2 * 66 + 2, 3 * 66 + 2, 3)
    z_bd = torch.randn(6, 5, generator=torch.Generator().manual_seed(4))
    last_chw = tiny_vae.half().float().decode(z_bd)[5]
    assert np.allclose(grid[68:132, 134:198], 255 * last_chw.permute(1, 2, 0), atol=0.6)


def test_reconstructions_are_decoded_from_the_mean(tiny_vae):
    images_bchw = torch.rand(2, 3, 64, 64)
    rows = pictures.reconstructions(tiny_vae, images_bchw)
    expected = torch.cat([images_bchw, tiny_vae.decode(tiny_vae.encode(images_bchw)[0])])
    torch.testing.assert_close(rows, expected.detach())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["sample"],
            "No celeba vae comes with this version; train it with 'lcvision train vae --data celeba' and name",
        ),
        (["sample", "--data", "mnist"], "No mnist vae comes with this version"),
        (["evaluate", "vae", "--root", "."], "No celeba vae comes with this version"),
        (["evaluate", "classifier", "--root", "."], "No celeba classifier comes with this version"),
    ],
)
def test_where_no_weights_ship_it_says_how_to_train(run, tmp_path, monkeypatch, arguments, message):
    monkeypatch.setattr(pretrained, "FOLDER", tmp_path / "empty")
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["sample", "--data", "cifar"], "There is no data set 'cifar'; choose one of mnist, celeba."),
        (["sample", "--model", "missing.safetensors"], "There is no checkpoint missing.safetensors."),
        (["reconstruct", "--root", ".", "--part", "all"], "There is no part 'all'"),
        (
            ["data", "info", "--data", "celeba", "--root", "nowhere"],
            "There is no folder nowhere; name the one that holds the data set's files.",
        ),
        (["data", "info", "--data", "mnist", "--root", "."], "train-images-idx3-ubyte is in none of"),
        (["train", "vae", "--data", "cifar", "--root", ".", "--out", "o"], "There is no data set 'cifar'"),
        (["train", "vae", "--data", "mnist", "--root", ".", "--out", "o", "--preset", "huge"], "no preset 'huge'"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(run, tmp_path, arguments, message):
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err
    assert len(err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_mistakes_with_a_model_are_one_line_too(run, weights, celeba_root, mnist_root, tmp_path):
    (tmp_path / "photo.safetensors").write_bytes(encoded(np.zeros((64, 64, 3), np.uint8)))
    (tmp_path / "file").write_text("")
    data = ("--root", celeba_root, "--cache", tmp_path / "cache")
    for arguments, message in (
        (("sample", "--model", weights, "--data", "mnist"), "is a model of celeba, not of mnist"),
        (("sample", "--model", "photo.safetensors"), "torn or not a checkpoint"),
        (("sample", "--model", weights, "--out", "x.jpg"), "x.jpg must end in .png."),
        (("sample", "--model", weights, "--out", "file/x.png"), "Cannot write file/x.png"),
        (("evaluate", "classifier", "--model", weights, *data), "a 'lcvision.classifier' one is needed here"),
        (("evaluate", "vae", "--model", weights, "--root", mnist_root), "list_attr_celeba.txt is in none of"),
        (
            ("train", "vae", "--data", "celeba", "--sigma-x", 0, "--out", "o", *data),
            "sigma_x is 0; it must be from 0.0001 to 10.",
        ),
    ):
        code, _, err = run(*arguments)
        assert code == 2
        assert message in err
        assert len(err.strip().splitlines()) == 1


def test_help_does_not_load_torch(run, monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "torch"]:
        monkeypatch.delitem(sys.modules, name)
    code, out, _ = run("--help")
    assert code == 0
    assert "reconstruct" in out
    assert "torch" not in sys.modules


def test_the_version_is_the_packages(run):
    assert run("--version") == (0, f"lcvision {version('latent-constraints-studio')}", "")
