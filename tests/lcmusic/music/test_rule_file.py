"""A user's rule, and everything that can be wrong with it."""

import numpy as np
import pytest

from lc_common.errors import UserError
from lcmusic.music import rule_file
from lcmusic.music.rule_file import RuleFile
from tests.lcmusic.conftest import random_melodies

OFFBEAT = """
def offbeat(melody):
    starts = [note.start for note in melody.notes()]
    return sum(start % 4 != 0 for start in starts) / max(1, len(starts))
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str):
        path = tmp_path / "rule.py"
        path.write_text(text)
        return path

    return write


def test_a_rule_scores_melodies(write):
    symbols_nt = random_melodies(3)
    with RuleFile(write("from math import sqrt\n" + OFFBEAT)) as rule:
        rewards = rule(symbols_nt)
        assert rule.seconds_per_melody > 0
    onset_nt = symbols_nt < 128
    off_nt = onset_nt & (np.arange(256) % 4 != 0)
    np.testing.assert_allclose(rewards, off_nt.sum(1) / onset_nt.sum(1))


@pytest.mark.parametrize(("text", "message"), [
    ("def rule(melody):\n    return 1 / 0\n", r"rule\.py: line 2: ZeroDivisionError: division by zero\.$"),
    ("def rule(melody):\n    return float('nan')\n", "answered nan; a rule answers with a number from 0 to 1"),
    ("def rule(melody):\n    return 2\n", "answered 2;"),
    ("def rule(melody):\n    return 'high'\n", "answered 'high';"),
    ("def rule(melody):\n    import os\n    os._exit(1)\n", "ended its process"),
])  # fmt: skip
def test_rules_that_fail(write, text, message):
    with RuleFile(write(text)) as rule, pytest.raises(UserError, match=message):
        rule(random_melodies(2))


def test_a_rule_that_hangs_is_ended(write, monkeypatch):
    monkeypatch.setattr(rule_file, "WAITS", 1000)  # its own time ends it, however busy the machine is
    with RuleFile(write("def rule(melody):\n    while True:\n        pass\n")) as rule:
        rule.patience = 0.2  # from here on: importing the file takes its time on a busy machine
        message = r"took more than 0\.2 seconds of processor time \(2 melodies\); it hangs, or is too slow"
        with pytest.raises(UserError, match=message):
            rule(random_melodies(2))


def test_a_rule_that_waits_for_its_turn_is_waited_for_but_not_for_ever(write):
    """What it sleeps stands for what other programs take of the processor."""
    with RuleFile(write("import time\ndef rule(melody):\n    time.sleep(0.5)\n    return 1\n")) as rule:
        rule.patience = 0.2
        assert rule(random_melodies(1)).tolist() == [1.0]
        rule.patience = 0.01
        with pytest.raises(UserError, match=r"has not answered in 0\.2 seconds \(1 melodies\); it hangs\.$"):
            rule(random_melodies(1))


@pytest.mark.parametrize(("text", "message"), [
    ("def rule(melody)\n    return 1\n", "SyntaxError"),
    ("import nowhere_at_all\n", "line 1: ModuleNotFoundError"),
    ("x = 1\n", "exactly one function .* found none"),
    ("def a(m): return 1\ndef b(m): return 0\n", "exactly one function .* found a, b"),
])  # fmt: skip
def test_files_that_are_no_rule(write, text, message):
    with pytest.raises(UserError, match=message):
        RuleFile(write(text))


def test_a_missing_file(tmp_path):
    with pytest.raises(UserError, match="There is no rule file"):
        RuleFile(tmp_path / "absent.py")
