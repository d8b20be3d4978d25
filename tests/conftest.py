"""Tests that need what a machine lacks (the real corpora, a card, a program) are deselected, not skipped.

What several rooms use stands here: a MIDI system (JACK's dummy driver, as in docs/live.md) and a screen (Xvfb).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import torch
from hypothesis import settings

from lc_common.worker import Worker

settings.register_profile("patient", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("patient")


sys.path.insert(0, str(Path(__file__).parent / "lcmusic" / "live" / "helpers"))

PROGRAMS = {
    "jack": ("jackd", "setpriv"), "screen": ("Xvfb", "xdotool"), "qtractor": ("qtractor",), "ardour": ("ardour7-lua",),
}  # fmt: skip
"""What a marker needs of the machine."""


def _data_folder() -> Path:
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("LCS_DATA", beside))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    has_data, has_limits = _data_folder().is_dir(), importlib.util.find_spec("resource") is not None

    def can_run(item: pytest.Item) -> bool:
        marked = item.get_closest_marker
        needs_limits = "full_disk" in getattr(item, "fixturenames", ())
        if marked("release") and "release" not in config.option.markexpr:
            return False
        if any(marked(name) and not all(map(shutil.which, programs)) for name, programs in PROGRAMS.items()):
            return False
        needs = (marked("corpora"), has_data), (marked("cuda"), torch.cuda.is_available()), (needs_limits, has_limits)
        return all(has for need, has in needs if need)

    config.hook.pytest_deselected(items=[item for item in items if not can_run(item)])
    items[:] = filter(can_run, items)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder that holds the real corpora; only for tests marked ``corpora``."""
    return _data_folder()


@pytest.fixture
def jack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[object]:
    """A running JACK server that the engine finds; its period is 256 samples, or the parameter.

    With short ones a busy machine loses clients now and then; with long ones what is timed is late.
    """
    from live_jack import Jack

    server = Jack(tmp_path, getattr(request, "param", 256))
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


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """A virtual screen; its number is chosen by the server."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "2600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        display = f":{number.readline().strip()}"
    yield {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    server.terminate()
    server.wait(10)


@pytest.fixture
def full_disk() -> Callable[[int], AbstractContextManager[None]]:
    """Inside ``with full_disk(n)`` no file can grow over n bytes: what is written beyond them fails halfway."""
    import resource  # Windows has none

    @contextmanager
    def full_disk(room: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return full_disk


@pytest.fixture
def without_bfloat16(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is no faster in bfloat16 than in float32."""
    monkeypatch.setattr("lc_common.device.has_fast_bfloat16", lambda device: False)


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that nobody has to be woken for."""
    worker = Worker(lambda: None)
    yield worker
    worker.close()


@pytest.fixture
def until() -> Callable[..., None]:
    """Calls something again and again until a condition holds."""

    def wait(
        condition: Callable[[], object], step: Callable[[], object] = lambda: None, patience: float = 60.0
    ) -> None:
        end = time.monotonic() + patience
        while not condition():
            assert time.monotonic() < end, "this never happened"
            step()
            time.sleep(0.002)

    return wait
