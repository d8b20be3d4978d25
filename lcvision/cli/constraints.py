"""The commands of constraints, mounted by ``lcvision.cli.app``: train, sample.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lc_common.run import Run
from lc_common.terminal import one_of, output, show_outcome
from lcvision.cli.options import (
    CACHE,
    AttributesFile,
    Cache,
    CganFile,
    Device,
    Minutes,
    Model,
    ModelData,
    Out,
    PriorFile,
    RealismFile,
    Resume,
    ResumeFrom,
    Root,
    Seed,
    Steps,
    check_picture,
    load_data,
)  # fmt: skip
from lcvision.data import registry
from lcvision.kinds import CONSTRAINT_PRESETS, Task

console = output()

JUDGED = 300
"""Validation images whose labels ``train cgan --judged`` makes images for."""

Preset = Annotated[str, typer.Option(help=one_of(CONSTRAINT_PRESETS))]
Distance = Annotated[float, typer.Option(min=0, help="lambda_dist: how strongly the actor is held where it starts.")]
Labels = Annotated[
    list[str] | None, typer.Option("--attr", help="Such as Smiling=1, or 7=1 for a digit; may be given again.")
]


def register(app: typer.Typer, train_app: typer.Typer) -> None:
    """Mount the commands of this module."""
    train_app.command("realism")(train_realism)
    train_app.command("attributes")(train_attributes)
    train_app.command("cgan")(train_cgan)
    train_app.command("prior")(train_prior)
    app.command()(sample)


def train_realism(
    root: Root,
    out: Out,
    data: ModelData = None,
    model: Model = None,
    preset: Preset = "compact",
    distance: Distance = 0.1,
    inner: Annotated[bool, typer.Option("--inner", help="Gradient steps in place of an actor: slow.")] = False,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train the critic that tells encodings of data from other latents, with the actor that moves those to them."""
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    _train("realism", preset, model, data, root, cache, run, distance=distance, inner=inner)


def train_attributes(
    root: Root,
    out: Out,
    data: ModelData = None,
    model: Model = None,
    preset: Preset = "compact",
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train the critic that predicts labels from latents."""
    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    _train("attributes", preset, model, data, root, cache, run)


def train_cgan(
    root: Root,
    out: Out,
    data: ModelData = None,
    model: Model = None,
    preset: Preset = "compact",
    distance: Distance = 0.1,
    guide: Annotated[
        Path | None, typer.Option("--guide", help="An attribute critic that the actor heeds too; the paper: none.")
    ] = None,
    wrong_labels: Annotated[
        bool, typer.Option("--wrong-labels", help="The critic is also shown encodings with the labels of others.")
    ] = False,
    edits: Annotated[
        bool, typer.Option("--edits", help="Half of the actor's starts are encodings, with one label turned over.")
    ] = False,
    judged: Annotated[
        bool, typer.Option("--judged", help="Also record how many labels the classifier that ships sees as asked.")
    ] = False,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train the actor that moves latents to where given labels hold, with its critic."""
    from lcvision.constraints.trained import load_constraint
    from lcvision.constraints.training import preset_training, train_constraint
    from lcvision.evaluate.actors import watched
    from lcvision.pretrained import load_classifier, load_vae

    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    preset_training(preset)
    vae = load_vae(model, data)
    attributes = load_constraint(vae, "attributes", guide) if guide else None
    images = load_data(console, vae.config.data, root, cache)
    watch = None
    if judged:
        held_out = images.parts["validation"].spread(JUDGED)
        watch = watched(vae, load_classifier(None, vae.config.data), held_out)
    outcome = train_constraint(
        "cgan", preset, vae, images, run,
        distance=distance, guide=attributes, wrong_labels=wrong_labels, edits=edits, watch=watch,
        cache=cache,
    )  # fmt: skip
    show_outcome(console, "Weights", outcome)


def train_prior(
    root: Root,
    out: Out,
    data: ModelData = None,
    model: Model = None,
    minutes: Minutes = None,
    steps: Steps = None,
    resume: Resume = False,
    resume_from: ResumeFrom = None,
    device: Device = "auto",
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Train the learned prior: a flow from noise to encodings of data, with labels or without."""
    from lcvision.constraints import prior_training
    from lcvision.pretrained import load_vae

    run = Run(out, minutes, steps, device, seed, resume_from or resume)
    vae = load_vae(model, data)
    images = load_data(console, vae.config.data, root, cache)
    show_outcome(console, "Weights", prior_training.train_prior(vae, images, run, cache=cache))


def _train(task: Task, preset: str, model: Path | None, data: str | None, root: Path, cache: Path, run, **options):
    from lcvision.constraints.training import preset_training, train_constraint
    from lcvision.pretrained import load_vae

    preset_training(preset)
    vae = load_vae(model, data)
    images = load_data(console, vae.config.data, root, cache)
    show_outcome(console, "Weights", train_constraint(task, preset, vae, images, run, cache=cache, **options))


def sample(
    out: Annotated[Path, typer.Option("--out", help="The PNG to write.")] = Path("samples.png"),
    attr: Labels = None,
    n: Annotated[int, typer.Option(min=1, max=1000, help="How many images.")] = 16,
    columns: Annotated[int, typer.Option(min=1, max=100, help="Images in a row.")] = 8,
    method: Annotated[
        str,
        typer.Option(
            help="learned (prior), actors (both), prior (N(0, I)), realism (actor), cgan (actor) or gradient; if left "
            "out, the first of them for which there are weights."
        ),
    ] = "",
    seed: Seed = 0,
    model: Model = None,
    data: ModelData = None,
    attributes: AttributesFile = None,
    realism: RealismFile = None,
    cgan: CganFile = None,
    prior: PriorFile = None,
) -> None:
    """Draw images into one PNG: of the learned prior, or of N(0, I), as it is or moved to where attributes hold.

    Attributes that are not named are as the training images have them beside the named ones.
    """
    from lcvision.constraints.trained import parse_labels
    from lcvision.evaluate import pictures
    from lcvision.pretrained import load_vae, ships_for

    check_picture(out, [".png"])
    wanted = parse_labels(attr or [])
    vae = load_vae(model, data)
    registry.find(vae.config.data).check_together(wanted)
    files = {"attributes": attributes, "realism": realism, "cgan": cgan, "prior": prior}
    if not method:
        if prior or ships_for(vae, "prior"):
            method = "learned"
        elif (cgan or ships_for(vae, "cgan")) and (realism or ships_for(vae, "realism")):
            method = "actors"
        else:
            method = "cgan" if wanted else "prior"
    if method not in pictures.SAMPLINGS:
        raise UserError(f"There is no method {method!r}; choose one of {', '.join(pictures.SAMPLINGS)}.")
    if wanted and method in ("prior", "realism"):
        raise UserError(f"The method {method} takes no attributes; choose cgan, learned or gradient.")
    images_bchw = pictures.samples(vae, method, n, seed, wanted, files)
    pictures.save_grid(images_bchw, out, columns)
    console.print(f"{out}: {n} samples, method {method}", highlight=False)
