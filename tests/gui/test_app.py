"""The command: what it says without a display, and the pictures of every page."""

import subprocess
import sys
from importlib import metadata

import pytest
from face_fakes import FakeFaces, FakeJudge
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from studio_fakes import FakeEngine, fake_model

from gui import app, screenshots
from gui.parts import Parts
from gui.shared.state.transport import PortList
from lc_common.errors import UserError


def test_without_a_display_it_says_what_plays_without_one(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = subprocess.run([sys.executable, "-m", "gui.app"], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr.strip()) == (2, app.NO_DISPLAY)


def test_it_says_its_version_without_a_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    done = subprocess.run(
        [sys.executable, "-m", "gui.app", "--version"], capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout == f"lcstudio {metadata.version(app.NAME)}\n"


def test_a_size_that_is_none_is_told():
    with pytest.raises(UserError, match="something like 1440x900"):
        app._size("large")
    assert app._size("1280x720") == (1280, 720)


def test_every_page_has_its_picture(qapp, tmp_path):
    model, _ = fake_model()
    parts = Parts(
        FakeEngine, lambda chosen: model, tmp_path / "s.json", tmp_path, PortList, load_faces=FakeFaces,
        make_judge=FakeJudge,
    )  # fmt: skip
    paths = screenshots.take(qapp, parts, tmp_path / "out", (1280, 720))
    QApplication.processEvents()
    assert [path.name for path in paths] == [
        f"{name}-1280x720.png"
        for name in (
            "first-run",
            "melody",
            "melody-sound",
            "melody-hold",
            "melody-edit",
            "melody-chords",
            "melody-form",
            "melody-presets",
            "melody-song",
            "melody-light",
            "faces-before",
            "faces",
            "faces-photo",
            "train",
            "settings",
            "about",
        )
    ]
    for path in paths:
        assert (QImage(str(path)).width(), QImage(str(path)).height()) == (1280, 720)


def test_some_pictures_alone_are_taken_and_unknown_ones_are_told(qapp, tmp_path):
    parts = Parts(FakeEngine, lambda chosen: fake_model()[0], tmp_path / "s.json", tmp_path, PortList)
    with pytest.raises(UserError, match=r"^There is no picture sound; there are first-run, melody, .*, about\.$"):
        screenshots.take(qapp, parts, tmp_path / "out", (1024, 640), ["melody", "sound"])
    paths = screenshots.take(qapp, parts, tmp_path / "out", (1024, 640), ["settings", "first-run"])
    QApplication.processEvents()
    assert [path.name for path in paths] == ["first-run-1024x640.png", "settings-1024x640.png"]
