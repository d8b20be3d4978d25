"""What the studio is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gui.faces.state.face import LoadModel
from gui.faces.state.judge import Judge
from gui.faces.state.load import load_faces
from gui.faces.state.making import Finder
from gui.melody.state.inference import Chosen, Model
from gui.shared.state.sound import Sink
from gui.shared.state.transport import PortList, list_ports
from gui.shared.view.sound import QtSink
from gui.train.state.session import PROGRAM
from lcmusic.perform.session import Engine


class EngineHandle(Engine, Protocol):
    """What the studio needs of ``lcmusic.live.player.Player``."""

    def position(self, now: float) -> float: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Parts:
    """What the studio is made of; tests put others in.

    Attributes:
        make_engine: starts the live engine.
        load_model: loads the melody model of a choice; runs on the worker's thread.
        settings: file of what is remembered; beside it is the folder of a person's presets.
        data: folder of the user's models, presets and likes.
        find_ports: asks the MIDI system.
        open_sink: opens the sound device, for the built-in voice.
        load_faces: loads the models of faces; runs on a thread of that page's own.
        make_judge: finds faces in photos and compares persons.
        seed: of new ideas.
        program: put before a training's command line.
        copies: folder for files on the clipboard; if None, they go with the app.
        locale: of the person's system; the window speaks its language if no other is chosen.
    """

    make_engine: Callable[[], EngineHandle]
    load_model: Callable[[Chosen], Model]
    settings: Path
    data: Path
    find_ports: Callable[[], PortList] = list_ports
    open_sink: Callable[[int], Sink] = QtSink
    load_faces: LoadModel = load_faces
    make_judge: Callable[[], Finder] = Judge
    seed: int | None = None
    program: Sequence[str] = PROGRAM
    copies: Path | None = None
    locale: str = "en"
