"""Windows without a screen, and a guard: a test that leaves a thread, process, timer or window behind fails."""

from __future__ import annotations

import gc
import multiprocessing.resource_tracker as tracker
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent / "helpers"))

tracker.ensure_running()  # a helper of multiprocessing's own, which stays for as long as this process

ENDING = 5.0
"""Seconds for a thread that was told to end, and has had no core to do so on a busy machine."""


def _children() -> set[str]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


def _windows_and_timers() -> list[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer
    from PySide6.QtWidgets import QApplication
    from shiboken6 import isValid

    if QApplication.instance() is None:
        return []
    gc.unfreeze()  # what was there when a model was loaded is looked at, too
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    windows = [f"window {w.__class__.__name__}" for w in QApplication.topLevelWidgets() if w.isVisible()]
    timers = [o for o in gc.get_objects() if issubclass(type(o), QTimer) and isValid(o) and o.isActive()]
    return windows + [f"timer of {timer.parent()}" for timer in timers]


@pytest.fixture(autouse=True)
def _nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    threads, processes = set(threading.enumerate()), _children()
    yield
    for thread in set(threading.enumerate()) - threads:
        thread.join(ENDING)
    left = [f"thread {thread.name}" for thread in threading.enumerate() if thread not in threads]
    left += [f"process {number}" for number in _children() - processes]
    if {"qapp", "qtbot"} & set(request.fixturenames):  # looking at everything takes most of a second
        left += _windows_and_timers()
    assert not left, f"left behind: {left}"


@pytest.fixture
def qtbot(qtbot):
    """Patient: a busy machine is slow, not wrong."""
    wait = qtbot.waitUntil
    qtbot.waitUntil = lambda condition, *, timeout=60_000: wait(condition, timeout=timeout)
    return qtbot


@pytest.fixture
def other_tongue(qapp):
    """What is made from now on speaks as ``other_tongue.Guillemets`` has it."""
    from other_tongue import Guillemets

    translator = Guillemets(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def make(qtbot, tmp_path):
    """Makes studios with stand-ins (``studio_stage.Stage``), each in a window that is shown."""
    from PySide6.QtWidgets import QApplication
    from studio_stage import Stage

    stages = []

    def make(**parts):
        stages.append(Stage(qtbot, tmp_path, **parts))
        return stages[-1]

    yield make
    for stage in stages:
        stage.window.close()
        stage.window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def stage(make, qtbot):
    """One of them, with its first melody."""
    stage = make()
    qtbot.waitUntil(lambda: stage.studio.melody.playing is not None)
    return stage
