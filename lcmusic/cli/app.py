"""The ``lcmusic`` command line: what to do is elsewhere, here it is only asked for and shown.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lc_common.run import Run
from lc_common.terminal import one_of, output, run_command_line, show_outcome
from lcmusic.cli import constraints as cli_constraints
from lcmusic.cli import live as cli_live
from lcmusic.cli.constraints import (
    CorpusDir,
    Density,
    Device,
    Key,
    KnobsFile,
    Minutes,
    Model,
    Out,
    Pitches,
    Reach,
    Realism,
    Resume,
    ResumeFrom,
    Scale,
    Seed,
    Steps,
    Strict,
    Temperature,
    knobs_of_options,
)
from lcmusic.kinds import PRESETS

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, help="Melodies that obey knobs."
)
corpus_app = typer.Typer(no_args_is_help=True, help="Corpora of 16-bar melodies from MIDI files.")
train_app = typer.Typer(no_args_is_help=True, help="Train models and constraints.")
evaluate_app = typer.Typer(no_args_is_help=True, help="Print the figures of models and constraints.")
app.add_typer(corpus_app, name="corpus")
app.add_typer(train_app, name="train")
app.add_typer(evaluate_app, name="evaluate")

console = output()

cli_constraints.register(app, train_app, evaluate_app)
cli_live.register(app)


@corpus_app.command("build")
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
            progress=lambda source, files: status.update(f"{source}: {files} files"),
            say=console.print,
        )
    console.print(corpus.card_view(card))


@corpus_app.command("info")
def corpus_info(folder: Annotated[Path, typer.Argument(help="A corpus.")]) -> None:
    """Show a corpus's card: sources, counts, what was dropped and why."""
    from lcmusic import corpus

    console.print(corpus.card_view(corpus.load(folder).card))


@train_app.command("vae")
def train_vae(
    corpus_dir: CorpusDir,
    out: Out,
    preset: Annotated[str, typer.Option(help=one_of(PRESETS))] = "compact",
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
) -> None:
    """Train a melody VAE; Ctrl-C saves and stops, --resume goes on."""
    from lcmusic import corpus
    from lcmusic.vae.training import train_vae

    if preset not in PRESETS:
        raise UserError(f"There is no preset {preset!r}; choose one of {', '.join(PRESETS)}.")
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Melody model", train_vae(preset, corpus.load(corpus_dir), run))


@app.command()
def generate(
    out: Out = Path("out"),
    n: Annotated[int, typer.Option(min=1, max=1000, help="How many melodies.")] = 1,
    key: Key = "C",
    scale: Scale = None,
    pitches: Pitches = None,
    density: Density = None,
    realism: Realism = 0.5,
    reach: Reach = 1.0,
    temperature: Temperature = 0.5,
    strict: Strict = False,
    tempo: Annotated[float, typer.Option(min=20, max=300, help="Beats per minute.")] = 120.0,
    seed: Seed = 0,
    model: Model = None,
    knobs: KnobsFile = None,
    rule: Annotated[Path | None, typer.Option(help="A rule of 'lcmusic train constraint', obeyed as well.")] = None,
) -> None:
    """Write new melodies of 16 bars as .mid, .png and .wav; without a scale or a density, as they come."""
    from lcmusic.constraints.trained import load_knobs, load_rule
    from lcmusic.generate import generate
    from lcmusic.media import export, render
    from lcmusic.pretrained import load_vae

    setting = knobs_of_options(key, scale, pitches, density, realism, reach, temperature, seed, strict)
    vae = load_vae(model)
    turned = setting.allowed is not None or setting.density is not None
    trained = load_knobs(vae, knobs) if turned else None
    then = load_rule(vae, rule).move if rule else None
    for i, melody in enumerate(generate(vae, trained, setting, n, then)):
        name = f"melody-{seed}-{i + 1}"
        paths = export.write(melody, out, name, tempo=tempo)
        if setting.allowed is not None:
            render.piano_roll(melody, paths[1], out_of_scale=set(range(12)) - setting.allowed, title=name)
        console.print(f"{paths[0]} ({len(melody.notes())} notes), .png, .wav", highlight=False)


@app.command()
def reconstruct(
    clip: Annotated[Path, typer.Argument(help="A MIDI file with a melody in 4/4.")],
    out: Out = Path("out"),
    model: Model = None,
) -> None:
    """Show what the model keeps of a melody: the original and its reconstruction, one above the other."""
    from lcmusic.media import export, render
    from lcmusic.media.midi import read_clip
    from lcmusic.music.melody import BARS, PITCHES
    from lcmusic.pretrained import load_vae
    from lcmusic.vae import clips

    source = read_clip(clip)
    original, kept = clips.reconstruct(load_vae(model), source)
    paths = export.write(kept, out, f"{clip.stem}-reconstructed", tempo=source.tempo, program=source.program)
    panels = [("original", original), ("reconstruction", kept)]
    render.piano_roll(panels, paths[1], title=clip.stem)
    same = original.symbols_t == kept.symbols_t
    onsets = original.symbols_t < PITCHES
    console.print(
        f"{paths[0]}: {same.mean():.1%} of the steps and {same[onsets].mean():.1%} of the {onsets.sum()} notes kept "
        f"({original.bars} bars, in windows of {BARS})"
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
    from lcmusic.media.midi import read_clip
    from lcmusic.pretrained import load_vae
    from lcmusic.vae import clips

    a, b = read_clip(first), read_clip(last)
    melodies = clips.interpolate(load_vae(model), a, b, steps)
    names = [f"{first.stem}-to-{last.stem}-{i + 1:02}" for i in range(steps)]
    for name, melody in zip(names, melodies, strict=True):
        export.write(melody, out, name, tempo=a.tempo, program=a.program)
    overview = out / f"{first.stem}-to-{last.stem}.png"
    render.piano_roll(list(zip(names, melodies, strict=True)), overview)
    console.print(f"{overview} and {steps} clips beside it", highlight=False)


@evaluate_app.command("vae")
def evaluate_vae(
    corpus_dir: CorpusDir,
    model: Model = None,
    flat: Annotated[Path | None, typer.Option(help="A trained flat baseline to print beside it.")] = None,
    refined: Annotated[
        bool, typer.Option("--refined", help="Also from refined posteriors, which takes minutes.")
    ] = False,
    n: Annotated[int, typer.Option(min=10, help="Prior samples, and held-out windows beside them.")] = 1000,
    run: Annotated[Path | None, typer.Option(help="Training run whose curve to draw to --curve.")] = None,
    curve: Annotated[Path, typer.Option(help="PNG of the training curve.")] = Path("training-curve.png"),
    seed: Seed = 0,
) -> None:
    """Print how well the VAE keeps melodies it never saw, and what its prior samples are like."""
    from lc_common.figures import training_curves
    from lcmusic import corpus
    from lcmusic.evaluate import vae as evaluate
    from lcmusic.pretrained import load_vae

    opened = corpus.load(corpus_dir)
    vae = load_vae(model)
    models = {"compact" if model is None else model.stem: vae} | ({"flat baseline": load_vae(flat)} if flat else {})
    for name, each in models.items():
        for posterior_refined in (False, True) if refined else (False,):
            console.print(evaluate.reconstruction_table(name, each, opened, refined=posterior_refined))
    console.print(evaluate.prior_table(vae, opened, n=n, seed=seed))
    if run:
        training_curves(run, curve, evaluate.CURVES, "Validation melodies, while the VAE trained")


def main() -> None:
    """Entry point."""
    run_command_line(app)
