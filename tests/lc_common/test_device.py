import pytest
import torch

from lc_common.device import pick
from lc_common.errors import UserError


@pytest.fixture
def machine(monkeypatch):
    """Sets which devices the machine seems to have."""

    def has(cuda=False, mps=False):
        monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
        monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)

    return has


@pytest.mark.parametrize(
    ("present", "name", "device"),
    [
        ({}, "auto", "cpu"),
        ({"mps": True}, "auto", "mps"),
        ({"cuda": True, "mps": True}, "auto", "cuda"),
        ({"cuda": True}, "cpu", "cpu"),
        ({"cuda": True}, "cuda", "cuda"),
    ],
)
def test_pick(machine, present, name, device):
    machine(**present)
    assert pick(name) == torch.device(device)


@pytest.mark.parametrize("name", ["cuda", "mps"])
def test_an_absent_device_is_one_sentence(machine, name):
    machine()
    with pytest.raises(UserError) as error:
        pick(name)
    assert str(error.value) == (f"This machine has no usable {name.upper()} device; use --device cpu or --device auto.")


def test_an_unknown_device():
    with pytest.raises(UserError, match="Unknown device 'tpu'; choose one of auto, cpu, cuda, mps"):
        pick("tpu")
