"""What the tests of a release share: they run what people are given as people do, with nothing of this tree at hand.

``LCS_TORCH`` holds what pip is given beside the wheel, such as ``--extra-index-url https://download.pytorch.org/whl/cpu``
or ``torch==2.13.0``; nothing: the index alone decides.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TORCH = shlex.split(os.environ.get("LCS_TORCH", ""))


def size(path: Path) -> str:
    """Of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:,.0f} MB"


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """What a command prints; it has a home of its own and no Python path, and has to succeed."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "XDG_"))
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean | {"HOME": str(cwd)} | env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def use_the_three_programs(folder: Path, cwd: Path) -> None:
    """Make a melody, faces and pictures of the studio with the programs of ``folder``, and the weights inside."""
    run(folder / "lcmusic", "generate", "--n", "1", "--seed", "7", "--out", "clips", cwd=cwd)
    assert sorted(path.name for path in (cwd / "clips").iterdir()) == [
        f"melody-s7-1.{kind}" for kind in ("json", "mid", "png", "wav")
    ]
    run(folder / "lcvision", "sample", "--attr", "Smiling=1", "--n", "4", "--seed", "1", "--out", "faces.png", cwd=cwd)
    assert (cwd / "faces.png").stat().st_size > 10_000
    run(folder / "lcstudio", "--screenshot", "pages", "--size", "1024x640", cwd=cwd, QT_QPA_PLATFORM="offscreen")
    assert len(list((cwd / "pages").glob("*.png"))) >= 5


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that is built from it."""
    out = tmp_path_factory.mktemp("dist")
    tools = tmp_path_factory.mktemp("tools")
    run(sys.executable, "-m", "venv", tools, cwd=out, HOME=os.environ["HOME"])
    run(tools / "bin/pip", "install", "-q", "build", cwd=out, HOME=os.environ["HOME"])
    run(tools / "bin/python", "-m", "build", "--outdir", out, ROOT, cwd=out, HOME=os.environ["HOME"])
    return out
