"""From a slider to a picture: time of one edit and its decoding, preset compact, on one thread.

Weights are untrained: their values do not change the time. The gradient takes all of the steps it is given.
"""

from __future__ import annotations

import time

import numpy as np
import torch

from lc_common.nets import SIZES, NetConfig
from lc_common.optimise import OptimiseConfig
from lcvision.constraints import ConstraintConfig, ImageConstraint
from lcvision.edit import Editor
from lcvision.models import LABELS, PRESETS, ImageVAE
from lcvision.train_constraints import TRAINING

EDITS = 60
GRADIENT_STEPS = (10, 20, 100)


def untrained(task: str, size: str, latent: int) -> ImageConstraint:
    net = NetConfig(latent, LABELS if task == "cgan" else 0, **SIZES[size])
    config = ConstraintConfig(task, "celeba", "", net, task == "cgan", 0.0)
    modules = {name: module.eval().requires_grad_(False) for name, module in config.modules().items()}
    # No realism is enough for the threshold: nothing stops early.
    return ImageConstraint(config, modules["critic"], modules.get("actor"), 0.99, {})


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    vae = ImageVAE(PRESETS["compact"]["celeba"]).eval().requires_grad_(False)
    compact, latent = TRAINING["compact"], vae.config.latent
    editor = Editor(
        vae,
        untrained("attributes", compact.attribute_size, latent),
        untrained("realism", compact.size, latent),
        untrained("cgan", compact.size, latent),
    )
    z_bd = torch.randn(1, latent)
    ways = {"actor": {"method": "actor"}, "vector": {"method": "vector"}}
    ways |= {f"gradient, {n} steps": {"method": "gradient", "config": OptimiseConfig(steps=n)} for n in GRADIENT_STEPS}
    for name, options in ways.items():
        seconds = []
        for _ in range(EDITS):
            started = time.perf_counter()
            moved_bd = editor.edit(z_bd, {7: True}, **options)
            with torch.inference_mode():
                vae.decode(moved_bd)
            seconds.append(time.perf_counter() - started)
        median, late = 1000 * np.quantile(seconds, [0.5, 0.95])
        print(f"{name:20} median {median:6.1f} ms, p95 {late:6.1f} ms")


if __name__ == "__main__":
    main()
