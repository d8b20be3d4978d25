"""The process that answers questions: a real one."""

import multiprocessing.resource_tracker as tracker
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool

import pytest

from lc_common.child import Child

tracker.ensure_running()  # a helper of multiprocessing's own, which stays for as long as this process


@pytest.fixture
def child():
    child = Child()
    yield child
    child.close()


def test_it_answers_raises_and_begins_anew(child):
    pid = child.ask(os.getpid).result()
    assert pid != os.getpid()
    assert child.ask(os.getpid).result() == pid
    with pytest.raises(FileNotFoundError):
        child.ask(os.stat, "nowhere").result()
    with pytest.raises(BrokenProcessPool):
        child.ask(os.kill, pid, signal.SIGKILL).result()
    assert child.ask(os.getpid).result() not in (pid, os.getpid())


def test_the_end_waits_for_nothing_and_nothing_begins_after_it(child):
    sleeps = child.ask(time.sleep, 600)
    while not sleeps.running():
        time.sleep(0.01)
    began = time.monotonic()
    child.close()
    assert time.monotonic() - began < 60
    with pytest.raises(BrokenProcessPool):
        sleeps.result()
    with pytest.raises(BrokenProcessPool, match="closed"):
        child.ask(os.getpid)


OWNER = """
import os, signal
from lc_common.child import Child
if __name__ == "__main__":
    print(Child().ask(os.getpid).result(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_it_ends_with_an_owner_that_is_killed(tmp_path):
    (tmp_path / "owner.py").write_text(OWNER)
    # Which waits for every process that can still write to the pipe.
    owner = subprocess.run([sys.executable, tmp_path / "owner.py"], capture_output=True, timeout=200)
    assert owner.returncode == -signal.SIGKILL
    assert int(owner.stdout) > 0
