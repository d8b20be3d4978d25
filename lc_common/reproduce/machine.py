"""What a figure depends on beside its settings: the program's revision, the machine, the files that were read."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from lc_common.cards import find_cards
from lc_common.files import NAME
from lc_common.reproduce.blocks import Table


@dataclass(frozen=True)
class Source:
    """A file or folder that a reproduction begins from.

    Attributes:
        name: without its folder.
        size: in bytes; None: it is not there.
        digest: the beginning of its SHA-256; of a folder, of its files' names and sizes.
    """

    name: str
    size: int | None
    digest: str

    @classmethod
    def of(cls, path: Path) -> Source:
        """What there is of a file; of a folder, all files below it. ``OSError``: it is there and cannot be read."""
        if path.is_dir():
            files = sorted((each.relative_to(path).as_posix(), each.stat().st_size) for each in path.rglob("*.*"))
            return cls(path.name, sum(size for _, size in files), hashlib.sha256(repr(files).encode()).hexdigest()[:12])
        if not path.is_file():
            return cls(path.name, None, "")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
        return cls(path.name, path.stat().st_size, digest)


def revision() -> str:
    """The version, and in a checkout the commit, with a "+" if files were changed since."""
    known = f"version {version(NAME)}"
    try:
        _git("ls-files", "--error-unmatch", Path(__file__).name)  # a checkout around an installed package is not ours
        commit = _git("rev-parse", "--short=12", "HEAD")
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return known
    return f"{known}, commit {commit}{'+' if changed else ''}"


def _git(*command: str) -> str:
    whole = ["git", "-C", str(Path(__file__).parent), *command]
    return subprocess.run(whole, capture_output=True, text=True, check=True).stdout.strip()


def machine(device: str) -> dict[str, str]:
    """What it ran on, for a person: no names of hosts, users or folders.

    Args:
        device: as a person asks for it (``lc_common.device.pick``).
    """
    import torch

    from lc_common.device import pick

    picked = pick(device)
    card = f", {'; '.join(map(str, find_cards()))}" if picked.type == "cuda" else ""
    memory = _memory()
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores, {torch.get_num_threads()} used",
        **({"memory": f"{memory / 2**30:.0f} GiB"} if memory else {}),
        "computed on": f"{picked.type}{card}",
        "software": f"Python {platform.python_version()}, PyTorch {torch.__version__}, {platform.system()}",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not on Windows
        return 0


def source_table(sources: Sequence[Source]) -> Table:
    """What was read, for the report."""
    rows = [(s.name, f"{s.size / 1e6:.1f} MB", s.digest) for s in sources if s.size is not None]
    return Table("What was read", ("file", "size", "SHA-256 begins"), (False, True, False), tuple(rows))
