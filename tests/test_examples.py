"""The examples do what they say, in a folder of the reader's own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lcmusic.media.midi import read_clip
from lcmusic.music.rule_file import RuleFile
from lcmusic.music.scales import pitch_classes

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def run(tmp_path):
    """What an example prints."""

    def run(name: str) -> str:
        done = subprocess.run(
            [sys.executable, EXAMPLES / name], cwd=tmp_path, capture_output=True, text=True,
            env=os.environ | {"PYTHONPATH": str(EXAMPLES.parent)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_ten_lines_write_d_dorian_at_six_notes_a_bar(run, tmp_path):
    said = run("dorian.py")
    assert len([line for line in (EXAMPLES / "dorian.py").read_text().splitlines() if line]) <= 10
    melody = read_clip(tmp_path / "dorian.mid", bars=16).melody
    notes = melody.notes()
    assert said == f"dorian.mid: {len(notes)} notes in 16 bars\n"
    assert sum(note.pitch % 12 in pitch_classes(2, "dorian") for note in notes) / len(notes) > 0.9
    assert 4.5 < len(notes) / 16 < 7.5


def test_a_rule_scores_melodies_and_is_a_rule_file(run):
    said = run("rule.py")
    from lcmusic import Instrument, Knobs

    instrument = Instrument.load()
    symbols_nt = [instrument.melody(instrument.fresh(seed=1, number=i), Knobs()).symbols_t for i in range(16)]
    with RuleFile(EXAMPLES / "rule.py") as rule:
        rewards = rule(symbols_nt)
    assert re.findall(r"idea .*  (0\.\d\d)  #", said) == [f"{reward:.2f}" for reward in rewards]


def test_the_papers_idea_in_six_cells(run):
    said = run("the-idea.py")
    assert (EXAMPLES / "the-idea.py").read_text().count("# %% ") == 6
    before, after = map(float, re.search(r"reward of new melodies: (.*) before, (.*) after", said).groups())
    assert before < 0.4
    assert after > 0.8
    in_scale, per_bar = map(float, re.search(r"(\S+)% of the notes in the scale, (\S+) notes a bar", said).groups())
    assert in_scale > 95
    assert per_bar == pytest.approx(8, abs=1)
