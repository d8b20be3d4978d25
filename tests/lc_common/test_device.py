import os
import subprocess
import sys

import pytest
import torch
from torch import nn

from lc_common.device import fast_autocast, has_fast_bfloat16, pick, pick_precision
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


@pytest.fixture
def processor(monkeypatch):
    """Sets which instructions the processor seems to have, and what oneDNN seems to use of them."""

    def has(bf16=False, amx=False, used=True):
        monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: bf16)
        monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: amx)
        monkeypatch.setattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", lambda: used, raising=False)

    return has


@pytest.mark.parametrize(
    ("features", "fast"),
    [({}, False), ({"bf16": True}, True), ({"amx": True}, True), ({"bf16": True, "amx": True, "used": False}, False)],
)
def test_a_processor_is_fast_in_bfloat16_by_its_instructions(processor, features, fast):
    """Plain AVX-512 is not: oneDNN says that it can, and emulates."""
    processor(**features)
    assert has_fast_bfloat16(torch.device("cpu")) is fast
    assert not has_fast_bfloat16(torch.device("mps"))


@pytest.mark.parametrize("fast", [True, False])
def test_numbers_are_those_that_the_device_is_fast_in(monkeypatch, fast):
    monkeypatch.setattr("lc_common.device.has_fast_bfloat16", lambda device: fast)
    cpu = torch.device("cpu")
    assert pick_precision("auto", cpu) == ("bf16-mixed" if fast else "32-true")
    assert pick_precision("32-true", cpu) == "32-true"
    with fast_autocast(cpu):
        assert nn.Linear(2, 2)(torch.zeros(1, 2)).dtype == (torch.bfloat16 if fast else torch.float32)


def test_bfloat16_where_it_is_not_fast_is_one_sentence(without_bfloat16):
    with pytest.raises(UserError) as error:
        pick_precision("bf16-mixed", torch.device("cpu"))
    assert str(error.value) == "This machine's CPU has no fast bfloat16; use precision auto or 32-true."


def test_an_lstm_trains_on_a_processor_without_bfloat16():
    """oneDNN has no LSTM in bfloat16 there; the environment makes any processor such a one."""
    code = """
import torch
from lc_common.device import fast_autocast
lstm = torch.nn.LSTM(2, 3)
with fast_autocast(torch.device("cpu")):
    states, _ = lstm(torch.zeros(4, 1, 2))
states.sum().backward()
print(states.dtype)
"""
    env = os.environ | {"ONEDNN_MAX_CPU_ISA": "AVX2"}
    assert subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True).stdout == (
        "torch.float32\n"
    )
