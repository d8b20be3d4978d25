"""From a slider to a picture: time of one edit and its decoding, preset compact, on one thread.

Weights are untrained: their values do not change the time. The gradient takes all of the steps it is given.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from lc_common.nets import SIZES, NetConfig
from lc_common.optimise import OptimiseConfig
from lcvision.constraints.trained import ConstraintConfig, ImageConstraint
from lcvision.constraints.training import TRAINING
from lcvision.data.celeba import CELEBA
from lcvision.edit.moves import Editor
from lcvision.vae.config import preset_vae
from lcvision.vae.models import ImageVAE

EDITS = 60
GRADIENT_STEPS = (10, 20, 100)


def untrained(task: str, size: str, latent: int) -> ImageConstraint:
    net = NetConfig(latent, len(CELEBA.names) if task == "cgan" else 0, **SIZES[size])
    labels = () if task == "realism" else CELEBA.names
    config = ConstraintConfig(task, CELEBA.name, "", net, task == "cgan", 0.0, labels=labels)
    modules = {name: module.eval().requires_grad_(False) for name, module in config.modules().items()}
    # No realism is enough for the threshold: nothing stops early.
    return ImageConstraint(config, modules["critic"], modules.get("actor"), 0.99, {})


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    vae = ImageVAE(preset_vae("compact", CELEBA)).eval().requires_grad_(False)
    compact, latent = TRAINING["compact"], vae.config.latent
    editor = Editor(
        vae,
        untrained("attributes", compact.attributes.size, latent),
        untrained("realism", compact.game.size, latent),
        untrained("cgan", compact.game.size, latent),
    )
    z_bd = torch.randn(1, latent)
    ways = {"actor": {"method": "actor"}, "vector": {"method": "vector"}}
    ways |= {f"gradient, {n} steps": {"method": "gradient", "config": OptimiseConfig(steps=n)} for n in GRADIENT_STEPS}
    for name, options in ways.items():
        print(f"{name:45} {timed(vae, lambda _, options=options: editor.edit(z_bd, {7: True}, **options))}")
    # As the studio's sliders ask: another amount each time, beside two that were moved before.
    amounts = np.linspace(-1, 1, EDITS).tolist()
    sliders = timed(vae, lambda i: editor.slide(z_bd, {7: amounts[i], 2: 0.8, 4: -0.5}))
    print(f"{'slider to picture p95 on one thread':45} {sliders}")


def timed(vae: ImageVAE, edit: Callable[[int], Tensor]) -> str:
    """Median and late time of edits and their decoding; what the processor worked is less where others share it."""
    passed, worked = [], []
    for i in range(EDITS):
        started, began = time.perf_counter(), time.thread_time()
        moved_bd = edit(i)
        with torch.inference_mode():
            vae.decode(moved_bd)
        passed.append(time.perf_counter() - started)
        worked.append(time.thread_time() - began)
    (median, late), (_, work) = (1000 * np.quantile(seconds, [0.5, 0.95]) for seconds in (passed, worked))
    return f"median {median:6.1f} ms, p95 {late:6.1f} ms (p95 of the processor's work {work:6.1f} ms)"


if __name__ == "__main__":
    main()
