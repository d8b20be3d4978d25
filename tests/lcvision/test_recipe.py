"""The commands in docs/images.md made the files that ship, by what the files record of their training."""

import re
import shlex
from pathlib import Path

import pytest

from lc_common import checkpoint

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "lcvision" / "pretrained"


def commands() -> dict[str, list[str]]:
    """The arguments of each training in the section "Train what ships", by the name of its run."""
    text = (ROOT / "docs" / "images.md").read_text(encoding="utf-8")
    section = text.split("## Train what ships")[1].split("\n## ")[0].replace("\\\n", " ")
    lines = [shlex.split(line) for line in section.splitlines() if line.startswith("lcvision train ")]
    return {Path(line[line.index("--out") + 1]).name: line for line in lines}


def option(line: list[str], name: str, default: str) -> str:
    return line[line.index(name) + 1] if name in line else default


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.safetensors")), ids=lambda path: path.stem)
def test_the_recipe_names_what_a_file_records(path):
    line, meta = commands()[path.stem], checkpoint.load(path)[1]
    assert line[2] == path.stem.split("-")[1]
    assert int(option(line, "--steps", "0")) == meta["info"]["training"]["progress"]["step"]
    if line[2] in ("realism", "cgan"):
        assert float(option(line, "--distance", "0.1")) == meta["config"]["distance"]
    if line[2] == "cgan":
        assert ("--guide" in line or "$A" in line) == meta["config"]["guided"]
        assert ("--edits" in line) == bool(meta["info"]["training_settings"]["learning"]["data_share"])


def test_what_the_recipe_makes_is_what_ships_and_what_it_is_made_with():
    stems = {path.stem for path in SHIPPED.glob("*.safetensors")}
    assert set(commands()) == stems | {"celeba-perception"}
    copied = re.findall(r"^cp (.+)$", (ROOT / "docs" / "images.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(copied) == 2
