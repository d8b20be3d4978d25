"""Where MIDI files come from: folders, single files, archives. Archives are streamed, never unpacked."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lc_common.errors import UserError
from lcmusic.midi_io import MAX_BYTES

MIDI_SUFFIXES = (".mid", ".midi")
TAR_SUFFIXES = (".tar.xz", ".tar.gz", ".tgz", ".tar.bz2", ".tar")
ARCHIVE_SUFFIXES = (*TAR_SUFFIXES, ".zip")

READ_ERRORS = (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, OSError, RuntimeError)


@dataclass(frozen=True)
class Member:
    """One MIDI file of a source.

    Attributes:
        name: path inside the source, with forward slashes.
        read: gives its bytes; of an archive only until the next member is asked for.
    """

    name: str
    read: Callable[[], bytes]


Refuse = Callable[[str, str], None]
"""Called with the name of a file that is left out, and the reason."""


@dataclass(frozen=True)
class Source:
    """A named collection of pieces.

    Attributes:
        name: archive stem or folder name.
        stamp: changes when the source's files do (names, sizes, times of modification).
        members: iterates over the MIDI files in a fixed order and refuses what cannot be used.
    """

    name: str
    stamp: tuple
    members: Callable[[Refuse], Iterator[Member]]


def find_sources(paths: Iterable[Path]) -> list[Source]:
    """Sort what the user named into sources, in order of name.

    An archive is a source of its own wherever it lies; the loose MIDI files of a folder (searched recursively) make
    one source, and single files make one with their folder's name.

    Raises:
        UserError: a path that does not exist or is of no use here; two sources of one name.
    """
    loose: dict[Path, set[Path]] = {}
    archives: set[Path] = set()
    for path in map(Path, paths):
        whole = path.resolve()
        if whole.is_dir():
            inside = [file for file in whole.rglob("*") if file.is_file()]
            loose.setdefault(whole, set()).update(file for file in inside if file.suffix.lower() in MIDI_SUFFIXES)
            archives.update(file for file in inside if _is_archive(file.name))
        elif not whole.exists():
            raise UserError(f"{path} does not exist; give a folder, a MIDI file or an archive")
        elif _is_archive(whole.name):
            archives.add(whole)
        elif whole.suffix.lower() in MIDI_SUFFIXES:
            loose.setdefault(whole.parent, set()).add(whole)
        else:
            raise UserError(f"{path} is neither a folder, a MIDI file nor a {', '.join(ARCHIVE_SUFFIXES)} archive")
    sources = [_folder_source(folder, sorted(files)) for folder, files in loose.items() if files]
    sources += [_archive_source(path) for path in archives]
    sources.sort(key=lambda source: source.name)
    for one, other in zip(sources, sources[1:], strict=False):
        if one.name == other.name:
            raise UserError(f"two inputs are both called {one.name}; rename one of them")
    return sources


def _is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def _stamp(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return path.name, stat.st_size, stat.st_mtime_ns


def _folder_source(folder: Path, files: list[Path]) -> Source:
    names = [file.relative_to(folder).as_posix() for file in files]

    def members(refuse: Refuse) -> Iterator[Member]:
        for name, file in zip(names, files, strict=True):
            if file.stat().st_size > MAX_BYTES:
                refuse(name, f"larger than {MAX_BYTES // 1_000_000} MB")
            else:
                yield Member(name, file.read_bytes)

    stamp = tuple((name, *_stamp(file)) for name, file in zip(names, files, strict=True))
    return Source(folder.name, stamp, members)


def _archive_source(path: Path) -> Source:
    suffix = next(suffix for suffix in ARCHIVE_SUFFIXES if path.name.lower().endswith(suffix))
    read = _zip_members if suffix == ".zip" else _tar_members

    def members(refuse: Refuse) -> Iterator[Member]:
        try:
            for name, size, is_file, load in read(path):
                if _is_archive(name):
                    refuse(name, "an archive inside an archive")
                elif not name.lower().endswith(MIDI_SUFFIXES):
                    continue
                elif not is_file:
                    refuse(name, "a link, not a file")
                elif ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
                    refuse(name, "a path that leaves the archive")
                elif size > MAX_BYTES:
                    refuse(name, f"larger than {MAX_BYTES // 1_000_000} MB")
                else:
                    yield Member(name, load)
        except READ_ERRORS as error:
            refuse(path.name, f"the archive cannot be read on: {error}")

    return Source(path.name[: -len(suffix)], _stamp(path), members)


Entry = tuple[str, int, bool, Callable[[], bytes]]


def _tar_members(path: Path) -> Iterator[Entry]:
    with tarfile.open(path) as archive:
        for info in archive:
            yield info.name, info.size, info.isfile(), lambda info=info: archive.extractfile(info).read()
            archive.members.clear()  # tarfile remembers every member it has passed; memory is to stay flat


def _zip_members(path: Path) -> Iterator[Entry]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name = info.filename.replace("\\", "/")
            yield name, info.file_size, not info.is_dir(), lambda info=info: archive.read(info)
