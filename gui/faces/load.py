"""The models of faces, loaded on the worker's thread: torch is imported there, and not with the window."""

from __future__ import annotations

from gui.faces.state import FaceModel
from gui.heavy import loading
from lc_common.errors import UserError

WITHOUT = "Faces need trained weights, and some are missing."


def load_faces() -> FaceModel:
    """The models that ship.

    Raises:
        UserError: one is missing.
    """
    with loading():
        import torch

        from gui.faces.model import TorchFaces
        from lcvision.constraints import load_constraint
        from lcvision.edit import Editor
        from lcvision.pretrained import load_vae

        torch.set_num_threads(1)  # more are slower on a busy machine, and the DAW needs the rest
        try:
            vae = load_vae(data="celeba")
            editor = Editor(vae, *(load_constraint(vae, task) for task in ("attributes", "realism", "cgan")))
        except UserError as problem:
            raise UserError(f"{WITHOUT} {problem}") from problem
        return TorchFaces(editor)
