"""What a corpus is built from: folders, archives, single files, music21; and what of it is refused."""

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

from lc_common.errors import UserError
from lcmusic.corpus import Card, build, load
from lcmusic.media.midi import write_melody
from lcmusic.media.smf import MAX_BYTES
from lcmusic.music.melody import REST as R
from lcmusic.music.melody import Melody
from tests.lcmusic.corpus.conftest import tune
from tests.lcmusic.media.odd_files import LOW, body, named, smf
from tests.lcmusic.media.odd_files import tune as notes


def midi(symbols_t: np.ndarray, folder: Path) -> bytes:
    path = folder / "written.mid"
    write_melody(path, Melody(symbols_t))
    data = path.read_bytes()
    path.unlink()
    return data


def counts(card: Card) -> list[tuple[str, int, int]]:
    """Name, files read and files refused of each source."""
    return [(source.name, source.files, source.refused) for source in card.sources]


# Folders, archives and files


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
