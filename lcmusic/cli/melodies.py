"""The commands that write clips: ``generate``, ``fill``, ``transform``, ``reconstruct`` and ``interpolate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from lc_common.errors import UserError
from lc_common.terminal import waiting
from lcmusic.cli.clips import ListTracks, Track, read, show_tracks, stem
from lcmusic.cli.options import KnobsFile, Model, Out, PriorFile, RuleFile, Tempo, console, load_instrument, with_knobs
from lcmusic.music.knobs import Knobs
from lcmusic.perform.table import TEMPO

app = typer.Typer()


@app.command()
@with_knobs()
def generate(
    *,
    out: Out = Path("out"),
    n: Annotated[int, typer.Option(min=1, max=1000, help="How many melodies.")] = 1,
    knobs: Knobs,
    tempo: Tempo = TEMPO.default,
    model: Model = None,
    knobs_file: KnobsFile = None,
    rule: RuleFile = None,
    prior: PriorFile = None,
) -> None:
    """Write new melodies of 16 bars as .mid, .png and .wav; without a scale or a density, as they come."""
    from lcmusic.media import export, render

    instrument = load_instrument(model, knobs_file, rule, prior)
    for i in range(n):
        melody = instrument.melody(instrument.fresh(knobs.seed, i), knobs)
        name = f"melody-{knobs.seed}-{i + 1}"
        paths = export.write(melody, out, name, tempo=tempo)
        if knobs.allowed is not None:
            render.piano_roll(melody, paths[1], out_of_scale=set(range(12)) - knobs.allowed, title=name)
        console.print(f"{paths[0]} ({len(melody.notes())} notes), .png, .wav", highlight=False, soft_wrap=True)


@app.command()
@with_knobs()
def fill(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4; its first 16 bars are taken.")],
    *,
    keep: Annotated[str, typer.Option(help="The bars to keep note for note, such as '1-4' or '1-4, 9, 13-16'.")],
    out: Out = Path("out"),
    n: Annotated[int, typer.Option(min=1, max=1000, help="How many melodies.")] = 1,
    knobs: Knobs,
    track: Track = None,
    model: Model = None,
    knobs_file: KnobsFile = None,
    prior: PriorFile = None,
) -> None:
    """Keep some bars of a melody and make the others anew, to fit them."""
    from lcmusic.media import export
    from lcmusic.music.locked import Locked
    from lcmusic.music.melody import bars_named
    from lcmusic.vae.clips import windows

    source = read(clip, track)
    instrument = load_instrument(model, knobs_file, prior=prior)
    first = windows(source, instrument.vae.config.bars)[0]
    locked = Locked.of(first, bars_named(keep, first.bars))
    locked.check(knobs)
    for i in range(n):
        melody = instrument.melody(instrument.fresh(knobs.seed, i), knobs, locked)
        name = f"{stem(clip)}-filled-{knobs.seed}-{i + 1}"
        paths = export.write(melody, out, name, tempo=source.tempo, program=source.program)
        console.print(f"{paths[0]} ({len(melody.notes())} notes), .png, .wav", highlight=False, soft_wrap=True)


@app.command()
@with_knobs(flags={"reach": "--strength"}, defaults={"temperature": 0.0})
def transform(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4, of any length.")],
    *,
    out: Out = Path("out"),
    knobs: Knobs,
    method: Annotated[
        str, typer.Option(help="actor (at once) or gradient (100 steps, stops when satisfied).")
    ] = "actor",
    track: Track = None,
    list_tracks: ListTracks = False,
    model: Model = None,
    knobs_file: KnobsFile = None,
    rule: RuleFile = None,
) -> None:
    """Change the scale and density of a clip and keep its tune; with nothing to change, write what was read."""
    from lcmusic.media import export, render

    methods: dict[str, Literal["actor", "gradient"]] = {"actor": "actor", "gradient": "gradient"}
    if method not in methods:
        raise UserError(f"There is no method {method!r}; choose actor or gradient.")
    if list_tracks:
        show_tracks(clip)
        return
    source = read(clip, track)
    name = f"{stem(clip)}-changed"
    if knobs.allowed is None and knobs.density is None and rule is None:
        path = export.write(source.melody, out, name, tempo=source.tempo, program=source.program)[0]
        read_as = f"{len(source.melody.notes())} notes as they were read ({source.melody.bars} bars)"
        console.print(f"{path}: {read_as}", highlight=False, soft_wrap=True)
        return
    from lcmusic.transform import transform as change

    instrument = load_instrument(model, knobs_file, rule)
    outside = None if knobs.allowed is None else set(range(12)) - knobs.allowed
    with waiting(console, f"{source.melody.bars} bars"):
        changed = change(instrument, source, knobs, methods[method])
        paths = export.write(changed, out, name, tempo=source.tempo, program=source.program)
        panels = [("original", source.melody), ("changed", changed)]
        render.piano_roll(panels, paths[1], out_of_scale=outside, title=clip.stem)
    notes = changed.notes()
    kept_to = "" if outside is None else f", {sum(n.pitch % 12 not in outside for n in notes)} in the scale"
    window = instrument.vae.config.bars
    windows = -(-source.melody.bars // window)
    console.print(
        f"{paths[0]}: {len(notes)} notes{kept_to}, {len(notes) / changed.bars:.1f} a bar "
        f"({changed.bars} bars, in {windows} windows of {window})",
        highlight=False,
        soft_wrap=True,
    )


@app.command()
def reconstruct(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4.")],
    out: Out = Path("out"),
    track: Track = None,
    list_tracks: ListTracks = False,
    model: Model = None,
) -> None:
    """Show what the model keeps of a melody: the original and its reconstruction, one above the other."""
    from lcmusic.media import export, render
    from lcmusic.music.melody import PITCHES
    from lcmusic.pretrained import load_vae
    from lcmusic.vae import clips

    if list_tracks:
        show_tracks(clip)
        return
    source = read(clip, track)
    vae = load_vae(model)
    with waiting(console, f"{source.melody.bars} bars"):
        original, kept = clips.reconstruct(vae, source)
        paths = export.write(kept, out, f"{stem(clip)}-reconstructed", tempo=source.tempo, program=source.program)
        render.piano_roll([("original", original), ("reconstruction", kept)], paths[1], title=clip.stem)
    same = original.symbols_t == kept.symbols_t
    onsets = original.symbols_t < PITCHES
    console.print(
        f"{paths[0]}: {same.mean():.1%} of the steps and {same[onsets].mean():.1%} of the {onsets.sum()} notes kept "
        f"({original.bars} bars, in windows of {vae.config.bars})",
        soft_wrap=True,
    )


@app.command()
def interpolate(
    first: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4.")],
    last: Annotated[Path, typer.Argument(help="Another one.")],
    steps: Annotated[int, typer.Option(min=2, max=64, help="How many melodies, both ends included.")] = 8,
    out: Out = Path("out"),
    model: Model = None,
) -> None:
    """Write melodies that lead from the first 16 bars of one clip to those of another."""
    from lcmusic.media import export, render
    from lcmusic.pretrained import load_vae
    from lcmusic.vae import clips

    a, b = read(first), read(last)
    melodies = clips.interpolate(load_vae(model), a, b, steps)
    base = stem(Path(f"{first.stem}-to-{last.stem}.mid"))
    names = [f"{base}-{i + 1:02}" for i in range(steps)]
    for name, melody in zip(names, melodies, strict=True):
        export.write(melody, out, name, tempo=a.tempo, program=a.program)
    overview = out / f"{base}.png"
    render.piano_roll(list(zip(names, melodies, strict=True)), overview)
    console.print(f"{overview} and {steps} clips beside it", highlight=False, soft_wrap=True)
