from __future__ import annotations

import io
import sys
import tarfile
import tracemalloc
import types
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from rich.console import Console

from lc_common.errors import UserError
from lcmusic.corpus import Card, build, builder, card_view, load, shards
from lcmusic.corpus.merge import draw_splits, find_repeats, group_pieces
from lcmusic.corpus.windows import fingerprints, stretch_windows
from lcmusic.media.midi import write_melody
from lcmusic.media.smf import MAX_BYTES
from lcmusic.music.melody import HOLD, REST, STEPS, Melody, canonical
from tests.lcmusic.media.odd_files import LOW, body, named, smf
from tests.lcmusic.media.odd_files import tune as notes

H, R = HOLD, REST
SPLITS = ("train", "validation", "test")


def tune(seed: int, bars: int = 16) -> np.ndarray:
    """A melody in quarter notes that no other seed has; symbols ``[16 * bars]``."""
    pitches = np.random.default_rng(seed).integers(50, 80, 4 * bars)
    return np.stack([pitches, *[np.full(4 * bars, H)] * 3], axis=1).reshape(-1).astype(np.uint8)


def midi(symbols_t: np.ndarray, folder: Path) -> bytes:
    path = folder / "written.mid"
    write_melody(path, Melody(symbols_t))
    data = path.read_bytes()
    path.unlink()
    return data


@pytest.fixture
def songs(tmp_path: Path) -> Path:
    """Forty tunes of 16 to 19 bars in a folder."""
    folder = tmp_path / "songs"
    (folder / "more").mkdir(parents=True)
    for seed in range(40):
        write_melody(folder / ("more" if seed % 2 else ".") / f"{seed:02}.mid", Melody(tune(seed, 16 + seed % 4)))
    return folder


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def counts(card: Card) -> list[tuple[str, int, int]]:
    """Name, files read and files refused of each source."""
    return [(source.name, source.files, source.refused) for source in card.sources]


# Windows


def test_windows_by_the_rules():
    symbols_t = np.concatenate([tune(1, 16), np.full(32, R), tune(2, 16)]).astype(np.uint8)
    symbols_t[16:20] = H  # the second window begins inside a note of the first bar
    found = stretch_windows(symbols_t)
    second = np.concatenate([[R] * 4, symbols_t[20:272]])
    expected = [symbols_t[:256], second, symbols_t[272:528], symbols_t[288:544]]
    assert [row.tolist() for row in found.symbols_nt] == [row.tolist() for row in expected]
    assert (found.windows, found.empty, found.silent) == (19, 0, 15)


@pytest.mark.parametrize(("rests", "clean"), [(16, 1), (17, 0)])
@pytest.mark.parametrize("where", [0, 100, 239])
def test_one_bar_of_silence_is_allowed_and_a_sixteenth_more_is_not(rests, clean, where):
    symbols_t = np.full(STEPS, 60, np.uint8)
    symbols_t[where : where + rests] = R
    found = stretch_windows(symbols_t)
    assert (len(found.symbols_nt), found.silent) == (clean, 1 - clean)


def test_an_orphaned_hold_counts_as_silence():
    symbols_t = np.full(STEPS + 16, 60, np.uint8)
    symbols_t[1:34] = H
    found = stretch_windows(symbols_t)
    assert [row.tolist() for row in found.symbols_nt] == [symbols_t[:STEPS].tolist()]
    assert (found.windows, found.silent) == (2, 1)


def test_a_window_in_which_no_note_starts_is_empty():
    symbols_t = np.full(STEPS + 32, H, np.uint8)
    symbols_t[0] = 60
    found = stretch_windows(symbols_t)
    assert (found.windows, found.empty, found.silent) == (3, 2, 0)


@given(
    arrays(np.uint8, st.integers(16, 24).map(lambda bars: 16 * bars), elements=st.sampled_from([60, 64, H, H, R, R])),
    st.lists(st.tuples(st.integers(0, 400), st.integers(10, 40), st.sampled_from([H, R])), max_size=6),
)
def test_windows_agree_with_the_rules_spelled_out(symbols_t, quiet):
    for start, length, symbol in quiet:
        symbols_t[start : start + length] = symbol
    symbols_t = canonical(symbols_t)
    windows = [canonical(symbols_t[start : start + STEPS]) for start in range(0, symbols_t.size - STEPS + 1, 16)]
    sounding = [window for window in windows if (window < 128).any()]
    clean = [window for window in sounding if bytes([R] * 17) not in window.tobytes()]
    found = stretch_windows(symbols_t)
    assert found.symbols_nt.tolist() == [window.tolist() for window in clean]
    assert found.windows == len(windows)
    assert found.empty == len(windows) - len(sounding)
    assert found.silent == len(sounding) - len(clean)


def test_fingerprints_see_through_transposition_and_nothing_else():
    one = Melody(tune(1))
    other = one.symbols_t.copy()
    other[255] = R
    rows_nt = np.stack([one.symbols_t, one.transposed(5).symbols_t, one.symbols_t, other])
    hash_n, first_n = fingerprints(rows_nt)
    assert hash_n[0] == hash_n[1] == hash_n[2] != hash_n[3]
    assert first_n.tolist() == [rows_nt[0, 0], rows_nt[0, 0] + 5, rows_nt[0, 0], rows_nt[0, 0]]


# Repeats, groups and splits


def test_find_repeats():
    # Pieces 0 and 1 are of source 0, piece 2 of source 1. Window: (tune, key).
    windows = [(7, 60), (7, 60), (7, 62), (9, 50), (7, 62), (8, 60), (9, 51), (9, 51)]
    hash_n = np.array([tune for tune, _ in windows], np.uint64)
    first_n = np.array([key for _, key in windows], np.uint8)
    piece_n = np.array([0, 0, 0, 0, 1, 1, 2, 2], np.int32)
    repeats = find_repeats(hash_n, first_n, piece_n, np.array([0, 0, 1], np.int16))
    assert repeats.exact.tolist() == [True, False, True, True, False, True, True, False]
    assert repeats.tune.tolist() == [True, False, False, True, False, True, False, False]
    assert repeats.exact_in_source.tolist() == [True, False, True, True, False, True, True, False]
    assert repeats.tune_in_source.tolist() == [True, False, False, True, False, True, True, False]
    assert repeats.edges.tolist() == [[0, 1], [0, 2]]


def test_group_pieces():
    assert group_pieces(6, np.array([[4, 5], [1, 4], [0, 2]])).tolist() == [0, 1, 0, 3, 1, 1]
    assert group_pieces(2, np.zeros((0, 2), np.int32)).tolist() == [0, 1]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=60), st.integers(0, 1000))
def test_splits_keep_groups_together_and_hold_out_a_twentieth(labels, seed):
    first = {label: labels.index(label) for label in labels}
    group_p = np.array([first[label] for label in labels])
    source_p = np.arange(len(labels)) * 3 // len(labels)
    split_p = draw_splits(group_p, source_p, seed)
    assert all(len(set(split_p[group_p == group])) == 1 for group in group_p)
    for source in range(3):
        pieces = int((source_p[group_p] == source).sum())
        quota = max(1, round(pieces / 20)) if pieces >= 3 else 0
        assert all(((source_p[group_p] == source) & (split_p == split)).sum() <= quota for split in (1, 2))


def test_splits_of_single_pieces_are_exact():
    source_p = np.repeat([0, 1, 2], [100, 20, 2])
    split_p = draw_splits(np.arange(122), source_p, seed=3)
    assert [np.bincount(split_p[source_p == source], minlength=3).tolist() for source in range(3)] == [
        [90, 5, 5],
        [18, 1, 1],
        [2, 0, 0],
    ]
    assert not np.array_equal(split_p, draw_splits(np.arange(122), source_p, seed=4))


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


# Sources


def tar_entry(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    archive.addfile(info, io.BytesIO(data))


def test_archives_are_streamed_and_their_bad_members_named(tmp_path):
    data = midi(tune(1), tmp_path)
    folder = tmp_path / "music"
    folder.mkdir()
    with tarfile.open(folder / "tunes.tar.xz", "w:xz") as archive:
        tar_entry(archive, "tunes/good.MID", data)
        tar_entry(archive, "tunes/LICENSE.txt", b"public domain")
        tar_entry(archive, "../outside.mid", data)
        tar_entry(archive, "/absolute.mid", data)
        tar_entry(archive, "tunes/inner.tar.gz", b"")
        tar_entry(archive, "tunes/huge.mid", bytes(MAX_BYTES + 1))
        tar_entry(archive, "tunes/empty.mid", b"")
        tar_entry(archive, "tunes/caf\udce9.mid", b"text")
        link = tarfile.TarInfo("tunes/link.mid")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        tar_entry(archive, "tunes/last.mid", midi(tune(2), tmp_path))
    card = build([folder], tmp_path / "out", workers=1)
    (source,) = card.sources
    assert (source.name, source.files, source.pieces, source.refused) == ("tunes", 2, 2, 7)
    assert load(tmp_path / "out").pieces == ["tunes/good.MID", "tunes/last.mid"]
    assert card.refused == [
        ["tunes", "../outside.mid", "a path that leads out of the archive"],
        ["tunes", "/absolute.mid", "a path that leads out of the archive"],
        ["tunes", "tunes/inner.tar.gz", "an archive inside an archive"],
        ["tunes", "tunes/huge.mid", "larger than 10 MB"],
        ["tunes", "tunes/link.mid", "not a plain file"],
        ["tunes", "tunes/empty.mid", "is empty; give a standard MIDI file"],
        ["tunes", "tunes/caf\ufffd.mid", "is not a MIDI file; export it as a standard MIDI file (.mid)"],
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["music", "out"]


def test_a_zip_archive_beside_loose_files(tmp_path):
    folder = tmp_path / "music"
    folder.mkdir()
    write_melody(folder / "loose.midi", Melody(tune(1)))
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/1.mid", midi(tune(2), tmp_path))
        archive.writestr("a/2.mid", midi(tune(3), tmp_path))
    # A bit of the first member flips on the way.
    packed = bytearray((folder / "packed.zip").read_bytes())
    packed[60] ^= 1
    (folder / "packed.zip").write_bytes(packed)
    card = build([folder], tmp_path / "out", workers=1)
    assert [(source.name, source.files, source.refused) for source in card.sources] == [
        ("music", 1, 0),
        ("packed", 1, 1),
    ]
    assert load(tmp_path / "out").pieces == ["loose.midi", "a/2.mid"]
    ((source, name, reason),) = card.refused
    assert (source, name) == ("packed", "a/1.mid")
    assert reason.startswith("cannot be read: ")


@pytest.mark.parametrize("suffix", ["tar.xz", "tar.gz", "tar", "zip"])
def test_a_damaged_archive_among_good_files(songs, tmp_path, suffix):
    (songs / f"torn.{suffix}").write_bytes(np.random.default_rng(0).bytes(2000))
    card = build([songs], tmp_path / "out", workers=1)
    assert [(source.name, source.files, source.refused) for source in card.sources] == [
        ("songs", 40, 0),
        ("torn", 0, 1),
    ]
    ((source, name, reason),) = card.refused
    assert (source, name) == ("torn", f"torn.{suffix}")
    assert reason.startswith("damaged archive, the rest of it is left out: ")


def test_a_truncated_archive_gives_what_is_whole(tmp_path):
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for seed in range(10):
            tar_entry(archive, f"{seed}.mid", midi(tune(seed), tmp_path))
    (tmp_path / "cut.tar").write_bytes(whole.getvalue()[: 5 * (512 + 1024) + 600])
    card = build([tmp_path / "cut.tar"], tmp_path / "out", workers=1)
    (source,) = card.sources
    assert source.files + source.refused >= 4
    assert source.refused >= 1
    assert load(tmp_path / "out").pieces[:3] == ["0.mid", "1.mid", "2.mid"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere does not exist; give a folder, a MIDI file or an archive"),
        (["notes.txt"], "notes.txt is neither a folder, a MIDI file nor an archive"),
        (["one/a.tar", "two/a.zip"], "Two inputs are both called a; rename one of them."),
        (["empty"], "No usable window in these paths, which hold no MIDI file; a melody needs 16 bars of 4/4"),
        (
            ["short"],
            "No usable window in short (a.mid has no 16 bars of 4/4 in a row; b.mid is not a MIDI file); a melody",
        ),
    ],
)
def test_inputs_of_no_use(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    for folder in ("one", "two", "empty", "short"):
        Path(folder).mkdir()
    for file in ("notes.txt", "one/a.tar", "two/a.zip"):
        Path(file).touch()
    write_melody(Path("short/a.mid"), Melody(tune(1, bars=15)))
    Path("short/b.mid").write_bytes(b"no MIDI")
    with pytest.raises(UserError) as caught:
        build(arguments, tmp_path / "out", workers=1)
    assert str(caught.value).startswith(message)
    assert not (tmp_path / "out").exists()


def test_each_useless_file_says_why(tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    rests = np.full(16 * 16, R, np.uint8)
    rests[0] = rests[-1] = 60
    write_melody(folder / "a silent.mid", Melody(rests))
    (folder / "b three.mid").write_bytes(smf(body([(0, b"\xff\x58\x04\x03\x02\x18\x08"), *notes()])))
    (folder / "c drums.mid").write_bytes(smf(body(notes(channel=9))))
    (folder / "d torn.zip").write_bytes(b"hello")
    with zipfile.ZipFile(folder / "e none.zip", "w") as archive:
        archive.writestr("nothing.mid", smf())
        for number in range(3):
            archive.writestr(f"{number}.mid", b"")
    with pytest.raises(UserError) as caught:
        build([folder], tmp_path / "out", workers=1)
    assert str(caught.value) == (
        "No usable window in d torn, e none, odd (d torn.zip damaged archive, the rest of it is left out: File is not "
        "a zip file; nothing.mid has no notes; 0.mid is empty; 1.mid is empty; 2.mid is empty; and so on for 3 more); "
        "a melody needs 16 bars of 4/4 without long silences."
    )
    with pytest.raises(UserError) as caught:
        build(sorted(folder.glob("*.mid")), tmp_path / "out", workers=1)
    assert str(caught.value) == (
        "No usable window in odd (a silent.mid is silent for more than a bar in every 16; b three.mid has no melody in "
        "4/4, 2/2 or 2/4 (it is in 3/4); c drums.mid has notes on channel 10 only, which is percussion); a melody "
        "needs 16 bars of 4/4 without long silences."
    )


def test_karaoke_and_riff_files_are_found_in_folders_and_archives(tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    data = midi(tune(1), tmp_path)
    (folder / "a.KAR").write_bytes(data)
    (folder / "b.rmi").write_bytes(b"RIFF\0\0\0\0RMIDdata\0\0\0\0" + midi(tune(2), tmp_path))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("c.smf", midi(tune(3), tmp_path))
    build([folder], tmp_path / "out", workers=1)
    assert load(tmp_path / "out").pieces == ["c.smf", "a.KAR", "b.rmi"]


def test_a_repaired_file_is_counted_and_named_and_windows_know_how_melodic_they_are(tmp_path):
    whole = smf(body([named(b"Bass"), *LOW]), body([named(b"Melody"), *notes()]))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "cut.mid").write_bytes(whole[:-1])
    card = build([tmp_path / "b"], tmp_path / "out", workers=1)
    assert (card.sources[0].files, card.sources[0].repaired) == (1, 1)
    assert card.repaired == [["b", "cut.mid", "a track that breaks off"]]
    bass, melody = load(tmp_path / "out").split("train").melodic_n
    assert 0 < bass < 0.5 < 0.9 < melody <= 1


def test_a_zip_that_lies_about_its_size_is_read_no_further_than_a_file_may_be_long(tmp_path):
    (tmp_path / "b").mkdir()
    with zipfile.ZipFile(tmp_path / "b" / "lies.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.mid", midi(tune(1), tmp_path))
        archive.writestr("bomb.mid", bytes(200_000_000))
    packed = (tmp_path / "b" / "lies.zip").read_bytes()
    stated, lie = (200_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    (tmp_path / "b" / "lies.zip").write_bytes(packed.replace(stated, lie))
    tracemalloc.start()
    card = build([tmp_path / "b"], tmp_path / "out", workers=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [name for _, name, _ in card.refused] == ["bomb.mid"]
    assert peak < 60_000_000


def test_a_tar_member_with_an_endless_name(tmp_path):
    (tmp_path / "b").mkdir()
    with tarfile.open(tmp_path / "b" / "names.tar.gz", "w:gz") as archive:
        tar_entry(archive, "a.mid", midi(tune(1), tmp_path))
        info = tarfile.TarInfo("././@LongLink")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 100_000_000
        archive.addfile(info, io.BytesIO(bytes(100_000_000)))
    tracemalloc.start()
    card = build([tmp_path / "b"], tmp_path / "out", workers=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    reason = "damaged archive, the rest of it is left out: a name of 100,000,000 bytes"
    assert card.refused == [["names", "names.tar.gz", reason]]
    assert card.sources[0].files == 1
    assert peak < 60_000_000


def test_an_encrypted_member_is_named_without_ado(tmp_path):
    (tmp_path / "b").mkdir()
    with zipfile.ZipFile(tmp_path / "b" / "locked.zip", "w") as archive:
        archive.writestr("a.mid", midi(tune(1), tmp_path))
        archive.writestr("b.mid", midi(tune(2), tmp_path))
    packed = bytearray((tmp_path / "b" / "locked.zip").read_bytes())
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1  # the directory's flag of the last member
    (tmp_path / "b" / "locked.zip").write_bytes(packed)
    card = build([tmp_path / "b"], tmp_path / "out", workers=1)
    assert card.refused == [["locked", "b.mid", "cannot be read: it is encrypted"]]


def test_single_files_make_a_source_with_the_name_of_their_folder(songs, tmp_path):
    card = build([songs / "00.mid", songs / "02.mid"], tmp_path / "out", workers=1)
    assert counts(card) == [("songs", 2, 0)]
    assert card.sources[0].kept == {"train": 1 + 3, "validation": 0, "test": 0}
    with pytest.raises(UserError, match="has no validation melodies; build it from more pieces"):
        load(tmp_path / "out").split("validation")


# music21


class FakeMeasure:
    paddingLeft = 1.0


class FakeScore:
    """As much of a music21 score as the corpus asks for."""

    def __init__(self, data: bytes | None, measures: int = 0):
        self.data, self.shifted = data, []
        part = types.SimpleNamespace(
            getElementsByClass=lambda kind: types.SimpleNamespace(first=lambda: FakeMeasure() if measures else None),
            shiftElements=self.shifted.append,
        )
        self.parts = [part]


class FakeOpus:
    def __init__(self, scores: list[FakeScore]):
        self.scores = scores


@pytest.fixture
def music21(tmp_path, monkeypatch):
    """A music21 package of four files: a book of two tunes, a score, one that cannot be read, one that is not notes."""
    upbeat = FakeScore(midi(tune(1), tmp_path), measures=1)
    contents = {
        "book.abc": FakeOpus([upbeat, FakeScore(None)]),
        "score.mxl": FakeScore(midi(tune(2), tmp_path)),
    }

    def parse(path, forceSource):
        assert forceSource
        return contents[Path(path).name]

    def stream_to_midi(score):
        if score.data is None:
            raise ZeroDivisionError
        return types.SimpleNamespace(writestr=lambda: score.data)

    module = types.SimpleNamespace(
        __version__="1.2.3",
        corpus=types.SimpleNamespace(
            getCorePaths=lambda: [Path("x") / name for name in ("score.mxl", "bad.krn", "book.abc", "chords.rntxt")]
        ),
        converter=types.SimpleNamespace(parse=parse),
        stream=types.SimpleNamespace(Opus=FakeOpus, Measure=FakeMeasure),
        midi=types.SimpleNamespace(translate=types.SimpleNamespace(streamToMidiFile=stream_to_midi)),
    )
    monkeypatch.setitem(sys.modules, "music21", module)
    return types.SimpleNamespace(upbeat=upbeat)


def test_the_scores_of_the_music21_package(music21, tmp_path):
    card = build(["music21"], tmp_path / "out", workers=1)
    assert load(tmp_path / "out").pieces == ["x/book.abc#1", "x/score.mxl"]
    assert card.refused == [
        ["music21", "x/bad.krn", "music21 cannot read it (KeyError)"],
        ["music21", "x/book.abc#2", "music21 cannot convert it (ZeroDivisionError)"],
    ]
    assert music21.upbeat.shifted == [1.0]


def test_music21_is_an_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "music21", None)
    with pytest.raises(UserError) as caught:
        build(["music21"], tmp_path / "out")
    assert str(caught.value) == (
        "The music21 scores need the music21 package; install it with pip install 'latent-constraints-studio[corpus]'."
    )


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
