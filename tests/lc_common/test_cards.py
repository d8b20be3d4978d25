"""Graphics cards as a stand-in for NVIDIA's program names them, and the one sentence for what is wrong with one."""

import pytest
import torch

from lc_common.cards import Build, Card, find_build, find_cards, too_small, why_not
from lc_common.device import pick
from lc_common.errors import UserError

CARD = Card("NVIDIA GeForce RTX 3060", 12 << 30, "580.65.06")
OLD = Card("NVIDIA GeForce GTX 1060", 6 << 30, "470.57.02")


@pytest.fixture
def driver(tmp_path, monkeypatch):
    """Sets what ``nvidia-smi`` prints, and how it ends."""

    def says(lines, code=0):
        program = tmp_path / "nvidia-smi"
        program.write_text(f"#!/bin/sh\necho '{lines}'\nexit {code}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")

    return says


def test_cards_are_those_that_the_driver_names(driver):
    driver("NVIDIA H100 80GB HBM3, 81559, 580.65.06\nGrid, A100D-10C, 10240, 580.65.06")
    h100, other = find_cards()
    assert str(h100) == "NVIDIA H100 80GB HBM3, 79.6 GiB, driver 580.65.06"
    assert other == Card("Grid, A100D-10C", 10 << 30, "580.65.06")


@pytest.mark.parametrize(
    "answer", ["NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.", "", "A, [N/A], 470.1"]
)
def test_a_driver_that_does_not_answer_names_none(driver, answer):
    driver(answer.replace("'", ""), code=9)
    assert find_cards() == []


def test_without_a_driver_there_are_none(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_cards() == []


@pytest.mark.parametrize(
    ("cards", "build", "sentence"),
    [
        ([], Build("", False), ""),
        ([CARD], Build("13.0", True, (8, 6), (7, 5)), ""),
        (
            [CARD],
            Build("", False),
            "This PyTorch is built for the processor alone: take the build for CUDA (https://pytorch.org/get-started).",
        ),
        (
            [OLD],
            Build("13.0", False),
            "Driver 470.57.02 is too old for this PyTorch, which needs CUDA 13.0: install driver 580 or newer.",
        ),
        (
            [CARD],
            Build("13.0", False),
            "PyTorch does not see the card: look at CUDA_VISIBLE_DEVICES, or start the computer anew.",
        ),
        (
            [OLD],
            Build("13.0", True, (6, 1), (7, 5)),
            "NVIDIA GeForce GTX 1060 is too old for this PyTorch: it has compute capability 6.1, and 7.5 is the least. "
            "Add --device cpu.",
        ),
    ],
)
def test_why_a_card_is_not_used_is_one_sentence(cards, build, sentence):
    assert why_not(cards, build) == sentence


def test_a_card_of_little_memory_is_one_sentence():
    assert too_small([CARD]) == too_small([]) == ""
    assert too_small([Card("NVIDIA T400", 2 << 30, "580.65.06")]) == (
        "2.0 GiB is little memory: trainings may not fit, paper presets will not. Add --device cpu then."
    )


def test_the_build_is_read_from_pytorch(monkeypatch):
    monkeypatch.setattr(torch.version, "cuda", "12.6")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "get_arch_list", lambda: ["sm_100a", "sm_75", "sm_90", "compute_90"])
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda: (8, 6))
    assert find_build() == Build("12.6", True, (8, 6), (7, 5))
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert find_build() == Build("12.6", False)


def test_who_asks_for_a_card_that_cannot_be_used_hears_why(driver, monkeypatch):
    driver("NVIDIA GeForce GTX 1060, 6144, 470.57.02")
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(UserError) as error:
        pick("cuda")
    assert str(error.value) == (
        "This machine has no usable CUDA device; use --device cpu or --device auto. Driver 470.57.02 is too old for "
        "this PyTorch, which needs CUDA 13.0: install driver 580 or newer."
    )
