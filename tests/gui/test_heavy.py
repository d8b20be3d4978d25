"""Loading what is heavy does not hold other threads up, and what was loaded is not looked at again."""

import gc
import subprocess
import sys

import pytest

from gui.heavy import loading, map_torch

WATCH = """
import sys, threading, time
import numpy
from gui.heavy import loading

gaps, over = [], threading.Event()

def watch():
    last = time.perf_counter()
    while not over.is_set():
        time.sleep(0.001)
        gaps.append(time.perf_counter() - last)
        last = time.perf_counter()

thread = threading.Thread(target=watch)
thread.start()
if sys.argv[1] == "gently":
    with loading():
        import torch
else:
    import torch
over.set()
thread.join()
print(max(gaps))
"""


def longest_holdup(how: str) -> float:
    """Seconds for which a thread had to wait beside the import of torch, in a process of its own; the better of two."""
    runs = [subprocess.run([sys.executable, "-c", WATCH, how], capture_output=True, text=True, check=True)
            for _ in range(2)]  # fmt: skip
    return min(float(run.stdout) for run in runs)


def test_importing_torch_lets_other_threads_run():
    assert longest_holdup("gently") < longest_holdup("at once") / 2


def test_the_collector_rests_while_loading_and_passes_over_what_was_loaded():
    before = gc.get_freeze_count()
    with loading():
        assert not gc.isenabled()
        kept = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(kept)
    gc.unfreeze()


def test_the_collector_works_again_after_a_load_that_failed():
    with pytest.raises(ValueError, match="torn"), loading():
        raise ValueError("torn")
    assert gc.isenabled()
    gc.unfreeze()


def test_torch_is_mapped_once():
    import torch  # noqa: F401

    assert not map_torch()
