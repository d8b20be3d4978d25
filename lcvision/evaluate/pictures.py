"""Pictures of many images: rows and columns in one PNG."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from lc_common.errors import UserError
from lc_common.optimise import Constraint, OptimiseConfig, optimise
from lcvision.constraints.prior import load_prior
from lcvision.constraints.trained import ImageConstraint, load_constraint
from lcvision.edit.moves import draw, load_editor
from lcvision.evaluate.vision import save_image
from lcvision.vae.measuring import decode
from lcvision.vae.models import ImageVAE

SAMPLINGS = ("learned", "actors", "prior", "realism", "cgan", "gradient")
"""Ways of drawing images; "actors" are cgan's and then realism's."""


def save_grid(images_bchw: Tensor, path: Path, columns: int) -> None:
    """Write images in [0, 1] as a PNG, ``columns`` in a row, and make the folder that it goes to.

    Raises:
        UserError: the name does not end in .png, or the file cannot be written.
    """
    if path.suffix.lower() != ".png":
        raise UserError(f"{path} must end in .png.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_image(images_bchw, path, nrow=columns)
    except OSError as error:
        raise UserError(f"Cannot write {path}: {error.strerror or error}; choose another folder.") from error


def samples(
    model: ImageVAE, method: str, n: int, seed: int, wanted: Mapping[str, bool], files: Mapping[str, Path | None]
) -> Tensor:
    """Images ``[n, c, h, w]`` from prior samples moved by a method of ``SAMPLINGS``, or from the learned prior.

    Args:
        wanted: name of a label and whether it is to hold; none for ``prior`` and ``realism``.
        files: of constraints by task, and of the ``prior``; None: the one that ships.

    Raises:
        UserError: a constraint is missing or does not fit, or does not know a label.
    """
    generator = torch.Generator().manual_seed(seed)
    if method == "learned":
        prior = load_prior(model, files.get("prior"))
        return decode(model, draw(model.config.latent, n, generator, wanted, prior=prior))
    if method == "actors":
        cgan = load_constraint(model, "cgan", files.get("cgan"))
        realism = load_constraint(model, "realism", files.get("realism"))
        return decode(model, draw(model.config.latent, n, generator, wanted, cgan=cgan, realism=realism))
    z_nd = torch.randn(n, model.config.latent, generator=generator)
    if method == "realism":
        z_nd = apply_realism(load_constraint(model, "realism", files.get("realism")), z_nd)
    elif method == "cgan":
        cgan = load_constraint(model, "cgan", files.get("cgan"))
        z_nd = cgan.move(z_nd, cgan.draw_labels(n, cgan.columns(wanted), generator))
    elif method == "gradient" and wanted:
        editor = load_editor(model, "gradient", files)
        z_nd = editor.edit(z_nd, editor.attributes.columns(wanted), "gradient")
    elif method == "gradient":
        z_nd = by_gradient(load_constraint(model, "realism", files.get("realism")), z_nd)
    return decode(model, z_nd)


def apply_realism(realism: ImageConstraint, z_nd: Tensor) -> Tensor:
    """Latents moved to where the critic takes them for encodings: by its actor, or else by gradient (G_opt)."""
    return by_gradient(realism, z_nd) if realism.actor is None else realism.move(z_nd)


def by_gradient(realism: ImageConstraint, z_nd: Tensor) -> Tensor:
    """G_opt of section 3: all steps of all latents."""
    return optimise(z_nd, [Constraint(realism.critic)], OptimiseConfig(), until_satisfied=False)


@torch.inference_mode()
def reconstructions(model: ImageVAE, images_bchw: Tensor) -> Tensor:
    """Images ``[2b, c, h, w]``: the given ones, then each as decoded from its posterior's mean."""
    return torch.cat([images_bchw, model.decode(model.encode(images_bchw)[0])])
