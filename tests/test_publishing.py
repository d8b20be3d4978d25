"""What goes with a release says the same everywhere: version, licence, what the weights were learned from."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from gui.train.state.library import FOR_MACHINES, model_cards

ROOT = Path(__file__).parents[1]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def test_the_version_has_release_notes_and_is_what_one_cites():
    [date] = re.findall(rf"^## {re.escape(VERSION)} - (\S+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text())
    assert (citation["version"], str(citation["date-released"])) == (VERSION, date)
    assert (citation["cff-version"], citation["license"]) == ("1.2.0", "Apache-2.0")
    assert citation["references"][0]["url"] == "https://arxiv.org/abs/1711.05772"


@pytest.mark.parametrize(
    ("room", "licence", "data"),
    [
        ("lcmusic", {"license": "apache-2.0"}, "openewld"),
        (
            "lcvision",
            {"license": "other", "license_name": "non-commercial-research", "license_link": "LICENSE-WEIGHTS"},
            "flwrlabs/celeba",
        ),
    ],
)
def test_a_model_card_begins_with_what_hubs_read(room, licence, data):
    folder = ROOT / room / "pretrained"
    front = yaml.safe_load(FOR_MACHINES.match((folder / "MODEL-CARD.md").read_text())[0].strip("-\n"))
    assert {name: value for name, value in front.items() if name.startswith("license")} == licence
    assert data in front["datasets"]
    assert "latent-constraints" in front["tags"]
    assert (folder / licence.get("license_link", "MODEL-CARD.md")).exists()


def test_people_read_the_cards_without_it():
    assert model_cards().startswith("# ")
    assert "license_name" not in model_cards()
