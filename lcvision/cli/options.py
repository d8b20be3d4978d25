"""Options that several commands of ``lcvision`` share, and the opening of their data."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import platformdirs
import typer
from rich.console import Console

from lc_common.errors import UserError
from lc_common.files import unwritten
from lc_common.terminal import one_of
from lcvision.data import registry
from lcvision.data.sets import ImageData
from lcvision.kinds import PRESETS

DATA_NAMES = " or ".join(registry.DATA)
DataChoice = Annotated[str, typer.Option("--data", help=f"{DATA_NAMES}.")]
ModelData = Annotated[str | None, typer.Option("--data", help=f"{DATA_NAMES}; the model's own if left out.")]
Root = Annotated[Path, typer.Option("--root", help="Folder with the data set's files.")]
Cache = Annotated[
    Path, typer.Option("--cache", help="Folder for decoded faces and encodings; made if it is not there.")
]
Model = Annotated[Path | None, typer.Option("--model", help="Trained weights; those that ship if left out.")]
PartName = Annotated[str, typer.Option("--part", help="train, validation or test.")]
Preset = Annotated[str, typer.Option(help=one_of(PRESETS))]
Out = Annotated[Path, typer.Option("--out", help="Folder to write to; made if it is not there.")]
Picture = Annotated[Path, typer.Option("--out", help="The PNG to write.")]
Minutes = Annotated[float | None, typer.Option(min=0.01, help="Stop after this long.")]
Steps = Annotated[int | None, typer.Option(min=1, help="Stop at this step; the preset's own number if left out.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run in --out.")]
ResumeFrom = Annotated[Path | None, typer.Option(help="Start from this checkpoint or weights file.")]
Device = Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")]
Seed = Annotated[int, typer.Option(min=0, max=2**63 - 1, help="The same seed gives the same result.")]
AttributesFile = Annotated[Path | None, typer.Option("--attributes", help="Attribute critic; the one that ships.")]
RealismFile = Annotated[Path | None, typer.Option("--realism", help="Realism critic; the one that ships.")]
CganFile = Annotated[Path | None, typer.Option("--cgan", help="Conditional actor; the one that ships.")]
PriorFile = Annotated[Path | None, typer.Option("--prior", help="Learned prior; the one that ships.")]

CACHE = Path(platformdirs.user_cache_dir("latent-constraints-studio", appauthor=False))


def load_data(console: Console, name: str, root: Path, cache: Path) -> ImageData:
    """``registry.load``, which says on the console how far it is."""
    with console.status("reading") as status:
        return registry.load(name, root, cache, lambda done, total: status.update(f"decoding {done} of {total} images"))


def check_picture(out: Path, suffixes: Sequence[str], inputs: Sequence[Path] = ()) -> None:
    """Find what is wrong with the name of a picture before it is made; makes nothing.

    Raises:
        UserError: another suffix than these; it is a folder, or one of the files that are read; it cannot be written.
    """
    if out.suffix.lower() not in suffixes:
        raise UserError(f"{out} must end in {' or '.join(suffixes)}.")
    if out.is_dir():
        raise UserError(f"{out} is a folder; name a file with --out.")
    if out.exists() and any(path.exists() and out.samefile(path) for path in inputs):
        raise UserError(f"{out} is a photo that is read, which is never written over; name another file with --out.")
    try:
        with tempfile.TemporaryFile(dir=next(folder for folder in out.absolute().parents if folder.exists())):
            pass
    except OSError as error:
        raise unwritten(out, error, "choose another folder with --out") from error
