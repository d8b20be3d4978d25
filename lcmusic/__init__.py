"""Melodies: representation, MIDI files, corpus, model, rewards, constraints and live output.

The public API is ``Instrument`` (from an idea and knobs to a melody), ``Knobs`` (what is asked of a melody) and
``Melody``. Each is imported when it is first asked for: the live engine starts from this package and must not pay for
torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lcmusic.instrument import Instrument
    from lcmusic.music.knobs import Knobs
    from lcmusic.music.melody import Melody

__all__ = ["Instrument", "Knobs", "Melody"]

_HOMES = {"Instrument": "lcmusic.instrument", "Knobs": "lcmusic.music.knobs", "Melody": "lcmusic.music.melody"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
