"""The commands that mark melodies: ``like`` and ``dislike``, as the studio's thumbs do."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lc_common.files import kept_by_the_person
from lcmusic.cli.clips import Track, read
from lcmusic.cli.options import Model, console
from lcmusic.kinds import LEAST_MARKS, LIKES

app = typer.Typer()

Clips = Annotated[list[Path], typer.Argument(help="MIDI files with a melody in 4/4; every 16 bars are marked.")]
Likes = Annotated[Path | None, typer.Option("--likes", help="File of likes; the studio's own if left out.")]


@app.command()
def like(clips: Clips, track: Track = None, likes: Likes = None, model: Model = None) -> None:
    """Remember that you like melodies: 'train constraint NAME --likes FILE' learns your taste from what you marked."""
    _mark(clips, True, track, likes, model)


@app.command()
def dislike(clips: Clips, track: Track = None, likes: Likes = None, model: Model = None) -> None:
    """Remember that you do not like melodies; what was marked before is marked anew."""
    _mark(clips, False, track, likes, model)


def _mark(clips: list[Path], liked: bool, track: str | None, likes: Path | None, model: Path | None) -> None:
    from lcmusic.constraints.taste import add_likes, likes_file
    from lcmusic.pretrained import load_vae
    from lcmusic.vae.clips import latent_means, windows

    vae = load_vae(model)
    sources = [read(clip, track) for clip in clips]
    melodies = [part for source in sources for part in windows(source, vae.config.bars) if part.notes()]
    path = likes or likes_file(kept_by_the_person() / LIKES, vae)
    up, down = add_likes(path, vae, latent_means(vae, melodies), liked)
    more = f"; to learn from, mark at least {LEAST_MARKS} of each" if min(up, down) < LEAST_MARKS else ""
    console.print(f"{path}: {up} liked, {down} not{more}", highlight=False, soft_wrap=True)
