"""Finding faces in photos and telling persons apart, in a process of its own. Knows neither Qt nor torch.

dlib holds Python's lock for seconds while it looks, which in this process would hold up the window.
"""

from __future__ import annotations

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from gui.faces.state.face import OpenPhoto, Place
from gui.shared.state.sentence import sentence
from lc_common.child import Child
from lc_common.errors import UserError

ENDED = "The face finder ended unexpectedly; try again, perhaps with a smaller photo."
T = TypeVar("T")


class Judge:
    """Looks at photos and pairs of faces; answers are futures. The process begins with the first question.

    Futures raise ``UserError``: see ``lcvision.faces.finding``.
    """

    def __init__(self) -> None:
        self._child = Child()

    def find(self, path: Path) -> Future[OpenPhoto]:
        """A photo with its faces."""
        return self._child.ask(_find, path)

    def compare(self, a_hwc: np.ndarray, b_hwc: np.ndarray) -> Future[tuple[float, str]]:
        """How far apart the persons of two faces are, as a number and in words."""
        return self._child.ask(_compare, a_hwc, b_hwc)

    def close(self) -> None:
        """End the process, whatever it is looking at: a large photo takes seconds, and the window is closing."""
        self._child.close()


def answer_of(future: Future[T]) -> T:
    """What a future that is done holds; ``UserError`` where the process has gone."""
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise UserError(ENDED) from error


def _find(path: Path) -> OpenPhoto:
    from lcvision.faces.finding import find_faces
    from lcvision.faces.photos import read_photo
    from lcvision.faces.placing import aligned

    photo = read_photo(path)
    found = find_faces(photo, _tools())
    places = tuple(
        Place(path, placement, aligned(photo.seen, placement), number)
        for number, placement in enumerate(found, 1)
        if placement.large_enough
    )
    if not places:
        said = sentence("The face in {name} is too small; come closer, or give a larger photo.", name=path.name)
        raise UserError(said)
    return OpenPhoto(path, photo.image.size, places, len(found))


def _compare(a_hwc: np.ndarray, b_hwc: np.ndarray) -> tuple[float, str]:
    import torch

    from lcvision.faces.finding import likeness

    a_nchw, b_nchw = (torch.tensor(face).permute(2, 0, 1)[None].float() / 255 for face in (a_hwc, b_hwc))
    distance = float(_tools().distances(a_nchw, b_nchw)[0])
    return distance, likeness(distance)


@cache
def _tools():
    import torch

    from lcvision.faces.finding import load_face_tools

    torch.set_num_threads(1)
    return load_face_tools()
