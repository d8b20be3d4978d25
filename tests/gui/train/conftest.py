"""A trainer that learns nothing: it writes a log, tells and prints what trainers do, and stops when it is asked to."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gui.train.state.library import Workshop
from gui.train.state.session import TrainSession
from lc_common import checkpoint

FAKE = """
import json, os, shutil, sys, threading, time
from pathlib import Path

arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--out") + 1])
behaviour = "samples" if "generate" in arguments else arguments[arguments.index("--corpus") + 1]
asked = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), asked.set()), daemon=True).start()
out.mkdir(parents=True, exist_ok=True)


def tell(event, **content):
    with open(os.environ["LCS_PROGRESS"], "a") as file:
        file.write(json.dumps({"event": event, **content}) + "\\n")


def result(file, finished, reached):
    tell("result", path=str(out / file), finished=finished, reached=reached)


if behaviour == "samples":
    for i in (1, 2):
        (out / f"melody-s0-{i}.mid").write_bytes(b"MThd")
        (out / f"melody-s0-{i}.png").write_bytes(b"png")
    sys.exit()
if behaviour.endswith("wrong"):
    tell("failure", kind="mistake", message="The rule answers 1 to every melody; there is nothing to learn from it.")
    sys.exit("an error, in other words")
if behaviour.endswith("crash"):
    tell("failure", kind="fault", message="RuntimeError: out of memory")
    raise RuntimeError("out of memory")
if behaviour.endswith("killed"):
    sys.exit("Killed.")
shutil.copy(Path(__file__).with_name("saved"), out / "checkpoint.safetensors")
steps = 3 if behaviour.endswith("short") else 10_000
first = 100 if "--resume" in arguments else 0
for step in range(first + 1, first + steps + 1):
    with (out / "metrics.jsonl").open("a") as log:
        log.write(json.dumps({"step": step, "loss": 10 / step, "seconds": 60.0 * step}) + "\\n")
        log.write(json.dumps({"step": step, "validation/argmax": 0.5}) + "\\n")
    tell("progress", step=step, steps=steps, seconds_left=120.0 + step % 10)
    print(f"step {step} of many", flush=True)
    if asked.wait(0.02):
        print(f"Stopped by SIGINT: {step} steps.")
        result("checkpoint.safetensors", False, f"{step:,} of 10,000 steps")
        sys.exit()
(out / "melody-vae.safetensors").write_bytes(b"torn")
if behaviour.endswith("too short"):
    result("melody-vae.safetensors", False, "3 of 400 steps")
else:
    result("melody-vae.safetensors", True, "3 steps")
"""


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """The command of the fake trainer."""
    script = tmp_path / "trainer.py"
    script.write_text(FAKE)
    checkpoint.save(tmp_path / "saved", {}, {"kind": "lcmusic.rule", "config": {}})
    return (sys.executable, str(script))


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[[str], Path]:
    """Makes a corpus folder, whose name tells the fake trainer what to do.

    It is short, too short, long, wrong, crash or killed.
    """

    def make(behaviour: str) -> Path:
        folder = tmp_path / behaviour
        folder.mkdir(exist_ok=True)
        return folder

    return make


@pytest.fixture
def session(tmp_path: Path, program: tuple[str, ...]) -> Iterator[TrainSession]:
    """A session of the fake trainer, in a workshop of its own."""
    session = TrainSession(Workshop(tmp_path / "workshop"), program, supplied=list)
    yield session
    session.close(2.0)


@pytest.fixture
def wait_for() -> Callable[[TrainSession, Callable[[], bool]], None]:
    """Polls a session until something is so."""

    def wait(session: TrainSession, so: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not so():
            assert time.monotonic() < end, (session.state, session.message)
            session.poll()
            time.sleep(0.01)

    return wait
