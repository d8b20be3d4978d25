"""What is trained here, by the names that files, command lines and the studio use. Knows no torch."""

from __future__ import annotations

from typing import Literal

VAE_KIND, CLASSIFIER_KIND, CONSTRAINT_KIND = "lcvision.vae", "lcvision.classifier", "lcvision.constraint"
PERCEPTION_KIND, PRIOR_KIND = "lcvision.perception", "lcvision.prior"
"""Kinds of checkpoints, as their heads name them; a constraint's config also names its task."""
Model = Literal["vae", "classifier", "perception", "prior"]
Task = Literal["realism", "attributes", "cgan"]
"""What ``lcvision train`` makes, and what it is called in the names of files."""
PRESETS = {"compact": "a laptop's processor", "paper": "published size, graphics card"}
"""Presets of VAE and classifier, and what each is for."""
CONSTRAINT_PRESETS = {
    "compact": "minutes on a laptop",
    "small": "the smaller published size",
    "paper": "published size, graphics card",
}
"""Presets of constraints."""


def weights_name(data: str, what: Model | Task) -> str:
    """The file of the weights to use: "celeba-vae.safetensors"."""
    return f"{data}-{what}.safetensors"
