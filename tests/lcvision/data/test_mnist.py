"""Reading MNIST: exact pixels and labels, and one clear line for what is wrong."""

import gzip

import numpy as np
import pytest

from lc_common.errors import UserError
from lcvision.data.registry import load
from tests.lcvision.conftest import counts, random_pixels


def test_mnist_keeps_the_last_twelfth_for_validation(mnist_root, tmp_path):
    data = load("mnist", mnist_root, tmp_path)
    train_nhwc, test_nhwc = random_pixels(24, 28, 28, 1, seed=1), random_pixels(3, 28, 28, 1, seed=2)
    assert np.array_equal(data.parts["train"].images_nhwc, train_nhwc[:22])
    assert np.array_equal(data.parts["validation"].images_nhwc, train_nhwc[22:])
    assert np.array_equal(data.parts["test"].images_nhwc, test_nhwc)
    assert data.parts["validation"].labels_nk.tolist() == [[0, 0, 1] + 7 * [0], [0, 0, 0, 1] + 6 * [0]]
    assert data.spec.names == tuple("0123456789")


def test_mnist_is_found_where_torchvision_keeps_it(mnist_root, tmp_path):
    raw = tmp_path / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for file in mnist_root.iterdir():
        (raw / file.stem).write_bytes(gzip.decompress(file.read_bytes()))
    assert len(load("mnist", tmp_path, tmp_path).parts["test"]) == 3


def test_bad_digits_are_one_clear_line(mnist_root, tmp_path):
    labels = mnist_root / "t10k-labels-idx1-ubyte.gz"
    whole = labels.read_bytes()
    labels.write_bytes(whole[:-4])
    with pytest.raises(UserError, match=r"t10k-labels-idx1-ubyte.gz is torn"):
        load("mnist", mnist_root, tmp_path)
    labels.write_bytes(gzip.compress(gzip.decompress(whole)[:-1] + b"\7"))
    with pytest.raises(UserError, match="does not hold MNIST's t10k-labels-idx1-ubyte"):
        load("mnist", mnist_root, tmp_path)
    labels.unlink()
    with pytest.raises(UserError, match=r"neither t10k-labels-idx1-ubyte nor t10k-labels-idx1-ubyte.gz"):
        load("mnist", mnist_root, tmp_path)


@pytest.mark.corpora
def test_mnist_itself(corpora, tmp_path):
    """Its published histograms; the validation part is of the 60,000 training images."""
    found = counts(load("mnist", corpora, tmp_path))
    assert np.add(found["train"], found["validation"]).tolist() == [
        60000, 5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949,
    ]  # fmt: skip
    assert found["validation"][0] == 5000
    assert found["test"] == [10000, 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
