"""Pictures of every page, for the documentation: a scripted minute of use, with settings of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from matplotlib import cbook
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QMenu, QWidget

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
PATIENCE = 300.0  # seconds for the model to be loaded and a melody to be there, on a busy machine
SEED = 36
"""Of the ideas and the face in the pictures; the face of few is as easy to look at."""
SMALLEST = 0  # of Qt's qualities of a PNG, all of which are without loss: the one that takes the longest
NAMES = (
    "first-run", "melody", "melody-sound", "melody-hold", "melody-edit", "melody-chords", "melody-form",
    "melody-presets", "melody-song", "melody-light", "faces-before", "faces", "faces-photo", "train", "settings",
    "about",
)  # fmt: skip
"""The pictures, in the order in which they are taken."""


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


def take(qt: QApplication, parts: Parts, folder: Path, size: tuple[int, int], only: Collection[str] = ()) -> list[Path]:
    """Write ``NAME-WIDTHxHEIGHT.png`` for every state in ``NAMES``, or for some of them; returns the paths.

    Raises:
        UserError: there is no such picture, or one cannot be written.
    """
    if unknown := set(only) - set(NAMES):
        raise UserError(f"There is no picture {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"Cannot make the folder {folder}: {error.strerror}; choose another one.") from error
    paths: list[Path] = []

    def wanted(*names: str) -> bool:
        return not only or not set(only).isdisjoint(names)

    def shoot(name: str, menu: QMenu | None = None, beside: QWidget | None = None) -> None:
        if not wanted(name):
            return
        studio.window.hush()
        path = folder / f"{name}-{size[0]}x{size[1]}{_suffix(studio)}.png"
        picture = studio.window.grab()
        if menu and beside:
            painter = QPainter(picture)
            painter.drawPixmap(_place(studio.window, menu, beside), menu.grab())
            painter.end()
        if not picture.save(str(path), "PNG", SMALLEST):
            raise UserError(f"Cannot write {path}; choose another folder.")
        paths.append(path)

    with TemporaryDirectory() as own:
        studio = Studio(replace(parts, settings=Path(own) / "studio.json", open_sink=_Silent, seed=SEED))
        try:
            studio.window.resize(*size)
            studio.window.show()
            melody = studio.melody
            _until(qt, lambda: melody.problem or (melody.playing and melody.ghost))
            shoot("first-run")
            studio.welcome.done.emit()
            for name, prepare in (
                ("melody", _use),
                ("melody-sound", None),
                ("melody-hold", _hold),
                ("melody-edit", _edit),
                ("melody-chords", _follow),
                ("melody-form", _shape),
                ("melody-presets", _browse),
                ("melody-song", _write_song),
            ):
                if prepare and not melody.problem and wanted(*NAMES[NAMES.index(name) : NAMES.index("faces-before")]):
                    prepare(qt, studio)
                shoot(name, *_open_menu(studio, name))
                studio.page.presets.hide()
            if wanted("melody-light"):
                studio.choose_theme("light")
                _until(qt, lambda: False, 0.5)
                shoot("melody-light")
                studio.choose_theme("dark")
            for name in studio.window.page_names:
                if name != "Melody" and wanted(*(n for n in NAMES if n.startswith(name.lower()))):
                    studio.window.show_page(name)
                    _until(qt, lambda: False, 1.5)
                    if name == "Faces":
                        page = studio.window.page(name)
                        assert isinstance(page, FacesPage)
                        _edit_faces(qt, page, shoot)
                    else:
                        shoot(name.lower())
        finally:
            studio.window.close()
    return paths


def _open_menu(studio: Studio, name: str) -> tuple[QMenu, QWidget] | tuple[()]:
    """The menu that is open in a picture, and its button; nothing if none is."""
    page = studio.page
    if name == "melody-sound":
        menu = studio.sound_button.menu()
        menu.aboutToShow.emit()
        return menu, studio.sound_button
    if name == "melody-chords":
        return page.panel.chords.menu(), page.panel.chords.start
    if name == "melody-song":
        return page.more_menu(), page.more
    return ()


def _place(window: QWidget, menu: QMenu, beside: QWidget) -> QPoint:
    """Where a menu opens: under its button, or above it, within the window."""
    size, corner = menu.sizeHint(), beside.mapTo(window, beside.rect().bottomLeft())
    if corner.y() + size.height() > window.height():
        corner.setY(corner.y() - beside.height() - size.height())
    return QPoint(min(corner.x(), window.width() - size.width()), corner.y())


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


def _follow(qt: QApplication, studio: Studio) -> None:
    """Chords asked for, and heard."""
    melody = studio.melody
    melody.lock_bars(range(16), False)
    studio.page.roll.choose(None)
    melody.turn(root=9, scale="natural minor", chords="Am | F | C | G")
    _settle(qt, studio)
    _until(qt, lambda: not melody.pending, 2.5)  # until the bar is over


def _shape(qt: QApplication, studio: Studio) -> None:
    """A form asked for, too."""
    studio.melody.turn(repetition=0.4, motion=2.5, lowest=57, ending=True)
    _settle(qt, studio)
    studio.page.panel.groups.setCurrentIndex(list(GROUPS).index("form"))
    _until(qt, lambda: False, 0.5)


def _browse(qt: QApplication, studio: Studio) -> None:
    """A preset that is heard."""
    presets = studio.page.presets
    presets.open()
    preset = presets.list.topLevelItem(4)
    assert preset  # of the twenty that ship
    presets.list.setCurrentItem(preset)
    _settle(qt, studio)


def _write_song(qt: QApplication, studio: Studio) -> None:
    """Three parts of a song in the slots, and no more."""
    studio.page.presets.go_back()
    melody = studio.melody
    for slot, name in enumerate(("Verse", "Chorus", "Bridge")):
        melody.new_idea()
        _settle(qt, studio)
        melody.store(slot)
        melody.rename(slot, name)
    melody.clear(3)
    studio.page.panel.groups.setCurrentIndex(0)
    _until(qt, lambda: False, 0.5)


def _settle(qt: QApplication, studio: Studio) -> None:
    melody = studio.melody
    _until(qt, lambda: melody.performance.feed.settled and melody.ghost and melody.following)


def _edit_faces(qt: QApplication, page: FacesPage, shoot: Callable[[str], None]) -> None:
    """A sampled face before and after two edits, and a photo that is in the public domain."""
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
    shoot("faces")
    page.act(lambda: session.open_photo(Path(cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))))
    _until(qt, lambda: session.step.photo and session.settled)
    page.act(partial(session.move, SMILE, 0.9))
    _until(qt, lambda: session.settled and (session.identity or session.without_identity))
    _until(qt, lambda: False, 1.0)
    shoot("faces-photo")


def _until(qt: QApplication, condition: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not condition() and time.monotonic() < end:
        qt.processEvents()
        time.sleep(0.005)


def _suffix(studio: Studio) -> str:
    ratio = studio.window.devicePixelRatioF()
    return "" if ratio == 1 else f"@{ratio:g}x"
