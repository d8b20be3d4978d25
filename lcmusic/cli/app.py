"""The ``lcmusic`` command line, put together: what to do is elsewhere, here it is only asked for and shown.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

import importlib.metadata
from functools import partial
from typing import Annotated

import typer

from lc_common.terminal import run_command_line
from lcmusic.cli import corpus, doctor, evaluate, live, melodies, reproduce, taste, train

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]}
)
for group in (melodies, taste, live, doctor, reproduce):
    app.add_typer(group.app)
for name, group in (("corpus", corpus), ("train", train), ("evaluate", evaluate)):
    app.add_typer(group.app, name=name)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(importlib.metadata.version("latent-constraints-studio"))
        raise typer.Exit


@app.callback()
def lcmusic(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Melodies that obey knobs."""


def main() -> None:
    """Entry point."""
    run_command_line(partial(app, prog_name="lcmusic", standalone_mode=False))
