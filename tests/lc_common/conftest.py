import threading

import pytest
import torch

ENDING = 10.0  # seconds that a thread which has been told to end may take


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(autouse=True)
def no_thread_is_left():
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(ENDING)
    assert set(threading.enumerate()) <= before
