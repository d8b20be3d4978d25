"""What the studio remembers from one run to the next, in one JSON file that a crash leaves whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from gui.melody.state.inference import Chosen
from gui.melody.state.setting import Remembered
from gui.shared.state.osc import OscSettings
from gui.shared.state.sound import SoundSettings
from gui.shared.state.theme import PALETTES
from gui.shared.state.transport import Wiring
from lc_common.config import from_dict, to_dict
from lc_common.errors import UserError
from lc_common.files import write_text
from lcmusic.live.control import ControlMap

SAVE_AFTER = 1.0
"""Seconds of quiet after a change before it is written."""
SYSTEM = "system"
LANGUAGES = {SYSTEM: "System", "en": "English", "de": "Deutsch", "ja": "日本語"}
"""Languages of the window, each by its own name."""


@dataclass(frozen=True)
class Settings:
    """Everything that is remembered.

    Attributes:
        melody, wiring: of the melody page and the transport.
        controllers: which MIDI controller turns which knob, ``{"channel/controller": knob}``.
        theme: a name in ``gui.shared.state.theme.PALETTES``.
        language: one of ``LANGUAGES``.
        page: the page that was shown.
        geometry: the window's place, as Qt writes it, in hexadecimal.
        folder: where a file was last saved or opened.
        sound: the built-in voice is on, where there is a sound device.
        voice: how it sounds.
        chosen: weights that play instead of those that ship.
        welcomed: the first-run panel was gone through or put away.
        osc: of the remote control.
    """

    melody: Remembered = field(default_factory=Remembered)
    wiring: Wiring = field(default_factory=Wiring)
    controllers: dict[str, str] = field(default_factory=dict)
    theme: str = "dark"
    language: str = SYSTEM
    page: str = "Melody"
    geometry: str = ""
    folder: str = ""
    sound: bool = True
    voice: SoundSettings = field(default_factory=SoundSettings)
    chosen: Chosen = field(default_factory=Chosen)
    welcomed: bool = False
    osc: OscSettings = field(default_factory=OscSettings)

    def __post_init__(self) -> None:
        if self.theme not in PALETTES:
            raise UserError(f"There is no theme {self.theme!r}; choose one of {', '.join(PALETTES)}.")
        if self.language not in LANGUAGES:
            raise UserError(f"There is no language {self.language!r}; choose one of {', '.join(LANGUAGES)}.")
        ControlMap.from_json(self.controllers)


class SettingsFile:
    """The file, written a second after the last change.

    Args:
        path: its place; the folder is made.
        clock: seconds.
        later: runs what ``keep`` writes, away from the window: a disk may take a tenth of a second.

    Attributes:
        loaded: what was read; the defaults if there was nothing.
        problem: a sentence if the file could not be read or written; the owner empties it.
    """

    def __init__(
        self,
        path: Path,
        clock: Callable[[], float],
        later: Callable[[Callable[[], None]], object] = lambda write: write(),
    ) -> None:
        self._path, self._clock, self._later = path, clock, later
        self._writing = Lock()
        self.problem = ""
        self.loaded = self._read()
        self._written = self.loaded
        self._changed: tuple[Settings, float] | None = None

    def keep(self, now: Settings) -> None:
        """Call this often with the settings as they are; they are written when they have been quiet for a second."""
        if now == self._written:
            self._changed = None
        elif self._changed is None or self._changed[0] != now:
            self._changed = now, self._clock()
        elif self._clock() - self._changed[1] >= SAVE_AFTER:
            self._changed, self._written = None, now  # one sentence if it fails, not one each second
            self._later(self._write)

    def write(self, now: Settings) -> None:
        """Write the settings at once. If that fails the old file stays, and ``problem`` says why."""
        self._changed, self._written = None, now
        self._write()

    def _write(self) -> None:
        with self._writing:
            try:
                write_text(self._path, json.dumps(to_dict(self._written)))
            except UserError as problem:
                self.problem = str(problem)

    def _read(self) -> Settings:
        try:
            return from_dict(Settings, json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, UserError) as error:
            aside = self._path.with_suffix(".unreadable.json")
            try:
                self._path.replace(aside)
            except OSError:
                aside = self._path
            self.problem = (
                f"The settings could not be read ({error}); the defaults are used and the old file is {aside}."
            )
            return Settings()
