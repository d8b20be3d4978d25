"""The paper's figures of images, as PNG files; each block of images says what it is, or that it is missing.

Which ones are made of a data set is said in its row of ``lcvision.data.registry``. Of faces, figures 2, 5 and 10 show
held-out photos of real people and belong on the user's own screen; 4, 7, 8, 9, 14 and 15 are made of samples.

Shapes: ``n`` images, ``d`` latent, ``y`` labels.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import torch
from PIL import Image, ImageDraw, ImageFont
from torch import Tensor
from torch.nn.functional import pad

from lc_common.errors import UserError
from lc_common.optimise import OptimiseConfig
from lcvision.constraints.trained import ImageConstraint
from lcvision.data.batches import images_of, labels_of
from lcvision.data.sets import ImageData, Part
from lcvision.edit.moves import Editor, Method
from lcvision.evaluate.actors import SMALL, actor_name
from lcvision.evaluate.pictures import apply_realism, save_grid
from lcvision.evaluate.realism import name_of
from lcvision.evaluate.vision import make_grid, to_tensor
from lcvision.evaluate.weights import Weights
from lcvision.vae.measuring import decode, encode
from lcvision.vae.models import ImageVAE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

T = TypeVar("T")
Block = tuple[str, Tensor | None]
"""A line of text, and the images ``[n, c, h, w]`` that it is about; None: they are missing."""
STEPS = (0, 10, 30, 50, 100)
"""Of the optimisation, in figure 9."""
ROWS_4, ROWS_7 = 4, 10
LEAST_WIDTH = 300
"""Pixels of a picture of blocks, so that their lines can be read."""


def draw_all(weights: Weights, data: ImageData, folder: Path, seed: int = 0) -> dict[str, str]:
    """Draw a data set's figures as far as the weights allow; gives each one's file, or what it lacks, by its number."""
    vae = weights.main_vae()
    cgans, realisms = weights.of(vae, "cgan"), weights.of(vae, "realism")
    small = [c for c in cgans if c.config.net.units == SMALL]
    full = [c for c in cgans if c.config.net.units > SMALL]
    size = () if full else ("the larger pair: missing, as none was trained",)
    full = full or cgans
    held = data.spec.combinations
    test, validation = data.parts["test"], data.parts["validation"]
    jobs: dict[str, Callable[[Path], None]] = {
        "2": lambda path: figure_2(weights, test, path, seed),
        "3": lambda path: figure_3(vae, _first(realisms, "realism"), validation, path, seed),
        "4": lambda path: _conditional(vae, (*size, _free(full), _held(full)), held, path, ROWS_4, seed),
        "5": lambda path: figure_5(_editor(weights), test, path, "gradient"),
        "7": lambda path: _conditional(vae, (*size, _free(full)), held, path, ROWS_7, seed),
        "8": lambda path: _conditional(vae, (*size, _held(full)), held, path, ROWS_7, seed),
        "9": lambda path: figure_9(_editor(weights), test, path, seed),
        "10": lambda path: figure_5(_editor(weights), test, path, "actor"),
        "14": lambda path: _conditional(vae, (_free(small),), held, path, ROWS_4, seed),
        "15": lambda path: figure_15(weights, held, path, seed),
        "16": lambda path: figure_16(list(weights.vaes.values()), path),
    }
    said = {}
    for name in data.spec.figures:
        draw, path = jobs[name], folder / f"{data.spec.name}-figure-{name}.png"
        try:
            draw(path)
            said[name] = str(path)
        except UserError as error:
            said[name] = f"not drawn: {error}"
    return said


def figure_2(weights: Weights, images: Part, path: Path, seed: int, n: int = 8) -> None:
    """Originals; reconstructions and prior samples of each VAE, sigma_x 1 first; prior samples made real."""
    part = images.spread(n)
    main = weights.main_vae()
    blocks: list[Block] = [("images of the test part", images_of(part))]
    wide = [vae for vae in weights.vaes.values() if vae.config.sigma_x == 1 and not vae.config.autoencoder]
    if not wide:
        blocks.append(("sigma_x 1: missing, as no VAE was trained with it", None))
    for vae in [*wide[:1], main]:
        z_nd = torch.randn(n, vae.config.latent, generator=torch.Generator().manual_seed(seed))
        name = f"sigma_x {vae.config.sigma_x:g}"
        blocks.append((f"{name}: reconstructions", decode(vae, encode(vae, part).mu_nd)))
        blocks.append((f"{name}: prior samples", decode(vae, z_nd)))
    realism = _first(weights.of(main, "realism"), "realism")
    blocks.append((f"{name}: prior samples made real, {name_of(realism)}", decode(main, apply_realism(realism, z_nd))))
    _save_blocks(blocks, path, n)


def figure_3(vae: ImageVAE, realism: ImageConstraint, images: Part, path: Path, seed: int) -> None:
    """The critic over the two dimensions with the least mean posterior scale, around a prior sample and an encoding."""
    from matplotlib.figure import Figure  # Slow to import and rarely wanted.

    x, y = vae.sigma_bar_d.argsort()[:2].tolist()
    prior_d = torch.randn(vae.config.latent, generator=torch.Generator().manual_seed(seed))
    encoded_d = encode(vae, images.spread(1)).mu_nd[0]
    at = torch.linspace(-4, 4, 81)
    figure = Figure(figsize=(11, 9), layout="constrained")
    axes = figure.subplots(2, 2)
    for row, z_d, title in zip(axes, (prior_d, encoded_d), ("from a prior sample", "from held-out data"), strict=True):
        grid_nd = z_d.repeat(len(at) ** 2, 1)
        grid_nd[:, x], grid_nd[:, y] = (column.flatten() for column in torch.meshgrid(at, at, indexing="xy"))
        with torch.no_grad():
            values_hw = realism.critic(grid_nd).view(len(at), len(at))
        drawn = row[0].contourf(at, at, values_hw, levels=20)
        figure.colorbar(drawn, ax=row[0], label="logit of D")
        coarse = at[4::12]
        marks_nd = z_d.repeat(len(coarse) ** 2, 1)
        marks_nd[:, x], marks_nd[:, y] = (c.flatten() for c in torch.meshgrid(coarse, coarse.flip(0), indexing="xy"))
        row[0].plot(marks_nd[:, x], marks_nd[:, y], "x", color="grey")
        row[0].plot(z_d[x], z_d[y], "s", color="orange")
        row[0].set(xlabel=f"z {x}", ylabel=f"z {y}", title=title)
        digits_nhw = decode(vae, marks_nd)[:, 0]
        side = len(coarse)
        tiled = digits_nhw.unflatten(0, (side, side)).permute(0, 2, 1, 3).flatten(0, 1).flatten(1)
        row[1].imshow(tiled, cmap="gray", vmin=0, vmax=1)
        row[1].set_axis_off()
    _save(figure, path)


def figure_5(editor: Editor, images: Part, path: Path, method: Method, n: int = 8) -> None:
    """Held-out faces in columns: original, reconstruction, then each attribute turned over; black: it held already.

    By gradient figure 5, by an actor figure 10.
    """
    part = images.spread(n)
    z_nd = encode(editor.vae, part).mu_nd
    rows = [images_of(part), decode(editor.vae, z_nd)]
    for k in range(part.labels_nk.shape[1]):
        edited_nchw = decode(editor.vae, editor.edit(z_nd, {k: True}, method))
        edited_nchw[torch.from_numpy(part.labels_nk[:, k] == 1)] = 0
        rows.append(edited_nchw)
    save_grid(torch.cat(rows), path, n)


def figure_9(editor: Editor, images: Part, path: Path, seed: int, n: int = 8) -> None:
    """Prior samples in columns on their way to the labels of test images, after each of ``STEPS``."""
    labels_ny = labels_of(images.spread(n))
    z_nd = torch.randn(n, editor.vae.config.latent, generator=torch.Generator().manual_seed(seed))
    paper = OptimiseConfig()
    latents = [editor.satisfy(z_nd, labels_ny, replace(paper, steps=steps)) if steps else z_nd for steps in STEPS]
    save_grid(decode(editor.vae, torch.cat(latents)), path, n)


def figure_15(weights: Weights, combinations: Mapping[str, tuple[str, ...]], path: Path, seed: int) -> None:
    """Conditional samples in the latent space of a plain autoencoder."""
    plain = [vae for vae in weights.vaes.values() if vae.config.autoencoder]
    vae = _first(plain, "vae --autoencoder")
    cgan = _first(weights.of(vae, "cgan"), "cgan with that autoencoder")
    _conditional(vae, (cgan,), combinations, path, ROWS_4, seed)


def figure_16(vaes: list[ImageVAE], path: Path) -> None:
    """Mean posterior scale of each dimension, sorted, for each sigma_x."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    axis = figure.subplots()
    for vae in vaes:
        if not vae.config.autoencoder:
            axis.plot(vae.sigma_bar_d.sort().values, label=f"sigma_x^2 = {vae.config.sigma_x**2:.3g}")
    axis.set(xlabel="dimension of z, sorted", ylabel="mean posterior scale")
    axis.grid(alpha=0.3)
    axis.legend()
    _save(figure, path)


def _conditional(
    vae: ImageVAE,
    cgans: Sequence[ImageConstraint | str],
    combinations: Mapping[str, tuple[str, ...]],
    path: Path,
    rows: int,
    seed: int,
) -> None:
    """Samples in rows, combinations of labels in columns; one block for each actor, from the same samples.

    Args:
        cgans: or what is said of one that is missing.
    """
    there = [cgan for cgan in cgans if not isinstance(cgan, str)]
    if not there:
        raise UserError("; ".join(map(str, cgans)))
    names = there[0].config.labels
    z_nd = torch.randn(rows, vae.config.latent, generator=torch.Generator().manual_seed(seed))
    labels_yy = torch.tensor([[float(name in held) for name in names] for held in combinations.values()])
    each_nd = z_nd.repeat_interleave(len(labels_yy), 0)
    blocks: list[Block] = [(", ".join(f"{i + 1} {name}" for i, name in enumerate(combinations)), None)]
    for cgan in cgans:
        if isinstance(cgan, str):
            blocks.append((cgan, None))
        else:
            blocks.append((actor_name(cgan), decode(vae, cgan.move(each_nd, labels_yy.repeat(rows, 1)))))
    _save_blocks(blocks, path, len(combinations))


def _free(cgans: list[ImageConstraint]) -> ImageConstraint | str:
    """The actor of lambda 0, or what is missing."""
    return next((cgan for cgan in cgans if not cgan.config.distance), "lambda 0: missing, as no such pair was trained")


def _held(cgans: list[ImageConstraint]) -> ImageConstraint | str:
    """The actor that is held most where it starts, or what is missing."""
    held = [cgan for cgan in cgans if cgan.config.distance]
    if not held:
        return "lambda above 0: missing, as no such pair was trained"
    return max(held, key=lambda cgan: cgan.config.distance)


def _save_blocks(blocks: Sequence[Block], path: Path, columns: int) -> None:
    """One below the other, images with ``columns`` in a row, under lines that say what they are."""
    grids = [None if images is None else make_grid(images, nrow=columns) for _, images in blocks]
    width = max([LEAST_WIDTH, *(grid.shape[2] for grid in grids if grid is not None)])
    parts = []
    for (text, _), grid in zip(blocks, grids, strict=True):
        parts.append(_line(text, width))
        if grid is not None:
            parts.append(pad(grid, (0, width - grid.shape[2]), value=1))
    save_grid(torch.cat(parts, 1)[None], path, 1)


def _line(text: str, width: int) -> Tensor:
    """Black text on white, ``[3, h, width]``, in as many lines as it takes."""
    lines = textwrap.wrap(text, width // 6)
    strip = Image.new("RGB", (width, 4 + 12 * len(lines)), "white")
    ImageDraw.Draw(strip).multiline_text((3, 1), "\n".join(lines), fill="black", font=ImageFont.load_default(10))
    return to_tensor(strip)


def _editor(weights: Weights) -> Editor:
    vae = weights.main_vae()
    attributes = _first(weights.of(vae, "attributes"), "attributes")
    cgans = weights.of(vae, "cgan")
    return Editor(vae, attributes, _first(weights.of(vae, "realism"), "realism"), cgans[0] if cgans else None)


def _first(found: Sequence[T], what: str) -> T:
    if not found:
        raise UserError(f"it needs weights that are not there; train them with 'lcvision train {what}'.")
    return found[0]


def _save(figure: Figure, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, dpi=120)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}; choose another folder.") from error
