"""Tests that need the real corpora are deselected where the data is absent; nothing is skipped."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("patient")


def _data_folder() -> Path:
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("LCS_DATA", beside))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _data_folder().is_dir():
        return
    absent = [item for item in items if item.get_closest_marker("corpora")]
    items[:] = [item for item in items if item not in absent]
    config.hook.pytest_deselected(items=absent)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder that holds the real corpora; only for tests marked ``corpora``."""
    return _data_folder()


@pytest.fixture
def full_disk() -> Callable[[int], AbstractContextManager[None]]:
    """Inside ``with full_disk(n)`` no file can grow over n bytes: what is written beyond them fails halfway."""

    @contextmanager
    def full_disk(room: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return full_disk
