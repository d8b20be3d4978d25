"""The commands that print and draw what the paper shows of images, mounted by ``lcvision.cli.app``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lc_common.errors import UserError
from lc_common.terminal import output
from lcvision.cli.options import CACHE, Cache, DataChoice, Root, Seed, load_data
from lcvision.data import registry

console = output()

TABLES = ("classifier", "1", "4", "realism", "edits", "costs")

Weights = Annotated[Path, typer.Option("--weights", help="Folder of training runs; all weights below it are used.")]
Count = Annotated[int, typer.Option("--n", min=2, help="Images of the test part, evenly spaced.")]


def register(evaluate_app: typer.Typer) -> None:
    """Mount the commands of this module."""
    evaluate_app.command("tables")(tables)
    evaluate_app.command("figures")(figures)
    evaluate_app.command("keeping")(keeping)


def tables(
    data: DataChoice,
    root: Root,
    weights: Weights,
    n: Count = 2000,
    faces: Annotated[int, typer.Option(min=2, help="Faces edited, for each attribute.")] = 200,
    persons: Annotated[int, typer.Option(min=0, help="Of those, compared as persons each way; 0: none.")] = 20,
    only: Annotated[
        list[str] | None, typer.Option("--only", help=f"One of {', '.join(TABLES)}; may be given again. All of them.")
    ] = None,
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Print tables 1 and 4 beside the paper's, realism, edits and costs, of everything that was trained."""
    from lcvision.edit.moves import Editor
    from lcvision.evaluate.actors import actor_name, attribute_table, reading_table, table_1, table_4
    from lcvision.evaluate.costs import cost_table
    from lcvision.evaluate.edits import edit_table, identity_table
    from lcvision.evaluate.realism import critic_table, realism_table
    from lcvision.evaluate.tables import classifier_table
    from lcvision.evaluate.weights import find_weights
    from lcvision.faces.finding import load_face_tools

    wanted = set(only or TABLES)
    if unknown := sorted(wanted.difference(TABLES)):
        raise UserError(f"There is no table {unknown[0]!r}; choose from {', '.join(TABLES)}.")
    spec = registry.find(data)
    found = find_weights(weights, data)
    vae = found.main_vae()
    tools = load_face_tools() if persons and spec.faces and "edits" in wanted else None
    images = load_data(console, data, root, cache)
    test = images.parts["test"].spread(n)
    prior = found.prior_of(vae)
    cgans, realisms, attributes = found.of(vae, "cgan"), found.of(vae, "realism"), found.of(vae, "attributes")
    if "classifier" in wanted:
        console.print(classifier_table(found.classifier, images, "test"))
    if "1" in wanted:
        console.print(table_1(vae, found.classifier, cgans, test, "test", seed, prior))
    if "1" in wanted and cgans:
        console.print(attribute_table(vae, found.classifier, cgans[0], test))
        console.print(reading_table(vae, cgans, test, "test"))
    if "4" in wanted:
        bounded = [each for each in found.vaes.values() if not each.config.autoencoder]
        console.print(table_4(bounded, test, "test", seed))
    if "realism" in wanted and (realisms or prior):
        console.print(realism_table(vae, found.classifier, realisms, prior, images, n, seed))
    if "realism" in wanted and realisms:
        console.print(critic_table(vae, realisms, images, n, seed))
    if "edits" in wanted and spec.faces and attributes:
        plain = Editor(vae, attributes[0], realisms[0] if realisms else None, prior=prior)
        editors = {"no actor": plain} if not cgans else {}
        for cgan in cgans:
            editors[f"actor, {actor_name(cgan)}"] = Editor(vae, attributes[0], plain.realism, cgan, prior)
        if tools:
            console.print(identity_table(plain, images.parts["test"], tools, 2 * persons))
        whole = images.parts["test"]
        console.print(edit_table(editors, found.classifier, whole, tools, n=faces, identity_n=persons))
    if "costs" in wanted:
        console.print(cost_table(spec))


def figures(
    data: DataChoice,
    root: Root,
    weights: Weights,
    out: Annotated[Path, typer.Option("--out", help="Folder for the PNG files.")] = Path("figures"),
    seed: Seed = 0,
    cache: Cache = CACHE,
) -> None:
    """Draw the paper's figures of images from everything that was trained.

    Figures 2, 5 and 10 show photos of real people: keep them to yourself.
    """
    from lcvision.evaluate.figures import draw_all
    from lcvision.evaluate.weights import find_weights

    found = find_weights(weights, data)
    for name, said in draw_all(found, load_data(console, data, root, cache), out, seed).items():
        console.print(f"figure {name}: {said}", highlight=False, soft_wrap=True)


def keeping(
    root: Root,
    model: Annotated[
        list[Path] | None, typer.Option("--model", help="Trained weights; may be given again. The one that ships.")
    ] = None,
    n: Count = 500,
    cache: Cache = CACHE,
) -> None:
    """Print what VAEs keep of test faces (PSNR, the person, Frechet distance) beside as many principal components."""
    from lcvision.data.celeba import CELEBA
    from lcvision.evaluate.keeping import keeping_table
    from lcvision.faces.finding import load_face_tools
    from lcvision.pretrained import load_classifier, load_vae, shipped

    files = model or [shipped(CELEBA.name, "vae")]
    vaes = {f"{file.parent.name}/{file.name}": load_vae(file, CELEBA.name) for file in files}
    images = load_data(console, CELEBA.name, root, cache)
    console.print(keeping_table(vaes, load_classifier(None, CELEBA.name), images, load_face_tools(), n))
