"""What VAEs of faces keep of a face: pixels, the person, what a classifier sees; beside plain principal components.

Shapes: ``n`` faces, ``c`` channels, ``h`` rows and ``w`` columns of pixels, ``p`` numbers of an image, ``d`` latent.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from rich.table import Table
from torch import Tensor

from lcvision.data.batches import images_of
from lcvision.data.sets import ImageData, Part
from lcvision.evaluate.realism import frechet
from lcvision.faces.finding import SAME_PERSON, FaceTools
from lcvision.vae.measuring import ROWS, decode, encode
from lcvision.vae.models import ImageClassifier, ImageVAE
from lcvision.vae.refining import refine

PASSES = 3
"""Of the randomised search for components; a fourth changes the third digit of the error."""


def keeping_table(
    vaes: Mapping[str, ImageVAE], classifier: ImageClassifier, data: ImageData, tools: FaceTools | None, n: int
) -> Table:
    """Reconstructions of test faces by each VAE, from the posterior's mean and refined, and by principal components.

    Args:
        vaes: by what they are called.
        tools: what tells persons apart; None: nothing does, and those columns say so.
        n: faces, evenly spread over the test part.
    """
    part = data.parts["test"].spread(n)
    real_nchw = images_of(part)
    sets, numbers = {}, {}
    for name, vae in vaes.items():
        sets[name] = decode(vae, encode(vae, part).mu_nd)
        sets[f"{name}, refined"] = decode(vae, refine(vae, real_nchw))
        numbers[name] = numbers[f"{name}, refined"] = vae.config.latent
    for latent in sorted({vae.config.latent for vae in vaes.values()}):
        name = "principal components"
        sets[f"{name}, {latent}"] = principal(data.parts["train"], real_nchw, latent)
        numbers[f"{name}, {latent}"] = latent
    table = Table(title=f"Reconstructions of {len(part)} {data.spec.name} test faces", title_justify="left")
    columns = ("by", "numbers", "PSNR", "distance of persons", "9 of 10 below", f"below {SAME_PERSON}", "Frechet")
    for column in columns:
        table.add_column(column, justify="left" if column == "by" else "right")
    persons_nf = tools.descriptors(real_nchw) if tools else None
    for name, made_nchw in sets.items():
        squared_n = (real_nchw - made_nchw).square().flatten(1).mean(1)
        cells = [f"{(-10 * squared_n.log10()).mean():.2f}"]
        if tools:
            distance_n = np.linalg.norm(tools.descriptors(made_nchw) - persons_nf, axis=1)
            cells += [f"{distance_n.mean():.3f}", f"{np.quantile(distance_n, 0.9):.3f}"]
            cells += [f"{(distance_n < SAME_PERSON).mean():.1%}"]
        else:
            cells += 3 * ["needs dlib"]
        table.add_row(name, str(numbers[name]), *cells, f"{frechet(classifier, real_nchw, made_nchw):.3f}")
    return table


@torch.no_grad()
def principal(train: Part, images_nchw: Tensor, numbers: int, seed: int = 0) -> Tensor:
    """Images ``[n, c, h, w]`` from so many principal components of the training images.

    The components are found at random (Halko et al. 2011), a part of the images at a time.
    """
    sums = [images_of(train, rows).flatten(1).double().sum(0) for rows in _slices(train)]
    mean_p = (torch.stack(sums).sum(0) / len(train)).float()
    generator = torch.Generator().manual_seed(seed)
    basis_pd = torch.randn(len(mean_p), min(numbers + numbers // 8, len(mean_p)), generator=generator)
    for _ in range(PASSES):
        basis_pd = torch.linalg.qr(basis_pd).Q
        product_pd = torch.zeros_like(basis_pd)
        for rows in _slices(train):
            flat_np = images_of(train, rows).flatten(1) - mean_p
            product_pd.addmm_(flat_np.T, flat_np @ basis_pd)
        basis_pd = product_pd
    # What was found spans the components and a little more: the largest of it are they.
    basis_pd = torch.linalg.svd(basis_pd, full_matrices=False).U[:, :numbers]
    flat_np = images_nchw.flatten(1) - mean_p
    return (flat_np @ basis_pd @ basis_pd.T + mean_p).unflatten(1, images_nchw.shape[1:]).clamp(0, 1)


def _slices(part: Part) -> list[slice]:
    return [slice(start, start + 8 * ROWS) for start in range(0, len(part), 8 * ROWS)]
