"""A trainer that learns nothing: it writes a log, prints what trainers print, and stops when it is asked to."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gui.train.state.library import Workshop
from gui.train.state.session import TrainSession
from lc_common import checkpoint

FAKE = """
import json, shutil, sys, threading, time
from pathlib import Path

arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--out") + 1])
behaviour = "samples" if "generate" in arguments else arguments[arguments.index("--corpus") + 1]
asked = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), asked.set()), daemon=True).start()
out.mkdir(parents=True, exist_ok=True)
if behaviour == "samples":
    for i in (1, 2):
        (out / f"melody-0-{i}.mid").write_bytes(b"MThd")
        (out / f"melody-0-{i}.png").write_bytes(b"png")
    sys.exit()
if behaviour.endswith("wrong"):
    sys.exit("error: The rule answers 1 to every melody; there is nothing to learn from it.")
if behaviour.endswith("crash"):
    raise RuntimeError("out of memory")
shutil.copy(Path(__file__).with_name("saved"), out / "checkpoint.safetensors")
steps = 3 if behaviour.endswith("short") else 10_000
first = 100 if "--resume" in arguments else 0
for step in range(first + 1, first + steps + 1):
    with (out / "metrics.jsonl").open("a") as log:
        log.write(json.dumps({"step": step, "loss": 10 / step, "seconds": 60.0 * step}) + "\\n")
        log.write(json.dumps({"step": step, "validation/argmax": 0.5}) + "\\n")
    print(f"step {step}/{steps}  loss 1.0  100/s  2:0{step % 10} left", flush=True)
    if asked.wait(0.02):
        print(f"Stopped by SIGINT: {step} steps.")
        sys.exit()
(out / "melody-vae.safetensors").write_bytes(b"torn")
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
    """Makes a corpus folder, whose name tells the fake trainer what to do: short, long, wrong or crash."""

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
