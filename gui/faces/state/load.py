"""The models of faces, loaded on the worker's thread: torch is imported there, and not with the window."""

from __future__ import annotations

from gui.faces.state.face import FaceModel
from gui.shared.state.heavy import loading
from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lcvision.data.celeba import CELEBA
from lcvision.kinds import Task

TASKS: tuple[Task, ...] = ("attributes", "realism", "cgan")


def load_faces() -> FaceModel:
    """The models that ship.

    Raises:
        UserError: one is missing or torn, or was trained on other labels than the sliders'.
    """
    with loading():
        import torch

        from gui.faces.state.model import TorchFaces
        from lcvision import pretrained
        from lcvision.constraints.prior import load_prior
        from lcvision.constraints.trained import load_constraint
        from lcvision.edit.moves import Editor

        names = [f"{CELEBA.name}-{part}.safetensors" for part in ("vae", *TASKS, "prior", "classifier")]
        missing = [name for name in names if not (pretrained.FOLDER / name).is_file()]
        if missing:
            raise UserError(
                sentence(
                    "Faces need trained weights, which are missing: {names}. "
                    "Train them as docs/images.md says, and put them into {folder}.",
                    names=", ".join(missing),
                    folder=pretrained.FOLDER,
                )
            )
        torch.set_num_threads(1)  # more are slower on a busy machine, and the DAW needs the rest
        vae = pretrained.load_vae(data=CELEBA.name)
        attributes, realism, cgan = (load_constraint(vae, task) for task in TASKS)
        editor = Editor(vae, attributes, realism, cgan, load_prior(vae))
        CELEBA.check_labels(editor.attributes.config.labels, "What the faces page knows of attributes")
        return TorchFaces(editor, pretrained.load_classifier(data=CELEBA.name))
