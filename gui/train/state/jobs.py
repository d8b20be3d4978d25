"""What can be trained: each form of the page makes a ``Job``, and a job makes the command line that does it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import lcvision
from gui.shared.state.sentence import Sentence, sentence
from lc_common.errors import UserError
from lcmusic import kinds as music
from lcmusic.music.rewards import combined, parse_reward
from lcvision import kinds as images

Kind = Literal[
    "corpus", "melody model", "knobs", "rule",
    "image model", "image classifier", "image realism", "image attributes", "image knobs",
]  # fmt: skip
PRESETS = {
    "melody model": music.PRESETS,
    "image model": images.PRESETS,
    "image constraint": images.CONSTRAINT_PRESETS,
}
"""By kind: the trainers' presets, and what each is for."""
IMAGE_TRAINERS: dict[Kind, images.Model | images.Task] = {
    "image model": "vae",
    "image classifier": "classifier",
    "image realism": "realism",
    "image attributes": "attributes",
    "image knobs": "cgan",
}
"""Kinds that ``lcvision train`` makes, and what it calls them."""
A_CORPUS = sentence("a corpus to learn from; build one from a folder of MIDI files first")
SHIPPED_IMAGES = Path(lcvision.__file__).parent / "pretrained"


@dataclass(frozen=True)
class Job:
    """One training.

    Attributes:
        kind: what comes out.
        name: of the folder it works in.
        arguments: of the command line, without the folder and the time.
        minutes: time budget; None: as long as it takes.
        vae: weights file of the model that knobs, a rule or a constraint are for; None: the one that ships.

    Raises:
        UserError: the name is not fit for a folder, or the time is not above 0.
    """

    kind: Kind
    name: str
    arguments: tuple[str, ...]
    minutes: float | None = None
    vae: str | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\w[\w .+-]{0,59}", self.name) or self.name.endswith((".", " ")):
            raise UserError(
                sentence(
                    "{name!r} cannot be a name; use up to 60 letters, digits, spaces, dots, plus signs and hyphens.",
                    name=self.name,
                )
            )
        if self.minutes is not None and not (math.isfinite(self.minutes) and self.minutes >= 0.01):
            raise UserError(sentence("The time is {minutes:g} minutes; it must be above 0.", minutes=self.minutes))

    def command(self, folder: Path, *, resume: bool = False, quiet: bool = False) -> list[str]:
        """The command line that does it in ``folder``; ``resume`` goes on, ``quiet`` leaves the processor to others."""
        if self.kind == "corpus":
            return [*self.arguments, "--out", str(folder / "corpus"), *(["--workers", "1"] if quiet else [])]
        budget = [] if self.minutes is None else ["--minutes", f"{self.minutes:g}"]
        return [*self.arguments, "--out", str(folder), *budget, *(["--resume"] if resume else [])]


def corpus_job(name: str, sources: Sequence[str]) -> Job:
    """Build a corpus of 16-bar melodies from folders, .mid files or archives."""
    if not any(sources):
        raise UserError("Choose a folder of MIDI files to learn from.")
    for source in sources:
        if not Path(source).exists():
            raise UserError(sentence("There is no folder or file {path}; choose another one.", path=source))
    return Job("corpus", name, ("lcmusic", "corpus", "build", *sources))


def melody_model_job(name: str, corpus: Path | None, preset: str, device: str, minutes: float | None) -> Job:
    """Train a melody VAE of a preset on a corpus."""
    data = _given(corpus, A_CORPUS)
    arguments = ("lcmusic", "train", "vae", "--corpus", data, "--preset", preset, "--device", device)
    return Job("melody model", name, arguments, minutes)


def knobs_job(name: str, corpus: Path | None, vae: Path | None, device: str, minutes: float) -> Job:
    """Train the scale and density knobs of a melody model."""
    data = _given(corpus, A_CORPUS)
    arguments = ("lcmusic", "train", "knobs", "--corpus", data, "--device", device, *_option("--model", vae))
    return Job("knobs", name, arguments, minutes, str(vae) if vae else None)


def rule_job(
    name: str,
    device: str,
    minutes: float | None,
    *,
    rewards: Sequence[str] = (),
    combine: str = "product",
    rule_file: Path | None = None,
    likes: Path | None = None,
    corpus: Path | None = None,
    vae: Path | None = None,
    knobs: Path | None = None,
    steps: int | None = None,
) -> Job:
    """Teach a constraint: from rewards by their text, from a Python file, or from likes; for a time, or some steps.

    Raises:
        UserError: none of the three is given, a file is missing, or the rewards are wrong or contradict each other.
    """
    arguments = ["lcmusic", "train", "constraint", name, "--device", device]
    if likes:
        arguments += ["--likes", _given(likes, sentence("a file of likes"))]
    else:
        if not rewards and not rule_file:
            raise UserError("Say what the constraint rewards: add a rule, or choose a Python file or a file of likes.")
        if rewards:
            combined([parse_reward(text) for text in rewards], combine)
        arguments += [part for text in rewards for part in ("--reward", text)] + ["--combine", combine]
        arguments += ["--reward-file", _given(rule_file, sentence("a Python file"))] if rule_file else []
        arguments += ["--corpus", _given(corpus, A_CORPUS)]
    arguments += [*_option("--model", vae), *_option("--knobs", knobs)]
    arguments += ["--steps", str(steps)] if steps else []
    return Job("rule", name, tuple(arguments), minutes, str(vae) if vae else None)


def image_job(
    name: str,
    what: Literal["image model", "image classifier"],
    data: str,
    root: Path | None,
    preset: str,
    device: str,
    minutes: float | None,
) -> Job:
    """Train an image VAE or a classifier on ``mnist`` or ``celeba``, whose files lie in ``root``."""
    return Job(what, name, (*_image_trainer(what, root, preset, device), "--data", data), minutes)


def image_constraint_job(
    name: str,
    what: Literal["image realism", "image attributes", "image knobs"],
    data: str,
    root: Path | None,
    vae: Path | None,
    preset: str,
    device: str,
    minutes: float,
    shipped: Path = SHIPPED_IMAGES,
) -> Job:
    """Teach an image model a constraint on the images it learned from.

    Args:
        data: ``mnist`` or ``celeba``: whose model is meant if ``vae`` is None, for the one that ships.
        root: folder with the files of the data set.
        shipped: folder of the weights that ship.

    Raises:
        UserError: none ships, or there is no such folder.
    """
    if vae is None and not (shipped / images.weights_name(data, "vae")).exists():
        raise UserError("No such model comes with this version; train an image model first, and choose it here.")
    model = ("--model", str(vae)) if vae else ("--data", data)
    arguments = (*_image_trainer(what, root, preset, device), *model)
    return Job(what, name, arguments, minutes, str(vae) if vae else None)


def _image_trainer(what: Kind, root: Path | None, preset: str, device: str) -> tuple[str, ...]:
    folder = _given(root, sentence("the folder that holds the images"))
    return ("lcvision", "train", IMAGE_TRAINERS[what], "--root", folder, "--preset", preset, "--device", device)


def _given(path: Path | None, what: Sentence) -> str:
    if path is None or not str(path).strip():
        raise UserError(sentence("Choose {what}.", what=what))
    if not path.exists():
        raise UserError(sentence("There is no {path}; choose another one.", path=path))
    return str(path)


def _option(name: str, path: Path | None) -> tuple[str, ...]:
    return (name, str(path)) if path else ()
