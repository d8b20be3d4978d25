"""A MIDI system of our own for the tests that need one: JACK's dummy driver, as in docs/live.md."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "helpers"))

collect_ignore = [] if importlib.util.find_spec("aalink") else ["test_link.py"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what needs a program that this machine lacks."""
    wanted = {"jack": "jackd", "ardour": "ardour7-lua"}
    missing = {mark for mark, program in wanted.items() if not shutil.which(program)}
    left_out = [item for item in items if missing & {mark.name for mark in item.iter_markers()}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def jack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A running JACK server that the engine finds."""
    from live_jack import Jack

    server = Jack(tmp_path)
    for key in ("JACK_DEFAULT_SERVER", "JACK_NO_START_SERVER"):
        monkeypatch.setenv(key, server.env[key])
    server.start()
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def receiver(jack: object) -> Iterator[object]:
    """A port of this process that remembers what it gets."""
    from live_jack import Receiver

    port = Receiver()
    yield port
    port.close()


def children() -> set[str]:
    """Numbers of this process's children; none where the system does not tell."""
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return set(listed.read_text().split()) if listed.exists() else set()


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread or a process behind."""
    threads, processes = set(threading.enumerate()), children()
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in threads]
    assert not left, f"threads left running: {left}"
    assert children() <= processes, "a process was left running"
