"""What VAEs keep: sets by source and played otherwise, shares, the table, the command and its mistakes."""

from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from lc_common.errors import UserError
from lcmusic.cli import evaluate
from lcmusic.corpus import Corpus, build, load
from lcmusic.evaluate import kept
from lcmusic.evaluate.kept import WAYS, Kept, kept_table, played_sets, source_sets
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import PITCHES, Melody, canonical
from tests.lcmusic.conftest import random_melodies


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Two sources of thirty and twenty melodies, each a piece."""
    for name, n in (("one", 30), ("two", 20)):
        (tmp_path / name).mkdir()
        for i, symbols_t in enumerate(random_melodies(n, seed=n)):
            write_melody(tmp_path / name / f"{i:02}.mid", Melody(symbols_t))
    build([tmp_path / "one", tmp_path / "two"], tmp_path / "corpus", workers=1)
    return load(tmp_path / "corpus")


@pytest.fixture
def off_by_a_note(monkeypatch):
    """Decoding gives every melody back but for its first note, which comes out as a rest."""
    given = []

    def encode(model, symbols_nt, refined):
        given.append(symbols_nt)
        return None, None

    def decode(model, mu_nd, temperature):
        symbols_nt = given.pop().copy()
        symbols_nt[np.arange(len(symbols_nt)), (symbols_nt < PITCHES).argmax(axis=1)] = 129
        return symbols_nt

    monkeypatch.setattr(kept, "encode_all", encode)
    monkeypatch.setattr(kept, "decode_all", decode)


def test_shares_of_steps_and_onsets(tiny_vae, off_by_a_note):
    symbols_nt = random_melodies(3)
    assert Kept.of(tiny_vae, symbols_nt) == Kept(1 - 3 / symbols_nt.size, 1 - 3 / np.sum(symbols_nt < PITCHES))


def test_sets_by_source(corpus):
    test = corpus.split("test")
    sets = source_sets(corpus, test)
    assert list(sets) == ["one", "two"]
    assert np.array_equal(np.concatenate(list(sets.values())), test.symbols_nt)
    whole = corpus.of_sources(["two"])
    assert len(whole) == sum(corpus.card.sources[1].kept.values())
    assert list(source_sets(corpus, whole)) == ["two"]


def test_the_same_melodies_in_every_way(small_split):
    sets = played_sets(small_split, 10, seed=0)
    assert list(sets) == list(WAYS)
    pitched = {name: symbols_nt < PITCHES for name, symbols_nt in sets.items()}
    assert np.array_equal(pitched["articulation"], pitched["as written"])
    assert np.array_equal(pitched["octave"], pitched["as written"])
    assert not any(np.array_equal(pitched[name], pitched["as written"]) for name in ("phase", "syncopation"))
    counts = {name: pitched_nt.sum(axis=1).tolist() for name, pitched_nt in pitched.items()}
    assert counts["syncopation"] == counts["as written"]
    assert all(np.array_equal(symbols_nt, canonical(symbols_nt)) for symbols_nt in sets.values())


def test_a_row_a_set_two_columns_a_model_and_means(tiny_vae, off_by_a_note):
    symbols_nt = random_melodies(4)
    sets = {"[a]": symbols_nt[:1], "b": symbols_nt[1:]}
    console = Console(width=120)
    with console.capture() as capture:
        console.print(kept_table("kept", {"x": tiny_vae, "y": tiny_vae}, sets, means=True))
    rows = [line.replace("│", " ").split() for line in capture.get().splitlines() if line.startswith("│")]
    steps = f"{1 - 1 / 256:.3f}"
    onsets = [1 - len(rows) / np.sum(rows < PITCHES) for rows in sets.values()]
    cells = [[steps, f"{share:.3f}"] * 2 for share in (*onsets, np.mean(onsets), np.average(onsets, weights=[1, 3]))]
    assert rows == [
        ["[a]", "1", *cells[0]],
        ["b", "3", *cells[1]],
        ["mean", "over", "sources", *cells[2]],
        ["mean", "over", "melodies", "4", *cells[3]],
    ]


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(evaluate.app, ["kept", *(str(argument) for argument in arguments)])


def test_the_command_prints_each_kind_of_table(run, corpus, weights, tmp_path):
    options = (
        "--corpus",
        corpus.folder,
        "--model",
        weights,
        "--source",
        "two",
        "--played",
        3,
        "--from",
        tmp_path / "one",
    )
    result = run(*options)
    assert result.exit_code == 0, result.output
    rows = {line.replace("│", " ").split("  ")[1].strip() for line in result.output.splitlines() if line[:1] == "│"}
    assert {"two", *WAYS} <= rows
    assert "one" not in rows


@pytest.mark.parametrize(("options", "message"), [
    ((), "Give a corpus (--corpus); --from alone goes without."),
    (("--source", "one"), "Give a corpus (--corpus); --from alone goes without."),
    (("--corpus", "x", "--split", "all"), "There is no split 'all'; choose one of train, validation, test."),
])  # fmt: skip
def test_mistakes_are_one_line(run, options, message):
    result = run(*options)
    assert (type(result.exception), str(result.exception)) == (UserError, message)
