"""The commands that judge melodies: what they print and write, and one line for every mistake."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from lc_common.errors import UserError
from lcmusic import corpus
from lcmusic.cli import evaluate
from lcmusic.corpus import Split
from lcmusic.evaluate import form
from lcmusic.evaluate.markov import MarkovChain
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import Melody
from tests.lcmusic.conftest import random_melodies


class SmallCorpus:
    """Sixty windows a split, each from a piece of its own."""

    def split(self, name: str) -> Split:
        first = 100 * ("train", "validation", "test").index(name)
        piece_n = (first + np.arange(60)).astype(np.int32)
        return Split(random_melodies(60, first), piece_n, np.zeros(60, np.int16))


@pytest.fixture
def run(monkeypatch, weights, tmp_path):
    """Runs a command with a small corpus and model; comparing is done once and the chain learns little."""
    trained, reference = MarkovChain.trained, form.FormReference
    monkeypatch.setattr(corpus, "load", lambda folder: SmallCorpus())
    monkeypatch.setattr(MarkovChain, "trained", lambda split, seed: trained(split, 50, seed))
    monkeypatch.setattr(form, "FormReference", lambda real, train_mt: reference(real, train_mt, repeats=1))

    def run(command: str, *arguments: object):
        options = ("--corpus", tmp_path, "--model", weights)
        return CliRunner().invoke(evaluate.app, [command, *(str(argument) for argument in (*options, *arguments))])

    return run


def test_form_prints_a_row_a_set_and_writes_all_numbers(run, tmp_path):
    peers = tmp_path / "peers"
    peers.mkdir()
    for i, symbols_t in enumerate(random_melodies(50, 7)):
        write_melody(peers / f"{i}.mid", Melody(symbols_t))
    result = run("form", "--n", 50, "--from", peers, "--json", tmp_path / "form.json",
                 "--pictures", tmp_path / "pictures")  # fmt: skip
    assert result.exit_code == 0, result.output
    rows = ["held-out music", "other held-out music", "reconstructions", "prior N(0, I)", "Markov chain",
            "null: bars shuffled", "null: bars spliced", str(peers)]  # fmt: skip
    written = json.loads((tmp_path / "form.json").read_text(encoding="utf-8"))
    assert list(written["rows"]) == rows
    assert written["settings"] | {"corpus": ""} == {
        "n": 50, "seed": 0, "temperature": 0.5, "corpus": "", "quota": {"per_piece": 2, "per_source": 60, "bars": 16}
    }  # fmt: skip
    assert "The rows of realism are left out." in result.output
    assert (tmp_path / "pictures" / "seeds.png").read_bytes().startswith(b"\x89PNG")
    assert all(name in result.output for name in rows[:-1])


def test_constraints_prints_the_tables_that_are_named(run, knobs_file):
    result = run("constraints", "--knobs", knobs_file, "--only", "scales, density", "--each", 10)
    assert result.exit_code == 0, result.output
    assert "Scales: the one actor" in result.output
    assert "Leakage" in result.output
    assert "Table 2" not in result.output
    mistake = run("constraints", "--knobs", knobs_file, "--only", "scale").exception
    assert str(mistake) == "There is no table 'scale'; choose from table2, scales, density, realism, transform."


def test_blind_writes_a_page_and_two_sounds_a_pair(run, tmp_path):
    result = run("blind", "--n", 2, "--of", "prior N(0, I)", "--tempo", 300, "--out", tmp_path / "study")
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in (tmp_path / "study").iterdir()) == [
        "index.html", "pair-01-A.wav", "pair-01-B.wav", "pair-02-A.wav", "pair-02-B.wav",
    ]  # fmt: skip


def test_knobs_need_a_prior_and_known_parts(run):
    for options, message in {
        (
            "--only",
            "scale",
        ): "This melody VAE has no learned prior, and so no knobs to judge; train one first.",
        ("--only", "scale,tempo"): "There is no part 'tempo'; choose from scale, density, pearson, locked, chords.",
        ("--split", "train"): "'train' is not held out; choose test or validation.",
    }.items():
        result = run("knobs", *options)
        assert (type(result.exception), str(result.exception)) == (UserError, message)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--of", "nobody"), r"There is no row 'nobody' to judge; choose one of prior N\(0, I\)\."),
        ((), r"There is no row 'learned prior' to judge; choose one of prior N\(0, I\)\."),
        (
            ("--of", "prior N(0, I)", "--n", 100),
            "--n is 100, but the corpus holds out only 60 pieces; ask for no more pairs than that.",
        ),
    ],
)
def test_mistakes_are_one_line(run, tmp_path, options, message):
    result = run("blind", "--out", tmp_path / "study", *options)
    assert isinstance(result.exception, UserError)
    with pytest.raises(UserError, match=message):
        raise result.exception
