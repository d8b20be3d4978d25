"""The model behind the window: loaded and run on the worker's thread. torch is imported there, and only there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from gui.worker import Worker
from lc_common.errors import UserError
from lcmusic.knobs import Knobs
from lcmusic.melody import Melody
from lcmusic.perform import Composer

if TYPE_CHECKING:
    from torch import Tensor

    from lcmusic.model import MelodyVAE


@dataclass(frozen=True)
class Model:
    """What a loaded model can do.

    Attributes:
        composer: makes melodies; on the worker's thread.
        add_like: marks a latent as liked or not, in the file that ``lcmusic train constraint taste`` learns from.
        without: why the trained knobs do nothing; empty if they work.
        name: of the model, for people.
    """

    composer: Composer
    add_like: Callable[[np.ndarray, bool], None]
    without: str = ""
    name: str = ""


def load(vae: Path | None, knobs: Path | None, likes: Path) -> Model:
    """Load the melody model and its knobs; run it on the worker's thread.

    Args:
        vae: a checkpoint; None for the one that ships.
        knobs: a checkpoint; None for the one that ships.
        likes: folder for the files of likes.

    Raises:
        UserError: the model cannot be loaded. Knobs that cannot are told in ``without``.
    """
    import torch

    from lcmusic.compose import ModelComposer
    from lcmusic.constraints import KnobModel, load_knobs
    from lcmusic.pretrained import load_vae

    torch.set_num_threads(1)  # more are slower on a busy machine, and the DAW needs the rest
    model = load_vae(vae)
    trained: KnobModel | None = None
    without = ""
    try:
        trained = load_knobs(model, knobs)
    except UserError as problem:
        without = f"{problem} Until then a scale counts in strict mode only."
    return Model(ModelComposer(model, trained), _likes_writer(model, likes), without, vae.stem if vae else "built in")


def _likes_writer(vae: MelodyVAE, folder: Path) -> Callable[[np.ndarray, bool], None]:
    from lcmusic.constraints import vae_digest
    from lcmusic.taste import add_like

    # A file for each VAE: latents of one mean nothing to another.
    path = folder / f"likes-{vae_digest(vae)[:8]}.json"
    return lambda z_d, liked: add_like(path, vae, _row(z_d), liked)


def _row(z_d: np.ndarray) -> Tensor:
    import torch

    return torch.from_numpy(z_d)


class BackgroundComposer:
    """A composer that never makes the caller wait (``lcmusic.perform.Composer``).

    Args:
        composer: runs on the worker's thread.
        worker: runs it.
    """

    def __init__(self, composer: Composer, worker: Worker) -> None:
        self.latent = composer.latent
        self._composer, self._worker = composer, worker

    def compose(self, z_d: np.ndarray, knobs: Knobs) -> Melody | None:
        """The melody, once it is made."""
        return self._worker.ask((z_d.tobytes(), knobs), lambda: self._composer.compose(z_d, knobs))

    def idea(self, melody: Melody) -> np.ndarray | None:
        """The latent, once it is found."""
        return self._worker.ask(melody, lambda: self._composer.idea(melody))


class NoComposer:
    """Stands in until the model is loaded: everything is still being made."""

    latent = 1

    def compose(self, z_d: np.ndarray, knobs: Knobs) -> None:
        """Not yet."""

    def idea(self, melody: Melody) -> None:
        """Not yet."""
