"""Tests that need what a machine lacks (the real corpora, a card, a limit on files) are deselected, not skipped."""

from __future__ import annotations

import importlib.util
import os
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


def _data_folder() -> Path:
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("LCS_DATA", beside))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    has_data, has_limits = _data_folder().is_dir(), importlib.util.find_spec("resource") is not None

    def can_run(item: pytest.Item) -> bool:
        marked = item.get_closest_marker
        needs_limits = "full_disk" in getattr(item, "fixturenames", ())
        needs = (marked("corpora"), has_data), (marked("cuda"), torch.cuda.is_available()), (needs_limits, has_limits)
        return all(has for need, has in needs if need)

    config.hook.pytest_deselected(items=[item for item in items if not can_run(item)])
    items[:] = filter(can_run, items)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder that holds the real corpora; only for tests marked ``corpora``."""
    return _data_folder()


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
