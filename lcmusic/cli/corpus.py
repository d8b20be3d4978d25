"""The commands of corpora: ``build`` and ``info``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from lcmusic.cli.options import Out, console

app = typer.Typer(no_args_is_help=True, help="Corpora of 16-bar melodies from MIDI files.")


@app.command("build")
def corpus_build(
    paths: Annotated[list[str], typer.Argument(help="Folders, .mid files, .tar.* or .zip archives, or 'music21'.")],
    out: Out,
    seed: Annotated[int, typer.Option(min=0, help="Of the split into train, validation and test.")] = 0,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; one per core if left out.")] = None,
) -> None:
    """Build a corpus: 16-bar windows, cleaned, without copies, split by piece."""
    from lcmusic import corpus

    with console.status("reading") as status:
        card = corpus.build(
            paths,
            out,
            seed=seed,
            workers=workers,
            progress=lambda source, files: status.update(Text(f"{source}: {files} files")),
            say=console.print,
        )
    console.print(corpus.card_view(card))


@app.command("info")
def corpus_info(folder: Annotated[Path, typer.Argument(help="A corpus.")]) -> None:
    """Show a corpus's card: sources, counts, what was dropped and why."""
    from lcmusic import corpus

    console.print(corpus.card_view(corpus.load(folder).card))
