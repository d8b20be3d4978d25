"""Building a corpus and loading it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from lc_common.errors import UserError
from lcmusic.corpus import build, builder, card_view, load, shards
from lcmusic.corpus.windows import fingerprints
from lcmusic.media.midi import write_melody
from lcmusic.music.melody import STEPS, Melody
from tests.lcmusic.corpus.conftest import tune

SPLITS = ("train", "validation", "test")


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# Building


def test_a_folder_becomes_a_corpus(songs, tmp_path):
    done = []
    card = build([songs], tmp_path / "out", workers=1, progress=lambda *step: done.append(step))
    assert done == [("songs", 40)]
    corpus = load(tmp_path / "out")
    assert corpus.card == card
    assert corpus.pieces == [f"{n:02}.mid" for n in range(0, 40, 2)] + [f"more/{n:02}.mid" for n in range(1, 40, 2)]
    (source,) = card.sources
    assert (source.files, source.refused, source.pieces) == (40, 0, 40)
    assert (source.windows, source.empty, source.silent, source.unique, source.unique_tunes) == (100, 0, 0, 100, 100)
    assert source.kept_pieces == {"train": 36, "validation": 2, "test": 2}
    assert source.notes_per_bar == [0, 0, 0, 0, 1600, *[0] * 12]
    assert sum(source.pitches) == 6400
    pieces = {}
    for name in SPLITS:
        split = corpus.split(name)
        assert len(split) == source.kept[name] == len(split.piece_n) == len(split.source_n)
        assert isinstance(split.symbols_nt, np.memmap)
        assert (split.symbols_nt.dtype, split.piece_n.dtype, split.source_n.dtype) == (np.uint8, np.int32, np.int16)
        assert set(split.source_n) == {0}
        pieces[name] = set(split.piece_n.tolist())
        for number in pieces[name]:
            seed = int(Path(corpus.pieces[number]).stem)
            whole = tune(seed, 16 + seed % 4)
            expected = [whole[start : start + STEPS].tolist() for start in range(0, whole.size - STEPS + 1, 16)]
            assert split.symbols_nt[split.piece_n == number].tolist() == expected
    assert sorted(n for name in SPLITS for n in pieces[name]) == list(range(40))
    assert not (tmp_path / "out.partial").exists()


def test_the_number_of_workers_changes_no_byte(songs, tmp_path):
    cards = [build([songs], tmp_path / f"out{workers}", workers=workers, seed=5) for workers in (1, 2)]
    assert cards[0] == cards[1]
    assert folder_bytes(tmp_path / "out1") == folder_bytes(tmp_path / "out2")


def test_of_large_files_fewer_are_held_at_a_time(songs, tmp_path, monkeypatch):
    largest = max(path.stat().st_size for path in songs.rglob("*.mid"))
    monkeypatch.setattr(shards, "BYTES_PER_SHARD", 4 * largest)
    held = []
    build([songs], tmp_path / "few", workers=1, progress=lambda _, files: held.append(files))
    assert sum(held) == 40
    assert max(held) <= 5
    monkeypatch.undo()
    build([songs], tmp_path / "many", workers=1)
    assert folder_bytes(tmp_path / "few") == folder_bytes(tmp_path / "many")


def test_copies_are_counted_and_editions_of_a_tune_stay_together(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.mkdir()
    b.mkdir()
    for seed in range(20):
        write_melody(a / f"a{seed:02}.mid", Melody(tune(seed)))
        # Two editions of a tune: with a bar at the end, and in another key with four bars at the beginning.
        one = Melody(tune(seed + 100))
        write_melody(b / f"{seed:02}.mid", Melody(np.append(one.symbols_t, tune(seed + 200, 1))))
        write_melody(b / f"{seed:02}-long.mid", Melody(np.append(tune(seed + 300, 4), one.transposed(3).symbols_t)))
    for seed, key in [(3, 0), (4, -2), (5, 7)]:
        write_melody(b / f"copy{seed}.mid", Melody(tune(seed)).transposed(key))
    card = build([a, b], tmp_path / "out", workers=1)
    found = [(source.unique, source.unique_tunes, sum(source.kept.values())) for source in card.sources]
    assert found == [(20, 20, 20), (20 * 2 + 20 * 5 + 3, 20 + 20 * 5 + 3, 20 + 20 * 5)]
    assert (card.unique, card.unique_tunes) == (162, 140)
    corpus = load(tmp_path / "out")
    home = {corpus.pieces[n]: name for name in SPLITS for n in set(corpus.split(name).piece_n.tolist())}
    assert [home[f"{seed:02}.mid"] for seed in range(20)] == [home[f"{seed:02}-long.mid"] for seed in range(20)]
    assert set(home.values()) == set(SPLITS)


def test_a_finished_corpus_is_left_as_it_is(songs, tmp_path):
    said = []
    card = build([songs], tmp_path / "out", workers=1)
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert build([songs], tmp_path / "out", workers=1, say=said.append) == card
    assert said == [f"{tmp_path / 'out'} is already built from the same files"]
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("change", ["seed", "file"])
def test_a_corpus_of_something_else_is_not_overwritten(songs, tmp_path, change):
    build([songs], tmp_path / "out", workers=1)
    if change == "file":
        write_melody(songs / "new.mid", Melody(tune(99)))
    with pytest.raises(UserError, match="holds a corpus of other files or another seed; choose another folder"):
        build([songs], tmp_path / "out", workers=1, seed=int(change == "seed"))


def test_a_folder_of_other_things_is_not_overwritten(songs, tmp_path):
    with pytest.raises(UserError, match=r"songs exists and is not a whole corpus; choose another folder or remove it"):
        build([songs], songs)


def test_an_empty_folder_may_become_the_corpus(songs, tmp_path):
    (tmp_path / "out").mkdir()
    build([songs], tmp_path / "out", workers=1)
    assert len(load(tmp_path / "out").pieces) == 40


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_build_leaves_nothing_and_is_taken_up(tmp_path, monkeypatch, workers):
    folder = tmp_path / "songs"
    folder.mkdir()
    for seed in range(200):
        write_melody(folder / f"{seed:03}.mid", Melody(tune(seed)))
    build([folder], tmp_path / "straight", workers=1)

    def interrupt(source: str, files: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], tmp_path / "out", workers=workers, progress=interrupt)
    assert not (tmp_path / "out").exists()
    finished = len(list((tmp_path / "out.partial" / "shards").glob("*.npz")))
    assert 1 <= finished <= 4

    written = []
    write_shard = shards.write_shard
    monkeypatch.setattr(shards, "write_shard", lambda path, *args: (written.append(path), write_shard(path, *args)))
    build([folder], tmp_path / "out", workers=1)
    assert len(written) == 4 - finished
    assert folder_bytes(tmp_path / "out") == folder_bytes(tmp_path / "straight")


def test_a_full_disk(songs, tmp_path, monkeypatch):
    def fail(*args) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(builder, "_write", fail)
    with pytest.raises(UserError) as caught:
        build([songs], tmp_path / "out", workers=1)
    assert str(caught.value) == (
        f"Cannot write {tmp_path / 'out'}: No space left on device; free some space or choose another folder."
    )
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written(songs, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"Cannot write .*file.out: Not a directory; free some space or choose another"):
        build([songs], tmp_path / "file" / "out", workers=1)


# Loading


def test_a_folder_that_is_no_corpus(tmp_path):
    with pytest.raises(UserError, match=r"is not a corpus \(no card.json\); make one with 'lcmusic corpus build'"):
        load(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}', "\x00"])
def test_a_foreign_card(tmp_path, text):
    (tmp_path / "card.json").write_text(text)
    with pytest.raises(UserError, match=r"card\.json is torn or foreign; build the corpus again"):
        load(tmp_path)


def test_a_card_of_another_version(songs, tmp_path):
    build([songs], tmp_path / "out", workers=1)
    card = tmp_path / "out" / "card.json"
    card.write_text(card.read_text().replace('"format": 2', '"format": 3'))
    with pytest.raises(UserError, match="is a corpus of format 3, this program reads 2; build it again"):
        load(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("train.npy", None, "is missing or torn"),
        ("test_piece.npy", b"", "is missing or torn"),
        ("test_source.npy", np.zeros(3, np.int64), "is not part of a corpus"),
        ("validation.npy", np.zeros((1, STEPS), np.uint8), "does not fit the card"),
    ],
)
def test_torn_arrays(songs, tmp_path, name, array, message):
    build([songs], tmp_path / "out", workers=1)
    path = tmp_path / "out" / name
    path.unlink()
    if isinstance(array, bytes):
        path.write_bytes(array)
    elif array is not None:
        np.save(path, array)
    with pytest.raises(UserError, match=f"{name}.* {message}.*; build the corpus again"):
        load(tmp_path / "out")


@pytest.fixture
def two_sources(songs, tmp_path):
    """The forty tunes, and thirty more in a source of their own."""
    tunes = tmp_path / "tunes"
    tunes.mkdir()
    for seed in range(40, 70):
        write_melody(tunes / f"{seed}.mid", Melody(tune(seed)))
    build([songs, tunes], tmp_path / "out", workers=1)
    return load(tmp_path / "out")


def test_a_source_that_is_left_out_is_in_no_split(two_sources):
    left = two_sources.without(["songs"])
    for name in SPLITS:
        whole, split = two_sources.split(name), left.split(name)
        tunes_n = whole.source_n == 1
        assert 0 < tunes_n.sum() < len(whole)
        assert np.array_equal(split.symbols_nt, whole.symbols_nt[tunes_n])
        assert np.array_equal(split.piece_n, whole.piece_n[tunes_n])
        assert set(split.source_n) == {1}
    assert two_sources.left_out == ()
    with pytest.raises(UserError, match=r"has no test melodies without songs, tunes; build it from more pieces\."):
        left.without(["tunes"]).split("test")


def test_all_melodies_of_a_source_come_from_every_split_even_if_it_is_left_out(two_sources):
    songs = two_sources.without(["songs"]).of_sources(["songs"])
    expected = [split.symbols_nt[split.source_n == 0] for split in map(two_sources.split, SPLITS)]
    assert np.array_equal(songs.symbols_nt, np.concatenate(expected))
    assert (len(songs), set(songs.source_n), len(set(songs.piece_n))) == (100, {0}, 40)


def test_a_source_that_is_not_there(two_sources):
    for ask in (two_sources.without, two_sources.of_sources):
        with pytest.raises(UserError, match=r"out has no source 'song'; it has songs, tunes\."):
            ask(["song"])


def test_the_card_as_a_table(tmp_path):
    (tmp_path / "b").mkdir()
    write_melody(tmp_path / "b" / "1.mid", Melody(tune(1, bars=17)))
    (tmp_path / "b" / "2.mid").touch()
    card = build([tmp_path / "b"], tmp_path / "out", workers=1)
    console = Console(file=io.StringIO(), width=80)
    console.print(card_view(card))
    lines = console.file.getvalue().splitlines()
    rows = [line.split() for line in lines if line.split()[:1] in (["b"], ["all"])]
    found, kept = ["1", "1", "0", "1", "2", "0", "0"], ["2", "2", "2", "0", "0", "4.00"]
    assert rows == [["b", *found], ["all", *found], ["b", *kept], ["all", *kept]]
    assert "2 melodies, 2 before merging transpositions" in "\n".join(lines)
    assert [line for line in lines if "refused: b: 2.mid: " in line]


def test_the_card_counts_once_for_all_what_two_sources_have(tmp_path):
    """Sources of long names that begin alike are told apart in 80 columns."""
    names = ["openscore-lieder-voices", "openscore-stringquartets"]
    for name in names:
        (tmp_path / name).mkdir()
        write_melody(tmp_path / name / "1.mid", Melody(tune(1, bars=17)))
    card = build([tmp_path / name for name in names], tmp_path / "out", workers=1)
    console = Console(file=io.StringIO(), width=80)
    console.print(card_view(card))
    shown = console.file.getvalue()
    rows = [line.split()[:3] for line in shown.splitlines() if line.split()[:1] in ([names[0]], [names[1]], ["all"])]
    assert rows[3:] == [[names[0], "2", "2"], [names[1], "2", "2"], ["all", "2", "2"]]
    assert "2 melodies, 2 before" in shown
    assert "A melody that several sources have counts for each of them, and once for all." in shown


# The real corpora


@pytest.mark.corpora
def test_the_real_corpora(corpora, tmp_path):
    card = build([corpora / "music"], tmp_path / "out", workers=2)
    assert sum(source.unique for source in card.sources if source.name != "tradtunes-music21") >= 100_000
    assert (card.unique, card.unique_tunes, card.refused) == (226_407, 222_599, [])
    corpus = load(tmp_path / "out")
    hashes = [set(fingerprints(np.array(corpus.split(name).symbols_nt))[0].tolist()) for name in SPLITS]
    assert sum(map(len, hashes)) == len(set.union(*hashes)) == 222_599
    pieces = [set(corpus.split(name).piece_n.tolist()) for name in SPLITS]
    assert sum(map(len, pieces)) == len(set.union(*pieces))
