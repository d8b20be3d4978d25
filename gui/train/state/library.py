"""The models on this machine: those that ship and those that were trained here, with what their cards say."""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from safetensors import SafetensorError, safe_open

import lcmusic
import lcvision
from gui.shared.state.sentence import Sentence, sentence
from gui.train.state.jobs import IMAGE_TRAINERS, Job, Kind
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.files import write_text
from lc_common.run import CHECKPOINT_NAME
from lcmusic import kinds as music
from lcvision import kinds as images
from lcvision.data import registry

JOB_NAME, OUTPUT_NAME = "job.json", "output.txt"
_CONSTRAINTS: dict[str, Kind] = {
    f"{images.CONSTRAINT_KIND} {task}": kind for kind, task in IMAGE_TRAINERS.items() if task in get_args(images.Task)
}
KINDS: dict[str, Kind] = {
    music.VAE_KIND: "melody model",
    music.KNOBS_KIND: "knobs",
    music.RULE_KIND: "rule",
    images.VAE_KIND: "image model",
    images.CLASSIFIER_KIND: "image classifier",
    **_CONSTRAINTS,
}
"""Kind of a checkpoint, as files name it, with the task of an image constraint -> as the page does."""
IMAGES = {spec.name: spec.title for spec in registry.DATA.values()}
"""Data sets of images, as files name them, in plain words."""
SHIPPED = [Path(package.__path__[0]) / "pretrained" for package in (lcmusic, lcvision)]
"""Where the weights are that come with the program."""
CARD_NAME = "MODEL-CARD.md"
FOR_MACHINES = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
"""YAML that a model card begins with: licence, data and tags, as model hubs read them."""
STAGES = (music.BARS_STAGE, music.REALISM_STAGE, music.READER_STAGE)
"""Folders inside a training's own of the stages that come before its last one."""
UNFINISHED, NOTHING = "Stopped before it was finished.", "Nothing has been learned yet."


@dataclass(frozen=True)
class Entry:
    """One row of the library.

    Attributes:
        name: of the model or corpus.
        kind: what it is.
        path: weights file or corpus folder to use; None while there is none. Knobs and rules that were stopped can be
            used as far as they are.
        lines: its card, a few short sentences.
        job: how it was made here; None if it ships.
        resumable: a stopped training that can go on, or a finished one that can be trained for longer.
        finished: it came as far as it was meant to.
    """

    name: str
    kind: Kind
    path: Path | None
    lines: tuple[str, ...]
    job: Job | None = None
    resumable: bool = False
    finished: bool = True


@dataclass(frozen=True)
class Card:
    """What the head of a weights file says; a torn or foreign file has no kind and says so.

    Attributes:
        finished: it was trained for as many steps as it was meant to be.
    """

    kind: Kind | None
    lines: tuple[str, ...]
    finished: bool = True


@dataclass(frozen=True)
class Workshop:
    """The folder in which the studio trains: a folder for each job, with ``job.json``, its output and what it made."""

    root: Path

    def folder(self, name: str) -> Path:
        """The folder of a job."""
        return self.root / name

    def add(self, job: Job) -> Path:
        """Make the folder of a new job.

        Raises:
            UserError: something of that name was made already, or it cannot be written.
        """
        folder = self.folder(job.name)
        try:
            if (there := _entry(folder)) and there.path is None and not there.resumable:
                shutil.rmtree(folder)  # nothing came of it
            folder.mkdir(parents=True)
        except FileExistsError as error:
            raise _taken(job.name) from error
        except OSError as error:
            raise UserError(unmade(folder, error)) from error
        try:
            self.write(job)
        except UserError:
            shutil.rmtree(folder, ignore_errors=True)  # the name stays free
            raise
        return folder

    def write(self, job: Job) -> None:
        """Remember how a job is done; ``UserError`` if that cannot be written."""
        write_text(self.folder(job.name) / JOB_NAME, json.dumps(to_dict(job)))

    def entry(self, name: str) -> Entry | None:
        """What was made under a name; None if nothing was."""
        return _entry(self.folder(name))

    def rename(self, old: str, new: str) -> Entry | None:
        """Call what was made otherwise, files and all.

        Raises:
            UserError: the name is taken or not fit for a folder, or nothing can be moved.
        """
        made = self.entry(old)
        if made is None or made.job is None:
            raise UserError(sentence("There is no {name!r} any more; it was deleted.", name=old))
        job = replace(made.job, name=new)
        if self.folder(new).exists():
            raise _taken(new)
        try:
            self.folder(old).rename(self.folder(new))
        except OSError as error:
            raise UserError(sentence("Cannot rename {name}: {why}.", name=old, why=error.strerror)) from error
        self.write(job)
        return self.entry(new)

    def entries(self) -> list[Entry]:
        """What was made here, by name; folders that are not ours are left out."""
        if not self.root.is_dir():
            return []
        return [entry for folder in sorted(self.root.iterdir()) if (entry := _entry(folder))]


def shipped() -> list[Entry]:
    """The weights that came with the program."""
    files = [path for folder in SHIPPED for path in sorted(folder.glob("*.safetensors"))]
    return [Entry(path.stem, card.kind, path, card.lines) for path in files if (card := read_card(path)).kind]


def model_cards() -> str:
    """The model cards that came with the program, as one Markdown text."""
    texts = [path.read_text(encoding="utf-8") for folder in SHIPPED for path in folder.glob(CARD_NAME)]
    return "\n\n".join(FOR_MACHINES.sub("", text) for text in texts)


def read_card(path: Path) -> Card:
    """The card of a weights file, from its header alone."""
    try:
        with safe_open(path, framework="np") as file:
            header = file.metadata() or {}
            sizes = [file.get_slice(name).get_shape() for name in file.keys() if name.startswith("model.")]  # noqa: SIM118
        config, info = json.loads(header["config"]), json.loads(header["info"])
        kind = KINDS[" ".join(part for part in (header["kind"], config.get("task")) if part)]
        return Card(kind, _lines(path, sizes, config, info), _steps_missing(info) == 0)
    except (SafetensorError, OSError, KeyError, ValueError, TypeError, AttributeError):
        return Card(None, ("The file is torn or not a model of this program.",))


def data_of(path: Path) -> str | None:
    """The data set of images that weights were learned from, as files name it; None for other weights."""
    try:
        with safe_open(path, framework="np") as file:
            return json.loads((file.metadata() or {})["config"]).get("data")
    except (SafetensorError, OSError, KeyError, ValueError, AttributeError):
        return None


def _lines(path: Path, sizes: list[list[int]], config: Mapping[str, Any], info: Mapping[str, Any]) -> tuple[str, ...]:
    weights = sum(math.prod(size) for size in sizes)
    size = path.stat().st_size / 1e6
    lines: list[str] = [sentence("{weights:.1f} million weights, {size:.0f} MB", weights=weights / 1e6, size=size)]
    if "rewards" in config:
        how = f" ({config['combine']})" if len(config["rewards"]) > 1 else ""
        lines.append(sentence("Rewards {rewards}", rewards=", ".join(config["rewards"]) + how))
    if config.get("data") in IMAGES:
        lines.append(sentence("Learned from {data}", data=sentence(IMAGES[config["data"]])))
    if "preset" in info:
        lines.append(sentence("Preset {name}", name=info["preset"]))
    progress = info.get("training", {}).get("progress", {})
    if "step" in progress:
        minutes = round(progress.get("seconds", 0) / 60)
        took = sentence("a minute") if minutes <= 1 else sentence("{minutes:,} minutes", minutes=minutes)
        done, missing = progress["step"], _steps_missing(info)
        trained = sentence("Trained {steps:,} steps in {took}", steps=done, took=took)
        stopped = sentence(
            "Stopped after {steps:,} of {all:,} steps in {took}", steps=done, all=done + missing, took=took
        )
        lines.append(stopped if missing else trained)
    return tuple(lines)


def _steps_missing(info: Mapping[str, Any]) -> int:
    training = info.get("training", {})
    return max(0, (training.get("goal") or 0) - training.get("progress", {}).get("step", 0))


def begun(folder: Path) -> bool:
    """Whether a training has saved anything that it can go on from."""
    return any((folder / stage / CHECKPOINT_NAME).exists() for stage in ("", *STAGES))


def unmade(folder: Path, error: OSError) -> Sentence:
    """That a folder cannot be made."""
    return sentence("Cannot make the folder {folder}: {why}; free some space.", folder=folder, why=error.strerror)


def _taken(name: str) -> UserError:
    return UserError(sentence("There is a {name!r} already; choose another name.", name=name))


def _entry(folder: Path) -> Entry | None:
    try:
        job = from_dict(Job, json.loads((folder / JOB_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, UserError):
        return None
    if job.kind == "corpus":
        return _corpus_entry(folder, job)
    saved = folder / CHECKPOINT_NAME
    products = [path for path in sorted(folder.glob("*.safetensors")) if path != saved]
    if not products and job.kind in ("knobs", "rule") and saved.exists():
        card = read_card(saved)
        return Entry(folder.name, job.kind, saved, (UNFINISHED, *card.lines), job, True, False)
    if not products:
        can_go_on = begun(folder)
        return Entry(folder.name, job.kind, None, (UNFINISHED if can_go_on else NOTHING,), job, can_go_on, False)
    card = read_card(products[0])
    return Entry(folder.name, job.kind, products[0], card.lines, job, begun(folder), card.finished)


def _corpus_entry(folder: Path, job: Job) -> Entry:
    corpus = folder / "corpus"
    try:
        card = json.loads((corpus / "card.json").read_text(encoding="utf-8"))
        lines = (
            sentence("{melodies:,} melodies of 16 bars", melodies=card["unique_tunes"]),
            sentence("from {pieces:,} pieces", pieces=sum(source["pieces"] for source in card["sources"])),
        )
        return Entry(folder.name, "corpus", corpus, lines, job)
    except (OSError, ValueError, KeyError, TypeError):
        can_go_on = (folder / "corpus.partial").exists()
        return Entry(folder.name, "corpus", None, (UNFINISHED if can_go_on else NOTHING,), job, can_go_on, False)
