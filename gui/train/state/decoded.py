"""Samples of what a model has learned: the command that decodes them, and what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gui.shared.state.sentence import sentence
from gui.train.state.jobs import IMAGE_TRAINERS, Kind
from lc_common.errors import UserError
from lcmusic.music.melody import Melody

SAMPLES = 4
"""Melodies decoded to listen to; always from the same ideas, so that one hears what training changed."""
SILENT: frozenset[Kind] = frozenset({"corpus", "image classifier", "image attributes"})
"""Kinds of which there is nothing to hear or see."""


@dataclass(frozen=True)
class Sample:
    """A melody (``clip`` is a .mid file with a .wav of the same name beside it), or only a picture of it."""

    title: str
    picture: Path
    clip: Path | None = None
    melody: Melody | None = None


def sample_command(
    kind: Kind, weights: Path, vae: str | None, folder: Path, data: str | None = None
) -> list[str] | None:
    """The command that lets one hear or see what some weights do, into ``folder``; None for kinds without samples.

    Args:
        vae: weights of the model that they belong to; None: the one that ships.
        data: the images that a constraint of an image model was learned from.
    """
    melodies = ["lcmusic", "generate", "--n", str(SAMPLES), "--seed", "0", "--out", str(folder), "--force"]
    images = ["lcvision", "sample", "--out", str(folder / "samples.png")]
    model = ["--model", vae] if vae else []
    match kind:
        case "melody model":
            return [*melodies, "--model", str(weights)]
        case "knobs":
            asked = ["--prior", "none", "--key", "C", "--scale", "major", "--density", "6"]
            return [*melodies, *model, "--knobs", str(weights), *asked]
        case "rule":
            return [*melodies, *model, "--rule", str(weights)]
        case "image model":
            return [*images, "--model", str(weights)]
        case "image realism" | "image knobs":
            task = IMAGE_TRAINERS[kind]
            belongs = model or (["--data", data] if data else [])
            return [*images, "--method", task, f"--{task}", str(weights), *belongs]
    return None


def read_samples(folder: Path) -> list[Sample]:
    """The samples that a command wrote into a folder, by name."""
    from lcmusic.media.midi import read_clip  # a window must not wait for it

    samples = []
    for i, picture in enumerate(sorted(folder.glob("*.png")), 1):
        clip = picture.with_suffix(".mid")
        if clip.exists():
            try:
                melody = read_clip(clip).melody
            except UserError:  # no note in it
                melody = None
            samples.append(Sample(sentence("Idea {number}", number=i), picture, clip, melody))
        else:
            samples.append(Sample(sentence("Samples"), picture))
    return samples
