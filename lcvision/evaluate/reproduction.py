"""The steps from CelebA's and MNIST's files to the paper's tables 1 and 4 and its figures of images.

What is trained of a data set goes by the figures that are made of it (``DataSpec.figures``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from lc_common.config import to_dict
from lc_common.errors import UserError
from lc_common.reproduce import Block, Missing, Picture, Step, Text, Work, table_of
from lc_common.reproduce.machine import Source, source_table
from lc_common.reproduce.sizes import size_table
from lc_common.reproduce.steps import RUN, trained
from lc_common.run import Outcome, Run
from lcvision.constraints.prior_training import train_prior
from lcvision.constraints.training import train_constraint
from lcvision.data import registry
from lcvision.data.sets import DataSpec, ImageData, info_table
from lcvision.edit.moves import Editor
from lcvision.evaluate.actors import (
    PAPER_4,
    SMALL,
    actor_name,
    attribute_table,
    reading_table,
    table_1,
    table_4,
)
from lcvision.evaluate.costs import cost_table
from lcvision.evaluate.edits import edit_table
from lcvision.evaluate.figures import draw_all
from lcvision.evaluate.pictures import save_grid
from lcvision.evaluate.weights import Weights, find_weights
from lcvision.kinds import Task, weights_name
from lcvision.pretrained import FOLDER, load_vae
from lcvision.vae.measuring import decode
from lcvision.vae.models import ImageVAE
from lcvision.vae.training import train_classifier, train_vae

TITLE = "Latent constraints: images"
LEAD = (
    "Engel, Hoffman and Roberts, Latent Constraints: Learning to Generate Conditionally from Unconditional Generative "
    "Models (2017), on faces and digits: its tables 1 and 4 and figures 2 to 5, 7 to 10 and 14 to 16, from the files "
    "that are named here. The paper measures on the whole of CelebA; every title says how many images ours are of."
)
PAPER_READS = {
    "1": "The column of the paper has accuracy, precision, recall, F1 and z_MSE.",
    "4": "The paper's second row is a misprint: its likelihood does not fit its neighbours.",
}
CAPTIONS = {
    "2": "Figure 2: held-out images, what VAEs of sigma_x 1 and less keep, prior samples with realism and without",
    "3": "Figure 3: the realism critic over the two most used dimensions, and what is decoded there",
    "4": "Figure 4: samples of the conditional actor; rows start from the same prior sample",
    "5": "Figure 5: held-out faces with each attribute turned over by gradient; black: it held already",
    "7": "Figure 7: more samples of the actor, lambda 0",
    "8": "Figure 8: more samples of the actor that is held where it starts",
    "9": "Figure 9: prior samples on their way to the labels of test images",
    "10": "Figure 10: as figure 5, by the actor",
    "14": "Figure 14: samples of the small pair",
    "15": "Figure 15: samples in the latent space of a plain autoencoder",
    "16": "Figure 16: mean posterior scale of each dimension, sorted",
}
ORIGINALS = frozenset(("2", "5", "10"))
"""Figures that show held-out images."""
SIGMAS = (1.0, 1e-1, 1e-2, 1e-3, 1e-4)
"""sigma_x^2 of table 4."""
SAMPLES = 32
Make = Callable[..., list[Block]]
CURVES = {
    "loss": ("loss", "critic_loss", "actor_loss", "velocity_error", "validation/velocity_error"),
    "accuracy": ("validation/accuracy", "validation/reads_y"),
    "nats an image": ("validation/elbo", "validation/log_likelihood"),
    "PSNR, dB": ("validation/psnr",),
    "z_MSE": ("z_mse",),
}
"""What a training shows, by panel, where it recorded it."""


@dataclass(frozen=True)
class Asked:
    """What is reproduced.

    Attributes:
        root: folder with the data sets' files.
        data: names of the data sets.
        shipped: the weights that ship are judged; else all are trained.
        n: test images a row.
        steps: of each training, at most; None: as its minutes and its preset have it.
        preset: of VAEs, classifier and the models beside them.
        cache: folder of decoded pixels and encodings.
    """

    root: Path
    data: tuple[str, ...]
    shipped: bool
    n: int
    seed: int = 0
    device: str = "auto"
    steps: int | None = None
    preset: str = "compact"
    cache: Path = Path()


@dataclass(frozen=True)
class Of:
    """One data set's part of the work."""

    asked: Asked
    spec: DataSpec

    def name(self, what: str) -> str:
        """A step of this data set."""
        return f"{what}, {self.spec.title}"

    def images(self) -> ImageData:
        """The data set, decoded."""
        return registry.load(self.spec.name, self.asked.root, self.asked.cache)

    def weights(self, work: Work) -> Weights:
        """All that is judged."""
        return find_weights(FOLDER if self.asked.shipped else work.root, self.spec.name)

    def vae(self, work: Work, step: str) -> ImageVAE:
        """The VAE that a step trained."""
        return load_vae(work.of(self.name(step)) / RUN / weights_name(self.spec.name, "vae"))

    def run(self, work: Work) -> Run:
        """A training of this step."""
        return work.run(self.asked.seed, self.asked.device, self.asked.steps)


def steps(asked: Asked) -> list[Step]:
    """All of it, in order, one data set after the other."""
    return [step for name in asked.data for step in _steps_of(Of(asked, registry.find(name)))]


def _steps_of(of: Of) -> list[Step]:
    asked, spec = of.asked, of.spec
    sources = _sources(asked.root, spec)
    files = {"files": [to_dict(source) for source in sources]}
    data, main, plain, judge = (of.name(what) for what in ("Data", "VAE", "Autoencoder", "Classifier"))
    settings = {"seed": asked.seed, "shipped": asked.shipped, "preset": asked.preset}
    training = settings | {"steps": asked.steps, "device": asked.device}
    measured = settings | {"n": asked.n}

    def trains(what: str, make: Make, share: float, *needs: str) -> Step:
        make = partial(make, of=of)
        return Step(of.name(what), make, 0.5, (data, *needs), share=share, settings=training, appendix=True)

    trainings = [trains("VAE", partial(_vae, sigma_x=SIGMAS[2] ** 0.5), 8), trains("Classifier", _classifier, 3)]
    trainings += [
        trains("Realism", partial(_constraint, task="realism", distance=0.1), 1, main),
        trains("Attributes", partial(_constraint, task="attributes"), 1, main),
        trains("Learned prior", _prior, 2, main),
    ]
    if "4" in spec.figures:
        trainings += [
            trains(
                f"Pair {size}, lambda {held:g}",
                partial(_constraint, task="cgan", preset=preset, distance=held),
                1,
                main,
            )
            for size, preset, held in (("4x2048", "paper", 0.0), ("4x2048", "paper", 0.1), ("3x256", "small", 0.0))
        ]
    wide = SIGMAS if "16" in spec.figures else SIGMAS[:1]
    trainings += [
        trains(f"VAE, sigma_x^2 {squared:g}", partial(_vae, sigma_x=squared**0.5), 2)
        for squared in wide if squared != SIGMAS[2]
    ]  # fmt: skip
    if "15" in spec.figures:
        trainings += [
            trains("Autoencoder", partial(_vae, autoencoder=True), 2),
            trains("Pair of the autoencoder", partial(_constraint, task="cgan", vae="Autoencoder"), 1, plain),
        ]
    needs, uses = ((data,), ()) if asked.shipped else ((data, main, judge), tuple(step.name for step in trainings))

    def shows(what: str, make: Make, minutes: float, appendix: bool = False) -> Step:
        make = partial(make, of=of)
        return Step(of.name(what), make, minutes, needs, uses, settings=measured, appendix=appendix)

    results = [shows("Table 1", _table_1, 1 + asked.n / 50)] if "4" in spec.figures else []
    results += [
        shows("Table 4", _table_4, 0.5 + asked.n / 200),
        shows("Figures", _figures, 2),
        shows("Samples", _samples, 1),
        shows("Sizes", _sizes, 0.5, appendix=True),
    ]
    if spec.faces:
        results.append(shows("Section 7: edits beside attribute vectors", _edits, 4 + asked.n / 20))
    reading = Step(data, partial(_data, of=of, sources=sources), 2, settings=files, appendix=True)
    return [reading, *([] if asked.shipped else trainings), *results]


def _sources(root: Path, spec: DataSpec) -> list[Source]:
    """The files of a data set, photos that lie about singly left out."""
    paths = sorted(path for path in root.rglob("*") if path.suffix in ("", ".gz", ".zip", ".txt") and path.is_file())
    return [Source.of(path) for path in paths if spec.name in f"{root.name}/{path.relative_to(root)}".lower()]


def _data(work: Work, of: Of, sources: Sequence[Source]) -> list[Block]:
    return [source_table(sources), table_of(info_table(of.images()))]


def _vae(work: Work, of: Of, sigma_x: float | None = None, autoencoder: bool = False) -> list[Block]:
    outcome = train_vae(of.asked.preset, of.images(), of.run(work), sigma_x=sigma_x, autoencoder=autoencoder)
    return _told(work, outcome)


def _classifier(work: Work, of: Of) -> list[Block]:
    return _told(work, train_classifier(of.asked.preset, of.images(), of.run(work)))


def _prior(work: Work, of: Of) -> list[Block]:
    return _told(work, train_prior(of.vae(work, "VAE"), of.images(), of.run(work), cache=of.asked.cache))


def _constraint(
    work: Work, of: Of, task: Task, preset: str = "", distance: float = 0.0, vae: str = "VAE"
) -> list[Block]:
    outcome = train_constraint(
        task, preset or of.asked.preset, of.vae(work, vae), of.images(), of.run(work), distance=distance,
        cache=of.asked.cache,
    )  # fmt: skip
    return _told(work, outcome)


def _told(work: Work, outcome: Outcome) -> list[Block]:
    return trained(work, outcome, CURVES)


def _table_1(work: Work, of: Of) -> list[Block]:
    found, images = of.weights(work), of.images()
    vae, test = found.main_vae(), images.parts["test"].spread(of.asked.n)
    cgans = found.of(vae, "cgan")
    tables = [table_1(vae, found.classifier, cgans, test, "test", of.asked.seed, found.prior_of(vae))]
    if cgans:
        tables += [attribute_table(vae, found.classifier, cgans[0], test), reading_table(vae, cgans, test, "test")]
    there = {(c.config.net.units > SMALL, c.config.distance) for c in cgans if not c.config.guided}
    lacking: list[Block] = [
        Missing(f"Table 1, the {'full' if full else 'small'} pair at lambda {held:g}", "no such pair was trained.")
        for full, held in ((True, 0.0), (False, 0.0), (True, 0.1)) if (full, held) not in there
    ]  # fmt: skip
    return [*map(table_of, tables), Text(PAPER_READS["1"]), *lacking]


def _table_4(work: Work, of: Of) -> list[Block]:
    found = of.weights(work)
    bounded = [vae for vae in found.vaes.values() if not vae.config.autoencoder]
    table = table_of(table_4(bounded, of.images().parts["test"].spread(of.asked.n), "test", of.asked.seed))
    said = PAPER_4.get(of.spec.name, {})
    squares = [vae.config.sigma_x**2 for vae in bounded]
    why = "no VAE was trained with it; the paper's LL, KL and ELBO are"
    lacking: list[Block] = [
        Missing(f"Table 4 at sigma_x^2 = {squared:g}", f"{why} {' '.join(row.split())}.")
        for squared, row in said.items() if not any(abs(squared - own) < 1e-3 * squared for own in squares)
    ]  # fmt: skip
    return [table, *([Text(PAPER_READS["4"])] if said else []), *lacking]


def _figures(work: Work, of: Of) -> list[Block]:
    drawn = draw_all(of.weights(work), of.images(), work.folder, of.asked.seed)
    blocks: list[Block] = []
    for number in sorted(drawn, key=int):
        file = f"{of.spec.name}-figure-{number}.png"
        if (work.folder / file).is_file():
            blocks.append(Picture(CAPTIONS[number], file, number in ORIGINALS))
        else:
            why = drawn[number].removeprefix("not drawn: ").rstrip(".")
            blocks.append(Missing(of.name(f"Figure {number}"), f"{why}."))
    return blocks


def _samples(work: Work, of: Of) -> list[Block]:
    found = of.weights(work)
    vae = found.main_vae()
    prior = found.prior_of(vae)
    if prior is None:
        raise UserError("no learned prior was trained.")
    z_nd = prior.draw(SAMPLES, torch.Generator().manual_seed(of.asked.seed))
    save_grid(decode(vae, z_nd), work.folder / "samples.png", 8)
    nobody = "; nobody whom it shows exists" if of.spec.faces else ""
    return [Picture(f"{SAMPLES} samples of the learned prior, none left out{nobody}", "samples.png")]


def _edits(work: Work, of: Of) -> list[Block]:
    found, images = of.weights(work), of.images()
    vae = found.main_vae()
    critics = found.of(vae, "attributes"), found.of(vae, "realism")
    if not all(critics):
        raise UserError("it needs the critics of attributes and of realism, which were not trained.")
    attributes, realism = (each[0] for each in critics)
    cgans, prior = found.of(vae, "cgan"), found.prior_of(vae)
    editors = {f"actor, {actor_name(cgan)}": Editor(vae, attributes, realism, cgan, prior) for cgan in cgans}
    editors = editors or {"no actor": Editor(vae, attributes, realism, prior=prior)}
    faces = max(2, of.asked.n // 10)
    return [table_of(edit_table(editors, found.classifier, images.parts["test"], None, n=faces))]


def _sizes(work: Work, of: Of) -> list[Block]:
    found = of.weights(work)
    files = [*found.vaes, *found.constraints, *found.priors]
    root = FOLDER if of.asked.shipped else work.root
    named = {path.relative_to(root).as_posix(): path for path in files}
    return [size_table(named), table_of(cost_table(of.spec))]
