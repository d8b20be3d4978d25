"""Loading what is heavy does not hold other threads up, and what was loaded is not looked at again."""

import gc
import subprocess
import sys

import pytest

from gui.shared.state.heavy import loading, map_torch

WATCH = """
import sys, threading, time
import numpy
from gui.shared.state.heavy import loading

gaps, over = [], threading.Event()

def watch():
    last = time.process_time()  # not the wall clock: the machine may be busy
    while not over.is_set():
        time.sleep(0.001)
        gaps.append(time.process_time() - last)
        last = time.process_time()

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

MELODIES = """
import sys
from pathlib import Path
import numpy as np
from gui.melody.state.inference import Chosen, load
from lcmusic.music.knobs import Knobs
model = load(Chosen(), Path(sys.argv[1]))
idea = np.zeros(model.composer.idea_shape, np.float32)
model.composer.idea(model.composer.melody(idea, Knobs(scale="major", density=6.0, realism=1.0)))
"""
FACES = """
import sys
from gui.faces.state.load import load_faces
from gui.faces.state.face import Wish
faces = load_faces()
faces.edit(faces.sample(1), Wish().with_amount(7, 0.5))
"""
NOT_NEEDED = ("torch._dynamo", "torchvision", "lightning_fabric", "torchmetrics", "sklearn", "scipy")


def longest_holdup(how: str) -> float:
    """Seconds of work for which a thread had to wait beside the import of torch, in a process of its own; best of 2."""
    runs = [subprocess.run([sys.executable, "-c", WATCH, how], capture_output=True, text=True, check=True)
            for _ in range(2)]  # fmt: skip
    return min(float(run.stdout) for run in runs)


def test_importing_torch_lets_other_threads_run():
    assert longest_holdup("gently") < longest_holdup("at once") / 2


@pytest.mark.parametrize("playing", [MELODIES, FACES], ids=["melodies", "faces"])
def test_what_plays_loads_no_trainer_and_no_compiler(playing, tmp_path):
    tell = f"print([name for name in {NOT_NEEDED} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", playing + tell, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


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
