import errno
import json
import os
import struct

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import save as serialise
from torch import nn

from lc_common import checkpoint
from lc_common.errors import UserError

META = {"kind": "toy.vae", "config": {"size": 4}, "info": {"step": 7}}


def small_checkpoint() -> bytes:
    header = {"format": checkpoint.FORMAT, "kind": "toy.vae", "config": "{}", "info": "{}"}
    return serialise({"model.vae.weight": torch.arange(4.0)}, header)


def assert_same(tensors, expected):
    assert tensors.keys() == expected.keys()
    for name, tensor in tensors.items():
        assert tensor.dtype == expected[name].dtype
        assert torch.equal(tensor, expected[name])


def test_what_is_saved_is_loaded(tmp_path):
    tensors = {
        "model.vae.a": torch.randn(3, 2).T,
        "model.vae.n": torch.tensor([1, 2]),
        "model.vae.s": torch.tensor(2.5),
    }
    checkpoint.save(tmp_path / "a.safetensors", tensors, META)
    loaded, meta = checkpoint.load(tmp_path / "a.safetensors", "toy.vae")
    assert_same(loaded, tensors)
    assert meta == META
    assert os.listdir(tmp_path) == ["a.safetensors"]


def test_half_rounds_floating_tensors_only(tmp_path):
    checkpoint.save(tmp_path / "a", {"x": torch.tensor([0.1]), "n": torch.tensor([1])}, META, half=True)
    loaded, _ = checkpoint.load(tmp_path / "a")
    assert_same(loaded, {"x": torch.tensor([0.1]).half(), "n": torch.tensor([1])})


@pytest.mark.parametrize("broken", ["os.fsync", "os.replace"])
def test_a_full_disk_keeps_the_old_file(tmp_path, monkeypatch, broken):
    path = tmp_path / "a.safetensors"
    checkpoint.save(path, {"x": torch.zeros(2)}, META)
    before = path.read_bytes()

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(UserError) as error:
        checkpoint.save(path, {"x": torch.ones(2)}, META)
    assert (
        str(error.value) == f"Cannot write {path}: No space left on device; free some space or choose another folder."
    )
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.safetensors"]


def test_an_unwritable_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"Cannot write .*Not a directory; free some space or choose another folder"):
        checkpoint.save(tmp_path / "file" / "a.safetensors", {"x": torch.zeros(2)}, META)


@pytest.mark.parametrize(("value", "half"), [(float("nan"), False), (float("inf"), False), (1e6, True)])
def test_what_is_not_finite_is_not_saved(tmp_path, value, half):
    with pytest.raises(UserError, match=r"Not saving .*: x holds NaN or infinity"):
        checkpoint.save(tmp_path / "a", {"x": torch.tensor([value])}, META, half=half)
    assert os.listdir(tmp_path) == []


@given(st.integers(0, len(small_checkpoint()) - 1))
def test_a_torn_file(tmp_path_factory, length):
    path = tmp_path_factory.mktemp("torn") / "a.safetensors"
    path.write_bytes(small_checkpoint()[:length])
    with pytest.raises(UserError, match="is torn or not a checkpoint"):
        checkpoint.load(path)


def with_header(header: bytes, data: bytes = b"") -> bytes:
    return struct.pack("<Q", len(header)) + header + data


def with_metadata(**metadata: str) -> bytes:
    return serialise({"x": torch.zeros(1)}, {"format": checkpoint.FORMAT} | metadata)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 a zip, a pickle or the like", "torn or not a checkpoint"),
        (struct.pack("<Q", 1 << 60) + b"{}", "header too large"),
        (with_header(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"), "recursion limit"),
        (with_header(b'{"a":{"dtype":"F32","shape":[1000000000],"data_offsets":[0,4]}}', b"1234"), "torn or not"),
        (serialise({"x": torch.zeros(1)}), "not a checkpoint of this program"),
        (with_metadata(kind="toy.vae", config="{}"), "torn or not a checkpoint: 'info'"),
        (with_metadata(kind="toy.vae", config="{", info="{}"), "torn or not a checkpoint"),
        (with_metadata(kind="toy.vae", config="[]", info="{}"), "config and info must be tables"),
        (with_metadata(kind="toy.vae", config="[" * 100_000 + "]" * 100_000, info="{}"), "recursion"),
        (
            with_metadata(kind="toy.critic", config="{}", info="{}"),
            "holds a 'toy.critic' checkpoint; a 'toy.vae' one is",
        ),
    ],
)
def test_a_foreign_or_hostile_file(tmp_path, content, message):
    path = tmp_path / "a.safetensors"
    path.write_bytes(content)
    with pytest.raises(UserError) as error:
        checkpoint.load(path, "toy.vae")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (torch.tensor([1.0, float("nan")]), "Not loading .*: x holds NaN or infinity"),
        (torch.zeros(2, dtype=torch.float8_e4m3fn), "holds x as torch.float8_e4m3fn, which no model here uses"),
    ],
)
def test_a_tensor_that_no_model_can_use(tmp_path, tensor, message):
    header = {"format": checkpoint.FORMAT, "kind": "toy.vae", "config": json.dumps({}), "info": json.dumps({})}
    (tmp_path / "a").write_bytes(serialise({"x": tensor}, header))
    with pytest.raises(UserError, match=message):
        checkpoint.load(tmp_path / "a")


def test_a_missing_file_and_a_folder(tmp_path):
    for path in (tmp_path / "a", tmp_path):
        with pytest.raises(UserError, match="There is no checkpoint"):
            checkpoint.load(path)


def test_export_ships_the_average_in_half_precision_without_moments(tmp_path):
    tensors = {
        "model.vae.w": torch.tensor([1.0]),
        "model.vae.b": torch.tensor([2.0]),
        "ema.vae.w": torch.tensor([3.0]),
        "optim.vae.w.exp_avg": torch.tensor([4.0]),
    }
    checkpoint.save(tmp_path / "full", tensors, META)
    checkpoint.export(tmp_path / "full", tmp_path / "slim", {"model.vae.sigma_bar_d": torch.ones(2)}, {"corpus": "abc"})
    loaded, meta = checkpoint.load(tmp_path / "slim")
    half = {"model.vae.w": [3.0], "model.vae.b": [2.0], "model.vae.sigma_bar_d": [1.0, 1.0]}
    assert_same(loaded, {name: torch.tensor(values).half() for name, values in half.items()})
    assert meta == META | {"info": {"step": 7, "corpus": "abc"}}


def test_restore_takes_the_average_unless_told_not_to():
    tensors = {
        "model.vae.weight": torch.tensor([[1.0]]).half(),
        "ema.vae.weight": torch.tensor([[2.0]]),
        "model.critic.weight": torch.tensor([[3.0]]),
    }
    module = nn.Linear(1, 1, bias=False)
    for options, expected in (
        ({"name": "vae"}, 2.0),
        ({"name": "vae", "averaged": False}, 1.0),
        ({"name": "critic"}, 3.0),
    ):
        checkpoint.restore(module, tensors, **options)
        assert module.weight.item() == expected
        assert module.weight.dtype == torch.float32


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("vae", "does not fit this model: size mismatch for weight"),
        ("actor", 'does not fit this model: Missing key.*"weight"'),
    ],
)
def test_restore_of_another_model(name, message):
    with pytest.raises(UserError, match=message) as error:
        checkpoint.restore(nn.Linear(2, 1, bias=False), {"model.vae.weight": torch.zeros(1, 1)}, name)
    assert "\n" not in str(error.value)
