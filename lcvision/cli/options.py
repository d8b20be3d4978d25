"""Options that several commands of ``lcvision`` share, and the opening of their data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs
import typer
from rich.console import Console

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
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")]

CACHE = Path(platformdirs.user_cache_dir("latent-constraints-studio", appauthor=False))


def load_data(console: Console, name: str, root: Path, cache: Path) -> ImageData:
    """``registry.load``, which says on the console how far it is."""
    with console.status("reading") as status:
        return registry.load(name, root, cache, lambda done, total: status.update(f"decoding {done} of {total} images"))
