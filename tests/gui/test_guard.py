"""The guard of this room: what a test leaves behind fails it, what is only about to end does not."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = """
import subprocess, sys, threading, time
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []

def test_nothing():
    pass

def test_thread_that_ends():
    threading.Thread(target=time.sleep, args=[0.2], daemon=True).start()

def test_thread():
    threading.Thread(target=time.sleep, args=[20], daemon=True, name="sleeper").start()

def test_process():
    kept.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))

def test_timer(qapp):
    kept[0].kill()
    kept[0].wait()
    kept.append(QTimer(interval=1000))
    kept[-1].start()

def test_window(qapp):
    kept[1].stop()
    kept.append(QWidget())
    kept[-1].show()
"""


def test_what_a_test_leaves_behind_fails_it(tmp_path):
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_leaks.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    left = re.findall(r"^E +AssertionError: left behind: \[(.*)\]$", done.stdout, re.MULTILINE)
    assert [re.sub(r"\d+", "N", what) for what in left] == [
        "'thread sleeper'", "'process N'", "'timer of None'", "'window QWidget'",
    ]  # fmt: skip
    assert "6 passed, 4 errors" in done.stdout
