"""The process that finds faces: a real one, on a portrait that comes with matplotlib."""

import os
import signal
from pathlib import Path

import pytest
from matplotlib import cbook

from gui.faces.state.judge import ENDED, Judge, answer_of
from lc_common.errors import UserError

PORTRAIT = Path(cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))
"""Rear Admiral Grace Hopper, of the US Navy: in the public domain."""


@pytest.fixture
def judge():
    judge = Judge()
    yield judge
    judge.close()


def test_a_photo_is_read_elsewhere_and_what_is_none_is_told(judge, tmp_path):
    (tmp_path / "notes.txt").write_text("no photo")
    photo = answer_of(judge.find(PORTRAIT))
    (found,) = photo.places
    assert (photo.path, photo.size, photo.faces, photo.largest, found.number) == (PORTRAIT, (512, 600), 1, found, 1)
    assert (found.photo, found.pixels_hwc.shape) == (PORTRAIT, (64, 64, 3))
    left, right = found.placement.eyes
    assert abs(left - (221 + 192j)) < 12
    assert abs(right - (303 + 190j)) < 12
    with pytest.raises(UserError, match=r"notes\.txt is not an image"):
        answer_of(judge.find(tmp_path / "notes.txt"))
    dies = judge._child.ask(os.kill, answer_of(judge._child.ask(os.getpid)), signal.SIGKILL)
    with pytest.raises(UserError, match=ENDED):
        answer_of(dies)
    assert answer_of(judge.find(PORTRAIT)).faces == 1  # another one has begun
