"""Where MIDI files come from: folders, single files, archives. Archives are streamed, never unpacked."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import IO, Self

from lc_common.errors import UserError
from lc_common.files import legible
from lcmusic.corpus.scores import score_paths, score_to_midi
from lcmusic.media.midi import SUFFIXES
from lcmusic.media.smf import MAX_BYTES

ARCHIVE_SUFFIXES = (".tar.xz", ".tar.gz", ".tgz", ".tar.bz2", ".tar", ".zip")
MUSIC21 = "music21"
"""Given in place of a path, it means the scores inside the installed music21 package."""

READ_ERRORS = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError, RuntimeError)
"""What a damaged or encrypted archive, or a file that cannot be read, raises."""

PIECE = 1 << 16
"""Bytes read at a time: what an archive says of sizes need not be true."""
LONGEST_NAME = 1 << 16
"""Bytes of a member's name or of what else is said about it, ahead of its own bytes."""

TAR_NAMES = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
"""Kinds of headers whose content is read whole."""
ENCRYPTED = 1
"""The flag of a zip member."""
TOO_LARGE = f"larger than {MAX_BYTES // 1_000_000} MB"

File = tuple[str, bytes | str]
"""A file's name, and its bytes or (str) why it cannot be read."""

Refuse = Callable[[str, str], None]
"""Called with the name of a file that is left out, and the reason."""

Convert = Callable[[str, bytes | str], list[File]]
"""Turns a file that is not MIDI into MIDI files."""


@dataclass(frozen=True)
class Member:
    """One file of a source.

    Attributes:
        name: path inside the source, with forward slashes.
        size: bytes that reading it gives, or more.
        read: gives its bytes or why it cannot be read; of an archive only until the next member is asked for.
    """

    name: str
    size: int
    read: Callable[[], bytes | str]


@dataclass(frozen=True)
class Source:
    """A named collection of files.

    Attributes:
        name: archive stem or folder name.
        stamp: changes when the source's files do (names, sizes, times of modification).
        members: iterates over the files in a fixed order and refuses what cannot be used.
        convert: where the files are not MIDI; runs in a worker process.
        files_per_shard: how many files a worker takes at once.
    """

    name: str
    stamp: tuple
    members: Callable[[Refuse], Iterator[Member]]
    convert: Convert | None = None
    files_per_shard: int = 64


def find_sources(paths: Iterable[Path | str]) -> list[Source]:
    """Sort what the user named into sources, in order of name.

    An archive is a source of its own wherever it lies; the loose MIDI files of a folder (searched recursively) make
    one source, and single files make one with their folder's name. ``music21`` is the music21 package's own scores.

    Raises:
        UserError: a path that does not exist or is of no use here; two sources of one name; music21 not installed.
    """
    loose: dict[Path, set[Path]] = {}
    archives: set[Path] = set()
    sources: list[Source] = []
    for path in map(Path, paths):
        whole = path.resolve()
        if whole.is_dir():
            inside = [file for file in whole.rglob("*") if file.is_file()]
            loose.setdefault(whole, set()).update(file for file in inside if file.suffix.lower() in SUFFIXES)
            archives.update(file for file in inside if _is_archive(file.name))
        elif str(path) == MUSIC21 and not whole.exists():
            sources.append(_score_source())
        elif not whole.exists():
            raise UserError(f"{path} does not exist; give a folder, a MIDI file or an archive.")
        elif _is_archive(whole.name):
            archives.add(whole)
        elif whole.suffix.lower() in SUFFIXES:
            loose.setdefault(whole.parent, set()).add(whole)
        else:
            raise UserError(f"{path} is neither a folder, a MIDI file nor an archive ({', '.join(ARCHIVE_SUFFIXES)}).")
    sources += [_folder_source(folder, sorted(files)) for folder, files in loose.items() if files]
    sources += [_archive_source(path) for path in archives]
    sources.sort(key=lambda source: source.name)
    for one, other in pairwise(sources):
        if one.name == other.name:
            raise UserError(f"Two inputs are both called {one.name}; rename one of them.")
    return sources


def _is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def _stamp(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _read(load: Callable[[], bytes]) -> bytes | str:
    try:
        return load()
    except READ_ERRORS as error:
        return f"cannot be read: {error}"


def _bounded(file: IO[bytes]) -> bytes:
    """A member's bytes, one more than is allowed at most."""
    pieces = []
    left = MAX_BYTES + 1
    while left and (piece := file.read(min(PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _folder_source(folder: Path, files: list[Path]) -> Source:
    listing = [(legible(file.relative_to(folder).as_posix()), *_stamp(file)) for file in files]

    def members(refuse: Refuse) -> Iterator[Member]:
        for (name, size, _), file in zip(listing, files, strict=True):
            if size > MAX_BYTES:
                refuse(name, TOO_LARGE)
            else:
                yield Member(name, size, partial(_read, file.read_bytes))

    return Source(legible(folder.name), tuple(listing), members)


def _archive_source(path: Path) -> Source:
    suffix = next(suffix for suffix in ARCHIVE_SUFFIXES if path.name.lower().endswith(suffix))
    entries = _zip_entries if suffix == ".zip" else _tar_entries

    def members(refuse: Refuse) -> Iterator[Member]:
        try:
            for name, size, is_file, load in entries(path):
                inside = PurePosixPath(name)
                if _is_archive(name):
                    refuse(name, "an archive inside an archive")
                elif inside.suffix.lower() not in SUFFIXES:
                    continue
                elif not is_file:
                    refuse(name, "not a plain file")
                elif ".." in inside.parts or inside.is_absolute():
                    refuse(name, "a path that leads out of the archive")
                elif size > MAX_BYTES:
                    refuse(name, TOO_LARGE)
                else:
                    yield Member(name, size, partial(_read, load))
        except READ_ERRORS as error:
            refuse(legible(path.name), f"damaged archive, the rest of it is left out: {error}")

    return Source(legible(path.name[: -len(suffix)]), (path.name, *_stamp(path)), members)


def _tar_entries(path: Path) -> Iterator[tuple[str, int, bool, Callable[[], bytes]]]:
    with tarfile.open(path, tarinfo=_BoundedInfo) as archive:
        for info in archive:
            yield legible(info.name), info.size, info.isfile(), partial(_extract, archive, info)
            # It would remember every member it has passed, and memory is to stay flat.
            archive.members.clear()  # type: ignore[attr-defined]  # the stubs lack it


def _extract(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(info)
    assert file is not None  # it is of a plain file
    return _bounded(file)


class _BoundedInfo(tarfile.TarInfo):
    """A header that is refused where it announces a name so long that reading it would fill the memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in TAR_NAMES and info.size > LONGEST_NAME:
            raise tarfile.ReadError(f"a name of {info.size:,} bytes")
        return info


def _zip_entries(path: Path) -> Iterator[tuple[str, int, bool, Callable[[], bytes]]]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            yield info.filename, info.file_size, not info.is_dir(), partial(_unzip, archive, info)


def _unzip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & ENCRYPTED:
        raise zipfile.BadZipFile("it is encrypted")
    with archive.open(info) as file:
        return _bounded(file)


def _score_source() -> Source:
    stamp, scores = score_paths()

    def members(refuse: Refuse) -> Iterator[Member]:
        for name, path in scores:
            yield Member(name, 0, str(path).encode)

    # A book of tunes takes music21 half a minute, so a worker takes few at once.
    return Source(MUSIC21, stamp, members, score_to_midi, files_per_shard=4)
