"""Pictures of every page, for the documentation: a scripted minute of use, with settings of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication

from gui.faces.state.face import ROWS
from gui.faces.view.page import FacesPage
from gui.melody.view.specs import GROUPS
from gui.parts import Parts
from gui.shared.view.widgets.bars import Selection
from gui.studio import Studio
from lc_common.errors import UserError
from lcmusic.music.editing import laid
from lcmusic.music.melody import Note

SMILE, BLOND = (next(k for k, row in enumerate(ROWS) if row.name == name) for name in ("Smiling", "Blond_Hair"))
PATIENCE = 60.0  # seconds for the model to be loaded and a melody to be there


class _Silent:
    """A sound device that nobody hears."""

    def __init__(self, sample_rate: int) -> None:
        pass

    def room(self) -> int:
        return 0

    def waiting(self) -> int:
        return 0

    def write(self, samples: np.ndarray) -> None:
        pass

    def close(self) -> None:
        pass


def take(qt: QApplication, parts: Parts, folder: Path, size: tuple[int, int]) -> list[Path]:
    """Write ``NAME-WIDTHxHEIGHT.png`` for every page, and the first-run panel; returns the paths.

    Raises:
        UserError: a picture cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {folder}: {error.strerror}; choose another one.") from error
    paths: list[Path] = []

    def shoot(name: str) -> None:
        studio.window.hush()
        path = folder / f"{name}-{size[0]}x{size[1]}{_suffix(studio)}.png"
        if not studio.window.grab().save(str(path)):
            raise UserError(f"Cannot write {path}; choose another folder.")
        paths.append(path)

    with TemporaryDirectory() as own:
        studio = Studio(replace(parts, settings=Path(own) / "studio.json", open_sink=_Silent, seed=3))
        try:
            studio.window.resize(*size)
            studio.window.show()
            melody = studio.melody
            _until(qt, lambda: melody.problem or (melody.playing and melody.ghost))
            shoot("first-run")
            studio.welcome.done.emit()
            if not melody.problem:
                _use(qt, studio)
            shoot("melody")
            if not melody.problem:
                _hold(qt, studio)
            shoot("melody-hold")
            if not melody.problem:
                _edit(qt, studio)
            shoot("melody-edit")
            _shape(qt, studio)
            shoot("melody-form")
            for name in studio.window.page_names:
                if name != "Melody":
                    studio.window.show_page(name)
                    _until(qt, lambda: False, 1.5)
                    if name == "Faces":
                        page = studio.window.page(name)
                        assert isinstance(page, FacesPage)
                        _edit_a_face(qt, page, shoot)
                    shoot(name.lower())
        finally:
            studio.window.close()
    return paths


def _use(qt: QApplication, studio: Studio) -> None:
    """Some ideas kept, a scale, a density, and the music running."""
    melody = studio.melody
    # Without trained knobs it is all that a scale can do.
    melody.turn(strict=bool(melody.model and melody.model.without))
    kept: tuple[dict[str, Any], ...] = (
        {"scale": "natural minor", "root": 9},
        {"density": 4.0},
        {"scale": "dorian", "root": 2, "density": 9.0},
        {"scale": "major pentatonic", "root": 7, "density": 6.5},
    )
    for slot, values in enumerate(kept):
        melody.turn(**values)
        melody.new_idea()
        _until(qt, lambda: melody.performance.feed.settled)
        melody.store(slot)
    melody.mark(True)
    studio.transport.play_stop()
    bars = 2.4 * 2.0  # at 120 BPM
    _until(qt, lambda: False, bars)
    melody.turn(swing=0.58)


def _hold(qt: QApplication, studio: Studio) -> None:
    """Bars locked and chords asked for, new ideas beside them, and some bars chosen."""
    melody = studio.melody
    melody.lock_bars(range(4), True)
    melody.turn(root=9, scale="dorian", density=6.0, chords="Am | D7 | Am | G")
    for _ in range(5):
        melody.new_idea()
        _until(qt, lambda: melody.performance.feed.settled)
    studio.page.roll.choose(Selection(8, 10))
    _until(qt, lambda: not melody.pending, 2.0)


def _edit(qt: QApplication, studio: Studio) -> None:
    """A bar written by hand, and its notes still chosen."""
    melody, roll = studio.melody, studio.page.roll
    assert melody.playing is not None  # there is no problem
    notes = [
        Note(128 + start, 128 + end, pitch) for start, end, pitch in ((0, 4, 69), (4, 6, 67), (6, 8, 64), (8, 16, 60))
    ]
    melody.edit(laid(melody.playing, notes))
    _until(qt, lambda: not melody.pending, 2.0)
    roll.choose_notes(notes)


def _shape(qt: QApplication, studio: Studio) -> None:
    """Chords and a form asked for."""
    melody = studio.melody
    if not melody.problem:
        melody.lock_bars(range(16), False)
        studio.page.roll.choose(None)
        melody.turn(
            root=9, scale="natural minor", chords="Am | F | C | G", repetition=0.4, motion=2.5, lowest=57, ending=True
        )
        _until(qt, lambda: melody.performance.feed.settled and melody.ghost)
    studio.page.panel.groups.setCurrentIndex(list(GROUPS).index("form"))
    _until(qt, lambda: False, 0.5)


def _edit_a_face(qt: QApplication, page: FacesPage, shoot: Callable[[str], None]) -> None:
    """A sampled face before and after two edits; never a photo."""
    session = page.session
    _until(qt, lambda: session.problem or session.step.face)
    if session.problem:
        return
    shoot("faces-before")
    for k, amount in ((SMILE, 0.9), (BLOND, 0.8)):
        page.act(partial(session.move, k, amount))
        _until(qt, lambda: session.settled)
    page.act(session.vary)
    page.edited.set_share(0.45)
    _until(qt, lambda: session.neighbours and (session.identity or session.without_identity))
    page.refresh()


def _until(qt: QApplication, condition: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not condition() and time.monotonic() < end:
        qt.processEvents()
        time.sleep(0.005)


def _suffix(studio: Studio) -> str:
    ratio = studio.window.devicePixelRatioF()
    return "" if ratio == 1 else f"@{ratio:g}x"
