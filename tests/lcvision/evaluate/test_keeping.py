"""What VAEs keep of faces: the table, and principal components against numpy's own."""

import io

import numpy as np
import pytest
import torch
from rich.console import Console

from lcvision.data.batches import images_of
from lcvision.data.sets import Part
from lcvision.evaluate import keeping
from lcvision.evaluate.keeping import keeping_table, principal


def test_principal_components_are_numpys():
    rng = np.random.default_rng(0)
    patterns_p = rng.normal(size=(3, 48)) * np.array([40, 20, 10])[:, None] / 7
    pixels_np = 128 + rng.normal(size=(60, 3)) @ patterns_p + rng.normal(size=(60, 48))
    train = Part(pixels_np.clip(0, 255).astype(np.uint8).reshape(60, 4, 4, 3), np.zeros((60, 1), np.uint8))
    images_nchw = images_of(train, slice(0, 5))
    flat_np = images_of(train).flatten(1).double().numpy()
    mean_p = flat_np.mean(0)
    basis_pd = np.linalg.svd(flat_np - mean_p, full_matrices=False)[2][:3].T
    expected_np = (images_nchw.flatten(1).numpy() - mean_p) @ basis_pd @ basis_pd.T + mean_p
    made_nchw = principal(train, images_nchw, 3)
    assert made_nchw.flatten(1).numpy() == pytest.approx(expected_np, abs=2e-3)


class Doubles:
    """A face's descriptor is its mean colour, twice."""

    def descriptors(self, faces_nchw: torch.Tensor) -> np.ndarray:
        return 2 * faces_nchw.mean((2, 3)).numpy()


def test_the_table_measures_pixels_persons_and_features(tiny_vae, classifier, faces, monkeypatch):
    """A reconstruction that is 0.1 too bright: 20 dB, and 0.2 times the root of three colours apart."""
    real_nchw = images_of(faces.parts["test"].spread(4))
    monkeypatch.setattr(keeping, "refine", lambda vae, images_nchw: None)
    monkeypatch.setattr(keeping, "decode", lambda vae, z_nd: real_nchw + 0.1)
    monkeypatch.setattr(keeping, "principal", lambda train, images_nchw, numbers: images_nchw.flip(3) + 1e-3)
    monkeypatch.setattr(keeping, "frechet", lambda classifier, a, b: (a - b).abs().mean().item())

    def printed(tools: Doubles | None) -> list[list[str]]:
        file = io.StringIO()
        vaes = {"old": tiny_vae, "new": tiny_vae}
        Console(file=file, width=200).print(keeping_table(vaes, classifier, faces, tools, 4))
        return [[cell.strip() for cell in line.strip("│").split("│")] for line in file.getvalue().splitlines()[4:-1]]

    rows = printed(Doubles())
    names = ["old", "old, refined", "new", "new, refined"]
    assert [row[:3] for row in rows[:4]] == [[name, "5", "20.00"] for name in names]
    assert rows[0][3:] == ["0.346", "0.346", "100.0%", "0.100"]
    assert rows[4][:2] == ["principal components, 5", "5"]
    assert rows[4][3:6] == ["0.003", "0.003", "100.0%"]
    assert printed(None)[0][3:6] == 3 * ["needs dlib"]
